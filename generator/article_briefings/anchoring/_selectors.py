"""Quotes and places: `match` finds a selector's spans, `describe` is its inverse.

Names and semantics follow the W3C Web Annotation Data Model: a `TextQuote` is
a TextQuoteSelector, a `Span` a TextPositionSelector, counted in code points.

Matching is exact on the folded text. A span can be described when it lies on the folding's
boundaries: it neither cuts a combining sequence or an ellipsis nor begins or ends in white
space or with a character that nobody sees. `meant_by_cue` and `nearest_passage` choose among places
and passages: for a cue, and for a hint.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from article_briefings.anchoring._folding import (
    Folded,
    fold,
    folded_part,
    last_seen,
    next_seen,
    typed,
)
from article_briefings.input import Path
from article_briefings.models import UNSPACED, AnySelector, Budget, Span, paragraphs

_MOST_COMPARED = 10_000_000
"""The most characters compared to see which of a quote's places are spelt exactly like it."""
_CONTEXT_STEP = 8
_CHARACTERS_OF_A_UNIT = 1_000
"""The number of characters searched in the time that examining one place takes."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_LONGEST_WORD = 60
"""A run of this many characters without a space, such as an address, is cut in context."""
_LEAST_LIKENESS = 55
_LOOKED_FOR = 300
"""The most characters of long words to look for: a whole page of them would take minutes."""
_start, _end = attrgetter("start"), attrgetter("end")
_paragraphs = lru_cache(maxsize=8)(paragraphs)  # many cues of a text are in several places


class TextQuote(NamedTuple):
    """An exact text, identified by the text around it or by its number from 1."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    nth: int | None = None

    @classmethod
    def parts_of(cls, place: Path, selector: AnySelector) -> Iterator[tuple[Path, "TextQuote"]]:
        """The continuous parts of a selector at `place`, each with its own place in the file."""
        parts = selector if isinstance(selector, tuple) else (selector,)
        for index, part in enumerate(parts):
            quote = (
                cls(part)
                if isinstance(part, str)
                else cls(part.exact, part.prefix or "", part.suffix or "", part.nth)
            )
            yield ((*place, index) if parts is selector else place), quote

    def match(
        self, text: str, limit: int | None = None, budget: Budget | None = None
    ) -> list[Span]:
        """All places of `text` that this selects, in order: none, one or several.

        A number counts the places that are `as_written`. With a `limit`, the search ends after
        that many occurrences of the exact text. A `budget` is charged a unit for each of them and
        for each 1,000 characters of the text.
        """
        folded = fold(text)
        exact, prefix, suffix = map(folded_part, self[:3])
        if not exact:
            return []
        spans = [
            folded.raw(start, start + len(exact))
            for start in islice(_occurrences(folded, exact, budget), limit)
            if not (prefix or suffix)
            or _has_context(folded.text, start, start + len(exact), prefix, suffix)
        ]
        if self.nth is None:
            return spans
        return list(as_written(text, self.exact, spans)[self.nth - 1 : self.nth])

    @classmethod
    def describe(cls, text: str, span: Span, longest: int | None = None) -> "TextQuote":
        """The shortest quote that selects `span` and nothing else; ValueError off the boundaries.

        Context grows by whole words around the span until it is unique; text
        that touches the span may be the rest of a word that it cuts. If no context,
        or none of at most about `longest` characters, distinguishes the places, the
        quote has a number.
        """
        folded = fold(text)
        start, end = _folded_range(folded, span)
        exact = span.of(text)
        places = list(_occurrences(folded, folded.text[start:end]))
        if len(places) == 1:
            return cls(exact)
        others = [place for place in places if place != start]
        for prefix, suffix in _contexts(folded, start, end, longest):
            if not any(
                _has_context(folded.text, place, place + end - start, prefix, suffix)
                for place in others
            ):
                return cls(exact, prefix, suffix)
        spans = [folded.raw(place, place + end - start) for place in places]
        return cls(exact, nth=as_written(text, exact, spans).index(span) + 1)

    def meant_by_cue(
        self, text: str, found: Sequence[Span], quote: Sequence[Span]
    ) -> Sequence[Span]:
        """The places of this cue that a quote can mean: one if it is certain.

        They are in the quote's paragraphs if any is, and of those the nearest to the quote. The
        places are in the order of the text, and so are the results.
        """
        found = as_written(text, self.exact, found)
        if len(found) == 1:
            return found
        lines = _paragraphs(text)
        homes = sorted({lines[bisect_right(lines, span.start, key=_start) - 1] for span in quote})
        inside = [span for home in homes for span in _within(found, home)]
        distances = {
            span: min(span.distance(part) for part in quote)
            for span in inside
            if all(span.end <= part.start or part.end <= span.start for part in quote)
        }
        least = min(distances.values(), default=0)
        return [span for span, far in distances.items() if far == least] or inside or found

    def nearest_passage(self, text: str) -> Span | None:
        """The stretch of a text, in whole words, most like these words; None if none is like them.

        For hints, never for marks.
        """
        from rapidfuzz import fuzz  # late: most quotes are found

        words = " ".join(self.exact.split())
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


