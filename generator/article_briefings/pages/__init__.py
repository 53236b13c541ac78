"""A corpus becomes pages: one typed context each, with every address and order decided."""

from article_briefings.pages._data import SiteData, data_files
from article_briefings.pages._facets import Sides, sides_of
from article_briefings.pages._ledger import Ledger
from article_briefings.pages._ledger_data import INDEX, ledger_files
from article_briefings.pages._page import DataGroup, Group, Page
from article_briefings.pages._site import (
    Site,
    broken_page,
    broken_template_page,
    build_pages,
    page_groups,
)

__all__ = [
    "INDEX",
    "DataGroup",
    "Group",
    "Ledger",
    "Page",
    "Sides",
    "Site",
    "SiteData",
    "broken_page",
    "broken_template_page",
    "build_pages",
    "data_files",
    "ledger_files",
    "page_groups",
    "sides_of",
]
