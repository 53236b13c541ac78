"""What can be mended: proposals for diagnostics, and their effect on the files."""

from article_briefings.review.fixes._mending import Mended, MendedFile, mend
from article_briefings.review.fixes._proposals import Candidate, Proposal

__all__ = ["Candidate", "Mended", "MendedFile", "Proposal", "mend"]
