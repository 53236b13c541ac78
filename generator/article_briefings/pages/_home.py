"""The first page, with the newest of everything and links to the rest; and the search page."""

from dataclasses import dataclass
from itertools import islice

from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._briefings import BriefingCard, cards
from article_briefings.pages._figure_views import StatusFigure
from article_briefings.pages._figures import status_figure
from article_briefings.pages._page import Context
from article_briefings.pages._paging import CountedLink, full_list
from article_briefings.pages._stories import StoryCard, story_cards
from article_briefings.pages._topic import TopicCard, topic_card
from article_briefings.pages._words import by_title


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
    standing: StatusFigure | None
    """All claims by status."""


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
        claims=sum(corpus.statuses.values()),
        actors=len(corpus.actors),
        notes=len(corpus.notes),
        briefings_href=links.to(routes.BRIEFINGS),
        claims_href=links.to(routes.CLAIMS),
        actors_href=links.to(routes.ACTORS),
        background_href=links.to(routes.BACKGROUND),
        search_href=links.to(routes.SEARCH),
        standing=status_figure(corpus.statuses),
    )


def _topics(corpus: Corpus, links: routes.PageLinks) -> tuple[TopicCard, ...]:
    """Topics by title; if there are many, those with the most briefings."""
    most = sorted(corpus.topics.values(), key=lambda topic: (-len(topic.articles), topic.id))
    return tuple(topic_card(links, topic) for topic in by_title(most[:_TOPICS]))
