"""Proposals for a mark that does not fit its text, or fits it in a different place."""

import re
from collections.abc import Iterator, Mapping, Sequence

from article_briefings.anchoring import TextQuote, describe, match
from article_briefings.diagnostics import Diagnostic
from article_briefings.models import Span, Spent
from article_briefings.review._candidates import (
    LEAST_CONTEXT,
    MOST,
    Place,
    Search,
    expected,
    name_of,
    rivals,
)
from article_briefings.review._edits import Edit, replace_selector
from article_briefings.review._marks import Mark, MarkedText
from article_briefings.review._proposals import Candidate, Proposal
from article_briefings.review._scalars import mapping
from article_briefings.review._words import words_of

_CHANGED = "source-changed"
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


def reanchor(marked: MarkedText, problem: Diagnostic) -> Proposal | None:
    """A proposal for a mark with a problem; None if no passage is like it."""
    mark = marked.by_location.get(problem.location)
    return _best(marked, mark, problem.code) if mark else None


def drifted(marked: MarkedText) -> Iterator[Proposal]:
    """Marks that are found in a changed text, but not in their old place, or within words."""
    old = marked.old
    if old is None:
        return
    for mark in marked.marks:
        here, before = marked.places.get(mark.place), old.places.get(mark.place)
        if here is None or before is None or mark.kind == "mention":
            continue
        now = old.now(mark.place)
        is_cut = words_of(marked.source.text).cuts(here)
        is_cut = is_cut and not words_of(old.versions.old).cuts(before)
        if now is not None and now.start < here.end and here.start < now.end and not is_cut:
            continue
        try:
            found = _best(marked, mark, _CHANGED)
        except Spent:  # too much work: a person has to check whether this is still the place
            yield _undecided(marked, mark, _CHANGED, [_place_now(marked, mark, here)])
            continue
        if now is not None:
            if found:
                yield found
            continue
        place = _place_now(marked, mark, here)
        if (place.context or 0) >= LEAST_CONTEXT:
            yield _shown(marked, mark, place, "the passage was moved, and the mark with it")
        else:
            yield _undecided(marked, mark, _CHANGED, [place])


def unchecked(marked: MarkedText) -> Iterator[Proposal]:
    """Marks that are found in a changed text when the annotated text is not available."""
    for mark in marked.marks:
        here = marked.places.get(mark.place)
        if here is not None and mark.kind != "mention":
            place = _place_now(marked, mark, here)
            yield _shown(marked, mark, place, "found; look whether this is the place")


def _best(marked: MarkedText, mark: Mark, code: str) -> Proposal | None:
    """The best candidate for a mark; undecided if there are others as good, or doubts."""
    places = Search(marked, mark, code, expected(marked, mark)).ranked()
    if not places:
        return None
    text, best = marked.source.text, places[0]
    if best.from_git:
        doubted = any(_speaks_against(place, best) for place in places[1:])
    else:
        # The same name in different places is no choice: a mention marks all of them.
        doubted = any(
            mark.kind != "mention" or _words(place.span, text) != _words(best.span, text)
            for place in rivals(places)
        )
    if doubted:
        return _undecided(marked, mark, code, places)
    lost = _denials(mark.part.exact) - _denials(_words(best.span, text))
    if lost > 0 or (lost and not best.from_git):  # git at least identifies the passage
        return _undecided(marked, mark, code, places, _DENIES)
    fields = _selector(marked, mark, best.span)
    edits = replace_selector(marked.document, mark.place, fields) if fields else []
    if not edits:
        return _undecided(marked, mark, code, places)
    context = [f"{name} “{value}”" for name, value in fields.items() if name != "exact"]
    new = fields["exact"] + (f" ({', '.join(context)})" if context else "")
    reason = f"score {best.score:.2f}; {', '.join(best.evidence)}"
    return _proposal(marked, mark, code, reason, places, new, edits)


def _speaks_against(place: Place, git: Place) -> bool:
    """Whether a place's words are as alike as those of git's, and its surroundings more alike."""
    better = (place.context or 0) - (git.context or 0)
    return place.likeness >= git.likeness and better >= _BETTER_CONTEXT


def _place_now(marked: MarkedText, mark: Mark, here: Span) -> Place:
    return Search(marked, mark, _CHANGED).rated(here, 1.0)


def _shown(marked: MarkedText, mark: Mark, place: Place, reason: str) -> Proposal:
    exact = mark.part.exact
    return _proposal(marked, mark, _CHANGED, reason, [place], exact, only_shown=True)


def _undecided(
    marked: MarkedText, mark: Mark, code: str, places: list[Place], why: str = _TIED
) -> Proposal:
    return _proposal(marked, mark, code, why, places)


def _proposal(
    marked: MarkedText,
    mark: Mark,
    code: str,
    reason: str,
    places: list[Place],
    new: str = "",
    edits: Sequence[Edit] = (),
    *,
    only_shown: bool = False,
) -> Proposal:
    source = marked.source
    candidates = tuple(
        Candidate(
            source.location(place.span),
            _words(place.span, source.text),
            mapping(_selector(marked, mark, place.span)),
            place.score,
            place.evidence,
        )
        for place in places[:_SHOWN]
    )
    return Proposal(
        code,
        marked.document.location(mark.place),
        mark.place,
        mark.part.exact,
        new,
        f"{name_of(mark.place)}: {reason}",
        tuple(edits),
        candidates,
        only_shown,
    )


def _selector(marked: MarkedText, mark: Mark, span: Span) -> Mapping[str, str]:
    """The shortest selector for a place; empty if there is none."""
    text = marked.source.text
    exact = {"exact": _words(span, text)}
    if mark.kind == "mention":
        return exact
    places = match(text, TextQuote(exact["exact"]), limit=MOST)
    if mark.kind == "cue":
        homes = marked.homes(mark)
        places = [place for place in places if any(home.contains(place) for home in homes)]
    elif mark.before in marked.places:
        behind = marked.places[mark.before].end
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
