"""The corpus: every valid article and register file, with references in both directions.

The containers of articles and records track reads (see `_facts`): a page depends on the facts that
its builder reads from them.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from article_briefings.anchoring import (
    AnchoredBriefing,
    Outline,
    Summary,
)
from article_briefings.corpus._counts import Count, Counts, Parties, ids_by_name
from article_briefings.corpus._facts import (
    TrackedList,
    TrackedRegister,
    digest,
    reads,
)
from article_briefings.corpus._parts import ClaimRef, CorrectionRef, EventRef
from article_briefings.models import (
    Actor,
    BackgroundNote,
    Declarations,
    Story,
    Topic,
    WithdrawnBriefing,
)

DrawsOn = tuple[str, str, int]
"""Who published reports, whose reports these relay, and how many. Ids of actors, or names."""


@dataclass(frozen=True, slots=True)
class RelatedClaim:
    """A relation between this claim and another one; `inverse` if the other file states it."""

    type: str
    """`contradicts`, `repeats`, `supports`, `qualifies`, or one that the project declares."""
    claim: ClaimRef
    """The other claim."""
    inverse: bool
    """Whether the file of the other claim states the relation, and not this one's."""


class Articles(TrackedList[AnchoredBriefing]):
    """Articles in a named order. A page that reads an article depends on the whole article."""

    def __init__(self, fact: str, articles: Iterable[AnchoredBriefing] = ()) -> None:
        super().__init__(fact, articles, lambda article: f"article:{article.slug}")

    def summaries(self) -> TrackedList[Summary]:
        """The data of each article for lists."""
        found = (article.summary for article in self._entries)
        return TrackedList(self.fact, found, lambda summary: f"summary:{summary.slug}")

    def claims(self) -> Iterator[ClaimRef]:
        """The claims of each article, in the order of its text."""
        for _, refs in self.outlined():
            yield from refs

    def outlined(self) -> Iterator[tuple[Outline, tuple[ClaimRef, ...]]]:
        """The counts for lists and the claims of each article, in one read instead of 25."""
        reads.record(self.fact)
        for article in self._entries:
            reads.record("claims-of", article.slug)
            yield article.outline, ClaimRef.of(article)

    def fact_digest(self) -> tuple[str, str]:
        """The fact that names these articles and their order, and its digest."""
        return self.fact, digest(article.slug for article in self._entries)

    def events(self) -> Iterator[EventRef]:
        """The events of each article."""
        reads.record(self.fact)
        for article in self._entries:
            reads.record("events-of", article.slug)
            yield from EventRef.of(article)


@dataclass
class ActorRecord:
    """An actor with references from all articles."""

    actor: Actor
    """The content of its file: `name`, `type`, `aliases`, `description` and more."""
    path: str
    id: str
    """The name of its file, without `.yml`."""
    claimed: TrackedList[ClaimRef] = field(init=False)
    """Claims whose first step is the actor, or a source identified as the actor."""
    relayed: TrackedList[ClaimRef] = field(init=False)
    """Claims that reached the reader through the actor."""
    about: TrackedList[ClaimRef] = field(init=False)
    """Claims of others whose words name the actor."""
    published: Articles = field(init=False)
    """Articles of which the actor is the outlet."""
    appears_in: Articles = field(init=False)
    """Articles that have the actor in their cast."""
    events: TrackedList[EventRef] = field(init=False)
    """Events that the actor took part in."""
    parts: TrackedList[str] = field(init=False)
    """Ids of actors that are part of this one."""

    @property
    def title(self) -> str:
        """Its name."""
        return self.actor.name

    def __post_init__(self) -> None:
        self.claimed = TrackedList(f"claimed:{self.id}")
        self.relayed = TrackedList(f"relayed:{self.id}")
        self.about = TrackedList(f"about:{self.id}")
        self.published = Articles(f"published:{self.id}")
        self.appears_in = Articles(f"appears-in:{self.id}")
        self.events = TrackedList(f"events:{self.id}")
        self.parts = TrackedList(f"parts:{self.id}", (), lambda part: f"actor:{part}")


@dataclass
class NoteRecord:
    """A background note and the briefings that call for it."""

    note: BackgroundNote
    """The content of its file."""
    path: str
    id: str
    """The name of its file, without `.yml`."""
    used_in: Articles
    """Articles with a passage that calls for it."""

    @property
    def title(self) -> str:
        """Its title."""
        return self.note.title


@dataclass
class TopicRecord:
    """A topic and the briefings on it."""

    topic: Topic
    """Its entry in `topics.yml`."""
    id: str
    """Its key in `topics.yml`."""
    articles: Articles
    """The newest first."""

    @property
    def title(self) -> str:
        """Its title."""
        return self.topic.title


