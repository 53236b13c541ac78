"""Annotations of others → drafted briefings.

Each of `formats` finds articles and reads them: brat's standoff, and JSON of the W3C's model or of
Hypothesis. What follows is the same for all: `drafts` makes a briefing of them, `written` its file,
`register` knows who the sources are.
"""
