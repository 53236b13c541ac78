"""Writes imported articles into the project, none twice and nothing over a person's work.

Reading, drafting and checking an article needs nothing of the others and is done on all cores;
slugs are given out and files written in one process, in the order of the collection.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from article_briefings.build import write_article
from article_briefings.diagnostics import working_on
from article_briefings.drafting import (
    DraftedBriefing,
    Imported,
    ImportedArticle,
    Origin,
    Proposals,
    Register,
    Remark,
    as_dated_in,
    draft_import,
    is_untouched,
    problems_of,
    text_of,
    without_kept,
)
from article_briefings.importing import Choices, Entry
from article_briefings.input import (
    MAX_SOURCE_BYTES,
    MAX_YAML_BYTES,
    TextFile,
    load,
    read_bytes,
    read_text,
    replace_text,
)

_FILE = "briefing.yml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be done with one article."""

    name: str
    origin: Origin
    remarks: tuple[Remark, ...] = ()
    sources: tuple[str, ...] = ()
    """The words of its sources, once for each attribution."""
    what: str = ""
    """"new", "updated", "unchanged" or "left alone"; empty where it is not imported."""
    slug: str = ""
    folder: str = ""
    """From the project's folder."""
    source: bytes = b""
    text: str = ""
    """The new `briefing.yml`."""
    old: TextFile | None = None
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Importing:
    """The task of the workers: an entry of a collection → an outcome."""

    root: Path
    collection: Path
    choices: Choices
    register: Register
    notes: frozenset[str]
    """The background notes that the project has."""
    today: dt.date

    def setup(self) -> None:
        """Nothing has to be made ready."""

    def run(self, entry: Entry) -> Outcome:
        """Read and draft one article, and compare it with what is there."""
        with working_on(str(entry.origin)):
            return self._outcome(entry)

    def _outcome(self, entry: Entry) -> Outcome:
        article, remarks = entry.read(self.collection, self.choices)
        if article is None:
            return Outcome(entry.name, entry.origin, tuple(remarks))
        imported = draft_import(article, self.register, self.today, self.notes)
        sources = tuple(_sources(article, self.register))
        if not isinstance(imported, Imported):
            return Outcome(article.name, article.origin, (*remarks, *imported), sources)
        done = self._compared(imported.drafted, imported.folder, article.data)
        bare = without_kept(imported.drafted)
        if not done.what and bare != imported.drafted:
            again = self._compared(bare, imported.folder, article.data)
            message = f"what has no field was left out, for {done.message}"
            done = replace(again, message=message, left_out=True) if again.what else done
        said = [Remark(article.origin, done.message, done.left_out)] if done.message else []
        return Outcome(
            article.name,
            article.origin,
            (*remarks, *imported.remarks, *said),
            sources,
            done.what,
            imported.slug,
            _folder(imported.folder),
            article.data,
            done.text,
            done.old,
            len(imported.drafted.claims),
        )

    def _compared(self, drafted: DraftedBriefing, name: str, data: bytes) -> "_Done":
        """What to do with a draft for the folder `name`, whose article has these bytes."""
        folder = self.root / _folder(name)
        old, _ = read_text(folder / _FILE, _FILE, MAX_YAML_BYTES)
        if old is None and not (folder.exists() or folder.is_symlink()):
            what = "new"
        else:
            source, _ = read_bytes(folder / "source.txt", "source.txt", MAX_SOURCE_BYTES)
            if old is None or source != data or not is_untouched(old.text):
                message = f"{_folder(name)} was changed by hand, and is left alone"
                return _Done("left alone", message=message)
            if text_of(as_dated_in(old.text, drafted)) == old.text:
                return _Done("unchanged")
            what = "updated"
        text = text_of(drafted)
        problems = problems_of(text, drafted, name)
        if problems:
            first = f"line {problems[0].location.line}: {problems[0].message}"
            message = f"its briefing would not pass the check ({first})"
            return _Done("", message=message, left_out=True)
        return _Done(what, text, old)


@dataclass(frozen=True, slots=True)
class _Done:
    """What there is to do with a draft."""

    what: str
    """As an outcome has it; empty where it cannot be written."""
    text: str = ""
    old: TextFile | None = None
    message: str = ""
    left_out: bool = False
    """Whether the message says that something was not imported."""


def _sources(article: ImportedArticle, register: Register) -> Iterator[str]:
    """The words of those who say something, once for each time; not those of known actors."""
    for attribution in article.attributions:
        yield from (source.words(article.text) for source in attribution.sources)
        steps = attribution.told.steps
        yield from (
            step.words for step in steps if step.words and step.actor not in register.actors
        )


def _folder(name: str) -> str:
    return f"briefings/articles/{name}"


@dataclass
class Run:
    """One import: takes the outcomes in their order, and keeps what there is to say."""

    root: Path
    register: Register
    remarks: list[Remark] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    """How many articles are new, updated, unchanged, or left to whoever changed them."""
    claims: int = 0

    def __post_init__(self) -> None:
        inputs, _ = load(self.root, choice=lambda _: False)
        self.folders = {files.slug: files.folder for files in inputs.articles}
        """By slug the folder of every article of the project."""
        self.taken: dict[str, Origin] = {}
        self.proposals = Proposals(self.register)

    def take(self, outcome: Outcome) -> None:
        """Write one article; OSError where that is not possible."""
        with working_on(str(outcome.origin)):
            self._take(outcome)

    def _take(self, outcome: Outcome) -> None:
        self.proposals.add(outcome.name, outcome.sources)
        conflict = self._conflict(outcome) if outcome.slug else ""
        if conflict:
            self.remarks.append(Remark(outcome.origin, conflict))
            return
        self.remarks += outcome.remarks
        if not outcome.what:
            return
        self.taken[outcome.slug] = outcome.origin
        self._write(outcome)
        self.done[outcome.what] += 1
        self.claims += outcome.claims * (outcome.what != "left alone")

    def _conflict(self, outcome: Outcome) -> str:
        """Why the folder cannot be the article's own."""
        there = self.folders.get(outcome.slug, outcome.folder)
        advice = "give it a slug of its own in the metadata"
        if outcome.slug in self.taken:
            return f"{self.taken[outcome.slug]} has the slug “{outcome.slug}” too; {advice}"
        if there != outcome.folder:
            return f"the slug “{outcome.slug}” is that of {there}; {advice}"
        return ""

    def _write(self, outcome: Outcome) -> None:
        folder = self.root / outcome.folder
        if outcome.what == "new":
            files = {"source.txt": outcome.source, _FILE: outcome.text.encode()}
            write_article(folder, files, {})
        elif outcome.old and outcome.text:
            replace_text(folder / _FILE, outcome.old, outcome.text)
