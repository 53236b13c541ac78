"""The first page: the newest of everything, with links to the rest."""

from itertools import islice

from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._briefings import cards
from article_briefings.pages._cards import TopicCard
from article_briefings.pages._contexts import HomePage
from article_briefings.pages._lists import CountedLink
from article_briefings.pages._register import topic_card
from article_briefings.pages._status_figure import figure_of
from article_briefings.pages._stories import story_cards
from article_briefings.pages._words import name_key

_NEWEST = 10
_TOPICS = 24


def home_page(corpus: Corpus, title: str, description: str) -> HomePage:
    """The first page of a site with this name and description."""
    links = routes.Links(routes.HOME)
    stories = list(islice(story_cards(corpus, links), _NEWEST))
    return HomePage(
        title=title,
        description=description,
        newest=cards(corpus, links, corpus.articles.summaries()[:_NEWEST]),
        newest_all=_all(links, routes.BRIEFINGS, "briefings", len(corpus.articles), _NEWEST),
        stories=tuple(stories),
        stories_all=_all(links, routes.STORIES, "stories", len(corpus.stories), len(stories)),
        topics=_topics(corpus, links),
        topics_all=_all(links, routes.TOPICS, "topics", len(corpus.topics), _TOPICS),
        briefings=len(corpus.articles),
        claims=sum(corpus.statuses.values()),
        actors=len(corpus.actors),
        notes=len(corpus.notes),
        briefings_href=links.to(routes.BRIEFINGS),
        claims_href=links.to(routes.CLAIMS),
        actors_href=links.to(routes.ACTORS),
        background_href=links.to(routes.BACKGROUND),
        search_href=links.to(routes.SEARCH),
        standing=figure_of(corpus.statuses),
    )


def _topics(corpus: Corpus, links: routes.Links) -> tuple[TopicCard, ...]:
    """By title; where they are many, those with most briefings."""
    topics = corpus.topics
    most = sorted(topics, key=lambda name: (-len(topics[name].articles), name))[:_TOPICS]
    most.sort(key=lambda name: name_key(topics[name].topic.title))
    return tuple(topic_card(links, name, topics[name]) for name in most)


def _all(links: routes.Links, index: str, what: str, count: int, shown: int) -> CountedLink | None:
    """The index that has more than is shown here."""
    return CountedLink(what, links.to(index), count) if count > shown else None
