"""A corpus becomes pages: one typed context each, with every address and order decided."""

from generator.pages.data import SiteData, data_files
from generator.pages.facets import Sides, sides_of
from generator.pages.ledger import Ledger
from generator.pages.ledger_data import INDEX, ledger_files
from generator.pages.page import DataGroup, Group, Page
from generator.pages.site import (
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
