"""The changes of meaning between two states of the input: values in, changes out.

A briefing is compared claim by claim, and everything around its claims.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import get_args

from article_briefings.diagnostics import working_on
from article_briefings.input import Value
from article_briefings.models import RELATIONS, UNKNOWN
from article_briefings.pages import ChainWords
from article_briefings.review._state import (
    Record,
    Renames,
    Signs,
    State,
    claim_signs,
    correction_signs,
    event_signs,
    evidence_signs,
    pair,
)
from article_briefings.review._values import (
    CORRECTION,
    LOST_PAGE,
    Change,
    Comparison,
    Facet,
    Fields,
    Place,
    Unit,
    UnitKind,
    What,
    entry,
    facets,
    field_facets,
    fields,
    is_true,
    item_facets,
    items,
    keyed,
    ordered,
    selector,
    words,
)
from article_briefings.review._verdicts import (
    corrections_of,
    has_verdict,
    newly_corrected,
    relation_facets,
    verdict_changes,
)

Actors = Mapping[str, Record]
_LISTS = frozenset(
    {"cast", "claims", "evidence", "background", "events", "questions", "corrections"}
)
_UNORDERED = ("mentions", "actors")
"""Lists within an item, of selectors or ids."""
_OWN = frozenset(
    {"id", "text", "quote", "attribution", "said", "so", "relations", "fields", "extensions"}
    | {*RELATIONS}
)
_STEP = ("cue", "form", "shown_by", "identified_as", "unnamed")


def compare(before: State, after: State) -> Comparison:
    """Everything that differs: briefings, actors, background notes, topics and stories."""
    pair = _StatePair(before, after)
    units = (unit for kind in get_args(UnitKind) for unit in pair.units(kind))
    unread = [(path, True) for path in sorted(before.unread)]
    unread += ((path, False) for path in sorted(after.unread))
    return Comparison(
        tuple(units),
        tuple(unread),
        (before.problems, after.problems),
        (before.address, after.address),
    )


class _StatePair:
    def __init__(self, before: State, after: State) -> None:
        self.before, self.after = before, after
        self.names = Renames.between(before, after)
        self.nothing_renamed = self.names.none
        new_ids = self.names.ids["actor"]
        old_actors = before.of_kind("actor").items()
        self.actors = (
            {new_ids.get(name, name): record for name, record in old_actors},
            after.of_kind("actor"),
        )

    def units(self, kind: UnitKind) -> Iterator[Unit]:
        """The records of a kind that differ."""
        old, pairs = self.before.of_kind(kind), self.names.ids[kind]
        came_from = {new_id: old_id for old_id, new_id in pairs.items()}
        for name, record in sorted(self.after.of_kind(kind).items()):
            title = _title(record)
            if name not in came_from:
                # A file that could not be read before is not new.
                if record.document.path not in self.before.unread:
                    yield Unit(kind, name, title, "added", record.place())
                continue
            one = old[came_from[name]]
            with working_on(record.document.path):
                found = tuple(self._changes(kind, one, record))
            if one.id != name:
                yield Unit(kind, name, title, "renamed", record.place(), one.id, found)
            elif found:
                yield Unit(kind, name, title, "changed", record.place(), changes=found)
        for name, record in sorted(old.items()):
            if name not in pairs and record.document.path not in self.after.unread:
                yield Unit(kind, name, _title(record), "removed", record.place(old=True))

    def _changes(self, kind: UnitKind, old: Record, new: Record) -> Iterator[Change]:
        if self.nothing_renamed and old == new:
            return iter(())
        if kind == "briefing":
            return BriefingComparison(old, new, self.names, self.actors).changes()
        return own_fields(new, self.names.record(old.root), new.root)


def _title(record: Record) -> str:
    return words(record.root.get("title") or record.root.get("name")) or record.id


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
    """The signs of an item whose name changed."""

    def of(self, root: Fields) -> dict[str, Fields]:
        """The items by their names."""
        return keyed(root.get(self.field), self.named_by)

    def summary(self, item: Fields, *, is_new: bool) -> tuple[Facet, ...]:
        """What is added or removed with an item."""
        text = words(item.get(self.summed_up_by)) if self.summed_up_by else ""
        if not text:
            return ()
        return (Facet("", "", text) if is_new else Facet("", text, ""),)


_SECTIONS = (
    _Section("cast", "actor of the cast", "actor", "role"),
    _Section("claims", "claim", "id", "text", claim_signs),
    _Section("evidence", "evidence", "id", "title", evidence_signs),
    _Section("background", "use of a note", "note", "why"),
    _Section("events", "event", "id", "label", event_signs),
    _Section("questions", "question", "text", "", lambda item: (words(item.get("why")),)),
    _Section("corrections", "correction", "text", "", correction_signs),
)


@dataclass(frozen=True)
class BriefingComparison:
    """A briefing that both states have."""

    before: Record
    after: Record
    names: Renames
    actors: tuple[Actors, Actors]

    def changes(self) -> Iterator[Change]:
        """Everything that changed, in the order of the sections."""
        before, after = self.before, self.after
        one, other = (keyed(record.root.get("evidence"), "id") for record in (before, after))
        evidence = pair(one, other, evidence_signs)
        old, new = self.names.briefing(before.id, before.root, evidence), after.root
        yield from self._texts_and_folder()
        yield from self._order_of_via(old, new)
        yield from own_fields(after, old, new, _LISTS)
        for section in _SECTIONS:
            yield from self._section(section, section.of(old), section.of(new))

    def _texts_and_folder(self) -> Iterator[Change]:
        one, other = self.before, self.after
        texts = (
            ("article's text", "source.txt", one.sha256, other.sha256),
            ("translation", "translation.txt", one.translation_sha256, other.translation_sha256),
        )
        for part, name, old, new in texts:
            if old != new and old and new:
                facet = Facet("SHA-256", old[:12], new[:12])
                yield Change("changed", part, name, other.place(("source",)), (facet,))
        if one.folder != other.folder and one.id == other.id:
            moved = Facet("folder", one.folder, other.folder)
            yield Change("changed", "", "folder", other.place(), (moved,))

    def _order_of_via(self, old: Fields, new: Fields) -> Iterator[Change]:
        """The steps that many claims share, in another order: the last is nearest to the reader."""
        one, other = (
            [words(ordered(step)) for step in items(side.get("via"))] for side in (old, new)
        )
        if one != other and sorted(one) == sorted(other):
            order = Facet("order", "; ".join(one), "; ".join(other))
            yield Change("changed", "", "via", self.after.place(("via",)), (order,))

    @cached_property
    def _newly_corrected(self) -> frozenset[str]:
        return newly_corrected(self.before, self.after)

    def _asked(self, revised: bool, *ids: str) -> tuple[Facet, ...]:
        """What to do about a verdict that readers have seen and that no correction mentions."""
        was_draft = is_true(self.before.root.get("draft"))
        if not revised or was_draft or not self._newly_corrected.isdisjoint(ids):
            return ()
        return (Facet("", sentence=CORRECTION),)

    def _no_longer_key(self, before: Fields, after: Fields, *ids: str) -> tuple[Facet, ...]:
        """That a claim is no longer key, and a request for a correction, which gives it a page."""
        was_key = is_true(before.get("key")) and not is_true(self.before.root.get("draft"))
        is_named = not corrections_of(self.after.root).isdisjoint(ids)
        if not was_key or is_named or is_true(after.get("key")):
            return ()
        said = Facet("key", sentence="This claim is no longer among the key claims")
        return said, Facet("", sentence=LOST_PAGE)

    def _section(
        self, section: _Section, old: Mapping[str, Fields], new: Mapping[str, Fields]
    ) -> Iterator[Change]:
        """The items added and changed, in the order of the state after; then the removed ones."""
        pairs = pair(old, new, section.signs)
        came_from = {new_name: old_name for old_name, new_name in pairs.items()}
        for number, (name, item) in enumerate(new.items()):
            place = self.after.place((section.field, number))
            if name not in came_from:
                facet = section.summary(item, is_new=True)
                yield Change("added", section.part, name, place, facet)
                continue
            former = came_from[name]
            named = (words(side.get(section.named_by)) for side in (item, old[former]))
            if former != name and all(named):
                what: What = "reworded" if section.named_by == "text" else "renamed"
                facet = (Facet(section.named_by, former, name),)
                yield Change(what, section.part, name, place, facet)
            if section.part == "claim":
                yield from self._claim(name, old[former], item, place)
                if key := self._no_longer_key(old[former], item, name, former):
                    yield Change("changed", "claim", name, place, key)
                yield from self._verdicts(name, former, old[former], item, place)
            elif differing := _item_facets(section, old[former], item):
                yield Change("changed", section.part, name, place, differing)
        for number, (name, item) in enumerate(old.items()):
            if name not in pairs:
                place = self.before.place((section.field, number), old=True)
                facet = section.summary(item, is_new=False)
                revised = section.part == "claim" and (
                    has_verdict(item) or is_true(item.get("key"))
                )
                facet += self._asked(revised, name)
                yield Change("removed", section.part, name, place, facet)

    def _claim(self, name: str, before: Fields, after: Fields, place: Place) -> Iterator[Change]:
        """The changes of a claim: its words, its quote, its path to the reader, its relations."""
        relations = relation_facets(before, after)
        found: tuple[tuple[What, tuple[Facet, ...]], ...] = (
            ("reworded", facets(before, after, ("text",))),
            ("requoted", facets(before, after, ("quote",), say=selector)),
            ("re-attributed", tuple(self._attribution(before, after))),
            ("changed", facets(before, after, leave=_OWN)),
            ("changed", tuple(relations)),
            ("changed", field_facets("fields", before.get("fields"), after.get("fields"))),
            (
                "changed",
                field_facets("extensions", before.get("extensions"), after.get("extensions")),
            ),
        )
        for what, differing in found:
            if differing:
                yield Change(what, "claim", name, place, differing)

    def _verdicts(
        self, name: str, former: str, before: Fields, after: Fields, place: Place
    ) -> Iterator[Change]:
        """The changes of a claim's verdicts, and a request for a correction if there is none."""
        names = tuple(partial(_name, actors) for actors in self.actors)
        for what, found, revised in verdict_changes(before, after, (names[0], names[1])):
            yield Change(what, "claim", name, place, found + self._asked(revised, name, former))

    def _attribution(self, before: Fields, after: Fields) -> Iterator[Facet]:
        old, new = before.get("attribution"), after.get("attribution")
        one, other = ([] if side == UNKNOWN else items(side) for side in (old, new))
        steps = [*map(entry, one)], [*map(entry, other)]
        # An actor may have a new name by now; that is a change of the actor, not of the claim.
        chains = [[(_who(step), "cue" in step) for step in side] for side in steps]
        if chains[0] != chains[1] or (old == UNKNOWN) != (new == UNKNOWN):
            yield Facet("path", _chain(old, self.actors[0]), _chain(new, self.actors[1]))
        for number, former, step in _same_steps(*steps):
            for facet in facets(former, step, _STEP, say=selector):
                yield Facet(f"step {number}, {facet.label}", facet.before, facet.after)


