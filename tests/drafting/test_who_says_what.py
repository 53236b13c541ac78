"""Who says what, through whom, in which form: the constructions that the rules know."""

from pathlib import Path

import pytest

from article_briefings.drafting._document import briefing_yaml
from tests.drafting.drafted import checked, drafted, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Fable said that the bridge is safe.", [(["ada-fable"], "the bridge is safe")]),
        ("The bridge is safe, Ada Fable said.", [(["ada-fable"], "The bridge is safe")]),
        ("The bridge, Ada Fable said, is safe.", [(["ada-fable"], "The bridge … is safe")]),
        (
            "According to Ada Fable, the bridge is safe.",
            [(["ada-fable"], "the bridge is safe")],
        ),
        (
            "The bridge is safe, according to Ada Fable.",
            [(["ada-fable"], "The bridge is safe")],
        ),
        (
            "“It is a drill,” Ada Fable said, “and no more than that.”",
            [(["ada-fable"], "It is a drill … and no more than that")],
        ),
        (
            "“It is safe,” said Ada Fable, adding that the tests went well.",
            [(["ada-fable"], "It is safe"), (["ada-fable"], "the tests went well")],
        ),
        (
            "Ada Fable said the bridge is safe, The Gazette reported.",
            [(["ada-fable", "gazette"], "the bridge is safe")],
        ),
        (
            "“The engineers sent word that the bridge is safe,” Ada Fable said.",
            [
                (
                    ["The engineers", "ada-fable"],
                    "The engineers sent word that the bridge is safe",
                )
            ],
        ),
        (
            "Ada Fable dismissed as “nonsense” the reports about a crack.",
            [
                (["ada-fable"], "dismissed as “nonsense” the reports about a crack"),
                (["the reports"], "a crack"),
            ],
        ),
        (
            "Reiterating her call for patience, Ada Fable said the bridge is safe.",
            [(["ada-fable"], "her call for patience"), (["ada-fable"], "the bridge is safe")],
        ),
        (
            "Ada Fable, who opened the bridge, summoned the engineer to complain about delays.",
            [(["ada-fable"], "delays")],
        ),
        (
            "Ada Fable said it was late but stressed the bridge is safe.",
            [(["ada-fable"], "it was late"), (["ada-fable"], "the bridge is safe")],
        ),
        ("The crew slept. “Nothing happened at all.”", [([], "Nothing happened at all")]),
        (
            "Ada Fable arrived at noon. She said the bridge is safe.",
            [(["ada-fable"], "the bridge is safe")],
        ),
        (
            "“We will not attack,” Ada Fable said. “It is a drill.”",
            [(["ada-fable"], "We will not attack"), (["ada-fable"], "It is a drill")],
        ),
        ("Residents said it was loud.", [(["Residents"], "it was loud")]),
        (
            "Ada Fable says that she asked twice and that the office never answered.",
            [(["ada-fable"], "she asked twice")],
        ),
        (
            "Ada Fable says that she asked twice and that the office denied a leak.",
            [(["ada-fable"], "she asked twice"), (["the office"], "denied a leak")],
        ),
        (
            "As reported by The Gazette last month, the bridge is safe.",
            [(["gazette"], "the bridge is safe")],
        ),
    ],
)
def test_who_says_what(text: str, expected: list[tuple[list[str], str]], tmp_path: Path) -> None:
    result = drafted(text)
    assert said(result) == expected
    assert checked(tmp_path, text, result).diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "The reported cases fell. A noted scholar died.",
        "It is said to be old. He was told nothing.",
        "The old claims department of the United States moved.",
        "The comments were deleted and the notes burnt.",
    ],
)
def test_a_cue_word_is_not_always_a_cue(text: str) -> None:
    assert [steps for steps, _ in said(drafted(text)) if steps] == []


def test_the_forms_follow_the_quotation_marks(tmp_path: Path) -> None:
    text = "“It is safe,” Ada Fable said. She called for “calm” now. She added that it is late."
    assert _forms(text, tmp_path) == ([["direct"], ["mixed"], ["indirect"]], False)


def test_a_form_is_written_if_the_last_step_is_not_the_quoted_one(tmp_path: Path) -> None:
    text = "“It is safe,” Ada Fable said, The Gazette reported."
    assert _forms(text, tmp_path) == ([["direct", "indirect"]], True)


def _forms(text: str, root: Path) -> tuple[list[list[object]], bool]:
    """The forms of each claim, as the checker has them, and whether the draft states one."""
    result = drafted(text)
    (article,) = checked(root, text, result).corpus.articles
    forms = [[step.form for step in one.claim.attribution] for one in article.claims]
    return forms, "form: " in briefing_yaml(result).replace("form: 2", "")


def test_kinds_follow_the_verbs() -> None:
    text = "\n".join(
        f"Ada Fable {verb} the bridge will hold."
        for verb in ("said", "warned", "promised that", "demanded", "denied that")
    )
    kinds = [claim.kind for claim in drafted(text).claims]
    assert kinds == ["fact", "prediction", "commitment", "demand", "denial"]


def test_another_language_has_its_quotations(tmp_path: Path) -> None:
    text = "Die Bürgermeisterin sagte: „Die Brücke ist sicher.“ Mehr sagte sie nicht."
    result = drafted(text, language="de")
    assert said(result) == [([], "Die Brücke ist sicher.")] or said(result) == [
        ([], "Die Brücke ist sicher")
    ]
    assert checked(tmp_path, text, result).diagnostics == ()
