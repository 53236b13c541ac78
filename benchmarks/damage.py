"""Damage articles by machine, run `fix` on them, and write the results to DAMAGE.md.

    python -m benchmarks.damage [ARTICLES]      made-up articles beside the real one; default: 30

Each kind of damage is applied to every quote in turn. The text changes and the
annotation does not, as when an outlet corrects an article. Then each proposal
is compared with the true place of the quote.
"""

import os
import platform
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from article_briefings.anchoring import anchor, mark_places
from article_briefings.diagnostics._diagnostics import Diagnostic
from article_briefings.input._documents import SourceText
from article_briefings.models._text import Span
from article_briefings.review._anchors import REANCHORED, drifted, reanchor, unchecked
from article_briefings.review._marks import Kind, Mark, MarkedText, OldText
from article_briefings.review._proposals import Proposal
from article_briefings.review._words import Versions
from benchmarks.damages import DAMAGES, DRAWS, Damage, Damaged
from benchmarks.prose import (
    ROOT,
    SHORT_LENGTH,
    Annotated,
    first_article,
    made_articles,
)

RESULTS = ROOT / "benchmarks" / "DAMAGE.md"
ARTICLES = 30
HELD_OUT = 4711
"""The seed of articles on which no threshold was chosen."""
OUTCOMES = (
    "stands where it was",
    "right candidate first",
    "of these decided",
    "right candidate later",
    "only wrong candidates",
    "of these decided",
    "nothing proposed",
    "elsewhere, shown",
    "elsewhere, not shown",
)


@dataclass
class Tally:
    """The results for the quotes with one kind of damage, with or without git."""

    quotes: int = 0
    anchored: int = 0
    first: int = 0
    first_decided: int = 0
    later: int = 0
    wrong: int = 0
    wrong_decided: int = 0
    nothing: int = 0
    shown: int = 0
    silent: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Tally(*(one + more for one, more in pairs))

    def counts(self) -> tuple[int, ...]:
        """The numbers in the order of the table."""
        return (
            self.anchored,
            self.first,
            self.first_decided,
            self.later,
            self.wrong,
            self.wrong_decided,
            self.nothing,
            self.shown,
            self.silent,
        )


Results = dict[tuple[str, bool], Tally]


def measure(articles: Iterable[Annotated], kind: Kind = "quote") -> Results:
    """Apply every damage to every mark of a kind, with and without the old text."""
    results: Results = {}
    for article in articles:
        stood = mark_places(article.document, article.source, article.briefing)
        for mark, span in _marks(article, kind):
            for name, damage, draw in _damages():
                chance = random.Random(f"{name} {draw} {mark.place} {span}")
                damaged = damage(chance, article.source.text, span)
                if damaged is None:
                    continue
                source = SourceText("source.txt", damaged.text, article.source.sha256)
                parts = article.document, source, article.briefing
                _, problems = anchor("bench", *parts)
                old = OldText(Versions(article.source.text, damaged.text), stood)
                texts = {False: MarkedText(*parts), True: MarkedText(*parts, old)}
                vars(texts[True])["places"] = texts[False].places
                for git, marked in texts.items():
                    outcome = _outcome(mark, marked, problems)
                    _count(results.setdefault((name, git), Tally()), outcome, damaged)
    return results


def _damages() -> Iterator[tuple[str, Damage, int]]:
    for name, damage in DAMAGES.items():
        for draw in range(DRAWS.get(name, 1)):
            yield name, damage, draw


def _marks(article: Annotated, kind: Kind) -> list[tuple[Mark, Span]]:
    marked = MarkedText(article.document, article.source, article.briefing)
    return [(mark, marked.places[mark.place]) for mark in marked.marks if mark.kind == kind]


@dataclass(frozen=True)
class _Outcome:
    stands: Span | None
    proposal: Proposal | None
    candidates: tuple[Span, ...]


