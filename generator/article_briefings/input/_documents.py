"""Documents and texts with positions, to which the stages after the loader refer."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.models import Span

NO_TEXT = (
    "save the file as plain text with the encoding UTF-8; it looks like UTF-16, a picture or a "
    "word processor's file"
)
"""The hint for a file that contains null bytes."""

_TAIL = 30

_LINE_END = re.compile(r"\r\n?|\n")
_MOST_LINES = 50
"""Maximum number of lines in an excerpt: a location may be as long as its file."""

Value = str | list["Value"] | dict[str, "Value"]
"""A YAML value in which every scalar is still text."""

Path = tuple[str | int, ...]
"""The path to a value in a file: field names and list indices from the root."""

Places = tuple[Mapping[Path, Span], Mapping[Path, Span]]
"""The span of each value, and of the field name before it, by path."""


class LineMap:
    """Converts code-point offsets to lines and columns; a line ends at CRLF, LF or CR."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._lines: dict[int, str] = {}  # shared by all problems in a line, which may be long

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, both from 1, in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column: the inverse of `place`."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return the text of a line, without its line end."""
        if number not in self._lines:
            start = self._starts[number - 1]
            end = self._starts[number] if number < len(self._starts) else len(self._text)
            self._lines[number] = self._text[start:end].rstrip("\r\n")
        return self._lines[number]

    def location(self, path: str, span: Span) -> Location:
        """Return the span as a location, cut off at the end of the text."""
        start = min(span.start, len(self._text))
        line, column = self.place(start)
        end_line, end_column = self.place(max(start, min(span.end, len(self._text))))
        last = end_line if end_column > 1 or end_line == line else end_line - 1
        shown = range(line, min(last, line + _MOST_LINES - 1) + 1)
        excerpt = tuple(self.line(number) for number in shown)
        return Location(path, line, column, end_line, end_column, excerpt)


@dataclass(frozen=True)
class SourceText:
    """An article's text as loaded: without a byte-order mark, with its original line ends."""

    MAX_BYTES: ClassVar = 300_000
    """The most bytes that its file may have."""
    UNSHOWABLE: ClassVar = re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
    )
    """Characters that it must not contain."""

    path: str
    text: str
    sha256: str
    """The SHA-256 of the file's bytes."""

    @cached_property
    def _lines(self) -> LineMap:
        return LineMap(self.text)

    def location(self, span: Span) -> Location:
        """Return the location of a span of the text."""
        return self._lines.location(self.path, span)


def cut_off(text: str) -> str:
    """Return the hint for a text that lacks something at its end; empty if its last line ends."""
    if text.endswith(("\n", "\r")):
        return ""
    tail = "".join(text[-_TAIL:].splitlines()[-1:]).strip()
    return f"the file ends within a line, after “{tail}”: the rest may have been cut off"


@dataclass(frozen=True)
class Document:
    """A YAML file: its value, and the position of every node."""

    MAX_BYTES: ClassVar = 1_000_000
    """The most bytes that its file may have."""
    NON_PRINTABLE: ClassVar = re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
    )

    path: str
    text: str
    root: Value
    find_places: Callable[[str], Places] = field(repr=False)
    """Finds the positions in the text. It is called late: a file without problems needs none."""
    written_in: int | None = None
    """The version of the format in which the text is, if the value was upgraded from it."""

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
        return self._places[0]

    @property
    def keys(self) -> Mapping[Path, Span]:
        """The span of the field name of each value that has one."""
        return self._places[1]

    @property
    def cut_off(self) -> str:
        """The hint if a field is missing that may have been at the end; empty if there is none."""
        return cut_off(self.text)

    @cached_property
    def _lines(self) -> LineMap:
        return LineMap(self.text)

    def location(self, path: Path = ()) -> Location:
        """Return the first line of a value, or of the nearest enclosing one if there is none."""
        while path and path not in self.values:
            path = path[:-1]
        span = self.values.get(path, Span(0, 0))
        line, column = self._lines.place(span.start)
        line_end = span.start - (column - 1) + len(self._lines.line(line))
        first_line = Span(span.start, max(span.start, min(span.end, line_end)))
        return self._lines.location(self.path, first_line)

    def span_location(self, span: Span) -> Location:
        """Return the location of a part of the text."""
        return self._lines.location(self.path, span)

    def key_location(self, path: Path) -> Location:
        """Return the location of the field name at `path`, or of the value if it has none."""
        if path in self.keys:
            return self._lines.location(self.path, self.keys[path])
        return self.location(path)

    def excerpt_location(self, path: Path, excerpt: str) -> Location:
        """Return the location of `excerpt` in the value at `path`, or of the whole value."""
        span = self.values.get(path)
        if span and excerpt:
            at = self.text.find(excerpt, span.start, span.end)
            if at >= 0:
                return self._lines.location(self.path, Span(at, at + len(excerpt)))
        return self.location(path)


@dataclass(frozen=True)
class DocumentCache:
    """Documents that were read before; a file that has not changed is not read again."""

    digest_of: Callable[[str], str]
    """Returns the SHA-256 of a file's current content, by path."""
    documents: dict[str, tuple[str, Document]]
    """Documents by path, with the SHA-256 of their files. Newly read documents are added."""

    def get(self, path: str) -> Document | None:
        """Return the document of a file that has not changed, otherwise None."""
        digest, document = self.documents.get(path, ("", None))
        return document if digest == self.digest_of(path) else None


@dataclass(frozen=True)
class ArticleFiles:
    """The contents of one article's folder; a part that could not be read is None."""

    slug: str
    folder: str
    document: Document | None
    source: SourceText | None
    translation: SourceText | None = None
    translation_path: str = ""
    """The path of the translation, sound or not; empty if there is none."""


@dataclass(frozen=True)
class RegisterFiles:
    """The contents of one folder of the register, by id."""

    documents: dict[str, Document] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    """Ids and paths of existing files that have a problem or were not selected for reading."""

    def path_of(self, identifier: str) -> str | None:
        """Return the path of an id's file, sound or not."""
        document = self.documents.get(identifier)
        return document.path if document else self.unread.get(identifier)


@dataclass
class Inputs:
    """All input that was read, in the order of the paths."""

    articles: list[ArticleFiles] = field(default_factory=list)
    actors: RegisterFiles = field(default_factory=RegisterFiles)
    background: RegisterFiles = field(default_factory=RegisterFiles)
    topics: Document | None = None
    stories: Document | None = None
    withdrawn: Document | None = None
    fields: Document | None = None
    unread: set[str] = field(default_factory=set)
    """The paths of the existing files among these four that have a problem."""
    unfilled: list[Diagnostic] = field(default_factory=list)
    """Notices about the page that says who makes the site."""
    second_review: bool = False
    """The project's setting: whether a second person must confirm some verdicts."""
