"""All briefings and registers become one corpus: every id resolved, every reference both ways."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.anchoring import AnchoredBriefing, AnchoredClaim
from generator.diagnostics import Diagnostic
from generator.documents import Document, Path
from generator.models import (
    Actor,
    BackgroundNote,
    BackgroundUse,
    Briefing,
    Event,
    RelationType,
    Topic,
)
from generator.nearest import did_you_mean

_SYMMETRIC: frozenset[RelationType] = frozenset({"contradicts", "repeats"})


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

    def claims(self) -> Iterator[ClaimRef]:
        """Every claim, by article and then in the order of the text."""
        for article in self.articles:
            for claim in article.claims_in_text_order():
                yield ClaimRef(article, claim)


@dataclass(frozen=True)
class Parts:
    """What the resolver joins: whatever of the input is sound."""

    articles: tuple[AnchoredBriefing, ...]
    actors: Mapping[str, tuple[Document, Actor]]
    notes: Mapping[str, tuple[Document, BackgroundNote]]
    topics: Mapping[str, Topic] | None
    """None where topics.yml has a problem of its own."""
    broken_actors: frozenset[str] = frozenset()
    """Ids whose files have a problem of their own.

    A reference to one is not reported again, and what depends on it is left out. The same
    holds for notes and articles.
    """
    broken_notes: frozenset[str] = frozenset()
    broken_articles: frozenset[str] = frozenset()
    """By slug."""


def resolve(parts: Parts) -> tuple[Corpus, list[Diagnostic]]:
    """Join everything. An article with a reference that leads nowhere is left out of the corpus."""
    diagnostics: list[Diagnostic] = []
    sound: list[AnchoredBriefing] = []
    claims = {
        f"{article.slug}#{claim.claim.id}" for article in parts.articles for claim in article.claims
    }
    for article in parts.articles:
        problems = [*_article_problems(article, parts), *_claim_problems(article, parts, claims)]
        diagnostics += problems
        if not problems and not _needs_broken(article, parts):
            sound.append(article)
    diagnostics += _register_problems(parts)
    return _corpus(parts, sound), diagnostics


def _corpus(parts: Parts, articles: list[AnchoredBriefing]) -> Corpus:
    # The newest first; Python's sort is stable, so that equal dates stay in the order of slugs.
    articles = sorted(articles, key=lambda article: article.slug)
    articles.sort(key=lambda article: article.briefing.source.published.sort_key, reverse=True)
    corpus = Corpus(
        tuple(articles),
        {name: ActorRecord(a, d.path) for name, (d, a) in sorted(parts.actors.items())},
        {name: NoteRecord(n, d.path) for name, (d, n) in sorted(parts.notes.items())},
        {name: TopicRecord(topic) for name, topic in sorted((parts.topics or {}).items())},
        _related(articles),
    )
    for article in corpus.articles:
        _enter_article(corpus, article)
    for name, record in corpus.actors.items():
        whole = corpus.actors.get(record.actor.part_of or "")
        if whole:
            whole.parts.append(name)
    return corpus


def _enter_article(corpus: Corpus, article: AnchoredBriefing) -> None:
    briefing = article.briefing
    if briefing.source.outlet:
        corpus.actors[briefing.source.outlet].published.append(article)
    for cast in briefing.actors:
        corpus.actors[cast.actor].appears_in.append(article)
    for topic in briefing.topics:
        if topic in corpus.topics:
            corpus.topics[topic].articles.append(article)
    for use in briefing.background:
        corpus.notes[use.note].used_in.append((article, use))
    for event in briefing.events:
        for actor in event.actors:
            corpus.actors[actor].events.append(EventRef(article, event))
    for claim in article.claims_in_text_order():
        _enter_claim(corpus, ClaimRef(article, claim))


def _enter_claim(corpus: Corpus, ref: ClaimRef) -> None:
    speakers = [hop.actor or hop.identified_as for hop in ref.claim.claim.attribution]
    for position, speaker in enumerate(speakers):
        if speaker is None or speaker in speakers[:position]:
            continue
        record = corpus.actors[speaker]
        (record.relayed if position else record.claimed).append(ref)
    for actor in _named_in(ref):
        if actor not in speakers:
            corpus.actors[actor].about.append(ref)


def _named_in(ref: ClaimRef) -> Iterator[str]:
    """The actors whose names stand in the claim's own words."""
    for cast, spans in zip(ref.article.briefing.actors, ref.article.mentions, strict=True):
        if any(quote.contains(span) for quote in ref.claim.quote for span in spans):
            yield cast.actor


def _related(articles: Iterable[AnchoredBriefing]) -> dict[str, tuple[RelatedClaim, ...]]:
    refs = {
        ref.key: ref
        for article in articles
        for ref in (ClaimRef(article, c) for c in article.claims)
    }
    related: dict[str, dict[tuple[str, str, bool], RelatedClaim]] = {}
    for key, ref in refs.items():
        for relation in ref.claim.claim.relations:
            other = refs.get(full_reference(ref.article.slug, relation.claim))
            if other is None:
                continue
            inverse = relation.type not in _SYMMETRIC
            related.setdefault(key, {}).setdefault(
                (relation.type, other.key, False),
                RelatedClaim(relation.type, other, inverse=False),
            )
            related.setdefault(other.key, {}).setdefault(
                (relation.type, key, inverse), RelatedClaim(relation.type, ref, inverse=inverse)
            )
    return {key: tuple(found.values()) for key, found in related.items()}


