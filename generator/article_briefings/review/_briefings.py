"""How one briefing changed: claim by claim, and everything around the claims."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from article_briefings.input import Value
from article_briefings.models import UNKNOWN
from article_briefings.pages import ChainWords, chain_sentence
from article_briefings.review._changes import (
    Change,
    Facet,
    Place,
    What,
    facets,
    field_facets,
    item_facets,
)
from article_briefings.review._renames import Renames, Signs, event_signs, evidence_signs, pair
from article_briefings.review._state import Record
from article_briefings.review._values import Fields, entry, fields, items, keyed, selector, words

Actors = Mapping[str, Record]

_LISTS = frozenset({"actors", "claims", "evidence", "background", "events", "questions"})
_UNORDERED = ("mentions", "actors")
"""Lists within an item, of selectors or ids."""
_OWN = frozenset({"id", "text", "quote", "attribution", "assessment", "relations", "extensions"})
_JUDGED = ("status", "likelihood", "confidence", "credibility", "as_of", "rationale")
_STEP = ("cue", "form", "shown_by", "identified_as", "unnamed")


@dataclass(frozen=True)
class _Section:
    """A list in a briefing: the kind of its items, and how an item is identified."""

    field: str
    part: str
    named_by: str
    """The field whose text names an item."""
    summed_up_by: str
    """The field that says most about an item that is added or removed."""
    signs: Signs[Fields] = lambda _: ("",)

    def of(self, root: Fields) -> dict[str, Fields]:
        """The items by their names."""
        return keyed(root.get(self.field), self.named_by)

    def summary(self, item: Fields) -> str:
        """The text that says most about an item; empty if it has none."""
        return words(item.get(self.summed_up_by)) if self.summed_up_by else ""


_SECTIONS = (
    _Section("actors", "actor of the cast", "actor", "role"),
    _Section("claims", "claim", "id", "text"),
    _Section("evidence", "evidence", "id", "title", evidence_signs),
    _Section("background", "use of a note", "note", "why"),
    _Section("events", "event", "id", "label", event_signs),
    _Section("questions", "question", "text", "", lambda item: (words(item.get("why")),)),
)


def briefing_changes(
    before: Record, after: Record, names: Renames, actors: tuple[Actors, Actors]
) -> Iterator[Change]:
    """The changes of a briefing that both states have."""
    one, other = (keyed(record.root.get("evidence"), "id") for record in (before, after))
    evidence = pair(one, other, evidence_signs)
    old, new = names.briefing(before.id, before.root, evidence), after.root
    yield from _own_changes(before, after, old, new)
    for section in _SECTIONS:
        items_before, items_after = section.of(old), section.of(new)
        if section.part == "claim":
            pairs = names.claims[before.id]
        else:
            pairs = pair(items_before, items_after, section.signs)
        yield from _section_changes(section, items_before, items_after, pairs, after, actors)
        for number, (name, item) in enumerate(items_before.items()):
            if name not in pairs:
                place = before.place((section.field, number), old=True)
                text = section.summary(item)
                facet = (Facet("", text, ""),) if text else ()
                yield Change("removed", section.part, name, place, facet)


def _own_changes(before: Record, after: Record, old: Fields, new: Fields) -> Iterator[Change]:
    texts = (
        ("article's text", "source.txt", before.sha256, after.sha256),
        ("translation", "translation.txt", before.translation_sha256, after.translation_sha256),
    )
    for part, name, one, other in texts:
        if one != other and one and other:
            facet = Facet("SHA-256", one[:12], other[:12])
            yield Change("changed", part, name, after.place(("source",)), (facet,))
    if before.folder != after.folder and before.id == after.id:
        moved = Facet("folder", before.folder, after.folder)
        yield Change("changed", "", "folder", after.place(), (moved,))
    yield from own_fields(after, old, new, _LISTS)


def own_fields(
    after: Record, old: Fields, new: Fields, leave: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """The changes of a record's own fields, except those in `leave`."""
    for name in dict.fromkeys([*new, *old]):
        differing = () if name in leave else field_facets(name, old.get(name), new.get(name))
        if differing:
            yield Change("changed", "", words(name), after.place((name,)), differing)


def _section_changes(
    section: _Section,
    old: Mapping[str, Fields],
    new: Mapping[str, Fields],
    pairs: Mapping[str, str],
    after: Record,
    actors: tuple[Actors, Actors],
) -> Iterator[Change]:
    """The items added and changed, in the order of the state after."""
    came_from = {new_name: old_name for old_name, new_name in pairs.items()}
    for number, (name, item) in enumerate(new.items()):
        place = after.place((section.field, number))
        if name not in came_from:
            text = section.summary(item)
            facet = (Facet("", "", text),) if text else ()
            yield Change("added", section.part, name, place, facet)
            continue
        former = came_from[name]
        if former != name:
            what: What = "reworded" if section.named_by == "text" else "renamed"
            yield Change(what, section.part, name, place, (Facet(section.named_by, former, name),))
        if section.part == "claim":
            yield from _claim_changes(name, old[former], item, actors, place)
        elif differing := _item_facets(section, old[former], item):
            yield Change("changed", section.part, name, place, differing)


