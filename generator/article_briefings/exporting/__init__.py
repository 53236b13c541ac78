"""The corpus in formats that other programs read.

Each export is a function from the corpus to files in pieces, so that no file is held in memory,
and has a version of its own that goes up when a reader of the old one would be misled. The files
say it where their format has a place for it, which CSL-JSON has not.
"""

from article_briefings.exporting._catalogue import catalogue
from article_briefings.exporting._exports import EXPORTS, Publication, published

__all__ = ["EXPORTS", "Publication", "catalogue", "published"]
