"""Places for a mark that does not fit its text, each with a score and the evidence for it.

The score ranges from 0 to 1. It weighs how similar a place is to the old words, how
similar its surroundings are to the old surroundings, and whether it is where the other
marks suggest. Evidence from git's old text outranks all of this.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article_briefings.anchoring import TextQuote
from article_briefings.models import Span
from article_briefings.review._marks import Gap, Mark, MarkedText
from article_briefings.review._passages import around, chance, likeness, passages, similarity
from article_briefings.review._words import spelt, with_edges, words_of

_THRESHOLD = 0.7
"""The minimum score for a candidate to be proposed without git."""
_LEAST_LIKENESS, _LONG = 0.75, 6
"""The minimum likeness for a mark of this many words or more, where one changed word weighs less.

Measured on the real article and those made of seed 0 in benchmarks/DAMAGE.md, with six words and
more: one changed word left a likeness of 0.756 or more in all 1,230 cases; after the paragraph was
deleted, the most similar passage had 0.706 or less in 408 of 410. Of the other two, one had 0.848,
and one had the very same words elsewhere in the text.
"""
_MOST_BY_CHANCE = 1 / 16
"""The most places where chance may preserve a candidate's words: with more, they prove nothing.
For quotes of three or more words, 1/4 and 1/64 give the same results; for shorter quotes, more or
fewer places are found, rightly and wrongly."""
_MARGIN = 0.05
"""How much better than the next the best candidate must be: less is a tie."""
LEAST_CONTEXT = 0.5
"""The minimum likeness of the surroundings, for words that left their old place or were marked
with context: without it, the same words elsewhere do not count as the same."""
_LIKENESS, _CONTEXT, _PLACE, _NARROW = 0.7, 0.2, 0.1, 0.4
"""The weight of each kind of evidence. The narrower the gap that the other marks leave, the more
the place weighs: up to both weights together if the gap is no longer than the mark."""
MOST = 200
"""The most places with the exact words that are examined."""
_ORDERS = {
    1: "between the neighbouring claims",
    0.5: "beside a neighbouring claim",
    0: "out of the order of the other claims",
}


@dataclass(frozen=True, slots=True)
class RatedPlace:
    """A candidate for the place of a mark."""

    span: Span
    score: float
    likeness: float
    context: float | None
    from_git: bool
    evidence: tuple[str, ...]


def rivals(places: list[RatedPlace]) -> list[RatedPlace]:
    """The candidates too close to the best to be distinguished from it."""
    return [place for place in places[1:] if places[0].score - place.score < _MARGIN]


def _likely_place(marked: MarkedText, mark: Mark) -> Span | None:
    """The place of a mark or, ignoring the marks that contain its words, the clearly right one."""
    found = marked.likely_places
    if mark.place not in found:
        span = marked.places.get(mark.place)
        if span is None:
            gap = marked.gap(mark)
            there = mark.part.match(marked.source.text, limit=1)
            code = f"{mark.kind}-{'ambiguous' if there else 'not-found'}"
            places = Search(marked, mark, code, [gap] if gap else []).ranked()
            span = places[0].span if places and not rivals(places) else None
        found[mark.place] = span
    return found[mark.place]


@dataclass(frozen=True)
class Search:
    """The search for the place of a mark with a problem; `gaps` are where it is expected."""

    marked: MarkedText
    mark: Mark
    code: str
    gaps: Sequence[Gap] = ()

    @classmethod
    def of(cls, marked: MarkedText, mark: Mark, code: str) -> "Search":
        """The search where the other marks suggest this one.

        That is in order, or within a mark that has its words.
        """
        placed = {host: _likely_place(marked, host) for host in marked.hosts(mark)}
        found = {span: host for host, span in placed.items() if span}
        widest = [
            span
            for span in found
            if not any(other.contains(span) for other in found if other != span)
        ]
        reason = "within a mark that contains its words"
        if len(widest) == 1:
            reason = f"within {found[widest[0]].name}, where it is now"
        gaps = (marked.gap(mark), Gap.of(marked.source.text, mark, widest, reason))
        return cls(marked, mark, code, [gap for gap in gaps if gap])

    def ranked(self) -> list[RatedPlace]:
        """The candidates, the best first."""
        text, part, old = self.marked.source.text, self.mark.part, self.marked.old
        now = old.now(self.mark.place) if old else None
        found = dict(self._similar())
        if now is not None:
            now = with_edges(text, now, part.exact)
            found = {span: alike for span, alike in found.items() if not span.overlaps(now)}
            found[now] = likeness(text, now, part.exact)
        places = [self.rated(span, alike, from_git=span == now) for span, alike in found.items()]
        needs_context = old is not None and self.mark.place in old.places and now is None
        if not self.code.endswith("-ambiguous"):
            needs_context |= bool(part.prefix or part.suffix or part.nth)
        least = LEAST_CONTEXT if needs_context else 0
        good = (
            place
            for place in places
            if place.from_git or (place.score >= _THRESHOLD and (place.context or 0) >= least)
        )
        return sorted(good, key=lambda place: (not place.from_git, -place.score, place.span))

    def _similar(self) -> Iterator[tuple[Span, float]]:
        """Places whose words are similar to the mark's, with their likeness."""
        marked, text, before = self.marked, self.marked.source.text, self.mark.before
        behind = marked.places[before].end if before in marked.places else 0
        found = [(span, 1.0) for span in self._same()]
        if not found or self.code.endswith("-not-found"):
            stretches = [stretch for gap in self.gaps for stretch in gap.stretches]
            areas = [Span(0, len(text)), *stretches]
            found += passages(text, self.mark.part.exact, areas, marked.budget)
            found = [one for one in found if self._is_similar(*one)]
        yield from ((span, alike) for span, alike in found if span.start >= behind)

    def _same(self) -> list[Span]:
        """Places with exactly the mark's words."""
        if self.mark.kind == "mention":
            return []
        ambiguous = self.code.endswith("-ambiguous")
        wanted = self.mark.part if ambiguous else TextQuote(self.mark.part.exact)
        same = wanted.match(self.marked.source.text, limit=MOST)
        if self.code == "cue-ambiguous":
            homes = self.marked.homes(self.mark)
            return [span for span in same if any(home.contains(span) for home in homes)] or same
        return same

    def _is_similar(self, span: Span, alike: float) -> bool:
        """Whether a passage is similar to the old words, and not by chance."""
        text, quote = self.marked.source.text, self.mark.part
        gap = self._gap_around(span)
        long = len(spelt(quote.exact)) >= _LONG
        least = _LEAST_LIKENESS if long else 0 if gap else _THRESHOLD
        among = gap.words if gap else len(words_of(text).folded)
        return alike >= least and chance(text, span, quote, among) <= _MOST_BY_CHANCE

    def _gap_around(self, span: Span) -> Gap | None:
        """The narrowest gap that contains a place."""
        gaps = (gap for gap in self.gaps if gap.holds(span))
        return max(gaps, key=lambda gap: gap.narrow, default=None)

    def rated(self, span: Span, alike: float, *, from_git: bool = False) -> RatedPlace:
        """A place whose words have this likeness, with its score and the evidence for it."""
        weighed = [(_LIKENESS, alike)]
        evidence = [f"{alike:.0%} like the old words"]
        if from_git:
            evidence.insert(0, "git's old text has the mark in this place")
        context = self._likeness_around(span)
        if context is not None:
            weighed.append((_CONTEXT, context))
            evidence.append(f"the words around it {context:.0%} like the old ones")
        gap, order = self._gap_around(span), self.marked.order(self.mark, span)
        if gap:
            weighed.append((_PLACE + _NARROW * gap.narrow, 1.0))
            evidence.append(f"{gap.reason}, among {gap.words} words")
        elif order is not None:
            weighed.append((_PLACE, order))
            evidence.append(_ORDERS[order])
        elif self.gaps:
            weighed.append((_PLACE, 0.0))
            evidence.append(f"not {self.gaps[0].reason}")
        total = sum(weight for weight, _ in weighed)
        score = sum(weight * value for weight, value in weighed) / total
        return RatedPlace(span, round(score, 3), alike, context, from_git, tuple(evidence))

    def _likeness_around(self, span: Span) -> float | None:
        """How similar the surroundings of a place are to the old ones; None if unknown."""
        before, after = around(self.marked.source.text, span)
        old, part = self.marked.old, self.mark.part
        if old and self.mark.place in old.places:
            there = around(old.versions.old, old.places[self.mark.place])
            pairs = [(there[0], before), (there[1], after)]
            alike = [similarity(one, other) for one, other in pairs if one or other]
        else:
            prefix, suffix = part.prefix or "", part.suffix or ""
            pairs = [(prefix, before[-len(prefix) :]), (suffix, after[: len(suffix)])]
            alike = [similarity(one, other) for one, other in pairs if one]
        return sum(alike) / len(alike) if alike else None
