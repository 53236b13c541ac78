"""Finds the files of a JSON collection: texts `NAME.txt`, and any number of annotation files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from article_briefings.diagnostics import working_on
from article_briefings.drafting import ImportedArticle, Metadata, Origin, Remark
from article_briefings.importing import _hypothesis as hypothesis
from article_briefings.importing import _web_annotation as web_annotation
from article_briefings.importing._annotations import Annotation, AnnotationFile
from article_briefings.importing._assembling import assembled, merged
from article_briefings.importing._folder import files_in
from article_briefings.importing._json_text import JsonText, read_json
from article_briefings.importing._reading import (
    ArticleCollection,
    Choices,
    Progress,
    about,
    read_source,
    read_words,
)
from article_briefings.importing._text_finder import (
    Portion,
    TextFinder,
    homeless,
    own_first,
    portions_of,
)
from article_briefings.models import MAX_LINE, one_line, safe_url

MAX_BYTES = 100_000_000
"""The most bytes of one file of annotations."""
_ENDINGS = (".json", ".jsonld")
_EXPECTED = "a text with annotations: NAME.txt, and NAME.json or NAME.jsonld"
_KNOWN_FILES = 8
"""How many parsed annotation files a process caches."""

Read = Callable[[JsonText], AnnotationFile]
READERS: Mapping[str, Read] = {
    "hypothesis": hypothesis.read_annotations,
    "web-annotation": web_annotation.read_annotations,
}


def find_web_annotation(path: Path) -> ArticleCollection:
    """Find a collection in the W3C's model; raises OSError if it cannot be read."""
    return _find("web-annotation", path)


def find_hypothesis(path: Path) -> ArticleCollection:
    """Find a collection from Hypothesis; raises OSError if it cannot be read."""
    return _find("hypothesis", path)


def _find(form: str, folder: Path) -> ArticleCollection:
    files, remarks = files_in(folder, (".txt", *_ENDINGS))
    texts: dict[str, str] = {}
    for path in files:
        if path.endswith(".txt"):
            name = path.rpartition("/")[2].removesuffix(".txt")
            if name in texts:
                remarks.append(Remark(Origin(path), f"{texts[name]} has the same name"))
            else:
                texts[name] = path
    annotations = [path for path in files if path.endswith(_ENDINGS)]
    found = _JsonFiles(form, folder, texts, annotations, remarks)
    return ArticleCollection(
        _EXPECTED, not (texts and annotations), frozenset(texts), found.entries
    )


@dataclass(frozen=True, slots=True)
class _JsonFiles:
    """A collection: its texts by name, and its annotation files."""

    form: str
    folder: Path
    texts: Mapping[str, str]
    files: Sequence[str]
    remarks: Sequence[Remark]

    def entries(
        self, metadata: Mapping[str, Metadata], progress: Progress | None
    ) -> "tuple[list[JsonEntry], list[Remark]]":
        """The texts that have annotations, by name, and remarks on annotations without a text."""
        _read.cache_clear()  # the files may have changed
        remarks = list(self.remarks)
        whose = TextFinder.of(self.texts, metadata)
        found: dict[str, list[Portion]] = {}
        for number, path in enumerate(self.files, 1):
            with working_on(path):
                for name, portion in self._portions(path, whose, remarks):
                    found.setdefault(name, []).append(portion)
            if progress:
                progress(number, len(self.files))
        for name, path in self.texts.items():
            if name not in found:
                remarks.append(Remark(Origin(path), "there is no annotation of this text"))
        return [
            JsonEntry(self.form, name, self.texts[name], tuple(own_first(name, portions)))
            for name, portions in sorted(found.items())
        ], remarks

    def _portions(
        self, path: str, whose: TextFinder, remarks: list[Remark]
    ) -> Iterable[tuple[str, Portion]]:
        """The texts to which a file belongs; if its name shows this, the file is not read."""
        name = whose.all_of(path)
        if name:
            return [(name, Portion(path))]
        read = _read(self.form, self.folder, path)
        remarks += read.remarks
        names = whose.names(path, read.notes)
        remarks += homeless(read.notes, names)
        return portions_of(path, names)


@lru_cache(maxsize=_KNOWN_FILES)
def _read(form: str, folder: Path, path: str) -> AnnotationFile:
    """The annotations of a file; none if it cannot be read."""
    remarks: list[Remark] = []
    words = read_words(folder, path, MAX_BYTES, remarks)
    found = read_json(path, words) if words is not None else None
    if found is None or isinstance(found, Remark):
        return AnnotationFile((), (*remarks, *([found] if found else ())))
    return READERS[form](found)


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

    def read(self, folder: Path, choices: Choices) -> tuple[ImportedArticle | None, list[Remark]]:
        """The article with the marks of all annotators, or of the chosen one."""
        remarks: list[Remark] = []
        source = read_source(folder, self.path, remarks, repair=choices.repair)
        if source is None:
            return None, remarks
        files = [(one, _read(self.form, folder, one.path)) for one in self.portions]
        remarks += [said for one, file in files if one.numbers is None for said in file.remarks]
        notes = self._by(choices.annotator, _each_once(files, remarks), remarks)
        found = assembled(source.counted, notes, choices.scheme, self.form)
        whole = [file for portion, file in files if portion.whole]
        rest: dict[str, Any] = {**found.common, **found.rest}
        extensions: dict[str, Any] = {}
        for file in whole:
            extensions |= file.extensions
            if file.rest:
                rest.setdefault("collection", file.rest)
        own = any(file.own for _, file in files)
        article = ImportedArticle(
            self.name,
            self.origin,
            source.data,
            source.text.text,
            source.text.sha256,
            about(self.name, choices, Metadata(url="" if own else _address(notes))),
            found.attributions,
            found.events,
            found.background,
            tuple(filter(None, (one_line(name)[:MAX_LINE] for name in sorted(found.by)))),
            next((title for title in (found.title, *(one.title for one in whole)) if title), ""),
            merged(rest, extensions, self.form),
        )
        return article, [*remarks, *found.remarks]

    def _by(
        self, annotator: str, notes: list[Annotation], remarks: list[Remark]
    ) -> list[Annotation]:
        if not annotator:
            return notes
        chosen = [note for note in notes if annotator in (*note.by, *note.handles)]
        if not chosen:
            names = ", ".join(sorted({name for note in notes for name in note.by})) or "nobody"
            message = f"there is no annotation by {annotator}; there are some by {names}"
            remarks.append(Remark(self.origin, message))
        return chosen


def _each_once(
    files: Sequence[tuple[Portion, AnnotationFile]], remarks: list[Remark]
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
                message = f"{note.name}: {before.origin} has the same id, and says other things"
                remarks.append(Remark(note.origin, message))
    return found


def _address(notes: Sequence[Annotation]) -> str:
    """The address that all annotations of a text share, if it may be shown on a page."""
    found = {t.source.partition("#")[0] for note in notes for t in note.targets if t.selectors}
    one = found.pop() if len(found) == 1 else ""
    return one if safe_url(one) and len(one) <= MAX_LINE else ""
