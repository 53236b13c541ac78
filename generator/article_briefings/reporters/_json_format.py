"""Problems as JSON, for programs."""

import json
from typing import Any

from article_briefings.diagnostics import Diagnostic, Location, Severity
from article_briefings.reporters._report import Report, excerpt

FORMAT = 1
"""The version of the format: fields may be added to it, but none changes its meaning."""


def json_text(report: Report) -> str:
    """Return one object with the format version, the problems, their number, and any notices."""
    sorted_by: dict[Severity, list[Diagnostic]] = {severity: [] for severity in Severity}
    for diagnostic in report.diagnostics:
        sorted_by[diagnostic.severity].append(diagnostic)
    problems, notices = sorted_by[Severity.ERROR], sorted_by[Severity.NOTICE]
    files = {problem.location.path for problem in problems}
    value: dict[str, Any] = {
        "format": FORMAT,
        "problems": [_problem(report, problem) for problem in problems],
        "summary": {"problems": len(problems), "files": len(files)},
    }
    if notices:
        value["notices"] = [_problem(report, notice) for notice in notices]
    return dumped(value)


def dumped(value: Any) -> str:
    """Return a value as JSON in which no text can act as a command in a GitHub log."""
    # JSON parsers read the escape as the same character.
    return json.dumps(value, ensure_ascii=False, indent=2).replace("##[", r"#\u0023[") + "\n"


def _problem(report: Report, diagnostic: Diagnostic) -> dict[str, Any]:
    has_change = report.changed is not None
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        **_place(diagnostic.location),
        "message": diagnostic.message,
        "found": diagnostic.found,
        "expected": diagnostic.expected,
        "hint": diagnostic.hint,
        "notes": [{**_place(note.location), "message": note.message} for note in diagnostic.notes],
        "in_change": report.is_changed(diagnostic) if has_change else None,
        "url": report.url(diagnostic.code) or None,
    }


def _place(location: Location) -> dict[str, Any]:
    return {
        "path": location.path,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
        "excerpt": excerpt(location),
    }
