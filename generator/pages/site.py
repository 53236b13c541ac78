"""All pages of the site, in one order."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

from generator.anchoring import AnchoredBriefing
from generator.corpus import ActorRecord, Corpus, TopicRecord
from generator.diagnostics import Diagnostic
from generator.pages import routes
from generator.pages.actor import ActorPages
from generator.pages.actors import actor_register
from generator.pages.briefing import BriefingBuilder
from generator.pages.briefings import briefings_index
from generator.pages.cards import ProblemView
from generator.pages.compared import compared_pages
from generator.pages.contexts import BrokenPage, Context, SearchPage
from generator.pages.filters import Filters, actor_filters, briefing_filters, topic_filters
from generator.pages.home import home_page
from generator.pages.indexes import ClaimsPage
from generator.pages.ledger import Ledger
from generator.pages.page import Page
from generator.pages.paging import Bounds
from generator.pages.register import note_page, notes_index, topics_index
from generator.pages.timeline import timeline_pages
from generator.pages.topic import TopicPages
from generator.pages.words import shortened

_LEDGER = "Every claim of every article, and its way to the reader."


class Site:
    """What pages need to know of the site besides the corpus."""

    def __init__(
        self,
        name: str,
        description: str = "",
        repository: routes.Repository | None = None,
        bounds: Bounds | None = None,
    ):
        self.name, self.description = name, description
        self.repository = repository or routes.Repository()
        self.bounds = bounds or Bounds()


def build_pages(corpus: Corpus, site: Site) -> list[Page]:
    """Every page of the site: indexes first, then each section by id."""
    return [
        *_index_pages(corpus, site),
        *(_briefing(corpus, article, site) for article in corpus.articles),
        *_register_pages(corpus, site),
        *compared_pages(corpus, site.repository, site.bounds, _newest(corpus)),
    ]


_BROKEN = {"article": routes.briefing, "actor": routes.actor, "note": routes.note}


def broken_page(
    kind: Literal["article", "actor", "note"],
    identifier: str,
    path: str,
    problems: Iterable[Diagnostic],
) -> Page:
    """The page that stands in a preview where an input has problems."""
    views = tuple(_problem(problem) for problem in problems)
    context = BrokenPage(f"Problems in {path}", views)
    source = _BROKEN[kind](identifier)
    return _page(source, "Problem", context, context.title, "", (path,))


def broken_template_page(page: Page, problems: Iterable[Diagnostic]) -> Page:
    """The same page with the problems of its template in the place of its content."""
    views = tuple(_problem(problem) for problem in problems)
    context = BrokenPage(f"Problems in the template of “{page.title}”", views)
    return _page(page.source, "Problem", context, context.title, "", page.inputs)


def _page(
    source: str,
    kind: str,
    context: Context,
    title: str,
    description: str,
    inputs: tuple[str, ...],
    updated: str = "",
    edit_url: str = "",
    filters: Filters = (),
) -> Page:
    short = shortened(description)
    url = routes.url_of(source)
    return Page(
        source, url, title, short, kind, context, inputs, updated, edit_url, filters=filters
    )


def _index_pages(corpus: Corpus, site: Site) -> Iterator[Page]:
    bounds = site.bounds
    indexes: tuple[tuple[Iterable[tuple[str, Context]], str], ...] = (
        (((routes.HOME, home_page(corpus, site.name, site.description)),), site.description),
        (briefings_index(corpus, bounds), "All briefings by year."),
        (Ledger(corpus, bounds).pages(), _LEDGER),
        (actor_register(corpus, bounds), "Who speaks, relays and is spoken of."),
        (notes_index(corpus, bounds), "What a reader must know, dated, with sources."),
        (topics_index(corpus, bounds), "Briefings by subject."),
        (timeline_pages(corpus, bounds), "The events of all articles, in order."),
        (((routes.SEARCH, _search()),), "Search briefings, claims, actors and background."),
    )
    newest = _newest(corpus)
    for pages, description in indexes:
        for source, context in pages:
            yield _list_page(source, context, description, newest)


def _list_page(source: str, context: Context, description: str, day: str) -> Page:
    """A page of a list: of no input of its own, so that a preview of a change has none of them."""
    kind = "Ledger" if isinstance(context, ClaimsPage) else "Index"
    return _page(source, kind, context, context.title, description, (), day)


def _newest(corpus: Corpus) -> str:
    """The day of the newest review of anything: no clock, so that no page changes by itself."""
    days = [article.briefing.review.reviewed for article in corpus.articles]
    days += [record.note.as_of for record in corpus.notes.values()]
    return max(days, default=dt.date(1970, 1, 1)).isoformat()


def _briefing(corpus: Corpus, article: AnchoredBriefing, site: Site) -> Page:
    builder = BriefingBuilder(corpus, article, site.repository)
    context = builder.page()
    inputs = (article.document.path, *(text.path for _, text in article.texts))
    return Page(
        routes.briefing(article.slug),
        routes.url_of(routes.briefing(article.slug)),
        context.title,
        context.bluf,
        "Briefing",
        context,
        inputs,
        article.briefing.review.reviewed.isoformat(),
        context.edit_url,
        tuple(builder.records()),
        briefing_filters(corpus, article),
    )


def _register_pages(corpus: Corpus, site: Site) -> Iterator[Page]:
    for name, actor in corpus.actors.items():
        yield from _actor(corpus, name, actor, site)
    for name, note in corpus.notes.items():
        text = note_page(corpus, name, note, site.repository, site.bounds)
        day = note.note.as_of.isoformat()
        source, inputs = routes.note(name), (note.path,)
        yield _page(
            source, "Background", text, text.title, text.summary, inputs, day, text.edit_url
        )
    for name, topic in corpus.topics.items():
        yield from _topic(corpus, name, topic, site)


def _actor(corpus: Corpus, name: str, record: ActorRecord, site: Site) -> Iterator[Page]:
    pages = ActorPages(corpus, name, site.bounds)
    context = pages.page(site.repository)
    about = context.description or f"{context.title}: what it claimed, relayed, and is said of it."
    day = _reviewed(record.appears_in)
    yield _page(
        *(routes.actor(name), "Actor", context, context.title, about, (record.path,), day),
        context.edit_url,
        actor_filters(record),
    )
    for source, further in pages.lists():
        yield _list_page(source, further, further.title, day)


def _topic(corpus: Corpus, name: str, record: TopicRecord, site: Site) -> Iterator[Page]:
    pages = TopicPages(corpus, name, site.bounds)
    context = pages.page(site.repository)
    day = _reviewed(record.articles)
    yield _page(
        *(routes.topic(name), "Topic", context, context.title, context.description),
        *(("briefings/topics.yml",), day, context.edit_url, topic_filters(record)),
    )
    for source, further in pages.lists():
        yield _list_page(source, further, further.title, day)


def _reviewed(articles: Iterable[AnchoredBriefing]) -> str:
    return max((a.briefing.review.reviewed.isoformat() for a in articles), default="")


def _search() -> SearchPage:
    links = routes.Links(routes.SEARCH)
    return SearchPage(
        "Search",
        links.to(routes.BRIEFINGS),
        links.to(routes.CLAIMS),
        links.to(routes.ACTORS),
    )


def _problem(problem: Diagnostic) -> ProblemView:
    return ProblemView(
        place=str(problem.location),
        code=problem.code,
        message=problem.message,
        found=problem.found,
        expected=problem.expected,
        hint=problem.hint,
        excerpt=problem.location.excerpt,
    )
