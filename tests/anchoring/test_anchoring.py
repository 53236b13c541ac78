from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from article_briefings.models._text import Span
from tests.building import QUIET, TEXT, anchored, claim, codes, hop, own_claim, problems_of, sound
from tests.texts import repetitive, showable


def quote_of(text: str, quote: Any) -> list[str]:
    article = sound(text, own_claim("a", quote), **QUIET)
    return [span.of(text) for span in article.claims[0].quote]


def test_a_quote_is_found_where_it_stands() -> None:
    article = sound(TEXT)
    [span] = article.claims[0].quote
    assert span == Span(TEXT.index("We will"), TEXT.index("We will") + len("We will not attack"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_offsets_are_those_of_the_text_whatever_ends_its_lines(end: str) -> None:
    text = TEXT.replace("\n", end)
    quote = ["It is a drill", "and no more than that"]
    mixed = claim("drill", quote, attribution=[hop(cue="she added")])
    article = sound(text, mixed)
    assert [span.of(text) for span in article.claims[0].quote] == quote
    assert [span.of(text) for span in article.claims[0].cues[0]] == ["she added"]


def test_a_quote_may_reach_over_paragraphs() -> None:
    assert quote_of("One two.\r\n\r\nThree four.", "two. Three") == ["two.\r\n\r\nThree"]


def test_of_several_places_those_written_as_the_quote_or_cue_count() -> None:
    assert quote_of("می\u200cخواهم one میخواهم", "میخواهم") == ["میخواهم"]
    assert quote_of("می\u200cخواهم one میخواهم", ["one", "می\u200cخواهم"]) == ["one", "میخواهم"]
    text = "Ada Fable sa\u00adid two. He said one."
    [[cue]] = (
        sound(text, claim("a", "two", attribution=[hop(cue="said", form="indirect")]))
        .claims[0]
        .cues
    )
    assert cue.start == text.index("said")


def test_parts_are_taken_in_the_order_of_the_text() -> None:
    assert quote_of("a b c a b c", [{"exact": "c", "nth": 1}, "b"]) == ["c", "b"]
    assert quote_of("x one y one", ["x", {"exact": "one", "nth": 2}]) == ["x", "one"]


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        (["two", "one"], "parts-out-of-order"),
        (["one two", "two three"], "parts-out-of-order"),
        (["one", "nine"], "quote-not-found"),
        ("One two", "quote-not-found"),
        ({"exact": "two", "prefix": "three"}, "quote-not-found"),
        ({"exact": "two", "nth": "2"}, "quote-not-found"),
        ("again", "quote-ambiguous"),
        (["two", "again"], "quote-ambiguous"),
    ],
)
def test_a_quote_that_does_not_fit_is_an_error(quote: Any, code: str) -> None:
    text = "one two three, again and again"
    [problem] = problems_of(text, own_claim("a", quote), **QUIET)
    assert problem.code == code
    assert problem.location.path == "briefing.yml"


def test_the_fault_is_placed_at_the_part_that_has_it() -> None:
    [problem] = problems_of("one two", own_claim("a", ["one", "three"]), **QUIET)
    assert problem.location.excerpt == ("  - three",)
    assert problem.location.column == 5


def test_an_orphaned_quote_comes_with_the_nearest_passage() -> None:
    text = "Nothing here.\nThe ministry denied the reports on Monday.\n"
    [problem] = problems_of(text, own_claim("a", "ministry denies the report"), **QUIET)
    [note] = problem.notes
    assert note.message == "the nearest passage: ministry denied the reports"
    assert (note.location.path, note.location.line, note.location.column) == ("source.txt", 2, 5)
    assert problem.found == '"ministry denies the report"'


def test_an_orphaned_quote_that_is_like_nothing_has_no_passage() -> None:
    [problem] = problems_of("Nothing here.", own_claim("a", "zzzz qqqq wwww"), **QUIET)
    assert problem.notes == ()


def test_an_ambiguous_quote_comes_with_its_places() -> None:
    text = "he said yes.\nshe said no.\n"
    [problem] = problems_of(text, own_claim("a", "said"), **QUIET)
    assert [(str(n.location), n.message) for n in problem.notes] == [
        ("source.txt:1:4", '{exact: "said", suffix: "yes."}'),
        ("source.txt:2:5", '{exact: "said", prefix: "she"}'),
    ]


def test_parts_that_are_ambiguous_are_listed_where_they_may_stand() -> None:
    text = "it was so. he said it was so and it was so"
    [problem] = problems_of(text, own_claim("a", ["he said", "so"]), **QUIET)
    assert [note.location.column for note in problem.notes] == [27, 41]
    assert problem.message == "this appears in 2 places in the article"


def pasted(note: str) -> Any:
    """What a contributor has who copies a proposal into the file."""
    return yaml.safe_load(note)


@given(repetitive | showable, st.data())
def test_every_proposal_for_an_ambiguous_quote_resolves_to_its_own_place(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    exact = text[start : start + data.draw(st.integers(1, 3))].strip()
    assume(text.strip() and exact and "\x00" not in exact)
    _, problems = anchored(text, [own_claim("a", exact)], **QUIET)
    for problem in problems:
        if problem.code != "quote-ambiguous":
            continue
        for note in problem.notes:
            again, faults = anchored(text, [own_claim("a", pasted(note.message))], **QUIET)
            assert faults == []
            assert again is not None
            [span] = again.claims[0].quote
            assert again.source.location(span) == note.location


def test_a_proposal_can_be_pasted_whatever_its_text_holds() -> None:
    text = 'say "a\\b": {c} # d, say "a\\b": {c}'
    [problem] = problems_of(text, own_claim("a", 'say "a\\b": {c}'), **QUIET)
    assert [pasted(note.message)["exact"] for note in problem.notes] == ['say "a\\b": {c}'] * 2


def test_a_changed_text_is_one_problem_and_no_other() -> None:
    [problem] = problems_of(TEXT, own_claim("a", "nowhere"), source={"sha256": "1" * 64})
    assert problem.code == "source-changed"
    assert problem.location.excerpt[0].strip().startswith("sha256:")


def test_all_problems_of_a_briefing_are_collected() -> None:
    problems = problems_of(
        TEXT,
        own_claim("a", "nowhere"),
        claim("b", "and no more than that", attribution=[hop(cue="they said")]),
        events=[{"id": "e", "date": "2031", "quote": "on Tuesday", "label": "x"}],
        background=[{"note": "drills", "quote": "a drilll", "why": "x"}],
        cast=[{"actor": "ada-fable", "role": "x", "mentions": ["Ada Fabel"]}],
    )
    assert sorted(codes(problems)) == [
        "cue-not-found",
        "mention-not-found",
        "quote-not-found",
        "quote-not-found",
        "quote-not-found",
    ]


def test_events_and_background_are_found_too() -> None:
    article = sound(
        TEXT,
        events=[{"id": "e", "date": "2031", "quote": "met in Oldtown", "label": "x"}],
        background=[{"note": "drills", "quote": "a drill", "why": "x"}],
    )
    assert [
        span.of(TEXT) for spans in (*article.events, *article.background) for span in spans
    ] == [
        "met in Oldtown",
        "a drill",
    ]
