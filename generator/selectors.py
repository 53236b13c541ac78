"""Quotes and places: `match` finds a selector's spans, `describe` is its inverse.

Names and semantics follow the W3C Web Annotation Data Model: a `TextQuote` is
a TextQuoteSelector, a `Span` a TextPositionSelector, counted in code points.

Matching is exact after a folding that hides what typing and copying change:

- canonically equivalent text is equal (Unicode NFC);
- a run of white space, no-break spaces included, is one space;
- typographic quotation marks, dashes and the ellipsis are their ASCII forms.

Case stays, and so does every other character (the zero-width non-joiner
among them). The folded text keeps a map to raw offsets. A span can be
described when it lies on the folding's boundaries: it neither cuts a
combining sequence or an ellipsis nor begins or ends in white space.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from generator.models import Span

_QUOTES = dict.fromkeys("‘’‚‛‹›′", "'") | dict.fromkeys("“”„‟«»″", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_PLAIN = str.maketrans(_QUOTES | _DASHES | {"…": "..."})
_CONTEXT_STEP = 8
_FIRST_COMBINING = "\u0300"
_ASCII_RUN = re.compile(r"[!-~]+(?: [!-~]+)*")


@dataclass(frozen=True, slots=True)
class TextQuote:
    """An exact text, told apart by what stands around it or by its number from 1."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `starts[i]` and `ends[i]` bound the raw characters behind folded one `i`."""

    text: str
    starts: list[int]
    ends: list[int]

    def raw(self, start: int, end: int) -> Span:
        """The raw span behind the folded range `[start, end)`, which is not empty."""
        return Span(self.starts[start], self.ends[end - 1])

    def is_boundary(self, index: int) -> bool:
        """Whether a raw character, or a combining sequence, begins at folded `index`."""
        if index in (0, len(self.text)):
            return True
        return self.starts[index] >= self.ends[index - 1]


@lru_cache(maxsize=64)
def fold(text: str) -> Folded:
    """Fold `text` and keep the map back to raw offsets."""
    return _fold(text)


def _fold(text: str) -> Folded:
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, unchanged in _runs(text):
        plain = text[start:end] if unchanged else _fold_sequence(text[start:end])
        folded.append(plain)
        starts.extend(range(start, end) if unchanged else [start] * len(plain))
        ends.extend(range(start + 1, end + 1) if unchanged else [end] * len(plain))
    return Folded("".join(folded), starts, ends)


def match(text: str, quote: TextQuote, limit: int | None = None) -> list[Span]:
    """All places of `text` that `quote` names, in order; none, one or several.

    With a `limit`, the search ends after as many occurrences of the exact text.
    """
    folded = fold(text)
    exact, prefix, suffix = (
        _fold(part).text.strip(" ") for part in (quote.exact, quote.prefix, quote.suffix)
    )
    if not exact:
        return []
    places = [
        (start, start + len(exact))
        for start in islice(_occurrences(folded, exact), limit)
        if _stands_between(folded.text, start, start + len(exact), prefix, suffix)
    ]
    spans = [folded.raw(*place) for place in places]
    if quote.nth is None:
        return spans
    return spans[quote.nth - 1 : quote.nth]


def describe(text: str, span: Span) -> TextQuote:
    """The shortest quote that names `span` and nothing else; ValueError off the boundaries.

    Context grows by whole words around the span until it is unique. Where no
    context tells the places apart, the quote counts them.
    """
    folded = fold(text)
    start, end = _folded_range(folded, span)
    exact = span.of(text)
    places = list(_occurrences(folded, folded.text[start:end]))
    if len(places) == 1:
        return TextQuote(exact)
    for prefix, suffix in _contexts(folded, start, end):
        quote = TextQuote(exact, prefix, suffix)
        if match(text, quote) == [span]:
            return quote
    return TextQuote(exact, nth=places.index(start) + 1)


def _stands_between(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """Whether the context stands around a place, white space aside."""
    # Folded white space is one space at most.
    before = start - text.endswith(" ", 0, start)
    return text.endswith(prefix, 0, before) and text.startswith(
        suffix, end + text.startswith(" ", end)
    )


def _runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Cut a text into raw ranges: runs of ASCII that fold to themselves, and sequences.

    A sequence folds as one: white space, or a character with what combines with it.
    """
    start = 0
    while start < len(text):
        run = _ASCII_RUN.match(text, start)
        end = run.end() if run else start
        if text[end : end + 1] >= _FIRST_COMBINING:
            end -= 1  # the last character may be the base of a sequence
        if end > start:
            yield start, end, True
        else:
            end = _sequence_end(text, start)
            yield start, end, False
        start = end


def _sequence_end(text: str, start: int) -> int:
    end = start + 1
    if text[start].isspace():
        while end < len(text) and text[end].isspace():
            end += 1
    else:
        while end < len(text) and _belongs(text, start, end):
            end += 1
    return end


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the character at `end` combines with the sequence that began at `start`."""
    character = text[end]
    if character < _FIRST_COMBINING or character.isspace():
        return False
    if unicodedata.combining(character):
        return True
    # Some starters compose with what precedes them: Hangul vowels, Indic vowel signs.
    sequence = unicodedata.normalize("NFC", text[start:end])
    return unicodedata.normalize("NFC", sequence + character) != sequence + character


def _fold_sequence(sequence: str) -> str:
    if sequence.isascii():
        return " " if sequence.isspace() else sequence
    if sequence.isspace():
        return " "
    return unicodedata.normalize("NFC", sequence).translate(_PLAIN)


def _occurrences(folded: Folded, exact: str) -> Iterator[int]:
    """Where `exact` stands in the folded text, overlapping places included."""
    at = folded.text.find(exact)
    while at >= 0:
        if folded.is_boundary(at) and folded.is_boundary(at + len(exact)):
            yield at
        at = folded.text.find(exact, at + 1)


def _folded_range(folded: Folded, span: Span) -> tuple[int, int]:
    start = bisect_left(folded.starts, span.start)
    end = bisect_left(folded.starts, span.end)
    aligned = (
        start < end
        and folded.starts[start] == span.start
        and folded.ends[end - 1] == span.end
        and " " not in (folded.text[start], folded.text[end - 1])
    )
    if not aligned:
        raise ValueError(f"{span} does not lie on the boundaries of the folded text")
    return start, end


def _contexts(folded: Folded, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Ever longer context, in the folded form: before, then after, then on both sides."""
    before, after = folded.text[:start].rstrip(" "), folded.text[end:].lstrip(" ")
    longest = max(len(before), len(after))
    size = _CONTEXT_STEP
    while True:
        prefix, suffix = _last_words(before, size), _first_words(after, size)
        yield prefix, ""
        yield "", suffix
        yield prefix, suffix
        if size >= longest:
            return
        size *= 2


def _last_words(text: str, size: int) -> str:
    cut = text[-size:]
    if len(text) > size and " " in cut:
        cut = cut.split(" ", 1)[1]
    return cut.strip(" ")


def _first_words(text: str, size: int) -> str:
    cut = text[:size]
    if len(text) > size and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    return cut.strip(" ")
