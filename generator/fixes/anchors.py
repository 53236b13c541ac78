"""Where a mark that does not fit its text may be meant to stand.

A candidate is scored from 0 to 1 by what is known of it: how like the old
words it is, how like the words around it are to those around the old ones, and
whether it stands where the order of the other marks lets expect it. What git's
old text says of a place outranks all of this.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.documents import Path
from generator.edits import mapping, replace_selector
from generator.fixes.marks import Mark, Situation
from generator.fixes.passages import around, passages, similarity
from generator.fixes.passages import likeness as like
from generator.fixes.proposals import Candidate, Proposal
from generator.fixes.words import with_edges, words_of
from generator.misfits import text_quote
from generator.models import Span
from generator.selectors import TextQuote, describe, match

THRESHOLD = 0.7
"""The least likeness, and the least score, of a candidate that is proposed without git."""
THRESHOLD_OF_LONG, LONG = 0.75, 6
"""The same from so many words on: one changed word weighs less among many.

Measured on the articles of benchmarks/DAMAGE.md, with six words and more: one changed
word left a likeness of 0.757 or more in 1,226 of 1,227 cases; after the paragraph was
deleted, the most like passage had 0.706 or less in 408 of 409, and 0.848 in one.
Shorter marks overlap, so that some are not found again without git.
"""
MARGIN = 0.05
"""By how much the best candidate must be better than the next: less is a tie."""
_WEIGHTS = {"likeness": 0.7, "context": 0.2, "order": 0.1}
_LEAST_CONTEXT = 0.5
"""How like the surroundings must be, for words that went from their old place or were marked
with context: without it, the same words somewhere else are other words."""
_BETTER_CONTEXT = 0.15
"""By how much another place's surroundings must be more like for git to be doubted."""
_MOST = 200
_SHOWN = 4
_CODES = {
    "quote-not-found",
    "quote-ambiguous",
    "cue-not-found",
    "cue-ambiguous",
    "mention-not-found",
}


@dataclass(frozen=True, slots=True)
class _Place:
    span: Span
    score: float
    likeness: float
    context: float | None
    from_git: bool
    evidence: tuple[str, ...]


def reanchor(situation: Situation, problem: Diagnostic) -> Proposal | None:
    """What to do about a mark with a problem; None where nothing is like it."""
    if problem.code not in _CODES:
        return None
    for mark in situation.marks:
        if situation.document.location(mark.place) == problem.location:
            return _proposal(situation, mark, problem.code, _ranked(situation, mark, problem.code))
    return None


def drifted(situation: Situation) -> Iterator[Proposal]:
    """Marks that are found in a changed text, but not where they stood in the old one."""
    old = situation.old
    if old is None:
        return
    for mark in situation.marks:
        here, before = situation.standing.get(mark.place), old.standing.get(mark.place)
        if here is None or before is None or mark.kind == "mention":
            continue
        now = old.now(mark.place)
        if now is not None and now.start < here.end and here.start < now.end:
            continue
        ranked = _ranked(situation, mark, "source-changed")
        if now is not None:
            yield from filter(None, [_proposal(situation, mark, "source-changed", ranked)])
            continue
        place = _rated(situation, mark, here, 1.0, from_git=False)
        if (place.context or 0) >= _LEAST_CONTEXT:
            yield _shown(situation, mark, place, "the passage was moved, and the mark with it")
        else:
            yield _undecided(situation, mark, "source-changed", [place])


def unchecked(situation: Situation) -> Iterator[Proposal]:
    """Marks that are found in a changed text, where nobody knows the text that was annotated."""
    for mark in situation.marks:
        here = situation.standing.get(mark.place)
        if here is not None and mark.kind != "mention":
            place = _rated(situation, mark, here, 1.0, from_git=False)
            yield _shown(situation, mark, place, "found; look whether this is the place")


