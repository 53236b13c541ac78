"""The pages about the site: the first page, the search, and the data for programs."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from article_briefings.corpus import Corpus
from article_briefings.language import N_, _
from article_briefings.pages import _routes as routes
from article_briefings.pages._changes import FEED, CorrectionView, newest_changes
from article_briefings.pages._chronology import BriefingCard, cards
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._feeds import BRIEFINGS, VERDICTS
from article_briefings.pages._figures import SoFigure, so_figure
from article_briefings.pages._labels import SAID_QUESTION, SO_QUESTION, by_title
from article_briefings.pages._page import Context
from article_briefings.pages._paging import FullList, full_list
from article_briefings.pages._site import Catalogue, Site
from article_briefings.pages._specimen import Specimen, choose, specimen
from article_briefings.pages._stories import StoryCard, newest_first, story_cards
from article_briefings.pages._topic import TopicCard, topic_card
from article_briefings.pages._views import LinkView


@dataclass(frozen=True)
class HomePage(Context):
    """A specimen, the ways into the site, the newest, and what has changed."""

    template = "home.md.j2"
    title: str
    """The first sentence of the site's description, whose rest is the intro; else its name."""
    intro: str
    specimen: Specimen | None
    """None as long as there is no claim."""
    newest: tuple[BriefingCard, ...]
    newest_all: FullList | None
    """The index, if it has more."""
    story: StoryCard | None
    """The one with the newest article."""
    stories_all: FullList | None
    changes: tuple[CorrectionView, ...]
    """The newest corrections."""
    changes_href: str
    topics: tuple[TopicCard, ...]
    """Those with most briefings."""
    topics_all: FullList | None
    briefings: int
    claims: int
    briefings_href: str
    data_href: str
    teach_href: str
    """The page for teachers, else the worksheet of the specimen's briefing; empty without both."""
    demo_href: str
    """Empty if there is none."""
    so: SoFigure | None
    """All claims by whether they are so."""


class FilterView(NamedTuple):
    """A filter of the search, by the name that it has in addresses and in the index."""

    name: str
    label: str


_FILTERS = (
    ("kind", N_("Kind of page")),
    ("actor", N_("Who")),
    ("outlet", N_("Outlet")),
    ("story", N_("Story")),
    ("topic", N_("Topic")),
    ("said", SAID_QUESTION),
    ("so", SO_QUESTION),
    ("claim", N_("Kind of claim")),
    ("year", N_("Year of the article")),
    ("language", N_("Language of the article")),
)


def search_filters(without: Collection[str]) -> tuple[FilterView, ...]:
    """The filters of a site that leaves out these parts."""
    return tuple(
        FilterView(name, _(label))
        for name, label in _FILTERS
        if name != "story" or "stories" not in without
    )


@dataclass(frozen=True)
class SearchPage(Context):
    """The search page, for use without the header's dialog."""

    template = "search.md.j2"
    briefings_href: str
    claims_href: str
    actors_href: str
    filters: tuple[FilterView, ...]


_NEWEST = 3
_READ = 10
"""As many of the newest articles are searched for the specimen."""
_TOPICS = 24


def home_page(corpus: Corpus, site: Site) -> HomePage:
    """The first page of a site."""
    links = routes.PageLinks(routes.HOME, site.without)
    story = next((story for story in newest_first(corpus) if story.articles), None)
    newest = corpus.articles[:_READ]
    chosen = choose(story.articles[:_READ] if story else newest)
    shown = specimen(ClaimViews(corpus, links), chosen) if chosen else None
    summaries = corpus.articles.summaries()[: _NEWEST + 1]
    # The specimen leads to its article: the list begins with the others, if there are any.
    others = [one for one in summaries if not chosen or one.slug != chosen.slug] or summaries
    listed = others[:_NEWEST]
    first, _, rest = site.description.partition(". ")
    return HomePage(
        title=first if rest else site.name,
        intro=rest or site.description,
        specimen=shown,
        newest=cards(corpus, links, listed),
        newest_all=full_list(links, routes.BRIEFINGS, len(corpus.articles), len(listed)),
        story=next(story_cards(corpus, links), None),
        stories_all=full_list(links, routes.STORIES, len(corpus.stories), 1),
        changes=newest_changes(corpus, links, _NEWEST),
        changes_href=links.to(routes.changes()),
        topics=_topics(corpus, links),
        topics_all=full_list(links, routes.TOPICS, len(corpus.topics), _TOPICS),
        briefings=len(corpus.articles),
        claims=sum(corpus.so.values()),
        briefings_href=links.to(routes.BRIEFINGS),
        data_href=links.to(routes.DATA),
        teach_href=_teach(links, site.teach, chosen.slug if chosen else ""),
        demo_href=site.demo,
        so=so_figure(corpus.so),
    )


def _teach(links: routes.PageLinks, page: str, slug: str) -> str:
    if page:
        source, _, anchor = page.partition("#")
        return links.to(source, anchor)
    return links.to(routes.worksheet(slug)) if slug else ""


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
    exports: tuple[ExportView, ...]
    published: bool
    """Whether the files are on this site."""
    feeds: tuple[LinkView, ...]
    tables: tuple[TableView, ...]
    """The dictionary of the tables."""
    terms: tuple[TermView, ...]
    """The dictionary of our own terms in annotations."""


_FEEDS = {BRIEFINGS: N_("Briefings"), VERDICTS: N_("Verdicts"), FEED: N_("What has changed")}
_FORMS = {"xml": "Atom", "json": "JSON Feed"}


def data_page(catalogue: Catalogue, files: Collection[str], url: str) -> DataPage:
    """The page of a site that has these files, or only says how to make them.

    `url` is the site's address; without one it has no feeds.
    """
    feeds = (
        LinkView(f"{_(title)}: {form}", f"../{name}.{ending}")
        for name, title in (_FEEDS if url else {}).items()
        for ending, form in _FORMS.items()
    )
    return DataPage(
        title=_("Data"),
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
