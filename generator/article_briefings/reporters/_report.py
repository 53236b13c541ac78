"""What every format is given: the problems in the order to show them, and what belongs to them."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from article_briefings.diagnostics import Diagnostic, Location, Severity

_ELLIPSIS = "…"
_LONG_LINE = 2_000
"""How much of a line programs get: a file may be one line, and every problem stands in it."""

Changes = Mapping[str, AbstractSet[int]]
"""Lines that a change touched, by file; the set of a file that is new as a whole holds 0."""


@dataclass(frozen=True)
class Report:
    """Problems, those within the change first, and the address of the page that explains them."""

    diagnostics: Sequence[Diagnostic]
    changed: frozenset[Diagnostic] | None = None
    """Those of them that stand in the change; None where nothing is known of a change."""
    page: str = ""
    """The address of the page of messages; empty where the site has none."""
    sound: str = field(default="", compare=False)
    """What to say where there is no problem."""

    def url(self, code: str) -> str:
        """The section of the page of messages on a code; empty where there is no page."""
        return f"{self.page}#{code}" if self.page else ""

    def is_changed(self, diagnostic: Diagnostic) -> bool:
        """Whether a problem stands in the change."""
        return self.changed is not None and diagnostic in self.changed


Reporter = Callable[[Report], str]
"""A format: a report as text that ends with a line end, or is empty."""


def in_change(diagnostics: Sequence[Diagnostic], changes: Changes) -> frozenset[Diagnostic]:
    """The problems that a change may have brought about.

    Their place, or one in their notes, is on lines that the change touched; or it touched a file
    that they rest on, such as the article in which a mark is looked for.
    """
    return frozenset(
        problem
        for problem in diagnostics
        if any(_touched(place, changes) for place in _places(problem))
        or any(path in changes for path in problem.rests_on)
    )


def _places(problem: Diagnostic) -> list[Location]:
    return [problem.location, *(note.location for note in problem.notes)]


def changed_first(
    diagnostics: Sequence[Diagnostic], changed: AbstractSet[Diagnostic]
) -> list[Diagnostic]:
    """The problems in their order, those of the change before the others."""
    return sorted(diagnostics, key=lambda problem: problem not in changed)


def _touched(place: Location, changes: Changes) -> bool:
    if not place.excerpt:  # the file or folder as a whole
        return any(f"{name}/".startswith(f"{place.path}/") for name in changes)
    lines = changes.get(place.path, frozenset[int]())
    return 0 in lines or any(line in lines for line in range(place.line, last_line(place) + 1))


def last_line(place: Location) -> int:
    """The last line that a place has a character in."""
    if not place.excerpt or place.end_line <= place.line:
        return place.line
    return place.end_line if place.end_column > 1 else place.end_line - 1


def window(line: str, start: int, width: int) -> tuple[str, int]:
    """The part of a long line around `start`, and where `start` is in it."""
    if len(line) <= width:
        return line, start
    left = max(0, min(start - width // 3, len(line) - width))
    part = line[left : left + width]
    if left + width < len(line):
        part += _ELLIPSIS
    if left:
        return _ELLIPSIS + part, start - left + len(_ELLIPSIS)
    return part, start


def excerpt(location: Location) -> list[str]:
    """The lines of a place for programs; of a very long one the part around the place."""
    first = location.column - 1
    return [
        window(line, 0 if number else first, _LONG_LINE)[0]
        for number, line in enumerate(location.excerpt)
    ]


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many problems there are, in how many files, and how many notices."""
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
    """Whatever a problem has besides its message, with a label each."""
    parts = [
        ("found", diagnostic.found),
        ("expected", diagnostic.expected),
        ("hint", diagnostic.hint),
        *(("see", f"{note.location}: {note.message}") for note in diagnostic.notes),
    ]
    return [(label, value) for label, value in parts if value]
