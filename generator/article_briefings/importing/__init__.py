"""Imports foreign annotations: brat's standoff, and JSON of the W3C's model or of Hypothesis.

Each of the `IMPORTERS` finds the articles in a folder; `drafting` turns them into briefings.
"""

from article_briefings.importing._run import ImportRequest, ImportRun

__all__ = ["ImportRequest", "ImportRun"]
