"""The pages of one actor: the claims that it makes and relays, and claims about it, over time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from article_briefings.corpus import ActorRecord, ClaimRef, Corpus
from article_briefings.models import Media, Role
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import join_events
from article_briefings.pages._briefings import briefing_pages, cards, dated_link
from article_briefings.pages._cards import MediaView, RoleView
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._contexts import ActorClaimsPage, ActorPage
from article_briefings.pages._events import event_views
from article_briefings.pages._facets import year_of
from article_briefings.pages._figures import pairs_figure, status_figure
from article_briefings.pages._indexes import BriefingsIndex, ClaimsInTime, CountedLink, YearOfClaims
from article_briefings.pages._ledger import by_article, filter_href
from article_briefings.pages._paging import Bounds, ListPages, Sheet, full_list
from article_briefings.pages._views import LinkView, source_view
from article_briefings.pages._words import by_title, native_name, period_words

#: The lists of an actor's claims: the words for each, and its part in the ledger's filters.
_LISTS: Mapping[str, tuple[str, str, str]] = {
    "claimed": ("claimed", "Claims whose way begins with", "says"),
    "relayed": ("relayed", "Claims of others that passed through", "relays"),
    "about": ("said of it", "Claims of others whose marked words name", "named"),
}


class ActorPages:
    """Builds the pages of one actor."""

    def __init__(self, corpus: Corpus, identifier: str, bounds: Bounds) -> None:
        self._corpus, self._id, self._bounds = corpus, identifier, bounds
        self._record: ActorRecord = corpus.actors[identifier]
        self._source = routes.actor(identifier)
        self._links = routes.PageLinks(self._source)
        self._lists: Mapping[str, Sequence[ClaimRef]] = {
            name: getattr(self._record, name) for name in _LISTS
        }

    def page(self, repository: routes.Repository) -> ActorPage:
        """An actor's claims, the claims it relayed, and claims about it, from all articles."""
        views = ClaimViews(self._corpus, self._links)
        record, actor, bounds = self._record, self._record.actor, self._bounds
        events = join_events(self._corpus, record.events)
        published, appears = record.published.summaries(), record.appears_in.summaries()
        native, language = native_name(actor)
        parts = [self._corpus.actors[part] for part in record.parts]
        return ActorPage(
            title=actor.name,
            type=actor.type,
            native_name=native,
            native_language=language,
            aliases=actor.aliases,
            description=actor.description or "",
            roles=tuple(_role(views, role) for role in actor.roles),
            part_of=_actor_link(views, actor.part_of),
            parts=tuple(views.actor(part.id) for part in by_title(parts)),
            wikidata=_wikidata(actor.wikidata),
            links=tuple(LinkView(link.title, link.url) for link in actor.links),
            media=_media(actor.media) if actor.media else None,
            sources=tuple(source_view(source) for source in actor.sources),
            claimed=self._claims("claimed"),
            relayed=self._claims("relayed"),
            about=self._claims("about"),
            standing=status_figure(Counter(ref.status for ref in record.claimed)),
            matrix=pairs_figure(views, [*record.claimed, *record.about]),
            published=cards(self._corpus, self._links, published[: bounds.excerpt]),
            published_all=self._all("published", len(published), bounds.excerpt),
            appears_in=tuple(dated_link(self._links, a) for a in appears[: bounds.entries]),
            appears_in_all=self._all("briefings", len(appears), bounds.entries),
            events=event_views(views, events[-bounds.events :]),
            events_all=full_list(
                self._links, "Timeline", routes.TIMELINE, len(events), bounds.events
            ),
            edit_url=repository.edit(record.path),
        )

    def lists(self) -> Iterator[tuple[str, ActorClaimsPage | BriefingsIndex]]:
        """The Markdown files and contexts of the lists too long for the actor's own page."""
        for name in self._lists:
            pages = self._claim_pages(name)
            for sheet in islice(pages.sheets(), 1, None):
                yield sheet.source, pages.context(sheet)
        record, bounds = self._record, self._bounds
        for name, words, articles, here in (
            ("published", "articles it published", record.published.summaries(), bounds.excerpt),
            ("briefings", "briefings", record.appears_in.summaries(), bounds.entries),
        ):
            if len(articles) > here:
                route = partial(routes.actor_list, self._id, name)
                title = f"{record.title}: {words}"
                yield from briefing_pages(self._corpus, articles, route, title, bounds)

    def _all(self, name: str, total: int, shown: int) -> CountedLink | None:
        return full_list(self._links, name, routes.actor_list(self._id, name), total, shown)

    def _route(self, name: str, page: int) -> str:
        return self._source if page == 1 else routes.actor_list(self._id, name, page)

    def _claim_pages(self, name: str) -> ListPages[ClaimRef, ActorClaimsPage]:
        """The pages of a list of claims; the first of them is a section of the actor's page."""
        words, note, _ = _LISTS[name]
        return ListPages(
            f"{self._record.title}: {words}",
            partial(self._route, name),
            self._lists[name][: self._bounds.newest],
            self._bounds.claims,
            lambda sheet: ActorClaimsPage(
                title=sheet.title,
                actor=LinkView(self._record.title, sheet.links.to(self._source)),
                note=note,
                claims=self._in_time(name, sheet),
            ),
        )

    def _claims(self, name: str) -> ClaimsInTime:
        return self._in_time(name, next(self._claim_pages(name).sheets()))

    def _in_time(self, name: str, sheet: Sheet[ClaimRef]) -> ClaimsInTime:
        total, chosen = len(self._lists[name]), {"actor": self._id, "as": _LISTS[name][2]}
        return ClaimsInTime(
            total=total,
            years=_by_year(ClaimViews(self._corpus, sheet.links), sheet),
            pager=sheet.pager,
            left_out=max(0, total - self._bounds.newest),
            ledger_href=filter_href(sheet.links, chosen) if sheet.pager else "",
        )


def _by_year(views: ClaimViews, sheet: Sheet[ClaimRef]) -> tuple[YearOfClaims, ...]:
    by_year = sheet.groups(lambda ref: year_of(ref.summary))
    return tuple(
        YearOfClaims(year if len(by_year) > 1 else "", by_article(views, found))
        for year, found in by_year
    )


def _actor_link(views: ClaimViews, identifier: str | None) -> LinkView | None:
    registered = identifier is not None and identifier in views.corpus.actors
    return views.actor(identifier) if identifier and registered else None


def _wikidata(item: str | None) -> LinkView | None:
    return LinkView(item, f"https://www.wikidata.org/wiki/{item}") if item else None


def _role(views: ClaimViews, role: Role) -> RoleView:
    organisation = _actor_link(views, role.organisation)
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
