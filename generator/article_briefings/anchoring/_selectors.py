"""Quotes and places: `match` finds a selector's spans, `describe` is its inverse.

Names and semantics follow the W3C Web Annotation Data Model: a `TextQuote` is
a TextQuoteSelector, a `Span` a TextPositionSelector, counted in code points.

Matching is exact on the folded text. A span can be described when it lies on the folding's
boundaries: it neither cuts a combining sequence or an ellipsis nor begins or ends in white
space or with a character that nobody sees.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from article_briefings.anchoring._folding import Folded, fold, folded_part, typed
from article_briefings.input import Path
from article_briefings.models import AnySelector, Budget, Span

_MOST_COMPARED = 10_000_000
"""The most characters compared to see which of a quote's places are spelt exactly like it."""
_CONTEXT_STEP = 8
_CHARACTERS_OF_A_UNIT = 1_000
"""The number of characters searched in the time that examining one place takes."""

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
"""The scripts that set no spaces between words, as ranges of characters for a pattern.

Thai, Lao, Burmese, Khmer, Chinese and Japanese.
"""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_LONGEST_WORD = 60
"""A run of this many characters without a space, such as an address, is cut in context."""


class TextQuote(NamedTuple):
    """An exact text, identified by the text around it or by its number from 1."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    nth: int | None = None


def quotes_of(place: Path, selector: AnySelector) -> Iterator[tuple[Path, TextQuote]]:
    """The continuous parts of a selector at `place`, each with its own place in the file."""
    parts = selector if isinstance(selector, tuple) else (selector,)
    for index, part in enumerate(parts):
        quote = (
            TextQuote(part)
            if isinstance(part, str)
            else TextQuote(part.exact, part.prefix or "", part.suffix or "", part.nth)
        )
        yield ((*place, index) if parts is selector else place), quote


def match(
    text: str, quote: TextQuote, limit: int | None = None, budget: Budget | None = None
) -> list[Span]:
    """All places of `text` that `quote` selects, in order: none, one or several.

    A number counts the places that are `as_written`. With a `limit`, the search ends after that
    many occurrences of the exact text. A `budget` is charged a unit for each of them and for each
    1,000 characters of the text.
    """
    folded = fold(text)
    exact, prefix, suffix = map(folded_part, quote[:3])
    if not exact:
        return []
    spans = [
        folded.raw(start, start + len(exact))
        for start in islice(_occurrences(folded, exact, budget), limit)
        if not (prefix or suffix)
        or _has_context(folded.text, start, start + len(exact), prefix, suffix)
    ]
    if quote.nth is None:
        return spans
    return list(as_written(text, quote.exact, spans)[quote.nth - 1 : quote.nth])


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


def describe(text: str, span: Span, longest: int | None = None) -> TextQuote:
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
        return TextQuote(exact)
    others = [place for place in places if place != start]
    for prefix, suffix in _contexts(folded, start, end, longest):
        if not any(
            _has_context(folded.text, place, place + end - start, prefix, suffix)
            for place in others
        ):
            return TextQuote(exact, prefix, suffix)
    spans = [folded.raw(place, place + end - start) for place in places]
    return TextQuote(exact, nth=as_written(text, exact, spans).index(span) + 1)


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script without spaces between words."""
    return bool(_UNSPACED.match(character))


def is_edge(text: str, index: int) -> bool:
    """Whether a word of a folded text begins or ends at an index: only spaces separate words.

    In a script without spaces each character is a word.
    """
    if not 0 < index < len(text):
        return True
    around = text[index - 1 : index + 1]
    return " " in around or any(map(is_unspaced, around))


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
    before, after = folded.text[:start].rstrip(" "), folded.text[end:].lstrip(" ")
    longest = max(len(before), len(after))
    if limit is not None:
        longest = min(longest, limit)
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
    """The words that begin in fewer than the last `size` characters; the last, if none does."""
    if len(text) <= size:
        return text
    fits, whole = len(text) - size + 1, len(text) - max(size, _LONGEST_WORD)
    for start in (*range(fits, len(text)), *range(fits - 1, max(whole, 0) - 1, -1)):
        if is_edge(text, start):
            return text[start:].strip(" ")
    return text[fits:]


def _first_words(text: str, size: int) -> str:
    """The words that end in fewer than the first `size` characters; the first, if none does."""
    if len(text) <= size:
        return text
    fits, whole = size - 1, max(size, _LONGEST_WORD)
    for end in (*range(fits, 0, -1), *range(fits + 1, whole + 1)):
        if is_edge(text, end):
            return text[:end].strip(" ")
    return text[:fits]
