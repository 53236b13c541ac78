"""Export the corpus in formats that other programs read.

Each export is a function from the corpus to files in pieces: no file is held in memory. Each has
its own version, which is raised when readers of the old version would be misled. The files
contain it if their format supports it (CSL-JSON does not).
"""

from article_briefings.exporting._catalogue import catalogue
from article_briefings.exporting._exports import EXPORTS, Publication, published

__all__ = ["EXPORTS", "Publication", "catalogue", "published"]
