"""The register of actors: one page, or a list for each type where it is long."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from article_briefings.corpus import ActorRecord, Corpus
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._cards import ActorCard, ActorGroup
from article_briefings.pages._indexes import ActorsIndex
from article_briefings.pages._lists import CountedLink
from article_briefings.pages._paging import Bounds, cut, finder, sheets, span_names
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import name_key, native_name

_TITLE = "Actors"


def actor_register(corpus: Corpus, bounds: Bounds) -> Iterator[tuple[str, ActorsIndex]]:
    """The register by type, in the order of the format, then by name; a long one in lists."""
    types = _by_type(corpus)
    links = routes.Links(routes.ACTORS)
    if sum(map(len, types.values())) <= 2 * bounds.entries:
        groups = tuple(_group(corpus, links, kind, names) for kind, names in types.items())
        yield routes.ACTORS, ActorsIndex(_TITLE, (), groups, None)
        return
    counted = tuple(
        CountedLink(labels.ACTOR_TYPES[kind], links.to(routes.actors_of(kind)), len(names))
        for kind, names in types.items()
    )
    most = ActorGroup("most", "Who is heard most", _heard_most(corpus, links, bounds.excerpt))
    find = finder(links, "Actor", "Find an actor")
    yield routes.ACTORS, ActorsIndex(_TITLE, counted, (most,), None, find)
    for kind, names in types.items():
        yield from _type_pages(corpus, kind, names, bounds)


def _by_type(corpus: Corpus) -> dict[str, list[str]]:
    order = list(labels.ACTOR_TYPES)
    key = {name: name_key(record.actor.name) for name, record in corpus.actors.items()}
    names = sorted(
        corpus.actors,
        key=lambda name: (order.index(corpus.actors[name].actor.type), key[name], name),
    )
    groups = groupby(names, key=lambda name: corpus.actors[name].actor.type)
    return {kind: list(members) for kind, members in groups}


def _type_pages(
    corpus: Corpus, kind: str, names: Sequence[str], bounds: Bounds
) -> Iterator[tuple[str, ActorsIndex]]:
    parts = cut(names, bounds.entries)
    spans = span_names([[corpus.actors[name].actor.name for name in part] for part in parts])
    route, label = partial(routes.actors_of, kind), labels.ACTOR_TYPES[kind]
    for sheet in sheets(names, bounds.entries, route, label, spans):
        group = _group(corpus, sheet.links, kind, sheet.items)
        find = finder(sheet.links, "Actor", "Find an actor") if sheet.pager else None
        yield sheet.source, ActorsIndex(sheet.title, (), (group,), sheet.pager, find)


def _heard_most(corpus: Corpus, links: routes.Links, count: int) -> tuple[ActorCard, ...]:
    """Who makes or relays most of the claims."""
    claims = {n: len(r.claimed) + len(r.relayed) for n, r in corpus.actors.items()}
    ordered = sorted(claims, key=lambda name: (-claims[name], name))
    return tuple(_actor_card(links, name, corpus.actors[name]) for name in ordered[:count])


def _group(corpus: Corpus, links: routes.Links, kind: str, names: Sequence[str]) -> ActorGroup:
    return ActorGroup(
        kind,
        labels.ACTOR_TYPES[kind],
        tuple(_actor_card(links, name, corpus.actors[name]) for name in names),
    )


def _actor_card(links: routes.Links, identifier: str, record: ActorRecord) -> ActorCard:
    actor = record.actor
    native, language = native_name(actor)
    return ActorCard(
        name=LinkView(actor.name, links.to(routes.actor(identifier))),
        native_name=native,
        native_language=language,
        description=actor.description or "",
        claimed=len(record.claimed),
        relayed=len(record.relayed),
        articles=len(record.appears_in),
    )
