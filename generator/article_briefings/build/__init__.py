"""Builds a project's Markdown from its files, and only what a change affects."""

from article_briefings.build._driver import Driver
from article_briefings.build._inputs import program_version
from article_briefings.build._store import Store
from article_briefings.build._timings import Timings

__all__ = ["Driver", "Store", "Timings", "program_version"]
