"""Proposals for a mark that does not fit its text, or fits it in a different place."""

import re
from collections.abc import Iterator, Mapping

from article_briefings.anchoring import TextQuote, describe, match
from article_briefings.diagnostics import Diagnostic
from article_briefings.models import Span, Spent
from article_briefings.review.fixes._candidates import (
    LEAST_CONTEXT,
    MOST,
    Place,
    name_of,
    ranked,
    rated,
    rivals,
)
from article_briefings.review.fixes._edits import mapping, replace_selector
from article_briefings.review.fixes._marks import Mark, Situation
from article_briefings.review.fixes._proposals import Candidate, Proposal
from article_briefings.review.fixes._words import words_of

_BETTER_CONTEXT = 0.15
"""How much more alike a rival place's surroundings must be for git's place to be doubted."""
_SHOWN = 4
_TIED = "nothing tells the places apart; choose one and write it yourself"
_DENIES = "a “not” or the like is in one and not in the other; read it, and write it yourself"
_DENIAL = re.compile(
    r"\b(?:not|cannot|no|never|none|nobody|nothing|neither|nor|without|deny|denie[sd]|"
    r"nicht|nichts|niemals|niemand|nie|keine?|ohne|pas|jamais|aucune?|nunca|jamás|değil|не|нет|никогда)\b|n[’']t\b",
    re.IGNORECASE,
)
REANCHORED = {
    "quote-not-found",
    "quote-ambiguous",
    "cue-not-found",
    "cue-ambiguous",
    "mention-not-found",
}
"""The problems that are fixed by choosing a new place."""


def reanchor(situation: Situation, problem: Diagnostic) -> Proposal | None:
    """A proposal for a mark with a problem; None if no passage is like it."""
    if problem.code not in REANCHORED:
        return None
    mark = situation.by_location.get(problem.location)
    if mark is None:
        return None
    return _proposal(situation, mark, problem.code, ranked(situation, mark, problem.code))


def drifted(situation: Situation) -> Iterator[Proposal]:
    """Marks that are found in a changed text, but not in their old place, or within words."""
    old = situation.old
    if old is None:
        return
    for mark in situation.marks:
        here, before = situation.standing.get(mark.place), old.standing.get(mark.place)
        if here is None or before is None or mark.kind == "mention":
            continue
        now = old.now(mark.place)
        cut = words_of(situation.source.text).cuts(here) and not words_of(old.text).cuts(before)
        if now is not None and now.start < here.end and here.start < now.end and not cut:
            continue
        try:
            places = ranked(situation, mark, "source-changed")
        except Spent:  # too much work: a person has to check whether this is still the place
            yield _undecided(
                situation, mark, "source-changed", [_where_it_stands(situation, mark, here)]
            )
            continue
        if now is not None:
            yield from filter(None, [_proposal(situation, mark, "source-changed", places)])
            continue
        place = _where_it_stands(situation, mark, here)
        if (place.context or 0) >= LEAST_CONTEXT:
            yield _shown(situation, mark, place, "the passage was moved, and the mark with it")
        else:
            yield _undecided(situation, mark, "source-changed", [place])


def unchecked(situation: Situation) -> Iterator[Proposal]:
    """Marks that are found in a changed text when the annotated text is not available."""
    for mark in situation.marks:
        here = situation.standing.get(mark.place)
        if here is not None and mark.kind != "mention":
            place = _where_it_stands(situation, mark, here)
            yield _shown(situation, mark, place, "found; look whether this is the place")


def _proposal(situation: Situation, mark: Mark, code: str, places: list[Place]) -> Proposal | None:
    if not places:
        return None
    text = situation.source.text
    best = places[0]
    others = [
        place
        for place in rivals(places)
        if not (mark.kind == "mention" and _words(place.span, text) == _words(best.span, text))
    ]
    doubted = any(_speaks_against(place, best) for place in places[1:])
    if doubted if best.from_git else others:
        return _undecided(situation, mark, code, places)
    lost = _denials(mark.part.exact) - _denials(_words(best.span, text))
    if lost > 0 or (lost and not best.from_git):  # git at least identifies the passage
        return _undecided(situation, mark, code, places, _DENIES)
    fields = _selector(situation, mark, best.span)
    edits = replace_selector(situation.document, mark.place, fields) if fields else []
    if not edits:
        return _undecided(situation, mark, code, places)
    return Proposal(
        code,
        situation.document.location(mark.place),
        mark.place,
        mark.part.exact,
        _in_words(fields),
        f"{name_of(mark.place)}: score {best.score:.2f}; {', '.join(best.evidence)}",
        tuple(edits),
        _candidates(situation, mark, places),
    )


def _speaks_against(place: Place, git: Place) -> bool:
    """Whether a place's words are as alike as those of git's, and its surroundings more alike."""
    better = (place.context or 0) - (git.context or 0)
    return place.likeness >= git.likeness and better >= _BETTER_CONTEXT


def _where_it_stands(situation: Situation, mark: Mark, here: Span) -> Place:
    return rated(situation, mark, here, 1.0, [], from_git=False)


def _shown(situation: Situation, mark: Mark, place: Place, reason: str) -> Proposal:
    return Proposal(
        "source-changed",
        situation.document.location(mark.place),
        mark.place,
        mark.part.exact,
        mark.part.exact,
        f"{name_of(mark.place)}: {reason}",
        candidates=_candidates(situation, mark, [place]),
        only_shown=True,
    )


def _undecided(
    situation: Situation, mark: Mark, code: str, places: list[Place], why: str = _TIED
) -> Proposal:
    return Proposal(
        code,
        situation.document.location(mark.place),
        mark.place,
        mark.part.exact,
        "",
        f"{name_of(mark.place)}: {why}",
        candidates=_candidates(situation, mark, places),
    )


def _candidates(situation: Situation, mark: Mark, places: list[Place]) -> tuple[Candidate, ...]:
    source = situation.source
    return tuple(
        Candidate(
            source.location(place.span),
            _words(place.span, source.text),
            mapping(_selector(situation, mark, place.span)),
            place.score,
            place.evidence,
        )
        for place in places[:_SHOWN]
    )


def _selector(situation: Situation, mark: Mark, span: Span) -> Mapping[str, str]:
    """The shortest selector for a place; empty if there is none."""
    text = situation.source.text
    exact = {"exact": _words(span, text)}
    places = match(text, TextQuote(exact["exact"]), limit=MOST)
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


def _denials(words: str) -> int:
    """How often words deny something, as far as their form shows it."""
    return len(_DENIAL.findall(words))


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _in_words(fields: Mapping[str, str]) -> str:
    rest = [f"{name} “{value}”" for name, value in fields.items() if name != "exact"]
    return fields["exact"] + (f" ({', '.join(rest)})" if rest else "")
