"""A corpus becomes pages: one typed context each, with every address and order decided."""

from generator.pages.ledger_data import ledger_files
from generator.pages.page import Page
from generator.pages.site import Site, broken_page, broken_template_page, build_pages

__all__ = ["Page", "Site", "broken_page", "broken_template_page", "build_pages", "ledger_files"]
