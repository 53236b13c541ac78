"""All pages of the site, in one order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from article_briefings.anchoring import Summary
from article_briefings.corpus import Corpus, reads
from article_briefings.pages import _routes as routes
from article_briefings.pages._actor import ActorPages
from article_briefings.pages._actors import actor_register
from article_briefings.pages._briefing import BriefingBuilder
from article_briefings.pages._briefings import briefings_index
from article_briefings.pages._cards import Catalogue
from article_briefings.pages._contexts import Context, SearchPage
from article_briefings.pages._contradictions import contradictions_pages
from article_briefings.pages._data_page import data_page
from article_briefings.pages._events import timeline_pages
from article_briefings.pages._facets import briefing_filters
from article_briefings.pages._home import home_page
from article_briefings.pages._ledger import Ledger
from article_briefings.pages._linked import actor_linked_data, briefing_linked_data
from article_briefings.pages._page import Page, PageGroup, page_of
from article_briefings.pages._paging import Bounds
from article_briefings.pages._register import note_page, notes_index, topics_index
from article_briefings.pages._reviews import reviews_pages
from article_briefings.pages._stories import LISTING, StoryBuilder, stories_index
from article_briefings.pages._topic import TopicPages
from article_briefings.pages._words import page_description

_Contexts = Iterable[tuple[str, Context]]


class Site:
    """The data about the site that pages need besides the corpus."""

    def __init__(
        self,
        name: str,
        description: str = "",
        repository: routes.Repository | None = None,
        bounds: Bounds | None = None,
        url: str = "",
        exports: Mapping[str, Callable[[Corpus], Iterator[bytes]]] | None = None,
        catalogue: Callable[[], Catalogue] = Catalogue,
    ):
        """`url` is the address at which the site is published, if known.

        `exports` holds the functions that make the published files below `data/`, by file name;
        `catalogue` returns the description of all exports for the page of the data.
        """
        self.name, self.description = name, description
        self.repository = repository or routes.Repository()
        self.bounds = bounds or Bounds()
        self.url, self.exports, self.catalogue = url, exports or {}, catalogue

    @property
    def version(self) -> str:
        """Changes whenever a page would."""
        about = (self.name, self.description, self.repository, self.bounds, self.url)
        return repr((*about, sorted(self.exports)))


def build_pages(corpus: Corpus, site: Site) -> list[Page]:
    """Every page of the site: indexes first, then each section by id."""
    return [page for group in page_groups(corpus, site) for page in group.pages()]


class _Index(NamedTuple):
    """A list or other page without an input of its own; left out of previews of a change."""

    name: str
    about: str
    contexts: Callable[[Corpus, Site], _Contexts]
    kind: str = "Index"

    def group(self, corpus: Corpus, site: Site) -> PageGroup:
        return PageGroup(self.name, partial(self._pages, corpus, site))

    def _pages(self, corpus: Corpus, site: Site) -> Iterator[Page]:
        about = page_description(self.about or site.description)
        for source, context in self.contexts(corpus, site):
            yield page_of(source, self.kind, context, about, updated=corpus.newest_review)


def page_groups(corpus: Corpus, site: Site, ledger: Ledger | None = None) -> list[PageGroup]:
    """Every page of the site before it is built, in the groups that are built together."""
    with reads.untracked():
        indexes = [
            *_FIRST,
            *_claims(ledger or Ledger(corpus, site.bounds)),
            *_REGISTERS,
        ]
        return [
            *(index.group(corpus, site) for index in indexes),
            *(
                PageGroup(f"briefing:{s}", partial(_briefing, corpus, s, site), a.outline.paths[0])
                for s, a in corpus.by_slug.items()
            ),
            *(
                PageGroup(f"actor:{n}", partial(_actor, corpus, n, site), r.path)
                for n, r in corpus.actors.items()
            ),
            *(
                PageGroup(f"note:{n}", partial(_note, corpus, n, site), r.path)
                for n, r in corpus.notes.items()
            ),
            *(PageGroup(f"topic:{n}", partial(_topic, corpus, n, site)) for n in corpus.topics),
            *([_STORIES.group(corpus, site)] if corpus.stories else []),
            *(PageGroup(f"story:{n}", partial(_story, corpus, n, site)) for n in corpus.stories),
            *(index.group(corpus, site) for index in _COMPARISONS),
        ]


def _home(corpus: Corpus, site: Site) -> _Contexts:
    return [(routes.HOME, home_page(corpus, site.name, site.description))]


def _data(_: Corpus, site: Site) -> _Contexts:
    return [(routes.DATA, data_page(site.catalogue(), site.exports, site.url))]


def _search(*_: object) -> _Contexts:
    links = routes.PageLinks(routes.SEARCH)
    hrefs = map(links.to, (routes.BRIEFINGS, routes.CLAIMS, routes.ACTORS))
    return [(routes.SEARCH, SearchPage("Search", *hrefs))]


def _claims(ledger: Ledger) -> Iterator[_Index]:
    about = "Every claim of every article, and its way to the reader."
    for source, build in ledger.builders():
        yield _Index(source, about, partial(_claims_page, source, build), "Ledger")


def _claims_page(source: str, build: Callable[[], Context], *_: object) -> _Contexts:
    return [(source, build())]


def _bounded(
    build: Callable[[Corpus, Bounds], _Contexts],
) -> Callable[[Corpus, Site], _Contexts]:
    return lambda corpus, site: build(corpus, site.bounds)


_FIRST = (
    _Index("home", "", _home),
    _Index("briefings", "All briefings by year.", _bounded(briefings_index)),
)
_REGISTERS = (
    _Index("actors", "Who speaks, relays and is spoken of.", _bounded(actor_register)),
    _Index("notes", "What a reader must know, dated, with sources.", _bounded(notes_index)),
    _Index("topics", "Briefings by subject.", _bounded(topics_index)),
    _Index("timeline", "The events of all articles, in order.", _bounded(timeline_pages)),
    _Index("data", "The corpus for programs: tables, a database, a bibliography, feeds.", _data),
    _Index("search", "Search briefings, claims, actors and background.", _search),
)
_STORIES = _Index("stories", "Events that several articles report.", _bounded(stories_index))
_COMPARISONS = (
    _Index(
        "contradictions",
        "Claims that contradict each other, side by side.",
        _bounded(contradictions_pages),
        "Contradictions",
    ),
    _Index(
        "reviews",
        "Briefings and background notes by the day of their next review.",
        _bounded(reviews_pages),
        "Reviews",
    ),
)


def _briefing(corpus: Corpus, slug: str, site: Site) -> Iterator[Page]:
    article = corpus.by_slug[slug]
    context = BriefingBuilder(corpus, article, site.repository).page()
    yield page_of(
        routes.briefing(slug),
        "Briefing",
        context,
        context.bluf,
        (article.document.path, *(text.path for _, text in article.texts)),
        _reviewed([article.summary]),
        briefing_filters(corpus, article),
        briefing_linked_data(corpus, article),
        routes.GRAPH if site.exports else "",
    )


def _note(corpus: Corpus, name: str, site: Site) -> Iterator[Page]:
    record = corpus.notes[name]
    context = note_page(corpus, record, site.repository, site.bounds)
    about, day = page_description(context.summary), record.note.as_of.isoformat()
    yield page_of(routes.note(name), "Background", context, about, (record.path,), day)


def _actor(corpus: Corpus, name: str, site: Site) -> Iterator[Page]:
    record = corpus.actors[name]
    pages = ActorPages(corpus, name, site.bounds)
    context = pages.page(site.repository)
    about = context.description or f"{context.title}: what it claimed, relayed, and is said of it."
    day = _reviewed(record.appears_in.summaries())
    yield page_of(
        routes.actor(name),
        "Actor",
        context,
        page_description(about),
        (record.path,),
        day,
        # An outlet can be found under both.
        (("actor", record.title), *([("outlet", record.title)] * (context.type == "outlet"))),
        actor_linked_data(corpus, record),
    )
    yield from _further(pages.lists(), day)


def _topic(corpus: Corpus, name: str, site: Site) -> Iterator[Page]:
    record = corpus.topics[name]
    pages = TopicPages(corpus, name, site.bounds)
    context = pages.page(site.repository)
    about, day = page_description(context.description), _reviewed(record.articles.summaries())
    filters, inputs = (("topic", record.title),), ("briefings/topics.yml",)
    yield page_of(routes.topic(name), "Topic", context, about, inputs, day, filters)
    yield from _further(pages.lists(), day)


def _further(lists: _Contexts, day: str) -> Iterator[Page]:
    """The pages of the lists that do not fit on one page."""
    for source, context in lists:
        yield page_of(source, "Index", context, page_description(context.title), updated=day)


def _story(corpus: Corpus, name: str, site: Site) -> Iterator[Page]:
    record = corpus.stories[name]
    context = StoryBuilder(corpus, record, site.repository).page()
    about, day = page_description(context.summary), _reviewed(a.summary for a in record.articles)
    filters = (("story", record.title),)
    yield page_of(routes.story(name), "Story", context, about, (LISTING,), day, filters)


def _reviewed(articles: Iterable[Summary]) -> str:
    days = (article.reviewed.isoformat() for article in articles if article.reviewed)
    return max(days, default="")
