"""The corpus: every sound article and register file, with references both ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.anchoring import AnchoredBriefing, AnchoredClaim
from generator.models import (
    Actor,
    BackgroundNote,
    BackgroundUse,
    Event,
    RelationType,
    Story,
    Topic,
)


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim and the briefing that it stands in."""

    article: AnchoredBriefing
    claim: AnchoredClaim

    @property
    def key(self) -> str:
        """The reference by which every other article names the claim."""
        return f"{self.article.slug}#{self.claim.claim.id}"


@dataclass(frozen=True, slots=True)
class RelatedClaim:
    """How another claim stands to this one; `inverse` where the other one says so."""

    type: RelationType
    claim: ClaimRef
    inverse: bool


@dataclass(frozen=True, slots=True)
class EventRef:
    """An event and the briefing that it stands in."""

    article: AnchoredBriefing
    event: Event


@dataclass
class ActorRecord:
    """What all articles say of one actor."""

    actor: Actor
    path: str
    claimed: list[ClaimRef] = field(default_factory=list)
    """Claims whose first step is the actor, or a source identified as the actor."""
    relayed: list[ClaimRef] = field(default_factory=list)
    """Claims that reached the reader through the actor."""
    about: list[ClaimRef] = field(default_factory=list)
    """Claims of others whose words name the actor."""
    published: list[AnchoredBriefing] = field(default_factory=list)
    appears_in: list[AnchoredBriefing] = field(default_factory=list)
    events: list[EventRef] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    """Ids of actors that are part of this one."""


@dataclass
class NoteRecord:
    """A background note and the passages that call for it."""

    note: BackgroundNote
    path: str
    used_in: list[tuple[AnchoredBriefing, BackgroundUse]] = field(default_factory=list)


@dataclass
class TopicRecord:
    """A topic and the briefings on it."""

    topic: Topic
    articles: list[AnchoredBriefing] = field(default_factory=list)


@dataclass
class StoryRecord:
    """A story and the briefings on the articles that report it."""

    story: Story
    articles: list[AnchoredBriefing] = field(default_factory=list)
    """The newest first."""


@dataclass(frozen=True)
class Corpus:
    """Everything that the site shows, resolved. Mappings are ordered by id."""

    articles: tuple[AnchoredBriefing, ...]
    """The newest first."""
    actors: Mapping[str, ActorRecord]
    notes: Mapping[str, NoteRecord]
    topics: Mapping[str, TopicRecord]
    related: Mapping[str, tuple[RelatedClaim, ...]]
    """By `ClaimRef.key`."""
    stories: Mapping[str, StoryRecord] = field(default_factory=dict)
    spoken_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By `ClaimRef.key`: ids of the actors whom the words of somebody else's claim name."""

    def claims(self) -> Iterator[ClaimRef]:
        """Every claim, by article and then in the order of the text."""
        for article in self.articles:
            for claim in article.claims_in_text_order():
                yield ClaimRef(article, claim)
