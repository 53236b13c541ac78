"""Problems as Markdown, for the summary of a GitHub job.

Text from files appears only in `<code>` and `<pre>`, with all HTML and Markdown
syntax escaped as character references. It is therefore never parsed as markup,
and GitHub creates no links or mentions from it.
"""

import re
from itertools import groupby

from article_briefings.diagnostics import Diagnostic, printable
from article_briefings.reporters._report import Report, summary
from article_briefings.reporters._terminal import plain

LIMIT = 1 << 20
"""GitHub accepts a summary of at most 1 MiB."""
_ROOM_FOR_THE_END = 200
_SYNTAX = re.compile(r"[&<>\"'`*_{}\[\]\\#|~^$!@]")


def markdown(report: Report) -> str:
    """Return the problems by file, up to GitHub's limit, and the number of those left out."""
    if not report.diagnostics:
        return f"{report.sound or 'No problems'}\n"
    out, room, left = [_heading(report)], LIMIT - _ROOM_FOR_THE_END, len(report.diagnostics)
    room -= len(out[0].encode())
    for path, problems in groupby(report.diagnostics, lambda problem: problem.location.path):
        heading = f"\n### <code>{_escaped(printable(path))}</code>\n"
        for problem in problems:
            part = heading + _problem(report, problem)
            heading = ""
            room -= len(part.encode())
            if room < 0:
                more = f"{left} more problem{'s' * (left != 1)}"
                return "".join([*out, f"\n{more}: run `briefings check` to see all.\n"])
            out.append(part)
            left -= 1
    return "".join(out)


def _heading(report: Report) -> str:
    return f"## {summary(report.diagnostics)}\n"


def _problem(report: Report, diagnostic: Diagnostic) -> str:
    code, url = diagnostic.code, report.url(diagnostic.code)
    name = f"[{code}]({url})" if url else f"`{code}`"
    changed = " · in your change" if report.is_changed(diagnostic) else ""
    place = f"line {diagnostic.location.line}, column {diagnostic.location.column}"
    return f"\n{name} · {place}{changed}\n\n<pre>{_escaped(plain(diagnostic))}</pre>\n"


def _escaped(text: str) -> str:
    return _SYNTAX.sub(lambda found: f"&#{ord(found[0])};", text)
