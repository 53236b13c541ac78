"""Find the changes of meaning between two states of the input: values in, changes out."""

from collections.abc import Iterator
from typing import get_args

from article_briefings.diagnostics import working_on
from article_briefings.review._briefings import BriefingComparison, own_fields
from article_briefings.review._changes import Change, Comparison, Unit, UnitKind
from article_briefings.review._renames import Renames
from article_briefings.review._state import Record, State
from article_briefings.review._values import words


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
