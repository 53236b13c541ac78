"""The marked article: spans that nest and overlap become a well-formed run of pieces.

A paragraph is cut at every place where a mark begins or ends. Between two
cuts the same marks hold, in one order: marks that are explained elsewhere
(claims, events, notes) outside, the longer around the shorter, and those that
are links themselves (cues, mentions) inside. Where two marks overlap, the
inner one is closed and opened again, so that no element crosses another.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.anchoring import AnchoredBriefing, AnchoredClaim
from generator.language import direction
from generator.models import Span, paragraphs
from generator.pages.routes import fragment
from generator.pages.views import ArticleView, MarkKind, MarkView, ParagraphView, Piece

_RANK: dict[MarkKind, int] = {"claim": 0, "event": 0, "background": 0, "cue": 1, "mention": 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and its spans, in the order of the text."""

    view: MarkView
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One span of a mark."""

    span: Span
    mark: Mark

    @property
    def is_last(self) -> bool:
        """Whether the mark ends with this span."""
        return self.span == self.mark.spans[-1]

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        view = self.mark.view
        return _RANK[view.kind], self.span.start, -self.span.end, view.kind, view.key


def article_view(
    article: AnchoredBriefing, names: dict[str, str], titles: dict[str, str]
) -> ArticleView:
    """The article of a briefing with all its marks.

    `names` are those of actors, `titles` those of notes, by id.
    """
    text = article.source.text
    marks = list(_marks(article, names, titles))
    bounds = paragraphs(text)
    by_paragraph = _by_paragraph(bounds, [s for mark in marks for s in _stretches(mark)])
    views = []
    before = 0
    for paragraph, stretches in zip(bounds, by_paragraph, strict=True):
        views.append(
            ParagraphView(text[before : paragraph.start], pieces(text, paragraph, stretches))
        )
        before = paragraph.end
    language = article.briefing.source.language
    words = len(text.split())
    return ArticleView(language, direction(language), tuple(views), text[before:], words)


def _stretches(mark: Mark) -> Iterator[_Stretch]:
    return (_Stretch(span, mark) for span in mark.spans if len(span))


def _by_paragraph(bounds: Sequence[Span], stretches: Iterable[_Stretch]) -> list[list[_Stretch]]:
    """The stretches that reach into each paragraph; one over several stands in each of them."""
    found: list[list[_Stretch]] = [[] for _ in bounds]
    ends = [paragraph.end for paragraph in bounds]
    for stretch in stretches:
        index = bisect_right(ends, stretch.span.start)
        while index < len(bounds) and bounds[index].start < stretch.span.end:
            found[index].append(stretch)
            index += 1
    return found


def pieces(text: str, paragraph: Span, stretches: Iterable[_Stretch]) -> tuple[Piece, ...]:
    """Write out one paragraph; the texts of the pieces, joined, are the paragraph's text."""
    return tuple(_pieces(text, paragraph, sorted(stretches, key=lambda s: s.span)))


def _pieces(text: str, paragraph: Span, here: Sequence[_Stretch]) -> Iterator[Piece]:
    """Sweep over the cuts of a paragraph; `here` is in the order of the text."""
    cuts = {paragraph.start, paragraph.end}
    for stretch in here:
        cuts |= {max(stretch.span.start, paragraph.start), min(stretch.span.end, paragraph.end)}
    opened: list[_Stretch] = []
    held: list[_Stretch] = []
    coming = 0
    for start, end in pairwise(sorted(cuts)):
        while coming < len(here) and here[coming].span.start <= start:
            held.append(here[coming])
            coming += 1
        wanted = sorted(held, key=lambda s: s.order)
        yield from _change(opened, wanted, start)
        opened = wanted
        yield Piece("text", text=text[start:end], href=_link(wanted))
        ended = [s for s in wanted if s.span.end == end]
        held = [s for s in held if s.span.end > end]
        if any(s.is_last for s in ended):
            kept = [s for s in wanted if s.span.end > end]
            yield from _change(opened, kept, end, ended)
            opened = kept
    yield from _change(opened, [], paragraph.end)


