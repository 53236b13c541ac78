"""The folding of a text for exact matching, with the map back to raw offsets.

Folding hides what typing and copying change:

- canonically equivalent text is equal (Unicode NFC);
- a run of white space, no-break spaces included, is one space;
- typographic quotation marks, dashes and the ellipsis are their ASCII forms;
- characters that nobody sees (`UNSEEN`), which separate no words, are dropped;
- full-width forms are the ordinary ones (Unicode's `<wide>` decompositions);
- Arabic yeh and alef maksura are Farsi yeh, Arabic kaf is keheh, and a letter
  with hamza or madda is the letter without.

Case stays, and so does every other character.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from article_briefings.models import Span

UNSEEN = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters without a shape of their own, as ranges for a pattern.

These are Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 15.0), the
soft hyphen, the joiners and the directional marks among them, and the tatweel, which only
stretches a word.
"""
_FARTHEST = 64
"""How far to look for a neighbour: a text may have a hundred thousand of these in a row."""
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
_FIRST_COMBINING = "\u0300"
# Signs that fold to one sign and never combine with the preceding sign: ASCII, and the
# letters, digits and points of scripts that articles are often in. A test checks this.
_STABLE = (
    "!-~\u00c0-\u024f\u0400-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0587\u05d0-\u05ea"
    "\u060c\u061b\u061f\u0620-\u063f\u0641-\u064a\u0660-\u0669\u0671-\u06d3\u06f0-\u06f9"
    "\u3001\u3002\u300c-\u300f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff"
)
_STABLE_RUN = re.compile(f"[{_STABLE}]+(?: [{_STABLE}]+)*")


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
        first = last = self._run(start)
        if end > self.begins[first + 1]:
            last = self._run(end - 1)
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
        plain = text[start:end]
        if not unchanged:
            plain = (_folded_short if end - start < _SHORT_SEQUENCE else _folded)(plain)
        alike = unchanged or len(plain) == end - start == 1
        if not (alike and even and even[-1]):
            begins.append(length)
            raw_begins.append(start)
            even.append(alike)
        folded.append(plain)
        length += len(plain)
    return Folded("".join(folded), [*begins, length], [*raw_begins, len(text)], [*even, False])


@lru_cache(maxsize=4096)
def folded_part(text: str) -> str:
    """A part of a quote as it appears in a folded text."""
    if text.isascii():
        return " ".join(text.split())
    return _fold(text).text.strip(" ")


@lru_cache(maxsize=4096)
def typed(text: str) -> str:
    """A quote folded except for the differences that `as_written` respects."""
    return " ".join(_composed(text).translate(_PLAIN).split())


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


def _folded(sequence: str) -> str:
    if sequence[0].isspace():
        return " "
    plain = _composed(without_unseen(sequence)).translate(_IN_SEQUENCE)
    return plain if plain.isascii() else _composed(plain)


_folded_short = lru_cache(maxsize=4096)(_folded)


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


def without_unseen(text: str) -> str:
    """A text without its invisible characters."""
    return text if text.isascii() else _UNSEEN_RUN.sub("", text)


def next_seen(text: str, at: int) -> str:
    """The first visible character from `at` on; empty at the end of the text."""
    found = _UNSEEN_RUN.match(text, at, at + _FARTHEST)
    at = found.end() if found else at
    return text[at : at + 1]


def last_seen(text: str, end: int) -> str:
    """The last visible character before `end`; empty at the start of the text."""
    start = max(0, end - _FARTHEST)
    return without_unseen(text[start:end])[-1:]