def _ranked(situation: Situation, mark: Mark, code: str) -> list[_Place]:
    """The candidates above the threshold, the best first."""
    now = situation.old.now(mark.place) if situation.old else None
    if now is not None:
        now = with_edges(situation.source.text, now, mark.part.exact)
    likeness = dict(_like(situation, mark, code))
    if now is not None:
        likeness = {
            span: score
            for span, score in likeness.items()
            if span.end <= now.start or now.end <= span.start
        }
        likeness[now] = like(situation.source.text, now, mark.part.exact)
    places = [
        _rated(situation, mark, span, score, from_git=span == now)
        for span, score in likeness.items()
    ]
    went = situation.old is not None and mark.place in situation.old.standing and now is None
    needs_context = went or bool(mark.part.prefix or mark.part.suffix or mark.part.nth)
    if code.endswith("-ambiguous"):
        needs_context = went
    places = [place for place in places if _is_good(place, needs_context=needs_context)]
    return sorted(places, key=lambda place: (not place.from_git, -place.score, place.span))


def _is_good(place: _Place, *, needs_context: bool) -> bool:
    if place.from_git:
        return True
    if needs_context and (place.context or 0) < _LEAST_CONTEXT:
        return False
    return place.score >= THRESHOLD


def _like(situation: Situation, mark: Mark, code: str) -> Iterator[tuple[Span, float]]:
    """Places whose words are like the mark's, with how like they are."""
    text, part = situation.source.text, mark.part
    least = THRESHOLD if len(words_of(part.exact).folded) < LONG else THRESHOLD_OF_LONG
    behind = situation.standing[mark.before].end if mark.before in situation.standing else 0
    wanted = text_quote(part) if code.endswith("-ambiguous") else TextQuote(part.exact)
    same = [] if mark.kind == "mention" else match(text, wanted, limit=_MOST)
    if code == "cue-ambiguous":
        homes = situation.homes(mark)
        same = [span for span in same if any(home.contains(span) for home in homes)] or same
    same = [span for span in same if span.start >= behind]
    yield from ((span, 1.0) for span in same)
    if same:
        return
    near = situation.homes(mark) if mark.kind == "cue" else None
    for within in (near, None) if near else (None,):
        found = [
            (span, score)
            for span, score in passages(text, part.exact, within)
            if span.start >= behind and score >= least
        ]
        yield from found
        if found:
            return


def _rated(
    situation: Situation, mark: Mark, span: Span, likeness: float, *, from_git: bool
) -> _Place:
    known: dict[str, float] = {"likeness": likeness}
    evidence = [f"{likeness:.0%} like the old words"]
    if from_git:
        evidence.insert(0, "git's old text has the mark in this place")
    context = _likeness_around(situation, mark, span)
    if context is not None:
        known["context"] = context
        evidence.append(f"the words around it {context:.0%} like the old ones")
    order = _order(situation, mark, span)
    if order is not None:
        known["order"] = order
        evidence.append(_order_in_words(mark, order))
    weight = sum(_WEIGHTS[name] for name in known)
    score = sum(_WEIGHTS[name] * value for name, value in known.items()) / weight
    return _Place(span, round(score, 3), likeness, context, from_git, tuple(evidence))


def _order(situation: Situation, mark: Mark, span: Span) -> float | None:
    if mark.kind == "cue":
        homes = situation.homes(mark)
        return float(any(home.contains(span) for home in homes)) if homes else None
    return situation.order(mark, span)


def _order_in_words(mark: Mark, order: float) -> str:
    if mark.kind == "cue":
        return "in its claim's paragraph" if order else "outside its claim's paragraph"
    if order == 1:
        return "between the neighbouring claims"
    return "out of the order of the other claims" if order == 0 else "beside a neighbouring claim"


def _likeness_around(situation: Situation, mark: Mark, span: Span) -> float | None:
    """How like the words around a place are to those around the old one; None if unknown."""
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


