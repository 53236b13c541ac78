"""The marked article: how marks nest, what they say, and which lane each has."""

from typing import Any

import pytest

from article_briefings.pages._article import ArticleView, article_view
from article_briefings.pages._glance import word_places
from article_briefings.pages._marks import MarkView
from tests.building import TEXT, anchored, claim, hop, own_claim
from tests.pieces import text_of, written


def view_of(text: str, *claims: Any, **fields: Any) -> ArticleView:
    article, problems = anchored(text, list(claims) or None, **fields)
    assert article is not None, problems
    return article_view(article)


CASES = {
    "one": ([own_claim("a", "b")], {}, "a [claim!:b]^a c d e"),
    "at both ends": ([own_claim("a", "a b c d e")], {}, "[claim!:a b c d e]^a"),
    "the longer around the shorter": (
        [own_claim("a", "b"), own_claim("b", "b c")],
        {},
        "a [claim!:[claim!:b]^a c]^b d e",
    ),
    "overlapping": (
        [own_claim("a", "b c"), own_claim("b", "c d")],
        {},
        "a [claim!:b [claim!:c]]^a[claim: d]^b e",
    ),
    "in one place": (
        [own_claim("a", "b"), own_claim("b", "b")],
        {},
        "a [claim!:[claim!:b]]^a^b c d e",
    ),
    "in parts": ([own_claim("a", ["a", "c"])], {}, "[claim!:a] b [claim:c]^a d e"),
    "an event and a note": (
        [own_claim("a", "e")],
        {
            "events": [{"id": "v", "date": "2031", "quote": "a", "label": "x"}],
            "background": [{"note": "drills", "quote": "c", "why": "x"}],
        },
        "[event!:a]^v b [background!:c]^note--1 d [claim!:e]^a",
    ),
    "a mention across the end of a claim": (
        [own_claim("a", "b c")],
        {"cast": [{"actor": "ada-fable", "role": "x", "mentions": ["c d"]}]},
        "a [claim!:b [mention!:<c>]]^a[mention:< d>] e",
    ),
    "a cue within a claim": (
        [claim("a", "b c", attribution=[hop(cue="b", form="indirect")])],
        {"cast": [{"actor": "ada-fable", "role": "x"}]},
        "a [claim!:[cue!:<b>] c]^a d e",
    ),
    "two claims, one cue": (
        [
            claim(n, q, attribution=[hop(cue="c", form="indirect")])
            for n, q in (("a", "b"), ("b", "d"))
        ],
        {"cast": [{"actor": "ada-fable", "role": "x"}]},
        "a [claim!:b]^a [cue!:<c>] [claim!:d]^b e",
    ),
}


@pytest.mark.parametrize(("claims", "fields", "expected"), CASES.values(), ids=CASES)
def test_marks_are_written_out_well_nested(
    claims: list[Any], fields: dict[str, Any], expected: str
) -> None:
    assert written(view_of("a b c d e", *claims, **{"cast": [], **fields})) == expected


def test_a_mark_over_paragraphs_is_opened_in_each_and_referred_to_at_its_end() -> None:
    view = view_of("a b\n\nc d", own_claim("x", "b c"), cast=[])
    assert written(view) == "a [claim!:b]\n[claim:c]^x d"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_article_is_the_source_character_for_character(end: str) -> None:
    text = f"{end}{end}  {TEXT}\t{end}".replace("\n", end)
    view = view_of(text, own_claim("a", "Oldtown"))
    assert text_of(view) == text
    assert view.words == len(word_places(text))


def test_marks_say_what_they_are_and_where_they_lead() -> None:
    text = "Ada Fable spoke of a drill on Monday."
    view = view_of(
        text,
        claim("speech", "a drill", attribution=[hop(cue="spoke", form="indirect")]),
        events=[{"id": "v", "date": "2031", "quote": "Monday", "label": "The day"}],
        background=[{"note": "drills", "quote": "drill", "why": "x"}],
    )
    marks = {p.mark.dom_id: p.mark for p in view.paragraphs[0].pieces if p.mark}
    assert {name: (m.key, m.href) for name, m in marks.items()} == {
        "mention--ada-fable": ("actor--ada-fable", "#actor--ada-fable"),
        "cue--10-15": ("cue--10-15", "#speech"),
        "mark--speech": ("speech", "#aside--speech"),
        "mark--note--1": ("note--1", "#aside--note--1"),
        "mark--v": ("v", "#aside--v"),
    }
    speech = marks["mark--speech"]
    assert (speech.number, speech.form, speech.judged) == (1, "indirect", False)


