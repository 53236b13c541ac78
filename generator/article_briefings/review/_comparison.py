"""Find the changes of meaning between two states of the input: values in, changes out.

Both states are compared as they are written, whether or not they pass a check.
Layout, comments and the order of fields have no meaning here, and something
that was only renamed counts as the same thing with a new name.
"""

from collections.abc import Callable, Iterator, Mapping

from article_briefings.diagnostics import working_on
from article_briefings.review._briefings import briefing_changes
from article_briefings.review._model import Change, Comparison, Unit, UnitKind
from article_briefings.review._pairing import Renames, renames
from article_briefings.review._sides import Record, Side
from article_briefings.review._translation import translated_record
from article_briefings.review._words import field_facets, words

_Changes = Callable[[Record, Record], Iterator[Change]]


def compare(before: Side, after: Side) -> Comparison:
    """Everything that differs: briefings, actors, background notes, topics and stories."""
    names = renames(before, after)
    nothing_renamed = names.none
    actors = _under_new_ids(before.actors, names.actors), after.actors

    def article(old: Record, new: Record) -> Iterator[Change]:
        return iter(()) if is_same(old, new) else briefing_changes(old, new, names, actors)

    def record(old: Record, new: Record) -> Iterator[Change]:
        return iter(()) if is_same(old, new) else _record_changes(old, new, names)

    def is_same(old: Record, new: Record) -> bool:
        return nothing_renamed and old == new

    units = [
        *_units(
            "briefing", before, after, before.articles, after.articles, names.articles, article
        ),
        *_units("actor", before, after, before.actors, after.actors, names.actors, record),
        *_units("background note", before, after, before.notes, after.notes, names.notes, record),
        *_units("topic", before, after, before.topics, after.topics, names.topics, record),
        *_units("story", before, after, before.stories, after.stories, names.stories, record),
    ]
    unread = [*((path, True) for path in sorted(before.unread))]
    unread += ((path, False) for path in sorted(after.unread))
    return Comparison(tuple(units), tuple(unread), (before.problems, after.problems))


def _under_new_ids(records: Mapping[str, Record], ids: Mapping[str, str]) -> dict[str, Record]:
    return {ids.get(name, name): record for name, record in records.items()}


def _units(
    kind: UnitKind,
    before: Side,
    after: Side,
    old: Mapping[str, Record],
    new: Mapping[str, Record],
    pairs: Mapping[str, str],
    changes: _Changes,
) -> Iterator[Unit]:
    came_from = {new_id: old_id for old_id, new_id in pairs.items()}
    for name, record in sorted(new.items()):
        title = _title(record)
        if name not in came_from:
            # A file that could not be read before is not new.
            if record.document.path not in before.unread:
                yield Unit(kind, name, title, "added", record.place())
            continue
        one = old[came_from[name]]
        with working_on(record.document.path):
            found = tuple(changes(one, record))
        if one.id != name:
            yield Unit(kind, name, title, "renamed", record.place(), one.id, found)
        elif found:
            yield Unit(kind, name, title, "changed", record.place(), changes=found)
    for name, record in sorted(old.items()):
        if name not in pairs and record.document.path not in after.unread:
            yield Unit(kind, name, _title(record), "removed", record.place(old=True))


def _title(record: Record) -> str:
    return words(record.root.get("title") or record.root.get("name")) or record.id


def _record_changes(before: Record, after: Record, names: Renames) -> Iterator[Change]:
    old, new = translated_record(before.root, names), after.root
    for name in dict.fromkeys([*new, *old]):
        differing = field_facets(name, old.get(name), new.get(name))
        if differing:
            yield Change("changed", "", words(name), after.place((name,)), differing)