def _change(
    opened: Sequence[_Stretch],
    wanted: Sequence[_Stretch],
    at: int,
    ended: Sequence[_Stretch] = (),
) -> Iterator[Piece]:
    """Close and open marks so that those of `wanted` are open, in its order.

    The reference of a mark that has ended stands right behind it, outside the
    links of cues and mentions.
    """
    common = 0
    while common < min(len(opened), len(wanted)) and opened[common] is wanted[common]:
        common += 1
    for _ in opened[common:]:
        yield Piece("close")
    for stretch in ended:
        if stretch.is_last and not _RANK[stretch.mark.view.kind]:
            yield Piece("reference", href=stretch.mark.view.href, mark=stretch.mark.view)
    for stretch in wanted[common:]:
        first = stretch.span == stretch.mark.spans[0] and stretch.span.start == at
        yield Piece("open", mark=stretch.mark.view, first=first)


def _link(wanted: Sequence[_Stretch]) -> str:
    """Where the text itself leads: to the actor of a mention, else to the claim of a cue."""
    inner = [s.mark.view.href for s in wanted if _RANK[s.mark.view.kind]]
    return inner[-1] if inner else ""


def _marks(
    article: AnchoredBriefing, names: dict[str, str], titles: dict[str, str]
) -> Iterator[Mark]:
    for number, claim in enumerate(article.claims_in_text_order(), 1):
        yield _claim_mark(number, claim)
    yield from _cue_marks(article.claims_in_text_order())
    for event, spans in zip(article.briefing.events, article.events, strict=True):
        view = MarkView(
            "event", event.id, fragment(event.id), f"Event: {event.label}", 0, f"mark--{event.id}"
        )
        yield Mark(view, spans)
    for index, (use, spans) in enumerate(
        zip(article.briefing.background, article.background, strict=True), 1
    ):
        label = f"Background: {titles.get(use.note, use.note)}"
        anchor = fragment(f"note--{use.note}")
        yield Mark(
            MarkView("background", use.note, anchor, label, 0, f"mark--note--{index}"), spans
        )
    for cast, spans in zip(article.briefing.actors, article.mentions, strict=True):
        label = f"Actor: {names.get(cast.actor, cast.actor)}"
        for index, span in enumerate(spans, 1):
            dom_id = f"mention--{cast.actor}" + (f"--{index}" if index > 1 else "")
            view = MarkView(
                "mention", cast.actor, fragment(f"actor--{cast.actor}"), label, 0, dom_id
            )
            yield Mark(view, (span,))


def _claim_mark(number: int, anchored: AnchoredClaim) -> Mark:
    claim = anchored.claim
    view = MarkView(
        "claim",
        claim.id,
        fragment(claim.id),
        f"Claim {number}: {claim.text}",
        number,
        mark_id(claim.id),
        own_voice=claim.own_voice,
        assessed=claim.assessment is not None,
    )
    return Mark(view, anchored.quote)


def _cue_marks(claims: Iterable[AnchoredClaim]) -> Iterator[Mark]:
    """Each stretch that serves as a cue once; it leads to the first claim that it serves."""
    seen: set[Span] = set()
    for anchored in claims:
        for spans in anchored.cues:
            for span in spans:
                if span not in seen:
                    seen.add(span)
                    yield Mark(_cue_view(anchored, span), (span,))


def _cue_view(anchored: AnchoredClaim, span: Span) -> MarkView:
    claim = anchored.claim
    return MarkView(
        "cue", claim.id, fragment(claim.id), f"Attribution of: {claim.text}", 0, cue_id(span)
    )


def mark_id(claim_id: str) -> str:
    """The id of a claim's mark in the article."""
    return f"mark--{claim_id}"


def cue_id(span: Span) -> str:
    """The id of a cue in the article: several claims may share it."""
    return f"cue--{span.start}-{span.end}"
