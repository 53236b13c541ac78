"""Lists of briefings: the index, by year where it is long, and the lists of actors and topics."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator.anchoring import AnchoredBriefing
from generator.corpus import Corpus
from generator.pages import routes
from generator.pages.cards import BriefingCard, YearOfBriefings
from generator.pages.facets import year_of
from generator.pages.indexes import BriefingsIndex
from generator.pages.lists import DatedLink
from generator.pages.paging import Bounds, Route, finder, sheets, year_links, years
from generator.pages.views import LinkView

_TITLE = "Briefings"


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


def cards(
    corpus: Corpus, links: routes.Links, articles: Iterable[AnchoredBriefing]
) -> tuple[BriefingCard, ...]:
    """Briefings in a list, in the order given."""
    return tuple(briefing_card(corpus, links, article) for article in articles)


def dated_link(links: routes.Links, article: AnchoredBriefing) -> DatedLink:
    """A briefing as one line."""
    briefing = article.briefing
    link = LinkView(briefing.title, links.to(routes.briefing(article.slug)))
    return DatedLink(link, briefing.source.published.display())


def briefings_index(corpus: Corpus, bounds: Bounds) -> Iterator[tuple[str, BriefingsIndex]]:
    """All briefings by year on one page; where they are many, the newest, and a list a year."""
    links, articles = routes.Links(routes.BRIEFINGS), corpus.articles
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
    articles: Sequence[AnchoredBriefing],
    route: Route,
    title: str,
    bounds: Bounds,
) -> Iterator[tuple[str, BriefingsIndex]]:
    """A list of briefings in pages."""
    for sheet in sheets(articles, bounds.briefings, route, title):
        part = _by_year(corpus, sheet.links, sheet.items)
        yield sheet.source, BriefingsIndex(sheet.title, (), part, sheet.pager)


def _by_year(
    corpus: Corpus, links: routes.Links, articles: Sequence[AnchoredBriefing]
) -> tuple[YearOfBriefings, ...]:
    return tuple(
        YearOfBriefings(year.lstrip("0"), cards(corpus, links, found))
        for year, found in years(articles, year_of)
    )
