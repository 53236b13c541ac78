"""Quotes and places: `match` finds a selector's spans, `describe` is its inverse.

Names and semantics follow the W3C Web Annotation Data Model: a `TextQuote` is
a TextQuoteSelector, a `Span` a TextPositionSelector, counted in code points.

Matching is exact after a folding that hides what typing and copying change:

- canonically equivalent text is equal (Unicode NFC);
- a run of white space, no-break spaces included, is one space;
- typographic quotation marks, dashes and the ellipsis are their ASCII forms;
- characters that nobody sees (`UNSEEN`) are dropped;
- full-width forms are the ordinary ones (Unicode's `<wide>` decompositions);
- Arabic yeh and alef maksura are Farsi yeh, Arabic kaf is keheh, and a letter
  with hamza or madda is the letter without.

Case stays, and so does every other character. The folded text keeps a map to
raw offsets. A span can be described when it lies on the folding's boundaries:
it neither cuts a combining sequence or an ellipsis nor begins or ends in white
space or with a character that nobody sees.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice

from article_briefings.anchoring._unseen import UNSEEN, without_unseen
from article_briefings.models import Budget, Span

_QUOTES = dict.fromkeys("‘’‚‛‹›′", "'") | dict.fromkeys("“”„‟«»″", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_PLAIN = str.maketrans(_QUOTES | _DASHES | {"…": "..."})
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | dict(
    zip("｟｠￠￡￢￣￤￥￦", "⦅⦆¢£¬¯¦¥₩", strict=True)
)
# By the names of Unicode: yeh, alef maksura → Farsi yeh; kaf → keheh; and, by the canonical
# decompositions, letters with hamza or madda. Heh with yeh above (U+06C0) is written as heh and
# hamza as well, although it decomposes into ae.
_ARABIC = dict(zip("يىئكآأإؤۀۂۓ", "یییکاااوهہے", strict=True))
_HAMZA = "\u0653-\u0655"
_SINGLE = {
    one: _QUOTES.get(plain) or _DASHES.get(plain) or plain
    for one, plain in (_QUOTES | _DASHES | _WIDE | _ARABIC).items()
}
_ODD = re.compile(f"[{''.join(map(re.escape, _SINGLE))}]")
_IN_SEQUENCE = str.maketrans(_SINGLE | {"…": "...", "\u0653": "", "\u0654": "", "\u0655": ""})
_GAP = re.compile(f"[{UNSEEN}{_HAMZA}]+")
_UNSEEN_RUN = re.compile(f"[{UNSEEN}]+")
_SPACE = re.compile(rf"\s+(?:[{UNSEEN}{_HAMZA}]+\s+)*")
_SHORT_SEQUENCE = 32
_MOST_COMPARED = 10_000_000
"""The most characters compared to see which of a quote's places are spelt exactly like it."""
_CONTEXT_STEP = 8
_CHARACTERS_OF_A_UNIT = 1_000
"""The number of characters searched in the time that examining one place takes."""
_FIRST_COMBINING = "\u0300"
# Signs that fold to one sign and never combine with the preceding sign: ASCII, and the
# letters, digits and points of scripts that articles are often in. A test checks this.
_STABLE = (
    "!-~\u00c0-\u024f\u0400-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0587\u05d0-\u05ea"
    "\u060c\u061b\u061f\u0620-\u063f\u0641-\u064a\u0660-\u0669\u0671-\u06d3\u06f0-\u06f9"
    "\u3001\u3002\u300c-\u300f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff"
)
_STABLE_RUN = re.compile(f"[{_STABLE}]+(?: [{_STABLE}]+)*")


UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
"""The scripts that set no spaces between words, as ranges of characters for a pattern.

Thai, Lao, Burmese, Khmer, Chinese and Japanese.
"""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_LONGEST_WORD = 60
"""A run of this many characters without a space, such as an address, is cut in context."""


@dataclass(frozen=True, slots=True)
class TextQuote:
    """An exact text, identified by the text around it or by its number from 1."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and its mapping to the raw one, in runs of two kinds.

    In an even run each folded character stands for one raw character; any
    other run is the result of one raw sequence. The lists hold, for each run,
    where it begins in both texts, and end with a run that is empty.
    """

    text: str
    begins: list[int]
    raw_begins: list[int]
    even: list[bool]

    def raw(self, start: int, end: int) -> Span:
        """The raw span behind the folded range `[start, end)`, which is not empty."""
        first, last = self._run(start), self._run(end - 1)
        begin = self.raw_begins[first] + (start - self.begins[first]) * self.even[first]
        if not self.even[last]:
            return Span(begin, self.raw_begins[last + 1])
        return Span(begin, self.raw_begins[last] + end - self.begins[last])

    def is_boundary(self, index: int) -> bool:
        """Whether a raw character, or a combining sequence, begins at folded `index`."""
        run = self._run(index)
        return self.even[run] or self.begins[run] == index

    def index_of(self, raw: int) -> int | None:
        """The folded index of a raw offset; None within a sequence or a gap."""
        run = bisect_right(self.raw_begins, raw) - 1
        within = raw - self.raw_begins[run]
        return self.begins[run] + within if self.even[run] or not within else None

    def _run(self, index: int) -> int:
        return bisect_right(self.begins, index) - 1


