"""The marks of an article before they are written out: their keys, links, labels and notes.

Claims, events and background passages are explained: each has a note beside the article, and a
lane, the line on which its mark is drawn. Marks that share a character have different lanes. A
claim whose words are partly in quotation marks is split into parts, which the line distinguishes.
Cues and mentions are links to what they are about.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Literal, NamedTuple

from article_briefings.anchoring import AnchoredBriefing, quoted
from article_briefings.models import UNKNOWN, Claim, Span, TextName, paragraphs
from article_briefings.pages import _routes as routes
from article_briefings.pages._labels import OWN_FORM, form_of

MarkKind = Literal["claim", "event", "background", "cue", "mention"]
FormLayer = Literal["direct", "mixed", "indirect", "own", "unknown", ""]
"""How an article gives a claim's words: in quotation marks, in part, retold, or as its own."""

Extent = tuple[float, float]
"""Where a part of a mark begins and ends: in a text, or on an axis."""

_IN: dict[TextName, str] = {"original": "", "translation": "t--"}
_LANES: Mapping[MarkKind, int] = {"claim": 0, "background": 1, "event": 2}
_LAYERS: Mapping[str, FormLayer] = {
    "direct": "direct",
    "translated": "direct",
    "mixed": "mixed",
    "indirect": "indirect",
    OWN_FORM: "own",
    UNKNOWN: "unknown",
}


class MarkView(NamedTuple):
    """One mark. Its first piece carries `dom_id`, which holds the key; the others carry `key`.

    A mark on the words of a claim in the other text has no `dom_id`.
    """

    kind: MarkKind
    key: str
    """The key of the marked item, unique on the page: a claim's or event's id, or one derived."""
    dom_id: str
    href: str
    """The link of the mark: to its note, of a cue to its claim, of a mention to its actor."""
    number: int = 0
    """A claim's number in the list; 0 for other kinds."""
    form: FormLayer = ""
    translated: bool = False
    """Whether its words in quotation marks are a translation."""
    judged: bool = False
    """Whether the claim has a verdict of either kind."""
    lane: int = 0
    """The line on which the mark is drawn, 0 being the nearest to the text."""
    again: bool = False
    """Whether it mentions an actor again: nothing links to it, and it needs no id on the page."""


class ArticleMark(NamedTuple):
    """A mark and its spans, in the order of the text."""

    view: MarkView
    spans: tuple[Span, ...]
    in_quotes: frozenset[Span] = frozenset()
    """Those spans of a mixed claim whose words are in quotation marks."""


class _Passage(NamedTuple):
    """Words that are explained elsewhere on the page."""

    kind: MarkKind
    key: str
    name: TextName
    """The text that they are in."""
    spans: tuple[Span, ...]
    explained_at: str
    """The id of the explanation: the claim's card, the event, the background note."""
    title: str = ""
    """The event in a few words, or the note's id; empty for a claim."""
    date: str = ""
    """The date of an event."""
    number: int = 0
    """A claim's number; 0 for other kinds."""
    claim: Claim | None = None
    again: bool = False
    """Whether these are the words of a claim in the other text, which share its note."""


def _passages(article: AnchoredBriefing) -> Iterator[_Passage]:
    """Claims in the order of the text, then events, then background.

    Each list of passages in the briefing has its spans beside it, in the same order.
    """
    for number, anchored in enumerate(article.claims_in_text_order(), 1):
        claim, spans = anchored.claim, anchored.quote
        words = _Passage(
            "claim", claim.id, claim.quote_in, spans, claim.id, number=number, claim=claim
        )
        yield words
        if again := anchored.counterpart:
            yield words._replace(name=claim.counterpart_in, spans=again, again=True)
    briefing = article.briefing
    for event, spans in zip(briefing.events, article.events, strict=True):
        yield _Passage(
            "event", event.id, event.quote_in, spans, event.id, event.label, event.date.display()
        )
    for number, (use, spans) in enumerate(
        zip(briefing.background, article.background, strict=True), 1
    ):
        yield _Passage(
            "background", f"note--{number}", use.quote_in, spans, f"note--{use.note}", use.note
        )


def explained_marks(article: AnchoredBriefing, name: TextName = "original") -> list[ArticleMark]:
    """The marks of claims, events and notes in one of the article's texts.

    Overlapping marks have different lanes: claims the nearest to the text, then background, then
    events, which are hidden at first.
    """
    text = article.text(name)
    marks = [_mark(p, text) for p in _passages(article) if p.name == name]
    ordered = sorted(  # an inner mark is nearer to the text than its outer one
        marks,
        key=lambda mark: (_LANES[mark.view.kind], sum(map(len, mark.spans)), mark.spans[0]),
    )
    spans = ([(span.start, span.end) for span in mark.spans if len(span)] for mark in ordered)
    lane_of = dict(zip((mark.view.key for mark in ordered), lanes(spans), strict=True))
    return [mark._replace(view=mark.view._replace(lane=lane_of[mark.view.key])) for mark in marks]


def _mark(passage: _Passage, text: str) -> ArticleMark:
    kind, key, number = passage.kind, passage.key, passage.number
    href = routes.anchor(f"aside--{key}")
    view = MarkView(kind, key, "" if passage.again else f"mark--{key}", href)
    claim = passage.claim
    if claim is None:
        return ArticleMark(view, passage.spans)
    form, translated = _LAYERS[form_of(claim)], form_of(claim) == "translated"
    view = view._replace(number=number, form=form, translated=translated, judged=claim.judged)
    if form != "mixed":
        return ArticleMark(view, passage.spans)
    cut = [part for span in passage.spans for part in _cut_at_quotes(text, span)]
    return ArticleMark(
        view, tuple(span for span, _ in cut), frozenset(span for span, inside in cut if inside)
    )


