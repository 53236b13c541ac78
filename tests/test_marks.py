from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.anchoring import AnchoredBriefing, AnchoredClaim
from generator.documents import SourceText
from generator.figures import word_places
from generator.models import Briefing, Hop, Span
from generator.pages.article import article_view
from generator.pages.views import ArticleView, MarkView, Piece
from generator.quotations import quoted
from tests.building import TEXT, anchored, briefing, claim, document, hop, own_claim, sha256

REFERENCED = {"claim", "event", "background"}


def view_of(text: str, *claims: Any, **fields: Any) -> ArticleView:
    article, problems = anchored(text, list(claims) or None, **fields)
    assert article is not None, problems
    return article_view(article, {"drills": "Drills"})


def written(view: ArticleView) -> str:
    """The pieces in short: [kind] opens (with ! where it begins), ] closes, ^ is a reference."""
    signs = []
    for paragraph in view.paragraphs:
        for piece in paragraph.pieces:
            mark = piece.mark
            if piece.step == "open" and mark:
                signs.append(f"[{mark.kind}{'!' if piece.first else ''}:")
            elif piece.step == "reference" and mark:
                signs.append(f"^{mark.key}")
            else:
                signs.append(
                    {"close": "]", "text": f"<{piece.text}>" if piece.href else piece.text}[
                        piece.step
                    ]
                )
        signs.append("\n")
    return "".join(signs).strip()


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
        {"actors": [{"actor": "ada-fable", "role": "x", "mentions": ["c d"]}]},
        "a [claim!:b [mention!:<c>]]^a[mention:< d>] e",
    ),
    "a cue within a claim": (
        [claim("a", "b c", attribution=[hop(cue="b", form="indirect")])],
        {"actors": [{"actor": "ada-fable", "role": "x"}]},
        "a [claim!:[cue!:<b>] c]^a d e",
    ),
    "two claims, one cue": (
        [
            claim(n, q, attribution=[hop(cue="c", form="indirect")])
            for n, q in (("a", "b"), ("b", "d"))
        ],
        {"actors": [{"actor": "ada-fable", "role": "x"}]},
        "a [claim!:b]^a [cue!:<c>] [claim!:d]^b e",
    ),
}


@pytest.mark.parametrize(("claims", "fields", "expected"), CASES.values(), ids=CASES)
def test_marks_are_written_out_well_nested(
    claims: list[Any], fields: dict[str, Any], expected: str
) -> None:
    assert written(view_of("a b c d e", *claims, **{"actors": [], **fields})) == expected


def test_a_mark_over_paragraphs_is_opened_in_each_and_referred_to_at_its_end() -> None:
    view = view_of("a b\n\nc d", own_claim("x", "b c"), actors=[])
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
    assert {name: (m.key, m.href, m.begin, m.end) for name, m in marks.items()} == {
        "mention--ada-fable": ("actor--ada-fable", "#actor--ada-fable", "", ""),
        "cue--10-15": ("cue--10-15", "#speech", "", ""),
        "mark--speech": (
            "speech",
            "#aside--speech",
            "claim 1, indirect:",
            "end of claim 1, go to the note",
        ),
        "mark--note--1": (
            "note--1",
            "#aside--note--1",
            "background:",
            "end of background, go to the note: Drills",
        ),
        "mark--v": ("v", "#aside--v", "event:", "end of event, go to the note: The day"),
    }
    speech = marks["mark--speech"]
    assert (speech.number, speech.form, speech.assessed) == (1, "indirect", False)


def test_a_mixed_claim_is_cut_where_quotation_marks_begin_and_end() -> None:
    attribution = [hop(cue="she said", form="mixed")]
    view = view_of(
        "She, she said, has a “firm and clear” stance on it.",
        claim("a", "a “firm and clear” stance", attribution=attribution),
        actors=[{"actor": "ada-fable", "role": "x"}],
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
    ("quote", "form", "layer", "said"),
    [
        ("We will not attack", "direct", "direct", "claim 1, direct:"),
        ("We will not attack", "translated", "direct", "claim 1, direct:"),
        ("Residents doubted the promise", "indirect", "indirect", "claim 1, indirect:"),
        ("Residents doubted the promise", "", "own", "claim 1, the article’s own voice:"),
    ],
)
def test_a_claim_has_the_layer_of_its_form(quote: str, form: str, layer: str, said: str) -> None:
    attribution = [hop(form=form)] if form else []
    view = view_of(TEXT, claim("a", quote, attribution=attribution))
    mark = next(m for m in _marks_of(view) if m.kind == "claim")
    assert (mark.form, mark.begin) == (layer, said)


