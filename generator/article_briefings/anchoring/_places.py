"""Choose the places that a cue, a name or a hint refers to: pure functions on spans."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from article_briefings.anchoring._selectors import as_written, is_unspaced
from article_briefings.anchoring._unseen import last_seen, next_seen
from article_briefings.models import Span, paragraphs

_start, _end = attrgetter("start"), attrgetter("end")
_LEAST_LIKENESS = 55
_LOOKED_FOR = 300
"""The most characters of long words to look for: a whole page of them would take minutes."""


def meant_by_cue(
    text: str, exact: str, found: Sequence[Span], quote: Sequence[Span]
) -> Sequence[Span]:
    """The places of a cue that a quote can mean: one if it is certain.

    They are in the quote's paragraphs if any is, and of those the nearest to the quote. The places
    are in the order of the text, and so are the results.
    """
    found = as_written(text, exact, found)
    if len(found) == 1:
        return found
    homes = sorted({_paragraph(text, span) for span in quote})
    inside = [span for home in homes for span in _within(found, home)]
    distances = {
        span: min(span.distance(part) for part in quote)
        for span in inside
        if all(span.end <= part.start or part.end <= span.start for part in quote)
    }
    least = min(distances.values(), default=0)
    return [span for span, far in distances.items() if far == least] or inside or found


def is_word(text: str, span: Span) -> bool:
    """Whether a span begins and ends where words do, whatever unseen characters are around it."""
    before, after = last_seen(text, span.start), next_seen(text, span.end)
    first, last = text[span.start], text[span.end - 1]
    return not (_in_word(before) and _in_word(first)) and not (_in_word(last) and _in_word(after))


def nearest_passage(text: str, quote: str) -> Span | None:
    """The stretch of a text, in whole words, most like words that are not in it; None if none is.

    For hints, never for marks.
    """
    from rapidfuzz import fuzz  # late: most quotes are found

    words = " ".join(quote.split())
    if not words:
        return None
    best = fuzz.partial_ratio_alignment(words[:_LOOKED_FOR], text, score_cutoff=_LEAST_LIKENESS)
    if best is None:
        return None
    start, end = best.dest_start, min(len(text), best.dest_end + len(words[_LOOKED_FOR:]))
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    return Span(start, start + len(passage.strip()))


@lru_cache(maxsize=8)
def _paragraphs(text: str) -> tuple[list[Span], list[int]]:
    """The paragraphs of a text, and where each begins."""
    found = paragraphs(text)
    return found, [paragraph.start for paragraph in found]


def _paragraph(text: str, span: Span) -> Span:
    """The paragraph in which a span begins."""
    found, starts = _paragraphs(text)
    return found[bisect_right(starts, span.start) - 1]


def _within(found: Sequence[Span], home: Span) -> Sequence[Span]:
    """The places that lie in a paragraph."""
    first, last = (
        bisect_left(found, home.start, key=_start),
        bisect_right(found, home.end, key=_end),
    )
    return found[first:last]


def _in_word(character: str) -> bool:
    """Whether a character, or none, is in a word that spaces set apart: letters, marks, digits."""
    if character.isascii():
        return character.isalnum()
    return not is_unspaced(character) and unicodedata.category(character)[0] in "LMN"
