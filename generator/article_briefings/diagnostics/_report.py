"""The report that every format receives: the problems in display order, with their context.

It prints itself to a terminal: location, excerpt with carets, found, expected, hint. Rich is
imported late, because most commands have nothing to report.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from article_briefings.diagnostics._diagnostics import Diagnostic, Location, Severity, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_WIDTH = 100
SHOWN = 1_000
"""Maximum number of problems printed: nobody reads more, and each costs a millisecond."""

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

    @property
    def summary(self) -> str:
        """The number of problems, of files with problems, and of notices."""
        problems = [one for one in self.diagnostics if one.severity is Severity.ERROR]
        if self.diagnostics and not problems:
            return f"No problems, {_count(len(self.diagnostics), 'notice')}"
        files = len({problem.location.path for problem in problems})
        counted = f"{_count(len(problems), 'problem')} in {_count(files, 'file')}"
        notices = len(self.diagnostics) - len(problems)
        return f"{counted}, {_count(notices, 'notice')}" if notices else counted

    def print(self, console: "Console") -> None:
        """Print the report, followed by the command that explains each code in it."""
        from rich.text import Text

        for diagnostic in self.diagnostics[:SHOWN]:
            lines = _lines(diagnostic, self.is_changed(diagnostic))
            console.print(Text("\n").join(lines), end="\n\n", soft_wrap=True)
        if len(self.diagnostics) > SHOWN:
            more = f"The first {SHOWN:,} problems are above; --format json has all of them."
            console.print(more, soft_wrap=True)
        changed = f", {len(self.changed)} in your change" if self.changed is not None else ""
        console.print(Text(self.summary + changed, "bold"), soft_wrap=True)
        for code in sorted({diagnostic.code for diagnostic in self.diagnostics}):
            url = self.url(code)
            line = Text.assemble("  ", (f"briefings explain {code}", "cyan"))
            console.print(line.append(f"  {url}" if url else "", "dim"), soft_wrap=True)

    @staticmethod
    def plain(diagnostic: Diagnostic) -> str:
        """Return one problem as text without colour."""
        return "\n".join(line.plain for line in _lines(diagnostic))

    def text(self) -> str:
        """Return the report as text without colour."""
        if not self.diagnostics:
            return f"{self.sound}\n" if self.sound else ""
        from rich.console import Console

        console = Console(color_system=None, width=_WIDTH)
        with console.capture() as captured:
            self.print(console)
        return captured.get()


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
    return 0 in lines or any(line in lines for line in range(place.line, place.last_line + 1))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _lines(diagnostic: Diagnostic, changed: bool = False) -> list["Text"]:
    from rich.text import Text

    colour = "red" if diagnostic.severity is Severity.ERROR else "yellow"
    head = Text.assemble(
        (_place(diagnostic.location), "bold"),
        ": ",
        (str(diagnostic.severity), f"bold {colour}"),
        f" [{diagnostic.code}] ",
        printable(diagnostic.message),
        (" (in your change)" if changed else "", "magenta"),
    )
    parts = [
        Text.assemble((f"  {label:>8}: ", "cyan"), printable(value))
        for label, value in diagnostic.details
    ]
    return [head, *_excerpt(diagnostic.location, colour), *parts]


def _place(location: Location) -> str:
    place = printable(str(location))
    # In a GitHub log, a line that begins with two colons is a command.
    return f"./{place}" if place.lstrip().startswith("::") else place


def _excerpt(location: Location, colour: str) -> list["Text"]:
    if not location.excerpt or not location.excerpt[0].strip():
        return []
    from rich.text import Text

    number = str(location.line)
    line, start = location.shown(_WIDTH)[0]
    line = printable(line)
    one_line = location.end_line == location.line
    width = location.end_column - location.column if one_line else len(line) - start
    before = _cells(line[:start])
    marked = max(1, _cells(line[start : start + max(1, width)]))
    gutter = " " * len(number)
    return [
        Text.assemble((f"  {number} | ", "dim"), line),
        Text.assemble((f"  {gutter} | ", "dim"), " " * before, ("^" * marked, f"bold {colour}")),
    ]


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
