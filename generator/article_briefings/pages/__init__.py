"""A corpus becomes pages: one typed context each, with every address and order decided."""

from article_briefings.pages._addresses import Addresses, encoded_url
from article_briefings.pages._cards import (
    Catalogue,
    ColumnOfTable,
    ExportView,
    TableView,
    TermView,
)
from article_briefings.pages._claims import chain_sentence, link_word
from article_briefings.pages._contexts import TEMPLATES, BriefingPage
from article_briefings.pages._data import SiteData, data_files
from article_briefings.pages._facets import Sides, sides_of
from article_briefings.pages._labels import NOT_IDENTIFIED
from article_briefings.pages._language import language_name
from article_briefings.pages._ledger import Ledger
from article_briefings.pages._ledger_data import INDEX
from article_briefings.pages._markup import html_text, literal
from article_briefings.pages._page import DataGroup, Group, Page, sitemap_day
from article_briefings.pages._renderer import Renderer, theme_problem
from article_briefings.pages._routes import GRAPH, HOME, OPTIONAL, Repository, data_file
from article_briefings.pages._site import (
    Site,
    broken_page,
    broken_template_page,
    build_pages,
    page_groups,
)
from article_briefings.pages._views import ChainStep, LinkView
from article_briefings.pages._words import day_words, know_keys, known_keys

__all__ = [
    "GRAPH",
    "HOME",
    "INDEX",
    "NOT_IDENTIFIED",
    "OPTIONAL",
    "TEMPLATES",
    "Addresses",
    "BriefingPage",
    "Catalogue",
    "ChainStep",
    "ColumnOfTable",
    "DataGroup",
    "ExportView",
    "Group",
    "Ledger",
    "LinkView",
    "Page",
    "Renderer",
    "Repository",
    "Sides",
    "Site",
    "SiteData",
    "TableView",
    "TermView",
    "broken_page",
    "broken_template_page",
    "build_pages",
    "chain_sentence",
    "data_file",
    "data_files",
    "day_words",
    "encoded_url",
    "html_text",
    "know_keys",
    "known_keys",
    "language_name",
    "link_word",
    "literal",
    "page_groups",
    "sides_of",
    "sitemap_day",
    "theme_problem",
]
