"""Loads a project for other programs, or only what the problems of some paths depend on.

`load_corpus` is the library, `from article_briefings import load_corpus`; for its usage, see
docs/about/library.md. The returned objects never change.

Checking a file by itself needs only that file; checking its references needs
the files that it names. Of all other files only the names are read. If a
reference leads nowhere, all files are read after all, because the hint
searches through them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from errno import ENOENT
from pathlib import Path
from typing import Any

from article_briefings.anchoring import Tally
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import Compilation, compile_corpus, compile_inputs
from article_briefings.corpus._plugin_rules import FAULTS, rules
from article_briefings.diagnostics import Diagnostic, Location, Report
from article_briefings.input import Inputs, Progress, load
from article_briefings.models import RELATIONS

_SHOWN = 5
#: The problems whose messages depend on files that are not named.
_OF_ALL = frozenset(
    {"unknown-actor", "unknown-claim", "unknown-note", "unknown-story", "unknown-topic"}
)


_VERDICTS = ("said", "so")
_SPEAKERS = ("actor", "identified_as")
_ANY = "*"
#: Where a claim names others; in version 1 `relations` is a list.
_CLAIMS = (*((kind,) for kind in RELATIONS), ("relations", _ANY))
#: Where an article names the actors whose names its text is searched for.
_MARKED = (
    *((*chain, name) for chain in (("claims", "attribution"), ("via",)) for name in _SPEAKERS),
    ("events", "actors"),
)


class InputProblems(ValueError):
    """The project has problems: its message shows the first five, `diagnostics` has all of them."""

    diagnostics: tuple[Diagnostic, ...]
    """Every problem with its `code`, `location` (path, line, column), `message` and `hint`."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        more = len(self.diagnostics) - _SHOWN
        shown = "\n".join(Report.plain(problem).rstrip() for problem in self.diagnostics[:_SHOWN])
        super().__init__(f"{shown}\n… and {more} more" if more > 0 else shown)


def load_corpus(folder: str | Path = ".", *, drafts: bool = False) -> Corpus:
    """Read, check and resolve a project: the folder that holds `briefings/`.

    Like the site, the corpus excludes drafts unless `drafts` is set. Raises InputProblems if
    `briefings check` would find a problem, since a corpus with holes would give wrong counts, and
    FileNotFoundError if there is no folder `briefings/`.
    """
    root = Path(folder)
    if not (root / "briefings").is_dir():
        raise FileNotFoundError(ENOENT, "this folder has no briefings/", str(root))
    compiled = compile_corpus(root, drafts=drafts)
    if problems := compiled.problems():
        raise InputProblems(problems)
    return compiled.corpus


def check_within(
    root: Path, paths: Collection[str], progress: Progress | None = None
) -> tuple[Compilation, list[Diagnostic]]:
    """The problems and notices in `paths` or below, exactly as in a check of everything."""
    inputs, compiled = _partial(root, paths, {})
    if rules() or _needs_all(inputs, paths, _within(compiled.diagnostics, paths)):
        compiled = compile_corpus(root, progress)
    found = Diagnostic.in_order([*compiled.found(), *compiled.notices])
    return compiled, [one for one in found if one.code in FAULTS or _within([one], paths)]


def load_within(
    root: Path, paths: Collection[str], texts: Mapping[str, str]
) -> tuple[Inputs, list[Diagnostic]]:
    """Read the inputs that affect `paths`, and their problems; without paths, everything.

    `texts`, by path, are used instead of the contents of the files.
    """
    if paths:
        inputs, compiled = _partial(root, paths, texts)
        found = _within(compiled.diagnostics, paths)
        if not _needs_all(inputs, paths, found):
            return inputs, found
    inputs, problems = load(root, texts=texts)
    return inputs, _within(compile_inputs(inputs, problems).diagnostics, paths or ["."])


def _needs_all(inputs: Inputs, paths: Collection[str], problems: Collection[Diagnostic]) -> bool:
    """Whether these problems, or others of these paths, may depend on files that were not read."""
    if any(problem.code in _OF_ALL for problem in problems):
        return True
    read = [files.document for files in inputs.articles]
    read += [*inputs.actors.documents.values(), *inputs.background.documents.values()]
    chosen = (
        document for document in read if document and Location(document.path).is_within(paths)
    )
    gone = inputs.withdrawn and Location(inputs.withdrawn.path).is_within(paths)
    return bool(gone) or any(isinstance(d.root, dict) and "formerly" in d.root for d in chosen)


def _partial(
    root: Path, paths: Collection[str], texts: Mapping[str, str]
) -> tuple[Inputs, Compilation]:
    named: set[str] = set()

    def is_needed(path: str) -> bool:
        touched = Location(path).is_within(paths) or any(
            part.startswith(f"{path}/") for part in paths
        )
        return touched or path in named

    while True:
        inputs, problems = load(root, choice=is_needed, texts=texts)
        missing = set(filter(None, _named(inputs))) - named
        if not missing:
            return inputs, compile_inputs(inputs, problems)
        named |= missing


def _within(diagnostics: Collection[Diagnostic], paths: Collection[str]) -> list[Diagnostic]:
    return [problem for problem in diagnostics if problem.location.is_within(paths)]


def _named(inputs: Inputs) -> Iterator[str | None]:
    """The paths of the files that those read so far depend on; None for one that is not there."""
    folders = {files.slug: files.folder for files in inputs.articles}
    for files in inputs.articles:
        root = files.document.root if files.document else None
        for outlet in _texts(root, "source", "outlet"):
            yield inputs.actors.path_of(outlet)
        for fields in _MARKED:
            for actor in _texts(root, *fields):
                yield inputs.actors.path_of(actor)
        verdicts = (text for kind in _VERDICTS for text in _texts(root, "claims", kind, "verdict"))
        if not Tally.COUNTED.isdisjoint(verdicts):  # publishers are found by name
            yield from inputs.actors.unread.values()
    for reference in _claims_named(inputs):
        yield folders.get(reference.split("#")[0])
    for document in inputs.actors.documents.values():
        for whole in _texts(document.root, "part_of"):
            yield inputs.actors.path_of(whole)


def _claims_named(inputs: Inputs) -> Iterator[str]:
    """The claims to which articles and stories refer."""
    for files in inputs.articles:
        for fields in _CLAIMS:
            yield from _texts(files.document and files.document.root, "claims", *fields)
    stories = inputs.stories and inputs.stories.root
    for story in stories.values() if isinstance(stories, dict) else ():
        yield from _texts(story, "findings", "claims")


def _texts(value: Any, *fields: str) -> Iterator[str]:
    """The texts at a path of fields, through lists, in a file that is not validated yet."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, *fields)
    elif isinstance(value, dict) and fields[:1] == (_ANY,):
        for inner in value.values():
            yield from _texts(inner, *fields[1:])
    elif isinstance(value, dict) and fields:
        yield from _texts(value.get(fields[0]), *fields[1:])
    elif isinstance(value, str) and not fields:
        yield value.strip()
