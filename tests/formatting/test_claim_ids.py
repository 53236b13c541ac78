"""The ids that `fmt` writes for claims without one."""

from article_briefings.formatting import format_yaml
from article_briefings.input import read_yaml
from article_briefings.models import RESERVED_IDS, id_problem
from tests.canonical import BRIEFING


def ids(claims: str, rest: str = "") -> list[str]:
    """The ids of the claims after formatting, which a second run does not change."""
    text = f"format: 2\nclaims:\n{claims}{rest}"
    result = format_yaml(BRIEFING, text)
    assert result.refusal == ""
    assert result.text is not None
    again = format_yaml(BRIEFING, result.text)
    assert (again.text, again.ids) == (result.text, ())
    document, _ = read_yaml(BRIEFING, result.text)
    assert document is not None
    assert isinstance(document.root, dict)
    found = [claim["id"] for claim in document.root["claims"]]  # type: ignore[index,call-overload]
    assert not any(map(id_problem, found))
    return found


def test_an_id_is_made_of_the_first_words_of_the_text() -> None:
    text = "- text: The new bridge opens on 3 May 2031, weather permitting.\n"
    assert ids(text) == ["the-new-bridge-opens-on-3"]
    assert format_yaml(BRIEFING, f"format: 2\nclaims:\n{text}").text == (
        "format: 2\n\nclaims:\n  - id: the-new-bridge-opens-on-3\n"
        "    text: The new bridge opens on 3 May 2031, weather permitting.\n"
    )


def test_an_id_stays_although_the_text_changes() -> None:
    assert ids("- {id: a, text: Something else.}\n") == ["a"]


def test_an_empty_id_is_a_missing_one() -> None:
    assert ids('- {id: "", text: One.}\n- {id: ~, text: Two.}\n') == ["one", "two"]


def test_ids_are_unique_on_the_page() -> None:
    claims = (
        "- text: Same words.\n- text: Same words!\n- text: Report.\n- text: Opening.\n"
        "- text: Old.\n- text: Gone.\n- {id: other, formerly: [old]}\n"
    )
    rest = "evidence: [{id: report}]\nevents: [{id: opening}]\ncorrections: [{withdrawn: [gone]}]\n"
    found = ids(claims, rest)
    new = ["same-words", "same-words-2", "report-2", "opening-2", "old-2", "gone-2"]
    assert found == [*new, "other"]


def test_a_later_id_of_the_file_is_not_taken() -> None:
    assert ids("- text: One.\n- {id: one, text: Two.}\n") == ["one-2", "one"]


def test_no_id_is_that_of_a_section_of_the_page() -> None:
    claims = "".join(f"- text: {name}\n" for name in sorted(RESERVED_IDS))
    assert RESERVED_IDS.isdisjoint(ids(claims))


def test_a_text_without_letters_and_a_claim_without_a_text_get_a_number() -> None:
    assert ids("- text: “…”\n- {kind: fact}\n- text: x\n") == ["claim", "claim-2", "x"]


def test_a_text_of_another_script_gives_an_id_in_it() -> None:
    assert ids("- text: Мост откроют в мае.\n") == ["мост-откроют-в-мае"]


def test_a_long_word_is_cut() -> None:
    assert ids(f"- text: {'long' * 40}\n") == [("long" * 40)[:50]]


def test_comments_stay_above_the_claim() -> None:
    text = "format: 2\nclaims:\n# about it\n- text: One.\n  # after\n"
    assert format_yaml(BRIEFING, text).text == (
        "format: 2\n\nclaims:\n  # about it\n  - id: one\n    text: One.\n    # after\n"
    )


def test_a_claim_with_an_anchor_is_left_alone() -> None:
    text = "claims:\n- &a {text: One.}\n- *a\n- text: Two.\n"
    result = format_yaml(BRIEFING, text)
    assert result.refusal == ""
    assert result.ids == ("two",)


def test_other_files_and_other_shapes_have_no_ids() -> None:
    assert format_yaml("briefings/topics.yml", "format: 2\nclaims: [{title: x}]\n").ids == ()
    for text in ("claims: x\n", "claims: {a: {b: c}}\n", "claims: [x, [y]]\n", "- claims\n", "x\n"):
        result = format_yaml(BRIEFING, text)
        assert (result.refusal, result.ids) == ("", ())