def _outcome(mark: Mark, marked: MarkedText, problems: list[Diagnostic]) -> _Outcome:
    """The proposals of `fix` for one mark, with the text changed and the new hash recorded."""
    proposals = _proposals(mark, marked, problems)
    proposal = next((proposal for proposal in proposals if proposal), None)
    candidates = tuple(
        _span(
            marked.source.text,
            candidate.location.line,
            candidate.location.column,
            candidate.text,
        )
        for candidate in (proposal.candidates if proposal else ())
    )
    return _Outcome(marked.places.get(mark.place), proposal, candidates)


def _proposals(
    mark: Mark, marked: MarkedText, problems: list[Diagnostic]
) -> Iterator[Proposal | None]:
    """The proposals for one mark; the other marks are checked only if this one is found."""
    here = marked.document.location(mark.place)
    for problem in problems:
        if problem.location == here and problem.code in REANCHORED:
            yield reanchor(marked, problem)
    if mark.place in marked.places:
        found = unchecked(marked) if marked.old is None else drifted(marked)
        yield from (proposal for proposal in found if proposal.place == mark.place)


def _span(text: str, line: int, column: int, words: str) -> Span:
    start = sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1
    return Span(start, start + len(words))


def _count(tally: Tally, outcome: _Outcome, damaged: Damaged) -> None:
    tally.quotes += 1
    if outcome.proposal is None:
        if outcome.stands is None:
            tally.nothing += 1
        elif _same(outcome.stands, damaged.place):
            tally.anchored += 1
        else:
            tally.silent += 1
        return
    if outcome.proposal.only_shown and outcome.stands:
        same = _same(outcome.stands, damaged.place)
        tally.anchored += same
        tally.shown += not same
        return
    right = [_same(span, damaged.place) for span in outcome.candidates]
    decided = outcome.proposal.decided
    if right[0]:
        tally.first += 1
        tally.first_decided += decided
    elif any(right):
        tally.later += 1
        tally.wrong_decided += decided
    else:
        tally.wrong += 1
        tally.wrong_decided += decided


def _same(span: Span, place: Span | None) -> bool:
    """Whether two ranges are the same place: they share at least 80 % of their union."""
    if place is None:
        return False
    shared = min(span.end, place.end) - max(span.start, place.start)
    return shared >= 0.8 * (max(span.end, place.end) - min(span.start, place.start))


def table(results: Results) -> Iterator[str]:
    """The rows of the table: shares of all quotes with this damage."""
    for name in DAMAGES:
        for git in (False, True):
            tally = results[name, git]
            shares = " | ".join(f"{count / tally.quotes:.1%}" for count in tally.counts())
            yield f"| {name} | {'yes' if git else 'no'} | {tally.quotes:,} | {shares} |"


def main() -> None:
    """Measure and write the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    real = [first_article()]
    parts = [
        ("The real article", measure(real)),
        (f"{count} made-up articles", measure(made_articles(count))),
        (f"{count} others, held out", measure(made_articles(count, HELD_OUT))),
        (
            f"{count} others, held out, with short marks",
            measure(made_articles(count, HELD_OUT, SHORT_LENGTH)),
        ),
        ("The cues of the real article", measure(real, "cue")),
    ]
    RESULTS.write_text(_page(parts), "utf-8")
    print(RESULTS.read_text("utf-8"))


def _page(parts: list[tuple[str, Results]]) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    head = "| damage | git | damaged marks | " + " | ".join(OUTCOMES) + " |\n"
    head += "| --- | --- " + "| ---: " * (len(OUTCOMES) + 1) + "|\n"
    body = "\n".join(
        f"## {title}\n\n{head}" + "\n".join(table(results)) + "\n" for title, results in parts
    )
    return (
        "# Damage\n\n"
        f"Written by `make bench-damage` on {os.cpu_count()} cores and {memory:.0f} GiB "
        f"({platform.machine()}, Python {platform.python_version()}). "
        "README.md says how to read it.\n\n" + body
    )


if __name__ == "__main__":
    main()
