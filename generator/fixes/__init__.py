"""What can be mended: proposals for diagnostics, and their effect on the files."""

from generator.fixes.mending import Mended, MendedFile, mend
from generator.fixes.proposals import Candidate, Proposal

__all__ = ["Candidate", "Mended", "MendedFile", "Proposal", "mend"]
