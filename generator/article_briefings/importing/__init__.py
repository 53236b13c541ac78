"""Reads annotations of others: brat's standoff, and JSON of the W3C's model or of Hypothesis.

Each of `IMPORTERS` finds the articles of a folder; `drafting` makes briefings of them.
"""

from article_briefings.importing._run import ImportRequest, ImportRun

__all__ = ["ImportRequest", "ImportRun"]
