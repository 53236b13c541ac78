"""Links to a place within a page: an id of ours, or a passage of an article's original page.

All our links leave the letters of all scripts unencoded. HTML allows them in an address. A browser
percent-encodes them when it follows the link, and the address is the same. Spelled out, a letter
has two or three bytes where a percent-encoded one has six or nine, and a page of an article in
Armenian or Persian has thousands of them.

Passages are named by WICG's URL text fragments:
`https://example.org/a#:~:text=first%20words,last%20words` opens a page at a passage and marks it,
in browsers that support it; others open the page. A browser uses the first matching passage,
ignoring case, and only whole words.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import Self
from urllib.parse import quote

from article_briefings.models import Span

_MARKUP = re.compile(r"[&<>\"'\s]")
_FEWEST_WORDS = 3
_MOST_CONTEXT = 8
_WORD = re.compile(r"\S+")


class Anchor(str):
    """`#id`, which needs no escaping because it contains no HTML syntax."""

    __slots__ = ()

    def __new__(cls, identifier: str) -> Self:
        """The link to an id. An id with markup or white space is a bug."""
        if _MARKUP.search(identifier):
            raise ValueError(f"not an id: {identifier!r}")
        return super().__new__(cls, f"#{identifier}")

    def __html__(self) -> str:
        """The link for an attribute."""
        return str(self)


def iri_encode(text: str, safe: str = "/") -> str:
    """A text as part of an address: percent-encoded but for the letters of all scripts."""
    return text.translate(_spelling(safe))


class _Spelling(dict[int, str]):
    """The spelling of each character in an address, by code point; cached."""

    def __init__(self, safe: str) -> None:
        self._safe = safe

    def __missing__(self, number: int) -> str:
        character = chr(number)
        plain = number >= 0x80 and is_letter(character)
        self[number] = character if plain else quote(character, self._safe)
        return self[number]


_spelling = cache(_Spelling)


def is_letter(character: str) -> bool:
    """Whether a character is a letter, a mark on a letter, or a digit: no quotes, no joiners."""
    return unicodedata.category(character)[0] in "LMN"


# --- passages of the original page ---------------------------------------------------------------


@dataclass(frozen=True)
class _FlatText:
    """A text with white space collapsed to single spaces, as searched by a browser."""

    text: str
    starts: Sequence[int]
    """Where each word begins in the flat text."""
    ends: Sequence[int]
    source_starts: Sequence[int]
    """Where each word begins in the original text."""

    def place(self, source_place: int) -> int:
        """The place in the flat text for a place in the original text."""
        word = bisect_right(self.source_starts, source_place) - 1
        if word < 0:
            return 0
        place = self.starts[word] + source_place - self.source_starts[word]
        return min(place, self.ends[word] + 1, len(self.text))

    def begins_first_at(self, words: str, place: int) -> bool:
        """Whether the first passage with these words, in any case, is the one at `place`."""
        return self._folded.find(words.casefold()) == self._folded_places[place]

    @cached_property
    def _folded(self) -> str:
        return self.text.casefold()

    @cached_property
    def _folded_places(self) -> Sequence[int]:
        """The place in the folded text for each in this one: some letters fold to several."""
        if len(self._folded) == len(self.text):  # none folds to nothing
            return range(len(self.text) + 1)
        return list(accumulate((len(letter.casefold()) for letter in self.text), initial=0))


@lru_cache(maxsize=8)
def _flattened(text: str) -> _FlatText:
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    ends = list(accumulate((end - start + 1 for start, end in words), initial=-1))[1:]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return _FlatText(" ".join(text.split()), starts, ends, [start for start, _ in words])


def original_href(url: str, text: str, spans: Sequence[Span]) -> str:
    """The address of these passages of `text` on the page at `url`; empty without one."""
    if not url or not spans:
        return ""
    directives = "&".join(f"text={text_directive(text, span)}" for span in spans)
    return f"{url}{':~:' if '#' in url else '#:~:'}{directives}"


def text_directive(text: str, span: Span) -> str:
    """The value of `text=` for a passage, with enough context to name no earlier one."""
    flat = _flattened(text)
    start, end = _whole_words(flat.text, flat.place(span.start), flat.place(span.end))
    passage = flat.text[start:end].strip()
    exact = _encoded(passage) if flat.begins_first_at(passage, start) else ""
    found = filter(None, (exact, _range(flat, start, passage)))
    shortest = min(found, key=lambda directive: len(directive.encode()), default="")
    return shortest or next(_in_context(flat, start, end), "") or _encoded(passage)


def _range(flat: _FlatText, start: int, passage: str) -> str:
    """A passage by the fewest of its first and last words; empty if it has too few words."""
    words = passage.split()
    for size in range(_FEWEST_WORDS, len(words) - _FEWEST_WORDS + 1):
        first = " ".join(words[:size])
        if flat.begins_first_at(first, start):
            return f"{_encoded(first)},{_encoded(_last(words[size:]))}"
    return ""


def _last(words: Sequence[str]) -> str:
    """The fewest last words that occur nowhere before."""
    rest = " ".join(words)
    folded = rest.casefold()
    for size in range(_FEWEST_WORDS, len(words)):
        last = " ".join(words[-size:])
        if folded.find(last.casefold()) == len(folded) - len(last.casefold()):
            return last
    return rest


def _in_context(flat: _FlatText, start: int, end: int) -> Iterator[str]:
    """The passage with words before or after it that distinguish it from earlier ones."""
    exact = _encoded(flat.text[start:end].strip())
    before, after = bisect_left(flat.starts, start), bisect_right(flat.ends, end)
    for begin in reversed(flat.starts[max(before - _MOST_CONTEXT, 0) : before]):
        prefix = flat.text[begin:start].strip()
        if _has_words(prefix) and flat.begins_first_at(flat.text[begin:end], begin):
            yield f"{_encoded(prefix)}-,{exact}"
    for finish in flat.ends[after : after + _MOST_CONTEXT]:
        suffix = flat.text[end:finish].strip()
        if _has_words(suffix) and flat.begins_first_at(flat.text[start:finish], start):
            yield f"{exact},-{_encoded(suffix)}"


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _whole_words(flat: str, start: int, end: int) -> tuple[int, int]:
    """A range widened to whole words if it cuts one."""
    while 0 < start < len(flat) and flat[start - 1].isalnum() and flat[start].isalnum():
        start -= 1
    while 0 < end < len(flat) and flat[end - 1].isalnum() and flat[end].isalnum():
        end += 1
    return start, end


def _encoded(text: str) -> str:
    """Percent-encoded except for letters; hyphen, comma and ampersand are directive syntax."""
    return iri_encode(text, safe="").replace("-", "%2D")
