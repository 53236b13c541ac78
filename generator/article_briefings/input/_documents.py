"""A file's text with its positions: what the stages after the loader point into."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from article_briefings.diagnostics import Location
from article_briefings.models import Span

NO_TEXT = (
    "save the file as plain text with the encoding UTF-8; it looks like UTF-16, or like no text "
    "at all but a picture or the file of a word processor"
)
"""What to do with a file that holds zero bytes."""

_LINE_END = re.compile(r"\r\n?|\n")
_MOST_LINES = 50
"""How many lines an excerpt has at most: a place may be as long as its file."""

Value = str | list["Value"] | dict[str, "Value"]
"""A YAML value in which every scalar is still text."""

Path = tuple[str | int, ...]
"""Where a value stands in a file: field names and list indices from the root."""


class LineMap:
    """Turns code-point offsets into lines and columns; a line ends at CRLF, LF or CR."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._lines: dict[int, str] = {}  # shared by all problems of a line, which may be long

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column: the inverse of `place`."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        if number not in self._lines:
            start = self._starts[number - 1]
            end = self._starts[number] if number < len(self._starts) else len(self._text)
            self._lines[number] = self._text[start:end].rstrip("\r\n")
        return self._lines[number]

    def location(self, path: str, span: Span) -> Location:
        """The span as a location; it is cut to the text where it reaches past its end."""
        start = min(span.start, len(self._text))
        line, column = self.place(start)
        end_line, end_column = self.place(max(start, min(span.end, len(self._text))))
        last = end_line if end_column > 1 or end_line == line else end_line - 1
        shown = range(line, min(last, line + _MOST_LINES - 1) + 1)
        excerpt = tuple(self.line(number) for number in shown)
        return Location(path, line, column, end_line, end_column, excerpt)


@dataclass(frozen=True)
class SourceText:
    """An article's text as loaded: without a byte-order mark, its line ends kept."""

    path: str
    text: str
    sha256: str
    """Of the file's bytes."""

    @cached_property
    def _lines(self) -> LineMap:
        return LineMap(self.text)

    def location(self, span: Span) -> Location:
        """A place in the text."""
        return self._lines.location(self.path, span)


@dataclass(frozen=True)
class Places:
    """For each path, the span of the value and of the field name that introduces it."""

    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]


@dataclass(frozen=True)
class Document:
    """A YAML file: its value, and the place of every node."""

    path: str
    text: str
    root: Value
    find_places: Callable[[str], Places] = field(repr=False)
    """Finds the places in the text. It is asked late: a file without a problem needs none."""

    def __eq__(self, other: object) -> bool:
        """Whether both are the same file with the same text, however they were read."""
        if not isinstance(other, Document):
            return NotImplemented
        return (self.path, self.text, self.root) == (other.path, other.text, other.root)

    @cached_property
    def _places(self) -> Places:
        return self.find_places(self.text)

    @property
    def values(self) -> Mapping[Path, Span]:
        """The span of each value."""
        return self._places.values

    @property
    def keys(self) -> Mapping[Path, Span]:
        """The span of the field name of each value that has one."""
        return self._places.keys

    @cached_property
    def _lines(self) -> LineMap:
        return LineMap(self.text)

    def location(self, path: Path = ()) -> Location:
        """The place of a value; of the nearest value around it where there is none."""
        while path and path not in self.values:
            path = path[:-1]
        span = self.values.get(path, Span(0, 0))
        return self._lines.location(self.path, self._first_lines(span))

    def key_location(self, path: Path) -> Location:
        """The place of the field name at `path`, or of the value where it has none."""
        if path in self.keys:
            return self._lines.location(self.path, self.keys[path])
        return self.location(path)

    def excerpt_location(self, path: Path, excerpt: str) -> Location:
        """The place of `excerpt` in the value at `path`, or of the whole value."""
        span = self.values.get(path)
        if span and excerpt:
            at = self.text.find(excerpt, span.start, span.end)
            if at >= 0:
                return self._lines.location(self.path, Span(at, at + len(excerpt)))
        return self.location(path)

    def _first_lines(self, span: Span) -> Span:
        """A value that spans lines is pointed at by its first one."""
        line, _ = self._lines.place(span.start)
        end = span.start + len(self._lines.line(line)) - (self._lines.place(span.start)[1] - 1)
        return Span(span.start, max(span.start, min(span.end, end)))


class DocumentLater(Document):
    """A document that is read when something else than its path is asked for.

    Where that fails, because the file is no longer what it was, the document is empty.
    """

    _read: Callable[[], Document | None]

    def __init__(self, path: str, read: Callable[[], Document | None]) -> None:
        vars(self).update(path=path, _read=read)  # frozen, as its base is

    @cached_property
    def _document(self) -> Document:
        return self._read() or Document(self.path, "", "", lambda _: Places({}, {}))

    @property
    def text(self) -> str:
        """The file's text."""
        return self._document.text

    @property
    def root(self) -> Value:
        """The file's value."""
        return self._document.root

    @property
    def find_places(self) -> Callable[[str], Places]:
        """Finds the places in the text."""
        return self._document.find_places


@dataclass(frozen=True)
class KnownDocuments:
    """Documents that were read before: one whose file holds the same is not read again."""

    digest_of: Callable[[str], str]
    """The SHA-256 of what a file holds now, by its path."""
    documents: dict[str, tuple[str, Document]]
    """By path, each with the SHA-256 of its file. What is read is added."""

    def get(self, path: str) -> Document | None:
        """The document of a file that has not changed."""
        digest, document = self.documents.get(path, ("", None))
        return document if digest == self.digest_of(path) else None
