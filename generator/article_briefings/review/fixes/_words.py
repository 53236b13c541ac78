"""A text as folded words with their places, for comparing passages and versions."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from article_briefings.anchoring import UNSPACED, fold
from article_briefings.models import Span

# Scripts without spaces between words are compared by their characters.
_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+")
_SENTENCE_SIGN, _SPACE = re.compile("[.!?…。؟]"), re.compile(r"\s")


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
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]

    @cached_property
    def _ends(self) -> list[int]:
        return [span.end for span in self.spans]

    @cached_property
    def _ends_of_sentences(self) -> list[int]:
        """The numbers of the words after which a sentence or a paragraph ends."""
        gaps = zip(self.spans, self.spans[1:], strict=False)
        return [
            number
            for number, (one, other) in enumerate(gaps)
            if _ends_a_sentence(self.text, one.end, other.start)
        ]

    def cut(self, first: int, last: int) -> bool:
        """Whether a sentence ends between two words."""
        ends = self._ends_of_sentences
        at = bisect_left(ends, first)
        return at < len(ends) and ends[at] < last

    def within(self, span: Span) -> range:
        """The numbers of the words that a span touches."""
        first = bisect_right(self._ends, span.start)
        return range(first, max(first, bisect_left(self._starts, span.end)))

    def cuts(self, span: Span) -> bool:
        """Whether a span begins or ends within a word."""
        numbers = self.within(span)
        return bool(numbers) and not span.contains(self.span(numbers.start, numbers.stop - 1))

    def span(self, first: int, last: int) -> Span:
        """The raw stretch from the first word to the last, both included."""
        return Span(self.spans[first].start, self.spans[last].end)


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


def _ends_a_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence or a paragraph ends in the text between two words."""
    if "\n" in text[start:end] or "\r" in text[start:end]:
        return True
    sign = _SENTENCE_SIGN.search(text, start, end)
    return bool(sign and _SPACE.search(text, sign.end(), end))


def _edge(quote: str, *, last: bool) -> str:
    found = re.search(r"(?<![^\w\s])[^\w\s]++$" if last else r"^[^\w\s]+", quote.strip())
    return found[0] if found else ""
