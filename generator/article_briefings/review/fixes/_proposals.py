"""What a fixer hands back: edits with their reasons, or candidates that nobody can decide on."""

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
    """What speaks for it and against it, in words."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that mends one problem. Without edits, a person has to decide, or look."""

    code: str
    location: Location
    place: Path
    old: str
    new: str
    reason: str
    edits: tuple[Edit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    """The places of a mark, the best first; empty for what is no mark."""

    only_shown: bool = False
    """Whether nothing is to be changed: a person should look where the mark stands now."""

    @property
    def decided(self) -> bool:
        """Whether nothing is left to choose, so that the file may be written."""
        return bool(self.edits) or self.only_shown
