"""Lists of briefings: the index, by year if it is long, and the lists of actors and topics."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from article_briefings.anchoring import Summary
from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._facets import year_of
from article_briefings.pages._page import Context
from article_briefings.pages._paging import (
    Bounds,
    CountedLink,
    FinderView,
    ListPages,
    PagerView,
    Route,
    Sheet,
    Split,
)
from article_briefings.pages._views import LinkView


class BriefingCard(NamedTuple):
    """A briefing in a list."""

    title: str
    href: str
    bluf: str
    date: str
    outlet: str
    topics: tuple[LinkView, ...]
    claims: int
    assessed: int
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
    title: str
    by_year: tuple[CountedLink, ...]
    """The lists of the years, on an index that does not hold all briefings itself."""
    years: tuple[YearOfBriefings, ...]
    pager: PagerView | None
    finder: FinderView | None = None


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
    return tuple(_card(corpus, links, article) for article in articles)


def _card(corpus: Corpus, links: routes.PageLinks, article: Summary) -> BriefingCard:
    """A briefing in a list."""
    return BriefingCard(
        title=article.title,
        href=links.to(routes.briefing(article.slug)),
        bluf=article.bluf,
        date=article.published.display(),
        outlet=corpus.actors[article.outlet].actor.name if article.outlet else "",
        topics=topic_links(corpus, links, article.topics),
        claims=article.claims,
        assessed=article.assessed,
        draft=article.draft,
    )


def dated_link(links: routes.PageLinks, article: Summary) -> DatedLink:
    """A briefing as one line."""
    link = LinkView(article.title, links.to(routes.briefing(article.slug)))
    return DatedLink(link, article.published.display())


def briefings_index(corpus: Corpus, bounds: Bounds) -> ListPages[Summary, BriefingsIndex]:
    """All briefings by year on one page; if there are many, the newest and one list per year."""
    articles = corpus.articles.summaries()
    split = Split(
        most=bounds.briefings,
        by=year_of,
        label=lambda year: year.lstrip("0"),
        title="Briefings of {}",
        route=partial(routes.by_value, "briefings", "year"),
        heading="The newest",
        excerpt=lambda: articles[: bounds.excerpt],
    )
    return ListPages(
        "Briefings",
        lambda _: routes.BRIEFINGS,
        articles,
        bounds.briefings,
        partial(_page, corpus),
        finder=("Briefing", "Find a briefing"),
        split=split,
    )


def briefings_of(corpus: Corpus, bounds: Bounds, year: str) -> str:
    """The Markdown file of the page that lists the briefings of a year that has any."""
    is_split = len(corpus.articles) > bounds.briefings
    return routes.by_value("briefings", "year", year) if is_split else routes.BRIEFINGS


def briefing_pages(
    corpus: Corpus, articles: Sequence[Summary], route: Route, title: str, bounds: Bounds
) -> ListPages[Summary, BriefingsIndex]:
    """A list of briefings in pages."""
    return ListPages(title, route, articles, bounds.briefings, partial(_page, corpus))


def _page(corpus: Corpus, sheet: Sheet[Summary]) -> BriefingsIndex:
    by_year = tuple(
        YearOfBriefings(year, cards(corpus, sheet.links, found))
        for year, found in sheet.groups(year_of)
    )
    finder = sheet.finder if sheet.parts else None
    return BriefingsIndex(sheet.title, sheet.parts, by_year, sheet.pager, finder)
