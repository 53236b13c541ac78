"""Reads annotations of others: brat's standoff, and JSON of the W3C's model or of Hypothesis.

Each of `FORMATS` finds the articles of a folder and reads them; `drafting` makes briefings of them.
"""

from article_briefings.importing._run import ImportRequest, ImportRun

__all__ = ["ImportRequest", "ImportRun"]
