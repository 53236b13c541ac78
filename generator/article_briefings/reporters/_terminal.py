"""Problems as text for a terminal: location, excerpt with carets, found, expected, hint."""

from rich.console import Console
from rich.text import Text

from article_briefings.diagnostics import Diagnostic, Location, Severity, printable
from article_briefings.reporters._report import Report, details, summary, window

_WIDTH = 100
SHOWN = 1_000
"""Maximum number of problems printed: nobody reads more, and each costs a millisecond."""


def print_report(report: Report, console: Console) -> None:
    """Print a report, followed by the command that explains each code in it."""
    for diagnostic in report.diagnostics[:SHOWN]:
        lines = _lines(diagnostic, report.is_changed(diagnostic))
        console.print(Text("\n").join(lines), end="\n\n", soft_wrap=True)
    if len(report.diagnostics) > SHOWN:
        more = f"The first {SHOWN:,} problems are above; --format json has all of them."
        console.print(more, soft_wrap=True)
    changed = f", {len(report.changed)} in your change" if report.changed is not None else ""
    console.print(Text(summary(report.diagnostics) + changed, "bold"), soft_wrap=True)
    for code in sorted({diagnostic.code for diagnostic in report.diagnostics}):
        url = report.url(code)
        line = Text.assemble("  ", (f"briefings explain {code}", "cyan"))
        console.print(line.append(f"  {url}" if url else "", "dim"), soft_wrap=True)


def text(report: Report) -> str:
    """Return a report as text without colour."""
    if not report.diagnostics:
        return f"{report.sound}\n" if report.sound else ""
    console = Console(color_system=None, width=_WIDTH)
    with console.capture() as captured:
        print_report(report, console)
    return captured.get()


def plain(diagnostic: Diagnostic) -> str:
    """Return one problem as text without colour."""
    return "\n".join(line.plain for line in _lines(diagnostic))


def _lines(diagnostic: Diagnostic, changed: bool = False) -> list[Text]:
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
        for label, value in details(diagnostic)
    ]
    return [head, *_excerpt(diagnostic.location, colour), *parts]


def _place(location: Location) -> str:
    place = printable(str(location))
    # In a GitHub log, a line that begins with two colons is a command.
    return f"./{place}" if place.lstrip().startswith("::") else place


def _excerpt(location: Location, colour: str) -> list[Text]:
    if not location.excerpt or not location.excerpt[0].strip():
        return []
    number = str(location.line)
    line, start = window(location.excerpt[0], location.column - 1, _WIDTH)
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
    return Text(text).cell_len
