"""Runs the import of a folder: reads the given files, then drafts and writes each article.

Articles are read and drafted on all cores.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from article_briefings.check import validate
from article_briefings.diagnostics import Diagnostic, working_on
from article_briefings.drafting import (
    ImportDrafter,
    ImportOutcome,
    ImportWriter,
    Metadata,
    NotEnough,
    Remark,
)
from article_briefings.importing._elsewhere import folders_with
from article_briefings.importing._formats import IMPORTERS
from article_briefings.importing._mapping import Scheme
from article_briefings.importing._metadata import read_metadata
from article_briefings.importing._reading import (
    ArticleCollection,
    Choices,
    CollectionEntry,
    Progress,
)
from article_briefings.input import MAX_YAML_BYTES, cores, read_text, read_yaml, run_all

_MAX_TABLE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """The arguments of a call. Omitted ones are empty."""

    form: str
    folder: Path
    table: Path | None = None
    mapping: Path | None = None
    annotator: str = ""
    published: str = ""
    language: str = ""
    outlet: str = ""
    repair: bool = False


class ImportRun:
    """An import into the project `root`; raises NotEnough if it cannot begin or continue."""

    def __init__(self, root: Path, request: ImportRequest, today: dt.date) -> None:
        self.root, self.folder, self.today = root, request.folder, today
        self.form = request.form
        self.collection = _collection(request.form, request.folder)
        scheme, self._remarks = _scheme(request.mapping), list[Remark]()
        rows: dict[str, Metadata] = {}
        if request.table:
            text = _text(request.table, _MAX_TABLE_BYTES)
            names, columns = self.collection.names, scheme.columns
            rows, self._remarks = read_metadata(str(request.table), text, names, columns)
        defaults = Metadata(
            published=request.published, language=request.language, outlet=request.outlet
        )
        self.choices = Choices(scheme, request.annotator, rows, defaults, request.repair)

    def read(self, progress: Progress | None) -> None:
        """Find out which annotations belong to which article."""
        self.entries, remarks = self.collection.entries(self.choices.metadata, progress)
        self._remarks += remarks
        if self.collection.is_empty:
            expected = f"{self.folder} holds nothing to import; expected {self.collection.expected}"
            below = folders_with(self.form, self.folder)
            if below:
                raise NotEnough(f"{expected}. It is further down, in {below}")
            raise NotEnough(expected, remarks=self._remarks)

    def write(self, progress: Progress | None) -> ImportWriter:
        """Draft and write all articles; returns the writer with its counts and remarks."""
        task = _Drafting(self.folder, self.choices, ImportDrafter(self.root, self.today))
        writer = ImportWriter(task.drafter, self._remarks)
        for number, outcome in enumerate(run_all(task, self.entries, cores()), 1):
            try:
                writer.write(outcome)
            except OSError as error:
                message = f"{error.filename} cannot be written: {error.strerror}"
                raise NotEnough(message) from None
            if progress:
                progress(number, len(self.entries))
        return writer


@dataclass(frozen=True, slots=True)
class _Drafting:
    """The task of the worker processes."""

    folder: Path
    choices: Choices
    drafter: ImportDrafter

    def setup(self) -> None:
        """Do nothing: no preparation is needed."""

    def run(self, entry: CollectionEntry) -> ImportOutcome:
        """Read and draft one article."""
        with working_on(str(entry.origin)):
            article, remarks = entry.read(self.folder, self.choices)
            if article is None:
                return ImportOutcome(entry.name, entry.origin, tuple(remarks))
            return self.drafter.outcome(article, remarks)


def _collection(form: str, folder: Path) -> ArticleCollection:
    if not folder.is_dir():
        raise NotEnough(f"{folder} is no folder")
    try:
        return IMPORTERS[form](folder)
    except OSError as error:
        raise NotEnough(f"{error.filename} cannot be read: {error.strerror}") from None


def _scheme(path: Path | None) -> Scheme:
    if path is None:
        return Scheme()
    document, problems = read_yaml(str(path), _text(path, MAX_YAML_BYTES))
    found = None
    if document:
        found, problems = validate(document, Scheme)
    _refuse(problems)
    return found or Scheme()


def _text(path: Path, limit: int) -> str:
    """The text of a file given in the call."""
    if not path.exists():
        raise NotEnough(f"{path} does not exist")
    file, problems = read_text(path, str(path), limit)
    _refuse(problems)
    return file.text if file else ""


def _refuse(problems: list[Diagnostic]) -> None:
    if problems:
        raise NotEnough(problems=problems)
