"""The pages of one actor, with the claims by and about it over time; and the register of actors."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import NamedTuple

from article_briefings.corpus import ActorRecord, ClaimRef, Corpus
from article_briefings.language import N_, _
from article_briefings.models import Actor, Role
from article_briefings.pages import _chronology as chronology
from article_briefings.pages import _labels as labels
from article_briefings.pages import _paging as paging
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import join_events
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._figures import PairsFigure, SoFigure, pairs_figure, so_figure
from article_briefings.pages._labels import by_title, native_name, period_words
from article_briefings.pages._ledger import ClaimsInTime, by_year, filter_href
from article_briefings.pages._own import OwnFieldView, own_fields, type_words
from article_briefings.pages._page import Context
from article_briefings.pages._views import LinkView, SourceView, source_view


class RoleView(NamedTuple):
    """An office, when it was held, and the evidence for it."""

    title: str
    organisation: LinkView | None
    period: str
    source: SourceView | None


class MediaView(NamedTuple):
    """Who owns and funds an outlet, and how reliable it is."""

    owner: str
    funding: str
    reliability: str | None
    """None if the site leaves out such scales."""
    basis: str
    sources: tuple[SourceView, ...]


class ActorCard(NamedTuple):
    """An actor in the register."""

    name: LinkView
    native_name: str
    native_language: str
    description: str
    claimed: int
    relayed: int
    articles: int


class ActorGroup(NamedTuple):
    """The actors of one type."""

    type: str
    label: str
    actors: tuple[ActorCard, ...]


@dataclass(frozen=True)
class ActorsIndex(Context):
    """The register of actors by type, then by name: all of it, or one type."""

    template = "actors.md.j2"
    by_type: tuple[paging.CountedLink, ...]
    """The lists of the types, on an index that does not hold all actors itself."""
    groups: tuple[ActorGroup, ...]
    """One group, named by the page, on the list of a type; else those who make the most claims."""
    pager: paging.PagerView | None
    finder: paging.FinderView | None = None


@dataclass(frozen=True)
class ActorPage(Context):
    """An actor's claims, the claims it relayed, and claims about it, from all articles."""

    template = "actor.md.j2"
    type: str
    native_name: str
    native_language: str
    aliases: tuple[str, ...]
    description: str
    roles: tuple[RoleView, ...]
    part_of: LinkView | None
    parts: tuple[LinkView, ...]
    wikidata: LinkView | None
    links: tuple[LinkView, ...]
    media: MediaView | None
    sources: tuple[SourceView, ...]
    claimed: ClaimsInTime
    relayed: ClaimsInTime
    about: ClaimsInTime
    so: SoFigure | None
    """Whether its claims are so."""
    matrix: PairsFigure | None
    """Its claims about others, and those of others about it."""
    published: tuple[chronology.BriefingCard, ...]
    """The newest articles that it published."""
    published_all: paging.FullList | None
    """The list of all of them, if there are more."""
    appears_in: tuple[chronology.DatedLink, ...]
    appears_in_all: paging.FullList | None
    events: tuple[chronology.EventView, ...]
    """The latest events, the earliest first."""
    events_all: paging.FullList | None
    own: tuple[OwnFieldView, ...]
    """The values of the project's own fields."""
    edit_url: str


@dataclass(frozen=True)
class ActorClaimsPage(Context):
    """A further page of one of the lists of an actor's claims."""

    template = "actor-claims.md.j2"
    note: str
    """A message: what these claims have in common, with a placeholder for the actor."""
    actor: LinkView
    claims: ClaimsInTime


#: The lists of a record's claims: title and note as messages, the part in the ledger's filters.
_LISTS: Mapping[str, tuple[str, str, str]] = {
    "claimed": (N_("%(actor)s: claimed"), N_("Claims that come from %(actor)s."), "says"),
    "relayed": (
        N_("%(actor)s: relayed"),
        N_("Claims of others that passed through %(actor)s."),
        "relays",
    ),
    "about": (
        N_("%(actor)s: said of it"),
        N_("Claims of others whose marked words name %(actor)s."),
        "named",
    ),
}


