"""Problems in the input, and what their codes mean; one-line reports of crashes."""

from article_briefings.diagnostics._crashes import (
    CrashReport,
    Extra,
    Refusal,
    working_on,
)
from article_briefings.diagnostics._diagnostics import (
    CODES,
    Diagnostic,
    Location,
    Note,
    NotEnough,
    Severity,
    printable,
)
from article_briefings.diagnostics._explanations import Explanation
from article_briefings.diagnostics._plugins import Plugin
from article_briefings.diagnostics._report import Report
from article_briefings.diagnostics._version import __version__

__all__ = [
    "CODES",
    "CrashReport",
    "Diagnostic",
    "Explanation",
    "Extra",
    "Location",
    "NotEnough",
    "Note",
    "Plugin",
    "Refusal",
    "Report",
    "Severity",
    "__version__",
    "printable",
    "working_on",
]
