"""Reads files, YAML and git into documents with positions."""

from article_briefings.input._about import unfilled_headings
from article_briefings.input._documents import (
    ArticleFiles,
    Document,
    DocumentCache,
    Inputs,
    LineMap,
    Path,
    SourceText,
    Value,
)
from article_briefings.input._files import (
    TextFile,
)
from article_briefings.input._history import History
from article_briefings.input._loader import Progress, load, load_article
from article_briefings.input._settings import (
    explanations_page,
    real_address,
    site_address,
    site_language,
)
from article_briefings.input._site_files import SiteFiles
from article_briefings.input._workers import run_all
from article_briefings.input._yaml_reader import read_yaml

__all__ = [
    "ArticleFiles",
    "Document",
    "DocumentCache",
    "History",
    "Inputs",
    "LineMap",
    "Path",
    "Progress",
    "SiteFiles",
    "SourceText",
    "TextFile",
    "Value",
    "explanations_page",
    "load",
    "load_article",
    "read_yaml",
    "real_address",
    "run_all",
    "site_address",
    "site_language",
    "unfilled_headings",
]
