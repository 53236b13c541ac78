"""Find the place of a stretch of an older version of a text in the present one."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from article_briefings.models import Span, paragraphs
from article_briefings.review.fixes._words import words_of

SAME_STRETCH = 0.5
"""The share of a stretch's words that must be the same for it to count as the same stretch."""

_MOST_ADDED = 3


@dataclass(frozen=True)
class Versions:
    """Two versions of a text, compared by paragraphs and then, where these differ, by words."""

    old: str
    new: str

    @cached_property
    def _same_paragraphs(self) -> list[tuple[range, range]]:
        """Blocks of words, old and new, that correspond: alike, or one replaced by the other."""
        old, new = (_paragraph_words(text) for text in (self.old, self.new))
        matcher = SequenceMatcher(
            None, [words for words, _ in old], [words for words, _ in new], autojunk=False
        )
        return [
            (_range(old[one:other]), _range(new[third:fourth]))
            for _, one, other, third, fourth in matcher.get_opcodes()
            if one < other and third < fourth
        ]

    @cached_property
    def _places(self) -> dict[int, int]:
        """The number of the new word that corresponds to each old one; none for removed words."""
        from rapidfuzz.distance import Levenshtein  # late: most runs compare no versions

        old, new = words_of(self.old).folded, words_of(self.new).folded
        places: dict[int, int] = {}
        for ours, theirs in self._same_paragraphs:
            one, other = old[ours.start : ours.stop], new[theirs.start : theirs.stop]
            for step in Levenshtein.opcodes(one, other):
                if step.tag in ("equal", "replace"):
                    for offset in range(step.src_end - step.src_start):
                        places[ours.start + step.src_start + offset] = (
                            theirs.start + step.dest_start + offset
                        )
        return places

    def moved(self, span: Span) -> Span | None:
        """The place of an old stretch in the new text; None if it was removed or rewritten."""
        new = words_of(self.new)
        numbers = words_of(self.old).within(span)
        places = [self._places[number] for number in numbers if number in self._places]
        same = sum(self._is_same(number) for number in numbers)
        if not places or same < SAME_STRETCH * len(numbers):
            return None
        first, last = places[0], places[-1]
        # If the word at an edge was replaced, several new words may correspond to it: up to the
        # unchanged word beside the stretch.
        before, after = numbers.start - 1, numbers.stop
        if not self._is_same(numbers.start) and self._is_same(before):
            beside = self._places[before] + 1
            first = beside if 0 <= first - beside <= _MOST_ADDED else first
        if not self._is_same(after - 1) and self._is_same(after):
            beside = self._places[after] - 1
            last = beside if 0 <= beside - last <= _MOST_ADDED else last
        return new.span(first, last)

    def _is_same(self, number: int) -> bool:
        """Whether an old word is unchanged in the new text."""
        place = self._places.get(number)
        old, new = words_of(self.old).folded, words_of(self.new).folded
        return place is not None and old[number] == new[place]


def _paragraph_words(text: str) -> list[tuple[tuple[str, ...], range]]:
    words = words_of(text)
    numbered = ((words.within(paragraph)) for paragraph in paragraphs(text))
    return [
        (tuple(words.folded[number] for number in numbers), numbers)
        for numbers in numbered
        if numbers
    ]


def _range(block: list[tuple[tuple[str, ...], range]]) -> range:
    return range(block[0][1].start, block[-1][1].stop)
