"""The loop of `fix`: propose, apply in memory, check again, until nothing is left to propose.

Problems hide each other: the shape of a file that cannot be read is not checked, nor
are the marks of a file of the wrong shape or of a text that has changed. So each round
fixes the visible problems in memory, and the next round checks the result.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from article_briefings.anchoring import hashed_text
from article_briefings.check import validate
from article_briefings.corpus import Surroundings, load_within
from article_briefings.diagnostics import Diagnostic, Location, working_on
from article_briefings.formatting import migrated
from article_briefings.input import ArticleFiles, Document, History, Inputs, SourceText, TextFile
from article_briefings.models import Briefing, Budget, Declarations, TextName
from article_briefings.review._anchors import REANCHORED, drifted, reanchor, unchecked
from article_briefings.review._edits import Edit, apply
from article_briefings.review._marks import MarkedText, OldText, work
from article_briefings.review._names import KnownNames, fix_name
from article_briefings.review._proposals import FixedFile, FixReport, Proposal
from article_briefings.review._rules import (
    annotated_text,
    fix_form,
    fix_hash,
    free_mention,
    reorder_parts,
)
from article_briefings.review._syntax import SYNTAX, fix_syntax

_MOST_ROUNDS = 60
"""More than any file needs: a quote has at most 50 parts, and a round may fix only one."""
_OF_MARKS: dict[str, Callable[[MarkedText, Diagnostic], Proposal | None]] = {
    **dict.fromkeys(REANCHORED, reanchor),
    "parts-out-of-order": reorder_parts,
    "form-mismatch": fix_form,
    "mention-taken": free_mention,
}
_HASHES = {"source-changed", "not-frozen", "bad-hash", "missing-field"}


def propose_fixes(root: Path, paths: Collection[str] = ()) -> FixReport:
    """Propose fixes for the problems in or below `paths`, or for all; nothing is written.

    Other files are read only if they affect these.
    """
    run = _FixRun(root)
    problems: list[Diagnostic] = []
    for _ in range(_MOST_ROUNDS):
        inputs, problems = load_within(root, paths, run.texts)
        if not run.round(inputs, problems):
            break
    return run.report(problems)


@dataclass
class _Article:
    """The data on an article, collected from its first valid reading in this run."""

    old: Mapping[TextName, OldText | None]
    changed: frozenset[TextName]
    """The texts that differ from the ones that were annotated."""


@dataclass
class _FixRun:
    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, list[Proposal]] = field(default_factory=dict)
    articles: dict[str, _Article] = field(default_factory=dict)
    budget: Budget = field(default_factory=work)
    declared: Declarations | None = None
    looked_for: dict[tuple[str, Location], bool] = field(default_factory=dict)
    """By code and place of a mark's problem: False if the budget was used up before a search."""

    def round(self, inputs: Inputs, problems: list[Diagnostic]) -> bool:
        """Apply fixes for these problems; False if nothing is left to propose."""
        by_file: dict[str, list[Diagnostic]] = {}
        for problem in problems:
            by_file.setdefault(problem.location.path, []).append(problem)
        documents = _documents(inputs)
        self.declared = Surroundings.of(inputs).declared
        names = KnownNames.of(inputs, History(self.root))
        found = False
        for path in sorted({*by_file, *self.articles}):
            here = by_file.get(path, [])
            with working_on(path):
                if path in documents:
                    document, files = documents[path]
                    new = self._proposals(document, files, here, names)
                    found |= self._apply(path, document.text, new)
                elif any(problem.code in SYNTAX for problem in here):
                    found |= self._fix_syntax(path)
        return found

    def report(self, problems: Iterable[Diagnostic]) -> FixReport:
        """The files as they are on disk and as they would become, and what is left."""
        files: list[FixedFile] = []
        for path, proposals in sorted(self.proposals.items()):
            before, _ = TextFile.read(self.root / path, path, Document.MAX_BYTES)
            if proposals and before:
                after = self.texts.get(path, before.text)
                files.append(FixedFile(path, before, after, tuple(proposals)))
        undecided = {
            (proposal.code, proposal.location)
            for proposals in self.proposals.values()
            for proposal in proposals
            if not proposal.decided
        }
        left = [
            problem for problem in problems if (problem.code, problem.location) not in undecided
        ]
        skipped = (p.location for p in left if not self.looked_for.get((p.code, p.location), True))
        return FixReport(tuple(files), tuple(left), tuple(skipped))

    def _fix_syntax(self, path: str) -> bool:
        if path not in self.texts:
            file, _ = TextFile.read(self.root / path, path, Document.MAX_BYTES)
            if file is None:
                return False
            self.texts[path] = file.text
        self.texts[path], new = fix_syntax(path, self.texts[path])
        self.proposals.setdefault(path, []).extend(new)
        return bool(new)

    def _proposals(
        self,
        document: Document,
        files: ArticleFiles | None,
        problems: list[Diagnostic],
        names: KnownNames,
    ) -> Iterator[Proposal | None]:
        texts = _texts(files) if files else {}
        marked = self._marked_texts(document, texts, problems)
        for problem in problems:
            if problem.code in _HASHES:
                name = hashed_text(problem, document)
                in_git = name in marked and marked[name].old is not None
                yield fix_hash(problem, document, texts.get(name), in_git=in_git)
            elif marked and problem.code in _OF_MARKS:
                yield self._fix_mark(problem, marked.values())
            else:
                yield fix_name(problem, document, names, files.slug if files else "")
        for name, text in marked.items():
            if name in self.articles[document.path].changed:
                yield from drifted(text) if text.old else unchecked(text)

    def _fix_mark(self, problem: Diagnostic, texts: Iterable[MarkedText]) -> Proposal | None:
        """A proposal for a mark; None if there is none, or if the budget is used up."""
        key = problem.code, problem.location
        proposed = (_OF_MARKS[problem.code](text, problem) for text in texts)
        try:
            found = next(filter(None, proposed), None)
        except Budget.Spent:
            self.looked_for.setdefault(key, False)
            return None
        self.looked_for[key] = True
        return found

    def _marked_texts(
        self, document: Document, texts: Mapping[TextName, SourceText], problems: list[Diagnostic]
    ) -> Mapping[TextName, MarkedText]:
        """The briefing in each of its texts; none while its shape is wrong."""
        briefing, _ = validate(document, Briefing, self.declared) if texts else (None, [])
        if briefing is None:
            return {}
        article = self.articles.get(document.path)
        if article is None:
            history = History(self.root)
            old = {
                name: annotated_text(document, briefing, name, source, history)
                for name, source in texts.items()
            }
            hashes = {
                hashed_text(problem, document)
                for problem in problems
                if problem.code == "source-changed"
            }
            # A hash of one repeated digit belongs to a new article, which had no earlier text.
            changed = (name for name in hashes if len(set(briefing.recorded_hash(name))) > 1)
            article = self.articles[document.path] = _Article(old, frozenset(changed))
        return {
            name: MarkedText(document, source, briefing, article.old.get(name), name, self.budget)
            for name, source in texts.items()
        }

    def _apply(self, path: str, text: str, new: Iterable[Proposal | None]) -> bool:
        """Apply proposals in memory, each place once per run; the first of two that overlap."""
        applied = self.proposals.setdefault(path, [])
        done = {(proposal.code, proposal.place) for proposal in applied}
        edits: list[Edit] = []
        found = False
        for proposal in filter(None, new):
            if (proposal.code, proposal.place) in done or _overlap(proposal.edits, edits):
                continue
            done.add((proposal.code, proposal.place))
            applied.append(proposal)
            edits += proposal.edits
            found = True
        if edits:
            self.texts[path] = apply(text, edits)
        return found


def _documents(inputs: Inputs) -> dict[str, tuple[Document, ArticleFiles | None]]:
    """All documents by path, each briefing with its article's files.

    Those of an old version are upgraded in memory; their places are those of the files.
    """
    listings = (inputs.topics, inputs.stories, inputs.withdrawn, inputs.fields)
    registers = (inputs.actors.documents.values(), inputs.background.documents.values())
    documents: dict[str, tuple[Document, ArticleFiles | None]] = {
        document.path: (migrated(document), None)
        for document in chain(*registers, listings)
        if document
    }
    documents |= {
        files.document.path: (migrated(files.document), files)
        for files in inputs.articles
        if files.document
    }
    return documents


def _texts(files: ArticleFiles) -> dict[TextName, SourceText]:
    texts: dict[TextName, SourceText | None] = {
        "original": files.source,
        "translation": files.translation,
    }
    return {name: text for name, text in texts.items() if text} if files.source else {}


def _overlap(edits: Iterable[Edit], others: list[Edit]) -> bool:
    return any(
        edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for edit in edits
        for other in others
    )
