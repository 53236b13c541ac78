"""Links to a passage of the original page: WICG's URL text fragments.

`https://example.org/a#:~:text=first%20words,last%20words` opens a page at a
passage and marks it, in browsers that know it; others open the page. A browser
takes the first passage that fits, without regard to case, and only whole words.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import quote

from generator.models import Span
from generator.pages.anchors import spelled

_FEWEST_WORDS = 3
_MOST_CONTEXT = 8
_WORD = re.compile(r"\S+")


def original_href(url: str, text: str, spans: Sequence[Span]) -> str:
    """The address of these passages of `text` on the page at `url`; empty without one."""
    if not url or not spans:
        return ""
    directives = "&".join(f"text={text_directive(text, span)}" for span in spans)
    return f"{url}{':~:' if '#' in url else '#:~:'}{directives}"


def text_directive(text: str, span: Span) -> str:
    """The value of `text=` for a passage, with what it takes to name no earlier one."""
    start, end = _flat_place(text, span.start), _flat_place(text, span.end)
    flat = _flat(text)
    start, end = _whole_words(flat, start, end)
    passage = flat[start:end].strip()
    found = filter(None, (_exact(flat, start, passage), _range(flat, start, passage)))
    shortest = min(found, key=_size, default="")
    return shortest or next(_in_context(flat, start, end), "") or _encoded(passage)


@lru_cache(maxsize=8)
def _flat(text: str) -> str:
    """The text with every white space as one space, as a browser looks through it."""
    return " ".join(text.split())


@lru_cache(maxsize=8)
def _folded(flat: str) -> str:
    return flat.casefold()


def _flat_place(text: str, place: int) -> int:
    return len(" ".join((text[:place] + "|").split())) - 1


def _range(flat: str, start: int, passage: str) -> str:
    """A passage by the fewest of its first and last words; empty where it has no more."""
    words = passage.split()
    for size in range(_FEWEST_WORDS, len(words) - _FEWEST_WORDS + 1):
        first = " ".join(words[:size])
        if _begins_first_at(flat, first, start):
            return f"{_encoded(first)},{_encoded(_last(words[size:]))}"
    return ""


def _last(words: Sequence[str]) -> str:
    """The last words, as many as it takes to stand nowhere before."""
    rest = " ".join(words)
    for size in range(_FEWEST_WORDS, len(words)):
        last = " ".join(words[-size:])
        if _begins_first_at(rest, last, len(rest) - len(last)):
            return last
    return rest


def _exact(flat: str, start: int, passage: str) -> str:
    return _encoded(passage) if _begins_first_at(flat, passage, start) else ""


def _in_context(flat: str, start: int, end: int) -> Iterator[str]:
    """The passage with words before it or after it that tell it from those before."""
    exact = _encoded(flat[start:end].strip())
    before = [found.start() for found in _WORD.finditer(flat, 0, start)][-_MOST_CONTEXT:]
    after = [found.end() for found in islice(_WORD.finditer(flat, end), _MOST_CONTEXT)]
    for begin in reversed(before):
        prefix = flat[begin:start].strip()
        if _has_words(prefix) and _begins_first_at(flat, flat[begin:end], begin):
            yield f"{_encoded(prefix)}-,{exact}"
    for finish in after:
        suffix = flat[end:finish].strip()
        if _has_words(suffix) and _begins_first_at(flat, flat[start:finish], start):
            yield f"{exact},-{_encoded(suffix)}"


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _begins_first_at(flat: str, words: str, place: int) -> bool:
    """Whether the first passage with these words, in any case, is the one at `place`."""
    return _folded(flat).find(words.casefold()) == len(flat[:place].casefold())


def _whole_words(flat: str, start: int, end: int) -> tuple[int, int]:
    """A range widened to whole words where it cuts one."""
    while 0 < start < len(flat) and flat[start - 1].isalnum() and flat[start].isalnum():
        start -= 1
    while 0 < end < len(flat) and flat[end - 1].isalnum() and flat[end].isalnum():
        end += 1
    return start, end


def _size(address: str) -> int:
    """Its bytes on a page."""
    return len(address.encode())


def _encoded(text: str) -> str:
    """Percent-encoded but for letters; hyphen, comma and ampersand are a directive's syntax."""
    return spelled(quote(text, safe="").replace("-", "%2D"))
