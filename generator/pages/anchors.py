"""Links within a page, and the spelling of all our links: letters of all scripts as they are.

HTML allows them in an address. A browser percent-encodes them when it follows the link, and the
address is the same. Spelled out, a letter has two or three bytes where a percent-encoded one has
six or nine, and a page of an article in Armenian or Persian has thousands of them.
"""

import re
import unicodedata
from typing import Self
from urllib.parse import quote, unquote

_ENCODED = re.compile("(?:%[89A-F][0-9A-F])+")
_MARKUP = re.compile(r"[&<>\"'\s]")


class Anchor(str):
    """`#id`, which holds nothing that HTML reads as syntax, so it stays as it is."""

    __slots__ = ()

    def __new__(cls, identifier: str) -> Self:
        """The link to an id. An id with markup or white space is a bug."""
        if _MARKUP.search(identifier):
            raise ValueError(f"not an id: {identifier!r}")
        return super().__new__(cls, f"#{identifier}")

    def __html__(self) -> str:
        """The link as it stands in an attribute."""
        return str(self)


def spelled(address: str) -> str:
    """A percent-encoded address with the letters and digits of all scripts spelled out."""
    return _ENCODED.sub(lambda found: _spelled(found[0]), address)


def _spelled(encoded: str) -> str:
    try:
        text = unquote(encoded, errors="strict")
    except UnicodeDecodeError:
        return encoded
    return "".join(letter if is_letter(letter) else quote(letter) for letter in text)


def is_letter(character: str) -> bool:
    """Letters, what is written above and below them, and digits: no quotation marks, no joiners."""
    return unicodedata.category(character)[0] in "LMN"
