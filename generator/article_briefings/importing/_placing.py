"""Finds the places of annotation targets in a text.

Words decide. A position only selects among several places with the same words, if it matches one
exactly. It is counted with the method that `_offsets` found for the file, or shifted as much as
the next annotation before or after it, because a position in a web page also counts the text
around the article. A position without words is used unchanged, unless the positions with words
belong to a different text.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from article_briefings.anchoring import TextQuote, fold
from article_briefings.importing._annotations import (
    Selector,
    Target,
    TextPosition,
    TextRange,
    nested,
)
from article_briefings.importing._model import in_quotes
from article_briefings.importing._offsets import QuotedOffsets, by_code_points, place
from article_briefings.models import Span

_MOST_PLACES = 500
"""Words with more places are found only in the first of them."""
_MOST_OUTER = 20
"""The most places in which a refinement is searched for."""
_MOST_SEARCHES = 5
"""The average number of searches per target, to limit the work."""
_LONGEST_HINT = 500
_MOST_HINTS = 20


class Placing:
    """The place of each target in code points of a text, or why it has none, and notes on all."""

    def __init__(self, text: str, targets: Sequence[Target]) -> None:
        self.text, self.targets = text, targets
        self.whole = Span(0, len(text))
        self.notes: list[str] = []
        self.hints, self.searches = 0, 100 + _MOST_SEARCHES * len(targets)
        self.matches: dict[TextQuote, Sequence[Span]] = {}
        self.both = {n: one for n, target in enumerate(targets) if (one := _both(target))}
        placed = place(text, list(self.both.values()))
        self.exact = {
            number: spans[0]
            for number, spans in zip(self.both, placed.spans, strict=True)
            if len(spans) == 1
        }
        self.foreign = bool(self.both) and not self.exact
        """Whether the positions of targets with words do not fit this text."""
        counting = placed.counting if self.exact else None
        self.counting = counting or by_code_points(text)
        if placed.how and self.exact:
            self.notes.append(placed.how)
        self.problems: dict[int, str] = {}
        """Messages by number of target."""
        found = self._place()
        self.spans = [found.get(number) for number in range(len(targets))]

    def _place(self) -> dict[int, Span]:
        """Place all targets, beginning with those that do not depend on others."""
        found: dict[int, Span] = {}
        several: dict[int, list[Span]] = {}
        for number, target in enumerate(self.targets):
            spans = self._candidates(number, target)
            if len(spans) == 1:
                found[number] = spans[0]
            elif spans:
                several[number] = spans
            else:
                self.problems[number] = self._nowhere(target)
        moved = sorted(
            (one.fragments[0][0], found[number].start)
            for number, one in self.both.items()
            if number in found
        )
        for number, spans in several.items():
            span = self._shifted_like_neighbour(self.both.get(number), spans, moved)
            if span:
                found[number] = span
            else:
                words, times = in_quotes(spans[0].of(self.text)), len(spans)
                message = (
                    f"its words {words} appear {times:,} times, and nothing says which is meant"
                )
                self.problems[number] = message
        other = sum(number in found and number not in self.exact for number in self.both)
        if other:
            self.notes.append(f"{other:,} positions do not fit this text; the words decide instead")
        return found

    # --- moved positions ---

    @cached_property
    def _units(self) -> list[int]:
        """The number of UTF-16 units before each code point."""
        return [0, *accumulate(2 if ord(c) > 0xFFFF else 1 for c in self.text)]

    def _shifted_like_neighbour(
        self, one: QuotedOffsets | None, spans: Sequence[Span], moved: Sequence[tuple[int, int]]
    ) -> Span | None:
        """The only place at the position, shifted as much as a neighbour that has one place.

        `moved` are the positions of these, and where they are in the text.
        """
        hit: set[Span] = set()
        if one:
            start = one.fragments[0][0]
            at = bisect_left(moved, (start, 0))
            for position, start_in_text in moved[max(0, at - 1) : at + 1]:
                for counted in (range(len(self.text) + 1), self._units):
                    by = position - counted[start_in_text]
                    hit |= {span for span in spans if counted[span.start] + by == start}
        return hit.pop() if len(hit) == 1 else None

    # --- candidates ---

    def _candidates(self, number: int, target: Target) -> list[Span]:
        """The possible places of a target: by its words, else by its positions."""
        by_words = [self._spans(one, self.whole) for one in target.selectors if _has_words(one)]
        matching = [spans for spans in by_words if spans]
        exact = self.exact.get(number)
        if matching:
            sets = [set(spans) for spans in matching]
            found = sorted(set.intersection(*sets) or set.union(*sets))
            return [exact] if exact in found else found
        if by_words:  # a quote that ends within a letter is found only by its position
            return [exact] if exact else self._squeezed(target)
        if self.foreign:
            return []
        by_place = (span for one in target.selectors for span in self._spans(one, self.whole))
        return sorted(set(by_place))

    def _spans(self, selector: Selector, within: Span) -> list[Span]:
        """The stretches that a selector selects within `within`."""
        if selector.by is None:
            if selector.whole or not selector.refined:
                outer = [within] if selector.refined else []
            else:  # part of a page that is not available: only words can be found
                refined = [one for one in selector.refined if _has_words(one)]
                return [span for one in refined for span in self._spans(one, within)]
        elif isinstance(selector.by, TextQuote):
            outer = self._matches(selector.by, within)
        elif isinstance(selector.by, TextPosition):
            outer = self._at(selector.by, within)
        else:
            outer = self._between(selector.by, within)
        if not selector.refined:
            return outer
        inner = (self._spans(one, span) for span in outer[:_MOST_OUTER] for one in selector.refined)
        return sorted({span for spans in inner for span in spans})

    def _matches(self, quote: TextQuote, within: Span) -> list[Span]:
        found = [span for span in self._places(quote) if within.contains(span)]
        if found or not (quote.prefix or quote.suffix):
            return found
        # The context may be that of a different page.
        return [span for span in self._places(TextQuote(quote.exact)) if within.contains(span)]

    def _places(self, quote: TextQuote) -> Sequence[Span]:
        """The places of a quote, cached."""
        if quote not in self.matches:
            self.searches -= 1
            if self.searches < 0:
                return ()
            self.matches[quote] = quote.match(self.text, _MOST_PLACES)
        return self.matches[quote]

    def _at(self, at: TextPosition, within: Span) -> list[Span]:
        if within == self.whole:
            start, end = self.counting(at.start), self.counting(at.end)
        else:
            start, end = within.start + at.start, within.start + at.end
        if start is None or end is None or not start < end <= within.end:
            return []
        return [Span(start, end)]

    def _between(self, limits: TextRange, within: Span) -> list[Span]:
        starting = [span for one in limits.start for span in self._spans(one, within)]
        ending = [span for one in limits.end for span in self._spans(one, within)]
        begins = sorted({span.start for span in starting})
        ends = sorted({span.start for span in ending})
        found = []
        for begin in begins[:_MOST_PLACES]:
            at = bisect_left(ends, begin + 1)
            if at < len(ends):
                found.append(Span(begin, ends[at]))
        return found

    def _squeezed(self, target: Target) -> list[Span]:
        """The places of the words ignoring white space: pages have none between paragraphs."""
        for selector in target.selectors:
            if isinstance(selector.by, TextQuote):
                found = _without_spaces(self.text, selector.by.exact)
                message = "the spaces in some quotes differ from those in the text"
                if found and message not in self.notes:
                    self.notes.append(message)
                if found:
                    return found
        return []

    def _nowhere(self, target: Target) -> str:
        kinds = [one.by for one in nested(target.selectors)]
        words = next((by.exact for by in kinds if isinstance(by, TextQuote)), "")
        if words:
            self.hints += 1
            near = self.hints <= _MOST_HINTS and TextQuote(words[:_LONGEST_HINT]).nearest_passage(
                self.text
            )
            hint = f"; the nearest passage is {in_quotes(near.of(self.text))}" if near else ""
            return f"its words {in_quotes(words)} are not in the text{hint}"
        if not any(isinstance(by, TextPosition) for by in kinds):
            return "nothing in it gives a place in a plain text"
        if self.foreign:
            return "it has no words, and the file's positions do not fit this text"
        return "its position is beyond the end of the text, or inside a character"


def _has_words(selector: Selector) -> bool:
    """Whether a selector selects by words."""
    if selector.refined:
        return any(map(_has_words, selector.refined))
    if isinstance(selector.by, TextRange):
        return any(map(_has_words, (*selector.by.start, *selector.by.end)))
    return isinstance(selector.by, TextQuote)


def _both(target: Target) -> QuotedOffsets | None:
    """The words and position of a target that has both, relative to the whole text."""
    selectors = [
        inner for one in target.selectors for inner in (one.refined if one.whole else (one,))
    ]
    plain = [one.by for one in selectors if not one.refined]
    quote = next((one for one in plain if isinstance(one, TextQuote)), None)
    at = next((one for one in plain if isinstance(one, TextPosition)), None)
    return QuotedOffsets(((at.start, at.end),), quote.exact) if quote and at else None


# --- words without spaces ------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _squeeze(text: str) -> tuple[str, list[int]]:
    """The folded text without spaces, and the former index of each of its characters."""
    folded = fold(text).text
    places = [at for at, sign in enumerate(folded) if sign != " "]
    return "".join(folded[at] for at in places), places


def _without_spaces(text: str, exact: str) -> list[Span]:
    words, _ = _squeeze(exact)
    squeezed, places = _squeeze(text)
    found: list[Span] = []
    at = squeezed.find(words) if words else -1
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(fold(text).raw(places[at], places[at + len(words) - 1] + 1))
        at = squeezed.find(words, at + 1)
    return found
