"""The data by which a corpus connects an article with others: little of its text.

Every build reads the outlines of all articles, so they are columns of plain values. The rest of
an article is unpacked only on demand.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from article_briefings.anchoring._lineage import Lineage, Tally
from article_briefings.models import (
    NOT_IDENTIFIED,
    Briefing,
    Claim,
    EdtfDate,
)

Role = Literal["claimed", "relayed", "about"]
"""An actor's part in a claim: made it, passed it on, or is named by its words."""
Part = tuple[str, Role, int]
"""An actor, its role, and the number of the claim in the order of the text, from 0."""
Related = tuple[int, str, str]
"""The number of a claim, its relation to a second claim, and that claim as the file names it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A briefing in a list."""

    slug: str
    """The briefing, which is at `/briefings/<slug>/`."""
    title: str
    """The briefing's title."""
    bluf: str
    """The bottom line: who says what, and how sure we are."""
    published: EdtfDate
    """When the article was published."""
    outlet: str | None
    """The id of the actor that published it, if that is known."""
    topics: tuple[str, ...]
    """Ids of topics."""
    story: str | None
    """The id of its story, if any."""
    draft: bool
    """Whether the briefing is not finished."""
    extract: bool
    """Whether only an extract of the article is annotated."""
    reviewed: dt.date | None
    """The day of the last review; None for a draft that nobody has reviewed yet."""
    due: dt.date
    """The day by which somebody must look at it again."""
    claims: int
    """How many claims it has."""
    judged: int
    """How many of them have a verdict."""


@dataclass(frozen=True, slots=True)
class EventOutline:
    """An event as other articles see it."""

    id: str
    date: EdtfDate
    """When it was."""
    label: str
    """What happened, in a few words."""
    actors: tuple[str, ...]
    """The ids of those who took part in it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An article as other articles see it. The data on claims is in the order of the text."""

    summary: Summary
    """The data that lists show of it."""
    paths: tuple[str, ...]
    """Its files: the briefing, the article's text, its translation."""
    version: int
    """The version of the format in which it is written."""
    formerly: tuple[str, ...]
    """Its earlier slugs."""
    seconded: bool
    """Whether a second person has judged its verdicts."""
    actors: tuple[str, ...]
    """The ids of all actors that it names, each once, whether or not the register has them."""
    cast: tuple[str, ...]
    """The ids of the actors of its cast."""
    names: tuple[tuple[str, str], ...]
    """The actors of its chains and events, each with the name that the text was searched for."""
    notes: tuple[str, ...]
    """The ids of the background notes that it calls for, one for each use."""
    events: tuple[EventOutline, ...]
    """Its events in the order of the file."""
    claims: tuple[str, ...]
    """The ids of its claims."""
    origins: tuple[str | None, ...]
    """The origin of each claim according to the article: the id of an actor, "" for an unnamed
    source, None for the article's own voice, `NOT_IDENTIFIED` while nobody knows it."""
    claimed: tuple[str | None, ...]
    """The actor of the first step of each claim, if known, including by evidence."""
    relayed: tuple[tuple[str, ...], ...]
    """The actors of the further steps of each claim, each once."""
    about: tuple[tuple[str, ...], ...]
    """The other actors that the words of each claim name."""
    relations: tuple[Related, ...]
    """The relations of its claims to others, in the order of the file."""
    kinds: tuple[str, ...]
    """The kind of each claim."""
    so: tuple[str, ...]
    """The verdict on whether each claim is so; "" if there is none."""
    said: tuple[str, ...]
    """The verdict on the saying of the first judged step of each claim; "" if there is none."""
    judged: tuple[tuple[dt.date, int], ...]
    """The day of each claim's newest verdict, and the number of the claim."""
    corrected: tuple[dt.date, ...]
    """The days of its corrections, in the order of the file."""
    tallies: tuple[Tally, ...]
    """The verdicts that need a number of separate sources."""
    relays: tuple[tuple[str, str], ...]
    """For each report that its evidence relays: who published it, and whose report it relays."""
    own: str
    """A digest of the values of the project's own fields; empty if there are none."""

    @property
    def parts(self) -> Iterator[Part]:
        """The parts of actors in its claims."""
        for number, first in enumerate(self.claimed):
            if first is not None:
                yield first, "claimed", number
            for actor in self.relayed[number]:
                yield actor, "relayed", number
            for actor in self.about[number]:
                yield actor, "about", number


