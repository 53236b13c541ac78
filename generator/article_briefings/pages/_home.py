"""The first page: the newest of everything, with links to the rest."""

from itertools import islice

from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._briefings import cards
from article_briefings.pages._cards import TopicCard
from article_briefings.pages._contexts import HomePage
from article_briefings.pages._figures import status_figure
from article_briefings.pages._paging import full_list
from article_briefings.pages._register import topic_card
from article_briefings.pages._stories import story_cards
from article_briefings.pages._words import by_title

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
