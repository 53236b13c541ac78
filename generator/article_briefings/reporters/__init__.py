"""Diagnostics as people and programs read them: one function a format."""

from collections.abc import Mapping

from article_briefings.reporters._github import workflow_commands
from article_briefings.reporters._json_format import json_text
from article_briefings.reporters._markdown import markdown
from article_briefings.reporters._report import (
    Changes,
    Report,
    Reporter,
    changed_first,
    in_change,
    summary,
)
from article_briefings.reporters._sarif import sarif
from article_briefings.reporters._terminal import plain, report, show, text

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