def outline_of(
    slug: str,
    paths: tuple[str, ...],
    version: int,
    briefing: Briefing,
    claims: Sequence[Claim],
    spoken_of: Mapping[str, tuple[str, ...]],
    names: tuple[tuple[str, str], ...],
) -> Outline:
    """The outline of an article.

    `claims` are in the order of the text; `spoken_of` has the other actors that each names.
    """
    ids, lineage = tuple(claim.id for claim in claims), Lineage(briefing)
    return Outline(
        summary=_summary(slug, briefing),
        paths=paths,
        version=version,
        formerly=tuple(briefing.formerly),
        seconded=briefing.review.second not in (None, *briefing.review.annotators),
        actors=tuple(dict.fromkeys(name for _, name in briefing.actor_references())),
        cast=tuple(member.actor for member in briefing.cast),
        names=names,
        notes=tuple(use.note for use in briefing.background),
        events=tuple(
            EventOutline(event.id, event.date, event.label, tuple(event.actors))
            for event in briefing.events
        ),
        claims=ids,
        origins=tuple(map(_origin, claims)),
        claimed=tuple(c.attribution[0].speaker if c.attribution else None for c in claims),
        relayed=tuple(map(_relayed, claims)),
        about=tuple(spoken_of.get(claim.id, ()) for claim in claims),
        relations=tuple(
            (ids.index(claim.id), kind, reference)
            for claim in briefing.claims
            for kind, _, reference in claim.relations
        ),
        kinds=tuple(claim.kind for claim in claims),
        so=tuple(claim.so.verdict if claim.so else "" for claim in claims),
        said=tuple(claim.said[0].verdict if claim.said else "" for claim in claims),
        judged=tuple((max(days), n) for n, c in enumerate(claims) if (days := _days(c))),
        corrected=tuple(correction.date for correction in briefing.corrections),
        tallies=tuple(t for t in lineage.tallies(claims) if t.verdict in Tally.COUNTED),
        relays=tuple(lineage.relays()),
        own=_own(briefing, claims),
    )


def _own(briefing: Briefing, claims: Sequence[Claim]) -> str:
    values = [briefing.fields, *(claim.fields for claim in claims)]
    return blake2b(ascii(values).encode(), digest_size=16).hexdigest() if any(values) else ""


def _summary(slug: str, briefing: Briefing) -> Summary:
    return Summary(
        slug=slug,
        title=briefing.title,
        bluf=briefing.bluf,
        published=briefing.source.published,
        outlet=briefing.source.outlet,
        topics=tuple(briefing.topics),
        story=briefing.story,
        draft=briefing.draft,
        extract=briefing.source.extract,
        reviewed=briefing.review.reviewed,
        due=briefing.review.due,
        claims=len(briefing.claims),
        judged=sum(claim.judged for claim in briefing.claims),
    )


def _days(claim: Claim) -> list[dt.date]:
    return [verdict.as_of for verdict in (*claim.said, claim.so) if verdict and verdict.as_of]


def _origin(claim: Claim) -> str | None:
    if claim.speaker_unknown:
        return NOT_IDENTIFIED
    first = claim.origin
    return (first.actor or "") if first else None


def _relayed(claim: Claim) -> tuple[str, ...]:
    """The actors of the steps after the first; an actor of several steps counts at the first."""
    speakers = [*dict.fromkeys(hop.speaker for hop in claim.attribution)]
    return tuple(speaker for speaker in speakers[1:] if speaker is not None)
