"""Annotations of others → drafted briefings.

Each of `formats` finds articles and reads them: brat's standoff, and JSON of the W3C's model or of
Hypothesis. What follows is the same for all: `drafts` makes a briefing of them, `written` its file,
`register` knows who the sources are.
"""

from article_briefings.importing._drafts import Imported, draft_import
from article_briefings.importing._elsewhere import folders_with
from article_briefings.importing._formats import FORMATS, Collection, Entry
from article_briefings.importing._mapping import MappingFile, Scheme
from article_briefings.importing._metadata import read_metadata
from article_briefings.importing._model import ImportedArticle, Metadata, Origin, Remark
from article_briefings.importing._reading import Choices
from article_briefings.importing._register import Proposals, Register
from article_briefings.importing._written import (
    as_dated_in,
    is_untouched,
    problems_of,
    text_of,
    without_kept,
)

__all__ = [
    "FORMATS",
    "Choices",
    "Collection",
    "Entry",
    "Imported",
    "ImportedArticle",
    "MappingFile",
    "Metadata",
    "Origin",
    "Proposals",
    "Register",
    "Remark",
    "Scheme",
    "as_dated_in",
    "draft_import",
    "folders_with",
    "is_untouched",
    "problems_of",
    "read_metadata",
    "text_of",
    "without_kept",
]
