"""Turns a corpus into pages: one typed context each, with all addresses and orders decided."""

from article_briefings.pages._addresses import Addresses, encoded_url
from article_briefings.pages._card_words import card_of
from article_briefings.pages._cards import (
    Catalogue,
    ColumnOfTable,
    ExportView,
    TableView,
    TermView,
)
from article_briefings.pages._contents import SiteContents
from article_briefings.pages._contexts import TEMPLATES
from article_briefings.pages._facets import Sides, sides_of
from article_briefings.pages._labels import ChainWords, chain_sentence
from article_briefings.pages._markup import html_text, literal
from article_briefings.pages._page import (
    DataGroup,
    Page,
    PageGroup,
    PageRecord,
    broken_page,
    broken_template_page,
)
from article_briefings.pages._renderer import Renderer, theme_problem
from article_briefings.pages._routes import GRAPH, HOME, OPTIONAL, Repository, data_file
from article_briefings.pages._site import Site
from article_briefings.pages._templates import packaged_name, templates_in
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import day_words, language_name, sort_keys

__all__ = [
    "GRAPH",
    "HOME",
    "OPTIONAL",
    "TEMPLATES",
    "Addresses",
    "Catalogue",
    "ChainWords",
    "ColumnOfTable",
    "DataGroup",
    "ExportView",
    "LinkView",
    "Page",
    "PageGroup",
    "PageRecord",
    "Renderer",
    "Repository",
    "Sides",
    "Site",
    "SiteContents",
    "TableView",
    "TermView",
    "broken_page",
    "broken_template_page",
    "card_of",
    "chain_sentence",
    "data_file",
    "day_words",
    "encoded_url",
    "html_text",
    "language_name",
    "literal",
    "packaged_name",
    "sides_of",
    "sort_keys",
    "templates_in",
    "theme_problem",
]
