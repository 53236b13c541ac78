"""A text as folded words with their places, and a comparison of two versions of a text by words."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import count, pairwise
from operator import attrgetter

from rapidfuzz.distance import Levenshtein

from article_briefings.anchoring import fold
from article_briefings.models import UNSPACED, Span, paragraphs

# Scripts without spaces between words are compared by their characters.
_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+")
_SENTENCE_SIGN, _SPACE = re.compile("[.!?…。؟]"), re.compile(r"\s")
_SAME_STRETCH = 0.5
"""The share of a stretch's words that must be the same for it to count as the same stretch."""
_MOST_ADDED = 3


@dataclass(frozen=True)
class Words:
    """The words of a text, folded, in lower case, and the place of each in the raw text."""

    text: str

    @cached_property
    def _matches(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(fold(self.text).text))

    @cached_property
    def folded(self) -> list[str]:
        """Each word in the form that is compared."""
        return [word[0].casefold() for word in self._matches]

    @cached_property
    def different(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.folded)

    @cached_property
    def spans(self) -> list[Span]:
        """The raw place of each word."""
        folded = fold(self.text)
        return [folded.raw(*word.span()) for word in self._matches]

    @cached_property
    def _ends_of_sentences(self) -> list[int]:
        """The numbers of the words after which a sentence or a paragraph ends."""
        gaps = (self.text[one.end : other.start] for one, other in pairwise(self.spans))
        return [number for number, gap in enumerate(gaps) if _ends_sentence(gap)]

    def cut(self, first: int, last: int) -> bool:
        """Whether a sentence ends between two words."""
        ends = self._ends_of_sentences
        at = bisect_left(ends, first)
        return at < len(ends) and ends[at] < last

    def within(self, span: Span) -> range:
        """The numbers of the words that a span touches."""
        first = bisect_right(self.spans, span.start, key=attrgetter("end"))
        last = bisect_left(self.spans, span.end, key=attrgetter("start"))
        return range(first, max(first, last))

    @cached_property
    def paragraphs(self) -> list[range]:
        """The numbers of the words of each paragraph that has any."""
        return [numbers for numbers in map(self.within, paragraphs(self.text)) if numbers]

    def cuts(self, span: Span) -> bool:
        """Whether a span begins or ends within a word."""
        numbers = self.within(span)
        return bool(numbers) and not span.contains(self.span(numbers.start, numbers.stop - 1))

    def span(self, first: int, last: int) -> Span:
        """The raw stretch from the first word to the last, both included."""
        return Span(self.spans[first].start, self.spans[last].end)


@dataclass(frozen=True)
class Versions:
    """Two versions of a text, compared by paragraphs and then, where these differ, by words."""

    old: str
    new: str

    @cached_property
    def _places(self) -> dict[int, int]:
        """The number of the new word that corresponds to each old one; none for removed words."""
        old, new = words_of(self.old), words_of(self.new)
        ours, theirs = (
            [tuple(words.folded[numbers.start : numbers.stop]) for numbers in words.paragraphs]
            for words in (old, new)
        )
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        places: dict[int, int] = {}
        for _, one, other, third, fourth in matcher.get_opcodes():
            if one == other or third == fourth:
                continue
            first, end = old.paragraphs[one].start, old.paragraphs[other - 1].stop
            start, stop = new.paragraphs[third].start, new.paragraphs[fourth - 1].stop
            for step in Levenshtein.opcodes(old.folded[first:end], new.folded[start:stop]):
                if step.tag in ("equal", "replace"):
                    here = range(first + step.src_start, first + step.src_end)
                    places.update(zip(here, count(start + step.dest_start), strict=False))
        return places

    def moved(self, span: Span) -> Span | None:
        """The place of an old stretch in the new text; None if it was removed or rewritten."""
        numbers = words_of(self.old).within(span)
        places = [self._places[number] for number in numbers if number in self._places]
        same = sum(self._is_same(number) for number in numbers)
        if not places or same < _SAME_STRETCH * len(numbers):
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
        return words_of(self.new).span(first, last)

    def _is_same(self, number: int) -> bool:
        """Whether an old word is unchanged in the new text."""
        place = self._places.get(number)
        old, new = words_of(self.old).folded, words_of(self.new).folded
        return place is not None and old[number] == new[place]


@lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """The words of a text."""
    return Words(text)


@lru_cache(maxsize=4096)
def spelt(mark: str) -> tuple[str, ...]:
    """The folded words of a mark, cached: a briefing has many marks."""
    return tuple(Words(mark).folded)


def with_edges(text: str, span: Span, quote: str) -> Span:
    """A stretch of whole words, with the punctuation at its ends that `quote` has at its own."""
    start, end = span.start, span.end
    lead, tail = _edge(quote, last=False), _edge(quote, last=True)
    if lead and fold(text[max(0, start - len(lead)) : start] or " ").text == fold(lead).text:
        start -= len(lead)
    if tail and fold(text[end : end + len(tail)] or " ").text == fold(tail).text:
        end += len(tail)
    return Span(start, end)


def _edge(quote: str, *, last: bool) -> str:
    found = re.search(r"(?<![^\w\s])[^\w\s]++$" if last else r"^[^\w\s]+", quote.strip())
    return found[0] if found else ""


def _ends_sentence(gap: str) -> bool:
    """Whether a sentence or a paragraph ends between two words."""
    sign = _SENTENCE_SIGN.search(gap)  # in two steps: one expression would take quadratic time
    return "\n" in gap or "\r" in gap or bool(sign and _SPACE.search(gap, sign.end()))
