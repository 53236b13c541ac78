"""Diagnostics as people and programs read them: one function a format."""

from collections.abc import Mapping

from generator.reporters.github import workflow_commands
from generator.reporters.json_format import json_text
from generator.reporters.markdown import markdown
from generator.reporters.report import Changes, Report, Reporter, changed_first, in_change, summary
from generator.reporters.sarif import sarif
from generator.reporters.terminal import plain, report, show, text

FORMATS: Mapping[str, Reporter] = {
    "text": text,
    "json": json_text,
    "github": workflow_commands,
    "sarif": sarif,
    "markdown": markdown,
}

__all__ = [
    "FORMATS",
    "Changes",
    "Report",
    "Reporter",
    "changed_first",
    "in_change",
    "plain",
    "report",
    "show",
    "summary",
]
