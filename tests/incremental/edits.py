"""All edits by name."""

from tests.incremental import edits_articles, edits_beside
from tests.incremental.editing import EDITS

__all__ = ["EDITS", "edits_articles", "edits_beside"]
