"""All pages of the site, in one order."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from generator.anchoring import AnchoredBriefing
from generator.corpus import ActorRecord, ClaimRef, Corpus
from generator.diagnostics import Diagnostic
from generator.pages import routes
from generator.pages.briefing import BriefingBuilder, event_view
from generator.pages.cards import ClaimsOfArticle, ProblemView, YearOfBriefings, YearOfEvents
from generator.pages.claims import ClaimViews
from generator.pages.contexts import (
    BriefingsIndex,
    BrokenPage,
    ClaimsPage,
    Context,
    HomePage,
    Page,
    SearchPage,
    TimelinePage,
)
from generator.pages.register import (
    actor_page,
    actors_index,
    briefing_card,
    note_page,
    notes_index,
    topic_page,
    topics_index,
)
from generator.pages.views import LinkView
from generator.pages.words import name_key

_NEWEST = 10
_DESCRIPTION = 200


class Site:
    """What pages need to know of the site besides the corpus."""

    def __init__(
        self, name: str, description: str = "", repository: routes.Repository | None = None
    ):
        self.name, self.description = name, description
        self.repository = repository or routes.Repository()


def build_pages(corpus: Corpus, site: Site) -> list[Page]:
    """Every page of the site: indexes first, then each section by id."""
    return [
        *_index_pages(corpus, site),
        *(_briefing(corpus, article, site) for article in corpus.articles),
        *_register_pages(corpus, site),
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
) -> Page:
    short = description if len(description) <= _DESCRIPTION else f"{description[:_DESCRIPTION]}…"
    url = routes.url_of(source)
    return Page(source, url, title, short, kind, context, inputs, updated, edit_url)


def _index_pages(corpus: Corpus, site: Site) -> Iterator[Page]:
    indexes: tuple[tuple[str, Context, str], ...] = (
        (routes.HOME, _home(corpus, site), site.description),
        (routes.BRIEFINGS, _briefings(corpus), "All briefings by year."),
        (
            routes.CLAIMS,
            _claims(corpus),
            "Every claim of every article, and its way to the reader.",
        ),
        (routes.ACTORS, actors_index(corpus), "Who speaks, relays and is spoken of."),
        (routes.BACKGROUND, notes_index(corpus), "What a reader must know, dated, with sources."),
        (routes.TOPICS, topics_index(corpus), "Briefings by subject."),
        (routes.TIMELINE, _timeline(corpus), "The events of all articles, in order."),
        (routes.SEARCH, _search(), "Search briefings, claims, actors and background."),
    )
    for source, context, description in indexes:
        yield _page(source, "Index", context, context.title, description, (), _newest(corpus))


def _newest(corpus: Corpus) -> str:
    """The day of the newest review of anything: no clock, so that no page changes by itself."""
    days = [article.briefing.review.reviewed for article in corpus.articles]
    days += [record.note.as_of for record in corpus.notes.values()]
    return max(days, default=dt.date(1970, 1, 1)).isoformat()


def _briefing(corpus: Corpus, article: AnchoredBriefing, site: Site) -> Page:
    builder = BriefingBuilder(corpus, article, site.repository)
    context = builder.page()
    inputs = (article.document.path, article.source.path)
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
    )


def _register_pages(corpus: Corpus, site: Site) -> Iterator[Page]:
    for name, actor in corpus.actors.items():
        yield _actor(corpus, name, actor, site)
    for name, note in corpus.notes.items():
        text = note_page(corpus, name, note, site.repository)
        day = note.note.as_of.isoformat()
        source, inputs = routes.note(name), (note.path,)
        yield _page(
            source, "Background", text, text.title, text.summary, inputs, day, text.edit_url
        )
    for name, topic in corpus.topics.items():
        view = topic_page(corpus, name, topic, site.repository)
        source, inputs = routes.topic(name), ("briefings/topics.yml",)
        day = _reviewed(topic.articles)
        yield _page(source, "Topic", view, view.title, view.description, inputs, day, view.edit_url)


def _actor(corpus: Corpus, name: str, record: ActorRecord, site: Site) -> Page:
    context = actor_page(corpus, name, record, site.repository)
    about = context.description or f"{context.title}: what it claimed, relayed, and is said of it."
    day = _reviewed(record.appears_in)
    inputs = (record.path,)
    return _page(
        routes.actor(name), "Actor", context, context.title, about, inputs, day, context.edit_url
    )


def _reviewed(articles: Iterable[AnchoredBriefing]) -> str:
    return max((a.briefing.review.reviewed.isoformat() for a in articles), default="")


def _home(corpus: Corpus, site: Site) -> HomePage:
    links = routes.Links(routes.HOME)
    topics = sorted(corpus.topics.items(), key=lambda item: name_key(item[1].topic.title))
    return HomePage(
        title=site.name,
        description=site.description,
        newest=tuple(
            briefing_card(corpus, links, article) for article in corpus.articles[:_NEWEST]
        ),
        topics=tuple(
            LinkView(record.topic.title, links.to(routes.topic(name))) for name, record in topics
        ),
        briefings=len(corpus.articles),
        claims=sum(1 for _ in corpus.claims()),
        actors=len(corpus.actors),
        notes=len(corpus.notes),
        briefings_href=links.to(routes.BRIEFINGS),
        claims_href=links.to(routes.CLAIMS),
        actors_href=links.to(routes.ACTORS),
        background_href=links.to(routes.BACKGROUND),
        search_href=links.to(routes.SEARCH),
    )


def _briefings(corpus: Corpus) -> BriefingsIndex:
    links = routes.Links(routes.BRIEFINGS)
    years = groupby(corpus.articles, key=lambda a: a.briefing.source.published.year)
    return BriefingsIndex(
        "Briefings",
        tuple(
            YearOfBriefings(str(year), tuple(briefing_card(corpus, links, a) for a in articles))
            for year, articles in years
        ),
    )


def _claims(corpus: Corpus) -> ClaimsPage:
    views = ClaimViews(corpus, routes.Links(routes.CLAIMS))
    refs = list(corpus.claims())
    at_odds = {
        key
        for key, related in corpus.related.items()
        if any(other.type in {"contradicts", "repeats"} for other in related)
    }
    return ClaimsPage(
        title="Claims",
        total=len(refs),
        assessed=sum(ref.claim.claim.assessment is not None for ref in refs),
        articles=tuple(_claims_of(views, article) for article in corpus.articles),
        related=tuple(views.row(ref) for ref in refs if ref.key in at_odds),
    )


def _claims_of(views: ClaimViews, article: AnchoredBriefing) -> ClaimsOfArticle:
    briefing = article.briefing
    return ClaimsOfArticle(
        LinkView(briefing.title, views.links.to(routes.briefing(article.slug))),
        briefing.source.published.display(),
        tuple(views.row(ClaimRef(article, claim)) for claim in article.claims_in_text_order()),
    )


def _timeline(corpus: Corpus) -> TimelinePage:
    views = ClaimViews(corpus, routes.Links(routes.TIMELINE))
    events = sorted(
        ((event, article) for article in corpus.articles for event in article.briefing.events),
        key=lambda pair: (pair[0].date.sort_key, pair[1].slug, pair[0].id),
    )
    years = groupby(events, key=lambda pair: pair[0].date.year)
    return TimelinePage(
        "Timeline",
        tuple(
            YearOfEvents(
                str(year), tuple(event_view(views, article, event) for event, article in found)
            )
            for year, found in years
        ),
    )


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
