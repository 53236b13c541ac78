"""Places for a mark that does not fit its text, each with a score and the evidence for it.

The score ranges from 0 to 1. It weighs how similar a place is to the old words, how
similar its surroundings are to the old surroundings, and whether it is where the other
marks suggest. Evidence from git's old text outranks all of this.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from article_briefings.anchoring import TextQuote, match
from article_briefings.input import Path
from article_briefings.models import Span
from article_briefings.review.fixes._gaps import Gap, gap_between, gap_of, hosts
from article_briefings.review.fixes._marks import Mark, Situation
from article_briefings.review.fixes._passages import around, chance, passages, similarity
from article_briefings.review.fixes._passages import likeness as like
from article_briefings.review.fixes._words import spelt, with_edges, words_of

THRESHOLD = 0.7
"""The minimum score for a candidate to be proposed without git."""
LEAST_LIKENESS, LONG = 0.75, 6
"""The minimum likeness for a mark of this many words or more, where one changed word weighs less.

Measured on the real article and those made of seed 0 in benchmarks/DAMAGE.md, with six words and
more: one changed word left a likeness of 0.756 or more in all 1,230 cases; after the paragraph was
deleted, the most similar passage had 0.706 or less in 408 of 410. Of the other two, one had 0.848,
and one had the very same words elsewhere in the text.
"""
MOST_BY_CHANCE = 1 / 16
"""The most places where chance may preserve a candidate's words: with more, they prove nothing.
For quotes of three or more words, 1/4 and 1/64 give the same results; for shorter quotes, more or
fewer places are found, rightly and wrongly."""
MARGIN = 0.05
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
class Place:
    """A candidate."""

    span: Span
    score: float
    likeness: float
    context: float | None
    from_git: bool
    evidence: tuple[str, ...]


def ranked(situation: Situation, mark: Mark, code: str) -> list[Place]:
    """The candidates for a mark with this problem, the best first."""
    return _ranked(situation, mark, code, expected(situation, mark))


def expected(situation: Situation, mark: Mark) -> list[Gap]:
    """Where the other marks suggest this one: in order, or within a mark that has its words."""
    text = situation.source.text
    placed = {host: _settled(situation, host) for host in hosts(situation, mark)}
    found = {span: host for host, span in placed.items() if span}
    widest = [
        span for span in found if not any(other.contains(span) for other in found if other != span)
    ]
    reason = "within a mark that has its words"
    if len(widest) == 1:
        reason = f"within {name_of(found[widest[0]].place)}, as that stands now"
    gaps = (gap_between(situation, mark), gap_of(text, mark, widest, reason))
    return [gap for gap in gaps if gap]


def _settled(situation: Situation, mark: Mark) -> Span | None:
    """The place of a mark or, ignoring the marks that contain its words, the clearly right one."""
    found = situation.leaning
    if mark.place not in found:
        span = situation.standing.get(mark.place)
        if span is None:
            gap = gap_between(situation, mark)
            there = match(situation.source.text, mark.part, limit=1)
            code = f"{mark.kind}-{'ambiguous' if there else 'not-found'}"
            places = _ranked(situation, mark, code, [gap] if gap else [])
            span = places[0].span if places and not rivals(places) else None
        found[mark.place] = span
    return found[mark.place]


def _ranked(situation: Situation, mark: Mark, code: str, gaps: list[Gap]) -> list[Place]:
    text, old = situation.source.text, situation.old
    now = old.now(mark.place) if old else None
    if now is not None:
        now = with_edges(text, now, mark.part.exact)
    likeness = dict(_like(situation, mark, code, gaps))
    if now is not None:
        likeness = {
            span: score
            for span, score in likeness.items()
            if span.end <= now.start or now.end <= span.start
        }
        likeness[now] = like(text, now, mark.part.exact)
    places = [
        rated(situation, mark, span, score, gaps, from_git=span == now)
        for span, score in likeness.items()
    ]
    went = old is not None and mark.place in old.standing and now is None
    needs_context = went or bool(mark.part.prefix or mark.part.suffix or mark.part.nth)
    if code.endswith("-ambiguous"):
        needs_context = went
    places = [place for place in places if _is_good(place, needs_context=needs_context)]
    return sorted(places, key=lambda place: (not place.from_git, -place.score, place.span))


def rivals(places: list[Place]) -> list[Place]:
    """The candidates too close to the best to be distinguished from it."""
    return [place for place in places[1:] if places[0].score - place.score < MARGIN]


def _is_good(place: Place, *, needs_context: bool) -> bool:
    if place.from_git:
        return True
    if needs_context and (place.context or 0) < LEAST_CONTEXT:
        return False
    return place.score >= THRESHOLD


def _like(
    situation: Situation, mark: Mark, code: str, gaps: list[Gap]
) -> Iterator[tuple[Span, float]]:
    """Places whose words are similar to the mark's, with their likeness."""
    text, part = situation.source.text, mark.part
    behind = situation.standing[mark.before].end if mark.before in situation.standing else 0
    found = [(span, 1.0) for span in _same(situation, mark, code)]
    if not found or code.endswith("-not-found"):
        stretches = [stretch for gap in gaps for stretch in gap.stretches]
        found += passages(text, part.exact, [Span(0, len(text)), *stretches], situation.budget)
        found = [one for one in found if _is_like(situation, mark, *one, gaps)]
    yield from ((span, score) for span, score in found if span.start >= behind)


