"""The result of a fixer: edits with their reasons, or candidates for a person to decide on."""

from dataclasses import dataclass

from article_briefings.diagnostics import Location
from article_briefings.input import Path
from article_briefings.review.fixes._edits import Edit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the article that a mark may be meant for."""

    location: Location
    text: str
    selector: str
    """How a contributor writes this place in YAML."""
    score: float
    """From 0 to 1."""
    evidence: tuple[str, ...]
    """The evidence for it and against it, in words."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that fixes one problem. Without edits, a person has to decide or check."""

    code: str
    location: Location
    place: Path
    old: str
    new: str
    reason: str
    edits: tuple[Edit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    """The places of a mark, the best first; empty if it is not a mark."""

    only_shown: bool = False
    """Whether nothing is to be changed: a person should check where the mark is now."""

    @property
    def decided(self) -> bool:
        """Whether nothing is left to choose and the file may be written."""
        return bool(self.edits) or self.only_shown
