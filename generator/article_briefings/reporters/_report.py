"""The report that every format receives: the problems in display order, with their context."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Self

from article_briefings.diagnostics import Diagnostic, Location, Severity

_ELLIPSIS = "…"

Changes = Mapping[str, AbstractSet[int]]
"""Lines touched by a change, by file; the set of an entirely new file contains 0."""


@dataclass(frozen=True)
class Report:
    """Problems, those in the change first, and the address of the page that explains them."""

    diagnostics: Sequence[Diagnostic]
    changed: frozenset[Diagnostic] | None = None
    """The problems in the change; None if no change was given."""
    page: str = ""
    """The address of the page of messages; empty if the site has none."""
    sound: str = field(default="", compare=False)
    """The message to show if there are no problems."""

    @classmethod
    def of_change(cls, diagnostics: Sequence[Diagnostic], changes: Changes) -> Self:
        """Return a report of problems, those that a change may have caused first."""
        changed = frozenset(problem for problem in diagnostics if _in_change(problem, changes))
        return cls(sorted(diagnostics, key=lambda problem: problem not in changed), changed)

    def url(self, code: str) -> str:
        """Return the address of a code's section on the page of messages; empty if it has none."""
        return f"{self.page}#{code}" if self.page and "/" not in code else ""

    def is_changed(self, diagnostic: Diagnostic) -> bool:
        """Whether a problem is in the change."""
        return self.changed is not None and diagnostic in self.changed


def _in_change(problem: Diagnostic, changes: Changes) -> bool:
    """Whether a change may have caused a problem.

    Its location, or one in its notes, is on lines that the change touched; or the change touched
    a file that it depends on, such as the article that should contain a mark.
    """
    places = [problem.location, *(note.location for note in problem.notes)]
    touched = any(_touched(place, changes) for place in places)
    return touched or any(path in changes for path in problem.rests_on)


def _touched(place: Location, changes: Changes) -> bool:
    if not place.excerpt:  # the file or folder as a whole
        return any(f"{name}/".startswith(f"{place.path}/") for name in changes)
    lines = changes.get(place.path, frozenset[int]())
    return 0 in lines or any(line in lines for line in range(place.line, last_line(place) + 1))


def last_line(place: Location) -> int:
    """Return the last line in which a location has a character."""
    if not place.excerpt or place.end_line <= place.line:
        return place.line
    return place.end_line if place.end_column > 1 else place.end_line - 1


def window(line: str, start: int, width: int) -> tuple[str, int]:
    """Return the part of a long line around `start`, and the position of `start` in it."""
    if len(line) <= width:
        return line, start
    left = max(0, min(start - width // 3, len(line) - width))
    part = line[left : left + width]
    if left + width < len(line):
        part += _ELLIPSIS
    if left:
        return _ELLIPSIS + part, start - left + len(_ELLIPSIS)
    return part, start


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the number of problems, of files with problems, and of notices."""
    problems = [one for one in diagnostics if one.severity is Severity.ERROR]
    if diagnostics and not problems:
        return f"No problems, {_count(len(diagnostics), 'notice')}"
    files = len({problem.location.path for problem in problems})
    counted = f"{_count(len(problems), 'problem')} in {_count(files, 'file')}"
    notices = len(diagnostics) - len(problems)
    return f"{counted}, {_count(notices, 'notice')}" if notices else counted


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def details(diagnostic: Diagnostic) -> list[tuple[str, str]]:
    """Return the parts of a problem besides its message, each with a label."""
    parts = [
        ("found", diagnostic.found),
        ("expected", diagnostic.expected),
        ("hint", diagnostic.hint),
        *(("see", f"{note.location}: {note.message}") for note in diagnostic.notes),
    ]
    return [(label, value) for label, value in parts if value]
