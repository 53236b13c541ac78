"""The page of a topic, with its briefings, claims, actors and events; and the index of topics."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import NamedTuple

from article_briefings.corpus import ClaimRef, Corpus, TopicRecord
from article_briefings.language import _
from article_briefings.pages import _chronology as chronology
from article_briefings.pages import _labels as labels
from article_briefings.pages import _paging as paging
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import PairView, contradictions, join_events
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._facets import SO, so_value
from article_briefings.pages._figures import PairsFigure, SoFigure, pairs_figure, so_figure
from article_briefings.pages._ledger import filter_href
from article_briefings.pages._page import Context
from article_briefings.pages._stories import StoryCard, story_cards
from article_briefings.pages._views import ClaimRow, LinkView


class TopicCard(NamedTuple):
    """A topic in a list."""

    title: LinkView
    description: str
    briefings: int


@dataclass(frozen=True)
class TopicsIndex(Context):
    """Topics by title."""

    template = "topics.md.j2"
    topics: tuple[TopicCard, ...]
    pager: paging.PagerView | None


class ClaimsOfAnswer(NamedTuple):
    """The newest claims with one answer to “Is it so?”."""

    answer: str
    total: int
    claims: tuple[ClaimRow, ...]
    all_href: str
    """The ledger with all of them, which needs JavaScript; empty if all are here."""


@dataclass(frozen=True)
class TopicPage(Context):
    """A topic: its stories, briefings, claims, actors and events."""

    template = "topic.md.j2"
    description: str
    stories: tuple[StoryCard, ...]
    """Those with the newest articles."""
    stories_all: paging.FullList | None
    """The index of stories, if there are more on this topic."""
    briefings: tuple[chronology.BriefingCard, ...]
    """The newest."""
    briefings_all: paging.FullList | None
    """The list of all of them, if there are more."""
    claims: int
    claims_all: LinkView | None
    by_answer: tuple[ClaimsOfAnswer, ...]
    so: SoFigure | None
    matrix: PairsFigure | None
    contradictions: tuple[PairView, ...]
    """Claims that contradict each other within the topic; the newest."""
    contradictions_all: paging.FullList | None
    actors: tuple[paging.CountedLink, ...]
    """The actors who make or relay the most claims, with their number."""
    actors_more: int
    events: tuple[chronology.EventView, ...]
    """The latest events, the earliest first."""
    events_all: paging.FullList | None
    edit_url: str


class TopicPages:
    """Builds the pages of one topic."""

    def __init__(self, corpus: Corpus, identifier: str, bounds: paging.Bounds) -> None:
        self._corpus, self._id, self._bounds = corpus, identifier, bounds
        self._record: TopicRecord = corpus.topics[identifier]
        self._links = routes.PageLinks(routes.topic(identifier), bounds.without)
        self._views = ClaimViews(corpus, self._links)
        self._outlines = list(self._record.articles.outlined())
        self._refs = [ref for _, refs in self._outlines for ref in refs]

    def page(self, repository: routes.Repository) -> TopicPage:
        """The topic's own page, with the newest of everything."""
        corpus, bounds, links = self._corpus, self._bounds, self._links
        articles, excerpt = self._record.articles.summaries(), bounds.excerpt
        events = join_events(corpus, self._record.articles.events())
        actors = self._actors()
        pairs = contradictions(corpus, self._refs)
        by_answer = self._by_answer()
        all_stories, stories = len(corpus.stories), list(story_cards(corpus, links, self._id))
        all_briefings = routes.list_of(links.source, "briefings")
        all_claims = links.to(routes.by_value("claims", "topic", self._id))
        naming = (
            ref
            for outline, refs in self._outlines
            for ref, actors_named in zip(refs, outline.about, strict=True)
            if actors_named  # most claims name none
        )
        return TopicPage(
            title=self._record.title,
            description=self._record.topic.description or "",
            stories=tuple(stories[:excerpt]),
            stories_all=paging.full_list(links, routes.STORIES, all_stories, excerpt)
            if len(stories) > excerpt
            else None,
            briefings=chronology.cards(corpus, links, articles[:excerpt]),
            briefings_all=paging.full_list(links, all_briefings, len(articles), excerpt),
            claims=len(self._refs),
            claims_all=LinkView(_("All claims on this topic"), all_claims)
            if self._refs and all_claims
            else None,
            by_answer=tuple(
                self._answer(answer, by_answer[answer]) for answer in SO if answer in by_answer
            ),
            so=so_figure({answer: len(refs) for answer, refs in by_answer.items()}),
            matrix=pairs_figure(self._views, naming),
            contradictions=self._views.pairs(reversed(pairs[-excerpt:])),
            contradictions_all=paging.full_list(
                links, routes.contradictions(), len(pairs), excerpt
            ),
            actors=actors[: bounds.entries],
            actors_more=max(0, len(actors) - bounds.entries),
            events=chronology.event_views(self._views, events[-bounds.events :]),
            events_all=paging.full_list(links, routes.TIMELINE, len(events), bounds.events),
            edit_url=repository.edit("briefings/topics.yml"),
        )

    def lists(self) -> Iterator[tuple[str, chronology.BriefingsIndex]]:
        """The Markdown files and contexts of the lists too long for the topic's own page."""
        articles, bounds = self._record.articles.summaries(), self._bounds
        if len(articles) > bounds.excerpt:
            route = partial(routes.list_of, self._links.source, "briefings")
            title = _("%(topic)s: briefings", topic=self._record.title)
            yield from chronology.briefing_pages(self._corpus, articles, route, title, bounds)

    def _by_answer(self) -> dict[str, list[ClaimRef]]:
        found: dict[str, list[ClaimRef]] = {}
        judgements = self._corpus.declared.judgements
        for outline, refs in self._outlines:
            for kind, so, ref in zip(outline.kinds, outline.so, refs, strict=True):
                found.setdefault(so_value(kind not in judgements, so), []).append(ref)
        return found

    def _answer(self, answer: str, refs: Sequence[ClaimRef]) -> ClaimsOfAnswer:
        sample = self._bounds.sample
        rows = tuple(self._views.row(ref) for ref in refs[:sample])
        chosen = {"topic": self._id, "so": answer}
        href = filter_href(self._links, chosen) if len(refs) > sample else ""
        return ClaimsOfAnswer(SO[answer], len(refs), rows, href)

    def _actors(self) -> tuple[paging.CountedLink, ...]:
        """The actors who make or relay claims on the topic, with their number; the most first."""
        counts: Counter[str] = Counter()
        for outline, _refs in self._outlines:
            counts.update(first for first in outline.claimed if first)
            counts.update(chain.from_iterable(outline.relayed))
        names = {actor: self._corpus.actors[actor].actor.name for actor in counts}
        order = sorted(counts, key=lambda a: (-counts[a], labels.name_key(names[a]), a))
        return tuple(
            paging.CountedLink(names[actor], self._links.to(routes.actor(actor)), counts[actor])
            for actor in order
        )


def topics_index(
    corpus: Corpus, bounds: paging.Bounds
) -> paging.ListPages[TopicRecord, TopicsIndex]:
    """All topics by title, on several pages if there are many."""
    return paging.ListPages(
        _("Topics"),
        partial(routes.page_of_index, routes.TOPICS),
        labels.by_title(corpus.topics.values()),
        bounds.entries,
        lambda sheet: TopicsIndex(sheet.title, sheet.cards(topic_card), sheet.pager),
        paging.title_spans,
    )


def topic_card(links: routes.PageLinks, record: TopicRecord) -> TopicCard:
    """A topic in a list."""
    title = LinkView(record.title, links.to(routes.topic(record.id)))
    return TopicCard(title, record.topic.description or "", len(record.articles))
