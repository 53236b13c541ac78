"""Runs the import of a folder: reads the given files, then drafts and writes each article.

Articles are read, drafted and checked independently of each other, on all cores. One process
assigns slugs and writes files, in the order of the collection: each article once, and never over a
person's work.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from article_briefings.check import validate
from article_briefings.corpus import actors_of
from article_briefings.diagnostics import NotEnough, working_on
from article_briefings.drafting import DraftedBriefing, write_article
from article_briefings.importing._brat import find_brat
from article_briefings.importing._briefing import (
    as_dated_in,
    draft_import,
    is_untouched,
    problems_of,
    text_of,
    without_extensions,
)
from article_briefings.importing._collection import ArticleCollection, CollectionEntry, folders_in
from article_briefings.importing._json_files import READERS, find_json
from article_briefings.importing._model import ImportedArticle, Metadata, Origin, Remark, Remarks
from article_briefings.importing._options import Options, Scheme, read_metadata
from article_briefings.importing._register import ActorIndex, Proposals
from article_briefings.importing._verdicts import checked
from article_briefings.input import (
    Document,
    Progress,
    SourceText,
    TextFile,
    load,
    read_yaml,
    run_all,
)

IMPORTERS: Mapping[str, Callable[[Path], ArticleCollection]] = {
    "brat": find_brat,
    **{form: partial(find_json, form) for form in READERS},
}
"""What finds a collection in a folder, by format; raises OSError if the folder is unreadable."""
_MAX_DEPTH, _MAX_FOLDERS = 6, 500
_MOST_NAMED = 3
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
        self.remarks = Remarks()
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
        remarks = Remarks()
        if self.table:
            text = _text(self.table, _MAX_TABLE_BYTES)
            rows, remarks = read_metadata(str(self.table), text, collection.names, scheme.columns)
        defaults = Metadata(published=self.published, language=self.language, outlet=self.outlet)
        self.options = Options(scheme, self.annotator, rows, defaults, self.repair)
        self.entries = collection.entries(rows, progress)
        expected = f"{self.folder} has nothing to import; expected {collection.expected}"
        if collection.is_empty and (below := _folders_with(self.form, self.folder)):
            raise NotEnough(f"{expected}. There is one in {below}")
        self.remarks += (*remarks, *collection.remarks)
        if collection.is_empty:
            raise NotEnough(expected)

    def write(self, progress: Progress | None) -> None:
        """Draft and write all articles; raises NotEnough if one cannot be written."""
        self.drafting = _Drafting(self.root, self.folder, self.options, self.today)
        self.proposals = Proposals(self.drafting.register)
        for number, outcome in enumerate(run_all(self.drafting, self.entries), 1):
            with working_on(str(outcome.origin)):
                self._write(outcome)
            if progress:
                progress(number, len(self.entries))

    def _write(self, outcome: "_Outcome") -> None:
        """Write one article, and count it."""
        self.proposals.add(outcome.name, outcome.sources)
        conflict = self._conflict(outcome) if outcome.slug else ""
        if conflict:
            self.remarks.leave_out(outcome.origin, conflict)
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
            elif outcome.old:
                outcome.old.replace_at(folder / _BRIEFING, outcome.text)
        except OSError as error:
            message = f"{error.filename} cannot be written: {error.strerror}"
            raise NotEnough(message) from None
        self.actions[outcome.action] += 1
        self.claims += outcome.claims * (outcome.action != _LEFT_ALONE)

    def _conflict(self, outcome: "_Outcome") -> str:
        """Why the article cannot have its folder; empty if it can."""
        existing = self.drafting.folders.get(outcome.slug, outcome.folder)
        advice = "set another slug in the metadata"
        if outcome.slug in self.written:
            return f"{self.written[outcome.slug]} also has the slug “{outcome.slug}”; {advice}"
        if existing != outcome.folder:
            return f"the slug “{outcome.slug}” belongs to {existing}; {advice}"
        return ""

    @property
    def imported(self) -> int:
        """How many articles of the collection are in the project as imported."""
        return self.actions.total() - self.actions[_LEFT_ALONE]

    def proposed_actors(self) -> list[tuple[str, str]]:
        """A file name and content for each recurring source that is not in the register."""
        return list(self.proposals.files(self.drafting.actor_ids, self.root))


# --- drafts --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Outcome:
    """The change planned for one article, and the remarks on it."""

    name: str
    origin: Origin
    remarks: Remarks = field(default_factory=Remarks)
    sources: tuple[str, ...] = ()
    """The words for its sources, once for each attribution."""
    action: str = ""
    """"new", "updated", "unchanged" or "left alone"; empty if the draft cannot be written."""
    slug: str = ""
    folder: str = ""
    """Relative to the project's folder."""
    source: bytes = b""
    text: str = ""
    """The new `briefing.yml`."""
    old: TextFile | None = None
    claims: int = 0