def test_a_mixed_claim_is_cut_where_quotation_marks_begin_and_end() -> None:
    attribution = [hop(cue="she said", form="mixed")]
    view = view_of(
        "She, she said, has a “firm and clear” stance on it.",
        claim("a", "a “firm and clear” stance", attribution=attribution),
        cast=[{"actor": "ada-fable", "role": "x"}],
    )
    opened = [p for p in view.paragraphs[0].pieces if p.mark and p.mark.kind == "claim"]
    assert [(p.step, p.first, p.quoted) for p in opened] == [
        ("open", True, False),
        ("open", False, True),
        ("open", False, False),
        ("reference", False, False),
    ]
    assert written(view).endswith("has [claim!:a “][claim:firm and clear][claim:” stance]^a on it.")


@pytest.mark.parametrize(
    ("quote", "form", "layer", "translated"),
    [
        ("We will not attack", "direct", "direct", False),
        ("We will not attack", "translated", "direct", True),
        ("Residents doubted the promise", "indirect", "indirect", False),
        ("Residents doubted the promise", "", "own", False),
    ],
)
def test_a_claim_has_the_layer_of_its_form(
    quote: str, form: str, layer: str, translated: bool
) -> None:
    attribution = [hop(form=form)] if form else []
    view = view_of(TEXT, claim("a", quote, attribution=attribution))
    mark = next(m for m in _marks_of(view) if m.kind == "claim")
    assert (mark.form, mark.translated) == (layer, translated)


def _marks_of(view: ArticleView) -> list[MarkView]:
    pieces = [piece for paragraph in view.paragraphs for piece in paragraph.pieces]
    return [piece.mark for piece in pieces if piece.first and piece.mark]


def test_the_inner_one_of_two_marks_has_the_lane_next_to_the_text() -> None:
    view = view_of("a b c d e", own_claim("a", "a b c d"), own_claim("b", "b"), cast=[])
    assert {mark.key: mark.lane for mark in _marks_of(view)} == {"a": 1, "b": 0}
    assert view.lanes == 2


def test_an_event_is_hidden_at_first_and_holds_no_line_of_others() -> None:
    view = view_of(
        "a b c d e",
        own_claim("a", "a b c d"),
        cast=[],
        events=[{"id": "v", "date": "2031", "quote": "b", "label": "x"}],
        background=[{"note": "drills", "quote": "b c", "why": "x"}],
    )
    assert {mark.key: mark.lane for mark in _marks_of(view)} == {"a": 0, "note--1": 1, "v": 2}


def test_claims_have_the_lanes_next_to_the_text() -> None:
    note = {"note": "drills", "quote": "b", "why": "x"}
    event = {"id": "v", "date": "2031", "quote": "e", "label": "x"}
    view = view_of("a b c d e", own_claim("a", "a b c"), cast=[], background=[note], events=[event])
    assert {mark.key: mark.lane for mark in _marks_of(view)} == {"a": 0, "note--1": 1, "v": 0}


def test_every_mention_has_an_id_of_its_own() -> None:
    view = view_of("Ada Fable, Ada Fable.", own_claim("a", ","))
    ids = [p.mark.dom_id for p in view.paragraphs[0].pieces if p.first and p.mark]
    assert ids == ["mention--ada-fable", "mark--a", "mention--ada-fable--2"]


def test_the_direction_is_that_of_the_language() -> None:
    view = view_of("متن کوتاه", own_claim("a", "متن"), cast=[], source={"language": "fa"})
    assert (view.language, view.direction) == ("fa", "rtl")
