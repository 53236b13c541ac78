"""Joins briefings and registers into one corpus, resolving every reference in both directions."""

from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus._corpus import (
    ActorRecord,
    Articles,
    Corpus,
    NoteRecord,
    RelatedClaim,
    Relations,
    StoryRecord,
    TopicRecord,
)
from article_briefings.corpus._facts import TrackedList, TrackedRegister
from article_briefings.corpus._parts import ClaimRef, EventRef
from article_briefings.corpus._references import (
    ResolverInput,
    article_problems,
    claim_problems,
    needs_broken,
    register_problems,
)
from article_briefings.corpus._verdicts import former_id_problems, verdict_problems
from article_briefings.diagnostics import Diagnostic, working_on

_OF_STUBS = frozenset({"format", "name", "type_", "aliases"})
"""The fields of a stub: an actor's file that holds no more than these."""
_SYMMETRIC = frozenset({"contradicts", "repeats"})


def resolve(parts: ResolverInput, drafts: bool = True) -> tuple[Corpus, list[Diagnostic]]:
    """Join everything. An article with a reference that leads nowhere is left out of the corpus.

    Without `drafts`, so are the drafts, which are checked nevertheless, and the stub actors that
    only drafts name.
    """
    diagnostics: list[Diagnostic] = []
    sound: list[AnchoredBriefing] = []
    kinds = {
        ref.key: kind
        for article in parts.articles
        for ref, kind in zip(ClaimRef.of(article), article.outline.kinds, strict=True)
    }
    for article in parts.articles:
        with working_on(article.outline.paths[0]):
            problems = [
                *article_problems(article, parts),
                *claim_problems(article, parts, kinds),
                *verdict_problems(article, parts),
            ]
            if not problems and not needs_broken(article, parts):
                sound.append(article)
        diagnostics += problems
    diagnostics += [*register_problems(parts), *former_id_problems(parts)]
    if not drafts:
        parts, sound = _published(parts, sound)
    return _corpus(parts, sound), diagnostics


def _published(
    parts: ResolverInput, articles: list[AnchoredBriefing]
) -> tuple[ResolverInput, list[AnchoredBriefing]]:
    """The published part: without drafts, and without stub actors that only drafts name."""
    published = [article for article in articles if not article.summary.draft]
    drafted = {name for a in articles if a.summary.draft for name in a.outline.actors}
    named = {name for article in published for name in article.outline.actors}
    named |= {actor.part_of for _, actor in parts.actors.values() if actor.part_of}
    actors = {
        name: (document, actor)
        for name, (document, actor) in parts.actors.items()
        if name in named or name not in drafted or actor.model_fields_set - _OF_STUBS
    }
    return replace(parts, actors=actors), published


def _corpus(parts: ResolverInput, articles: list[AnchoredBriefing]) -> Corpus:
    # Newest first; the sort is stable, which leaves equal dates in the order of slugs.
    articles = sorted(articles, key=lambda article: article.slug)
    articles.sort(key=lambda article: article.summary.published.sort_key, reverse=True)
    actors = {name: ActorRecord(a, d.path, name) for name, (d, a) in sorted(parts.actors.items())}
    notes = {
        name: NoteRecord(note, document.path, name, Articles(f"used-in:{name}"))
        for name, (document, note) in sorted(parts.notes.items())
    }
    topics = {
        name: TopicRecord(topic, name, Articles(f"on-topic:{name}"))
        for name, (_, topic) in sorted((parts.topics or {}).items())
    }
    stories = {
        name: StoryRecord(story, name, Articles(f"in-story:{name}"))
        for name, (_, story) in sorted((parts.stories or {}).items())
    }
    corpus = Corpus(
        Articles("articles", articles),
        TrackedRegister("actor", actors),
        TrackedRegister("note", notes),
        TrackedRegister("topic", topics),
        Relations("related", _related(articles)),
        TrackedRegister("story", stories),
        parts.declared,
        TrackedRegister("withdrawn", {name: gone for name, (_, gone) in parts.withdrawn.items()}),
    )
    for article in corpus.articles:
        with working_on(article.outline.paths[0]):
            _enter_article(corpus, article)
    for name, record in corpus.actors.items():
        whole = corpus.actors.get(record.actor.part_of or "")
        if whole:
            whole.parts.append(name)
    return corpus


def _enter_article(corpus: Corpus, article: AnchoredBriefing) -> None:
    outline, summary = article.outline, article.summary
    if summary.outlet:
        corpus.actors[summary.outlet].published.append(article)
    for member in outline.cast:
        corpus.actors[member].appears_in.append(article)
    for topic in summary.topics:
        if topic in corpus.topics:
            corpus.topics[topic].articles.append(article)
    if summary.story and summary.story in corpus.stories:
        corpus.stories[summary.story].articles.append(article)
    for note in dict.fromkeys(outline.notes):
        corpus.notes[note].used_in.append(article)
    for event, listed in zip(EventRef.of(article), outline.events, strict=True):
        for actor in listed.actors:
            corpus.actors[actor].events.append(event)
    refs = ClaimRef.of(article)
    for actor, role, number in outline.parts:
        claims: TrackedList[ClaimRef] = getattr(corpus.actors[actor], role)
        claims.append(refs[number])


def _related(articles: Iterable[AnchoredBriefing]) -> dict[str, tuple[RelatedClaim, ...]]:
    claims = {ref.key: ref for article in articles for ref in ClaimRef.of(article)}
    related: dict[str, dict[tuple[str, str, bool], RelatedClaim]] = {}
    for article in articles:
        # In the order of the text; the relations of one claim in the order of the file.
        for number, kind, reference in sorted(article.outline.relations, key=itemgetter(0)):
            ref = ClaimRef.of(article)[number]
            other = claims.get(article.full_reference(reference))
            if other is None:
                continue
            inverse = kind not in _SYMMETRIC
            related.setdefault(ref.key, {}).setdefault(
                (kind, other.key, False), RelatedClaim(kind, other, inverse=False)
            )
            related.setdefault(other.key, {}).setdefault(
                (kind, ref.key, inverse), RelatedClaim(kind, ref, inverse=inverse)
            )
    return {key: tuple(found.values()) for key, found in related.items()}
