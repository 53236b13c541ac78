"""Finds the files of a JSON collection: texts `NAME.txt`, and any number of annotation files.

The text to which an annotation belongs is determined by, in this order:

1. the table: the row whose `url` is the address that the annotation's target names;
2. the file: the annotations in `NAME.json` or `NAME.jsonld` belong to `NAME.txt`;
3. the address: its last part is NAME, with or without an extension;
4. the annotation to which it refers, as a reply or a link.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from article_briefings.diagnostics import working_on
from article_briefings.importing import _hypothesis as hypothesis
from article_briefings.importing import _web_annotation as web_annotation
from article_briefings.importing._annotations import Annotation, AnnotationFile
from article_briefings.importing._assembling import Assembly, merged
from article_briefings.importing._collection import (
    ArticleCollection,
    files_in,
    read_source,
    read_words,
)
from article_briefings.importing._json import JsonText, read_json
from article_briefings.importing._model import ImportedArticle, Metadata, Origin, Remarks, in_quotes
from article_briefings.importing._options import Options, about
from article_briefings.input import Progress
from article_briefings.models import MAX_LINE, one_line, safe_url

MAX_BYTES = 100_000_000
"""The most bytes of one file of annotations."""
_ENDINGS = (".json", ".jsonld")
_EXPECTED = "a text with annotations: NAME.txt, and NAME.json or NAME.jsonld"
_CACHED_FILES = 8
"""How many parsed annotation files a process caches."""
_ADDRESS = re.compile(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_ENDING = re.compile(r"\.[^\W_]{1,5}\Z")

READERS: Mapping[str, Callable[[JsonText], AnnotationFile]] = {
    "hypothesis": hypothesis.read_annotations,
    "web-annotation": web_annotation.read_annotations,
}


def find_json(form: str, folder: Path) -> ArticleCollection:
    """Find a collection in one of the formats of `READERS`; raises OSError if it is unreadable."""
    files = _JsonFiles(form, folder)
    is_empty = not (files.texts and files.annotations)
    return ArticleCollection(
        _EXPECTED, is_empty, frozenset(files.texts), files.remarks, files.entries
    )


@lru_cache(maxsize=_CACHED_FILES)
def _read(form: str, folder: Path, path: str) -> AnnotationFile:
    """The annotations of a file; none if it cannot be read."""
    file = AnnotationFile()
    words = read_words(folder, path, MAX_BYTES, file.remarks)
    found = read_json(path, words) if words is not None else None
    if isinstance(found, JsonText):
        return READERS[form](found)
    file.remarks += [found] if found else []
    return file


@dataclass(frozen=True, slots=True)
class Portion:
    """The annotations in a file that belong to one text."""

    path: str
    numbers: tuple[int, ...] | None = None
    """Their numbers from 0; None for all."""
    whole: bool = True
    """Whether all annotations with a text belong to this one."""

    def of(self, notes: Sequence[Annotation]) -> Iterator[Annotation]:
        """Select the annotations of this portion from those of the file."""
        numbers = range(len(notes)) if self.numbers is None else self.numbers
        return (notes[number] for number in numbers if number < len(notes))


class _JsonFiles:
    """The files of a collection; finds the text of each annotation."""

    def __init__(self, form: str, folder: Path) -> None:
        self.form, self.folder = form, folder
        files, self.remarks = files_in(folder, (".txt", *_ENDINGS))
        self.annotations = [path for path in files if path.endswith(_ENDINGS)]
        self.texts: dict[str, str] = {}
        """The paths of texts by their name."""
        self.addresses: dict[str, str] = {}
        """The names of texts by normalised address."""
        for path in files:
            if path.endswith(".txt"):
                name = path.rpartition("/")[2].removesuffix(".txt")
                if name in self.texts:
                    message = f"{self.texts[name]} has the same name"
                    self.remarks.leave_out(Origin(path), message)
                self.texts.setdefault(name, path)

    def entries(
        self, metadata: Mapping[str, Metadata], progress: Progress | None
    ) -> "list[JsonEntry]":
        """The texts that have annotations, by name; adds remarks on annotations without a text."""
        _read.cache_clear()  # the files may have changed
        self.addresses = {_plain(row.url): name for name, row in metadata.items() if row.url}
        portions: dict[str, list[Portion]] = {}
        for number, path in enumerate(self.annotations, 1):
            with working_on(path):
                for name, portion in self._portions(path):
                    portions.setdefault(name, []).append(portion)
            if progress:
                progress(number, len(self.annotations))
        for name, path in self.texts.items():
            if name not in portions:
                self.remarks.leave_out(Origin(path), "there is no annotation of this text")
        found = []
        for name, own in sorted(portions.items()):
            own.sort(key=lambda one: (_stem(one.path) != name, one.path))  # its own file first
            found.append(JsonEntry(self.form, name, self.texts[name], tuple(own)))
        return found

    def _portions(self, path: str) -> Iterator[tuple[str, Portion]]:
        """The portions of a file, by the names of the texts; adds remarks on the other notes.

        If the name of the file shows to which text it belongs, it is not read.
        """
        if _stem(path) in self.texts and not self.addresses:
            yield _stem(path), Portion(path)
            return
        file = _read(self.form, self.folder, path)
        self.remarks += file.remarks
        notes = file.notes
        numbers: dict[str, list[int]] = {}
        for number, name in enumerate(self._names(path, notes)):
            if name:
                numbers.setdefault(name, []).append(number)
                continue
            note = notes[number]
            source = next((target.source for target in note.targets if target.source), "")
            text = f"for {in_quotes(source)}" if source else "for it"
            message = (
                f"{note.name}: there is no text {text}; put NAME.txt beside NAME.json, or "
                "give the address in the column url of the table"
            )
            self.remarks.leave_out(note.origin, message)
        for name, own in numbers.items():
            yield name, Portion(path, tuple(own), len(numbers) == 1)

    def _names(self, path: str, notes: Sequence[Annotation]) -> list[str]:
        """The name of the text of each annotation in a file; empty if there is none."""
        own = _stem(path) if _stem(path) in self.texts else ""
        found = [self._by_address(note) or own or self._by_last_part(note) for note in notes]
        by_id = {note.id: name for note, name in zip(notes, found, strict=True) if note.id}
        for number, note in enumerate(notes):
            if not found[number]:
                others = (note.answers, *(target.source for target in note.targets))
                found[number] = next(filter(None, map(by_id.get, others)), "")
        return found

    def _by_address(self, note: Annotation) -> str:
        found = (self.addresses.get(_plain(target.source)) for target in note.targets)
        return next(filter(None, found), "")

    def _by_last_part(self, note: Annotation) -> str:
        for target in note.targets:
            path = unquote(target.source.partition("#")[0].partition("?")[0])
            last = path.rstrip("/").rpartition("/")[2]
            for name in (last, _ENDING.sub("", last)):
                if name in self.texts:
                    return name
        return ""


def _plain(address: str) -> str:
    """An address without scheme, `www.`, fragment and trailing slash, for comparison."""
    bare = address.strip().partition("#")[0].removesuffix("/")
    found = _ADDRESS.match(bare)
    return bare[found.end() :].lower() if found else bare


def _stem(path: str) -> str:
    return re.sub(r"\.json(ld)?\Z", "", path.rpartition("/")[2])


# --- articles ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JsonEntry:
    """One text and its annotations."""

    form: str
    name: str
    path: str
    portions: tuple[Portion, ...]

    @property
    def origin(self) -> Origin:
        """The place given in messages about the article as a whole."""
        return Origin(self.path)

    def read(self, folder: Path, options: Options, remarks: Remarks) -> ImportedArticle | None:
        """The article with the marks of all annotators, or of the chosen one."""
        source = read_source(folder, self.path, remarks, repair=options.repair)
        if source is None:
            return None
        files = [(one, _read(self.form, folder, one.path)) for one in self.portions]
        remarks += [said for one, file in files if one.numbers is None for said in file.remarks]
        notes = self._by(options.annotator, _each_once(files, remarks), remarks)
        found = Assembly(source.counted, notes, options.scheme, self.form)
        whole = [file for portion, file in files if portion.whole]
        rest: dict[str, Any] = {**found.common, **found.rest}
        extensions: dict[str, Any] = {}
        for file in whole:
            extensions |= file.extensions
            if file.rest:
                rest.setdefault("collection", file.rest)
        own = any(file.own for _, file in files)
        remarks += found.remarks
        return ImportedArticle(
            self.name,
            self.origin,
            source,
            about(self.name, options, Metadata(url="" if own else _address(notes))),
            found.attributions,
            found.events,
            found.background,
            tuple(filter(None, (one_line(name)[:MAX_LINE] for name in sorted(found.by)))),
            next((title for title in (found.title, *(one.title for one in whole)) if title), ""),
            merged(rest, extensions, self.form),
            found.evidence,
        )

    def _by(self, annotator: str, notes: list[Annotation], remarks: Remarks) -> list[Annotation]:
        if not annotator:
            return notes
        chosen = [note for note in notes if annotator in (*note.by, *note.handles)]
        if not chosen:
            names = ", ".join(sorted({name for note in notes for name in note.by})) or "nobody"
            message = f"there is no annotation by {annotator}; there are some by {names}"
            remarks.leave_out(self.origin, message)
        return chosen


def _each_once(
    files: Sequence[tuple[Portion, AnnotationFile]], remarks: Remarks
) -> list[Annotation]:
    """The annotations of a text, without repeats: pages and collections may share some."""
    found: list[Annotation] = []
    by_id: dict[str, Annotation] = {}
    for portion, file in files:
        for note in portion.of(file.notes):
            before = by_id.setdefault(note.id, note) if note.id else note
            if before is note:
                found.append(note)
            elif (before.targets, before.rest) != (note.targets, note.rest):
                message = f"{note.name}: {before.origin} has the same id but other content"
                remarks.leave_out(note.origin, message)
    return found


def _address(notes: Sequence[Annotation]) -> str:
    """The address that all annotations of a text share, if it may be shown on a page."""
    found = {t.source.partition("#")[0] for note in notes for t in note.targets if t.selectors}
    one = found.pop() if len(found) == 1 else ""
    return one if safe_url(one) and len(one) <= MAX_LINE else ""
