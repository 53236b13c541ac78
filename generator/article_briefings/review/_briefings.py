"""How one briefing changed: claim by claim, and everything around the claims."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from article_briefings.input import Value
from article_briefings.review._claims import Actors, claim_changes
from article_briefings.review._model import Change, Facet, What
from article_briefings.review._pairing import (
    Renames,
    Signs,
    event_signs,
    evidence_signs,
    keyed,
    pair,
    pair_items,
)
from article_briefings.review._sides import Record, entry, items
from article_briefings.review._translation import translated_article
from article_briefings.review._words import facets, field_facets, item_facets, selector, words

Fields = Mapping[str, Value]

_LISTS = frozenset({"actors", "claims", "evidence", "background", "events", "questions"})
_UNORDERED = ("mentions", "actors")
"""Lists within an item, of selectors or ids."""


@dataclass(frozen=True)
class _Section:
    """A list in a briefing: the kind of its items, and how an item is identified."""

    field: str
    part: str
    named_by: str
    """The field whose text names an item."""
    summed_up_by: str
    """The field that says most when an item comes or goes."""
    signs: Signs[Fields] = lambda _: ("",)

    def name(self, item: Fields) -> str:
        """An item's name."""
        return words(item.get(self.named_by))


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
    evidence = pair_items(before.root, after.root, "evidence", evidence_signs)
    old, new = translated_article(before.id, before.root, names, evidence), after.root
    yield from _own_changes(before, after, old, new)
    for section in _SECTIONS:
        pairs = _pairs(section, before, old, new, names)
        items_before = _named(section, old)
        yield from _section_changes(section, items_before, after, pairs, actors)
        yield from _removed(section, items_before, before, pairs)


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
    for name in dict.fromkeys([*new, *old]):
        differing = () if name in _LISTS else field_facets(name, old.get(name), new.get(name))
        if differing:
            yield Change("changed", "", words(name), after.place((name,)), differing)


def _pairs(
    section: _Section, before: Record, old: Fields, new: Fields, names: Renames
) -> Mapping[str, str]:
    if section.part == "claim":
        return names.claims[before.id]
    return pair(_named(section, old), _named(section, new), section.signs)


def _named(section: _Section, root: Fields) -> dict[str, Fields]:
    value = root.get(section.field)
    places = keyed(value, section.name)
    return {name: entry(items(value)[number]) for name, number in places.items()}


def _section_changes(
    section: _Section,
    old: Mapping[str, Fields],
    after: Record,
    pairs: Mapping[str, str],
    actors: tuple[Actors, Actors],
) -> Iterator[Change]:
    """The items added and changed, in the order of the state after."""
    came_from = {new_name: old_name for old_name, new_name in pairs.items()}
    for number, (name, item) in enumerate(_named(section, after.root).items()):
        place = after.place((section.field, number))
        if name not in came_from:
            yield Change("added", section.part, name, place, _told(section, item, come=True))
            continue
        former = came_from[name]
        if former != name:
            what: What = "reworded" if section.named_by == "text" else "renamed"
            yield Change(what, section.part, name, place, (Facet(section.named_by, former, name),))
        if section.part == "claim":
            yield from claim_changes(name, old[former], item, actors, place)
        elif differing := _item_facets(section, old[former], item):
            yield Change("changed", section.part, name, place, differing)


def _removed(
    section: _Section, old: Mapping[str, Fields], before: Record, pairs: Mapping[str, str]
) -> Iterator[Change]:
    for number, (name, item) in enumerate(old.items()):
        if name not in pairs:
            place = before.place((section.field, number), old=True)
            yield Change("removed", section.part, name, place, _told(section, item, come=False))


def _item_facets(section: _Section, one: Fields, other: Fields) -> tuple[Facet, ...]:
    plain = facets(one, other, leave=frozenset({*_UNORDERED, "quote", section.named_by}))
    lists = (
        facet
        for name in _UNORDERED
        for facet in item_facets(name, items(one.get(name)), items(other.get(name)), selector)
    )
    return (*plain, *facets(one, other, ("quote",), say=selector), *lists)


def _told(section: _Section, item: Fields, come: bool) -> tuple[Facet, ...]:
    text = words(item.get(section.summed_up_by)) if section.summed_up_by else ""
    if not text:
        return ()
    return (Facet("", "", text) if come else Facet("", text, ""),)