def as_written(text: str, exact: str, places: Sequence[Span]) -> Sequence[Span]:
    """The places of a quote that have its exact letters; all of them if none has.

    The places may differ in unseen characters, full-width forms and variants of Arabic letters. A
    quote that was unique stays so even if a second place differs from it in these alone.
    """
    if len(places) < 2 or text.isascii() or len(places) * len(exact) > _MOST_COMPARED:
        return places
    words = {text[place.start : place.end] for place in places}
    if len(words) == 1:
        return places
    wanted = typed(exact)
    same = {found for found in words if typed(found) == wanted}
    return [place for place in places if place.of(text) in same] or places


def is_word(text: str, span: Span) -> bool:
    """Whether a span begins and ends where words do, whatever unseen characters are around it."""
    before, after = last_seen(text, span.start), next_seen(text, span.end)
    first, last = text[span.start], text[span.end - 1]
    return not (_in_word(before) and _in_word(first)) and not (_in_word(last) and _in_word(after))


def _has_context(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """Whether the context surrounds a place, ignoring white space."""
    # Folded white space is one space at most.
    before = start - text.endswith(" ", 0, start)
    return text.endswith(prefix, 0, before) and text.startswith(
        suffix, end + text.startswith(" ", end)
    )


def _occurrences(folded: Folded, exact: str, budget: Budget | None = None) -> Iterator[int]:
    """The indices of `exact` in the folded text, overlapping places included."""
    if budget:
        budget.spend(len(folded.text) // _CHARACTERS_OF_A_UNIT)
    at = folded.text.find(exact)
    while at >= 0:
        if budget:
            budget.spend()
        if folded.is_boundary(at) and folded.is_boundary(at + len(exact)):
            yield at
        at = folded.text.find(exact, at + 1)


def _folded_range(folded: Folded, span: Span) -> tuple[int, int]:
    start, end = folded.index_of(span.start), folded.index_of(span.end)
    if (
        start is None
        or end is None
        or start >= end
        or " " in (folded.text[start], folded.text[end - 1])
        or folded.raw(start, end) != span
    ):
        raise ValueError(f"{span} does not lie on the boundaries of the folded text")
    return start, end


def _contexts(folded: Folded, start: int, end: int, limit: int | None) -> Iterator[tuple[str, str]]:
    """Ever longer context, in the folded form: before, then after, then on both sides."""
    before = folded.text[:start].rstrip(" ")[::-1]  # backwards, from the place on
    after = folded.text[end:].lstrip(" ")
    longest = max(len(before), len(after))
    if limit is not None:
        longest = min(longest, limit)
    size = _CONTEXT_STEP
    while True:
        prefix, suffix = _first_words(before, size)[::-1], _first_words(after, size)
        yield prefix, ""
        yield "", suffix
        yield prefix, suffix
        if size >= longest:
            return
        size *= 2


def _first_words(text: str, size: int) -> str:
    """The words that end in fewer than the first `size` characters; the first, if none does."""
    if len(text) <= size:
        return text
    fits, whole = size - 1, max(size, _LONGEST_WORD)
    for end in (*range(fits, 0, -1), *range(fits + 1, whole + 1)):
        if _is_edge(text, end):
            return text[:end].strip(" ")
    return text[:fits]


def _is_edge(text: str, index: int) -> bool:
    """Whether a word of a folded text begins or ends at an index: only spaces separate words.

    In a script without spaces each character is a word.
    """
    if not 0 < index < len(text):
        return True
    around = text[index - 1 : index + 1]
    return " " in around or any(map(_UNSPACED.match, around))


def _within(found: Sequence[Span], home: Span) -> Sequence[Span]:
    """The places that lie in a paragraph."""
    first = bisect_left(found, home.start, key=_start)
    return found[first : bisect_right(found, home.end, key=_end)]


def _in_word(character: str) -> bool:
    """Whether a character, or none, is in a word that spaces set apart: letters, marks, digits."""
    if character.isascii():
        return character.isalnum()
    return not _UNSPACED.match(character) and unicodedata.category(character)[0] in "LMN"
