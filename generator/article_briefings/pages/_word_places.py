"""The words of a text."""

import re

from article_briefings.anchoring import UNSPACED

_REST = rf"[^\s{UNSPACED}]*"
# A letter of a script without spaces, or the first letter of what stands between spaces.
# Tried where a stretch begins and nowhere within it, or a long row of dashes would take minutes.
_WORD = re.compile(
    rf"(?=[{UNSPACED}])([^\W_])"
    rf"|(?<![^\s{UNSPACED}]){_REST}?(?![{UNSPACED}])([^\W_]){_REST}+"
)


def word_places(text: str) -> list[int]:
    """Where the first letter or digit of each word stands, in order.

    A word is what stands between spaces and has a letter or a digit in it; a
    dash on its own is none. In scripts without spaces each letter counts.
    """
    return [word.start(word.lastindex or 0) for word in _WORD.finditer(text)]
