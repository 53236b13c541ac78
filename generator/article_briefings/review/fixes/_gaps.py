"""Where the marks that stand let expect one that does not: the gap that they leave for it."""

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
    """Stretches of a text in one of which a mark should stand."""

    stretches: tuple[Span, ...]
    words: int
    """How many words they have together; at least as many as the mark."""
    narrow: float
    """How narrow that is: 0 for the whole text, 1 for no more words than the mark has."""
    reason: str

    def holds(self, span: Span) -> bool:
        """Whether a place lies within."""
        return any(stretch.contains(span) for stretch in self.stretches)


def gap_of(text: str, mark: Mark, stretches: Iterable[Span], reason: str) -> Gap | None:
    """These stretches as the gap for a mark; None where it is too long for them."""
    within = tuple(stretch for stretch in stretches if stretch.start < stretch.end)
    size, everything = len(spelt(mark.part.exact)), len(words_of(text).folded)
    words = sum(len(words_of(text).within(stretch)) for stretch in within)
    if not 0 < size <= words:
        return None
    wide = math.log(words / size) / math.log(everything / size) if everything > size else 0
    return Gap(within, words, 1 - wide, reason)


def gap_between(situation: Situation, mark: Mark) -> Gap | None:
    """The gap that the order of the marks leaves; None where order tells nothing.

    A claim stands between its neighbours if the briefing follows the text, a later
    part of a quote behind the part before it, a cue in its claim's paragraph.
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
    """The marks in whose words this one's stand: quotes and, for what is no claim's, cues.

    For a cue, only a cue with the same words: "said" stands within many that mean others.
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
    """The rest of the paragraph behind the part before."""
    before = situation.standing.get(mark.before or ())
    if before is None:
        return None
    starts = [paragraph.start for paragraph in situation.paragraphs]
    home = situation.paragraphs[bisect_right(starts, before.start) - 1]
    return Span(before.end, max(before.end, home.end))


def _between(situation: Situation, mark: Mark) -> Span | None:
    """What lies between the neighbouring claims; None where they overlap."""
    neighbours = situation.neighbours(mark)
    if neighbours is None:
        return None
    before, after = neighbours
    start = before.end if before else 0
    end = after.start if after else len(situation.source.text)
    return Span(start, end) if start < end else None


def _free(situation: Situation, mark: Mark, around: Span) -> Iterator[Span]:
    """What the quotes of other claims leave of a stretch."""
    start = around.start
    for place, taken in situation.claimed.items():
        if place != mark.place and taken.end > start and taken.start < around.end:
            yield Span(start, max(start, taken.start))
            start = taken.end
    yield Span(start, max(start, around.end))
