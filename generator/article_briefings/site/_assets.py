"""Styles and scripts as they are published: without comments, indentation and most line ends."""

import re

_COMMENT_LINES = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)
_LINE_STARTS = re.compile(r"\n\s+")
# Nothing ends at such a line end, unless a comment does.
_JOINED = re.compile(r"^((?!.*//).*[;{,(])\n(?=.)", re.MULTILINE)
_LAST_SEMICOLON = re.compile(r";(?=})")


def lean(text: str) -> str:
    """A style or script without lines that are comments, and without needless white space.

    Comments beside code stay. A text over several lines in a script would lose its indentation, and
    a loop that ends with its condition its end; there are none, and a test holds that.
    """
    lines = _LINE_STARTS.sub("\n", _COMMENT_LINES.sub("", text)).lstrip()
    return _LAST_SEMICOLON.sub("", _JOINED.sub(r"\1", lines))
