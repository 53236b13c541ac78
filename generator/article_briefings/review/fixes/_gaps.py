"""The gap that the marks that were found leave for a mark that was not."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from article_briefings.models import Span
from article_briefings.review.fixes._marks import Kind, Mark, Situation
from article_briefings.review.fixes._words import spelt, words_of

_HOSTS: dict[bool, tuple[Kind, ...]] = {True: ("quote",), False: ("quote", "cue")}


@dataclass(frozen=True, slots=True)
class Gap:
    """Stretches of a text, one of which should contain a mark."""

    stretches: tuple[Span, ...]
    words: int
    """The number of words they have in total; at least as many as the mark."""
    narrow: float
    """How narrow the gap is: 0 for the whole text, 1 for no more words than the mark has."""
    reason: str

    def holds(self, span: Span) -> bool:
        """Whether a place lies within."""
        return any(stretch.contains(span) for stretch in self.stretches)


def gap_of(text: str, mark: Mark, stretches: Iterable[Span], reason: str) -> Gap | None:
    """These stretches as the gap for a mark; None if it is too long for them."""
    within = tuple(stretch for stretch in stretches if stretch.start < stretch.end)
    size, everything = len(spelt(mark.part.exact)), len(words_of(text).folded)
    words = sum(len(words_of(text).within(stretch)) for stretch in within)
    if not 0 < size <= words:
        return None
    wide = math.log(words / size) / math.log(everything / size) if everything > size else 0
    return Gap(within, words, 1 - wide, reason)


def gap_between(situation: Situation, mark: Mark) -> Gap | None:
    """The gap that the order of the marks leaves; None if the order is no evidence.

    A claim is between its neighbours if the briefing follows the text, a later part
    of a quote after the part before it, a cue in its claim's paragraph.
    """
    text = situation.source.text
    if mark.kind == "cue":
        return gap_of(text, mark, situation.homes(mark), "in its claim's paragraph")
    if mark.before:
        stretch, reason = _behind(situation, mark), "behind the part before it"
    else:
        stretch, reason = _between(situation, mark), "between the neighbouring claims"
    return gap_of(text, mark, _free(situation, mark, stretch), reason) if stretch else None


def hosts(situation: Situation, mark: Mark) -> Iterator[Mark]:
    """The marks whose words contain this mark's: quotes and, for marks outside claims, cues.

    For a cue, only a cue with the same words: "said" is within many that mean others.
    """
    ours = spelt(mark.part.exact)
    situation.budget.spend(len(situation.marks) // 10)
    for other in situation.marks:
        theirs = spelt(other.part.exact)
        if other == mark or not _within(ours, theirs):
            continue
        if mark.kind == "cue":
            alike = other.kind == "cue" and theirs == ours
        else:
            alike = mark.kind == "quote" and other.kind in _HOSTS[mark.place[0] == "claims"]
        if alike:
            yield other


def _within(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return f" {' '.join(ours)} " in f" {' '.join(theirs)} "


def _behind(situation: Situation, mark: Mark) -> Span | None:
    """The rest of the paragraph after the preceding part."""
    before = situation.standing.get(mark.before or ())
    if before is None:
        return None
    starts = [paragraph.start for paragraph in situation.paragraphs]
    home = situation.paragraphs[bisect_right(starts, before.start) - 1]
    return Span(before.end, max(before.end, home.end))


def _between(situation: Situation, mark: Mark) -> Span | None:
    """The stretch between the neighbouring claims; None if they overlap."""
    neighbours = situation.neighbours(mark)
    if neighbours is None:
        return None
    before, after = neighbours
    start = before.end if before else 0
    end = after.start if after else len(situation.source.text)
    return Span(start, end) if start < end else None


def _free(situation: Situation, mark: Mark, around: Span) -> Iterator[Span]:
    """The parts of a stretch outside the quotes of other claims."""
    start = around.start
    for place, quote in situation.claimed.items():
        if place != mark.place and quote.end > start and quote.start < around.end:
            yield Span(start, max(start, quote.start))
            start = quote.end
    yield Span(start, max(start, around.end))
