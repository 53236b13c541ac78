"""Reads YAML as text with positions, from libyaml's events.

The reader accepts a small subset of YAML: mappings, lists and scalars, and anchors within a limit.
Scalars stay text ("no", 1e3 and 2023-09-11 are not converted). Everything else is a problem with a
location. Nearly every file is sound and has nothing unusual: `plain_value` reads it fast and
without positions. For any other file its result is None, and `_Reader` reads the file again.
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

from article_briefings.diagnostics import Diagnostic
from article_briefings.input._documents import Document, LineMap, Path, Places, Value
from article_briefings.input._yaml_problems import YamlProblem, empty, syntax_problem, unprintable
from article_briefings.models import Span

MAX_DEPTH = 16
MAX_NODES = 60_000
MAX_CHARACTERS = 1_000_000
"""Maximum characters of all values, with aliases expanded; the same as for a file."""

_SECOND_MARK = re.compile("\ufeff")
_LINE_ENDS = ("\x85", "\u2028", "\u2029")
"""Of all characters that a file must not contain, those that libyaml reads, as line ends."""
_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})


def read_yaml(path: str, text: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read one YAML document; the result is None if the file has a problem."""
    plain = plain_value(text)
    if plain is not None:
        return Document(path, text, plain, _places), []
    reader = _Reader(text)
    root: Value = ""
    try:
        root = reader.read()
    except YamlProblem as problem:
        reader.problems = [problem]
    except yaml.MarkedYAMLError as error:
        reader.problems = [syntax_problem(text, error)]
    if reader.problems:
        lines = LineMap(text)
        return None, [problem.diagnostic(path, lines) for problem in reader.problems]
    return Document(path, text, root, _places), []


def _places(text: str) -> Places:
    """Return the positions in a text without problems."""
    reader = _Reader(text)
    reader.read()
    return reader.values, reader.keys


def plain_value(text: str) -> Value | None:
    """Return the value of a YAML text; None if the text has a problem, an anchor or a tag."""
    if text.startswith("\ufeff") or any(sign in text for sign in _LINE_ENDS):
        return None
    try:
        return _PlainReader(text).read()
    except (_Unusual, yaml.YAMLError, UnicodeEncodeError):
        return None


class _Unusual(Exception):
    """Ends the fast reader; never leaves this module."""


class _PlainReader:
    """The fast reader. It runs for every value of every file: exact types, and few calls."""

    def __init__(self, text: str) -> None:
        self.next: Any = yaml.CSafeLoader(text).get_event
        self.nodes = 1

    def read(self) -> Value:
        self.next()  # the stream begins
        if type(self.next()) is not DocumentStartEvent:
            raise _Unusual
        value = self.value(self.next(), 0)
        if type(self.next()) is not DocumentEndEvent or type(self.next()) is not StreamEndEvent:
            raise _Unusual
        if value == "" or self.nodes > MAX_NODES:
            raise _Unusual
        return value

    def value(self, event: Any, depth: int) -> Value:
        if event.anchor is not None or event.tag is not None:
            raise _Unusual
        kind = type(event)
        if kind is ScalarEvent:
            text: str = event.value
            if not event.style:
                return "" if text in _NO_VALUE else text
            if Document.NON_PRINTABLE.search(text):  # only from an escape
                raise _Unusual
            return text
        if depth >= MAX_DEPTH:  # its items would be one level deeper
            raise _Unusual
        if kind is MappingStartEvent:
            return self.mapping(depth + 1)
        if kind is SequenceStartEvent:
            return self.sequence(depth + 1)
        raise _Unusual

    def mapping(self, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        while type(key := self.next()) is ScalarEvent:
            name = key.value
            if key.anchor is not None or key.tag is not None or name in fields or name == "<<":
                raise _Unusual
            if key.style and Document.NON_PRINTABLE.search(name):
                raise _Unusual
            fields[name] = self.value(self.next(), depth)
        if type(key) is not MappingEndEvent:
            raise _Unusual
        self.nodes += len(fields)
        return fields

    def sequence(self, depth: int) -> list[Value]:
        items: list[Value] = []
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self.value(event, depth))
        self.nodes += len(items)
        return items