class ActorPages:
    """Builds the pages of one actor."""

    def __init__(self, corpus: Corpus, identifier: str, bounds: paging.Bounds) -> None:
        self._corpus, self._id, self._bounds = corpus, identifier, bounds
        self._record: ActorRecord = corpus.actors[identifier]
        self._source = routes.actor(identifier)
        self._links = routes.PageLinks(self._source, bounds.without)
        self._lists: Mapping[str, Sequence[ClaimRef]] = {
            name: getattr(self._record, name) for name in _LISTS
        }

    def page(self, repository: routes.Repository) -> ActorPage:
        """An actor's claims, the claims it relayed, and claims about it, from all articles."""
        views, bounds = ClaimViews(self._corpus, self._links), self._bounds
        record, actor = self._record, self._record.actor
        events = join_events(self._corpus, record.events)
        published, appears = record.published.summaries(), record.appears_in.summaries()
        native, language = native_name(actor)
        parts = [self._corpus.actors[part] for part in record.parts]
        return ActorPage(
            title=actor.name,
            type=type_words(self._corpus, actor.type_id),
            native_name=native,
            native_language=language,
            aliases=actor.aliases,
            description=actor.description or "",
            roles=tuple(_role(views, role) for role in actor.roles),
            part_of=_actor_link(views, actor.part_of),
            parts=tuple(views.actor(part.id) for part in by_title(parts)),
            wikidata=LinkView(actor.wikidata, f"https://www.wikidata.org/wiki/{actor.wikidata}")
            if actor.wikidata
            else None,
            links=tuple(LinkView(link.title, link.url) for link in actor.links),
            media=_media(actor, "scales" in bounds.without),
            sources=tuple(source_view(source) for source in actor.sources),
            claimed=self._first_page("claimed"),
            relayed=self._first_page("relayed"),
            about=self._first_page("about"),
            so=so_figure(Counter(ref.so for ref in record.claimed)),
            matrix=pairs_figure(views, [*record.claimed, *record.about]),
            published=chronology.cards(self._corpus, self._links, published[: bounds.excerpt]),
            published_all=self._all("published", len(published), bounds.excerpt),
            appears_in=tuple(
                chronology.dated_link(self._links, a) for a in appears[: bounds.entries]
            ),
            appears_in_all=self._all("briefings", len(appears), bounds.entries),
            events=chronology.event_views(views, events[-bounds.events :]),
            events_all=paging.full_list(self._links, routes.TIMELINE, len(events), bounds.events),
            own=own_fields(self._corpus.declared, "actors", actor.fields),
            edit_url=repository.edit(record.path),
        )

    def lists(self) -> Iterator[tuple[str, ActorClaimsPage | chronology.BriefingsIndex]]:
        """The Markdown files and contexts of the lists too long for the actor's own page."""
        for name in self._lists:
            pages = self._claim_pages(name)
            for sheet in islice(pages.sheets(), 1, None):
                yield sheet.source, pages.context(sheet)
        record, bounds = self._record, self._bounds
        published, briefings = record.published.summaries(), record.appears_in.summaries()
        for name, title, articles, here in (
            ("published", N_("%(actor)s: articles it published"), published, bounds.excerpt),
            ("briefings", N_("%(actor)s: briefings"), briefings, bounds.entries),
        ):
            if len(articles) > here:
                route = partial(routes.list_of, self._source, name)
                words = _(title, actor=record.title)
                yield from chronology.briefing_pages(self._corpus, articles, route, words, bounds)

    def _all(self, name: str, total: int, shown: int) -> paging.FullList | None:
        return paging.full_list(self._links, routes.list_of(self._source, name), total, shown)

    def _claim_pages(self, name: str) -> paging.ListPages[ClaimRef, ActorClaimsPage]:
        """The pages of a list of claims; the first of them is a section of the actor's page."""
        title, note = _LISTS[name][:2]
        return paging.ListPages(
            _(title, actor=self._record.title),
            lambda page: self._source if page == 1 else routes.list_of(self._source, name, page),
            self._lists[name][: self._bounds.newest_chosen],
            self._bounds.claims,
            lambda sheet: ActorClaimsPage(
                title=sheet.title,
                actor=LinkView(self._record.title, sheet.links.to(self._source)),
                note=note,
                claims=self._in_time(name, sheet),
            ),
        )

    def _first_page(self, name: str) -> ClaimsInTime:
        return self._in_time(name, next(self._claim_pages(name).sheets()))

    def _in_time(self, name: str, sheet: paging.Sheet[ClaimRef]) -> ClaimsInTime:
        total, chosen = len(self._lists[name]), {"actor": self._id, "as": _LISTS[name][2]}
        links = routes.PageLinks(sheet.source, self._bounds.without)
        return ClaimsInTime(
            total=total,
            years=by_year(ClaimViews(self._corpus, sheet.links), sheet),
            pager=sheet.pager,
            left_out=max(0, total - self._bounds.newest_chosen),
            ledger_href=filter_href(links, chosen) if sheet.pager else "",
        )


def _actor_link(views: ClaimViews, identifier: str | None) -> LinkView | None:
    if identifier and identifier in views.corpus.actors:
        return views.actor(identifier)
    return None


def _role(views: ClaimViews, role: Role) -> RoleView:
    organisation = _actor_link(views, role.organisation)
    if role.organisation and not organisation:
        organisation = LinkView(role.organisation)
    source = source_view(role.source) if role.source else None
    return RoleView(role.title, organisation, period_words(role), source)


def _media(actor: Actor, unrated: bool) -> MediaView | None:
    media = actor.media
    if media is None:
        return None
    return MediaView(
        media.owner or "",
        media.funding or "",
        None if unrated else labels.RELIABILITY.get(media.reliability or "", ""),
        "" if unrated else media.basis or "",
        tuple(source_view(source) for source in media.sources),
    )


def actor_register(
    corpus: Corpus, bounds: paging.Bounds
) -> paging.ListPages[ActorRecord, ActorsIndex]:
    """The register by type, in the order of the format, then by name; a long one in lists."""
    own = {name: type_words(corpus, name) for name in corpus.declared.types}
    words = {**labels.ACTOR_TYPES, **own}
    order = list(words)

    def heard_most() -> Sequence[ActorRecord]:
        claims = {r.id: len(r.claimed) + len(r.relayed) for r in corpus.actors.values()}
        ordered = sorted(claims, key=lambda name: (-claims[name], name))
        return [corpus.actors[name] for name in ordered[: bounds.excerpt]]

    split = paging.Split(
        most=2 * bounds.entries,
        by=_type,
        label=words.__getitem__,
        title=words.__getitem__,
        route=partial(routes.by_value, "actors", "type"),
        heading=_("Who is heard most"),
        excerpt=heard_most,
    )
    return paging.ListPages(
        _("Who"),
        lambda _: routes.ACTORS,
        sorted(by_title(corpus.actors.values()), key=lambda record: order.index(_type(record))),
        bounds.entries,
        partial(_page, words),
        paging.title_spans,
        ("Actor", _("Find an actor")),
        split,
    )


def _type(record: ActorRecord) -> str:
    return record.actor.type_id


def _page(words: Mapping[str, str], sheet: paging.Sheet[ActorRecord]) -> ActorsIndex:
    groups = tuple(
        ActorGroup(
            "most" if sheet.heading else kind,
            sheet.heading or words[kind],
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
