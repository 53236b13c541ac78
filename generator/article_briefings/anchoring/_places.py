"""Choose the places that a cue or a name refers to: pure functions on spans."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from article_briefings.anchoring._selectors import is_unspaced
from article_briefings.anchoring._unseen import last_seen, next_seen
from article_briefings.input import Path
from article_briefings.models import AnySelector, PartSelector, Span, parts_of

_start, _end = attrgetter("start"), attrgetter("end")


def placed_parts(place: Path, selector: AnySelector) -> Iterator[tuple[Path, PartSelector]]:
    """The continuous parts of a selector at `place`, each with its own place in the file."""
    for index, part in enumerate(parts_of(selector)):
        yield ((*place, index) if isinstance(selector, tuple) else place), part


def meant_by_cue(
    found: Sequence[Span], quote: Sequence[Span], homes: Sequence[Span]
) -> Sequence[Span]:
    """The places of a cue that a quote in the paragraphs `homes` can mean: one if it is certain.

    The places are in the order of the text. Only those beside each part of the quote are
    examined: a claim costs no more in a text that has "said" a thousand times than once.
    """
    near = [_within(found, home) for home in sorted(set(homes))]
    beside = {
        span
        for part in quote
        for places in (_before(found, near, part), _behind(found, near, part))
        if (span := _first_outside(places, quote)) is not None
    }
    if beside:
        return _nearest(sorted(beside), quote)
    return [found[number] for numbers in near for number in numbers] or found


def is_word(text: str, span: Span) -> bool:
    """Whether a span begins and ends where words do, whatever unseen characters are around it."""
    before, after = last_seen(text, span.start), next_seen(text, span.end)
    first, last = text[span.start], text[span.end - 1]
    return not (_in_word(before) and _in_word(first)) and not (_in_word(last) and _in_word(after))


def _within(found: Sequence[Span], home: Span) -> range:
    """The indices of the places that lie in a paragraph."""
    first = bisect_left(found, home.start, key=_start)
    return range(first, max(first, bisect_right(found, home.end, key=_end)))


def _before(found: Sequence[Span], near: Sequence[range], part: Span) -> Iterator[Span]:
    """The places in `near` before a part of a quote, the nearest first."""
    last = bisect_right(found, part.start, key=_end)
    for numbers in reversed(near):
        yield from (found[number] for number in reversed(numbers[: max(0, last - numbers.start)]))


def _behind(found: Sequence[Span], near: Sequence[range], part: Span) -> Iterator[Span]:
    """The places in `near` after a part of a quote, the nearest first."""
    first = bisect_left(found, part.end, key=_start)
    for numbers in near:
        yield from (found[number] for number in numbers[max(0, first - numbers.start) :])


def _first_outside(places: Iterator[Span], quote: Sequence[Span]) -> Span | None:
    """The first of some places that no part of a quote touches."""
    return next((span for span in places if not any(_overlap(span, p) for p in quote)), None)


def _nearest(found: Sequence[Span], quote: Sequence[Span]) -> list[Span]:
    """The places with the least distance to the quote: one, or several on a tie."""
    distances = [min(_distance(span, part) for part in quote) for span in found]
    least = min(distances)
    return [span for span, distance in zip(found, distances, strict=True) if distance == least]


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _in_word(character: str) -> bool:
    """Whether a character, or none, is in a word that spaces set apart: letters, marks, digits."""
    if not character or is_unspaced(character):
        return False
    return unicodedata.category(character)[0] in "LMN"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
