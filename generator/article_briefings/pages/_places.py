"""The place of a claim in its article: the paragraph, and its stretch of the whole."""

from bisect import bisect_right
from collections.abc import Sequence

from article_briefings.models import Span, paragraphs
from article_briefings.pages._views import Bar, PlaceView

#: The number of background layers that the style sheet draws; the last bar covers the rest.
_BARS = 8


class QuotePlaces:
    """The places in one article, whose paragraphs are found once."""

    def __init__(self, text: str) -> None:
        self._length = max(1, len(text))
        self._ends = [paragraph.end for paragraph in paragraphs(text)]

    def of(self, spans: Sequence[Span]) -> PlaceView:
        """The place of a quote, given the spans of its parts in the order of the text."""
        first, last = self._paragraph(spans[0].start), self._paragraph(spans[-1].end - 1)
        named = f"paragraph {first}" if first == last else f"paragraphs {first}–{last}"
        drawn = [span for span in spans if len(span)]
        if len(drawn) > _BARS:
            drawn[_BARS - 1 :] = [Span(drawn[_BARS - 1].start, drawn[-1].end)]
        return PlaceView(f"{named} of {len(self._ends)}", tuple(map(self._bar, drawn)))

    def _paragraph(self, offset: int) -> int:
        """The number, from 1, of the paragraph that holds a code point."""
        return min(bisect_right(self._ends, offset) + 1, len(self._ends))

    def _bar(self, span: Span) -> Bar:
        """A part of the quote in whole percent, with a visible minimum length."""
        start = min(98, span.start * 100 // self._length)
        length = max(2, round(span.end * 100 / self._length) - start)
        return Bar(round(100 * start / (100 - length)) if length < 100 else 0, length)
