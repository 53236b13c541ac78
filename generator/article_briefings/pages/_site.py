"""All pages of the site, in one order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

from article_briefings.anchoring import Summary
from article_briefings.corpus import Corpus, unread
from article_briefings.diagnostics import Diagnostic
from article_briefings.pages import _routes as routes
from article_briefings.pages._actor import ActorPages
from article_briefings.pages._actors import actor_register
from article_briefings.pages._briefing import BriefingBuilder
from article_briefings.pages._briefings import briefings_index
from article_briefings.pages._cards import Catalogue, ProblemView
from article_briefings.pages._compared import compared_groups
from article_briefings.pages._contexts import BrokenPage, Context, SearchPage
from article_briefings.pages._data_page import data_page
from article_briefings.pages._filters import Filters, actor_filters, briefing_filters, topic_filters
from article_briefings.pages._home import home_page
from article_briefings.pages._indexes import ClaimsPage
from article_briefings.pages._ledger import Ledger
from article_briefings.pages._linked import on_actor, on_briefing
from article_briefings.pages._page import Group, Page
from article_briefings.pages._paging import Bounds
from article_briefings.pages._register import note_page, notes_index, topics_index
from article_briefings.pages._timeline import timeline_pages
from article_briefings.pages._topic import TopicPages
from article_briefings.pages._words import shortened

_Contexts = Iterable[tuple[str, Context]]
_LEDGER = "Every claim of every article, and its way to the reader."


class Site:
    """What pages need to know of the site besides the corpus."""

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
        """`url` is the address at which the site is published, where that is known.

        `exports` has what makes the files below `data/` that the site publishes, by their names;
        `catalogue` makes what the page of the data says of all exports.
        """
        self.name, self.description = name, description
        self.repository = repository or routes.Repository()
        self.bounds = bounds or Bounds()
        self.url, self.exports, self.catalogue = url, exports or {}, catalogue

    @property
    def version(self) -> str:
        """Differs where a page would."""
        about = (self.name, self.description, self.repository, self.bounds, self.url)
        return repr((*about, sorted(self.exports)))


def build_pages(corpus: Corpus, site: Site) -> list[Page]:
    """Every page of the site: indexes first, then each section by id."""
    return [page for group in page_groups(corpus, site) for page in group.pages()]


def page_groups(corpus: Corpus, site: Site, ledger: Ledger | None = None) -> list[Group]:
    """Every page of the site, before it is made, by what is made together."""
    with unread():
        return [
            *_index_groups(corpus, site, ledger or Ledger(corpus, site.bounds)),
            *(
                Group(f"briefing:{s}", partial(_briefing, corpus, s, site), a.outline.paths[0])
                for s, a in corpus.by_slug.items()
            ),
            *(
                Group(f"actor:{n}", partial(_actor, corpus, n, site), r.path)
                for n, r in corpus.actors.items()
            ),
            *(
                Group(f"note:{n}", partial(_note, corpus, n, site), r.path)
                for n, r in corpus.notes.items()
            ),
            *(Group(f"topic:{n}", partial(_topic, corpus, n, site)) for n in corpus.topics),
            *compared_groups(corpus, site.repository, site.bounds),
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
    linked: dict[str, Any] | None = None,
) -> Page:
    short = shortened(description)
    url = routes.url_of(source)
    return Page(
        *(source, url, title, short, kind, context, inputs, updated, edit_url),
        filters=filters,
        linked=linked,
    )


def _index_groups(corpus: Corpus, site: Site, ledger: Ledger) -> Iterator[Group]:
    def home() -> _Contexts:
        return ((routes.HOME, home_page(corpus, site.name, site.description)),)

    def search() -> _Contexts:
        return ((routes.SEARCH, _search()),)

    def of_data() -> _Contexts:
        return ((routes.DATA, data_page(site.catalogue(), site.exports, site.url)),)

    def of_bounds(build: Callable[[Corpus, Bounds], _Contexts]) -> Callable[[], _Contexts]:
        return partial(build, corpus, site.bounds)

    yield _lists("home", corpus, home, site.description)
    yield _lists("briefings", corpus, of_bounds(briefings_index), "All briefings by year.")
    for source, sheet in ledger.sheets():
        yield _lists(source, corpus, partial(_sheet, source, sheet), _LEDGER)
    for name, build, description in (
        ("actors", actor_register, "Who speaks, relays and is spoken of."),
        ("notes", notes_index, "What a reader must know, dated, with sources."),
        ("topics", topics_index, "Briefings by subject."),
        ("timeline", timeline_pages, "The events of all articles, in order."),
    ):
        yield _lists(name, corpus, of_bounds(build), description)
    data = "The corpus for programs: tables, a database, a bibliography, feeds."
    yield _lists("data", corpus, of_data, data)
    about = "Search briefings, claims, actors and background."
    yield _lists("search", corpus, search, about)


def _lists(name: str, corpus: Corpus, contexts: Callable[[], _Contexts], description: str) -> Group:
    return Group(name, lambda: _list_pages(corpus, contexts(), description))


def _list_pages(corpus: Corpus, contexts: _Contexts, description: str) -> Iterator[Page]:
    for source, context in contexts:
        yield _list_page(source, context, description, corpus.newest_review)


def _sheet(source: str, build: Callable[[], Context]) -> _Contexts:
    return ((source, build()),)


def _list_page(source: str, context: Context, description: str, day: str) -> Page:
    """A page of a list: of no input of its own, so that a preview of a change has none of them."""
    kind = "Ledger" if isinstance(context, ClaimsPage) else "Index"
    return _page(source, kind, context, context.title, description, (), day)


def _briefing(corpus: Corpus, slug: str, site: Site) -> Iterator[Page]:
    article = corpus.by_slug[slug]
    builder = BriefingBuilder(corpus, article, site.repository)
    context = builder.page()
    yield Page(
        routes.briefing(slug),
        routes.url_of(routes.briefing(slug)),
        context.title,
        context.bluf,
        "Briefing",
        context,
        (article.document.path, *(text.path for _, text in article.texts)),
        _reviewed([article.summary]),
        context.edit_url,
        briefing_filters(corpus, article),
        on_briefing(corpus, article),
        routes.GRAPH if site.exports else "",
    )


def _note(corpus: Corpus, name: str, site: Site) -> Iterator[Page]:
    record = corpus.notes[name]
    context = note_page(corpus, name, record, site.repository, site.bounds)
    day = record.note.as_of.isoformat()
    source, inputs = routes.note(name), (record.path,)
    yield _page(
        *(source, "Background", context, context.title, context.summary, inputs, day),
        context.edit_url,
    )


def _actor(corpus: Corpus, name: str, site: Site) -> Iterator[Page]:
    record = corpus.actors[name]
    pages = ActorPages(corpus, name, site.bounds)
    context = pages.page(site.repository)
    about = context.description or f"{context.title}: what it claimed, relayed, and is said of it."
    day = _reviewed(record.appears_in.summaries())
    yield _page(
        *(routes.actor(name), "Actor", context, context.title, about, (record.path,), day),
        context.edit_url,
        actor_filters(record),
        on_actor(corpus, record),
    )
    for source, further in pages.lists():
        yield _list_page(source, further, further.title, day)


def _topic(corpus: Corpus, name: str, site: Site) -> Iterator[Page]:
    record = corpus.topics[name]
    pages = TopicPages(corpus, name, site.bounds)
    context = pages.page(site.repository)
    day = _reviewed(record.articles.summaries())
    yield _page(
        *(routes.topic(name), "Topic", context, context.title, context.description),
        *(("briefings/topics.yml",), day, context.edit_url, topic_filters(record)),
    )
    for source, further in pages.lists():
        yield _list_page(source, further, further.title, day)


def _reviewed(articles: Iterable[Summary]) -> str:
    days = (article.reviewed.isoformat() for article in articles if article.reviewed)
    return max(days, default="")


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
