"""Runs the import of a folder: reads the given files, then drafts and writes each article.

Articles are read, drafted and checked independently of each other, on all cores. One process
assigns slugs and writes files, in the order of the collection: each article once, and never over a
person's work.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from article_briefings.check import validate
from article_briefings.diagnostics import Diagnostic, working_on
from article_briefings.drafting import DraftedBriefing, NotEnough, write_article
from article_briefings.importing._briefing import (
    as_dated_in,
    draft_import,
    is_untouched,
    problems_of,
    text_of,
    without_extensions,
)
from article_briefings.importing._collection import ArticleCollection, CollectionEntry
from article_briefings.importing._formats import IMPORTERS, folders_with
from article_briefings.importing._model import ImportedArticle, Metadata, Origin, Remark
from article_briefings.importing._options import Options, Progress, Scheme, read_metadata
from article_briefings.importing._register import ActorIndex, Proposals
from article_briefings.input import (
    MAX_SOURCE_BYTES,
    MAX_YAML_BYTES,
    TextFile,
    cores,
    load,
    read_bytes,
    read_text,
    read_yaml,
    replace_text,
    run_all,
)
from article_briefings.models import Actor

_MAX_TABLE_BYTES = 50_000_000
_ARTICLES, _REGISTER = "briefings/articles/", ("briefings/actors/", "briefings/background/")
_BRIEFING, _SOURCE = "briefing.yml", "source.txt"
_LEFT_ALONE = "left alone"


@dataclass
class ImportRun:
    """An import into the project `root`. Omitted arguments are empty."""

    root: Path
    today: dt.date
    form: str
    folder: Path
    table: Path | None = None
    mapping: Path | None = None
    annotator: str = ""
    published: str = ""
    language: str = ""
    outlet: str = ""
    repair: bool = False

    def __post_init__(self) -> None:
        self.remarks: list[Remark] = []
        self.actions: Counter[str] = Counter()
        """How many articles are new, updated, unchanged, or left alone after manual changes."""
        self.claims = 0
        self.written: dict[str, Origin] = {}
        """The origins of the articles that this import has written, by slug."""

    def read(self, progress: Progress | None) -> None:
        """Find the annotations of each article; raises NotEnough if nothing can be imported."""
        collection = _collection(self.form, self.folder)
        scheme = _scheme(self.mapping)
        rows: dict[str, Metadata] = {}
        remarks: list[Remark] = []
        if self.table:
            text = _text(self.table, _MAX_TABLE_BYTES)
            rows, remarks = read_metadata(str(self.table), text, collection.names, scheme.columns)
        defaults = Metadata(published=self.published, language=self.language, outlet=self.outlet)
        self.options = Options(scheme, self.annotator, rows, defaults, self.repair)
        self.entries, more = collection.entries(rows, progress)
        expected = f"{self.folder} holds nothing to import; expected {collection.expected}"
        below = folders_with(self.form, self.folder) if collection.is_empty else ""
        if below:
            raise NotEnough(f"{expected}. It is further down, in {below}")
        self.remarks = [*remarks, *more]
        if collection.is_empty:
            raise NotEnough(expected)

    def write(self, progress: Progress | None) -> None:
        """Draft and write all articles; raises NotEnough if one cannot be written."""
        self.drafting = _Drafting(self.root, self.folder, self.options, self.today)
        self.proposals = Proposals(self.drafting.register)
        for number, outcome in enumerate(run_all(self.drafting, self.entries, cores()), 1):
            with working_on(str(outcome.origin)):
                self._write(outcome)
            if progress:
                progress(number, len(self.entries))

    def _write(self, outcome: "_Outcome") -> None:
        """Write one article, and count it."""
        self.proposals.add(outcome.name, outcome.sources)
        conflict = self._conflict(outcome) if outcome.slug else ""
        if conflict:
            self.remarks.append(Remark(outcome.origin, conflict))
            return
        self.remarks += outcome.remarks
        if not outcome.action:
            return
        self.written[outcome.slug] = outcome.origin
        folder = self.root / outcome.folder
        try:
            if outcome.action == "new":
                files = {_SOURCE: outcome.source, _BRIEFING: outcome.text.encode()}
                write_article(folder, files, {})
            elif outcome.old and outcome.text:
                replace_text(folder / _BRIEFING, outcome.old, outcome.text)
        except OSError as error:
            message = f"{error.filename} cannot be written: {error.strerror}"
            raise NotEnough(message) from None
        self.actions[outcome.action] += 1
        self.claims += outcome.claims * (outcome.action != _LEFT_ALONE)

    def _conflict(self, outcome: "_Outcome") -> str:
        """Why the article cannot have its folder; empty if it can."""
        existing = self.drafting.folders.get(outcome.slug, outcome.folder)
        advice = "give it a slug of its own in the metadata"
        if outcome.slug in self.written:
            return f"{self.written[outcome.slug]} has the slug “{outcome.slug}” too; {advice}"
        if existing != outcome.folder:
            return f"the slug “{outcome.slug}” is that of {existing}; {advice}"
        return ""

    @property
    def imported(self) -> int:
        """How many articles of the collection are in the project as imported."""
        return self.actions.total() - self.actions[_LEFT_ALONE]

    def proposed_actors(self) -> list[tuple[str, str]]:
        """A file name and content for each recurring source that is not in the register."""
        return list(self.proposals.files(self.drafting.actor_ids))


# --- drafts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Change:
    """The action for a draft, and a remark on it."""

    action: str
    """"new", "updated", "unchanged" or "left alone"; empty if the draft cannot be written."""
    text: str = ""
    """The new `briefing.yml`."""
    old: TextFile | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The action planned for one article."""

    name: str
    origin: Origin
    remarks: list[Remark]
    sources: tuple[str, ...] = ()
    """The words for its sources, once for each attribution."""
    slug: str = ""
    folder: str = ""
    """Relative to the project's folder."""
    source: bytes = b""
    claims: int = 0
    action: str = ""
    text: str = ""
    old: TextFile | None = None


