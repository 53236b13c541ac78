"""Counts the independent sources behind a verdict: witnesses of a saying, origins of a fact.

Ten outlets that reprint one dispatch are one source. A report counts by its *roots*: the parties at
the end of everything that it relays. Two reports are separate if no root of the one is under the
same direction as a root of the other, and the count is the largest number of separate reports, so
leaving out a report, or learning of a further source that it relays, never raises the count.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

Party = str
"""The id of an actor, or the name of a publisher who is not in the register."""
Roots = frozenset[Party]
Tops = Callable[[Party], Roots]
"""Returns the parties at whose direction a party acts at the time: itself if it is nobody's."""

MOST_USES = 24
"""Maximum reports for one verdict: beyond it, an exact count could take seconds."""


@dataclass(frozen=True, slots=True)
class Report:
    """A published report, as far as counting needs it."""

    publisher: Party
    relays: tuple[str, ...] | None = None
    """The reports, by id, and parties that it relays. Empty for the publisher's own reporting;
    None if nobody knows what it draws on."""


@dataclass(frozen=True, slots=True)
class Use:
    """A report used for a verdict, and the party that it cites for this point, if any."""

    report: str
    cites: Party | None = None


def roots_of(report: str, reports: Mapping[str, Report]) -> Roots | None:
    """Return the parties from whom a report comes; None if any of them is unknown or it is a cycle.

    An id that is not a report's is a party's.
    """
    return _roots(report, reports, ())


def _roots(name: str, reports: Mapping[str, Report], path: tuple[str, ...]) -> Roots | None:
    if name not in reports:
        return Roots({name})
    found = reports[name]
    if name in path or found.relays is None:
        return None
    if not found.relays:
        return Roots({found.publisher})
    parts = [_roots(other, reports, (*path, name)) for other in found.relays]
    return None if None in parts else Roots().union(*filter(None, parts))


def count_witnesses(
    uses: Iterable[Use], reports: Mapping[str, Report], tops: Tops, speaker: Party, step: Party
) -> int:
    """Count who separately heard `speaker` say it.

    `step` is the party through whom the article has it: the next one of the chain, or the outlet.
    It is a witness itself. Reports that come from the speaker are not.
    """
    sources = [roots_of(use.report, reports) for use in uses]
    known = [roots for roots in sources if roots and speaker not in roots]
    if step != speaker:
        known.append(Roots({step}))
    return count_separate([_under(roots, tops) for roots in known])


def count_origins(
    uses: Iterable[Use], reports: Mapping[str, Report], tops: Tops, speaker: Party
) -> int:
    """Count the separate origins of the evidence that a claim is so, besides `speaker`'s side.

    The origin of a report is the party that it cites, otherwise its roots.
    """
    sources = [Roots({u.cites}) if u.cites else roots_of(u.report, reports) for u in uses]
    own = tops(speaker)
    found = [_under(roots, tops) for roots in sources if roots]
    return count_separate([roots for roots in found if not roots & own])


def _under(roots: Roots, tops: Tops) -> Roots:
    return Roots().union(*map(tops, roots))


def count_separate(sources: Collection[Roots]) -> int:
    """Return the largest number of sets of which no two have an element in common.

    See https://en.wikipedia.org/wiki/Set_packing. Raise ValueError for more than `MOST_USES` sets.
    """
    if len(sources) > MOST_USES:
        raise ValueError(f"more than {MOST_USES} reports")
    # A set that contains another one is never needed: the smaller one leaves more room.
    smallest = {one for one in sources if not any(other < one for other in sources)}
    return _most_separate(tuple(sorted(smallest, key=lambda one: (len(one), sorted(one)))))


def _most_separate(sources: tuple[Roots, ...]) -> int:
    if not sources:
        return 0
    first, others = sources[0], sources[1:]
    rest = tuple(one for one in others if not one & first)
    with_first = 1 + _most_separate(rest)
    if len(others) - len(rest) <= 1:  # leaving it out makes room for one at most
        return with_first
    return max(with_first, _most_separate(others))
