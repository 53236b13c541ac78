"""Annotations of others → drafted briefings.

Each of `formats` finds articles and reads them: brat's standoff, and JSON of the W3C's model or of
Hypothesis. What follows is the same for all: `drafts` makes a briefing of them, `written` its file,
`register` knows who the sources are.
"""

from article_briefings.importing._elsewhere import folders_with
from article_briefings.importing._formats import FORMATS, Collection, Entry
from article_briefings.importing._mapping import MappingFile, Scheme
from article_briefings.importing._metadata import read_metadata
from article_briefings.importing._reading import Choices

__all__ = [
    "FORMATS",
    "Choices",
    "Collection",
    "Entry",
    "MappingFile",
    "Scheme",
    "folders_with",
    "read_metadata",
]
