"""The invisible characters that control the direction of text."""

from article_briefings.models import DIRECTION

DIRECTIONS = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""Unicode's controls of direction and their abbreviations (UAX #9, section 2)."""


def undirected(text: str) -> str:
    """A text with a visible sign in place of each of Unicode's direction controls."""
    return text if text.isascii() else DIRECTION.sub("\N{REPLACEMENT CHARACTER}", text)
