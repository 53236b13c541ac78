"""Links to a passage of the original page: WICG's URL text fragments.

`https://example.org/a#:~:text=first%20words,last%20words` opens a page at a
passage and marks it, in browsers that support it; others open the page. A browser
uses the first matching passage, ignoring case, and only whole words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from article_briefings.models import Span
from article_briefings.pages._routes import iri_encode

_FEWEST_WORDS = 3
_MOST_CONTEXT = 8
_WORD = re.compile(r"\S+")


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
    for size in range(1, len(words)):
        last = " ".join(words[-size:])
        place = len(folded) - len(last.casefold())
        if _has_words(last) and folded.find(last.casefold()) == place:
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
