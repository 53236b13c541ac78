"""Where the evidence for a verdict comes from: what a briefing says about its sources.

A report counts by its *roots*: the parties at the end of everything that it relays. A party is the
id of an actor, or the name of a publisher who is not in the register, as the file has it; `corpus`
joins the names with the register.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from article_briefings.models import Briefing, Claim, Evidence, Said, So

MOST_ROOTS = 100
"""A report with more roots than these counts as one of which nobody knows what it draws on."""
_AGAINST = frozenset({"misreported", "refuted"})


@dataclass(frozen=True, slots=True)
class Tally:
    """A verdict and what counting its sources needs."""

    COUNTED: ClassVar = _AGAINST | {"confirmed", "corroborated"}
    """The verdicts that need two separate sources, or a record."""

    claim: int
    """The number of the claim in the order of the text."""
    said: int | None
    """The number of a verdict on the saying; None for the verdict on the thing itself."""
    verdict: str
    speaker: str
    """Whose saying or claim it is: the step judged, or the claim's origin."""
    step: str
    """Through whom the article has the words: the next step or the outlet; empty if unknown."""
    sources: tuple[tuple[str, ...] | None, ...]
    """The roots of each report on the side of the verdict; None if it counts nothing."""
    records: tuple[str, ...]
    """Who published those of them that are the thing itself."""

    @property
    def against(self) -> bool:
        """Whether the reports that refute the claim are counted."""
        return self.verdict in _AGAINST


@dataclass(frozen=True, slots=True)
class Report:
    """A published report, as far as counting needs it."""

    publisher: str
    relays: tuple[str, ...] | None = None
    """The reports, by id, and parties that it relays. Empty for the publisher's own reporting;
    None if nobody knows what it draws on."""


class Lineage:
    """The evidence of a briefing, and what it draws on."""

    def __init__(self, briefing: Briefing) -> None:
        self._outlet = briefing.source.outlet or ""
        self.evidence = briefing.evidence
        self.own = {item.id for item in self.evidence if _is_the_article(briefing, item)}
        """The ids of items that are the article itself, which never confirms itself."""

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The evidence by id; what the article itself draws on counts as unknown."""
        return {
            item.id: Report(item.publisher, None if item.id in self.own else item.relays)
            for item in self.evidence
        }

    @cached_property
    def roots(self) -> dict[str, frozenset[str] | None]:
        """The parties from whom each report comes; None if any is unknown, or if it is circular."""
        return roots_of(self.reports)

    def relays(self) -> Iterator[tuple[str, str]]:
        """Who relays whom: the publisher of each item, with those whose reports it relays."""
        publishers = {item.id: item.publisher for item in self.evidence}
        for item in self.evidence:
            for other in dict.fromkeys(item.relays or ()):
                yield item.publisher, publishers.get(other, other)

    def tallies(self, claims: Sequence[Claim]) -> Iterator[Tally]:
        """The tally of each verdict of some claims, numbered from 0."""
        for number, claim in enumerate(claims):
            # Somebody without a name is no witness and no origin.
            chain = [hop.speaker or "" for hop in claim.attribution]
            for index, said in enumerate(claim.said):
                step = claim.step_of(said)
                if step is not None:
                    behind = [*chain, self._outlet][step + 1]
                    yield self._tally(number, index, said, chain[step], behind)
            if claim.so:
                yield self._tally(number, None, claim.so, (chain or [self._outlet])[0], "")

    def _tally(
        self, number: int, which: int | None, verdict: Said | So, who: str, step: str
    ) -> Tally:
        relation = "refutes" if verdict.verdict in _AGAINST else "supports"
        uses = [u for u in verdict.evidence if u.relation == relation and u.item not in self.own]
        cited = [u.from_ if which is None else None for u in uses]
        roots = [
            frozenset({party}) if party else self.roots[use.item]
            for use, party in zip(uses, cited, strict=True)
        ]
        return Tally(
            number,
            which,
            verdict.verdict,
            who,
            step,
            tuple(found if found is None else tuple(sorted(found)) for found in roots),
            tuple(use.from_ or self.reports[use.item].publisher for use in uses if use.record),
        )


def _is_the_article(briefing: Briefing, item: Evidence) -> bool:
    return item.article or (item.url is not None and item.url == briefing.source.url)


def roots_of(reports: Mapping[str, Report]) -> dict[str, frozenset[str] | None]:
    """Return the parties from whom each report comes: an id that is not a report's is a party's."""
    relayed = {
        name: [other for other in dict.fromkeys(report.relays or ()) if other in reports]
        for name, report in reports.items()
    }
    users: dict[str, list[str]] = {name: [] for name in reports}
    for name, others in relayed.items():
        for other in others:
            users[other].append(name)
    missing = {name: len(others) for name, others in relayed.items()}
    found: dict[str, frozenset[str] | None] = dict.fromkeys(reports)
    ready = [name for name, number in missing.items() if not number]
    for name in ready:  # the list grows; a report that leads to a cycle never becomes ready
        found[name] = _roots(reports[name], found)
        for user in users[name]:
            missing[user] -= 1
            if not missing[user]:
                ready.append(user)
    return found


def _roots(report: Report, known: Mapping[str, frozenset[str] | None]) -> frozenset[str] | None:
    if report.relays is None:
        return None
    if not report.relays:
        return frozenset({report.publisher})
    parts = [known[one] if one in known else frozenset({one}) for one in report.relays]
    roots = frozenset[str]().union(*filter(None, parts))
    return None if None in parts or len(roots) > MOST_ROOTS else roots
