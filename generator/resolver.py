"""All briefings and registers become one corpus: every id resolved, every reference both ways."""

from collections.abc import Iterable
from dataclasses import replace

from generator.anchoring import AnchoredBriefing
from generator.corpus import ActorRecord, Corpus, NoteRecord, RelatedClaim, StoryRecord, TopicRecord
from generator.diagnostics import Diagnostic
from generator.facts import Listed
from generator.models import RelationType
from generator.parts import ClaimRef, EventRef, claims_of
from generator.references import (
    Parts,
    actors_of,
    article_problems,
    claim_problems,
    full_reference,
    is_stub,
    needs_broken,
    register_problems,
    story_problems,
)

_SYMMETRIC: frozenset[RelationType] = frozenset({"contradicts", "repeats"})


def resolve(parts: Parts, drafts: bool = True) -> tuple[Corpus, list[Diagnostic]]:
    """Join everything. An article with a reference that leads nowhere is left out of the corpus.

    Without `drafts`, so are the drafts, which are checked all the same, and the actors that
    nothing but a draft has brought in.
    """
    diagnostics: list[Diagnostic] = []
    sound: list[AnchoredBriefing] = []
    claims = {ref.key for article in parts.articles for ref in claims_of(article)}
    for article in parts.articles:
        problems = [*article_problems(article, parts), *claim_problems(article, parts, claims)]
        diagnostics += problems
        if not problems and not needs_broken(article, parts):
            sound.append(article)
    diagnostics += [*register_problems(parts), *story_problems(parts)]
    if not drafts:
        parts, sound = _published(parts, sound)
    return _corpus(parts, sound), diagnostics


def _published(
    parts: Parts, articles: list[AnchoredBriefing]
) -> tuple[Parts, list[AnchoredBriefing]]:
    """What readers see: no draft, and no actor of whom nothing is known but that a draft names."""
    published = [article for article in articles if not article.briefing.draft]
    drafted = {name for a in articles if a.briefing.draft for name in actors_of(a)}
    kept = {name for article in published for name in actors_of(article)}
    kept |= {actor.part_of for _, actor in parts.actors.values() if actor.part_of}
    actors = {
        name: (document, actor)
        for name, (document, actor) in parts.actors.items()
        if name in kept or name not in drafted or not is_stub(actor)
    }
    return replace(parts, actors=actors), published


def _corpus(parts: Parts, articles: list[AnchoredBriefing]) -> Corpus:
    # The newest first; Python's sort is stable, so that equal dates stay in the order of slugs.
    articles = sorted(articles, key=lambda article: article.slug)
    articles.sort(key=lambda article: article.briefing.source.published.sort_key, reverse=True)
    corpus = Corpus.of(
        articles,
        {name: ActorRecord(a, d.path, name) for name, (d, a) in sorted(parts.actors.items())},
        {name: NoteRecord(n, d.path, name) for name, (d, n) in sorted(parts.notes.items())},
        {name: TopicRecord(topic, name) for name, topic in sorted((parts.topics or {}).items())},
        _related(articles),
        {name: StoryRecord(s, name) for name, s in sorted((parts.stories or {}).items())},
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
    if briefing.story and briefing.story in corpus.stories:
        corpus.stories[briefing.story].articles.append(article)
    for note in dict.fromkeys(use.note for use in briefing.background):
        corpus.notes[note].used_in.append(article)
    for event in briefing.events:
        for actor in event.actors:
            corpus.actors[actor].events.append(EventRef(article, event))
    for actor, part, ref in article.once(_parts_of_actors):
        claims: Listed[ClaimRef] = getattr(corpus.actors[actor], part)
        claims.append(ref)


def _parts_of_actors(article: AnchoredBriefing) -> list[tuple[str, str, ClaimRef]]:
    """Who has a part in the claims of an article: an actor, the list of its record, the claim."""
    found = []
    for ref in claims_of(article):
        speakers = [hop.actor or hop.identified_as for hop in ref.claim.claim.attribution]
        for position, speaker in enumerate(speakers):
            if speaker is not None and speaker not in speakers[:position]:
                found.append((speaker, "relayed" if position else "claimed", ref))
        found += ((actor, "about", ref) for actor in ref.spoken_of)
    return found


def _related(articles: Iterable[AnchoredBriefing]) -> dict[str, tuple[RelatedClaim, ...]]:
    claims = {ref.key: ref for article in articles for ref in claims_of(article)}
    related: dict[str, dict[tuple[str, str, bool], RelatedClaim]] = {}
    for key, ref in claims.items():
        for relation in ref.claim.claim.relations:
            other = claims.get(full_reference(ref.slug, relation.claim))
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
