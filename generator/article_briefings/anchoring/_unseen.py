"""Invisible characters, which folding drops and which separate no words."""

import re

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

_UNSEEN = re.compile(f"[{UNSEEN}]+")
_FARTHEST = 64
"""How far to look for a neighbour: a text may have a hundred thousand of these in a row."""


def without_unseen(text: str) -> str:
    """A text without its invisible characters."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def next_seen(text: str, at: int) -> str:
    """The first visible character from `at` on; empty at the end of the text."""
    found = _UNSEEN.match(text, at, at + _FARTHEST)
    at = found.end() if found else at
    return text[at : at + 1]


def last_seen(text: str, end: int) -> str:
    """The last visible character before `end`; empty at the start of the text."""
    start = max(0, end - _FARTHEST)
    return without_unseen(text[start:end])[-1:]
