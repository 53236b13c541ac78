"""Problems for programs: as JSON, and as SARIF."""

import json
from typing import Any
from urllib.parse import quote

from article_briefings.diagnostics import (
    CODES,
    Diagnostic,
    Explanation,
    Location,
    Report,
    Severity,
    __version__,
    printable,
)

FORMAT = 1
"""The version of the format: fields may be added to it, but none changes its meaning."""
_LONG_LINE = 2_000
"""Maximum characters of a line in excerpts: a whole file may be a single line."""
_BASE = "%SRCROOT%"
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def json_text(report: Report) -> str:
    """Return one object with the format version, the problems, their number, and any notices."""
    problems, notices = (
        [_problem(report, one) for one in report.diagnostics if one.severity is severity]
        for severity in (Severity.ERROR, Severity.NOTICE)
    )
    files = {problem["path"] for problem in problems}
    value: dict[str, Any] = {
        "format": FORMAT,
        "problems": problems,
        "summary": {"problems": len(problems), "files": len(files)},
    }
    if notices:
        value["notices"] = notices
    return _dumped(value)


def _dumped(value: Any) -> str:
    """Return a value as JSON in which no text can act as a command in a GitHub log."""
    # JSON parsers read the escape as the same character.
    return json.dumps(value, ensure_ascii=False, indent=2).replace("##[", r"#\u0023[") + "\n"


def _problem(report: Report, diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        **_place(diagnostic.location),
        "message": diagnostic.message,
        "found": diagnostic.found,
        "expected": diagnostic.expected,
        "hint": diagnostic.hint,
        "notes": [{**_place(note.location), "message": note.message} for note in diagnostic.notes],
        "in_change": None if report.changed is None else diagnostic in report.changed,
        "url": report.url(diagnostic.code) or None,
    }


def _place(location: Location) -> dict[str, Any]:
    return {
        "path": location.path,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
        "excerpt": [line for line, _ in location.shown(_LONG_LINE)],
    }


def sarif(report: Report) -> str:
    """Return a log of SARIF 2.1.0, the OASIS standard that code scanning reads.

    It has one run, whose rules are the codes that occur.
    """
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    run = {
        "tool": {
            "driver": {
                "name": "briefings",
                "semanticVersion": __version__,
                "rules": [_rule(report, code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder of the project."}}},
        "results": [_result(diagnostic, codes) for diagnostic in report.diagnostics],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return _dumped(log)


def _rule(report: Report, code: str) -> dict[str, Any]:
    text = Explanation.of(code)
    rule = {
        "id": code,
        "shortDescription": {"text": CODES.get(code) or text.body.partition("\n")[0]},
        "help": {"text": text.plain(report.page), "markdown": text.markdown(report.page)},
    }
    url = report.url(code)
    return rule | ({"helpUri": url} if url else {})


def _result(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    parts = [diagnostic.message]
    parts += [f"{label}: {value}" for label, value in diagnostic.details if label != "see"]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": "error" if diagnostic.severity is Severity.ERROR else "note",
        "message": {"text": "\n".join(printable(part) for part in parts)},
        "locations": [_location(diagnostic.location)],
    }
    if diagnostic.notes:
        result["relatedLocations"] = [
            {"id": number, **_location(note.location), "message": {"text": printable(note.message)}}
            for number, note in enumerate(diagnostic.notes, 1)
        ]
    return result


def _location(location: Location) -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": {
            "uri": quote(location.path, errors="surrogateescape"),
            "uriBaseId": _BASE,
        }
    }
    if location.excerpt:  # without an excerpt, it is the whole file
        physical["region"] = {
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
            "snippet": {"text": "\n".join([line for line, _ in location.shown(_LONG_LINE)])},
        }
    return {"physicalLocation": physical}
