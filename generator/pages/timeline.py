"""The timeline of all events: one page, or a list for each year where it is long."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from generator.corpus import Corpus, EventRef
from generator.pages import routes
from generator.pages.briefing import event_view
from generator.pages.cards import EventView, YearOfEvents
from generator.pages.claims import ClaimViews
from generator.pages.contexts import TimelinePage
from generator.pages.figures.timeline import years_figure
from generator.pages.lists import CountedLink
from generator.pages.paging import Bounds, cut, pager

_TITLE = "Timeline"


def timeline_pages(corpus: Corpus, bounds: Bounds) -> Iterator[tuple[str, TimelinePage]]:
    """The events of all articles in order; where they are many, the latest, and a list a year."""
    links, events = routes.Links(routes.TIMELINE), in_order(corpus)
    if len(events) <= bounds.events:
        sections = _by_year(corpus, links, events)
        chart = years_figure([ref.event.date for ref in events])
        yield routes.TIMELINE, TimelinePage(_TITLE, (), sections, None, chart)
        return
    years = {year: list(found) for year, found in groupby(events, key=_year)}
    counted = tuple(
        CountedLink(year.lstrip("0"), links.to(routes.events_of(year)), len(found))
        for year, found in reversed(years.items())
    )
    latest = YearOfEvents("The latest", event_views(corpus, links, events[-bounds.excerpt :]))
    yield routes.TIMELINE, TimelinePage(_TITLE, counted, (latest,), None)
    for year, found in years.items():
        yield from _year_pages(corpus, year, found, bounds)


def in_order(corpus: Corpus) -> list[EventRef]:
    """All events, the earliest first."""
    events = [
        EventRef(article, event) for article in corpus.articles for event in article.briefing.events
    ]
    return sorted(events, key=order)


def order(ref: EventRef) -> tuple[dt.date, dt.date, str, str, str]:
    """Sorts events by date."""
    return (*ref.event.date.sort_key, ref.article.slug, ref.event.id)


def event_views(
    corpus: Corpus, links: routes.Links, events: Iterable[EventRef]
) -> tuple[EventView, ...]:
    """Events on a page that is not their briefing's, in the order given."""
    views = ClaimViews(corpus, links)
    return tuple(event_view(views, ref.article, ref.event) for ref in events)


def _year(ref: EventRef) -> str:
    return f"{ref.event.date.year:04}"


def _year_pages(
    corpus: Corpus, year: str, events: Sequence[EventRef], bounds: Bounds
) -> Iterator[tuple[str, TimelinePage]]:
    parts = cut(events, bounds.events)
    route = partial(routes.events_of, year)
    title = f"{_TITLE} of {year.lstrip('0')}"
    for number, part in enumerate(parts, 1):
        links = routes.Links(route(number))
        yield (
            route(number),
            TimelinePage(
                title=title if number == 1 else f"{title}, page {number}",
                by_year=(),
                years=_by_year(corpus, links, part),
                pager=pager(links, route, number, len(parts)),
            ),
        )


def _by_year(
    corpus: Corpus, links: routes.Links, events: Sequence[EventRef]
) -> tuple[YearOfEvents, ...]:
    return tuple(
        YearOfEvents(year.lstrip("0"), event_views(corpus, links, found))
        for year, found in groupby(events, key=_year)
    )
