"""The version of the annotation format that a file is written in."""

import re

from article_briefings.formatting._layout import VERSION, is_formatted
from article_briefings.input import Document
from article_briefings.models import FORMAT

BRIEFING = re.compile(r"briefings/articles/[^/]+/briefing\.yml")
_KNOWN = frozenset(map(str, range(1, FORMAT + 1)))


def version_of(document: Document) -> int | None:
    """The version of a file's format; None if the file has no version that is known.

    A file of the register without a version is of version 1.
    """
    root = document.root
    if not isinstance(root, dict) or not is_formatted(document.path):
        return None
    version = root.get(VERSION, "" if BRIEFING.fullmatch(document.path) else "1")
    return int(version) if isinstance(version, str) and version in _KNOWN else None


def is_old(document: Document) -> bool:
    """Whether `migrate` has to upgrade the file."""
    version = version_of(document)
    return version is not None and version < FORMAT
