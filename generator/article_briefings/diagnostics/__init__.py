"""Diagnostics for problems in the input, and one-line reports of crashes."""

from article_briefings.diagnostics._crashes import (
    DEBUG,
    CrashReport,
    MissingExtra,
    Refusal,
    debugging,
    install_command,
    load_extra,
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
from article_briefings.diagnostics._version import __version__

__all__ = [
    "CODES",
    "DEBUG",
    "GROUPS",
    "MESSAGES_PAGE",
    "CrashReport",
    "Diagnostic",
    "Location",
    "MissingExtra",
    "Note",
    "Refusal",
    "Severity",
    "__version__",
    "debugging",
    "in_order",
    "install_command",
    "load_extra",
    "printable",
    "working_on",
]
