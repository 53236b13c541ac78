"""Writes imported articles into the project: each once, and never over a person's work.

Each article is drafted and checked independently of the others, which can be done in other
processes. One process assigns slugs and writes files, in the order of the collection.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from article_briefings.diagnostics import working_on
from article_briefings.drafting._draft import DraftedBriefing
from article_briefings.drafting._imported_briefing import ImportedDraft, draft_import
from article_briefings.drafting._imported_file import (
    as_dated_in,
    is_untouched,
    problems_of,
    text_of,
    without_extensions,
)
from article_briefings.drafting._imported_model import ImportedArticle, Origin, Remark
from article_briefings.drafting._imported_sources import ActorIndex, Proposals
from article_briefings.drafting._project import (
    ARTICLES,
    BRIEFING,
    SOURCE,
    actors_of,
    folders_of,
    notes_of,
    write_article,
)
from article_briefings.input import (
    MAX_SOURCE_BYTES,
    MAX_YAML_BYTES,
    TextFile,
    read_bytes,
    read_text,
    replace_text,
)

_LEFT_ALONE = "left alone"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The action planned for one article."""

    name: str
    origin: Origin
    remarks: tuple[Remark, ...] = ()
    sources: tuple[str, ...] = ()
    """The words for its sources, once for each attribution."""
    action: str = ""
    """"new", "updated", "unchanged" or "left alone"; empty if it is not imported."""
    slug: str = ""
    folder: str = ""
    """Relative to the project's folder."""
    source: bytes = b""
    text: str = ""
    """The new `briefing.yml`."""
    old: TextFile | None = None
    claims: int = 0


class ImportDrafter:
    """Drafts imported articles for a project."""

    def __init__(self, root: Path, today: dt.date) -> None:
        self.root, self.today = root, today
        actors, self.actor_ids = actors_of(root)
        self.register, self.notes = ActorIndex(actors), notes_of(root)

    def outcome(self, article: ImportedArticle, remarks: Iterable[Remark]) -> ImportOutcome:
        """Draft an article and compare the draft with the project's files."""
        imported = draft_import(article, self.register, self.today, self.notes)
        sources = tuple(_sources(article, self.register))
        if not isinstance(imported, ImportedDraft):
            return ImportOutcome(article.name, article.origin, (*remarks, *imported), sources)
        folder = f"{ARTICLES}/{imported.folder}"
        change = self._change(imported.drafted, folder, article.data)
        bare = without_extensions(imported.drafted)
        if not change.action and bare != imported.drafted:
            again = self._change(bare, folder, article.data)
            message = f"what has no field was left out, for {change.message}"
            change = replace(again, message=message, left_out=True) if again.action else change
        said = [Remark(article.origin, change.message, change.left_out)] if change.message else []
        return ImportOutcome(
            article.name,
            article.origin,
            (*remarks, *imported.remarks, *said),
            sources,
            change.action,
            imported.slug,
            folder,
            article.data,
            change.text,
            change.old,
            len(imported.drafted.claims),
        )

    def _change(self, drafted: DraftedBriefing, name: str, data: bytes) -> "_Change":
        """The action for a draft in the folder `name`, whose article has these bytes."""
        folder = self.root / name
        old, _ = read_text(folder / BRIEFING, BRIEFING, MAX_YAML_BYTES)
        if old is None and not (folder.exists() or folder.is_symlink()):
            action = "new"
        else:
            source, _ = read_bytes(folder / SOURCE, SOURCE, MAX_SOURCE_BYTES)
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
            message = f"its briefing would not pass the check ({first})"
            return _Change("", message=message, left_out=True)
        return _Change(action, text, old)


@dataclass(frozen=True, slots=True)
class _Change:
    """The action for a draft."""

    action: str
    """As in `ImportOutcome`; empty if the draft cannot be written."""
    text: str = ""
    old: TextFile | None = None
    message: str = ""
    left_out: bool = False
    """Whether the message reports something that was not imported."""


def _sources(article: ImportedArticle, register: ActorIndex) -> Iterator[str]:
    """The words for each source, once per attribution, except those of registered actors."""
    for attribution in article.attributions:
        yield from (source.words(article.text) for source in attribution.sources)
        steps = attribution.claim.steps
        yield from (
            step.words for step in steps if step.words and step.actor not in register.actors
        )


@dataclass
class ImportWriter:
    """Writes the outcomes of one import in their order, and counts them."""

    drafter: ImportDrafter
    remarks: list[Remark] = field(default_factory=list)
    actions: Counter[str] = field(default_factory=Counter)
    """How many articles are new, updated, unchanged, or left alone because of manual changes."""
    claims: int = 0

    def __post_init__(self) -> None:
        self.folders = folders_of(self.drafter.root)
        self.written: dict[str, Origin] = {}
        """The origins of the articles that this import has written, by slug."""
        self.proposals = Proposals(self.drafter.register)

    def write(self, outcome: ImportOutcome) -> None:
        """Write one article; raises OSError if that is not possible."""
        with working_on(str(outcome.origin)):
            self.proposals.add(outcome.name, outcome.sources)
            conflict = self._conflict(outcome) if outcome.slug else ""
            if conflict:
                self.remarks.append(Remark(outcome.origin, conflict))
                return
            self.remarks += outcome.remarks
            if outcome.action:
                self.written[outcome.slug] = outcome.origin
                self._write(outcome)
                self.actions[outcome.action] += 1
                self.claims += outcome.claims * (outcome.action != _LEFT_ALONE)

    def _conflict(self, outcome: ImportOutcome) -> str:
        """Why the article cannot have its folder; empty if it can."""
        existing = self.folders.get(outcome.slug, outcome.folder)
        advice = "give it a slug of its own in the metadata"
        if outcome.slug in self.written:
            return f"{self.written[outcome.slug]} has the slug “{outcome.slug}” too; {advice}"
        if existing != outcome.folder:
            return f"the slug “{outcome.slug}” is that of {existing}; {advice}"
        return ""

    def _write(self, outcome: ImportOutcome) -> None:
        folder = self.drafter.root / outcome.folder
        if outcome.action == "new":
            files = {SOURCE: outcome.source, BRIEFING: outcome.text.encode()}
            write_article(folder, files, {})
        elif outcome.old and outcome.text:
            replace_text(folder / BRIEFING, outcome.old, outcome.text)

    @property
    def imported(self) -> int:
        """How many articles of the collection are in the project as imported."""
        return self.actions.total() - self.actions[_LEFT_ALONE]

    def proposed_actors(self) -> list[tuple[str, str]]:
        """A file name and content for each recurring source that is not in the register."""
        return list(self.proposals.files(self.drafter.actor_ids))
