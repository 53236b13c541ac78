"""Turns a corpus into pages: one typed context each, with all addresses and orders decided."""

from article_briefings.pages._claim_pages import ClaimCard
from article_briefings.pages._copies import (
    TemplateCopy,
    copied_text,
    copyable,
    template_copies,
)
from article_briefings.pages._facets import Sides, sides_of
from article_briefings.pages._home import Catalogue
from article_briefings.pages._labels import (
    SAID,
    SO,
    ChainWords,
    chain_sentence,
    sentence_of,
    sort_keys,
    verdict_words,
)
from article_briefings.pages._markup import WORDS, html_text, literal
from article_briefings.pages._page import DataGroup, Page, PageGroup, PageRecord, broken_page
from article_briefings.pages._renderer import Renderer, theme_problem
from article_briefings.pages._routes import (
    GRAPH,
    HOME,
    INDEXES,
    OPTIONAL,
    PARTS,
    Addresses,
    Repository,
    is_left_out,
)
from article_briefings.pages._site import Site, SiteContents
from article_briefings.pages._slots import FRAME_SLOTS, filled_slots, override_problems
from article_briefings.pages._template_folders import (
    PACKAGE,
    package_templates,
    packaged_name,
    template_files,
    template_folders,
    template_texts,
)
from article_briefings.pages._views import LinkView

__all__ = [
    "FRAME_SLOTS",
    "GRAPH",
    "HOME",
    "INDEXES",
    "OPTIONAL",
    "PACKAGE",
    "PARTS",
    "SAID",
    "SO",
    "WORDS",
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
    "TemplateCopy",
    "broken_page",
    "chain_sentence",
    "copied_text",
    "copyable",
    "filled_slots",
    "html_text",
    "is_left_out",
    "literal",
    "override_problems",
    "package_templates",
    "packaged_name",
    "sentence_of",
    "sides_of",
    "sort_keys",
    "template_copies",
    "template_files",
    "template_folders",
    "template_texts",
    "theme_problem",
    "verdict_words",
]
