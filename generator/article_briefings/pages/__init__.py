"""Turns a corpus into pages: one typed context each, with all addresses and orders decided."""

from article_briefings.pages._claim_words import ChainWords, sentence_of, verdict_words
from article_briefings.pages._contents import SiteContents
from article_briefings.pages._facets import Sides, sides_of
from article_briefings.pages._labels import SAID, SO, sort_keys
from article_briefings.pages._markup import html_text, literal
from article_briefings.pages._page import DataGroup, Page, PageGroup, PageRecord
from article_briefings.pages._renderer import Renderer
from article_briefings.pages._routes import (
    Addresses,
    Repository,
)
from article_briefings.pages._site import Catalogue, ClaimCard, Site
from article_briefings.pages._templates import Templates
from article_briefings.pages._views import LinkView

__all__ = [
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
    "Templates",
    "html_text",
    "literal",
    "sentence_of",
    "sides_of",
    "sort_keys",
    "verdict_words",
]
