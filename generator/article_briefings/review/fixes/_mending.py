"""The loop of `fix`: propose, apply in memory, check again, until nothing is left to propose.

Problems hide each other: the shape of a file that cannot be read is not checked, nor
are the marks of a file of the wrong shape or of a text that has changed. So each round
fixes the visible problems in memory, and the next round checks the result.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from article_briefings.check import validate
from article_briefings.corpus import load_within
from article_briefings.diagnostics import Diagnostic, Location, working_on
from article_briefings.input import (
    MAX_YAML_BYTES,
    ArticleFiles,
    Document,
    History,
    Inputs,
    SourceText,
    TextFile,
    read_text,
)
from article_briefings.models import Briefing, Budget, Spent, TextName
from article_briefings.review.fixes._anchors import REANCHORED, drifted, reanchor, unchecked
from article_briefings.review.fixes._cast import fix_cast
from article_briefings.review.fixes._edits import Edit, apply
from article_briefings.review.fixes._forms import fix_form
from article_briefings.review.fixes._hashes import annotated_text, fix_hash, text_of_hash
from article_briefings.review.fixes._marks import OldText, Situation, work
from article_briefings.review.fixes._mentions import fix_mention
from article_briefings.review.fixes._names import KnownNames, fix_name
from article_briefings.review.fixes._parts import reorder
from article_briefings.review.fixes._proposals import Proposal
from article_briefings.review.fixes._syntax import fix_syntax

_MOST_ROUNDS = 60
"""More than any file needs: a quote has at most 50 parts, and a round may fix only one."""
_SYNTAX = {"yaml-syntax", "yaml-tab", "yaml-alias", "yaml-unsupported"}
_OF_MARKS: dict[str, Callable[[Situation, Diagnostic], Proposal | None]] = {
    **dict.fromkeys(REANCHORED, reanchor),
    "parts-out-of-order": reorder,
    "form-mismatch": fix_form,
    "mention-taken": fix_mention,
}
_HASHES = {"source-changed", "not-frozen", "bad-hash", "missing-field"}


@dataclass(frozen=True)
class MendedFile:
    """A file as it is, its text after all proposals, and the proposals."""

    path: str
    before: TextFile
    after: str
    proposals: tuple[Proposal, ...]

    @property
    def undecided(self) -> tuple[Proposal, ...]:
        """Marks that a person has to decide on; the file is not written until there are none."""
        return tuple(proposal for proposal in self.proposals if not proposal.decided)


@dataclass(frozen=True)
class Mended:
    """Every file with a proposal, and the problems that remain after the proposals."""

    files: tuple[MendedFile, ...]
    left: tuple[Diagnostic, ...]
    skipped: tuple[Location, ...] = ()
    """Marks for which no place was looked for, because the budget was used up."""


def mend(root: Path, paths: Collection[str] = ()) -> Mended:
    """Propose fixes for the problems in or below `paths`, or for all; nothing is written.

    Other files are read only if they affect these.
    """
    mending = _Mending(root)
    left: list[Diagnostic] = []
    for _ in range(_MOST_ROUNDS):
        inputs, left = load_within(root, paths, mending.texts)
        if not mending.round(inputs, left):
            break
    left = list(mending.not_proposed(left))
    return Mended(tuple(mending.files()), tuple(left), mending.skipped(left))


@dataclass
class _Article:
    """The data on an article, collected from its first valid reading in this run."""

    old: Mapping[TextName, OldText | None]
    changed: frozenset[TextName]


@dataclass
class _Mending:
    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, list[Proposal]] = field(default_factory=dict)
    articles: dict[str, _Article] = field(default_factory=dict)
    budget: Budget = field(default_factory=work)
    looked_for: set[tuple[str, Location]] = field(default_factory=set)
    """Marks with a problem for which places were looked for, by code and place."""
    not_looked_for: set[tuple[str, Location]] = field(default_factory=set)

    def skipped(self, left: Iterable[Diagnostic]) -> tuple[Location, ...]:
        """The places of problems that remain because the budget was used up."""
        never = self.not_looked_for - self.looked_for
        return tuple(p.location for p in left if (p.code, p.location) in never)

    def round(self, inputs: Inputs, problems: list[Diagnostic]) -> bool:
        """Apply fixes for these problems; False if nothing is left to propose."""
        by_file: dict[str, list[Diagnostic]] = {}
        for problem in problems:
            by_file.setdefault(problem.location.path, []).append(problem)
        documents = dict(_documents(inputs))
        names = KnownNames.of(inputs, History(self.root))
        found = False
        for path in sorted({*by_file, *self.articles}):
            here = by_file.get(path, [])
            with working_on(path):
                if path in documents:
                    document, files = documents[path]
                    new = self._proposals(document, files, here, names)
                    found |= self._enter(path, document.text, new)
                elif any(problem.code in _SYNTAX for problem in here):
                    found |= self._fix_syntax(path)
        return found

    def _fix_syntax(self, path: str) -> bool:
        if path not in self.texts:
            file, _ = read_text(self.root / path, path, MAX_YAML_BYTES)
            if file is None:
                return False
            self.texts[path] = file.text
        text, new = fix_syntax(path, self.texts[path])
        if new:
            self.texts[path] = text
            self.proposals.setdefault(path, []).extend(new)
        return bool(new)

    def _proposals(
        self,
        document: Document,
        files: ArticleFiles | None,
        problems: Iterable[Diagnostic],
        names: KnownNames,
    ) -> Iterator[Proposal]:
        problems = list(problems)
        texts = dict(_texts(files)) if files else {}
        slug = files.slug if files else ""
        situations = self._situations(document, texts, problems)
        for problem in problems:
            if problem.code in _HASHES:
                name = text_of_hash(problem, document)
                has_old = name in situations and situations[name].old is not None
                yield from _some(fix_hash(problem, document, texts.get(name), in_git=has_old))
            elif situations and problem.code in _OF_MARKS:
                yield from _some(self._fix_mark(problem, situations.values()))
            elif problem.code == "actor-not-in-cast":
                yield from _some(fix_cast(problem, document, names))
            else:
                yield from _some(fix_name(problem, document, names, slug))
        for name, situation in situations.items():
            if name in self.articles[document.path].changed:
                yield from drifted(situation) if situation.old else unchecked(situation)

    def _fix_mark(self, problem: Diagnostic, situations: Iterable[Situation]) -> Proposal | None:
        """A proposal for a mark; None if there is none, or if the budget is used up."""
        key = problem.code, problem.location
        proposed = (_OF_MARKS[problem.code](situation, problem) for situation in situations)
        try:
            found = next(filter(None, proposed), None)
        except Spent:
            self.not_looked_for.add(key)
            return None
        self.looked_for.add(key)
        return found

    def _situations(
        self, document: Document, texts: Mapping[TextName, SourceText], problems: list[Diagnostic]
    ) -> Mapping[TextName, Situation]:
        """The briefing in each of its texts; none while its shape is wrong."""
        briefing, _ = validate(document, Briefing) if texts else (None, [])
        if briefing is None:
            return {}
        article = self.articles.get(document.path)
        if article is None:
            old = {
                name: self._old_text(document, briefing, name, source)
                for name, source in texts.items()
            }
            changed = frozenset(_changed(document, briefing, problems))
            article = self.articles[document.path] = _Article(old, changed)
        return {
            name: Situation(
                document, source, briefing, article.old.get(name), name, budget=self.budget
            )
            for name, source in texts.items()
        }

    def _old_text(
        self, document: Document, briefing: Briefing, name: TextName, source: SourceText
    ) -> OldText | None:
        old = annotated_text(document, source, History(self.root), name)
        return OldText.of(document, old, briefing, source.text, name) if old else None

    def _enter(self, path: str, text: str, new: Iterable[Proposal]) -> bool:
        """Apply proposals in memory, each place once per run; the first of two that overlap."""
        entered = self.proposals.setdefault(path, [])
        done = {(proposal.code, proposal.place) for proposal in entered}
        edits: list[Edit] = []
        found = False
        for proposal in new:
            if (proposal.code, proposal.place) in done or _overlap(proposal.edits, edits):
                continue
            done.add((proposal.code, proposal.place))
            entered.append(proposal)
            edits += proposal.edits
            found = True
        if edits:
            self.texts[path] = apply(text, edits)
        return found

    def files(self) -> Iterator[MendedFile]:
        """The files with proposals, as they are on disk and as they would become."""
        for path, proposals in sorted(self.proposals.items()):
            before, _ = read_text(self.root / path, path, MAX_YAML_BYTES)
            if proposals and before:
                after = self.texts.get(path, before.text)
                yield MendedFile(path, before, after, tuple(proposals))

    def not_proposed(self, problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The problems that no undecided proposal covers."""
        undecided = {
            (proposal.code, proposal.location)
            for proposals in self.proposals.values()
            for proposal in proposals
            if not proposal.decided
        }
        return (
            problem for problem in problems if (problem.code, problem.location) not in undecided
        )


