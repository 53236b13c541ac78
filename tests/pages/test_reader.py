"""The article for readers: which passages are marked, in which words, with which notes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.models import Span, paragraphs
from article_briefings.pages._briefing import BriefingPage
from article_briefings.pages._reader import ReaderView, _Mark, _segments
from article_briefings.pages._site import Site
from tests.building import FOLDER, briefing, claim, compiled, dom, own_claim, project
from tests.built import build_project
from tests.overlay import TEMPLATES

_SENTENCES = [f"Passage {letter} is long enough." for letter in "ABCDEFGHIJKL"]
_TEXT = "\n".join(_SENTENCES) + "\n"
_WIRE = {"id": "wire", "title": "A dispatch", "publisher": "Agency", "relays": []}
_AGAINST = {"item": "wire", "relation": "refutes", "shows": "the opposite"}
_FOR = {"item": "letter", "shows": "the same"}
_LETTER = {"id": "letter", "title": "A letter", "publisher": "Town", "url": "https://a.example/"}
_DISPUTED = {"verdict": "disputed", "evidence": [_AGAINST, _FOR]}
_REFUTED = {"verdict": "refuted", "evidence": [_AGAINST | {"record": True}]}
_OPEN = {"verdict": "unresolved", "note": "Nobody was there."}


def _claim(letter: str, **fields: Any) -> Any:
    quote = f"Passage {letter} is long enough"
    return own_claim(f"c-{letter.lower()}", quote, **fields)


def _found(letter: str, so: Any) -> Any:
    return _claim(letter, so=so, finding=f"Finding {letter}.")


def _article(root: Path, claims: Sequence[Any]) -> AnchoredBriefing:
    value = briefing(_TEXT, claims=list(claims), cast=[], evidence=[_WIRE, _LETTER])
    result = compiled(root, articles={FOLDER: (_TEXT, value)})
    return next(iter(result.corpus.by_slug.values()))


def _view(root: Path, claims: Sequence[Any], text: str = _TEXT) -> tuple[ReaderView, str]:
    value = briefing(text, claims=list(claims), cast=[], evidence=[_WIRE, _LETTER])
    project(root, articles={FOLDER: (text, value)})
    built = build_project(root, Site("A site"), templates=TEMPLATES)
    page, markdown = built.pages["briefings/drill.md"]
    assert isinstance(page.context, BriefingPage)
    return page.context.reader, markdown.split("\n---\n", 1)[1]


def _marked(article: AnchoredBriefing) -> list[str]:
    return [anchored.claim.id for anchored in article.prominent_claims()]


@pytest.mark.parametrize(
    ("claims", "marked"),
    [
        ([_claim("A")], []),
        ([_claim("A", finding="Only the article says so.")], ["c-a"]),
        ([_claim("A", key=True, finding="F.")], ["c-a"]),
        ([_found("A", _OPEN), _found("B", _DISPUTED)], ["c-a", "c-b"]),
        # Nine that are disputed: the last ones are left, in the order of the text.
        ([_found(c, _DISPUTED) for c in "ABCDEFGHI"], [f"c-{c}" for c in "abcdefgh"]),
        # What is refuted comes before what is disputed, key claims too.
        (
            [*(_found(c, _DISPUTED) for c in "ABCDEFG"), _claim("H", key=True, finding="F."),
             _found("I", _REFUTED)],
            [*(f"c-{c}" for c in "abcdef"), "c-h", "c-i"],
        ),
        # What is disputed comes before what is not settled, and that before the own voice.
        (
            [_claim("A", finding="F."), *(_found(c, _OPEN) for c in "BCDEFGH"),
             _found("I", _DISPUTED)],
            [*(f"c-{c}" for c in "bcdefgh"), "c-i"],
        ),
    ],
)  # fmt: skip
def test_what_matters_most_is_marked_in_the_order_of_the_text(
    tmp_path: Path, claims: list[Any], marked: list[str]
) -> None:
    assert _marked(_article(tmp_path, claims)) == marked


def test_a_note_has_answers_finding_and_the_source_to_open_first(tmp_path: Path) -> None:
    best = {**_DISPUTED, "evidence": [_AGAINST, _FOR | {"best": True}]}
    view, markdown = _view(tmp_path, [_found("A", best), _claim("B")])
    [note] = view.notes.values()
    assert (note.sign, note.best and note.best.publisher) == ("so-disputed", "Town")
    assert view.others == 1
    page = dom(markdown)
    found = [e for e in page.iter() if e.get("role") == "note"]
    assert [e.get("id") for e in found] == ["read--c-a"]
    words = " ".join("".join(found[0].itertext()).split())
    assert "Who says so? Not named. Is it so? Disputed. Finding A. Best source: Town" in words
    assert [e.get("sign") or e.get("class") for e in page.iter() if e.get("id") == "words--1"] == [
        "signed words1 so-disputed"
    ]


def test_without_a_marked_source_the_first_that_decides_is_the_best(tmp_path: Path) -> None:
    context = {"item": "letter", "relation": "context", "shows": "what went before"}
    so = {"verdict": "refuted", "evidence": [context, _AGAINST | {"record": True}]}
    view, _ = _view(tmp_path, [_found("A", so)])
    assert view.notes[1].best is not None
    assert view.notes[1].best.publisher == "Agency"


def test_a_claim_that_nobody_has_checked_has_a_number_and_no_sign(tmp_path: Path) -> None:
    said = {"actor": "ada-fable", "cue": "Passage A"}
    plain = claim("plain", "is long enough. Passage B", finding="A.", key=True, attribution=[said])
    text = "Passage A is long enough. Passage B is too.\n\nPassage C is long enough.\n"
    _, markdown = _view(tmp_path, [plain, _found("C", _DISPUTED)], text)
    marks = [e for e in dom(markdown).iter("a") if "signed" in (e.get("class") or "")]
    assert [(e.get("class"), len(list(e.iter("i")))) for e in marks] == [
        ("signed words1 s-none", 0),
        ("signed words2 so-disputed", 1),
    ]


def test_the_legend_has_the_signs_of_claims_that_only_analyst_shows(tmp_path: Path) -> None:
    refuted = [_found(letter, _REFUTED) for letter in "ABCDEFGH"]
    view, markdown = _view(tmp_path, [*refuted, _found("I", _DISPUTED)])
    assert view.others == 1
    signs = next(e for e in dom(markdown).iter("details") if e.get("class") == "signs")
    assert [e.get("class") for e in signs.iter("li")] == [
        "said-none",
        "so-disputed all",
        "so-wrong",
    ]


def test_nobody_reads_a_mark_inside_a_mark(tmp_path: Path) -> None:
    """Links cannot be inside links: shared words belong to the shorter mark."""
    outer = own_claim("outer", "Passage A is long enough", finding="Outer.", key=True)
    inner = own_claim("inner", "is long", finding="Inner.", key=True)
    same = own_claim("same", "is long", finding="Same.", key=True)
    view, markdown = _view(tmp_path, [outer, inner, same], "Passage A is long enough.\n")
    pieces = [tuple(piece) for piece in view.paragraphs[0].pieces]
    assert pieces == [
        ("Passage A ", 1, True, False),
        ("is long", 2, True, True),
        ("", 3, True, True),
        (" enough", 1, False, True),
        (".", 0, False, False),
    ]
    article = next(e for e in dom(markdown).iter() if e.get("id") == "article")
    assert not [a for a in article.iter("a") if len(list(a.iter("a"))) > 1]


@settings(max_examples=200)
@given(st.data())
def test_cut_paragraphs_are_the_text(data: st.DataObject) -> None:
    text = "abc def\nghi jkl mno\n\npqr\n"
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(text)))
    )
    spans = data.draw(st.lists(places, max_size=6))
    marks = [_Mark(number, (span,)) for number, span in enumerate(spans, 1)]
    for paragraph in paragraphs(text):
        segments = list(_segments(paragraph, marks))
        assert "".join(span.of(text) for span, _ in segments) == paragraph.of(text)
        for span, number in segments:
            around = [m for m in marks if m.spans[0].start < span.end and span.start < m.end]
            assert (number in {m.number for m in around}) if around else number == 0
