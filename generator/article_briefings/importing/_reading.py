"""Code shared by the readers of all formats: the options of a call, texts and metadata."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Protocol

from article_briefings.diagnostics import Diagnostic
from article_briefings.drafting import ImportedArticle, Metadata, Origin, Remark
from article_briefings.importing._mapping import Scheme
from article_briefings.input import (
    MAX_SOURCE_BYTES,
    UNSHOWABLE,
    LineMap,
    SourceText,
    decoded,
    read_bytes,
    source_of,
)
from article_briefings.models import Placeholder

_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")

_LOST = "\ufffd"
_FEW_REPAIRED, _MOST_REPAIRED = 10, 20
"""The most repaired characters: this many, or one in this many, whichever allows more."""
_REPAIRED = {"control-character", "not-utf8"}

Progress = Callable[[int, int], None]
"""Called with the number of completed steps and the total."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of a call for all articles."""

    scheme: Scheme = field(default_factory=Scheme)
    annotator: str = ""
    """The annotator whose annotation is imported; if empty, the format decides."""
    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    """Metadata by the name of the article."""
    otherwise: Metadata = field(default_factory=Metadata)
    """The defaults for values missing from the table."""
    repair: bool = False
    """Whether to replace characters that no page can show, and bytes that are not text."""


class CollectionEntry(Protocol):
    """One article of a collection, before it is read."""

    @property
    def name(self) -> str:
        """Its name in the collection and in the table."""

    @property
    def origin(self) -> Origin:
        """The place given in messages about the article as a whole."""

    def read(self, folder: Path, choices: Choices) -> tuple[ImportedArticle | None, list[Remark]]:
        """The article with its marks; None if it cannot be read."""


@dataclass(frozen=True, slots=True)
class ArticleCollection:
    """The collection found in a folder."""

    expected: str
    """The files that such a collection needs at least, for a message."""
    is_empty: bool
    """Whether it lacks even these."""
    names: frozenset[str]
    """The names that the table may contain."""
    entries: Callable[
        [Mapping[str, Metadata], Progress | None], tuple[Sequence[CollectionEntry], list[Remark]]
    ]
    """Given the table: the annotated articles, by name, and remarks on files without one."""


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """The text of an article, as `source.txt` and as counted by the annotations."""

    data: bytes
    text: SourceText
    counted: str
    """The text before repair. Its characters correspond to those of `text` one to one."""


def about(name: str, choices: Choices, annotated: Metadata) -> Metadata:
    """The metadata of an article: from its row, its name, the call or the annotation itself."""
    row = choices.metadata.get(name, Metadata())
    day = _DAY.search(name)
    if not row.published and day:
        row = replace(row, published=day[0], dating=row.dating or Placeholder.DATE_IN_NAME)
    named = Metadata(slug=name)
    return _first(row, choices.otherwise, named, annotated)


def _first(*candidates: Metadata) -> Metadata:
    """The first value of each field that is present."""
    names = [one.name for one in fields(Metadata)]
    return Metadata(
        **{
            name: next((found for one in candidates if (found := getattr(one, name))), "")
            for name in names
        }
    )


def read_source(
    folder: Path, path: str, remarks: list[Remark], *, repair: bool = False
) -> ArticleSource | None:
    """The text of an article; None, with a remark, if it cannot be read."""
    data, problems = read_bytes(folder / path, path, MAX_SOURCE_BYTES)
    file = source = None
    counted = ""
    if data is not None:
        if repair:
            data, counted, said = repaired(data, path)
            remarks += said
        file, problems = decoded(data, path)
        if file:
            source, problems = source_of(path, file)
    remarks += map(_as_remark, problems)
    return (
        ArticleSource(data, source, counted or source.text) if data is not None and source else None
    )


def read_words(
    folder: Path, path: str, limit: int, remarks: list[Remark], *, repair: bool = False
) -> str | None:
    """The text of a file of annotations; None, with a remark, if it cannot be read."""
    data, problems = read_bytes(folder / path, path, limit)
    file = None
    if data is not None:
        if repair:
            data = data.decode("utf-8", "replace").encode()
        file, problems = decoded(data, path)
    remarks += map(_as_remark, problems)
    return file.text if file else None


def repaired(data: bytes, path: str) -> tuple[bytes, str, list[Remark]]:
    """The bytes of the repaired text, the text before repair, and remarks on replacements.

    Each character is replaced by exactly one, which keeps positions counted in characters valid.
    If so much would change that the file is hardly a text, nothing is replaced.
    """
    whole = data.decode("utf-8", "replace")
    mark = "\ufeff" * whole.startswith("\ufeff")
    counted = whole.removeprefix("\ufeff")
    found = [*UNSHOWABLE.finditer(counted)]
    lost = [] if _is_utf8(data) else [*re.finditer("\ufffd", counted)]
    count = len(found) + len(lost)
    if not count or count > max(_FEW_REPAIRED, len(counted) // _MOST_REPAIRED):
        return data, "", []
    text = UNSHOWABLE.sub(lambda one: _in_place_of(one[0]), counted)
    lines = LineMap(counted)
    said = []
    for name, places in sorted(_by_name(found, lost).items()):
        first = lines.place(places[0])
        times = f"{len(places):,} times, first " if len(places) > 1 else ""
        said.append(f"{name} ({times}in line {first[0]:,}, column {first[1]:,})")
    at = min(one.start() for one in (*found, *lost))
    message = f"repaired: {', '.join(said)}; marks keep their words"
    remark = Remark(Origin(path, lines.place(at)[0]), message, left_out=False)
    return (mark + text).encode(), counted, [remark]


def _by_name(found: list[re.Match[str]], lost: list[re.Match[str]]) -> dict[str, list[int]]:
    """The places of each replacement, by its description for a message."""
    places: dict[str, list[int]] = {}
    for one in found:
        name = f"U+{ord(one[0]):04X} became {_named(_in_place_of(one[0]))}"
        places.setdefault(name, []).append(one.start())
    if lost:
        places[f"bytes that are not UTF-8 became {_named(_LOST)}"] = [one.start() for one in lost]
    return places


def _in_place_of(character: str) -> str:
    return " " if character.isspace() else _LOST


def _named(character: str) -> str:
    return "a space" if character == " " else f"U+{ord(character):04X}"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_remark(problem: Diagnostic) -> Remark:
    message = "; ".join(part for part in (problem.message, problem.hint) if part)
    expected = f" (expected: {problem.expected})" if problem.expected else ""
    repair = "; --repair replaces it and imports the rest" if problem.code in _REPAIRED else ""
    return Remark(Origin(problem.location.path, problem.location.line), message + expected + repair)
