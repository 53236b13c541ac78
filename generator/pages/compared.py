"""The pages that compare articles and the page of reviews due, in one order."""

from collections.abc import Iterator

from generator.corpus import Corpus, StoryRecord
from generator.pages import routes
from generator.pages.contexts import Context
from generator.pages.contradictions import contradictions_pages
from generator.pages.filters import story_filters
from generator.pages.page import Page
from generator.pages.paging import Bounds
from generator.pages.reviews import reviews_pages
from generator.pages.stories import LISTING, StoryBuilder, stories_index
from generator.pages.words import shortened


def compared_pages(
    corpus: Corpus, repository: routes.Repository, bounds: Bounds, newest: str
) -> Iterator[Page]:
    """Stories where there are any, contradictions, reviews; `newest` is the day of the indexes."""
    if corpus.stories:
        about = "Events that several articles report."
        for source, index in stories_index(corpus, bounds):
            yield _page(source, "Index", index, about, newest)
    for name, record in corpus.stories.items():
        yield _story(corpus, name, record, repository)
    for source, pairs in contradictions_pages(corpus):
        about = "Claims that contradict each other, side by side."
        yield _page(source, "Contradictions", pairs, about, newest)
    for source, due in reviews_pages(corpus):
        about = "Briefings and background notes by the day of their next review."
        yield _page(source, "Reviews", due, about, newest)


def _page(source: str, kind: str, context: Context, about: str, newest: str) -> Page:
    url = routes.url_of(source)
    return Page(source, url, context.title, about, kind, context, (), newest)


def _story(corpus: Corpus, name: str, record: StoryRecord, repository: routes.Repository) -> Page:
    context = StoryBuilder(corpus, name, record, repository).page()
    source = routes.story(name)
    days = [article.briefing.review.reviewed.isoformat() for article in record.articles]
    return Page(
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
