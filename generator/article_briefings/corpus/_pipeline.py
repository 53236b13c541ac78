"""The stages from the input folder to a corpus, shared by all commands and the plugin."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, RootModel

from article_briefings.anchoring import AnchoredBriefing, anchor, hashed_text, notices
from article_briefings.check import validate
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._plugin_rules import FAULTS, problems_of_rules
from article_briefings.corpus._references import ResolverInput
from article_briefings.corpus._resolver import resolve
from article_briefings.diagnostics import Diagnostic, Location, Severity, working_on
from article_briefings.formatting import migrated, open_questions
from article_briefings.input import (
    ArticleFiles,
    Document,
    DocumentCache,
    Inputs,
    Progress,
    load,
    load_article,
    read_yaml,
)
from article_briefings.models import (
    FORMAT,
    Actor,
    BackgroundNote,
    Briefing,
    Declarations,
    Stories,
    Topics,
    Withdrawn,
)

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class BrokenInput:
    """An input that is not in the corpus because it, or an input it needs, has a problem."""

    kind: Literal["article", "actor", "note"]
    id: str
    path: str


@dataclass(frozen=True)
class Compilation:
    """The corpus of all valid inputs, and every problem of the rest."""

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    """Those that our own rules find."""
    broken: tuple[BrokenInput, ...]
    anchored: tuple[AnchoredBriefing, ...] = ()
    """All articles whose own files are valid."""
    outdated: int = 0
    """How many files are written in an older version of the format."""
    unfilled: tuple[Diagnostic, ...] = ()
    """Notices about the page that says who makes the site."""

    def found(self) -> list[Diagnostic]:
        """The problems in order, with those that rules of other packages report.

        If a file has a problem, only what they say of sound articles counts: the rest of the corpus
        is incomplete.
        """
        found = problems_of_rules(self.corpus)
        if self.diagnostics:
            paths = [article.document.path for article in self.corpus.articles]
            found = (one for one in found if one.code in FAULTS or one.location.path in paths)
        return Diagnostic.in_order([*self.diagnostics, *found])

    def problems(self) -> list[Diagnostic]:
        """The same without the notices of these rules."""
        return [one for one in self.found() if one.severity is Severity.ERROR]

    @property
    def notices(self) -> list[Diagnostic]:
        """Findings that deserve attention but are not problems; only used by checks."""
        found = (notice for article in self.anchored for notice in notices_of(article))
        return Diagnostic.in_order([*found, *self.general_notices])

    @property
    def general_notices(self) -> Iterator[Diagnostic]:
        """Those about the page that says who makes the site, and one about old files."""
        yield from self.unfilled
        if self.outdated:
            files = "1 file is" if self.outdated == 1 else f"{self.outdated:,} files are"
            yield Diagnostic(
                "old-format",
                Location("briefings"),
                f"{files} written in an older version of the format, and read as if upgraded",
                expected=f"format: {FORMAT}",
                hint="upgrade all files with: briefings migrate",
                severity=Severity.NOTICE,
            )


def notices_of(article: AnchoredBriefing) -> list[Diagnostic]:
    """Findings in an article that deserve attention but are not problems."""
    return [*notices(article), *open_questions(article.document)]


def compile_corpus(
    root: Path,
    progress: Progress | None = None,
    drafts: bool = True,
    cache: Mapping[str, AnchoredBriefing] | None = None,
    documents: DocumentCache | None = None,
) -> Compilation:
    """Load, validate, anchor and resolve everything under `root`.

    Drafts are checked like everything else; without `drafts` they are not in the corpus. Articles
    in the `cache` are not read again, nor are register files whose document is in `documents`.
    """
    cache = {} if cache is None else cache
    with _without_collector():
        inputs, problems = load(root, progress, lambda name: name not in cache, documents=documents)
        return compile_inputs(inputs, problems, drafts, cache)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the articles of a project need of its other files."""

    names: Mapping[str, str] = field(default_factory=dict)
    """The names of all actors, by id."""
    declared: Declarations | None = Declarations.NOTHING
    """What the project declares; None if its file has a problem."""

    @classmethod
    def of(cls, inputs: Inputs) -> "Surroundings":
        """Those among the loaded inputs."""
        return cls(names_of(inputs), declared_in(inputs)[0])

    @classmethod
    def at(cls, root: Path, documents: DocumentCache | None = None) -> "Surroundings":
        """Those of a project; reads only `briefings/actors/` and the lists."""
        return cls.of(load(root, choice=lambda path: "/actors/" in path, documents=documents)[0])


