"""Reports of diagnostics for people and programs: one function per format."""

from collections.abc import Callable, Mapping

from article_briefings.diagnostics import Report
from article_briefings.reporters._github import markdown, workflow_commands
from article_briefings.reporters._gitlab import code_quality
from article_briefings.reporters._json_format import json_text, sarif

__all__ = ["FORMATS"]

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": Report.text,
    "json": json_text,
    "github": workflow_commands,
    "gitlab": code_quality,
    "sarif": sarif,
    "markdown": markdown,
}
"""Each returns text that ends with a newline or is empty."""
