"""Reports of diagnostics for people and programs: one function per format."""

from collections.abc import Mapping

from article_briefings.reporters._github import workflow_commands
from article_briefings.reporters._json_format import json_text
from article_briefings.reporters._markdown import markdown
from article_briefings.reporters._report import Report, Reporter
from article_briefings.reporters._sarif import sarif
from article_briefings.reporters._terminal import plain, print_report, text

__all__ = ["FORMATS", "Report", "plain", "print_report"]

FORMATS: Mapping[str, Reporter] = {
    "text": text,
    "json": json_text,
    "github": workflow_commands,
    "sarif": sarif,
    "markdown": markdown,
}
