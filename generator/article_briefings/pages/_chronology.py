"""Lists in the order of time, split by year if they are long: briefings, and the timeline."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from article_briefings.anchoring import Summary
from article_briefings.corpus import Corpus
from article_briefings.language import _, digits
from article_briefings.pages import _paging as paging
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import ReportedEvent, join_events, outlet_and_date
from article_briefings.pages._axis import YearsFigure, years_figure
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._facets import year_of
from article_briefings.pages._page import Context
from article_briefings.pages._views import LinkView, Quotation


class BriefingCard(NamedTuple):
    """A briefing in a list."""

    title: str
    href: str
    bluf: str
    date: str
    outlet: str
    topics: tuple[LinkView, ...]
    claims: int
    judged: int
    draft: bool


class YearOfBriefings(NamedTuple):
    """The briefings on articles of one year, the newest first."""

    year: str
    briefings: tuple[BriefingCard, ...]


class DatedLink(NamedTuple):
    """A briefing as one line of a list."""

    link: LinkView
    date: str


@dataclass(frozen=True)
class BriefingsIndex(Context):
    """Briefings by year: all of them, those of one year, or those of an actor or topic."""

    template = "briefings.md.j2"
    by_year: tuple[paging.CountedLink, ...]
    """The lists of the years, on an index that does not hold all briefings itself."""
    years: tuple[YearOfBriefings, ...]
    pager: paging.PagerView | None
    finder: paging.FinderView | None = None


BriefingLists = paging.ListPages[Summary, BriefingsIndex]


def topic_links(
    corpus: Corpus, links: routes.PageLinks, topics: Iterable[str]
) -> tuple[LinkView, ...]:
    """Links to those topics that are in the register, with their titles."""
    return tuple(
        LinkView(corpus.topics[topic].topic.title, links.to(routes.topic(topic)))
        for topic in topics
        if topic in corpus.topics
    )


def cards(
    corpus: Corpus, links: routes.PageLinks, articles: Iterable[Summary]
) -> tuple[BriefingCard, ...]:
    """Briefings in a list, in the order given."""
    return tuple(
        BriefingCard(
            title=article.title,
            href=links.to(routes.briefing(article.slug)),
            bluf=article.bluf,
            date=article.published.display(),
            outlet=corpus.actors[article.outlet].actor.name if article.outlet else "",
            topics=topic_links(corpus, links, article.topics),
            claims=article.claims,
            judged=article.judged,
            draft=article.draft,
        )
        for article in articles
    )


def dated_link(links: routes.PageLinks, article: Summary) -> DatedLink:
    """A briefing as one line."""
    link = LinkView(article.title, links.to(routes.briefing(article.slug)))
    return DatedLink(link, article.published.display())


def briefings_index(corpus: Corpus, bounds: paging.Bounds) -> BriefingLists:
    """All briefings by year on one page; if there are many, the newest and one list per year."""
    articles = corpus.articles.summaries()
    split = paging.Split(
        most=bounds.briefings,
        by=year_of,
        label=_year_words,
        title=lambda year: _("Briefings of %(year)s", year=_year_words(year)),
        route=partial(routes.by_value, "briefings", "year"),
        heading=_("The newest"),
        excerpt=lambda: articles[: bounds.excerpt],
    )
    return paging.ListPages(
        _("Briefings"),
        lambda _: routes.BRIEFINGS,
        articles,
        bounds.briefings,
        partial(_briefings_page, corpus),
        finder=("Briefing", _("Find a briefing")),
        split=split,
    )


def _year_words(year: str) -> str:
    return digits(year.lstrip("0"))


def briefings_of(corpus: Corpus, bounds: paging.Bounds, year: str) -> str:
    """The Markdown file of the page that lists the briefings of a year that has any."""
    is_split = len(corpus.articles) > bounds.briefings
    return routes.by_value("briefings", "year", year) if is_split else routes.BRIEFINGS


def briefing_pages(
    corpus: Corpus,
    articles: Sequence[Summary],
    route: paging.Route,
    title: str,
    bounds: paging.Bounds,
) -> BriefingLists:
    """A list of briefings in pages."""
    return paging.ListPages(
        title, route, articles, bounds.briefings, partial(_briefings_page, corpus)
    )


def _briefings_page(corpus: Corpus, sheet: paging.Sheet[Summary]) -> BriefingsIndex:
    by_year = tuple(
        YearOfBriefings(year, cards(corpus, sheet.links, found))
        for year, found in sheet.groups(year_of)
    )
    finder = sheet.finder if sheet.parts else None
    return BriefingsIndex(sheet.title, sheet.parts, by_year, sheet.pager, finder)


# --- events -----------------------------------------------------------------------------------


class EventView(NamedTuple):
    """An event of a timeline."""

    id: str
    date: str
    machine_date: str
    """ISO 8601 if the date is one certain day, else empty."""
    certain: bool
    label: str
    actors: tuple[LinkView, ...]
    quote: Quotation | None
    notes: tuple[str, ...]
    evidence: tuple[LinkView, ...]
    href: str
    """The event's mark on this page, or its place on the first briefing's page."""
    articles: tuple[LinkView, ...]
    """The articles that report it; empty on the page of the only one."""


class YearOfEvents(NamedTuple):
    """The events of one year, the earliest first."""

    year: str
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class TimelinePage(Context):
    """The events of all articles, or those of one year."""

    template = "timeline.md.j2"
    by_year: tuple[paging.CountedLink, ...]
    """The lists of the years, on an index that does not hold all events itself."""
    years: tuple[YearOfEvents, ...]
    pager: paging.PagerView | None
    chart: YearsFigure | None = None
    """The number of events of each year, on an index that holds them all."""


def event_view(
    views: ClaimViews, reports: ReportedEvent, quote: Quotation | None = None
) -> EventView:
    """An event on its briefing's page (with the words that report it) or on any other page."""
    event, target = reports[0].event, routes.briefing(reports[0].slug)
    here = target == views.links.source
    actors = dict.fromkeys(actor for ref in reports for actor in ref.event.actors)
    return EventView(
        id=event.id,
        date=event.date.display(),
        machine_date=event.date.text if event.date.is_exact else "",
        certain=event.date.is_exact,
        label=event.label,
        actors=tuple(views.actor(actor) for actor in actors),
        quote=quote,
        notes=tuple(dict.fromkeys(ref.event.note for ref in reports if ref.event.note)),
        evidence=_evidence(views, reports, here),
        href=views.links.to(target, f"mark--{event.id}" if here else event.id),
        articles=() if here else tuple(_articles(views, reports)),
    )


