"""Problems as SARIF 2.1.0, the OASIS standard that code scanning reads."""

from typing import Any
from urllib.parse import quote

from article_briefings.diagnostics import (
    CODES,
    Diagnostic,
    Location,
    Severity,
    __version__,
    printable,
)
from article_briefings.explanations import explanation
from article_briefings.reporters._json_format import dumped
from article_briefings.reporters._report import Report, details, excerpt

_BASE = "%SRCROOT%"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report) -> str:
    """Return a log with one run, whose rules are the codes that occur."""
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
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumped(log)


def _rule(report: Report, code: str) -> dict[str, Any]:
    text = explanation(code)
    rule = {
        "id": code,
        "shortDescription": {"text": CODES[code]},
        "help": {"text": text.plain(report.page), "markdown": text.markdown(report.page)},
    }
    return rule | ({"helpUri": report.url(code)} if report.page else {})


def _result(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    parts = [diagnostic.message]
    parts += [f"{label}: {value}" for label, value in details(diagnostic) if label != "see"]
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
            "snippet": {"text": "\n".join(excerpt(location))},
        }
    return {"physicalLocation": physical}