class _Drafting:
    """The task of the worker processes: reads an article, and compares its draft with its file."""

    def __init__(self, root: Path, collection: Path, options: Options, today: dt.date) -> None:
        self.root, self.collection, self.options, self.today = root, collection, options, today
        self.inputs, _ = load(root, choice=lambda path: path.startswith(_REGISTER))
        actors = self.inputs.actors
        self.register = ActorIndex(actors_of(self.inputs))
        self.actor_ids = actors.documents.keys() | actors.unread.keys()
        self.folders = {files.slug: files.folder for files in self.inputs.articles}

    def setup(self) -> None:
        """Do nothing: no preparation is needed."""

    def run(self, entry: CollectionEntry) -> _Outcome:
        """Read and draft one article."""
        outcome = _Outcome(entry.name, entry.origin)
        with working_on(str(entry.origin)):
            article = entry.read(self.collection, self.options, outcome.remarks)
            if article:
                self._draft(article, outcome)
        return outcome

    def _draft(self, article: ImportedArticle, outcome: _Outcome) -> None:
        draft = draft_import(
            article, self.register, self.today, self.inputs.background.documents, outcome.remarks
        )
        outcome.origin, outcome.source = article.origin, article.source.data
        outcome.sources = tuple(_sources(article, self.register))
        if draft is None:
            return
        whole, draft = draft, checked(draft, self.inputs)
        if draft is not whole:
            message = "fields that do not pass the check here became questions in comments"
            outcome.remarks.note(article.origin, message)
        outcome.slug, outcome.folder = draft.article.slug, f"{_ARTICLES}{draft.article.folder}"
        outcome.claims = len(draft.claims)
        message = self._plan(draft, outcome)
        is_left_out = not outcome.action
        bare = without_extensions(draft)
        if is_left_out and bare != draft:
            self._plan(bare, outcome)
            if outcome.action:
                message = f"data without a field was left out, because {message}"
        if message:
            outcome.remarks.append(Remark(article.origin, message, left_out=is_left_out))

    def _plan(self, drafted: DraftedBriefing, outcome: _Outcome) -> str:
        """Decide what to do with a draft in the folder of an outcome; returns a remark on it."""
        folder = self.root / outcome.folder
        old, _ = TextFile.read(folder / _BRIEFING, _BRIEFING, Document.MAX_BYTES)
        action = "new"
        if old is not None or folder.exists() or folder.is_symlink():
            source, _ = TextFile.read_bytes(folder / _SOURCE, _SOURCE, SourceText.MAX_BYTES)
            if old is None or source != outcome.source or not is_untouched(old.text):
                outcome.action = _LEFT_ALONE
                return f"{outcome.folder} was changed by hand, and is left alone"
            if text_of(as_dated_in(old.text, drafted), self.root) == old.text:
                outcome.action = "unchanged"
                return ""
            action = "updated"
        text = text_of(drafted, self.root)
        problems = problems_of(text, drafted, self.register.registered)
        if problems:
            first = f"line {problems[0].location.line}: {problems[0].message}"
            return f"its briefing would not pass the check ({first})"
        outcome.action, outcome.text, outcome.old = action, text, old
        return ""


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
        raise NotEnough(f"{folder} is not a folder")
    try:
        return IMPORTERS[form](folder)
    except OSError as error:
        raise NotEnough(f"{error.filename} cannot be read: {error.strerror}") from None


def _folders_with(form: str, folder: Path) -> str:
    """The nearest folders below one that hold a collection, for a message; empty if none do."""
    level, remaining = [folder], _MAX_FOLDERS
    found: list[str] = []
    for _ in range(_MAX_DEPTH):
        below = (inner for one in level for inner in folders_in(one))
        level = list(islice(below, remaining))
        remaining -= len(level)
        for one in level:
            if texts := _texts(form, one):
                within = (inner for inner in folders_in(one) if _texts(form, inner) == texts)
                innermost = next(within, one)
                found.append(f"{innermost} ({texts:,} {'text' if texts == 1 else 'texts'})")
        if found:
            break
    more = f" and {len(found) - _MOST_NAMED:,} other folders" if len(found) > _MOST_NAMED else ""
    return ", ".join(found[:_MOST_NAMED]) + more


def _texts(form: str, folder: Path) -> int:
    """The number of texts of the collection in a folder; 0 if there is none."""
    try:
        collection = IMPORTERS[form](folder)
    except OSError:
        return 0
    return 0 if collection.is_empty else len(collection.names)


def _scheme(path: Path | None) -> Scheme:
    if path is None:
        return Scheme()
    document, problems = read_yaml(str(path), _text(path, Document.MAX_BYTES))
    scheme, problems = validate(document, Scheme) if document else (None, problems)
    if scheme is None:
        raise NotEnough(problems=problems)
    return scheme


def _text(path: Path, limit: int) -> str:
    if not path.exists():
        raise NotEnough(f"{path} does not exist")
    file, problems = TextFile.read(path, str(path), limit)
    if file is None:
        raise NotEnough(problems=problems)
    return file.text