def event_views(views: ClaimViews, reports: Iterable[ReportedEvent]) -> tuple[EventView, ...]:
    """Events on a page that is not their briefing's, in the order given."""
    return tuple(event_view(views, refs) for refs in reports)


def _articles(views: ClaimViews, reports: ReportedEvent) -> Iterator[LinkView]:
    """The only article; if there are several, the event in each of them."""
    for ref in reports:
        anchor = ref.event.id if len(reports) > 1 else ""
        href = views.links.to(routes.briefing(ref.slug), anchor)
        yield LinkView(outlet_and_date(views.corpus, ref.summary), href)


def _evidence(views: ClaimViews, reports: ReportedEvent, here: bool) -> tuple[LinkView, ...]:
    """The evidence for the date; of items with the same name, only the first is listed.

    Their own briefing's page has their titles in its list of sources.
    """
    found: dict[str, LinkView] = {}
    for ref in reports:
        item = ref.shown_by
        if item:
            text = item.publisher if here else f"{item.publisher}: {item.title}"
            href = views.links.to(routes.briefing(ref.slug), item.id)
            found.setdefault(text, LinkView(text, href))
    return tuple(found.values())


def timeline_pages(
    corpus: Corpus, bounds: paging.Bounds
) -> paging.ListPages[ReportedEvent, TimelinePage]:
    """The events of all articles in order; if there are many, the latest and one list per year."""
    events = join_events(corpus, corpus.articles.events())
    split = paging.Split(
        most=bounds.events,
        by=_year,
        label=_year_words,
        title=lambda year: _("Timeline of %(year)s", year=_year_words(year)),
        route=partial(routes.by_value, "timeline", "year"),
        heading=_("The latest"),
        excerpt=lambda: events[-bounds.excerpt :],
    )
    return paging.ListPages(
        _("Timeline"),
        lambda _: routes.TIMELINE,
        events,
        bounds.events,
        partial(_timeline_page, corpus),
        split=split,
    )


def _timeline_page(corpus: Corpus, sheet: paging.Sheet[ReportedEvent]) -> TimelinePage:
    views = ClaimViews(corpus, sheet.links)
    by_year = tuple(
        YearOfEvents(year, event_views(views, found)) for year, found in sheet.groups(_year)
    )
    has_all = sheet.source == routes.TIMELINE and not sheet.parts
    chart = years_figure([reports[0].event.date for reports in sheet.items]) if has_all else None
    return TimelinePage(sheet.title, sheet.parts[::-1], by_year, sheet.pager, chart)


def _year(reports: ReportedEvent) -> str:
    return f"{reports[0].event.date.year:04}"
