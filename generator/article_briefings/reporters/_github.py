"""Problems for GitHub: as annotations of a pull request, and as the summary of a job."""

import re
from collections import defaultdict
from itertools import groupby
from urllib.parse import quote

from article_briefings.diagnostics import Diagnostic, Location, Report, Severity, printable

SHOWN = 10
"""GitHub shows so many annotations per step and drops the rest."""
SUMMARY_LIMIT = 1 << 20
"""GitHub accepts a summary of at most 1 MiB."""
_ROOM_FOR_THE_END = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SYNTAX = re.compile(r"[&<>\"'`*_{}\[\]\\#|~^$!@]")


def workflow_commands(report: Report) -> str:
    """Return the most important problems as one command per line, and how many there are besides.

    Text from files cannot end a line or start a command.
    """
    lines = [_annotation(report, diagnostic) for diagnostic in best(report, SHOWN)]
    left = len(report.diagnostics) - len(lines)
    if left:
        text = (
            f"{left} more problem{'s' * (left != 1)}, {report.summary} in all. "
            "GitHub shows ten annotations; briefings check lists every problem."
        )
        lines.append(_command("notice", {"title": "briefings check"}, text))
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
    lines = [
        diagnostic.message,
        *(f"{label}: {value}" for label, value in diagnostic.details),
        report.url(diagnostic.code) or f"briefings explain {diagnostic.code}",
    ]
    text = "\n".join(printable(line) for line in lines)
    return _command(str(diagnostic.severity), properties, text)


def _place(location: Location) -> dict[str, str]:
    place = {"file": location.path, "line": str(location.line)}
    last = location.last_line
    if last > location.line:
        return {**place, "endLine": str(last)}  # GitHub rejects columns for several lines
    end = location.end_column if location.end_line == location.line else location.column + 1
    return {
        **place,
        "col": str(location.column),
        "endLine": str(location.line),
        "endColumn": str(max(location.column, end - 1)),  # GitHub's end column is inclusive
    }


def _command(name: str, properties: dict[str, str], text: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a property; control characters that the runner cannot decode are as in addresses."""
    escaped = _data(text).replace(":", "%3A").replace(",", "%2C")
    return _CONTROL.sub(lambda found: quote(found[0]), escaped)


def markdown(report: Report) -> str:
    """Return the problems by file as Markdown, up to GitHub's limit, and the number of the others.

    Text from files appears only in `<code>` and `<pre>`, with all HTML and Markdown
    syntax escaped as character references. It is therefore never parsed as markup,
    and GitHub creates no links or mentions from it.
    """
    if not report.diagnostics:
        return f"{report.sound or 'No problems'}\n"
    out, left = [f"## {report.summary}\n"], len(report.diagnostics)
    room = SUMMARY_LIMIT - _ROOM_FOR_THE_END - len(out[0].encode())
    for path, problems in groupby(report.diagnostics, lambda problem: problem.location.path):
        heading = f"\n### <code>{_escaped(printable(path))}</code>\n"
        for problem in problems:
            part = heading + _section(report, problem)
            heading = ""
            room -= len(part.encode())
            if room < 0:
                more = f"{left} more problem{'s' * (left != 1)}"
                return "".join([*out, f"\n{more}: run `briefings check` to see all.\n"])
            out.append(part)
            left -= 1
    return "".join(out)


def _section(report: Report, diagnostic: Diagnostic) -> str:
    code, url = diagnostic.code, report.url(diagnostic.code)
    name = f"[{code}]({url})" if url else f"`{code}`"
    changed = " · in your change" if report.is_changed(diagnostic) else ""
    place = f"line {diagnostic.location.line}, column {diagnostic.location.column}"
    return f"\n{name} · {place}{changed}\n\n<pre>{_escaped(Report.plain(diagnostic))}</pre>\n"


def _escaped(text: str) -> str:
    return _SYNTAX.sub(lambda found: f"&#{ord(found[0])};", text)
