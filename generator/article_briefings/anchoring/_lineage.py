"""Where the evidence for a verdict comes from: what a briefing says about its sources.

A report counts by its *roots*: the parties at the end of everything that it relays. Parties are
named here as in the file; `corpus` joins the names with the register.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from article_briefings.models import Briefing, Claim, Evidence, Hop, Said, So

Party = str
"""The id of an actor, or the name of a publisher who is not in the register."""
Roots = frozenset[Party]


@dataclass(frozen=True, slots=True)
class Report:
    """A published report, as far as counting needs it."""

    publisher: Party
    relays: tuple[str, ...] | None = None
    """The reports, by id, and parties that it relays. Empty for the publisher's own reporting;
    None if nobody knows what it draws on."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A verdict and what counting its sources needs."""

    claim: int
    """The number of the claim in the order of the text."""
    said: int | None
    """The number of a verdict on the saying; None for the verdict on the thing itself."""
    verdict: str
    speaker: Party
    """Whose saying or claim it is: the step judged, or the claim's origin."""
    step: Party
    """Through whom the article has the words: the next step or the outlet; empty if unknown."""
    sources: tuple[tuple[Party, ...] | None, ...]
    """The roots of each report on the side of the verdict; None if it counts nothing."""
    records: tuple[Party, ...]
    """Who published those of them that are the thing itself."""

    @property
    def against(self) -> bool:
        """Whether the reports that refute the claim are counted."""
        return self.verdict in AGAINST


AGAINST = frozenset({"misreported", "refuted"})
COUNTED = AGAINST | {"confirmed", "corroborated"}
"""The verdicts that need two separate sources, or a record."""


MOST_ROOTS = 100
"""A report with more roots than these counts as one of which nobody knows what it draws on."""


def roots_of(reports: Mapping[str, Report]) -> dict[str, Roots | None]:
    """Return the parties from whom each report comes.

    None if any of them is unknown, or if it leads to a cycle. An id that is not a report's is a
    party's.
    """
    relayed = {
        name: [other for other in dict.fromkeys(report.relays or ()) if other in reports]
        for name, report in reports.items()
    }
    users: dict[str, list[str]] = {name: [] for name in reports}
    for name, others in relayed.items():
        for other in others:
            users[other].append(name)
    missing = {name: len(others) for name, others in relayed.items()}
    found: dict[str, Roots | None] = dict.fromkeys(reports)
    ready = [name for name, number in missing.items() if not number]
    for name in ready:  # the list grows; a report that leads to a cycle never becomes ready
        found[name] = _roots(reports[name], found)
        for user in users[name]:
            missing[user] -= 1
            if not missing[user]:
                ready.append(user)
    return found


def _roots(report: Report, known: Mapping[str, Roots | None]) -> Roots | None:
    if report.relays is None:
        return None
    if not report.relays:
        return Roots({report.publisher})
    parts = [known[one] if one in known else Roots({one}) for one in report.relays]
    roots = Roots().union(*filter(None, parts))
    return None if None in parts or len(roots) > MOST_ROOTS else roots


def reports_of(briefing: Briefing) -> dict[str, Report]:
    """The evidence of a briefing by id; what the article itself draws on counts as unknown."""
    return {
        item.id: Report(item.publisher, None if is_the_article(briefing, item) else item.relays)
        for item in briefing.evidence
    }


def is_the_article(briefing: Briefing, item: Evidence) -> bool:
    """Whether an evidence item is the annotated article itself, which never confirms itself."""
    return item.article or (item.url is not None and item.url == briefing.source.url)


def relays_of(briefing: Briefing) -> Iterator[tuple[Party, Party]]:
    """Who relays whom: the publisher of each evidence item, with those whose reports it relays."""
    publishers = {item.id: item.publisher for item in briefing.evidence}
    for item in briefing.evidence:
        for other in dict.fromkeys(item.relays or ()):
            yield item.publisher, publishers.get(other, other)


def tallies_of(briefing: Briefing, claims: Sequence[Claim]) -> Iterator[Tally]:
    """The tally of each verdict of some claims, numbered from 0."""
    judged = [(number, claim) for number, claim in enumerate(claims) if claim.judged]
    reports, outlet = reports_of(briefing) if judged else {}, briefing.source.outlet or ""
    known = roots_of(reports)
    own = {item.id for item in briefing.evidence if is_the_article(briefing, item)}

    def tally(number: int, which: int | None, verdict: Said | So, who: Party, step: Party) -> Tally:
        relation = "refutes" if verdict.verdict in AGAINST else "supports"
        uses = [u for u in verdict.evidence if u.relation == relation and u.item not in own]
        cited = [u.from_ if which is None else None for u in uses]
        roots = [
            Roots({party}) if party else known[use.item]
            for use, party in zip(uses, cited, strict=True)
        ]
        return Tally(
            number,
            which,
            verdict.verdict,
            who,
            step,
            tuple(found if found is None else tuple(sorted(found)) for found in roots),
            tuple(use.from_ or reports[use.item].publisher for use in uses if use.record),
        )

    for number, claim in judged:
        chain = [_party(hop) for hop in claim.attribution]
        for index, said in enumerate(claim.said):
            step = claim.step_of(said)
            if step is not None:
                behind = [*chain, outlet][step + 1]
                yield tally(number, index, said, chain[step], behind)
        if claim.so:
            yield tally(number, None, claim.so, (chain or [outlet])[0], "")


def _party(hop: Hop) -> Party:
    """Whose step it is; empty for somebody without a name, who is no witness and no origin."""
    return hop.speaker or ""
