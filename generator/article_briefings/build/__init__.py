"""Builds a project's Markdown from its files, and only what a change affects."""

from article_briefings.build._driver import Driver
from article_briefings.build._locking import Lock
from article_briefings.build._store import Store, packed
from article_briefings.build._timings import Timings

__all__ = [
    "Driver",
    "Lock",
    "Store",
    "Timings",
    "packed",
]
