"""Styles and scripts as they are published: without comments and indentation."""

import re

_COMMENT_LINES = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)
_LINE_STARTS = re.compile(r"\n\s+")


def lean(text: str) -> str:
    """A style or script without lines that are comments, empty lines and leading spaces.

    Comments beside code stay. A text over several lines in a script would lose its indentation;
    there is none, and a test holds that.
    """
    return _LINE_STARTS.sub("\n", _COMMENT_LINES.sub("", text)).lstrip()
