"""Turns a corpus into pages: one typed context each, with all addresses and orders decided."""

from article_briefings.pages._claim_pages import ClaimCard
from article_briefings.pages._facets import Sides, sides_of
from article_briefings.pages._home import Catalogue
from article_briefings.pages._labels import (
    SAID,
    SO,
    ChainWords,
    chain_sentence,
    language_name,
    sentence_of,
    sort_keys,
    verdict_words,
)
from article_briefings.pages._markup import html_text, literal
from article_briefings.pages._page import DataGroup, Page, PageGroup, PageRecord, broken_page
from article_briefings.pages._renderer import Renderer, packaged_name, theme_problem
from article_briefings.pages._routes import (
    GRAPH,
    HOME,
    OPTIONAL,
    PARTS,
    Addresses,
    Repository,
    is_left_out,
)
from article_briefings.pages._site import Site, SiteContents
from article_briefings.pages._views import LinkView

__all__ = [
    "GRAPH",
    "HOME",
    "OPTIONAL",
    "PARTS",
    "SAID",
    "SO",
    "Addresses",
    "Catalogue",
    "ChainWords",
    "ClaimCard",
    "DataGroup",
    "LinkView",
    "Page",
    "PageGroup",
    "PageRecord",
    "Renderer",
    "Repository",
    "Sides",
    "Site",
    "SiteContents",
    "broken_page",
    "chain_sentence",
    "html_text",
    "is_left_out",
    "language_name",
    "literal",
    "packaged_name",
    "sentence_of",
    "sides_of",
    "sort_keys",
    "theme_problem",
    "verdict_words",
]
