"""A corpus becomes pages: one typed context each, with every address and order decided."""

from article_briefings.pages._chains import ChainWords, chain_sentence
from article_briefings.pages._contexts import TEMPLATES, BriefingPage
from article_briefings.pages._data import SiteData, data_files
from article_briefings.pages._facets import Sides, sides_of
from article_briefings.pages._ledger import Ledger
from article_briefings.pages._markup import html_text, literal
from article_briefings.pages._page import (
    DataGroup,
    Page,
    PageGroup,
    broken_page,
    broken_template_page,
)
from article_briefings.pages._renderer import Renderer, theme_problem
from article_briefings.pages._routes import GRAPH, HOME, OPTIONAL, Repository, data_file
from article_briefings.pages._site import (
    Site,
    build_pages,
    page_groups,
)
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import day_words, language_name, sort_keys

__all__ = [
    "GRAPH",
    "HOME",
    "OPTIONAL",
    "TEMPLATES",
    "BriefingPage",
    "ChainWords",
    "DataGroup",
    "Ledger",
    "LinkView",
    "Page",
    "PageGroup",
    "Renderer",
    "Repository",
    "Sides",
    "Site",
    "SiteData",
    "broken_page",
    "broken_template_page",
    "build_pages",
    "chain_sentence",
    "data_file",
    "data_files",
    "day_words",
    "html_text",
    "language_name",
    "literal",
    "page_groups",
    "sides_of",
    "sort_keys",
    "theme_problem",
]
