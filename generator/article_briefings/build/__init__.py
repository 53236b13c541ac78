"""Builds a project's Markdown from its files, and only what a change affects."""

from article_briefings.build._incremental import Html, Incremental, Made, Order
from article_briefings.build._locking import Lock
from article_briefings.build._stats import Statistics, keep_report, stage_lines
from article_briefings.build._store import Store, packed
from article_briefings.build._timings import Timings
from article_briefings.build._versions import program_version
from article_briefings.build._writer import NotOurFolder, place_of, write_tree

__all__ = [
    "Html",
    "Incremental",
    "Lock",
    "Made",
    "NotOurFolder",
    "Order",
    "Statistics",
    "Store",
    "Timings",
    "keep_report",
    "packed",
    "place_of",
    "program_version",
    "stage_lines",
    "write_tree",
]
