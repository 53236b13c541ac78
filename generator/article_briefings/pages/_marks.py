"""The marks of an article before they are written out: their keys, links and labels.

Each mark that is explained elsewhere has a lane, the line on which it is drawn.
Marks that share a character have different lanes. A claim whose words are
partly in quotation marks is split into parts, which the line distinguishes.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim, quoted
from article_briefings.models import Claim, Span, TextName
from article_briefings.pages._anchors import Anchor
from article_briefings.pages._labels import NOT_IDENTIFIED, form_of
from article_briefings.pages._views import FormLayer, MarkView

_IN: dict[TextName, str] = {"original": "", "translation": "t--"}
_LAYERS: dict[str, FormLayer] = {
    "direct": "direct",
    "translated": "direct",
    "mixed": "mixed",
    "indirect": "indirect",
    "own voice": "own",
    NOT_IDENTIFIED.lower(): "unknown",
}
_VOICES: Mapping[FormLayer, str] = {
    "own": "the article’s own voice",
    "unknown": NOT_IDENTIFIED.lower(),
}


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """A mark and its spans, in the order of the text."""

    view: MarkView
    spans: tuple[Span, ...]
    in_quotes: frozenset[Span] = frozenset()
    """Those spans of a mixed claim whose words are in quotation marks."""


def explained_marks(
    article: AnchoredBriefing, titles: Mapping[str, str], name: TextName = "original"
) -> list[ArticleMark]:
    """The marks of claims, events and notes in one of the article's texts.

    Overlapping marks have different lanes, and claims the lanes nearest to the text.
    `titles` are the titles of notes, by id.
    """
    text = article.text(name)
    claims = [
        _claim_mark(number, claim, text)
        for number, claim in enumerate(article.claims_in_text_order(), 1)
        if claim.claim.quote_in == name
    ]
    others = [*_event_marks(article, name), *_background_marks(article, titles, name)]
    ordered = [
        mark
        for marks in (claims, others)
        for mark in sorted(marks, key=lambda mark: inner_first(mark.spans))
    ]
    lane_of = dict(zip((m.view.key for m in ordered), lanes(m.spans for m in ordered), strict=True))
    return [
        replace(mark, view=replace(mark.view, lane=lane_of[mark.view.key]))
        for mark in (*claims, *others)
    ]


def _claim_mark(number: int, anchored: AnchoredClaim, text: str) -> ArticleMark:
    claim = anchored.claim
    form = form_layer(claim)
    view = MarkView(
        kind="claim",
        key=claim.id,
        dom_id=mark_id(claim.id),
        href=Anchor(aside_id(claim.id)),
        begin=f"claim {number}, {_VOICES.get(form, form)}:",
        end=f"end of claim {number}, note",
        number=number,
        form=form,
        assessed=claim.assessment is not None,
    )
    if form != "mixed":
        return ArticleMark(view, anchored.quote)
    cut = [part for span in anchored.quote for part in _cut_at_quotes(text, span)]
    return ArticleMark(
        view, tuple(span for span, _ in cut), frozenset(s for s, inside in cut if inside)
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


def _event_marks(article: AnchoredBriefing, name: TextName) -> Iterator[ArticleMark]:
    for event, spans in zip(article.briefing.events, article.events, strict=True):
        if event.quote_in != name:
            continue
        yield ArticleMark(
            MarkView(
                kind="event",
                key=event.id,
                dom_id=mark_id(event.id),
                href=Anchor(aside_id(event.id)),
                begin="event:",
                end=f"end of event, note: {event.label}",
            ),
            spans,
        )


def _background_marks(
    article: AnchoredBriefing, titles: Mapping[str, str], name: TextName
) -> Iterator[ArticleMark]:
    uses = zip(article.briefing.background, article.background, strict=True)
    for index, (use, spans) in enumerate(uses, 1):
        if use.quote_in != name:
            continue
        key = background_key(index)
        yield ArticleMark(
            MarkView(
                kind="background",
                key=key,
                dom_id=mark_id(key),
                href=Anchor(aside_id(key)),
                begin="background:",
                end=f"end of background, note: {titles.get(use.note, use.note)}",
            ),
            spans,
        )


def linked_marks(article: AnchoredBriefing, name: TextName = "original") -> Iterator[ArticleMark]:
    """Cues and mentions in one of the texts: each stretch that serves as a cue once."""
    seen: set[Span] = set()
    for anchored in article.claims_in_text_order():
        if anchored.claim.quote_in != name:
            continue
        for span in (span for spans in anchored.cues for span in spans):
            if span not in seen:
                seen.add(span)
                href = Anchor(anchored.claim.id)
                dom_id = cue_id(span, name)
                yield ArticleMark(MarkView("cue", dom_id, dom_id, href), (span,))
    for cast, spans in zip(article.briefing.actors, article.mentions_in(name), strict=True):
        key = actor_key(cast.actor)
        for index, span in enumerate(spans, 1):
            yield ArticleMark(
                MarkView("mention", key, mention_id(cast.actor, index, name), Anchor(key)),
                (span,),
            )


def form_layer(claim: Claim) -> FormLayer:
    """The layer of a claim, by the form of its words; readers choose which layers to show."""
    return _LAYERS[form_of(claim)]


def mark_id(key: str) -> str:
    """The id of the mark of a claim, an event or a background passage in the article."""
    return f"mark--{key}"


def aside_id(key: str) -> str:
    """The id of the note beside the article that explains a mark."""
    return f"aside--{key}"


def background_key(number: int) -> str:
    """The key of the briefing's background passage number `number`, from 1."""
    return f"note--{number}"


def actor_key(actor: str) -> str:
    """The key of all mentions of an actor: the id of its place on the page."""
    return f"actor--{actor}"


def cue_id(span: Span, name: TextName) -> str:
    """The id of a cue in one of the texts: several claims may share it."""
    return f"cue--{_IN[name]}{span.start}-{span.end}"


def mention_id(actor: str, index: int, name: TextName) -> str:
    """The id of an actor's mention number `index`, from 1, in one of the texts."""
    return f"mention--{_IN[name]}{actor}" + (f"--{index}" if index > 1 else "")


def lanes(marks: Iterable[Sequence[Span]]) -> list[int]:
    """For each mark, in the order given, the lowest lane that is free at all of its spans.

    Lane 0 is the nearest to the text. Marks that share a character never share a lane.
    """
    rows: list[list[Span]] = []
    found = []
    for spans in marks:
        drawn = [span for span in spans if len(span)]  # those of one mark do not overlap
        lane = next(
            (n for n, row in enumerate(rows) if all(_is_free(row, span) for span in drawn)),
            len(rows),
        )
        if lane == len(rows):
            rows.append([])
        for span in drawn:
            insort(rows[lane], span)
        found.append(lane)
    return found


def inner_first(spans: Sequence[Span]) -> tuple[int, Span]:
    """A sort key by which an inner mark comes before its outer one, nearer to the text."""
    return sum(map(len, spans)), spans[0]


def _is_free(row: Sequence[Span], span: Span) -> bool:
    """Whether a row of disjoint spans, in order, has nothing at `span`."""
    at = bisect_left(row, span)
    after = at == len(row) or span.end <= row[at].start
    return after and (at == 0 or row[at - 1].end <= span.start)
