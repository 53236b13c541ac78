"""Which of the places of a cue or a name are meant: pure functions on spans."""

import unicodedata
from collections.abc import Iterator, Sequence

from generator.documents import Path
from generator.models import PartSelector, Span, parts_of
from generator.models.selector import AnySelector
from generator.models.unseen import last_seen, next_seen
from generator.selectors import is_unspaced


def placed_parts(place: Path, selector: AnySelector) -> Iterator[tuple[Path, PartSelector]]:
    """The continuous parts of a selector at `place`, each with its own place in the file."""
    for index, part in enumerate(parts_of(selector)):
        yield ((*place, index) if isinstance(selector, tuple) else place), part


def meant_by_cue(
    found: Sequence[Span], quote: Sequence[Span], homes: Sequence[Span]
) -> Sequence[Span]:
    """The places of a cue that a quote in the paragraphs `homes` can mean: one where it is sure."""
    near = [span for span in found if any(home.contains(span) for home in homes)]
    outside = [span for span in near if not any(_overlap(span, words) for words in quote)]
    return _nearest(outside or near, quote) if near else found


def is_word(text: str, span: Span) -> bool:
    """Whether a span begins and ends where words do, whatever unseen characters are around it."""
    before, after = last_seen(text, span.start), next_seen(text, span.end)
    first, last = text[span.start], text[span.end - 1]
    return not (_in_word(before) and _in_word(first)) and not (_in_word(last) and _in_word(after))


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
