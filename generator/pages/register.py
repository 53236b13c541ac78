"""The pages of actors, background notes and topics, and their indexes."""

from collections.abc import Iterable
from itertools import groupby

from generator.anchoring import AnchoredBriefing
from generator.corpus import ActorRecord, Corpus, NoteRecord, TopicRecord
from generator.models import Actor, Media, Role
from generator.pages import labels, routes
from generator.pages.briefing import event_view
from generator.pages.cards import (
    ActorCard,
    ActorGroup,
    BriefingCard,
    MediaView,
    NoteCard,
    RoleView,
    TopicCard,
)
from generator.pages.claims import ClaimViews, source_view
from generator.pages.contexts import (
    ActorPage,
    ActorsIndex,
    NotePage,
    NotesIndex,
    TopicPage,
    TopicsIndex,
)
from generator.pages.views import LinkView
from generator.pages.words import day_words, name_key, period_words


def briefing_card(corpus: Corpus, links: routes.Links, article: AnchoredBriefing) -> BriefingCard:
    """A briefing in a list."""
    briefing = article.briefing
    outlet = corpus.actors[briefing.source.outlet].actor.name if briefing.source.outlet else ""
    return BriefingCard(
        title=briefing.title,
        href=links.to(routes.briefing(article.slug)),
        bluf=briefing.bluf,
        date=briefing.source.published.display(),
        outlet=outlet,
        topics=tuple(
            LinkView(corpus.topics[topic].topic.title, links.to(routes.topic(topic)))
            for topic in briefing.topics
            if topic in corpus.topics
        ),
        claims=len(article.claims),
        assessed=sum(claim.claim.assessment is not None for claim in article.claims),
        draft=briefing.draft,
    )


def _cards(
    corpus: Corpus, links: routes.Links, articles: Iterable[AnchoredBriefing]
) -> tuple[BriefingCard, ...]:
    return tuple(briefing_card(corpus, links, article) for article in articles)


def actor_page(
    corpus: Corpus, identifier: str, record: ActorRecord, repository: routes.Repository
) -> ActorPage:
    """What an actor claimed, relayed, and what is said of it, across all articles."""
    links = routes.Links(routes.actor(identifier))
    views = ClaimViews(corpus, links)
    actor = record.actor
    return ActorPage(
        title=actor.name,
        type=actor.type,
        native_name=actor.native_name.text if actor.native_name else "",
        native_language=actor.native_name.language if actor.native_name else "",
        aliases=actor.aliases,
        description=actor.description or "",
        roles=tuple(_role(views, role) for role in actor.roles),
        part_of=_known_actor(views, actor.part_of),
        parts=tuple(views.actor(part) for part in _by_name(corpus, record.parts)),
        wikidata=_wikidata(actor.wikidata),
        links=tuple(LinkView(link.title, link.url) for link in actor.links),
        media=_media(actor.media) if actor.media else None,
        sources=tuple(source_view(source) for source in actor.sources),
        claimed=tuple(views.row(ref) for ref in record.claimed),
        relayed=tuple(views.row(ref) for ref in record.relayed),
        about=tuple(views.row(ref) for ref in record.about),
        published=_cards(corpus, links, record.published),
        appears_in=tuple(
            LinkView(article.briefing.title, links.to(routes.briefing(article.slug)))
            for article in record.appears_in
        ),
        events=tuple(
            event_view(views, ref.article, ref.event)
            for ref in sorted(record.events, key=lambda ref: ref.event.date.sort_key)
        ),
        edit_url=repository.edit(record.path),
    )


def _by_name(corpus: Corpus, identifiers: Iterable[str]) -> list[str]:
    return sorted(identifiers, key=lambda name: name_key(corpus.actors[name].actor.name))


def _known_actor(views: ClaimViews, identifier: str | None) -> LinkView | None:
    known = identifier is not None and identifier in views.corpus.actors
    return views.actor(identifier) if identifier and known else None


def _wikidata(item: str | None) -> LinkView | None:
    return LinkView(item, f"https://www.wikidata.org/wiki/{item}") if item else None