def _marks_of(view: ArticleView) -> list[MarkView]:
    pieces = [piece for paragraph in view.paragraphs for piece in paragraph.pieces]
    return [piece.mark for piece in pieces if piece.first and piece.mark]


def test_the_inner_one_of_two_marks_has_the_lane_next_to_the_text() -> None:
    view = view_of("a b c d e", own_claim("a", "a b c d"), own_claim("b", "b"), actors=[])
    assert {mark.key: mark.lane for mark in _marks_of(view)} == {"a": 1, "b": 0}
    assert view.lanes == 2


def test_claims_have_the_lanes_next_to_the_text() -> None:
    note = {"note": "drills", "quote": "b", "why": "x"}
    event = {"id": "v", "date": "2031", "quote": "e", "label": "x"}
    view = view_of(
        "a b c d e", own_claim("a", "a b c"), actors=[], background=[note], events=[event]
    )
    assert {mark.key: mark.lane for mark in _marks_of(view)} == {"a": 0, "note--1": 1, "v": 0}


def test_every_mention_has_an_id_of_its_own() -> None:
    view = view_of("Ada Fable, Ada Fable.", own_claim("a", ","))
    ids = [p.mark.dom_id for p in view.paragraphs[0].pieces if p.first and p.mark]
    assert ids == ["mention--ada-fable", "mark--a", "mention--ada-fable--2"]


def test_the_direction_is_that_of_the_language() -> None:
    view = view_of("متن کوتاه", own_claim("a", "متن"), actors=[], source={"language": "fa"})
    assert (view.language, view.direction) == ("fa", "rtl")


# --- any set of spans ------------------------------------------------------------------------

texts = st.text(st.sampled_from("abc é漢\U0001f600“” \n\r"), min_size=1, max_size=30).filter(
    str.strip
)


@st.composite
def spans(draw: st.DrawFn, text: str, parts: int) -> tuple[Span, ...]:
    """Up to `parts` stretches in order, each from a letter to a letter."""
    letters = [index for index, character in enumerate(text) if not character.isspace()]
    picks = sorted(draw(st.lists(st.sampled_from(letters), min_size=2, max_size=2 * parts)))
    found: list[Span] = []
    for first, last in zip(picks[::2], picks[1::2], strict=False):
        if not found or first >= found[-1].end:
            found.append(Span(first, last + 1))
    return tuple(found)


@st.composite
def articles(draw: st.DrawFn) -> AnchoredBriefing:
    """An article with any marks: the places do not matter to the view, the model is a dummy."""
    text = draw(texts)
    some = st.lists(spans(text, 3), max_size=4)
    claims, events, notes = draw(some), draw(some), draw(some)
    claims = claims or [(Span(0, 1),) if not text[0].isspace() else draw(spans(text, 1))]
    mentions = draw(spans(text, 4))
    cues = draw(st.lists(spans(text, 2), min_size=len(claims), max_size=len(claims)))
    value = briefing(
        text,
        claims=[own_claim(f"c{n}", "x") for n in range(len(claims))],
        events=[
            {"id": f"e{n}", "date": "2031", "quote": "x", "label": "y"} for n in range(len(events))
        ],
        background=[{"note": "drills", "quote": "x", "why": "y"} for _ in notes],
    )
    model = Briefing.model_validate(value)
    return AnchoredBriefing(
        "drill",
        document("a: b"),
        SourceText("source.txt", text, sha256(text)),
        model,
        tuple(
            AnchoredClaim(c, q, (k,)) for c, q, k in zip(model.claims, claims, cues, strict=True)
        ),
        (mentions,),
        tuple(notes),
        tuple(events),
    )


def text_of(view: ArticleView) -> str:
    return (
        "".join(
            paragraph.gap + "".join(piece.text for piece in paragraph.pieces)
            for paragraph in view.paragraphs
        )
        + view.end
    )


@settings(max_examples=300)
@given(articles())
def test_whatever_is_marked_the_text_is_the_source(article: AnchoredBriefing) -> None:
    assert text_of(article_view(article, {})) == article.source.text


