"""Builds a project's pages from its files, and only what a change affects."""

from article_briefings.build._driver import Driver
from article_briefings.build._html import ConvertedPage, HtmlPages, PageToConvert
from article_briefings.build._locking import Lock
from article_briefings.build._store import Store
from article_briefings.build._timings import Timings
from article_briefings.build._writer import FileData, NotOurFolder, tree_path, write_tree

__all__ = [
    "ConvertedPage",
    "Driver",
    "FileData",
    "HtmlPages",
    "Lock",
    "NotOurFolder",
    "PageToConvert",
    "Store",
    "Timings",
    "tree_path",
    "write_tree",
]
