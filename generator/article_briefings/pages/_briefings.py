"""Lists of briefings: the index, by year where it is long, and the lists of actors and topics."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from article_briefings.anchoring import Summary
from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._cards import BriefingCard, YearOfBriefings
from article_briefings.pages._facets import year_of
from article_briefings.pages._indexes import BriefingsIndex
from article_briefings.pages._lists import DatedLink
from article_briefings.pages._paging import Bounds, Route, finder, sheets, year_links, years
from article_briefings.pages._views import LinkView

_TITLE = "Briefings"


def briefing_card(corpus: Corpus, links: routes.Links, article: Summary) -> BriefingCard:
    """A briefing in a list."""
    return BriefingCard(
        title=article.title,
        href=links.to(routes.briefing(article.slug)),
        bluf=article.bluf,
        date=article.published.display(),
        outlet=corpus.actors[article.outlet].actor.name if article.outlet else "",
        topics=tuple(
            LinkView(corpus.topics[topic].topic.title, links.to(routes.topic(topic)))
            for topic in article.topics
            if topic in corpus.topics
        ),
        claims=article.claims,
        assessed=article.assessed,
        draft=article.draft,
    )


def cards(
    corpus: Corpus, links: routes.Links, articles: Iterable[Summary]
) -> tuple[BriefingCard, ...]:
    """Briefings in a list, in the order given."""
    return tuple(briefing_card(corpus, links, article) for article in articles)


def dated_link(links: routes.Links, article: Summary) -> DatedLink:
    """A briefing as one line."""
    link = LinkView(article.title, links.to(routes.briefing(article.slug)))
    return DatedLink(link, article.published.display())


def briefings_index(corpus: Corpus, bounds: Bounds) -> Iterator[tuple[str, BriefingsIndex]]:
    """All briefings by year on one page; where they are many, the newest, and a list a year."""
    links, articles = routes.Links(routes.BRIEFINGS), corpus.articles.summaries()
    if not _is_split(corpus, bounds):
        yield routes.BRIEFINGS, BriefingsIndex(_TITLE, (), _by_year(corpus, links, articles), None)
        return
    by_year = years(articles, year_of)
    counted = year_links(links, by_year, routes.briefings_of)
    newest = YearOfBriefings("The newest", cards(corpus, links, articles[: bounds.excerpt]))
    find = finder(links, "Briefing", "Find a briefing")
    yield routes.BRIEFINGS, BriefingsIndex(_TITLE, counted, (newest,), None, find)
    for year, found in by_year:
        route = partial(routes.briefings_of, year)
        yield from briefing_pages(corpus, found, route, f"{_TITLE} of {year.lstrip('0')}", bounds)


def briefings_of(corpus: Corpus, bounds: Bounds, year: str) -> str:
    """The Markdown file of the page that lists the briefings of a year that has any."""
    return routes.briefings_of(year) if _is_split(corpus, bounds) else routes.BRIEFINGS


def _is_split(corpus: Corpus, bounds: Bounds) -> bool:
    return len(corpus.articles) > bounds.briefings


def briefing_pages(
    corpus: Corpus,
    articles: Sequence[Summary],
    route: Route,
    title: str,
    bounds: Bounds,
) -> Iterator[tuple[str, BriefingsIndex]]:
    """A list of briefings in pages."""
    for sheet in sheets(articles, bounds.briefings, route, title):
        part = _by_year(corpus, sheet.links, sheet.items)
        yield sheet.source, BriefingsIndex(sheet.title, (), part, sheet.pager)


def _by_year(
    corpus: Corpus, links: routes.Links, articles: Sequence[Summary]
) -> tuple[YearOfBriefings, ...]:
    return tuple(
        YearOfBriefings(year.lstrip("0"), cards(corpus, links, found))
        for year, found in years(articles, year_of)
    )