@lru_cache(maxsize=64)
def fold(text: str) -> Folded:
    """Fold `text` and keep the map back to raw offsets."""
    return _fold(text)


def _fold(text: str) -> Folded:
    folded: list[str] = []
    begins: list[int] = []
    raw_begins: list[int] = []
    even: list[bool] = []
    length = 0
    text = _ODD.sub(lambda found: _SINGLE[found[0]], text)
    for start, end, unchanged in _runs(text):
        plain = text[start:end] if unchanged else _fold_sequence(text[start:end])
        alike = unchanged or len(plain) == end - start == 1
        if not (alike and even and even[-1]):
            begins.append(length)
            raw_begins.append(start)
            even.append(alike)
        folded.append(plain)
        length += len(plain)
    return Folded("".join(folded), [*begins, length], [*raw_begins, len(text)], [*even, False])


@lru_cache(maxsize=4096)
def _folded_part(text: str) -> str:
    """A part of a quote as it appears in a folded text."""
    if text.isascii():
        return " ".join(text.split())
    return _fold(text).text.strip(" ")


def match(
    text: str, quote: TextQuote, limit: int | None = None, budget: Budget | None = None
) -> list[Span]:
    """All places of `text` that `quote` selects, in order: none, one or several.

    A number counts the places that are `as_written`. With a `limit`, the search ends after that
    many occurrences of the exact text. A `budget` is charged a unit for each of them and for each
    1,000 characters of the text.
    """
    folded = fold(text)
    exact, prefix, suffix = map(_folded_part, (quote.exact, quote.prefix, quote.suffix))
    if not exact:
        return []
    starts: Iterable[int] = islice(_occurrences(folded, exact, budget), limit)
    if prefix or suffix:
        starts = [
            start
            for start in starts
            if _has_context(folded.text, start, start + len(exact), prefix, suffix)
        ]
    spans = [folded.raw(start, start + len(exact)) for start in starts]
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
    typed = _typed(exact)
    same = [place for place in places if _typed(place.of(text)) == typed]
    return same or places


@lru_cache(maxsize=4096)
def _typed(text: str) -> str:
    """A quote folded except for the differences that `as_written` respects."""
    return " ".join(_composed(text).translate(_PLAIN).split())


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


def _runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Cut a text into raw ranges: runs that fold to themselves, gaps, and sequences.

    A sequence folds as one: white space, or a character with those that combine with it. A gap is
    the unseen characters between two of them.
    """
    start = 0
    while start < len(text):
        run = _STABLE_RUN.match(text, start)
        end = run.end() if run else start
        gap = _UNSEEN_RUN.match(text, end)
        after = gap.end() if gap else end
        if text[after : after + 1] >= _FIRST_COMBINING and not _STABLE_RUN.match(text, after):
            end -= 1  # the last character may be the base of a sequence
        if end > start:
            yield start, end, True
        else:
            end = _sequence_end(text, start)
            yield start, end, False
        start = end


def _sequence_end(text: str, start: int) -> int:
    found = _SPACE.match(text, start) or _GAP.match(text, start)
    if found:
        return found.end()
    end = start + 1
    while end < len(text):
        gap = _UNSEEN_RUN.match(text, end)
        at = gap.end() if gap else end
        if at == len(text) or not _belongs(text, start, at):
            break
        end = at + 1
    return end


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the character at `end` combines with the sequence that began at `start`."""
    character = text[end]
    if character < _FIRST_COMBINING or character.isspace():
        return False
    if unicodedata.combining(character):
        return True
    # Some starters compose with what precedes them: Hangul vowels, Indic vowel signs.
    sequence = _composed(without_unseen(text[start:end]))
    return _composed(sequence + character) != sequence + character


def _fold_sequence(sequence: str) -> str:
    return _folded_short(sequence) if len(sequence) < _SHORT_SEQUENCE else _folded(sequence)


@lru_cache(maxsize=4096)
def _folded_short(sequence: str) -> str:
    return _folded(sequence)


def _folded(sequence: str) -> str:
    if sequence[0].isspace():
        return " "
    plain = _composed(without_unseen(sequence)).translate(_IN_SEQUENCE)
    return plain if plain.isascii() else _composed(plain)


def _composed(text: str) -> str:
    """A sequence in Unicode's form NFC.

    `unicodedata` sorts marks by insertion, which takes minutes for a hundred thousand of them on
    one letter. It has nothing to do if they are sorted.
    """
    if len(text) > _SHORT_SEQUENCE:
        text = "".join(unicodedata.normalize("NFD", character) for character in text)
        parts = groupby(text, key=lambda character: bool(unicodedata.combining(character)))
        text = "".join(
            character
            for marks, part in parts
            for character in (sorted(part, key=unicodedata.combining) if marks else part)
        )
    return unicodedata.normalize("NFC", text)


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
