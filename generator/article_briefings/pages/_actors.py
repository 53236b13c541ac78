"""The register of actors: one page, or a list for each type if it is long."""

from collections.abc import Sequence
from functools import partial

from article_briefings.corpus import ActorRecord, Corpus
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._cards import ActorCard, ActorGroup
from article_briefings.pages._indexes import ActorsIndex
from article_briefings.pages._paging import Bounds, ListPages, Sheet, Split, title_spans
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import by_title, native_name


def actor_register(corpus: Corpus, bounds: Bounds) -> ListPages[ActorRecord, ActorsIndex]:
    """The register by type, in the order of the format, then by name; a long one in lists."""
    order = list(labels.ACTOR_TYPES)
    split = Split(
        most=2 * bounds.entries,
        by=_type,
        label=labels.ACTOR_TYPES.__getitem__,
        title="{}",
        route=routes.actors_of,
        heading="Who is heard most",
        excerpt=partial(_heard_most, corpus, bounds.excerpt),
    )
    return ListPages(
        "Actors",
        lambda _: routes.ACTORS,
        sorted(by_title(corpus.actors.values()), key=lambda record: order.index(_type(record))),
        bounds.entries,
        _page,
        title_spans,
        ("Actor", "Find an actor"),
        split,
    )


def _type(record: ActorRecord) -> str:
    return record.actor.type


def _heard_most(corpus: Corpus, count: int) -> Sequence[ActorRecord]:
    """The actors who make or relay the most claims."""
    claims = {r.id: len(r.claimed) + len(r.relayed) for r in corpus.actors.values()}
    ordered = sorted(claims, key=lambda name: (-claims[name], name))
    return [corpus.actors[name] for name in ordered[:count]]


def _page(sheet: Sheet[ActorRecord]) -> ActorsIndex:
    groups = tuple(
        ActorGroup(
            "most" if sheet.heading else kind,
            sheet.heading or labels.ACTOR_TYPES[kind],
            tuple(_actor_card(sheet.links, record) for record in found),
        )
        for kind, found in sheet.groups(_type)
    )
    return ActorsIndex(sheet.title, sheet.parts, groups, sheet.pager, sheet.finder)


def _actor_card(links: routes.PageLinks, record: ActorRecord) -> ActorCard:
    actor = record.actor
    native, language = native_name(actor)
    return ActorCard(
        name=LinkView(actor.name, links.to(routes.actor(record.id))),
        native_name=native,
        native_language=language,
        description=actor.description or "",
        claimed=len(record.claimed),
        relayed=len(record.relayed),
        articles=len(record.appears_in),
    )