def _cut_at_quotes(text: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """A span in parts that are wholly within quotation marks, or wholly outside."""
    start = span.start
    for inside in quoted(text):
        begin, end = max(inside.start, start), min(inside.end, span.end)
        if begin < end:
            if start < begin:
                yield Span(start, begin), False
            yield Span(begin, end), True
            start = end
    if start < span.end:
        yield Span(start, span.end), False


def linked_marks(article: AnchoredBriefing, name: TextName = "original") -> Iterator[ArticleMark]:
    """Cues and mentions in one of the texts: each stretch that serves as a cue once."""
    cues: dict[Span, str] = {}
    for anchored in article.claims_in_text_order():
        if anchored.claim.quote_in == name:
            for span in chain.from_iterable(anchored.cues):
                cues.setdefault(span, anchored.claim.id)
    for span, claim in cues.items():
        key = cue_id(span, name)
        yield ArticleMark(MarkView("cue", key, key, routes.anchor(claim)), (span,))
    for cast, spans in zip(article.briefing.cast, article.mentions_in(name), strict=True):
        key = f"actor--{cast.actor}"
        for index, span in enumerate(spans, 1):
            dom_id = mention_id(cast.actor, index, name)
            view = MarkView("mention", key, dom_id, routes.anchor(key), again=index > 1)
            yield ArticleMark(view, (span,))


def cue_id(span: Span, name: TextName) -> str:
    """The id of a cue in one of the texts: several claims may share it."""
    return f"cue--{_IN[name]}{span.start}-{span.end}"


def mention_id(actor: str, index: int, name: TextName) -> str:
    """The id of an actor's mention number `index`, from 1, in one of the texts."""
    return f"mention--{_IN[name]}{actor}" + (f"--{index}" if index > 1 else "")


# --- the lines of marks --------------------------------------------------------------------------


def lanes(marks: Iterable[Sequence[Extent]]) -> list[int]:
    """For each mark, in the order given, the lowest lane that is free at all of its extents.

    Lane 0 is the nearest to the text. Marks that overlap never share a lane; the extents of one
    mark do not overlap.
    """
    rows: list[list[Extent]] = []
    found = []
    for extents in marks:
        free = (n for n, row in enumerate(rows) if all(_is_free(row, it) for it in extents))
        lane = next(free, len(rows))
        if lane == len(rows):
            rows.append([])
        for extent in extents:
            insort(rows[lane], extent)
        found.append(lane)
    return found


def _is_free(row: Sequence[Extent], extent: Extent) -> bool:
    """Whether a row of disjoint extents, in order, has nothing at this one."""
    at = bisect_left(row, extent)
    after = at == len(row) or extent[1] <= row[at][0]
    return after and (at == 0 or row[at - 1][1] <= extent[0])


# --- the notes beside the article ----------------------------------------------------------------


class AsideView(NamedTuple):
    """The short note on one mark, beside the article."""

    dom_id: str
    kind: MarkKind
    text: str
    """Who says it and through whom; the event; or the note's title."""
    href: str
    """The claim's card, the event or the background note on this page."""
    mark_href: str
    """Back to the mark."""
    date: str = ""
    """The date of an event."""
    number: int = 0
    """A claim's number; 0 for other kinds."""
    form: FormLayer = ""
    judged: bool = False
    """Whether the claim has a verdict of either kind."""


class ParagraphAsides(NamedTuple):
    """The notes on the marks that begin in one paragraph, in the order of the text."""

    paragraph: int
    notes: tuple[AsideView, ...]


def asides(
    article: AnchoredBriefing, titles: Mapping[str, str], speakers: Sequence[str]
) -> Iterator[ParagraphAsides]:
    """The notes by the paragraph that their marks begin in; only paragraphs that have any.

    Those on a paragraph's translation come after those on the paragraph itself. `titles` are the
    titles of notes, by id, and `speakers` those of the claims, in the order of the text.
    """
    starts = {name: [p.start for p in paragraphs(text.text)] for name, text in article.texts}

    def paragraph(passage: _Passage) -> int:
        return bisect_right(starts[passage.name], passage.spans[0].start)

    def order(passage: _Passage) -> tuple[int, TextName, int, int]:
        # Of marks that begin together the longer is around the other: it comes first.
        first = passage.spans[0]
        return paragraph(passage), passage.name, first.start, -first.end

    noted = (passage for passage in _passages(article) if not passage.again)
    for number, found in groupby(sorted(noted, key=order), key=paragraph):
        yield ParagraphAsides(number, tuple(_aside(p, titles, speakers) for p in found))


def _aside(passage: _Passage, titles: Mapping[str, str], speakers: Sequence[str]) -> AsideView:
    note = AsideView(
        dom_id=f"aside--{passage.key}",
        kind=passage.kind,
        text=titles[passage.title] if passage.kind == "background" else passage.title,
        href=routes.anchor(passage.explained_at),
        mark_href=routes.anchor(f"mark--{passage.key}"),
        date=passage.date,
    )
    claim = passage.claim
    if claim is None:
        return note
    return note._replace(
        text=speakers[passage.number - 1],
        number=passage.number,
        form=_LAYERS[form_of(claim)],
        judged=claim.judged,
    )
