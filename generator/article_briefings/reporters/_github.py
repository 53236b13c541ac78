"""Problems as GitHub's workflow commands, which become annotations of a pull request.

GitHub shows ten annotations per step and drops the rest. The ten most important ones
are printed, and a notice with the number of the others.
"""

from collections import defaultdict

from article_briefings.diagnostics import Diagnostic, Location, Severity, printable
from article_briefings.reporters._report import Report, details, last_line, summary

SHOWN = 10


def workflow_commands(report: Report) -> str:
    """Return one command per line; text from files cannot end a line or start a command."""
    shown = best(report, SHOWN)
    lines = [_annotation(report, diagnostic) for diagnostic in shown]
    if len(shown) < len(report.diagnostics):
        lines.append(_rest(report, len(report.diagnostics) - len(shown)))
    return "".join(f"{line}\n" for line in lines)


def best(report: Report, number: int) -> list[Diagnostic]:
    """Return the most important problems, `number` at most.

    Problems in the change come first, then errors before notices; among equals, the
    first problem of each file comes before the second of any file.
    """
    turns: dict[Diagnostic, int] = {}
    counts: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for diagnostic in report.diagnostics:
        group = (*_rank(report, diagnostic), diagnostic.location.path)
        turns[diagnostic] = counts[group]
        counts[group] += 1
    chosen = sorted(report.diagnostics, key=lambda d: (*_rank(report, d), turns[d]))
    return chosen[:number]


def _rank(report: Report, diagnostic: Diagnostic) -> tuple[bool, bool]:
    return not report.is_changed(diagnostic), diagnostic.severity is not Severity.ERROR


def _annotation(report: Report, diagnostic: Diagnostic) -> str:
    properties = {**_place(diagnostic.location), "title": diagnostic.code}
    return _command(str(diagnostic.severity), properties, _message(report, diagnostic))


def _place(location: Location) -> dict[str, str]:
    place = {"file": location.path, "line": str(location.line)}
    last = last_line(location)
    if last > location.line:
        return {**place, "endLine": str(last)}  # GitHub rejects columns for several lines
    end = location.end_column if location.end_line == location.line else location.column + 1
    return {
        **place,
        "col": str(location.column),
        "endLine": str(location.line),
        "endColumn": str(max(location.column, end - 1)),  # GitHub's end column is inclusive
    }


def _message(report: Report, diagnostic: Diagnostic) -> str:
    lines = [
        diagnostic.message,
        *(f"{label}: {value}" for label, value in details(diagnostic)),
        report.url(diagnostic.code) or f"briefings explain {diagnostic.code}",
    ]
    return "\n".join(printable(line) for line in lines)


def _rest(report: Report, number: int) -> str:
    text = (
        f"{number} more problem{'s' * (number != 1)}, {summary(report.diagnostics)} in all. "
        "GitHub shows ten annotations; briefings check lists every problem."
    )
    return _command("notice", {"title": "briefings check"}, text)


def _command(name: str, properties: dict[str, str], text: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
