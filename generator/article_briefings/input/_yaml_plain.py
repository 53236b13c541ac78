"""A fast reader for YAML files without anything unusual: returns the value, but no positions.

Nearly every file can be read this way. For anything that could be a problem the result
is None; `yaml_reader` then reads the file again and reports the problem.
"""

import re
from typing import Any

import yaml
from yaml import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from article_briefings.input._documents import Value

MAX_DEPTH = 16
MAX_NODES = 60_000
MAX_CHARACTERS = 1_000_000
"""Maximum characters of all values, with aliases expanded; the same as for a file."""

#: Characters that libyaml rejects, would treat as line ends, or that only escapes can produce.
NON_PRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})


def plain_value(text: str) -> Value | None:
    """Return the value of a YAML text; None if the text has a problem, an anchor or a tag."""
    if text.startswith("\ufeff") or NON_PRINTABLE.search(text):
        return None
    try:
        return _Plain(text).document()
    except (_Unusual, yaml.YAMLError):
        return None


class _Unusual(Exception):
    """Ends the fast reader; never leaves this module."""


class _Plain:
    def __init__(self, text: str) -> None:
        self.next: Any = yaml.CSafeLoader(text).get_event
        self.nodes = 0

    def document(self) -> Value:
        self.next()  # the stream begins
        if type(self.next()) is not DocumentStartEvent:
            raise _Unusual
        value = self.node(self.next(), 0)
        if type(self.next()) is not DocumentEndEvent or type(self.next()) is not StreamEndEvent:
            raise _Unusual
        if value == "" or self.nodes > MAX_NODES:
            raise _Unusual
        return value

    def node(self, event: Any, depth: int) -> Value:
        # This runs for every value of every file: exact types, and no calls for the usual cases.
        self.nodes += 1
        kind = type(event)
        if kind is ScalarEvent:
            return _scalar(event)
        if self.nodes > MAX_NODES or depth >= MAX_DEPTH:  # its items would be one level deeper
            raise _Unusual
        if event.anchor is not None or event.tag is not None:
            raise _Unusual
        if kind is MappingStartEvent:
            return self.mapping(depth + 1)
        if kind is SequenceStartEvent:
            return self.sequence(depth + 1)
        raise _Unusual

    def mapping(self, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        while type(event := self.next()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or (event.value == "<<" and not event.style):
                raise _Unusual
            _scalar(event)
            if event.value in fields:
                raise _Unusual
            fields[event.value] = self.node(self.next(), depth)
        return fields

    def sequence(self, depth: int) -> list[Value]:
        items: list[Value] = []
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self.node(event, depth))
        return items


def _scalar(event: Any) -> str:
    if event.anchor is not None or event.tag is not None:
        raise _Unusual
    value: str = event.value
    if not event.style:
        return "" if value in NO_VALUE else value
    if event.style == '"' and NON_PRINTABLE.search(value):  # only from an escape
        raise _Unusual
    return value