def own_fields(
    after: Record, old: Fields, new: Fields, leave: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """The changes of a record's own fields, except those in `leave`."""
    for name in dict.fromkeys([*new, *old]):
        differing = () if name in leave else field_facets(name, old.get(name), new.get(name))
        if differing:
            yield Change("changed", "", words(name), after.place((name,)), differing)


def _item_facets(section: _Section, one: Fields, other: Fields) -> tuple[Facet, ...]:
    one, other = _with_own_report(one), _with_own_report(other)
    plain = facets(one, other, leave=frozenset({*_UNORDERED, "quote", section.named_by}))
    lists = (
        facet
        for name in _UNORDERED
        for facet in item_facets(name, items(one.get(name)), items(other.get(name)), selector)
    )
    return (*plain, *facets(one, other, ("quote",), say=selector), *lists)


def _with_own_report(item: Fields) -> Fields:
    """An evidence item whose empty `relays` is in words: it differs from one without the field."""
    return {**item, "relays": "nobody"} if item.get("relays") == [] else item


def _chain(attribution: Value | None, actors: Actors) -> str:
    """How a claim reached the reader, as its page shows it."""

    def step(hop: Fields) -> ChainWords:
        actor, identified = words(hop.get("actor")), words(hop.get("identified_as"))
        record = actors.get(actor)
        return ChainWords(
            _name(actors, actor) if actor else words(hop.get("unnamed")) or "nobody",
            record is not None and words(record.root.get("type")) == "outlet",
            "cue" in hop,
            _name(actors, identified) if identified else "",
        )

    if attribution == UNKNOWN:
        return ChainWords.sentence(None)
    return ChainWords.sentence([step(fields(item)) for item in items(attribution)])


def _name(actors: Actors, actor: str) -> str:
    """The name of an actor; the id if the register has none."""
    record = actors.get(actor)
    return words(record.root.get("name")) or actor if record else actor


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
