"""The evidence by which `fix` finds a mark again where git does not know its old text."""

from pathlib import Path

import pytest

from article_briefings.anchoring._selectors import TextQuote
from article_briefings.models._text import Span
from article_briefings.review._fixes import propose_fixes
from article_briefings.review._marks import Gap, Mark
from article_briefings.review._passages import chance
from article_briefings.review._proposals import FixReport, Proposal
from tests.building import FOLDER, SOURCE, Fields, briefing, claim, own_claim, project, write
from tests.fixing import similar
from tests.repositories import commit

TEXT = (
    "Tensions build with Azerbaijan backed by Turkey, the radio wrote.\n"
    "The harvest is late in the valley this year.\n"
    "“We fear nothing,” the mayor said, “and the bridge is open.”\n"
)
QUOTES = (
    "Tensions build with Azerbaijan",
    "backed by Turkey",
    "The harvest is late",
    "fear nothing",
)

EVENT = {"id": "e", "date": "2031-04", "label": "Backing", "quote": QUOTES[1], "actors": []}


def claims(*quotes: object) -> list[Fields]:
    """Claims of the article's own, in this order."""
    return [own_claim(f"claim-{number}", quote) for number, quote in enumerate(quotes)]


def mended(root: Path, text: str, listed: list[Fields], **fields: object) -> FixReport:
    """What is proposed for a text that has changed, with its new hash recorded."""
    value = briefing(text, claims=listed, cast=[], **fields)
    return propose_fixes(project(root, articles={FOLDER: (text, value)}))


def proposals(result: FixReport) -> list[Proposal]:
    return [proposal for file in result.files for proposal in file.proposals]


def changed(result: FixReport) -> list[tuple[str, str]]:
    return [(proposal.old, proposal.new) for proposal in proposals(result)]


# --- where a mark should stand --------------------------------------------------------------------


@pytest.mark.parametrize("new", ["backed by Ankara", "armed by Turkey"])
def test_few_words_are_found_between_the_neighbouring_claims(new: str, tmp_path: Path) -> None:
    result = mended(tmp_path, TEXT.replace("backed by Turkey", new), claims(*QUOTES))
    assert changed(result) == [("backed by Turkey", new)]
    assert "between the neighbouring claims, among " in proposals(result)[0].reason


def test_few_words_are_not_found_where_nothing_says_where_they_should_stand(tmp_path: Path) -> None:
    text = TEXT.replace("backed by Turkey", "backed by Ankara")
    assert mended(tmp_path, text, claims("backed by Turkey")).files == ()


def test_between_claims_that_follow_no_order_nothing_is_expected(tmp_path: Path) -> None:
    text = TEXT.replace("backed by Turkey", "backed by Ankara")
    assert mended(tmp_path, text, claims(*QUOTES[::-2], *QUOTES[1::2])).files == ()


def test_of_words_that_went_nothing_is_left(tmp_path: Path) -> None:
    text = TEXT.replace(" backed by Turkey", "")
    assert mended(tmp_path, text, claims(*QUOTES)).files == ()


def test_a_single_changed_word_cannot_be_found(tmp_path: Path) -> None:
    text = TEXT.replace("Turkey", "Ankara")
    quotes = ("Tensions build with Azerbaijan", "Turkey", "the radio wrote", "The harvest is late")
    assert mended(tmp_path, text, claims(*quotes)).files == ()


def test_words_that_stand_everywhere_are_not_taken_for_those_that_went(tmp_path: Path) -> None:
    text = TEXT.replace("Tensions build with Azerbaijan", "They live in the hills")
    quotes = ({"exact": "in the", "prefix": "nothing"}, *QUOTES[1:])
    assert mended(tmp_path, text, claims(*quotes)).files == ()


def test_a_later_part_is_found_behind_the_part_before_it(tmp_path: Path) -> None:
    text = TEXT.replace("the bridge is open", "the bridge is free")
    quote = ["We fear nothing", "bridge is open"]
    result = mended(tmp_path, text, claims(quote))
    assert changed(result) == [("bridge is open", "bridge is free")]
    assert "after the part before it, among " in proposals(result)[0].reason


