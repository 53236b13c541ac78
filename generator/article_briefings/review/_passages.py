"""Passages of a text that are similar to given words, with their likeness."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, product
from operator import sub

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq, Levenshtein

from article_briefings.anchoring import TextQuote, fold
from article_briefings.models import Budget, Span
from article_briefings.review._words import Words, spelt, with_edges, words_of

_LOOKED_AT = 12
"""The number of regions of a text compared closely: those with most words in common."""
_SLACK = 2
"""How many words a passage may be longer or shorter than the words looked for."""
_SAME_WORD = 80
"""From this likeness of letters, in percent, two words count as spellings of the same word."""
_WORDS_OF_A_UNIT, _PAIRS_OF_A_UNIT = 20, 100
"""The number of words that are scanned, and of pairs compared by letters, in the time that the
comparison of one window takes."""
_AROUND = 60
"""How many characters on each side form the surroundings of a place."""


def passages(
    text: str, quote: str, within: Sequence[Span], budget: Budget
) -> list[tuple[Span, float]]:
    """Passages similar to `quote` with their likeness, from 0 to 1, the most similar first.

    No two overlap. The likeness is the mean of three: the share of the words
    that are in place, the likeness of the letters, and the share of the words
    weighted by how rare they are in the text. The `budget` is charged a unit for
    each window that is compared, and for the words that are scanned.
    """
    search = _search(text, spelt(quote))
    words, pairs = search.words, len(search.words.different) * len(search.wanted)
    budget.spend((len(words.folded) + pairs) // _PAIRS_OF_A_UNIT)
    if not search.wanted or not search.seen:
        return []
    areas = [words.within(span) for span in within]
    budget.spend(sum(map(len, areas)) // _WORDS_OF_A_UNIT)
    found = [
        best
        for area in areas
        for start in search.regions(area)
        if (best := search.best(area, start, budget)) is not None
    ]
    chosen: list[tuple[Span, float]] = []
    for first, last in sorted(found, key=search.rating, reverse=True):
        span = words.span(first, last)
        if not any(span.overlaps(other) for other, _ in chosen):
            chosen.append((span, search.likeness(first, last)))
    chosen.sort(key=lambda one: (-one[1], one[0]))
    return [(with_edges(text, span, quote), likeness) for span, likeness in chosen]


def likeness(text: str, span: Span, quote: str) -> float:
    """How similar one place of a text is to `quote`, as `passages` measures it."""
    search = _search(text, spelt(quote))
    numbers = search.words.within(span)
    if not search.wanted or not numbers:
        return 0.0
    return search.likeness(numbers.start, numbers.stop - 1)


def chance(text: str, span: Span, quote: TextQuote, among: int) -> float:
    """At how many of `among` places chance would preserve the words of a quote that a place has.

    Chance scatters the words and phrases of the rest of the text: rare ones are seldom preserved
    by chance. The words of the context count too, if the quote has any.
    """
    before, after = len(spelt(quote.prefix)), len(spelt(quote.suffix))
    search = _search(text, spelt(f"{quote.prefix} {quote.exact} {quote.suffix}"))
    numbers = search.words.within(span)
    first, last = numbers.start - before, numbers.stop - 1 + after
    return among * search.chance(max(0, first), last)


def similarity(one: str, other: str) -> float:
    """How similar two texts are, from 0 to 1: the mean of their likeness by words and letters."""
    ours, theirs = words_of(one).folded, words_of(other).folded
    if not ours or not theirs:
        return 0.0
    by_words = Levenshtein.normalized_similarity(ours, theirs)
    return float(by_words + fuzz.ratio(" ".join(ours), " ".join(theirs)) / 100) / 2


def around(text: str, span: Span) -> tuple[str, str]:
    """The text before and after a stretch, folded."""
    before = fold(text[max(0, span.start - _AROUND) : span.start] or " ").text
    return before.strip(), fold(text[span.end : span.end + _AROUND] or " ").text.strip()


@dataclass(frozen=True)
class _Search:
    words: Words
    wanted: tuple[str, ...]
    shares: dict[tuple[int, int], float] = field(default_factory=dict)

    @cached_property
    def seen(self) -> list[str]:
        """The text's words; a spelling variant of a wanted word is replaced by that word."""
        wanted = sorted(set(self.wanted))
        read = {word: word for word in wanted}
        for word in self.words.different - read.keys():
            near = process.extractOne(word, wanted, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
            read[word] = near[0] if near else word
        return list(map(read.__getitem__, self.words.folded))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word occurs in the text."""
        return Counter(self.seen)

    def regions(self, area: range) -> Iterator[int]:
        """The starts of the windows that share most words with the wanted ones, spaced apart."""
        size, wanted = len(self.wanted), set(self.wanted)
        hits = map(wanted.__contains__, self.seen[area.start : area.stop])
        until = list(accumulate(hits, initial=0))
        shared = list(map(sub, until[size:], until)) or until[-1:]
        chosen: list[int] = []
        for offset in sorted(range(len(shared)), key=shared.__getitem__, reverse=True):
            if len(chosen) == _LOOKED_AT or not shared[offset]:
                break
            if all(abs(offset - other) > size // 2 for other in chosen):
                chosen.append(offset)
        return (area.start + offset for offset in chosen)

    def best(self, area: range, start: int, budget: Budget) -> tuple[int, int] | None:
        """The window with the highest rating around a region, and around that one in turn."""
        found: tuple[int, int] | None = None
        size = len(self.wanted)
        lengths = range(max(1, size - _SLACK), size + _SLACK + 1)
        while True:
            firsts = range(max(area.start, start - _SLACK), min(area.stop, start + _SLACK + 1))
            windows = [
                (first, first + length - 1)
                for first, length in product(firsts, lengths)
                if first + length <= area.stop
            ]
            budget.spend(len(windows) * (1 + size // _WORDS_OF_A_UNIT))
            # Most windows lose by their words alone, which is the quickest check.
            shares = {window: self._by_words(*window) for window in windows}
            most = max(shares.values(), default=0)
            equal = (window for window in windows if shares[window] == most)
            best = max(equal, key=self.rating, default=None)
            if best is None or best == found:
                return found
            found, start = best, best[0]

    def rating(self, window: tuple[int, int]) -> tuple[float, bool, int, float, int]:
        """The sort key of a window: most words in place first, a changed one among them.

        Ties go to the window within one sentence, then to the one of the same
        length, then to the one with the most similar letters, finally to the first.
        """
        first, last = window
        return (
            self._by_words(first, last),
            not self.words.cut(first, last),
            -abs(last - first + 1 - len(self.wanted)),
            self._by_letters(first, last),
            -first,
        )

    def likeness(self, first: int, last: int) -> float:
        """The mean of the three measures, for the words from `first` to `last`."""
        by_words, by_letters = self._by_words(first, last), self._by_letters(first, last)
        return (by_words + by_letters + self._weighted_share(first, last)) / 3

    def _by_words(self, first: int, last: int) -> float:
        """The share of words in place; cached because regions lie near each other."""
        window = first, last
        if window not in self.shares:
            there = self.seen[first : last + 1]
            self.shares[window] = Levenshtein.normalized_similarity(self.wanted, there)
        return self.shares[window]

    def _by_letters(self, first: int, last: int) -> float:
        there = " ".join(self.words.folded[first : last + 1])
        return fuzz.ratio(" ".join(self.wanted), there) / 100

    def chance(self, first: int, last: int) -> float:
        """How probable the wanted words in place are if words and phrases are placed at random."""
        window, size = self.seen[first : last + 1], len(self.words.folded)
        probable = 1.0
        for block in self._blocks(window):
            words = [self.wanted[at] for at in block]
            singly = math.prod((self._elsewhere(word, window) + 0.5) / size for word in words)
            again = self._line.count(f" {' '.join(words)} ") - 1
            probable *= max(singly, again / size)
        return probable

    @cached_property
    def _line(self) -> str:
        return f" {' '.join(self.seen)} "

    def _weighted_share(self, first: int, last: int) -> float:
        """The share of the wanted words in place, each weighted by how rare it is elsewhere.

        A word that also occurs in the rest of the text is weak evidence: "the Republic of
        Azerbaijan" is similar to every sentence about it.
        """
        window = self.seen[first : last + 1]
        weights = [1 / (1 + math.log2(1 + self._elsewhere(word, window))) for word in self.wanted]
        in_place = [at for block in self._blocks(window) for at in block]
        return sum(weights[at] for at in in_place) / sum(weights)

    def _elsewhere(self, word: str, window: Sequence[str]) -> int:
        return max(0, self.counts[word] - window.count(word))

    def _blocks(self, window: Sequence[str]) -> Iterator[range]:
        """The indices of the wanted words that a window has in the same order, run by run."""
        for block in LCSseq.editops(self.wanted, window).as_matching_blocks():
            if block.size:
                yield range(block.a, block.a + block.size)


@lru_cache(maxsize=16)
def _search(text: str, wanted: tuple[str, ...]) -> _Search:
    return _Search(words_of(text), wanted)