def _item_facets(section: _Section, one: Fields, other: Fields) -> tuple[Facet, ...]:
    plain = facets(one, other, leave=frozenset({*_UNORDERED, "quote", section.named_by}))
    lists = (
        facet
        for name in _UNORDERED
        for facet in item_facets(name, items(one.get(name)), items(other.get(name)), selector)
    )
    return (*plain, *facets(one, other, ("quote",), say=selector), *lists)


def _claim_changes(
    name: str, before: Fields, after: Fields, actors: tuple[Actors, Actors], place: Place
) -> Iterator[Change]:
    """The changes of a claim: its words, its quote, its path to the reader, its assessment."""
    old, new = before.get("relations"), after.get("relations")
    relations = _named_facets(
        old, new, "claim", "relation to", lambda item: words(item.get("type"))
    )
    found: tuple[tuple[What, tuple[Facet, ...]], ...] = (
        ("reworded", facets(before, after, ("text",))),
        ("requoted", facets(before, after, ("quote",), say=selector)),
        ("re-attributed", tuple(_attribution(before, after, actors))),
        _assessment(before.get("assessment"), after.get("assessment")),
        ("changed", facets(before, after, leave=_OWN)),
        ("changed", tuple(relations)),
        ("changed", field_facets("extensions", before.get("extensions"), after.get("extensions"))),
    )
    for what, differing in found:
        if differing:
            yield Change(what, "claim", name, place, differing)


def _attribution(before: Fields, after: Fields, actors: tuple[Actors, Actors]) -> Iterator[Facet]:
    old, new = before.get("attribution"), after.get("attribution")
    one, other = ([] if side == UNKNOWN else items(side) for side in (old, new))
    steps = [*map(entry, one)], [*map(entry, other)]
    # An actor may have a new name by now; that is a change of the actor, not of the claim.
    chains = [[(_who(step), "cue" in step) for step in side] for side in steps]
    if chains[0] != chains[1] or (old == UNKNOWN) != (new == UNKNOWN):
        yield Facet("way", _chain(old, actors[0]), _chain(new, actors[1]))
    for number, former, step in _same_steps(*steps):
        for facet in facets(former, step, _STEP, say=selector):
            yield Facet(f"step {number}, {facet.label}", facet.before, facet.after)


def _chain(attribution: Value | None, actors: Actors) -> str:
    """How a claim reached the reader, as its page shows it."""

    def step(hop: Fields) -> ChainWords:
        actor, identified = words(hop.get("actor")), words(hop.get("identified_as"))
        record = actors.get(actor)
        return ChainWords(
            name(actor) if actor else words(hop.get("unnamed")) or "nobody",
            record is not None and words(record.root.get("type")) == "outlet",
            "cue" in hop,
            name(identified) if identified else "",
        )

    def name(actor: str) -> str:
        record = actors.get(actor)
        return words(record.root.get("name")) or actor if record else actor

    if attribution == UNKNOWN:
        return chain_sentence(None)
    return chain_sentence([step(fields(item)) for item in items(attribution)])


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
    old, new = (entry(value) if value else {} for value in (before, after))
    what: What = "re-assessed"
    if not old or not new:
        what = "assessed" if new else "no longer assessed"
    differing = facets(old, new, _JUDGED)
    rest = facets(old, new, leave=frozenset({*_JUDGED, "evidence"}))
    evidence = _named_facets(
        old.get("evidence"),
        new.get("evidence"),
        "item",
        "evidence",
        lambda use: f"{words(use.get('relation'))}: {words(use.get('shows'))}",
    )
    return what, (*differing, *evidence, *rest)


def _named_facets(
    before: Value | None,
    after: Value | None,
    named_by: str,
    label: str,
    say: Callable[[Fields], str],
) -> Iterator[Facet]:
    """The items added, removed or changed, in a list whose items have names."""
    old, new = keyed(before, named_by), keyed(after, named_by)
    for name in dict.fromkeys([*new, *old]):
        if name in old and name in new:
            for facet in facets(old[name], new[name]):
                yield Facet(f"{label} {name}, {facet.label}", facet.before, facet.after)
        else:
            item = old.get(name) or new.get(name) or {}
            text = say(item) or words(dict(item))
            sides = (text, "") if name in old else ("", text)
            yield Facet(f"{label} {name}", *sides)
