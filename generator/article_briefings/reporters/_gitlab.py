"""Problems for GitLab: the code-quality report of a merge request."""

import hashlib
import json
from collections import Counter
from typing import Any

from article_briefings.diagnostics import Diagnostic, Report, Severity, printable


def code_quality(report: Report) -> str:
    """Return a list of GitLab's issues, which have a subset of the fields of Code Climate's."""
    seen = Counter[str]()
    return json.dumps([_issue(one, seen) for one in report.diagnostics], indent=2) + "\n"


def _issue(diagnostic: Diagnostic, seen: Counter[str]) -> dict[str, Any]:
    place = diagnostic.location
    words = [diagnostic.message, *(f"{label}: {value}" for label, value in diagnostic.details)]
    return {
        "description": printable(". ".join(words)),
        "check_name": diagnostic.code,
        "fingerprint": _fingerprint(diagnostic, seen),
        "severity": "major" if diagnostic.severity is Severity.ERROR else "info",
        "location": {"path": printable(place.path), "lines": {"begin": place.line}},
    }


def _fingerprint(diagnostic: Diagnostic, seen: Counter[str]) -> str:
    """Return a digest that stays if lines are added above the problem, and that no other has."""
    about = (diagnostic.code, diagnostic.location.path, diagnostic.message, diagnostic.found)
    same = repr((*about, *diagnostic.location.excerpt[:1]))
    seen[same] += 1
    return hashlib.sha256(repr((same, seen[same])).encode("utf-8", "backslashreplace")).hexdigest()
