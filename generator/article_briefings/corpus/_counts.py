"""Joins the sources of verdicts with the register, and counts those that are separate."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from article_briefings.anchoring import Tally
from article_briefings.corpus._independence import count_origins, count_witnesses
from article_briefings.models import Actor, EdtfDate, Role

ENOUGH = 2
"""How many separate sources decide a verdict."""


@dataclass(frozen=True, slots=True)
class Count:
    """The sources on the side of a verdict: those that support the claim or, if it says no, refute.

    On whether it was said, the article is an account too.
    """

    used: int
    """The accounts of a saying, or the reports on the thing itself."""
    separate: int
    """How many of them are separate: witnesses of a saying, or origins."""
    record: bool = False
    """Whether one of them is the thing itself, which suffices alone."""

    @property
    def enough(self) -> bool:
        """Whether they decide: two separate sources, or the record."""
        return self.record or self.separate >= ENOUGH


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts for the verdicts of a claim."""

    said: tuple[Count | None, ...]
    """One for each of `claim.said`; None if it is about no step."""
    so: Count | None


@lru_cache(maxsize=20_000)
def folded_name(name: str) -> str:
    """A name as names are compared: without regard to case, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def ids_by_name(actors: Iterable[tuple[str, Actor]]) -> dict[str, tuple[str, ...]]:
    """The actors that have each name; a name proper counts before an alias."""
    names: dict[str, list[str]] = {}
    aliases: dict[str, list[str]] = {}
    for identifier, actor in actors:
        names.setdefault(folded_name(actor.name), []).append(identifier)
        for alias in actor.aliases:
            aliases.setdefault(folded_name(alias), []).append(identifier)
    return {name: tuple(dict.fromkeys(ids)) for name, ids in (aliases | names).items()}


@dataclass(frozen=True, slots=True)
class Parties:
    """The register as far as counting needs it."""

    actor: Callable[[str], Actor | None]
    """The actor with an id."""
    ids: Callable[[str], tuple[str, ...]]
    """The ids of the actors with a name or alias, by its `folded_name`."""

    def party(self, name: str) -> str:
        """The id of the actor with this id, name or alias; otherwise the name."""
        if self.actor(name):
            return name
        found = self.ids(folded_name(name))
        return found[0] if len(found) == 1 else folded_name(name)

    def tops(self, party: str, day: EdtfDate) -> frozenset[str]:
        """The parties at whose direction a party acts on a day; itself if it is nobody's.

        If several actors have the name, those of all of them.
        """
        found: set[str] = set()
        seen: set[str] = set()
        open_ends = [party]
        while open_ends:
            name = open_ends.pop()
            if name in seen:
                continue
            seen.add(name)
            above = self._above(name, day)
            open_ends += above
            if not above:
                found.add(name)
        return frozenset(found or seen)  # a circle has no top

    def _above(self, party: str, day: EdtfDate) -> list[str]:
        actor = self.actor(party)
        if actor is None:
            return [*self.ids(party)]
        above = [actor.part_of] if actor.part_of else []
        # A state in an alliance, or an agency in a group, does not take instructions from it.
        roles = actor.roles if actor.type == "person" else ()
        held = (role.organisation for role in roles if _is_held(role, day))
        return above + [self.party(organisation) for organisation in held if organisation]

    def count(self, tally: Tally, day: EdtfDate) -> Count:
        """The count for a verdict in an article of this day."""

        def tops(party: str) -> frozenset[str]:
            return self.tops(party, day)

        speaker, step = self.party(tally.speaker), self.party(tally.step)
        reports = [s if s is None else frozenset(map(self.party, s)) for s in tally.sources]
        if tally.said is None:
            own = tops(speaker)
            records = [self.party(one) for one in tally.records]
            is_record = any(tally.against or not tops(one) & own for one in records)
            return Count(len(reports), count_origins(reports, tops, speaker), is_record)
        if tally.against:
            separate = count_witnesses(reports, tops, speaker, "")
            return Count(len(reports), separate, bool(tally.records))
        separate = count_witnesses(reports, tops, speaker, step)
        return Count(len(reports) + 1, separate, bool(tally.records))


def _is_held(role: Role, day: EdtfDate) -> bool:
    """Whether a role may be held on a day; one whose bounds are unknown may always be."""
    begin = role.from_.earliest if role.from_ else None
    end = role.to.latest if role.to else None
    last, first = day.latest or dt.date.max, day.earliest or dt.date.min
    return (begin is None or begin <= last) and (end is None or end >= first)