class _Drafting:
    """The task of the worker processes: reads an article, and compares its draft with its file."""

    def __init__(self, root: Path, collection: Path, options: Options, today: dt.date) -> None:
        self.root, self.collection, self.options, self.today = root, collection, options, today
        inputs, _ = load(root, choice=lambda path: path.startswith(_REGISTER))
        read = {name: validate(file, Actor)[0] for name, file in inputs.actors.documents.items()}
        self.register = ActorIndex({name: actor for name, actor in read.items() if actor})
        self.actor_ids = read.keys() | inputs.actors.unread.keys()
        self.notes = frozenset(inputs.background.documents)
        self.folders = {files.slug: files.folder for files in inputs.articles}

    def setup(self) -> None:
        """Do nothing: no preparation is needed."""

    def run(self, entry: CollectionEntry) -> _Outcome:
        """Read and draft one article."""
        with working_on(str(entry.origin)):
            article, remarks = entry.read(self.collection, self.options)
            if article is None:
                return _Outcome(entry.name, entry.origin, remarks)
            return self._outcome(article, remarks)

    def _outcome(self, article: ImportedArticle, remarks: list[Remark]) -> _Outcome:
        draft, more = draft_import(article, self.register, self.today, self.notes)
        sources = tuple(_sources(article, self.register))
        if draft is None:
            return _Outcome(article.name, article.origin, [*remarks, *more], sources)
        folder, data = f"{_ARTICLES}{draft.folder}", article.source.data
        change = self._change(draft.drafted, folder, data)
        message, left_out = change.message, not change.action
        bare = without_extensions(draft.drafted)
        if not change.action and bare != draft.drafted:
            again = self._change(bare, folder, data)
            if again.action:
                message = f"what has no field was left out, for {change.message}"
                change = again
        said = [Remark(article.origin, message, left_out)] if message else []
        return _Outcome(
            article.name,
            article.origin,
            [*remarks, *more, *said],
            sources,
            draft.slug,
            folder,
            data,
            len(draft.drafted.claims),
            change.action,
            change.text,
            change.old,
        )

    def _change(self, drafted: DraftedBriefing, name: str, data: bytes) -> _Change:
        """The action for a draft in the folder `name`, whose article has these bytes."""
        folder = self.root / name
        old, _ = read_text(folder / _BRIEFING, _BRIEFING, MAX_YAML_BYTES)
        action = "new"
        if old is not None or folder.exists() or folder.is_symlink():
            source, _ = read_bytes(folder / _SOURCE, _SOURCE, MAX_SOURCE_BYTES)
            if old is None or source != data or not is_untouched(old.text):
                message = f"{name} was changed by hand, and is left alone"
                return _Change(_LEFT_ALONE, message=message)
            if text_of(as_dated_in(old.text, drafted)) == old.text:
                return _Change("unchanged")
            action = "updated"
        text = text_of(drafted)
        problems = problems_of(text, drafted, folder.name)
        if problems:
            first = f"line {problems[0].location.line}: {problems[0].message}"
            return _Change("", message=f"its briefing would not pass the check ({first})")
        return _Change(action, text, old)


def _sources(article: ImportedArticle, register: ActorIndex) -> Iterator[str]:
    """The words for each source, once per attribution, except those of registered actors."""
    for attribution in article.attributions:
        yield from (source.words(article.source.text) for source in attribution.sources)
        steps = attribution.claim.steps
        yield from (
            step.words for step in steps if step.words and step.actor not in register.actors
        )


# --- files given in the call ---------------------------------------------------------------------


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
    if not path.exists():
        raise NotEnough(f"{path} does not exist")
    file, problems = read_text(path, str(path), limit)
    _refuse(problems)
    return file.text if file else ""


def _refuse(problems: list[Diagnostic]) -> None:
    if problems:
        raise NotEnough(problems=problems)
