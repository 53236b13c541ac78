"""Lists the files of a collection, and reads its texts and annotations.

Files are those of a folder and of the folders within it, by name. Links are not followed, hidden
files are ignored, and nothing outside the folder is read.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from article_briefings.diagnostics import Diagnostic
from article_briefings.importing._model import (
    ArticleSource,
    ImportedArticle,
    Metadata,
    Origin,
    Remark,
    Remarks,
)
from article_briefings.importing._options import Options
from article_briefings.input import LineMap, Progress, SourceText, TextFile

MAX_FILES = 200_000
_LOST, _LOST_NAME = "\ufffd", "U+FFFD"
_FEW_REPAIRED, _MOST_REPAIRED = 10, 20
"""The most repaired characters: this many, or one in this many, whichever allows more."""
_REPAIRED = {"control-character", "not-utf8"}


class CollectionEntry(Protocol):
    """One article of a collection, before it is read."""

    @property
    def name(self) -> str:
        """Its name in the collection and in the table."""

    @property
    def origin(self) -> Origin:
        """The place given in messages about the article as a whole."""

    def read(self, folder: Path, options: Options, remarks: Remarks) -> ImportedArticle | None:
        """The article with its marks; None if it cannot be read. Adds remarks."""


@dataclass(frozen=True, slots=True)
class ArticleCollection:
    """The collection found in a folder."""

    expected: str
    """The files that such a collection needs at least, for a message."""
    is_empty: bool
    """Whether it lacks even these."""
    names: frozenset[str]
    """The names that the table may contain."""
    remarks: Remarks
    entries: Callable[[Mapping[str, Metadata], Progress | None], Sequence[CollectionEntry]]
    """Given the table: the annotated articles, by name; adds remarks on files without one."""


# --- files ---------------------------------------------------------------------------------------


def files_in(folder: Path, endings: tuple[str, ...]) -> tuple[list[str], Remarks]:
    """The files with these extensions as paths from the folder; raises OSError if unreadable."""
    found: list[str] = []
    remarks = Remarks()
    for path, entry in _entries(folder, remarks):
        if not path.endswith(endings):
            continue
        if not entry.is_file(follow_symlinks=False):
            remarks.leave_out(Origin(path), "this is a link or not a regular file, and is not read")
        elif len(found) == MAX_FILES:
            remarks.leave_out(Origin(path), f"only the first {MAX_FILES:,} files are read")
            break
        else:
            found.append(path)
    return sorted(found), remarks


def _entries(folder: Path, remarks: Remarks) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    for entry in _listed(folder):
        if not entry.is_dir(follow_symlinks=False):
            yield entry.name, entry
            continue
        try:
            inside = _listed(folder / entry.name)
        except OSError as error:
            remarks.leave_out(Origin(entry.name), f"this folder cannot be read: {error.strerror}")
        else:
            yield from ((f"{entry.name}/{inner.name}", inner) for inner in inside)


def _listed(folder: Path) -> list["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        shown = [entry for entry in entries if not entry.name.startswith(".")]
    return sorted(shown, key=lambda entry: entry.name)


def folders_in(folder: Path) -> list[Path]:
    """The folders in a folder, by name; none if it cannot be read."""
    try:
        return [
            folder / entry.name for entry in _listed(folder) if entry.is_dir(follow_symlinks=False)
        ]
    except OSError:
        return []


# --- texts ---------------------------------------------------------------------------------------


def read_source(
    folder: Path, path: str, remarks: Remarks, *, repair: bool = False
) -> ArticleSource | None:
    """The text of an article; None, with a remark, if it cannot be read."""
    data, problems = TextFile.read_bytes(folder / path, path, SourceText.MAX_BYTES)
    source, counted = None, ""
    if data is not None:
        if repair:
            data, counted = repaired(data, path, remarks)
        file, problems = TextFile.decoded(data, path)
        source, problems = file.source(path) if file else (None, problems)
    remarks += map(_as_remark, problems)
    if data is None or source is None:
        return None
    return ArticleSource(data, source.text, source.sha256, counted or source.text)


def read_words(
    folder: Path, path: str, limit: int, remarks: Remarks, *, repair: bool = False
) -> str | None:
    """The text of a file of annotations; None, with a remark, if it cannot be read."""
    data, problems = TextFile.read_bytes(folder / path, path, limit)
    file = None
    if data is not None:
        if repair:
            data = data.decode("utf-8", "replace").encode()
        file, problems = TextFile.decoded(data, path)
    remarks += map(_as_remark, problems)
    return file.text if file else None


def repaired(data: bytes, path: str, remarks: Remarks) -> tuple[bytes, str]:
    """The bytes of the repaired text, and the text before repair; adds a remark on replacements.

    Each character is replaced by exactly one, which keeps positions counted in characters valid.
    If so much would change that the file is hardly a text, nothing is replaced.
    """
    whole = data.decode("utf-8", "replace")
    mark = "\ufeff" * whole.startswith("\ufeff")
    counted = whole.removeprefix("\ufeff")
    places: dict[str, list[int]] = {}
    """The places of each replacement, by its description."""
    for found in SourceText.UNSHOWABLE.finditer(counted):
        became = "a space" if found[0].isspace() else _LOST_NAME
        places.setdefault(f"U+{ord(found[0]):04X} became {became}", []).append(found.start())
    if whole.encode() != data:
        lost = [found.start() for found in re.finditer(_LOST, counted)]
        places[f"bytes that are not UTF-8 became {_LOST_NAME}"] = lost
    count = sum(map(len, places.values()))
    if not count or count > max(_FEW_REPAIRED, len(counted) // _MOST_REPAIRED):
        return data, ""
    text = SourceText.UNSHOWABLE.sub(lambda found: " " if found[0].isspace() else _LOST, counted)
    lines = LineMap(counted)
    said = []
    for name, starts in sorted(places.items()):
        line, column = lines.place(starts[0])
        times = f"{len(starts):,} times, first " if len(starts) > 1 else ""
        said.append(f"{name} ({times}in line {line:,}, column {column:,})")
    first = min(start for starts in places.values() for start in starts)
    message = f"repaired: {', '.join(said)}; marks keep their words"
    remarks.note(Origin(path, lines.place(first)[0]), message)
    return (mark + text).encode(), counted


def _as_remark(problem: Diagnostic) -> Remark:
    message = "; ".join(part for part in (problem.message, problem.hint) if part)
    expected = f" (expected: {problem.expected})" if problem.expected else ""
    repair = "; --repair replaces it and imports the rest" if problem.code in _REPAIRED else ""
    return Remark(Origin(problem.location.path, problem.location.line), message + expected + repair)
