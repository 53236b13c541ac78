"""All pages of a site in one order, and the files beside them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from itertools import starmap

from article_briefings.anchoring import Summary
from article_briefings.corpus import ActorRecord, Corpus, reads
from article_briefings.language import _
from article_briefings.pages import _routes as routes
from article_briefings.pages._actor import ActorPages, actor_register
from article_briefings.pages._briefing import BriefingBuilder
from article_briefings.pages._changes import changes_pages
from article_briefings.pages._chronology import briefings_index, timeline_pages
from article_briefings.pages._claim_pages import ClaimPages
from article_briefings.pages._comparisons import contradictions_pages, draws_on_pages
from article_briefings.pages._facets import LedgerData, briefing_filters
from article_briefings.pages._feeds import FilesForPrograms
from article_briefings.pages._home import (
    FilterView,
    SearchPage,
    data_page,
    home_page,
    search_filters,
)
from article_briefings.pages._labels import page_description
from article_briefings.pages._ledger import Ledger
from article_briefings.pages._linked import actor_linked_data, briefing_graph, briefing_linked_data
from article_briefings.pages._notes import note_page, notes_index, reviews_pages
from article_briefings.pages._own import all_filters, own_pairs
from article_briefings.pages._page import Context, DataGroup, File, Filters, Page, PageGroup
from article_briefings.pages._paging import Bounds
from article_briefings.pages._redirects import redirects
from article_briefings.pages._site import Site
from article_briefings.pages._stories import LISTING, StoryBuilder, stories_index
from article_briefings.pages._teaching import key, worksheet
from article_briefings.pages._topic import TopicPages, topics_index
from article_briefings.pages._withdrawn import withdrawn_pages

_Contexts = Iterable[tuple[str, Context]]
"""Markdown files and the contexts of their pages."""


class SiteContents:
    """The contents of a corpus's site before they are built, in groups that are built together."""

    def __init__(self, corpus: Corpus, site: Site) -> None:
        site.language.use()  # in whatever process
        if "stories" in site.without:
            corpus = replace(corpus, stories={})
        self._corpus, self._site = corpus, site
        self._bounds = replace(site.bounds, without=site.without)
        self._ledger = Ledger(corpus, self._bounds)
        self._ledger_data = LedgerData(corpus)
        # A search engine would take an invented verdict for a fact check.
        self._described = not site.label
        self._graphs = bool(site.exports) and self._described
        self._programs = FilesForPrograms(corpus, site)

    def forget_rows(self) -> None:
        """Drop the rows that lists share, since an article may have changed."""
        self._ledger.forget_rows()

    @cached_property
    def groups(self) -> dict[str, PageGroup | DataGroup]:
        """All groups by name, in the order of the site: its pages, then the files beside them."""
        with reads.untracked():
            groups: list[PageGroup | DataGroup] = [*self._pages(), *self._files()]
        without = self._site.without
        return {one.name: one for one in groups if not routes.is_left_out(one.name, without)}

    def facts(self) -> dict[str, str]:
        """A digest for each fact that groups read besides those of the corpus."""
        return self._ledger.facts() | self._ledger_data.facts() | self._programs.facts()

    def index(self, places: Iterable[str]) -> tuple[str, bytes] | None:
        """The place and content of the ledger's index, given the places of all files, if any."""
        return None if "ledger" in self._site.without else self._ledger_data.index(places)

    def _files(self) -> Iterator[DataGroup]:
        """The data for scripts, the feeds, the files for programs, and earlier addresses."""
        if "ledger" not in self._site.without:
            yield from self._ledger_data.groups()
        yield from self._programs.groups()
        yield from redirects(self._corpus, self._site.url)
        yield from withdrawn_pages(self._corpus, self._site)
        for slug in self._corpus.by_slug:
            yield DataGroup(f"claims:{slug}", partial(self._claims, slug))
            yield DataGroup(routes.plain_text(slug), partial(self._plain_text, slug))
            if self._graphs:
                yield DataGroup(routes.briefing_graph(slug), partial(self._graph, slug))

    def _plain_text(self, slug: str) -> tuple[str, bytes]:
        """The article alone, for readers without a script who want to copy it."""
        return routes.plain_text(slug), self._corpus.by_slug[slug].source.text.encode()

    def _claims(self, slug: str) -> Iterator[File]:
        return ClaimPages(self._corpus, slug, self._site).files()

    def _graph(self, slug: str) -> tuple[str, bytes]:
        article = self._corpus.by_slug[slug]
        return routes.briefing_graph(slug), briefing_graph(self._corpus, article, self._site.url)

    def _pages(self) -> Iterator[PageGroup]:
        """Indexes first, then each section by id."""
        corpus = self._corpus
        yield self._index("home", "", self._home, "Home")
        yield self._list("briefings", _("All briefings by year."), briefings_index)
        for source, build in self._ledger.pages():
            yield PageGroup(source, partial(self._ledger_page, source, build))
        yield self._list("actors", _("Who speaks, relays and is spoken of."), actor_register)
        about = _("What a reader must know, dated, with sources.")
        yield self._list("notes", about, notes_index)
        yield self._list("topics", _("Briefings by subject."), topics_index)
        yield self._list("timeline", _("The events of all articles, in order."), timeline_pages)
        about = _("The corpus for programs: tables, a database, a bibliography, feeds.")
        yield self._index("data", about, self._data)
        about = _("Search briefings, claims, actors and background.")
        yield self._index("search", about, self._search)
        for slug, article in corpus.by_slug.items():
            path = article.outline.paths[0]
            yield PageGroup(f"briefing:{slug}", partial(self._briefing, slug), path)
        for name, actor in corpus.actors.items():
            yield PageGroup(f"actor:{name}", partial(self._actor, name), actor.path)
        for name, note in corpus.notes.items():
            yield PageGroup(f"note:{name}", partial(self._note, name), note.path)
        for name in corpus.topics:
            yield PageGroup(f"topic:{name}", partial(self._topic, name))
        if corpus.stories:
            about = _("Events that several articles report.")
            yield self._list("stories", about, stories_index)
        for name in corpus.stories:
            yield PageGroup(f"story:{name}", partial(self._story, name))
        about, kind = _("Claims that contradict each other, side by side."), "Contradictions"
        yield self._list("claims/contradictions", about, contradictions_pages, kind)
        about = _("Whose reports the evidence copies: publishers and their sources, counted.")
        yield self._list("draws-on", about, draws_on_pages)
        about = _("Corrections of published briefings, with dates and reasons, the latest first.")
        changes = partial(changes_pages, bool(self._site.url))
        yield self._list("changes", about, changes, "Changes")
        about = _("Briefings and background notes by the day of their next review.")
        yield self._list("reviews", about, reviews_pages, "Reviews")

    # Pages without an input of their own; a preview of a change leaves them out.

    def _list(
        self,
        name: str,
        about: str,
        build: Callable[[Corpus, Bounds], _Contexts],
        kind: str = "Index",
    ) -> PageGroup:
        """The pages of a list."""
        return self._index(name, about, partial(build, self._corpus, self._bounds), kind)

    def _index(
        self, name: str, about: str, contexts: Callable[[], _Contexts], kind: str = "Index"
    ) -> PageGroup:
        return PageGroup(name, partial(self._index_pages, about, contexts, kind))

    def _index_pages(
        self, about: str, contexts: Callable[[], _Contexts], kind: str
    ) -> Iterator[Page]:
        about = page_description(about or self._site.description)
        for source, context in contexts():
            yield Page(source, kind, context, about, reviewed=self._corpus.newest_review)

    def _ledger_page(self, source: str, build: Callable[[], Context]) -> Iterator[Page]:
        about = _(
            "Every claim of every article: who says it, whether it was said, whether it is so."
        )
        yield Page(source, "Ledger", build(), about, reviewed=self._corpus.newest_review)

    def _home(self) -> _Contexts:
        yield routes.HOME, home_page(self._corpus, self._site)

    def _data(self) -> _Contexts:
        site = self._site
        yield routes.DATA, data_page(site.catalogue(self._corpus.declared), site.exports, site.url)

    def _search(self) -> _Contexts:
        links = routes.PageLinks(routes.SEARCH, self._site.without)
        briefings, claims, actors = map(links.to, (routes.BRIEFINGS, routes.CLAIMS, routes.ACTORS))
        own = starmap(FilterView, all_filters(self._corpus.declared).items())
        filters = (*search_filters(self._site.without), *own)
        yield routes.SEARCH, SearchPage(_("Search"), briefings, claims, actors, filters)

    # Pages of inputs.

    def _briefing(self, slug: str) -> Iterator[Page]:
        corpus, article = self._corpus, self._corpus.by_slug[slug]
        builder = BriefingBuilder(corpus, article, self._site)
        context = builder.page()
        day = _newest_review([article.summary])
        yield Page(
            routes.briefing(slug),
            "Briefing",
            context,
            context.bluf,
            (article.document.path, *(text.path for _, text in article.texts)),
            day,
            briefing_filters(corpus, article),
            briefing_linked_data(corpus, article) if self._described else None,
            routes.GRAPH if self._graphs else "",
            builder.card(context),
        )
        if "worksheets" in self._site.without:
            return
        about = _(
            "The article, and questions about its passages: who says it, and how do they know?"
        )
        yield Page(
            routes.worksheet(slug), "Worksheet", worksheet(corpus, article), about, reviewed=day
        )
        about = _("The answers to the worksheet, for teachers.")
        yield Page(
            routes.key(slug),
            "Key",
            key(corpus, article, context.claims, context.evidence),
            about,
            reviewed=day,
        )

    def _note(self, name: str) -> Iterator[Page]:
        record = self._corpus.notes[name]
        context = note_page(self._corpus, record, self._site.repository, self._bounds)
        about, day = page_description(context.summary), record.note.as_of.isoformat()
        yield Page(routes.note(name), "Background", context, about, (record.path,), day)

    def _actor(self, name: str) -> Iterator[Page]:
        record = self._corpus.actors[name]
        pages = ActorPages(self._corpus, name, self._bounds)
        context = pages.page(self._site.repository)
        about = _("%(actor)s: what it claimed, relayed, and is said of it.", actor=context.title)
        day = _newest_review(record.appears_in.summaries())
        yield Page(
            routes.actor(name),
            "Actor",
            context,
            page_description(context.description or about),
            (record.path,),
            day,
            _actor_filters(self._corpus, record),
            actor_linked_data(self._corpus, record) if self._described else None,
        )
        yield from _further(pages.lists(), day)

    def _topic(self, name: str) -> Iterator[Page]:
        record = self._corpus.topics[name]
        pages = TopicPages(self._corpus, name, self._bounds)
        context = pages.page(self._site.repository)
        about = page_description(context.description)
        day = _newest_review(record.articles.summaries())
        filters, inputs = (("topic", record.title),), ("briefings/topics.yml",)
        yield Page(routes.topic(name), "Topic", context, about, inputs, day, filters)
        yield from _further(pages.lists(), day)

    def _story(self, name: str) -> Iterator[Page]:
        record = self._corpus.stories[name]
        context = StoryBuilder(self._corpus, record, self._site.repository).page()
        about = page_description(context.summary)
        day = _newest_review(article.summary for article in record.articles)
        filters = (("story", record.title),)
        yield Page(routes.story(name), "Story", context, about, (LISTING,), day, filters)
        yield from _further(draws_on_pages(self._corpus, self._bounds, record), day)


def _actor_filters(corpus: Corpus, record: ActorRecord) -> Filters:
    """The filters of an actor's page; an outlet can be found under both names."""
    names = ("actor", "outlet") if record.actor.type == "outlet" else ("actor",)
    own = own_pairs(corpus.declared, "actors", record.actor.fields)
    return (*((name, record.title) for name in names), *own)


def _further(lists: _Contexts, day: str) -> Iterator[Page]:
    """The pages of the lists that do not fit on one page."""
    for source, context in lists:
        yield Page(source, "Index", context, page_description(context.title), reviewed=day)


def _newest_review(articles: Iterable[Summary]) -> str:
    days = (article.reviewed.isoformat() for article in articles if article.reviewed)
    return max(days, default="")