def _documents(inputs: Inputs) -> Iterator[tuple[str, tuple[Document, ArticleFiles | None]]]:
    for files in inputs.articles:
        if files.document:
            yield files.document.path, (files.document, files)
    for register in (inputs.actors, inputs.background):
        for document in register.documents.values():
            yield document.path, (document, None)
    for listing in (inputs.topics, inputs.stories):
        if listing:
            yield listing.path, (listing, None)


def _texts(files: ArticleFiles) -> Iterator[tuple[TextName, SourceText]]:
    if files.source:
        yield "original", files.source
        if files.translation:
            yield "translation", files.translation


def _changed(
    document: Document, briefing: Briefing, problems: Iterable[Diagnostic]
) -> Iterator[TextName]:
    """The texts that differ from the ones that were annotated."""
    for problem in problems:
        if problem.code == "source-changed":
            name = text_of_hash(problem, document)
            # A hash of one repeated digit belongs to a new article, which had no earlier text.
            if len(set(briefing.recorded_hash(name))) > 1:
                yield name


def _some(proposal: Proposal | None) -> Iterator[Proposal]:
    if proposal is not None:
        yield proposal


def _overlap(edits: Iterable[Edit], others: list[Edit]) -> bool:
    return any(
        edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for edit in edits
        for other in others
    )