class _Reader:
    """The full reader: every position, and every problem."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.problems: list[YamlProblem] = []
        self.anchors: dict[str, tuple[Value, int, int] | None] = {}
        """Each with its numbers of values and characters; None while it is open."""
        self.nodes = self.characters = 0

    def read(self) -> Value:
        # The loader removes a byte-order mark; libyaml would skip a second one without counting it.
        found = _SECOND_MARK.match(self.text) or Document.NON_PRINTABLE.search(self.text)
        if found:
            raise unprintable(Span(*found.span()), found[0])
        next(self.events)  # the stream begins
        if isinstance(next(self.events), StreamEndEvent):
            raise empty(self.text)
        root = self._node(next(self.events), ())
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, StreamEndEvent):
            raise YamlProblem(
                "yaml-unsupported",
                _span(after),
                "a second document begins here",
                "one document in a file",
                "remove the line ---, or move the rest to a separate file",
            )
        if root == "":
            raise empty(self.text)
        return root

    def _node(self, event: yaml.Event, path: Path) -> Value:
        if len(path) > MAX_DEPTH:
            raise YamlProblem(
                "yaml-too-deep",
                _span(event),
                "this is nested too deeply",
                f"at most {MAX_DEPTH} levels",
            )
        self._count(1, event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        _refuse_tag(event)
        anchor: str | None = getattr(event, "anchor", None)
        before, read = self.nodes, self.characters
        if anchor is not None:
            self.anchors[anchor] = None  # an alias to it within it would be circular
        value = self._value(event, path)
        if anchor is not None:
            self.anchors[anchor] = (value, self.nodes - before + 1, self.characters - read)
        return value

    def _value(self, event: yaml.Event, path: Path) -> Value:
        if isinstance(event, ScalarEvent):
            self.values[path] = _span(event)
            self.characters += len(event.value)
            return "" if event.value in _NO_VALUE and not event.style else _text(event)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, path)
        return self._mapping(event, path)

    def _sequence(self, start: yaml.Event, path: Path) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        self.values[path] = Span(_span(start).start, _span(event).end)
        return items

    def _mapping(self, start: yaml.Event, path: Path) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._key(event)
            place = (*path, key)
            if key in fields:
                problem = YamlProblem(
                    "yaml-duplicate-key",
                    _span(event),
                    f'the field "{key}" is here a second time',
                    "each field once",
                    "remove one of the two, or begin a new list item with - before it",
                    self.keys[place],
                )
                self.problems.append(problem)
                self._node(next(self.events), place)  # for the problems in it
                continue
            self.keys[place] = _span(event)
            fields[key] = self._node(next(self.events), place)
        self.values[path] = Span(_span(start).start, _span(event).end)
        return fields

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, ScalarEvent):
            raise YamlProblem(
                "yaml-unsupported",
                _span(event),
                "a field name is not plain text",
                "a name, a colon and a value",
                "put quotation marks around a value that begins with [ or {",
            )
        if event.value == "<<" and not event.style:
            raise YamlProblem(
                "yaml-unsupported",
                _span(event),
                "the merge key << is used",
                "the fields written out",
            )
        _refuse_tag(event)
        return _text(event)

    def _alias(self, event: yaml.AliasEvent, path: Path) -> Value:
        name = str(event.anchor)
        anchor = self.anchors.get(name)
        if anchor is None:
            circular = name in self.anchors
            raise YamlProblem(
                "yaml-alias",
                _span(event),
                f"*{name} {'contains itself' if circular else 'names no anchor'}",
                "the value written out",
                "" if circular else "put quotation marks around a text that begins with *",
            )
        value, nodes, characters = anchor
        self._count(nodes, event)
        self.characters += characters
        if self.characters > MAX_CHARACTERS:
            raise YamlProblem(
                "yaml-alias",
                _span(event),
                "the file exceeds the limit here",
                f"at most {MAX_CHARACTERS:,} characters, those of aliases counted each time",
            )
        self.values[path] = _span(event)
        return value

    def _count(self, nodes: int, event: yaml.Event) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise YamlProblem(
                "yaml-alias" if isinstance(event, yaml.AliasEvent) else "too-large",
                _span(event),
                "the file exceeds the limit here",
                f"at most {MAX_NODES:,} values, those of aliases counted each time",
            )


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:  # libyaml marks every event
        return Span(0, 0)
    return Span(start.index, max(start.index, end.index))


def _refuse_tag(event: yaml.Event) -> None:
    tag: str | None = getattr(event, "tag", None)
    if tag is not None:
        raise YamlProblem(
            "yaml-unsupported",
            _span(event),
            f"the tag {tag} is used",
            "values without tags: every value is text here",
        )


def _text(event: ScalarEvent) -> str:
    """Return the scalar's text; an escape can produce characters that files must not contain."""
    if Document.NON_PRINTABLE.search(event.value):
        raise unprintable(_span(event))
    return str(event.value)
