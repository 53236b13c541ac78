"""What the search can filter by: names and values of pages.

The names are those of the search page's address ("?actor=Tasnim"). A value is
what a reader sees. Nothing is derived: a page has the values that it or one of its claims states.
"""

from collections.abc import Iterator

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ActorRecord, Corpus, StoryRecord, TopicRecord
from article_briefings.pages import _labels as labels
from article_briefings.pages._language import language_name

Filters = tuple[tuple[str, str], ...]


def briefing_filters(corpus: Corpus, article: AnchoredBriefing) -> Filters:
    """What an article is, whose words it has, and the kinds and assessments of its claims."""
    claims = article.briefing.claims
    actors = {member.actor for member in article.briefing.actors}
    for claim in claims:
        for hop in claim.attribution:
            actors |= {name for name in (hop.actor, hop.identified_as) if name}
    statuses = {claim.assessment.status if claim.assessment else "" for claim in claims}
    return _ordered(
        [
            *_shared(corpus, article),
            *(("actor", corpus.actors[name].actor.name) for name in actors),
            *(("claim", claim.kind.capitalize()) for claim in claims),
            *(("status", labels.STATUS[status]) for status in statuses),
        ]
    )


def actor_filters(record: ActorRecord) -> Filters:
    """An actor's page is found under its own name; an outlet's under both."""
    name = record.actor.name
    outlet = [("outlet", name)] if record.actor.type == "outlet" else []
    return (("actor", name), *outlet)


def topic_filters(record: TopicRecord) -> Filters:
    """A topic's page is found under its own title."""
    return (("topic", record.topic.title),)


def story_filters(record: StoryRecord) -> Filters:
    """A story's page is found under its own title."""
    return (("story", record.story.title),)


def _shared(corpus: Corpus, article: AnchoredBriefing) -> Iterator[tuple[str, str]]:
    source = article.briefing.source
    for name, _ in article.texts:
        yield "language", language_name(article.briefing.language_of(name))
    if source.outlet:
        yield "outlet", corpus.actors[source.outlet].actor.name
    story = corpus.stories.get(article.briefing.story or "")
    if story:
        yield "story", story.story.title
    for topic in article.briefing.topics:
        if topic in corpus.topics:
            yield "topic", corpus.topics[topic].topic.title
    yield "year", f"{source.published.year:04}"


def _ordered(filters: list[tuple[str, str]]) -> Filters:
    """Each value once, in one order: two actors may share a name."""
    return tuple(sorted(set(filters)))
