"""Builds: from the files of a project to its Markdown, as far as a change reaches."""

from article_briefings.build._incremental import Html, Incremental, Made, Order
from article_briefings.build._locking import Lock
from article_briefings.build._stats import (
    Part,
    excess,
    keep_report,
    kept_lines,
    part_lines,
    parts_of,
    reports,
    search_words,
    stage_lines,
)
from article_briefings.build._store import Store, packed
from article_briefings.build._timings import Stage, Timings
from article_briefings.build._workers import cores, run_all
from article_briefings.build._writer import NotOurFolder, place_of, write_tree

__all__ = [
    "Html",
    "Incremental",
    "Lock",
    "Made",
    "NotOurFolder",
    "Order",
    "Part",
    "Stage",
    "Store",
    "Timings",
    "cores",
    "excess",
    "keep_report",
    "kept_lines",
    "packed",
    "part_lines",
    "parts_of",
    "place_of",
    "reports",
    "run_all",
    "search_words",
    "stage_lines",
    "write_tree",
]
