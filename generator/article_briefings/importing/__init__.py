"""Imports foreign annotations: brat's standoff, and JSON of the W3C's model or of Hypothesis.

Each of the `IMPORTERS` finds the articles in a folder, which then become drafted briefings.
"""

from article_briefings.importing._run import ImportRun

__all__ = ["ImportRun"]
