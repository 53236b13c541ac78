"""Reads YAML as text with positions, from libyaml's events.

The reader accepts a small subset of YAML: mappings, lists and scalars, and anchors
within a limit. Scalars stay text ("no", 1e3 and 2023-09-11 are not converted).
Everything else is a problem with a location.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import yaml

from article_briefings.diagnostics import Diagnostic, Note
from article_briefings.input._documents import (
    NO_TEXT,
    Document,
    DocumentLater,
    LineMap,
    Path,
    Places,
    Value,
)
from article_briefings.input._yaml_plain import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_NODES,
    NO_VALUE,
    NON_PRINTABLE,
    plain_value,
)
from article_briefings.models import Span

_SECOND_MARK = re.compile("\ufeff")
_Events = Iterator[yaml.Event]


class _Problem(Exception):
    """Carries a diagnostic out of the recursion; never leaves this module."""

    def __init__(
        self,
        code: str,
        span: Span,
        message: str,
        expected: str = "",
        hint: str = "",
        first: Span | None = None,
    ):
        super().__init__(message)
        self.code, self.span, self.first = code, span, first
        self.message, self.expected, self.hint = message, expected, hint

    def diagnostic(self, path: str, lines: LineMap) -> Diagnostic:
        """Return the problem as a diagnostic with its location."""
        place = lines.location(path, self.span)
        notes = (Note(lines.location(path, self.first), "the first one"),) if self.first else ()
        return Diagnostic(
            self.code, place, self.message, expected=self.expected, hint=self.hint, notes=notes
        )


def read_yaml(path: str, text: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read one YAML document; the result is None if the file has a problem."""
    plain = plain_value(text)
    if plain is not None:
        return Document(path, text, plain, _places), []
    reader = _Reader()
    problems: list[_Problem] = []
    root: Value = ""
    try:
        _check_characters(text)
        root = reader.read(text)
        problems = reader.problems
    except _Problem as problem:
        problems = [problem]
    except yaml.MarkedYAMLError as error:
        problems = [_syntax(text, error)]
    if problems:
        lines = LineMap(text)
        return None, [problem.diagnostic(path, lines) for problem in problems]
    return Document(path, text, root, _places), []


def document_later(path: str, read_text: Callable[[str], str]) -> Document:
    """Return the document of a sound file, read only when more than its path is accessed."""
    return DocumentLater(path, lambda: read_yaml(path, read_text(path))[0])


def _places(text: str) -> Places:
    """Return the positions in a text without problems."""
    reader = _Reader()
    reader.read(text)
    return Places(reader.values, reader.keys)


@dataclass
class _Anchor:
    value: Value
    nodes: int
    characters: int