def _role(views: ClaimViews, role: Role) -> RoleView:
    organisation = _known_actor(views, role.organisation)
    if role.organisation and not organisation:
        organisation = LinkView(role.organisation)
    source = source_view(role.source) if role.source else None
    return RoleView(role.title, organisation, period_words(role), source)


def _media(media: Media) -> MediaView:
    return MediaView(
        media.owner or "",
        media.funding or "",
        labels.RELIABILITY.get(media.reliability or "", ""),
        media.basis or "",
        tuple(source_view(source) for source in media.sources),
    )


def actors_index(corpus: Corpus) -> ActorsIndex:
    """The register by type, in the order of the format, then by name."""
    links = routes.Links(routes.ACTORS)
    order = list(labels.ACTOR_TYPES)
    records = sorted(
        corpus.actors.items(),
        key=lambda item: (order.index(item[1].actor.type), name_key(item[1].actor.name), item[0]),
    )
    groups = groupby(records, key=lambda item: item[1].actor.type)
    return ActorsIndex(
        "Actors",
        tuple(
            ActorGroup(
                kind,
                labels.ACTOR_TYPES[kind],
                tuple(_actor_card(links, name, record) for name, record in members),
            )
            for kind, members in groups
        ),
    )


def _actor_card(links: routes.Links, identifier: str, record: ActorRecord) -> ActorCard:
    actor: Actor = record.actor
    return ActorCard(
        name=LinkView(actor.name, links.to(routes.actor(identifier))),
        native_name=actor.native_name.text if actor.native_name else "",
        native_language=actor.native_name.language if actor.native_name else "",
        description=actor.description or "",
        claimed=len(record.claimed),
        relayed=len(record.relayed),
        articles=len(record.appears_in),
    )


def note_page(
    corpus: Corpus, identifier: str, record: NoteRecord, repository: routes.Repository
) -> NotePage:
    """A background note and the briefings that call for it."""
    links = routes.Links(routes.note(identifier))
    note = record.note
    used_in = {article.slug: article for article, _ in record.used_in}
    return NotePage(
        title=note.title,
        summary=note.summary,
        body_markdown=note.body,
        as_of=day_words(note.as_of),
        review_due=day_words(note.review_due),
        sources=tuple(source_view(source) for source in note.sources),
        related=tuple(
            LinkView(corpus.notes[other].note.title, links.to(routes.note(other)))
            for other in note.related
            if other in corpus.notes
        ),
        used_in=tuple(
            LinkView(article.briefing.title, links.to(routes.briefing(slug)))
            for slug, article in used_in.items()
        ),
        edit_url=repository.edit(record.path),
    )


def notes_index(corpus: Corpus) -> NotesIndex:
    """All background notes by title."""
    links = routes.Links(routes.BACKGROUND)
    records = sorted(corpus.notes.items(), key=lambda item: (name_key(item[1].note.title), item[0]))
    return NotesIndex(
        "Background",
        tuple(
            NoteCard(
                LinkView(record.note.title, links.to(routes.note(name))),
                record.note.summary,
                day_words(record.note.as_of),
            )
            for name, record in records
        ),
    )


def topic_page(
    corpus: Corpus, identifier: str, record: TopicRecord, repository: routes.Repository
) -> TopicPage:
    """A topic and its briefings."""
    links = routes.Links(routes.topic(identifier))
    return TopicPage(
        title=record.topic.title,
        description=record.topic.description or "",
        briefings=_cards(corpus, links, record.articles),
        edit_url=repository.edit("briefings/topics.yml"),
    )


def topics_index(corpus: Corpus) -> TopicsIndex:
    """All topics by title."""
    links = routes.Links(routes.TOPICS)
    records = sorted(
        corpus.topics.items(), key=lambda item: (name_key(item[1].topic.title), item[0])
    )
    return TopicsIndex(
        "Topics",
        tuple(
            TopicCard(
                LinkView(record.topic.title, links.to(routes.topic(name))),
                record.topic.description or "",
                len(record.articles),
            )
            for name, record in records
        ),
    )
