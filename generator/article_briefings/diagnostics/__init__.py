"""Problems in the input, and what their codes mean; one-line reports of crashes."""

from article_briefings.diagnostics._crashes import (
    DEBUG,
    CrashReport,
    MissingExtra,
    Refusal,
    install_command,
    load_extra,
    raised_at,
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
from article_briefings.diagnostics._plugins import DOORS, Plugin, PluginProblem, plugin, plugins
from article_briefings.diagnostics._report import Report, plain, window
from article_briefings.diagnostics._version import __version__

__all__ = [
    "CODES",
    "DEBUG",
    "DOORS",
    "GROUPS",
    "MESSAGES_PAGE",
    "CrashReport",
    "Diagnostic",
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
    "install_command",
    "load_extra",
    "messages_page",
    "plain",
    "plugin",
    "plugins",
    "printable",
    "raised_at",
    "window",
    "working_on",
]