@dataclass
class _Reader:
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    problems: list[_Problem] = field(default_factory=list)
    anchors: dict[str, _Anchor | None] = field(default_factory=dict)
    nodes: int = 0
    characters: int = 0

    def read(self, text: str) -> Value:
        events: _Events = yaml.parse(text, Loader=yaml.CSafeLoader)
        next(events)  # the stream begins
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            raise _empty(text)
        root = self._node(next(events), events, ())
        next(events)  # the document ends
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Problem(
                "yaml-unsupported",
                _span(after),
                "a second document begins here",
                "one document in a file",
                "take the line --- away, or put the rest into a file of its own",
            )
        if root == "":
            raise _empty(text)
        return root

    def _node(self, event: yaml.Event, events: _Events, path: Path) -> Value:
        if len(path) > MAX_DEPTH:
            raise _Problem(
                "yaml-too-deep", _span(event), "this nests too deep", f"at most {MAX_DEPTH} levels"
            )
        self._count(1, event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        _refuse_tag(event)
        anchor: str | None = getattr(event, "anchor", None)
        before, read = self.nodes, self.characters
        if anchor is not None:
            self.anchors[anchor] = None  # still open: an alias to it here would be circular
        value = self._value(event, events, path)
        if anchor is not None:
            self.anchors[anchor] = _Anchor(value, self.nodes - before + 1, self.characters - read)
        return value

    def _value(self, event: yaml.Event, events: _Events, path: Path) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            self.values[path] = _span(event)
            self.characters += len(event.value)
            if not event.style and event.value in NO_VALUE:
                return ""
            return _showable(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, path)
        return self._mapping(event, events, path)

    def _sequence(self, start: yaml.Event, events: _Events, path: Path) -> list[Value]:
        items: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self.values[path] = Span(_span(start).start, _span(event).end)
                break
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, start: yaml.Event, events: _Events, path: Path) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self.values[path] = Span(_span(start).start, _span(event).end)
                break
            key = self._key(event)
            place = (*path, key)
            if key in fields:
                self._duplicate(key, _span(event), self.keys[place])
                self._skip(next(events), events, place)
                continue
            self.keys[place] = _span(event)
            fields[key] = self._node(next(events), events, place)
        return fields

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Problem(
                "yaml-unsupported",
                _span(event),
                "a field name is not plain text",
                "a name, a colon and a value",
                "put quotation marks around a value that begins with [ or {",
            )
        if event.value == "<<" and not event.style:
            raise _Problem(
                "yaml-unsupported",
                _span(event),
                "the merge key << is used",
                "the fields written out",
            )
        _refuse_tag(event)
        return _showable(event)

    def _duplicate(self, key: str, span: Span, first: Span) -> None:
        self.problems.append(
            _Problem(
                "yaml-duplicate-key",
                span,
                f'the field "{key}" stands here a second time',
                "each field once",
                "take one of the two away, or begin a new list item with - before it",
                first,
            )
        )

    def _skip(self, event: yaml.Event, events: _Events, path: Path) -> None:
        spare = _Reader(anchors=self.anchors, nodes=self.nodes, characters=self.characters)
        spare._node(event, events, path)  # at its own depth: duplicates nest as well
        self.nodes, self.characters = spare.nodes, spare.characters
        self.problems.extend(spare.problems)

    def _alias(self, event: yaml.Event, path: Path) -> Value:
        name = str(getattr(event, "anchor", ""))
        anchor = self.anchors.get(name)
        if anchor is None:
            circular = name in self.anchors
            raise _Problem(
                "yaml-alias",
                _span(event),
                f"*{name} {'contains itself' if circular else 'names no anchor'}",
                "the value written out",
                "" if circular else "put quotation marks around a text that begins with *",
            )
        self._count(anchor.nodes, event)
        self.characters += anchor.characters
        if self.characters > MAX_CHARACTERS:
            raise _Problem(
                "yaml-alias",
                _span(event),
                "the file grows beyond the limit here",
                f"at most {MAX_CHARACTERS:,} characters, those of aliases counted each time",
            )
        self.values[path] = _span(event)
        return anchor.value

    def _count(self, nodes: int, event: yaml.Event) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise _Problem(
                "yaml-alias" if isinstance(event, yaml.AliasEvent) else "too-large",
                _span(event),
                "the file grows beyond the limit here",
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
        raise _Problem(
            "yaml-unsupported",
            _span(event),
            f"the tag {tag} is used",
            "values without tags: every value is text here",
        )


def _showable(event: yaml.ScalarEvent) -> str:
    """Return the scalar's text; an escape can produce characters that files must not contain."""
    if NON_PRINTABLE.search(event.value):
        raise _unreadable(_span(event))
    return str(event.value)


def _empty(text: str) -> _Problem:
    return _Problem(
        "empty-file",
        Span(0, min(1, len(text))),
        "the file holds nothing",
        "the fields of the format",
        "copy a file of the same kind and change it",
    )


_HIDDEN = "delete it; it often comes with copied text and is not visible in an editor"


def _unreadable(span: Span, hint: str = _HIDDEN) -> _Problem:
    return _Problem(
        "control-character",
        span,
        "a character stands here that cannot be shown",
        "letters, digits, punctuation, spaces and line ends",
        hint,
    )


def _check_characters(text: str) -> None:
    # The loader removes a byte-order mark; libyaml would skip a second one without counting it.
    found = _SECOND_MARK.match(text) or NON_PRINTABLE.search(text)
    if found:
        raise _unreadable(Span(*found.span()), NO_TEXT if found[0] == "\0" else _HIDDEN)


_SYNTAX_HINTS = (
    (
        "mapping values are not allowed",
        "a field begins in the same column as the field above it; a text with a colon and a space "
        "in it needs quotation marks around the whole text",
    ),
    (
        "could not find expected ':'",
        "a field has a colon and a space behind its name; a text of several lines is indented",
    ),
    (
        "did not find expected key",
        "check the indentation, and quotation marks within a text that has them around it",
    ),
    (
        "did not find expected '-' indicator",
        "the items of a list begin with - at the same indentation",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark or a bracket that opens here is never closed",
    ),
    ("did not find expected ',' or", "a { or [ is not closed, or a comma is missing after an item"),
    ("found character that cannot start any token", "put quotation marks around the text"),
    ("found undefined tag handle", "put quotation marks around a text that begins with !"),
    (
        "did not find expected alphabetic",
        "put quotation marks around a text that begins with & or *",
    ),
    ("found unknown escape character", 'within "..." a backslash is written twice'),
)


def _syntax(text: str, error: yaml.MarkedYAMLError) -> _Problem:
    mark = error.problem_mark or error.context_mark
    # libyaml counts `index` in code points for text, as everything here does.
    at = min(mark.index if mark else 0, len(text))
    problem = str(error.problem or "this cannot be read")
    never_closed = "end of stream" in problem or not text[at:].strip()
    if error.context_mark and (never_closed or "could not find expected ':'" in problem):
        at = error.context_mark.index
    start = text.rfind("\n", 0, at) + 1
    indent = len(text[start:]) - len(text[start:].lstrip(" \t"))
    tab = text.find("\t", start, max(start + indent, at + 1))
    if tab >= 0:
        return _Problem(
            "yaml-tab",
            Span(tab, tab + 1),
            "a tab stands here",
            "spaces: YAML does not take tabs for indentation",
            "set your editor to insert spaces",
        )
    mishap = _mishap(text, at)
    if mishap:
        return mishap
    hint = next((hint for sign, hint in _SYNTAX_HINTS if sign in problem), "")
    context = f" {error.context}" if error.context else ""
    return _Problem(
        "yaml-syntax",
        Span(at, min(at + 1, len(text))),
        f"this is not well-formed YAML: {problem}{context}",
        "a field name, a colon, a space and a value",
        hint,
    )


_VERSIONS = re.compile(r"(?m)^(<{7}|={7}|>{7})( .*)?$")
_NO_SPACES = re.compile(r"(?m)^ *([\u00a0\u2000-\u200b\u202f\u3000]+)")


def _mishap(text: str, at: int) -> _Problem | None:
    """Find invisible spaces and git's conflict markers on the line of `at` or the one before."""
    start = text.rfind("\n", 0, at) + 1
    versions = _VERSIONS.match(text, start)
    if versions:
        return _Problem(
            "yaml-syntax",
            Span(*versions.span()),
            "git has left two versions of some lines here",
            "one of them",
            "keep what is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        )
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    spaces = _NO_SPACES.match(text, start) or _NO_SPACES.match(text, before)
    if spaces:
        return _Problem(
            "yaml-syntax",
            Span(*spaces.span(1)),
            "this looks like a space and is none to YAML",
            "the spaces of the space bar",
            "delete it and type spaces; it comes with text from a web page or a word processor",
        )
    return None