def compile_article(
    root: Path, folder: str, around: Surroundings
) -> tuple[AnchoredBriefing | None, list[Diagnostic]]:
    """One article and the problems of its own files; its references are not checked.

    The article is None if a problem leaves its marks without a place.
    """
    files, problems = load_article(root, folder)
    return (_article(files, problems, around) if files else None), problems


@contextmanager
def _without_collector() -> Iterator[None]:
    """Disable garbage collection: all objects made here stay, and none are circular.

    For a thousand articles, the collector takes a quarter of the time and frees nothing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def compile_inputs(
    inputs: Inputs,
    diagnostics: list[Diagnostic],
    drafts: bool = True,
    cache: Mapping[str, AnchoredBriefing] | None = None,
) -> Compilation:
    """Validate, anchor and resolve the loaded inputs.

    `diagnostics` are the loader's. The `cache` has articles already found valid, by their folder.
    """
    cache = {} if cache is None else cache
    problems = list(diagnostics)
    declared, faults = declared_in(inputs)
    problems += faults
    around = Surroundings(names_of(inputs), declared)
    actors, broken_actors = _register("actor", inputs, Actor, problems, declared)
    notes, broken_notes = _register("note", inputs, BackgroundNote, problems)
    topics = _entries(inputs, "topics", Topics, problems)
    stories = _entries(inputs, "stories", Stories, problems)
    withdrawn = _entries(inputs, "withdrawn", Withdrawn, problems)
    anchored = [cache.get(f.folder) or _article(f, problems, around) for f in inputs.articles]
    articles = tuple(article for article in anchored if article)
    sound = {article.slug for article in articles}
    parts = ResolverInput(
        articles,
        actors,
        notes,
        topics,
        broken_actors=frozenset(item.id for item in broken_actors),
        broken_notes=frozenset(item.id for item in broken_notes),
        broken_articles=frozenset(f.slug for f in inputs.articles if f.slug not in sound),
        stories=stories,
        withdrawn=withdrawn or {},
        second_review=inputs.second_review,
        declared=declared or Declarations.NOTHING,
    )
    corpus, unresolved = resolve(parts, drafts)
    shown = {article.slug for article in corpus.articles}
    if not drafts:
        shown |= parts.drafts
    broken_articles = [
        BrokenInput("article", files.slug, files.folder)
        for files in inputs.articles
        if files.slug not in shown
    ]
    broken = (*broken_actors, *broken_notes, *broken_articles)
    diagnosed = tuple(Diagnostic.in_order([*problems, *unresolved]))
    outdated, unfilled = _outdated(inputs, articles), tuple(inputs.unfilled)
    return Compilation(corpus, diagnosed, broken, articles, outdated, unfilled)


def _outdated(inputs: Inputs, articles: Iterable[AnchoredBriefing]) -> int:
    """How many files are written in an older version, among those that were read."""
    register = (*inputs.actors.documents.values(), *inputs.background.documents.values())
    lists = filter(None, (inputs.topics, inputs.stories, inputs.withdrawn))
    old = [migrated(document).written_in for document in (*register, *lists)]
    return len([*filter(None, old), *(a for a in articles if a.outline.version < FORMAT)])


def _register(
    kind: Literal["actor", "note"],
    inputs: Inputs,
    model: type[M],
    problems: list[Diagnostic],
    declared: Declarations | None = Declarations.NOTHING,
) -> tuple[dict[str, tuple[Document, M]], list[BrokenInput]]:
    files = inputs.actors if kind == "actor" else inputs.background
    sound: dict[str, tuple[Document, M]] = {}
    for name, document in files.documents.items():
        document = migrated(document)
        value, faults = validate(document, model, declared)
        problems += faults
        if value is not None:
            sound[name] = (document, value)
    paths = {name: document.path for name, document in files.documents.items()} | files.unread
    unsound = ((name, path) for name, path in sorted(paths.items()) if name not in sound)
    return sound, [BrokenInput(kind, name, path) for name, path in unsound]


def _entries(
    inputs: Inputs,
    name: Literal["topics", "stories", "withdrawn"],
    model: type[RootModel[dict[str, M]]],
    problems: list[Diagnostic],
) -> dict[str, tuple[Document, M]] | None:
    """The entries of a register file by id; None if the file has a problem."""
    document: Document | None = getattr(inputs, name)
    if document is None:
        return None if f"briefings/{name}.yml" in inputs.unread else {}
    entries, faults = validate(migrated(document), model)
    problems += faults
    return {name: (document, entry) for name, entry in entries.root.items()} if entries else None


def document_of(path: str, text: str) -> Document | None:
    """The document of a YAML file in the newest version of the format; None if it has none."""
    document, _ = read_yaml(path, text)
    return migrated(document) if document else None


def declared_in(inputs: Inputs) -> tuple[Declarations | None, list[Diagnostic]]:
    """What the project declares, None if its file has a problem; and the problems of the file."""
    if inputs.fields is None:
        return (None if "briefings/fields.yml" in inputs.unread else Declarations.NOTHING), []
    return validate(inputs.fields, Declarations)


def actors_of(inputs: Inputs) -> dict[str, Actor]:
    """The actors of the register whose files have no problems."""
    declared, files = declared_in(inputs)[0], inputs.actors.documents
    read = {name: validate(migrated(file), Actor, declared)[0] for name, file in files.items()}
    return {name: actor for name, actor in read.items() if actor}


def names_of(inputs: Inputs) -> Mapping[str, str]:
    """The name of each actor, whether or not the rest of its file is valid."""
    roots = ((name, document.root) for name, document in inputs.actors.documents.items())
    names = ((name, root.get("name")) for name, root in roots if isinstance(root, dict))
    return {name: text.strip() for name, text in names if isinstance(text, str) and text.strip()}


def _article(
    files: ArticleFiles, problems: list[Diagnostic], around: Surroundings
) -> AnchoredBriefing | None:
    if files.document is None:
        return None
    document = migrated(files.document)
    files = replace(files, document=document)
    briefing, faults = validate(document, Briefing, around.declared)
    problems += [_with_the_hash(fault, files) for fault in faults]
    if briefing is None or files.source is None:
        return None
    misplaced = list(_misplaced_translation(files, document, briefing))
    problems += misplaced
    if misplaced or (files.translation_path and files.translation is None):
        return None
    with working_on(document.path):
        article, unanchored = anchor(
            files.slug, document, files.source, briefing, files.translation, around.names
        )
    problems += unanchored
    return article


def _misplaced_translation(
    files: ArticleFiles, document: Document, briefing: Briefing
) -> Iterator[Diagnostic]:
    """Problems of a translation whose file or description is missing."""
    described = briefing.source.translation is not None
    if files.translation_path and not described:
        yield Diagnostic(
            "unexpected-file",
            Location(files.translation_path),
            f"this file is not read: {document.path} does not describe a translation",
            expected="source: translation: with its hash, language and translator, or no such file",
            hint="add translation: below source:, or remove the file",
        )
    if described and not files.translation_path:
        yield Diagnostic(
            "missing-file",
            document.key_location(("source", "translation")),
            f"{files.folder} has no translation.txt",
            expected="the translation that is described here, in translation.txt",
            hint="put the file beside source.txt, or remove these lines",
        )


def _with_the_hash(fault: Diagnostic, files: ArticleFiles) -> Diagnostic:
    """Add the hash of the text to the fault if the briefing has none or an invalid one."""
    about_the_hash = fault.code == "bad-hash" or fault.expected.startswith("sha256:")
    source = files.source
    if about_the_hash and files.document and hashed_text(fault, files.document) == "translation":
        source = files.translation
    if source is None or not about_the_hash:
        return fault
    return replace(fault, hint=f"write sha256: {source.sha256}")
