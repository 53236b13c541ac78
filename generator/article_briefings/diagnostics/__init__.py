"""Diagnostics for problems in the input, and one-line reports of crashes."""

from article_briefings.diagnostics._crashes import (
    DEBUG,
    Refusal,
    debugging,
    described,
    exit_code,
    name_file,
    print_traceback,
    report,
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
)
from article_briefings.diagnostics._extras import MissingExtra, install_command, load_extra
from article_briefings.diagnostics._printable import printable
from article_briefings.diagnostics._version import __version__

__all__ = [
    "CODES",
    "DEBUG",
    "GROUPS",
    "MESSAGES_PAGE",
    "Diagnostic",
    "Location",
    "MissingExtra",
    "Note",
    "Refusal",
    "Severity",
    "__version__",
    "debugging",
    "described",
    "exit_code",
    "in_order",
    "install_command",
    "load_extra",
    "name_file",
    "print_traceback",
    "printable",
    "report",
    "working_on",
]
