"""The marked article: spans that nest and overlap become a well-formed run of pieces.

A paragraph is cut at every place where a mark begins or ends. Between two
cuts the same marks hold, in one order: marks that are explained elsewhere
(claims, events, notes) outside, the longer around the shorter, and those that
are links themselves (cues, mentions) inside. Where two marks overlap, the
inner one is closed and opened again: elements never cross.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.language import Direction, Language
from article_briefings.models import Span, TextName, paragraphs, word_places
from article_briefings.pages import _marks as marks

_RANK: dict[marks.MarkKind, int] = {"claim": 0, "event": 0, "background": 0, "cue": 1, "mention": 2}


class Piece(NamedTuple):
    """A step of writing out a paragraph.

    `open` begins a mark element (`first` if the mark begins here, and does not
    just resume), `close` ends the innermost one, `text` is the article's text
    (within a link to `href` unless it is empty), `reference` is the link from
    the end of a mark to its explanation.
    """

    step: Literal["open", "close", "text", "reference"]
    text: str = ""
    href: str = ""
    mark: marks.MarkView | None = None
    first: bool = False
    quoted: bool = False
    """Whether the quoted words of a mixed claim begin here."""


class ParagraphView(NamedTuple):
    """A paragraph of the article, and the raw line ends before it."""

    number: int
    """Its place in the article, from 1."""
    gap: str
    pieces: tuple[Piece, ...]


class ArticleView(NamedTuple):
    """One of the article's texts; joined, the pieces are its file, character for character."""

    name: TextName
    language: str
    language_name: str
    direction: Direction
    paragraphs: tuple[ParagraphView, ...]
    end: str
    """Raw line ends after the last paragraph."""
    words: int
    lanes: int
    """How many lanes its marks need."""


class _MarkSpan(NamedTuple):
    """One span of a mark."""

    span: Span
    mark: marks.ArticleMark

    @property
    def is_last(self) -> bool:
        """Whether the mark ends with this span."""
        return self.span == self.mark.spans[-1]

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        view = self.mark.view
        return _RANK[view.kind], self.span.start, -self.span.end, view.kind, view.key


def article_view(article: AnchoredBriefing, name: TextName = "original") -> ArticleView:
    """One text of a briefing with all its marks."""
    text, language = article.text(name), article.briefing.language_of(name)
    explained = marks.explained_marks(article, name)
    stretches = [
        _MarkSpan(span, mark)
        for mark in (*explained, *marks.linked_marks(article, name))
        for span in mark.spans
        if len(span)
    ]
    stretches.sort(key=lambda stretch: stretch.span)
    bounds = paragraphs(text)
    views, before = [], 0
    for number, (paragraph, here) in enumerate(
        zip(bounds, _by_paragraph(bounds, stretches), strict=True), 1
    ):
        pieces = tuple(_pieces(text, paragraph, here))
        views.append(ParagraphView(number, text[before : paragraph.start], pieces))
        before = paragraph.end
    return ArticleView(
        name=name,
        language=language,
        language_name=Language(language).name,
        direction=Language(language).direction,
        paragraphs=tuple(views),
        end=text[before:],
        words=len(word_places(text)),
        lanes=max((mark.view.lane for mark in explained), default=-1) + 1,
    )


def _by_paragraph(bounds: Sequence[Span], stretches: Sequence[_MarkSpan]) -> list[list[_MarkSpan]]:
    """The stretches that reach into each paragraph; one over several is in each of them."""
    found: list[list[_MarkSpan]] = [[] for _ in bounds]
    ends = [paragraph.end for paragraph in bounds]
    for stretch in stretches:
        index = bisect_right(ends, stretch.span.start)
        while index < len(bounds) and bounds[index].start < stretch.span.end:
            found[index].append(stretch)
            index += 1
    return found


def _pieces(text: str, paragraph: Span, here: Sequence[_MarkSpan]) -> Iterator[Piece]:
    """Write out a paragraph; `here` is in the order of the text."""
    cuts = {paragraph.start, paragraph.end}
    for stretch in here:
        cuts |= {max(stretch.span.start, paragraph.start), min(stretch.span.end, paragraph.end)}
    opened: list[_MarkSpan] = []
    held: list[_MarkSpan] = []
    coming = 0
    for start, end in pairwise(sorted(cuts)):
        while coming < len(here) and here[coming].span.start <= start:
            held.append(here[coming])
            coming += 1
        wanted = sorted(held, key=lambda s: s.order)
        yield from _change(opened, wanted, start)
        opened = wanted
        links = [s.mark.view.href for s in wanted if _RANK[s.mark.view.kind]]
        # A mention's link to its actor is inside a cue's to its claim.
        yield Piece("text", text=text[start:end], href=links[-1] if links else "")
        ended = [s for s in wanted if s.span.end == end]
        held = [s for s in held if s.span.end > end]
        if any(s.is_last for s in ended):
            left = [s for s in wanted if s.span.end > end]
            yield from _change(opened, left, end, ended)
            opened = left
    yield from _change(opened, [], paragraph.end)


def _change(
    opened: Sequence[_MarkSpan],
    wanted: Sequence[_MarkSpan],
    at: int,
    ended: Sequence[_MarkSpan] = (),
) -> Iterator[Piece]:
    """Close and open marks so that those of `wanted` are open, in its order.

    The reference of a mark that has ended follows directly after it, outside the
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
        mark, span = stretch.mark, stretch.span
        first = span == mark.spans[0] and span.start == at
        yield Piece("open", mark=mark.view, first=first, quoted=span in mark.in_quotes)