def _same(situation: Situation, mark: Mark, code: str) -> list[Span]:
    """Places with exactly the mark's words."""
    text, part = situation.source.text, mark.part
    if mark.kind == "mention":
        return []
    wanted = part if code.endswith("-ambiguous") else TextQuote(part.exact)
    same = match(text, wanted, limit=MOST)
    if code == "cue-ambiguous":
        homes = situation.homes(mark)
        same = [span for span in same if any(home.contains(span) for home in homes)] or same
    return same


def _is_like(
    situation: Situation, mark: Mark, span: Span, likeness: float, gaps: list[Gap]
) -> bool:
    """Whether a passage is similar to the old words, and not by chance."""
    text, quote = situation.source.text, mark.part
    gap = _gap_around(gaps, span)
    long = len(spelt(quote.exact)) >= LONG
    least = LEAST_LIKENESS if long else 0 if gap else THRESHOLD
    among = gap.words if gap else len(words_of(text).folded)
    return likeness >= least and chance(text, span, quote, among) <= MOST_BY_CHANCE


def _gap_around(gaps: list[Gap], span: Span) -> Gap | None:
    """The narrowest gap that contains a place."""
    around = [gap for gap in gaps if gap.holds(span)]
    return max(around, key=lambda gap: gap.narrow, default=None)


def rated(
    situation: Situation,
    mark: Mark,
    span: Span,
    likeness: float,
    gaps: list[Gap],
    *,
    from_git: bool,
) -> Place:
    """A place with its score and the evidence for it."""
    weighed = [(_LIKENESS, likeness)]
    evidence = [f"{likeness:.0%} like the old words"]
    if from_git:
        evidence.insert(0, "git's old text has the mark in this place")
    context = _likeness_around(situation, mark, span)
    if context is not None:
        weighed.append((_CONTEXT, context))
        evidence.append(f"the words around it {context:.0%} like the old ones")
    order = _order(situation, mark, span, gaps)
    if order is not None:
        weight, value, words = order
        weighed.append((weight, value))
        evidence.append(words)
    score = sum(weight * value for weight, value in weighed) / sum(weight for weight, _ in weighed)
    return Place(span, round(score, 3), likeness, context, from_git, tuple(evidence))


def _order(
    situation: Situation, mark: Mark, span: Span, gaps: list[Gap]
) -> tuple[float, float, str] | None:
    """The weight of the place, its rating, and its description; None if nothing is known."""
    gap = _gap_around(gaps, span)
    if gap:
        return _PLACE + _NARROW * gap.narrow, 1.0, f"{gap.reason}, among {gap.words} words"
    order = situation.order(mark, span)
    if order is not None:
        return _PLACE, order, _ORDERS[order]
    return (_PLACE, 0.0, f"not {gaps[0].reason}") if gaps else None


def _likeness_around(situation: Situation, mark: Mark, span: Span) -> float | None:
    """How similar the surroundings of a place are to the old ones; None if unknown."""
    here = around(situation.source.text, span)
    old = situation.old
    if old and mark.place in old.standing:
        there = around(old.text, old.standing[mark.place])
        parts = [
            similarity(one, other) for one, other in zip(there, here, strict=True) if one or other
        ]
        return sum(parts) / len(parts) if parts else None
    given = [
        similarity(context, text)
        for context, text in (
            (mark.part.prefix, here[0][-len(mark.part.prefix or "") :]),
            (mark.part.suffix, here[1][: len(mark.part.suffix or "")]),
        )
        if context
    ]
    return sum(given) / len(given) if given else None


def name_of(place: Path) -> str:
    """A mark's place in words: "claim 3, quote, part 2"."""
    names: list[str] = []
    for step in place:
        if isinstance(step, int):
            names[-1] = f"{names[-1].removesuffix('s')} {step + 1}"
        else:
            names.append(step)
    return ", ".join(names)
