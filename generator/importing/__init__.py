"""Annotations of others → drafted briefings.

`brat` (with `standoff`, `mapping`, `offsets`) makes attributions of a foreign file; what follows is
the same for all formats: `drafts` makes a briefing of them, `written` its file, `register` knows
who the sources are.
"""
