"""Links within a page, and the spelling of all our links: letters of all scripts unencoded.

HTML allows them in an address. A browser percent-encodes them when it follows the link, and the
address is the same. Spelled out, a letter has two or three bytes where a percent-encoded one has
six or nine, and a page of an article in Armenian or Persian has thousands of them.
"""

import re
import unicodedata
from functools import cache
from typing import Self
from urllib.parse import quote

_MARKUP = re.compile(r"[&<>\"'\s]")


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
