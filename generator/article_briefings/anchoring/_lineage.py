"""Where the evidence for a verdict comes from: what a briefing says about its sources.

A report counts by its *roots*: the parties at the end of everything that it relays. Parties are
named here as in the file; `corpus` joins the names with the register.
"""

from collections.abc import Iterator, Mapping
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


def tallies_of(briefing: Briefing, number: int, claim: Claim) -> Iterator[Tally]:
    """The tally of each verdict of a claim; `number` is its place in the order of the text."""
    if not claim.judged:
        return
    reports, outlet = reports_of(briefing), briefing.source.outlet or ""
    own = {item.id for item in briefing.evidence if is_the_article(briefing, item)}
    chain = [_party(hop) for hop in claim.attribution]

    def tally(which: int | None, verdict: Said | So, speaker: Party, step: Party) -> Tally:
        relation = "refutes" if verdict.verdict in AGAINST else "supports"
        uses = [u for u in verdict.evidence if u.relation == relation and u.item not in own]
        cited = [u.from_ if which is None else None for u in uses]
        roots = [
            Roots({party}) if party else roots_of(use.item, reports)
            for use, party in zip(uses, cited, strict=True)
        ]
        return Tally(
            number,
            which,
            verdict.verdict,
            speaker,
            step,
            tuple(found if found is None else tuple(sorted(found)) for found in roots),
            tuple(use.from_ or reports[use.item].publisher for use in uses if use.record),
        )

    for index, said in enumerate(claim.said):
        step = claim.step_of(said)
        if step is not None:
            yield tally(index, said, chain[step], ([*chain, outlet])[step + 1])
    if claim.so:
        yield tally(None, claim.so, (chain or [outlet])[0], "")


def _party(hop: Hop) -> Party:
    """Whose step it is; empty for somebody without a name, who is no witness and no origin."""
    return hop.speaker or ""