def test_the_same_words_elsewhere_do_not_hide_the_changed_ones(tmp_path: Path) -> None:
    text = (
        TEXT.replace("The harvest is late in", "The harvest is poor in") + "The harvest is late.\n"
    )
    quotes = (*QUOTES[:2], {"exact": "The harvest is late", "suffix": "in the valley"}, QUOTES[3])
    (proposal,) = proposals(mended(tmp_path, text, claims(*quotes)))
    assert proposal.candidates[0].text == "The harvest is poor"


# --- marks with the same words --------------------------------------------------------------------


def test_an_event_goes_where_the_claim_with_its_words_goes(tmp_path: Path) -> None:
    text = TEXT.replace("backed by Turkey", "backed by Ankara")
    result = mended(tmp_path, text, claims(*QUOTES), events=[EVENT])
    assert changed(result) == [("backed by Turkey", "backed by Ankara")] * 2
    assert "within claim 2, quote, where it is now" in proposals(result)[1].reason


def test_of_two_equal_events_the_one_within_a_claim_is_told_from_its_copy(tmp_path: Path) -> None:
    text = TEXT + "It is backed by Turkey.\n"
    result = mended(tmp_path, text, claims(*QUOTES), events=[EVENT])
    assert all(proposal.decided for proposal in proposals(result))
    assert [proposal.candidates[0].location.line for proposal in proposals(result)] == [1, 1]


def test_a_cue_of_another_paragraph_goes_where_its_like_goes(tmp_path: Path) -> None:
    text = TEXT.replace("the radio wrote", "the radio says")
    listed = [
        claim(
            name,
            quote,
            attribution=[{"unnamed": "it", "cue": "the radio wrote", "form": "indirect"}],
        )
        for name, quote in (("near", "backed by Turkey"), ("far", "The harvest is late"))
    ]
    assert changed(mended(tmp_path, text, listed)) == [("the radio wrote", "the radio says")] * 2


def test_with_git_words_that_have_become_a_part_of_others_are_followed(tmp_path: Path) -> None:
    value = briefing(TEXT, claims=claims("the bridge is open"), cast=[])
    project(tmp_path, articles={FOLDER: (TEXT, value)})
    commit(tmp_path)
    write(tmp_path, SOURCE, TEXT.replace("is open", "is openly used"))
    hash_proposal, moved = proposals(propose_fixes(tmp_path))
    assert hash_proposal.code == "source-changed"
    assert (moved.old, moved.new) == ("the bridge is open", "the bridge is openly used")


# --- how a place is measured ----------------------------------------------------------------------


def mark(words: str) -> Mark:
    return Mark("quote", ("claims", 0, "quote"), TextQuote(words))


def test_a_gap_is_the_narrower_the_fewer_words_it_has() -> None:
    text = "one two three four five six seven eight"
    spans = [Span(0, text.index(word) + len(word)) for word in ("two", "four", "eight")]
    gaps = [Gap.of(text, mark("seven up"), [span], "") for span in spans]
    assert [gap and gap.words for gap in gaps] == [2, 4, 8]
    assert [gap and round(gap.narrow, 3) for gap in gaps] == [1, 0.5, 0]
    assert Gap.of(text, mark("seven up or down"), spans[:1], "") is None


def test_chance_seldom_keeps_rare_words_and_often_a_phrase() -> None:
    text = "the bridge of the town is safe, he said; the ferry of the town is old, he said"
    whole = Span(0, text.index(";"))
    rare, common = (chance(text, whole, TextQuote(f"not {word}"), 20) for word in ("safe", "town"))
    assert rare < common
    phrase, words = (TextQuote(quote) for quote in ("bad, he said", "bad safe he"))
    assert chance(text, whole, phrase, 20) > chance(text, whole, words, 20)
    alone, in_context = (TextQuote("is old", prefix) for prefix in ("", "bridge of the town"))
    at = Span(text.index("is safe"), text.index(","))
    assert chance(text, at, in_context, 20) < chance(text, at, alone, 20)


def test_a_passage_holds_the_word_that_was_changed_at_its_edge() -> None:
    text = "It rains. Security-US joint drill underway. It rains again."
    (span, _), *_ = similar(text, "Armenia-US joint drill underway")
    assert span.of(text) == "Security-US joint drill underway"


def test_a_passage_is_followed_to_where_it_fits_best() -> None:
    text = "an official said. Scripts never hold ends, an official said. Nobody came."
    (span, _), *_ = similar(text, "Scripts never hold values, an official said")
    assert span.of(text) == "Scripts never hold ends, an official said"
