"""Passages of a text that are like some words, with how like they are."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import sub

from article_briefings.anchoring import TextQuote, fold
from article_briefings.models import Budget, Span
from article_briefings.review.fixes._words import Words, spelt, with_edges, words_of

_LOOKED_AT = 12
"""Regions of a text that are compared closely: those with most words in common."""
_SLACK = 2
"""How many words a passage may be longer or shorter than the words looked for."""
_SAME_WORD = 80
"""From this likeness of their letters on, in percent, two words are one in other spellings."""
_WORDS_OF_A_UNIT, _PAIRS_OF_A_UNIT = 20, 100
"""So many words are looked through, and so many pairs compared by their letters, in the time in
which one window is compared."""
_AROUND = 60
"""How many characters on each side are the surroundings of a place."""


def passages(
    text: str,
    quote: str,
    within: Sequence[Span] | None = None,
    budget: Budget | None = None,
) -> list[tuple[Span, float]]:
    """Passages like `quote` and how like they are, from 0 to 1, the most like first.

    No two overlap. The likeness is the mean of three: the share of the words
    that are in place, the likeness of the letters, and the share of the words
    weighted by how rare they are in the text. A `budget` pays a unit for each
    window that is compared, and for the words that are looked through.
    """
    search = _search(text, spelt(quote))
    if budget:
        budget.spend(search.cost)
    if not search.wanted or not search.seen:
        return []
    areas = [search.words.within(span) for span in within or [Span(0, len(text))]]
    if budget:
        budget.spend(sum(map(len, areas)) // _WORDS_OF_A_UNIT)
    found = [
        best
        for area in areas
        for start in search.regions(area)
        if (best := search.best(area, start, budget)) is not None
    ]
    kept: list[tuple[Span, float]] = []
    for first, last in sorted(found, key=search.rating, reverse=True):
        span = search.words.span(first, last)
        if all(span.end <= other.start or other.end <= span.start for other, _ in kept):
            kept.append((span, search.likeness(first, last)))
    kept.sort(key=lambda one: (-one[1], one[0]))
    return [(with_edges(text, span, quote), likeness) for span, likeness in kept]


def likeness(text: str, span: Span, quote: str) -> float:
    """How like one place of a text is to `quote`, as `passages` measures it."""
    search = _search(text, spelt(quote))
    numbers = search.words.within(span)
    if not search.wanted or not numbers:
        return 0.0
    return search.likeness(numbers.start, numbers.stop - 1)


def chance(text: str, span: Span, quote: TextQuote, among: int) -> float:
    """At how many of `among` places chance would keep those words that a place keeps of a quote.

    It strews the words, and the phrases, of the rest of the text: rare ones are seldom kept
    by chance. The words of the context count, where the quote has any.
    """
    before, after = len(spelt(quote.prefix)), len(spelt(quote.suffix))
    search = _search(text, spelt(f"{quote.prefix} {quote.exact} {quote.suffix}"))
    numbers = search.words.within(span)
    first, last = numbers.start - before, numbers.stop - 1 + after
    return among * search.chance(max(0, first), last)


def similarity(one: str, other: str) -> float:
    """How like two texts are, from 0 to 1: the mean of their likeness by words and by letters."""
    from rapidfuzz import fuzz  # late: most files need no mending
    from rapidfuzz.distance import Levenshtein

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

    @cached_property
    def cost(self) -> int:
        """The units that it takes to read the text for these words."""
        words = len(self.words.folded)
        return (words + len(self.words.different) * len(self.wanted)) // _PAIRS_OF_A_UNIT

    @cached_property
    def seen(self) -> list[str]:
        """The text's words; one that is a wanted word in another spelling is that word."""
        from rapidfuzz import fuzz, process

        known = sorted(set(self.wanted))
        read = {word: word for word in known}
        for word in self.words.different - read.keys():
            near = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
            read[word] = near[0] if near else word
        return list(map(read.__getitem__, self.words.folded))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(self.seen)

    def regions(self, area: range) -> Iterator[int]:
        """Where the windows begin that share most words with what is wanted, set apart."""
        size, known = len(self.wanted), set(self.wanted)
        hits = map(known.__contains__, self.seen[area.start : area.stop])
        until = list(accumulate(hits, initial=0))
        shared = list(map(sub, until[size:], until)) or until[-1:]
        chosen: list[int] = []
        for offset in sorted(range(len(shared)), key=shared.__getitem__, reverse=True):
            if len(chosen) == _LOOKED_AT or not shared[offset]:
                break
            if all(abs(offset - other) > size // 2 for other in chosen):
                chosen.append(offset)
        return (area.start + offset for offset in chosen)

    def best(self, area: range, start: int, budget: Budget | None = None) -> tuple[int, int] | None:
        """The window with the highest rating around a region, and around that one in turn."""
        found: tuple[int, int] | None = None
        while True:
            windows = list(self._windows(area, start))
            if budget:
                budget.spend(len(windows) * (1 + len(self.wanted) // _WORDS_OF_A_UNIT))
            # Most windows lose by their words alone, which is the quickest to see.
            most = max((self._by_words(*window) for window in windows), default=0)
            equal = [window for window in windows if self._by_words(*window) == most]
            best = max(equal, key=self.rating, default=None)
            if best is None or best == found:
                return found
            found, start = best, best[0]

    def _windows(self, area: range, start: int) -> Iterator[tuple[int, int]]:
        size = len(self.wanted)
        for first in range(max(area.start, start - _SLACK), min(area.stop, start + _SLACK + 1)):
            for length in range(max(1, size - _SLACK), size + _SLACK + 1):
                if first + length <= area.stop:
                    yield first, first + length - 1

    def rating(self, window: tuple[int, int]) -> tuple[float, bool, int, float, int]:
        """What makes one window better than another: most words in place, a changed one among them.

        Of equals the one within a sentence, of these the one of the same
        length, then the one most like in its letters, at last the first.
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
        """The mean of the three measures, for the words from one to another."""
        parts = (
            self._by_words(first, last),
            self._by_letters(first, last),
            self._telling(first, last),
        )
        return sum(parts) / len(parts)

    def _by_words(self, first: int, last: int) -> float:
        window = first, last
        if window not in self._compared:
            from rapidfuzz.distance import Levenshtein

            there = self.seen[first : last + 1]
            self._compared[window] = Levenshtein.normalized_similarity(self.wanted, there)
        return self._compared[window]

    @cached_property
    def _compared(self) -> dict[tuple[int, int], float]:
        """By window the share of the words that are in place: regions lie near each other."""
        return {}

    def _by_letters(self, first: int, last: int) -> float:
        from rapidfuzz import fuzz

        there = " ".join(self.words.folded[first : last + 1])
        return fuzz.ratio(" ".join(self.wanted), there) / 100

    def chance(self, first: int, last: int) -> float:
        """How probable the wanted words in place are if words, and phrases, stand anywhere."""
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

    def _telling(self, first: int, last: int) -> float:
        """The share of the wanted words in place, each weighted by how rare it is elsewhere.

        A word that the rest of the text has too tells little: "the Republic of
        Azerbaijan" is like every sentence on it.
        """
        window = self.seen[first : last + 1]
        weights = [1 / (1 + math.log2(1 + self._elsewhere(word, window))) for word in self.wanted]
        kept = [at for block in self._blocks(window) for at in block]
        return sum(weights[at] for at in kept) / sum(weights)

    def _elsewhere(self, word: str, window: Sequence[str]) -> int:
        return max(0, self.counts[word] - window.count(word))

    def _blocks(self, window: Sequence[str]) -> Iterator[range]:
        """The numbers of the wanted words that stand in a window in their order, run by run."""
        from rapidfuzz.distance import LCSseq

        for block in LCSseq.editops(self.wanted, window).as_matching_blocks():
            if block.size:
                yield range(block.a, block.a + block.size)


@lru_cache(maxsize=16)
def _search(text: str, wanted: tuple[str, ...]) -> _Search:
    return _Search(words_of(text), wanted)
