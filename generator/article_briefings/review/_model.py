"""The result of a comparison: changes of meaning, as values."""

from dataclasses import dataclass
from typing import Literal

UnitKind = Literal["briefing", "actor", "background note", "topic", "story"]
Fate = Literal["added", "removed", "renamed", "changed"]
What = Literal[
    "added",
    "removed",
    "renamed",
    "reworded",
    "requoted",
    "re-attributed",
    "assessed",
    "re-assessed",
    "no longer assessed",
    "changed",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file; `old` if only the state before has it."""

    path: str
    line: int
    old: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One difference, in words; empty on a side that has nothing."""

    label: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one part of a unit, such as a claim or an evidence item."""

    what: What
    part: str
    """ "claim", "event", ...; "" for the unit's own fields."""
    name: str
    """Its id, or a substitute for one."""
    place: Place
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A briefing, an actor, a note, a topic or a story, and how it changed."""

    kind: UnitKind
    id: str
    title: str
    fate: Fate
    place: Place
    old_id: str = ""
    """Its id before it was renamed."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All units that differ, and what could not be compared."""

    units: tuple[Unit, ...]
    unread: tuple[tuple[str, bool], ...] = ()
    """Files that could not be read, and whether each is in the state before."""
    problems: tuple[int, int] = (0, 0)
    """How many problems a check finds before and after."""
