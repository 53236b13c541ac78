"""The pages that compare articles and the pages of reviews due, in one order."""

from collections.abc import Iterator
from functools import partial

from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._contexts import Context
from article_briefings.pages._contradictions import contradictions_pages
from article_briefings.pages._filters import story_filters
from article_briefings.pages._page import Group, Page
from article_briefings.pages._paging import Bounds
from article_briefings.pages._reviews import reviews_pages
from article_briefings.pages._stories import LISTING, StoryBuilder, stories_index
from article_briefings.pages._words import shortened


def compared_groups(
    corpus: Corpus, repository: routes.Repository, bounds: Bounds
) -> Iterator[Group]:
    """Stories where there are any, contradictions, reviews."""
    if corpus.stories:
        yield Group("stories", partial(_stories, corpus, bounds))
    for name in corpus.stories:
        yield Group(f"story:{name}", partial(_story, corpus, name, repository))
    yield Group("contradictions", partial(_contradictions, corpus))
    yield Group("reviews", partial(_reviews, corpus))


def _stories(corpus: Corpus, bounds: Bounds) -> Iterator[Page]:
    about = "Events that several articles report."
    for source, index in stories_index(corpus, bounds):
        yield _page(source, "Index", index, about, corpus.newest_review)


def _contradictions(corpus: Corpus) -> Iterator[Page]:
    about = "Claims that contradict each other, side by side."
    for source, pairs in contradictions_pages(corpus):
        yield _page(source, "Contradictions", pairs, about, corpus.newest_review)


def _reviews(corpus: Corpus) -> Iterator[Page]:
    about = "Briefings and background notes by the day of their next review."
    for source, due in reviews_pages(corpus):
        yield _page(source, "Reviews", due, about, corpus.newest_review)


def _page(source: str, kind: str, context: Context, about: str, newest: str) -> Page:
    url = routes.url_of(source)
    return Page(source, url, context.title, about, kind, context, (), newest)


def _story(corpus: Corpus, name: str, repository: routes.Repository) -> Iterator[Page]:
    record = corpus.stories[name]
    context = StoryBuilder(corpus, name, record, repository).page()
    source = routes.story(name)
    days = [
        article.briefing.review.reviewed.isoformat()
        for article in record.articles
        if article.briefing.review.reviewed
    ]
    yield Page(
        source=source,
        url=routes.url_of(source),
        title=context.title,
        description=shortened(context.summary),
        kind="Story",
        context=context,
        inputs=(LISTING,),
        updated=max(days, default=""),
        edit_url=context.edit_url,
        filters=story_filters(record),
    )
