"""Problems in the input, and what their codes mean; one-line reports of crashes."""

from article_briefings.diagnostics._crashes import (
    CrashReport,
    Extra,
    MissingExtra,
    Refusal,
    working_on,
)
from article_briefings.diagnostics._diagnostics import (
    CODES,
    GROUPS,
    MESSAGES_PAGE,
    Diagnostic,
    Location,
    Note,
    NotEnough,
    Severity,
    in_order,
    printable,
)
from article_briefings.diagnostics._explanations import explanation, messages_page
from article_briefings.diagnostics._plugins import Plugin, PluginProblem
from article_briefings.diagnostics._report import Report
from article_briefings.diagnostics._version import __version__

__all__ = [
    "CODES",
    "GROUPS",
    "MESSAGES_PAGE",
    "CrashReport",
    "Diagnostic",
    "Extra",
    "Location",
    "MissingExtra",
    "NotEnough",
    "Note",
    "Plugin",
    "PluginProblem",
    "Refusal",
    "Report",
    "Severity",
    "__version__",
    "explanation",
    "in_order",
    "messages_page",
    "printable",
    "working_on",
]
