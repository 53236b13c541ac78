"""Writes the places found by drafts as selectors from which the checker finds the same place."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from article_briefings.anchoring import TextQuote, describe, fold, match, meant_by_cue
from article_briefings.models import Span

MAX_QUOTE = 2_000
"""The longest quote that is drafted, in characters."""
_MOST_PLACES = 20
"""Words that occur more often are written with context, to keep checking fast."""
_FAR_TOO_MANY = 200
_LONGEST_CONTEXT = 256
_LARGEST_NTH = 999


def snapped(text: str, span: Span) -> Span | None:
    """The largest part of a span that a quote can identify; None if nothing is left."""
    folded = fold(text)
    places = range(len(folded.text))
    start = bisect_left(places, span.start, key=lambda index: folded.raw(index, index + 1).start)
    end = bisect_right(places, span.end, key=lambda index: folded.raw(index, index + 1).end)
    while start < end and (not folded.is_boundary(start) or folded.text[start] == " "):
        start += 1
    while start < end and (not folded.is_boundary(end) or folded.text[end - 1] == " "):
        end -= 1
    return folded.raw(start, end) if start < end else None


def quote_of(text: str, span: Span, longest: int = MAX_QUOTE) -> TextQuote | None:
    """A quote that identifies exactly one span; None if it would be too long or too common."""
    if len(span) > longest:
        return None
    places = match(text, TextQuote(span.of(text)), limit=_FAR_TOO_MANY + 1)
    if len(places) > _FAR_TOO_MANY or span not in places:
        return None
    quote = describe(text, span, _LONGEST_CONTEXT)
    return quote if (quote.nth or 1) <= _LARGEST_NTH else None


def first_of(text: str, span: Span) -> TextQuote | None:
    """A quote that identifies a span as the first place with its words; None if it is not."""
    quote = TextQuote(span.of(text), nth=1)
    return quote if len(span) <= MAX_QUOTE and match(text, quote, limit=1) == [span] else None


def cue_of(text: str, span: Span, quote: Sequence[Span]) -> TextQuote | None:
    """The shortest cue from which the checker finds a span next to a quote."""
    plain = TextQuote(span.of(text))
    found = match(text, plain, limit=_MOST_PLACES + 1)
    if len(found) <= _MOST_PLACES and [*meant_by_cue(text, plain.exact, found, quote)] == [span]:
        return plain
    described = quote_of(text, span)
    return described if described and match(text, described) == [span] else None
