"""Proposals for a mark that does not fit its text, or fits it in a different place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from article_briefings.anchoring import TextQuote
from article_briefings.diagnostics import Diagnostic
from article_briefings.models import Budget, Span
from article_briefings.review._candidates import LEAST_CONTEXT, MOST, RatedPlace, Search, rivals
from article_briefings.review._edits import Edit, mapping, replace_selector
from article_briefings.review._marks import MarkedText
from article_briefings.review._proposals import Candidate, Proposal
from article_briefings.review._words import words_of

_BETTER_CONTEXT = 0.15
"""How much more alike a rival place's surroundings must be for git's place to be doubted."""
_SHOWN = 4
_TIED = "nothing distinguishes the places; choose one and write it yourself"
_DENIES = "only one of the two has a “not” or a similar word; read both, and write it yourself"
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
    return _best(Search.of(marked, mark, problem.code)) if mark else None


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
        if now is not None and now.overlaps(here) and not is_cut:
            continue
        search = Search(marked, mark, "source-changed")
        try:
            found = _best(Search.of(marked, mark, search.code))
        except Budget.Spent:  # too much work: a person has to check whether this is still the place
            yield _proposal(search, [search.rated(here, 1.0)])
            continue
        place = search.rated(here, 1.0)
        if now is not None:
            if found:
                yield found
        elif (place.context or 0) >= LEAST_CONTEXT:
            yield _shown(search, place, "the passage was moved, and the mark with it")
        else:
            yield _proposal(search, [place])


def unchecked(marked: MarkedText) -> Iterator[Proposal]:
    """Marks that are found in a changed text when the annotated text is not available."""
    for mark in marked.marks:
        here = marked.places.get(mark.place)
        if here is not None and mark.kind != "mention":
            search = Search(marked, mark, "source-changed")
            yield _shown(
                search, search.rated(here, 1.0), "found; check that this is the right place"
            )


def _best(search: Search) -> Proposal | None:
    """The best candidate for a mark; undecided if there are others as good, or doubts."""
    places = search.ranked()
    if not places:
        return None
    mark, text, best = search.mark, search.marked.source.text, places[0]
    if best.from_git:
        doubted = any(
            place.likeness >= best.likeness
            and (place.context or 0) - (best.context or 0) >= _BETTER_CONTEXT
            for place in places[1:]
        )
    else:
        # The same name in different places is no choice: a mention marks all of them.
        doubted = any(
            mark.kind != "mention" or _words(place.span, text) != _words(best.span, text)
            for place in rivals(places)
        )
    if doubted:
        return _proposal(search, places)
    found = _DENIAL.findall(_words(best.span, text))
    lost = len(_DENIAL.findall(mark.part.exact)) - len(found)
    if lost > 0 or (lost and not best.from_git):  # git at least identifies the passage
        return _proposal(search, places, _DENIES)
    fields = _selector(search, best.span)
    edits = replace_selector(search.marked.document, mark.place, fields) if fields else []
    if not edits:
        return _proposal(search, places)
    context = [f"{name} “{value}”" for name, value in fields.items() if name != "exact"]
    new = fields["exact"] + (f" ({', '.join(context)})" if context else "")
    reason = f"score {best.score:.2f}; {', '.join(best.evidence)}"
    return _proposal(search, places, reason, new, edits)


def _shown(search: Search, place: RatedPlace, reason: str) -> Proposal:
    return replace(_proposal(search, [place], reason, search.mark.part.exact), only_shown=True)


def _proposal(
    search: Search,
    places: list[RatedPlace],
    reason: str = _TIED,
    new: str = "",
    edits: Sequence[Edit] = (),
) -> Proposal:
    mark, source, document = search.mark, search.marked.source, search.marked.document
    candidates = tuple(
        Candidate(
            source.location(place.span),
            _words(place.span, source.text),
            mapping(_selector(search, place.span)),
            place.score,
            place.evidence,
        )
        for place in places[:_SHOWN]
    )
    location, old = document.location(mark.place), mark.part.exact
    reason = f"{mark.name}: {reason}"
    return Proposal(search.code, location, mark.place, old, new, reason, tuple(edits), candidates)


def _selector(search: Search, span: Span) -> Mapping[str, str]:
    """The shortest selector for a place; empty if there is none."""
    mark, marked, text = search.mark, search.marked, search.marked.source.text
    exact = {"exact": _words(span, text)}
    if mark.kind == "mention":
        return exact
    places = TextQuote(exact["exact"]).match(text, limit=MOST)
    if mark.kind == "cue":
        homes = marked.homes(mark)
        places = [place for place in places if any(home.contains(place) for home in homes)]
    elif mark.before in marked.places:
        behind = marked.places[mark.before].end
        places = [place for place in places if place.start >= behind]
    if places == [span]:
        return exact
    try:
        quote = TextQuote.describe(text, span)
    except ValueError:  # the stretch cuts a sequence that folds as one
        return {}
    fields = {"prefix": quote.prefix, "suffix": quote.suffix, "nth": str(quote.nth or "")}
    return exact | {name: value for name, value in fields.items() if value}


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
