"""How one claim changed: its words, its quote, its path to the reader, its assessment."""

from collections.abc import Callable, Iterator, Mapping

from article_briefings.input import Value
from article_briefings.models import UNKNOWN
from article_briefings.review._model import Change, Facet, Place, What
from article_briefings.review._pairing import keyed
from article_briefings.review._sides import Record, entry, items
from article_briefings.review._words import chain, facets, field_facets, selector, words

Fields = Mapping[str, Value]
Actors = Mapping[str, Record]

_OWN = frozenset({"id", "text", "quote", "attribution", "assessment", "relations", "extensions"})
_JUDGED = ("status", "likelihood", "confidence", "credibility", "as_of", "rationale")
_STEP = ("cue", "form", "shown_by", "identified_as", "unnamed")


def claim_changes(
    name: str, before: Fields, after: Fields, actors: tuple[Actors, Actors], place: Place
) -> Iterator[Change]:
    """The changes of a claim that both states have."""
    found: tuple[tuple[What, tuple[Facet, ...]], ...] = (
        ("reworded", facets(before, after, ("text",))),
        ("requoted", facets(before, after, ("quote",), say=selector)),
        ("re-attributed", tuple(_attribution(before, after, actors))),
        _assessment(before.get("assessment"), after.get("assessment")),
        ("changed", facets(before, after, leave=_OWN)),
        ("changed", tuple(_relations(before.get("relations"), after.get("relations")))),
        ("changed", field_facets("extensions", before.get("extensions"), after.get("extensions"))),
    )
    for what, differing in found:
        if differing:
            yield Change(what, "claim", name, place, differing)


def _attribution(before: Fields, after: Fields, actors: tuple[Actors, Actors]) -> Iterator[Facet]:
    old, new = before.get("attribution"), after.get("attribution")
    sentences = chain(old, actors[0]), chain(new, actors[1])
    sides = ([] if side == UNKNOWN else items(side) for side in (old, new))
    steps = [entry(step) for step in next(sides)], [entry(step) for step in next(sides)]
    # An actor may have a new name by now; that is a change of the actor, not of the claim.
    ways = [[(_who(step), "cue" in step) for step in side] for side in steps]
    if ways[0] != ways[1] or (old == UNKNOWN) != (new == UNKNOWN):
        yield Facet("way", *sentences)
    for number, one, other in _same_steps(*steps):
        for facet in facets(one, other, _STEP, say=selector):
            yield Facet(f"step {number}, {facet.label}", facet.before, facet.after)


def _same_steps(before: list[Fields], after: list[Fields]) -> Iterator[tuple[int, Fields, Fields]]:
    """The steps that both states have, with their numbers after."""
    if [_who(step) for step in before] == [_who(step) for step in after]:
        for number, (one, other) in enumerate(zip(before, after, strict=True), 1):
            yield number, one, other
        return
    previous: dict[tuple[str, ...], list[Fields]] = {}
    for step in before:
        previous.setdefault((*_who(step), words(step.get("unnamed"))), []).append(step)
    for number, step in enumerate(after, 1):
        former = previous.get((*_who(step), words(step.get("unnamed"))))
        if former:
            yield number, former.pop(0), step


def _who(step: Fields) -> tuple[str, str]:
    named = words(step.get("actor") or step.get(""))
    return named, "" if "actor" in step else words(step.get("identified_as"))


def _assessment(before: Value | None, after: Value | None) -> tuple[What, tuple[Facet, ...]]:
    old, new = _fields(before), _fields(after)
    what: What = "re-assessed"
    if not old or not new:
        what = "assessed" if new else "no longer assessed"
    differing = facets(old, new, _JUDGED)
    rest = facets(old, new, leave=frozenset({*_JUDGED, "evidence"}))
    return what, (*differing, *_evidence(old.get("evidence"), new.get("evidence")), *rest)


def _fields(value: Value | None) -> Fields:
    return entry(value) if value else {}


def _evidence(before: Value | None, after: Value | None) -> Iterator[Facet]:
    yield from _by_name(
        before,
        after,
        lambda use: words(use.get("item")),
        lambda use: f"{words(use.get('relation'))}: {words(use.get('shows'))}",
        "evidence",
    )


def _relations(before: Value | None, after: Value | None) -> Iterator[Facet]:
    yield from _by_name(
        before,
        after,
        lambda relation: words(relation.get("claim")),
        lambda relation: words(relation.get("type")),
        "relation to",
    )


def _by_name(
    before: Value | None,
    after: Value | None,
    key: Callable[[Fields], str],
    say: Callable[[Fields], str],
    label: str,
) -> Iterator[Facet]:
    """The items added, removed or changed, in a list whose items have names."""
    old, new = keyed(before, key), keyed(after, key)
    for name in dict.fromkeys([*new, *old]):
        one = entry(items(before)[old[name]]) if name in old else {}
        other = entry(items(after)[new[name]]) if name in new else {}
        if name in old and name in new:
            for facet in facets(one, other):
                yield Facet(f"{label} {name}, {facet.label}", facet.before, facet.after)
        else:
            was, now = say(one) if name in old else "", say(other) if name in new else ""
            yield Facet(f"{label} {name}", was or words(dict(one)), now or words(dict(other)))