def _proposal(situation: Situation, mark: Mark, code: str, ranked: list[_Place]) -> Proposal | None:
    if not ranked:
        return None
    text = situation.source.text
    best = ranked[0]
    rivals = [
        place
        for place in ranked[1:]
        if best.score - place.score < MARGIN
        and not (mark.kind == "mention" and _words(place.span, text) == _words(best.span, text))
    ]
    doubted = any(_speaks_against(place, best) for place in ranked[1:])
    if doubted if best.from_git else rivals:
        return _undecided(situation, mark, code, ranked)
    fields = _selector(situation, mark, best.span)
    edits = replace_selector(situation.document, mark.place, fields) if fields else []
    if not edits:
        return _undecided(situation, mark, code, ranked)
    return Proposal(
        code,
        situation.document.location(mark.place),
        mark.place,
        mark.part.exact,
        _in_words(fields),
        f"{_name(mark.place)}: score {best.score:.2f}; {', '.join(best.evidence)}",
        tuple(edits),
        _candidates(situation, mark, ranked),
    )


def _speaks_against(place: _Place, git: _Place) -> bool:
    """Whether another place has words as like as git's, in surroundings that are more like."""
    better = (place.context or 0) - (git.context or 0)
    return place.likeness >= git.likeness and better >= _BETTER_CONTEXT


def _shown(situation: Situation, mark: Mark, place: _Place, reason: str) -> Proposal:
    return Proposal(
        "source-changed",
        situation.document.location(mark.place),
        mark.place,
        mark.part.exact,
        mark.part.exact,
        f"{_name(mark.place)}: {reason}",
        candidates=_candidates(situation, mark, [place]),
        only_shown=True,
    )


def _undecided(situation: Situation, mark: Mark, code: str, ranked: list[_Place]) -> Proposal:
    return Proposal(
        code,
        situation.document.location(mark.place),
        mark.place,
        mark.part.exact,
        "",
        f"{_name(mark.place)}: nothing tells the places apart; choose one and write it yourself",
        candidates=_candidates(situation, mark, ranked),
    )


def _candidates(situation: Situation, mark: Mark, ranked: list[_Place]) -> tuple[Candidate, ...]:
    source = situation.source
    return tuple(
        Candidate(
            source.location(place.span),
            _words(place.span, source.text),
            mapping(_selector(situation, mark, place.span)),
            place.score,
            place.evidence,
        )
        for place in ranked[:_SHOWN]
    )


def _selector(situation: Situation, mark: Mark, span: Span) -> Mapping[str, str]:
    """The shortest selector that names a place; empty where none does."""
    text = situation.source.text
    exact = {"exact": _words(span, text)}
    places = match(text, TextQuote(exact["exact"]), limit=_MOST)
    if mark.kind == "mention":
        return exact
    if mark.kind == "cue":
        homes = situation.homes(mark)
        places = [place for place in places if any(home.contains(place) for home in homes)]
    elif mark.before in situation.standing:
        behind = situation.standing[mark.before].end
        places = [place for place in places if place.start >= behind]
    if places == [span]:
        return exact
    try:
        quote = describe(text, span)
    except ValueError:  # the stretch cuts a sequence that folds as one
        return {}
    fields = {"prefix": quote.prefix, "suffix": quote.suffix, "nth": str(quote.nth or "")}
    return exact | {name: value for name, value in fields.items() if value}


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _in_words(fields: Mapping[str, str]) -> str:
    rest = [f"{name} “{value}”" for name, value in fields.items() if name != "exact"]
    return fields["exact"] + (f" ({', '.join(rest)})" if rest else "")


def _name(place: Path) -> str:
    """A mark's place in words: "claim 3, quote, part 2"."""
    names: list[str] = []
    for step in place:
        if isinstance(step, int):
            names[-1] = f"{names[-1].removesuffix('s')} {step + 1}"
        else:
            names.append(step)
    return ", ".join(names)
