"""Reads published pages, which are minimised."""

import re
from pathlib import Path

_TAG = re.compile(r'<[a-z](?:[^<>"]|"[^"]*")*>')
_VALUE = re.compile(r'"[^"]*"|=([^\s"<>]+)')


def quoted(html: str) -> str:
    """Return a page with quotation marks around all values of attributes."""

    def value(found: re.Match[str]) -> str:
        return f'="{found[1]}"' if found[1] else found[0]

    return _TAG.sub(lambda tag: _VALUE.sub(value, tag[0]), html)


def published(path: Path) -> str:
    """Return the text of a published page as `quoted`."""
    return quoted(path.read_text("utf-8"))
