"""The timeline of all events: one page, or a list for each year where it is long."""

from collections.abc import Iterator, Sequence
from functools import partial

from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import Told, told_together
from article_briefings.pages._axis_figure import years_figure
from article_briefings.pages._cards import YearOfEvents
from article_briefings.pages._events import event_views
from article_briefings.pages._indexes import TimelinePage
from article_briefings.pages._paging import Bounds, sheets, year_links, years

_TITLE = "Timeline"


def timeline_pages(corpus: Corpus, bounds: Bounds) -> Iterator[tuple[str, TimelinePage]]:
    """The events of all articles in order; where they are many, the latest, and a list a year."""
    links = routes.Links(routes.TIMELINE)
    events = told_together(corpus, corpus.articles.events())
    if len(events) <= bounds.events:
        sections = _by_year(corpus, links, events)
        chart = years_figure([told[0].event.date for told in events])
        yield routes.TIMELINE, TimelinePage(_TITLE, (), sections, None, chart)
        return
    by_year = years(events, _year)
    counted = year_links(links, by_year, routes.events_of)
    latest = YearOfEvents("The latest", event_views(corpus, links, events[-bounds.excerpt :]))
    yield routes.TIMELINE, TimelinePage(_TITLE, counted, (latest,), None)
    for year, found in by_year:
        title = f"{_TITLE} of {year.lstrip('0')}"
        for sheet in sheets(found, bounds.events, partial(routes.events_of, year), title):
            part = _by_year(corpus, sheet.links, sheet.items)
            yield sheet.source, TimelinePage(sheet.title, (), part, sheet.pager)


def _year(told: Told) -> str:
    return f"{told[0].event.date.year:04}"


def _by_year(
    corpus: Corpus, links: routes.Links, events: Sequence[Told]
) -> tuple[YearOfEvents, ...]:
    return tuple(
        YearOfEvents(year.lstrip("0"), event_views(corpus, links, found))
        for year, found in years(events, _year)
    )