@dataclass
class Reading:
    """What a reader of the pieces has seen."""

    opened: list[str] = field(default_factory=list)
    firsts: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    covered: dict[str, str] = field(default_factory=dict)

    def read(self, piece: Piece) -> None:
        mark = piece.mark
        if piece.step == "open":
            assert mark is not None
            assert mark.dom_id not in self.opened
            if piece.first:
                self.firsts.append(mark.dom_id)
            else:
                assert mark.dom_id in self.firsts
            self.opened.append(mark.dom_id)
        elif piece.step == "close":
            self.opened.pop()
        elif piece.step == "reference":
            assert mark is not None
            assert mark.kind in REFERENCED
            assert mark.dom_id not in self.opened
            assert not any(name.startswith(("cue--", "mention--")) for name in self.opened)
            self.references.append(mark.dom_id)
        else:
            assert piece.text
            inside = [name for name in self.opened if name.startswith(("cue--", "mention--"))]
            assert bool(piece.href) == bool(inside)
            for name in self.opened:
                self.covered[name] = self.covered.get(name, "") + piece.text


@settings(max_examples=300)
@given(articles())
def test_marks_are_balanced_begin_once_and_are_referred_to_once(article: AnchoredBriefing) -> None:
    reading = Reading()
    for paragraph in article_view(article, {}).paragraphs:
        for piece in paragraph.pieces:
            reading.read(piece)
        assert reading.opened == []
    expected = {f"mark--c{n}": a.quote for n, a in enumerate(article.claims)}
    expected |= {f"mark--e{n}": spans for n, spans in enumerate(article.events)}
    expected |= {f"mark--note--{n}": spans for n, spans in enumerate(article.background, 1)}
    assert sorted(reading.references) == sorted(expected)
    cues = {f"cue--{s.start}-{s.end}": (s,) for a in article.claims for c in a.cues for s in c}
    names = {
        "mention--ada-fable" + (f"--{n}" if n > 1 else ""): (span,)
        for n, span in enumerate(article.mentions[0], 1)
    }
    expected |= cues | names
    assert sorted(reading.firsts) == sorted(expected)
    for name, places in expected.items():
        words = "".join(span.of(article.source.text) for span in places)
        assert reading.covered[name] == words.replace("\n", "").replace("\r", "")


@settings(max_examples=300)
@given(articles())
def test_marks_that_share_a_character_have_different_lanes(article: AnchoredBriefing) -> None:
    view = article_view(article, {})
    found: dict[str, set[int]] = {}
    for paragraph in view.paragraphs:
        opened: list[MarkView] = []
        for piece in paragraph.pieces:
            if piece.step == "open" and piece.mark:
                opened.append(piece.mark)
            elif piece.step == "close":
                opened.pop()
            elif piece.step == "text":
                drawn = [mark.lane for mark in opened if mark.kind in REFERENCED]
                assert len(drawn) == len(set(drawn))
                assert all(lane < view.lanes for lane in drawn)
                for mark in opened:
                    found.setdefault(mark.dom_id, set()).add(mark.lane)
    assert all(len(lanes) == 1 for lanes in found.values())


@settings(max_examples=300)
@given(articles())
def test_words_of_a_mixed_claim_are_quoted_where_quotation_marks_say_so(
    article: AnchoredBriefing,
) -> None:
    claims = article.briefing.claims
    attribution = (Hop(actor="ada-fable", cue="x", form="mixed"),)
    mixed = tuple(
        replace(anchored, claim=claim.model_copy(update={"attribution": attribution}), cues=((),))
        for anchored, claim in zip(article.claims, claims, strict=True)
    )
    view = article_view(replace(article, claims=mixed), {})
    inside = {at for span in quoted(article.source.text) for at in range(span.start, span.end)}
    at = 0
    for paragraph in view.paragraphs:
        at += len(paragraph.gap)
        opened: list[Piece] = []
        for piece in paragraph.pieces:
            if piece.step == "open":
                opened.append(piece)
            elif piece.step == "close":
                opened.pop()
            for place in range(at, at + len(piece.text)):
                for one in opened:
                    if one.mark and one.mark.kind == "claim":
                        assert one.quoted == (place in inside)
            at += len(piece.text)


@settings(max_examples=100)
@given(articles())
def test_links_lie_innermost(article: AnchoredBriefing) -> None:
    for paragraph in article_view(article, {}).paragraphs:
        opened: list[str] = []
        for piece in paragraph.pieces:
            if piece.step == "open" and piece.mark:
                assert piece.mark.kind in {"cue", "mention"} or not {"cue", "mention"} & set(opened)
                opened.append(piece.mark.kind)
            elif piece.step == "close":
                opened.pop()
