"""The results of `fix` as values, and as text for people and programs to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.input import Document, Path, TextFile
from article_briefings.review._edits import Edit, replace_scalar
from article_briefings.review._values import value_at


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

    @property
    def place(self) -> str:
        """The place without the folder of the file."""
        name = self.location.path.rpartition("/")[2]
        return f"{name}:{self.location.line}:{self.location.column}"


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

    @classmethod
    def of(
        cls, problem: Diagnostic, place: Path, old: str, new: str, reason: str, *edits: Edit
    ) -> "Proposal":
        """The change at a place that fixes a problem."""
        return cls(problem.code, problem.location, place, old, new, reason, edits)

    @classmethod
    def replacing(
        cls, problem: Diagnostic, document: Document, place: Path, new: str, reason: str
    ) -> "Proposal | None":
        """A new text in place of a scalar; None if it cannot be replaced."""
        edit = replace_scalar(document, place, new)
        old = str(value_at(document, place) or "")
        return cls.of(problem, place, old, new, reason, edit) if edit else None

    @property
    def decided(self) -> bool:
        """Whether nothing is left to choose and the file may be written."""
        return bool(self.edits) or self.only_shown

    def explanation(self) -> Iterator[str]:
        """What the proposal changes and why, line by line."""
        yield f"{self.location}: [{self.code}] {_on_one_line(self.reason)}"
        if self.only_shown:
            for candidate in self.candidates:
                yield f"    {candidate.place}: {_on_one_line(candidate.text)}"
            return
        if self.decided:
            yield f"    was: {_on_one_line(self.old)}"
            yield f"    now: {_on_one_line(self.new)}"
        else:
            yield f"    mark: {_on_one_line(self.old)}"
        for number, one in enumerate(self.candidates, 1):
            if number > 1 or not self.decided:
                label = f"{'other ' if self.decided else ''}candidate {number}"
                found = f"score {one.score:.2f}, {one.place}: {one.selector}"
                yield f"    {label}: {found} ({', '.join(one.evidence)})"


@dataclass(frozen=True)
class FixedFile:
    """A file as it is, its text after all proposals, and the proposals."""

    path: str
    before: TextFile
    after: str
    proposals: tuple[Proposal, ...]

    @property
    def undecided(self) -> tuple[Proposal, ...]:
        """Marks that a person has to decide on; the file is not written until there are none."""
        return tuple(proposal for proposal in self.proposals if not proposal.decided)

    def patch(self) -> str:
        """The change as a unified diff that `git apply` accepts; empty without a change."""
        mark = "\ufeff" if self.before.mark else ""
        # Only LF ends a line for diff and git.
        before, after = (
            re.findall(r"[^\n]*\n|[^\n]+$", mark + text) for text in (self.before.text, self.after)
        )
        lines = unified_diff(before, after, f"a/{self.path}", f"b/{self.path}")
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in lines
        )


@dataclass(frozen=True)
class FixReport:
    """Every file with a proposal, and the problems that remain after the proposals."""

    files: tuple[FixedFile, ...]
    left: tuple[Diagnostic, ...]
    skipped: tuple[Location, ...] = ()
    """Marks for which no place was looked for, because the budget was used up."""


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