@dataclass
class StoryRecord:
    """A story and the briefings on the articles that report it."""

    story: Story
    """Its entry in `stories.yml`."""
    id: str
    """Its key in `stories.yml`."""
    articles: Articles
    """The newest first."""

    @property
    def title(self) -> str:
        """Its title."""
        return self.story.title


class Relations(TrackedRegister[tuple[RelatedClaim, ...]]):
    """The relations between claims, by `ClaimRef.key`. Those of an article are one fact."""

    def _name(self, key: str) -> str:
        return key.partition("#")[0]

    def claims(self) -> Iterator[ClaimRef]:
        """Every claim with relations, once; relations are symmetric."""
        return iter({other.claim.key: other.claim for o in self.values() for other in o}.values())

    def facts(self) -> Iterator[tuple[str, str]]:
        """A digest for each article with relations, and one of all claims with relations."""
        by_article: dict[str, list[str]] = {}
        for key, found in self._records.items():
            parts = by_article.setdefault(self._name(key), [])
            parts.append(key)
            parts += (f"{other.type} {other.inverse} {other.claim.key}" for other in found)
        for slug, parts in by_article.items():
            yield f"related:{slug}", digest(parts)
        yield "all:related", digest(self._records)


@dataclass(frozen=True)
class Corpus:
    """Everything that the site shows, resolved. Mappings are ordered by id."""

    articles: Articles
    """The newest first."""
    actors: Mapping[str, ActorRecord]
    """All actors in the register, whether or not a claim names them."""
    notes: Mapping[str, NoteRecord]
    """The background notes."""
    topics: Mapping[str, TopicRecord]
    """The topics of `topics.yml`."""
    related: Relations
    """The relations between claims, by `ClaimRef.key`; `get(key, ())` of any claim."""
    stories: Mapping[str, StoryRecord]
    """The stories of `stories.yml`."""
    declared: Declarations = Declarations.NOTHING
    """The fields, kinds, types and relations of `fields.yml`; its reads need no tracking."""
    withdrawn: Mapping[str, WithdrawnBriefing] = field(default_factory=dict)
    """The withdrawn briefings of `withdrawn.yml`, by their slugs."""

    @cached_property
    def by_slug(self) -> Mapping[str, AnchoredBriefing]:
        """The articles by their slug."""
        with reads.untracked():
            return TrackedRegister("article", {article.slug: article for article in self.articles})

    def claims(self) -> Iterator[ClaimRef]:
        """Every claim, by article and then in the order of the text."""
        return self.articles.claims()

    @property
    def so(self) -> Mapping[str, int]:
        """How many claims have each verdict on the thing itself; "" stands for none."""
        reads.record("so")
        return self._so

    @cached_property
    def _so(self) -> Mapping[str, int]:
        with reads.untracked():
            return Counter(s for article in self.articles for s in article.outline.so)

    @cached_property
    def _ids_by_name(self) -> Mapping[str, tuple[str, ...]]:
        with reads.untracked():
            return ids_by_name((name, record.actor) for name, record in self.actors.items())

    @cached_property
    def _parties(self) -> Parties:
        named = TrackedRegister("named", self._ids_by_name)

        def actor(identifier: str) -> Actor | None:
            record = self.actors.get(identifier)
            return record.actor if record else None

        return Parties(actor, lambda name: named.get(name, ()))

    @property
    def corrections(self) -> tuple[CorrectionRef, ...]:
        """The corrections of all published briefings, the latest first."""
        reads.record("corrections")
        return self._corrections

    @cached_property
    def _corrections(self) -> tuple[CorrectionRef, ...]:
        with reads.untracked():
            articles = [article for article in self.articles if not article.summary.draft]
        found = [ref for article in articles for ref in CorrectionRef.of(article)]
        return tuple(sorted(found, key=lambda ref: ref.day, reverse=True))

    def counts(self, ref: ClaimRef) -> Counts:
        """How many sources each verdict of a claim has, and how many of them are separate."""
        day = ref.summary.published
        said: list[Count | None] = [None] * len(ref.claim.said)
        so = None
        for tally in ref.tallies:
            count = self._parties.count(tally, day)
            if tally.said is None:
                so = count
            else:
                said[tally.said] = count
        return Counts(tuple(said), so)

    def name_of(self, actor: str) -> str:
        """The name of the actor with this id."""
        return self.actors[actor].title

    def party(self, name: str) -> str:
        """The id of the actor with this id, name or alias; otherwise the name, in lower case."""
        return self._parties.party(name)

    def path_of(
        self,
        article: AnchoredBriefing,
        item: str,
        listed: Callable[[Iterable[str]], str] = ", ".join,
    ) -> tuple[str, ...]:
        """The names on the path of an evidence item: its publisher, whom it relays, to the root.

        If a report relays several others, their names are the last entry, as `listed` joins them.
        """
        reports = article.lineage.reports
        path: list[str] = []
        seen: set[str] = set()
        at: tuple[str, ...] = (item,)
        while at and seen.isdisjoint(at):
            seen.update(at)
            parties = (reports[one].publisher if one in reports else one for one in at)
            path.append(listed(map(self._name, parties)))
            report = reports.get(at[0]) if len(at) == 1 else None
            at = report.relays or () if report else ()
        return tuple(path)

    def _name(self, party: str) -> str:
        record = self.actors.get(self.party(party))
        return record.title if record else party

    def draws_on(self, story: str | None = None) -> tuple[DrawsOn, ...]:
        """Who relays whose reports among the evidence, most often first: all, or one story's."""
        reads.record("draws-on", story or "")
        with reads.untracked():
            articles = self.articles if story is None else self.stories[story].articles
            return self._draws_on(articles)

    def _draws_on(self, articles: Articles) -> tuple[DrawsOn, ...]:
        names: dict[str, str] = {}
        pairs: Counter[tuple[str, str]] = Counter()
        for outline, _ in articles.outlined():
            for publisher, relayed in outline.relays:
                pair = self.party(publisher), self.party(relayed)
                names.setdefault(pair[0], publisher)
                names.setdefault(pair[1], relayed)
                pairs[pair] += 1
        names |= {party: party for party in names if party in self.actors}
        found = ((names[one], names[other], n) for (one, other), n in pairs.items())
        return tuple(sorted(found, key=lambda pair: (-pair[2], pair)))

    @property
    def newest_review(self) -> str:
        """The day of the newest review of anything, ISO 8601, used instead of a clock."""
        reads.record("newest-review")
        return self._newest_review

    @cached_property
    def _newest_review(self) -> str:
        with reads.untracked():
            reviewed = (article.summary.reviewed for article in self.articles)
            days = [day for day in reviewed if day]
            days += [record.note.as_of for record in self.notes.values()]
        return max(days, default=dt.date(1970, 1, 1)).isoformat()

    def facts(self, of_file: Callable[[str], str]) -> dict[str, str]:
        """A digest for each fact; `of_file` returns the digest of an input file."""
        with reads.untracked():
            return dict(self._facts(of_file))

    @staticmethod
    def article_fact(article: AnchoredBriefing, of_file: Callable[[str], str]) -> tuple[str, str]:
        """The fact of a whole article, and its digest; `of_file` returns the digest of a file."""
        files = (f"{path} {of_file(path)}" for path in article.outline.paths)
        return f"article:{article.slug}", digest([*files, repr(article.outline.names)])

    def _facts(self, of_file: Callable[[str], str]) -> Iterator[tuple[str, str]]:
        yield self.articles.fact_digest()
        yield "newest-review", self._newest_review
        yield "corrections", digest(f"{ref.key} {ref.day}" for ref in self._corrections)
        yield "so", repr(sorted(self._so.items()))
        yield "draws-on", repr(self._draws_on(self.articles))
        for name, ids in self._ids_by_name.items():
            yield f"named:{name}", " ".join(ids)
        for article in self.articles:
            yield self.article_fact(article, of_file)
        yield from self.related.facts()
        for kind, records in (
            ("actor", self.actors),
            ("note", self.notes),
            ("topic", self.topics),
            ("story", self.stories),
            ("withdrawn", self.withdrawn),
        ):
            yield f"all:{kind}", digest(records)
        for name, actor in self.actors.items():
            yield f"actor:{name}", digest((actor.path, of_file(actor.path)))
            for refs in (actor.claimed, actor.relayed, actor.about, actor.events):
                yield refs.fact, digest(ref.key for ref in refs)
            yield actor.published.fact_digest()
            yield actor.appears_in.fact_digest()
            yield actor.parts.fact, digest(actor.parts)
        for name, about in self.notes.items():
            yield f"note:{name}", digest((about.path, of_file(about.path)))
            yield about.used_in.fact_digest()
        for name, topic in self.topics.items():
            yield f"topic:{name}", digest((topic.topic.model_dump_json(),))
            yield topic.articles.fact_digest()
        for name, story in self.stories.items():
            yield f"story:{name}", digest((story.story.model_dump_json(),))
            yield f"draws-on:{name}", repr(self._draws_on(story.articles))
            yield story.articles.fact_digest()
        for name, gone in self.withdrawn.items():
            yield f"withdrawn:{name}", digest((gone.model_dump_json(),))
