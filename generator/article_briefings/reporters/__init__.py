"""Reports of diagnostics for people and programs: one function per format."""

from article_briefings.reporters._formats import FORMATS
from article_briefings.reporters._report import Report, changed_first, in_change
from article_briefings.reporters._terminal import plain, report, show

__all__ = ["FORMATS", "Report", "changed_first", "in_change", "plain", "report", "show"]
