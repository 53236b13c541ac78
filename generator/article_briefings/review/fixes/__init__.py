"""Fixes: proposals for diagnostics, and their effect on the files."""

from article_briefings.review.fixes._former import hint_renamed_actors
from article_briefings.review.fixes._mending import Mended, MendedFile, mend
from article_briefings.review.fixes._proposals import Proposal
from article_briefings.review.fixes._report import explained, patch

__all__ = ["Mended", "MendedFile", "Proposal", "explained", "hint_renamed_actors", "mend", "patch"]
