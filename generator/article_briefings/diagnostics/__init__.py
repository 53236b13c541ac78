"""Diagnostics for problems in the input, and one-line reports of crashes."""

from article_briefings.diagnostics._crashes import (
    DEBUG,
    CrashReport,
    Refusal,
    debugging,
    working_on,
)
from article_briefings.diagnostics._diagnostics import (
    CODES,
    GROUPS,
    MESSAGES_PAGE,
    Diagnostic,
    Location,
    Note,
    Severity,
    in_order,
    printable,
)
from article_briefings.diagnostics._extras import install_command
from article_briefings.diagnostics._version import __version__

__all__ = [
    "CODES",
    "DEBUG",
    "GROUPS",
    "MESSAGES_PAGE",
    "CrashReport",
    "Diagnostic",
    "Location",
    "Note",
    "Refusal",
    "Severity",
    "__version__",
    "debugging",
    "in_order",
    "install_command",
    "printable",
    "working_on",
]
