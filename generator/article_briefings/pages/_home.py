"""The pages about the site: the first page, the search, and the data for programs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._changes import FEED
from article_briefings.pages._chronology import BriefingCard, cards
from article_briefings.pages._feeds import BRIEFINGS, VERDICTS
from article_briefings.pages._figures import SoFigure, so_figure
from article_briefings.pages._labels import by_title
from article_briefings.pages._page import Context
from article_briefings.pages._paging import CountedLink, full_list
from article_briefings.pages._stories import StoryCard, story_cards
from article_briefings.pages._topic import TopicCard, topic_card
from article_briefings.pages._views import LinkView


@dataclass(frozen=True)
class HomePage(Context):
    """The newest briefings, the stories and topics, and the size of the site."""

    template = "home.md.j2"
    title: str
    description: str
    newest: tuple[BriefingCard, ...]
    newest_all: CountedLink | None
    """The index, if it has more."""
    stories: tuple[StoryCard, ...]
    """Those with the newest articles."""
    stories_all: CountedLink | None
    topics: tuple[TopicCard, ...]
    """Those with most briefings."""
    topics_all: CountedLink | None
    briefings: int
    claims: int
    actors: int
    notes: int
    briefings_href: str
    claims_href: str
    actors_href: str
    background_href: str
    search_href: str
    so: SoFigure | None
    """All claims by whether they are so."""


@dataclass(frozen=True)
class SearchPage(Context):
    """The search page, for use without the header's dialog."""

    template = "search.md.j2"
    title: str
    briefings_href: str
    claims_href: str
    actors_href: str


_NEWEST = 10
_TOPICS = 24


def home_page(corpus: Corpus, title: str, description: str) -> HomePage:
    """The first page of a site with this name and description."""
    links = routes.PageLinks(routes.HOME)
    stories = list(islice(story_cards(corpus, links), _NEWEST))
    return HomePage(
        title=title,
        description=description,
        newest=cards(corpus, links, corpus.articles.summaries()[:_NEWEST]),
        newest_all=full_list(links, "briefings", routes.BRIEFINGS, len(corpus.articles), _NEWEST),
        stories=tuple(stories),
        stories_all=full_list(links, "stories", routes.STORIES, len(corpus.stories), len(stories)),
        topics=_topics(corpus, links),
        topics_all=full_list(links, "topics", routes.TOPICS, len(corpus.topics), _TOPICS),
        briefings=len(corpus.articles),
        claims=sum(corpus.so.values()),
        actors=len(corpus.actors),
        notes=len(corpus.notes),
        briefings_href=links.to(routes.BRIEFINGS),
        claims_href=links.to(routes.CLAIMS),
        actors_href=links.to(routes.ACTORS),
        background_href=links.to(routes.BACKGROUND),
        search_href=links.to(routes.SEARCH),
        so=so_figure(corpus.so),
    )


def _topics(corpus: Corpus, links: routes.PageLinks) -> tuple[TopicCard, ...]:
    """Topics by title; if there are many, those with the most briefings."""
    most = sorted(corpus.topics.values(), key=lambda topic: (-len(topic.articles), topic.id))
    return tuple(topic_card(links, topic) for topic in by_title(most[:_TOPICS]))


class ExportView(NamedTuple):
    """One format in which the corpus is exported."""

    name: str
    """The name used by the command."""
    title: str
    meaning: str
    version: int
    file: LinkView
    """The file; without an address if it is not on this site."""


class TermView(NamedTuple):
    """A term of our own vocabulary in the linked-data exports."""

    name: str
    meaning: str
    kind: str


class ColumnOfTable(NamedTuple):
    """A column of the exported tables."""

    name: str
    kind: str
    meaning: str
    always: bool
    """Whether every row has a value."""


class TableView(NamedTuple):
    """An exported table."""

    name: str
    id: str
    """The anchor of its heading."""
    meaning: str
    key: str
    columns: tuple[ColumnOfTable, ...]


@dataclass(frozen=True)
class DataPage(Context):
    """The data that the site offers to programs."""

    template = "data.md.j2"
    title: str
    exports: tuple[ExportView, ...]
    published: bool
    """Whether the files are on this site."""
    feeds: tuple[LinkView, ...]
    tables: tuple[TableView, ...]
    """The dictionary of the tables."""
    terms: tuple[TermView, ...]
    """The dictionary of our own terms in annotations."""


class Catalogue(NamedTuple):
    """The description of the exports, in rows of plain values; supplied by the site's builder."""

    exports: Iterable[tuple[str, str, str, int, str]] = ()
    """Name, title, meaning, version and published file of each format."""
    tables: Iterable[tuple[str, str, str, Iterable[tuple[str, str, str, bool]]]] = ()
    """Name, meaning, key and columns of each table.

    A column has a name, a type, a meaning, and whether every row has a value.
    """
    terms: Iterable[tuple[str, str, str]] = ()
    """Name, meaning and kind of each of our own terms in annotations."""


_FEEDS = {BRIEFINGS: "Briefings", VERDICTS: "Verdicts", FEED: "What has changed"}
_FORMS = {"xml": "Atom", "json": "JSON Feed"}


def data_page(catalogue: Catalogue, files: Collection[str], url: str) -> DataPage:
    """The page of a site that has these files, or only says how to make them.

    `url` is the site's address; without one it has no feeds.
    """
    feeds = (
        LinkView(f"{title}: {form}", f"../{name}.{ending}")
        for name, title in (_FEEDS if url else {}).items()
        for ending, form in _FORMS.items()
    )
    return DataPage(
        title="Data",
        exports=tuple(
            ExportView(
                name,
                title,
                meaning,
                version,
                LinkView(file, routes.Address(file) if f"data/{file}" in files else ""),
            )
            for name, title, meaning, version, file in catalogue.exports
        ),
        published=bool(files),
        feeds=tuple(feeds),
        tables=tuple(
            TableView(
                name,
                f"table--{name.replace('_', '-')}",
                meaning,
                key,
                tuple(ColumnOfTable(*column) for column in columns),
            )
            for name, meaning, key, columns in catalogue.tables
        ),
        terms=tuple(TermView(*term) for term in catalogue.terms),
    )