def full_reference(slug: str, reference: str) -> str:
    """A claim reference with its article, whether or not it names one."""
    return reference if "#" in reference else f"{slug}#{reference}"


# --- references that lead nowhere ------------------------------------------------------------


def _article_problems(article: AnchoredBriefing, parts: Parts) -> Iterator[Diagnostic]:
    briefing, document = article.briefing, article.document
    for place, name in _actor_references(briefing):
        yield from _unknown(
            "unknown-actor", document, place, name, parts.actors, parts.broken_actors
        )
    for index, topic in enumerate(briefing.topics if parts.topics is not None else ()):
        known = parts.topics or {}
        yield from _unknown("unknown-topic", document, ("topics", index), topic, known)
    for index, use in enumerate(briefing.background):
        yield from _unknown(
            "unknown-note",
            document,
            ("background", index, "note"),
            use.note,
            parts.notes,
            parts.broken_notes,
        )
    outlet = parts.actors.get(briefing.source.outlet or "")
    if outlet and outlet[1].type != "outlet":
        yield Diagnostic(
            "outlet-type",
            document.location(("source", "outlet")),
            f'"{briefing.source.outlet}" is an actor of the type {outlet[1].type}',
            expected="an actor with type: outlet",
            hint=f"look at {outlet[0].path}",
        )


def _needs_broken(article: AnchoredBriefing, parts: Parts) -> bool:
    briefing = article.briefing
    actors = {name for _, name in _actor_references(briefing)}
    notes = {use.note for use in briefing.background}
    return bool(actors & parts.broken_actors or notes & parts.broken_notes)


def _actor_references(briefing: Briefing) -> Iterator[tuple[Path, str]]:
    if briefing.source.outlet:
        yield ("source", "outlet"), briefing.source.outlet
    for index, cast in enumerate(briefing.actors):
        yield ("actors", index, "actor"), cast.actor
    for index, claim in enumerate(briefing.claims):
        for number, hop in enumerate(claim.attribution):
            for name in ("actor", "identified_as"):
                if getattr(hop, name):
                    yield ("claims", index, "attribution", number, name), getattr(hop, name)
    for index, event in enumerate(briefing.events):
        for number, actor in enumerate(event.actors):
            yield ("events", index, "actors", number), actor


def _claim_problems(
    article: AnchoredBriefing, parts: Parts, known: Collection[str]
) -> Iterator[Diagnostic]:
    for index, anchored in enumerate(article.claims):
        for number, relation in enumerate(anchored.claim.relations):
            reference = full_reference(article.slug, relation.claim)
            slug = reference.split("#")[0]
            if reference == f"{article.slug}#{anchored.claim.id}":
                yield _self_reference(article, index, number)
            if reference in known or slug in parts.broken_articles:
                continue
            candidates = {key.removeprefix(f"{article.slug}#") for key in known}
            yield Diagnostic(
                "unknown-claim",
                article.document.location(("claims", index, "relations", number, "claim")),
                f'no claim is known by "{relation.claim}"',
                expected="the id of a claim of this briefing, or article-slug#claim-id",
                hint=did_you_mean(relation.claim, candidates),
            )


def _self_reference(article: AnchoredBriefing, index: int, number: int) -> Diagnostic:
    # The short form of the reference is the validator's; only here is the article's slug known.
    return Diagnostic(
        "self-reference",
        article.document.location(("claims", index, "relations", number, "claim")),
        f'the claim "{article.claims[index].claim.id}" stands in relation to itself',
        expected="the id of another claim",
    )


def _register_problems(parts: Parts) -> Iterator[Diagnostic]:
    for name, (document, actor) in sorted(parts.actors.items()):
        if actor.part_of:
            yield from _unknown(
                "unknown-actor",
                document,
                ("part_of",),
                actor.part_of,
                parts.actors,
                parts.broken_actors,
            )
            if name in _wholes(actor, parts):
                yield Diagnostic(
                    "circular-membership",
                    document.location(("part_of",)),
                    f'"{name}" is, by way of others, part of itself',
                    expected="a whole that is not a part of its part",
                )
    for name, (document, note) in sorted(parts.notes.items()):
        for index, other in enumerate(note.related):
            place: Path = ("related", index)
            yield from _unknown(
                "unknown-note", document, place, other, parts.notes, parts.broken_notes
            )
            if other == name:
                yield Diagnostic(
                    "self-reference",
                    document.location(place),
                    "the note is related to itself",
                    expected="the id of another note",
                )


def _wholes(actor: Actor, parts: Parts) -> set[str]:
    """The ids of everything that `actor` is part of."""
    found: set[str] = set()
    while actor.part_of and actor.part_of not in found and actor.part_of in parts.actors:
        found.add(actor.part_of)
        actor = parts.actors[actor.part_of][1]
    return found


_NAMES = {
    "unknown-actor": ("actor", "a file in briefings/actors/"),
    "unknown-note": ("background note", "a file in briefings/background/"),
    "unknown-topic": ("topic", "an entry of briefings/topics.yml"),
}


def _unknown(
    code: str,
    document: Document,
    place: Path,
    name: str,
    known: Collection[str],
    broken: Collection[str] = (),
) -> Iterator[Diagnostic]:
    if name in known or name in broken:
        return
    kind, expected = _NAMES[code]
    yield Diagnostic(
        code,
        document.location(place),
        f'no {kind} has the id "{name}"',
        expected=f"the id of {expected}",
        hint=did_you_mean(name, known) or f"add {expected} with this id",
    )
