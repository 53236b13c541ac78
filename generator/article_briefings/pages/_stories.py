"""The page of a story: the articles on one event side by side; and the list of stories."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, Corpus, StoryRecord
from article_briefings.language import Language, _
from article_briefings.pages import _across as across
from article_briefings.pages import _chronology as chronology
from article_briefings.pages import _routes as routes
from article_briefings.pages._claim_words import Sentence
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._comparisons import SharedSource, shared_sources
from article_briefings.pages._labels import by_title
from article_briefings.pages._ledger import ClaimsOfArticle, by_article
from article_briefings.pages._page import Context
from article_briefings.pages._paging import Bounds, FinderView, ListPages, PagerView
from article_briefings.pages._views import ClaimRow, LinkView, Quotation, quotation


class ColumnView(NamedTuple):
    """An article of a story."""

    outlet: str
    """The outlet that published it; the article's title if that is not known."""
    date: str
    title: str
    draft: bool


class ReportView(NamedTuple):
    """One claim of an article that corresponds to a row."""

    number: int
    """The claim's number on its briefing's page."""
    claim: ClaimRow
    differs: bool
    """Whether speaker or words are not those of its row."""
    counts: str
    """The separate sources of its verdicts: "3 accounts, 2 witnesses"."""


class CellView(NamedTuple):
    """An article's reports for one row; empty if none of its claims is linked to the row."""

    outlet: str
    href: str
    """The article's briefing."""
    extract: bool
    """Whether only an extract of the article is annotated."""
    reports: tuple[ReportView, ...]


class RowView(NamedTuple):
    """Claims that repeat each other, article by article."""

    number: int
    sentence: Sentence
    """The claim of the earliest article."""
    cells: tuple[CellView, ...]
    contradicts: tuple[LinkView, ...]
    """The rows that contradict this one: "row 3"."""
    divided: bool
    """Whether claims of this very row contradict each other."""


class ClusterView(NamedTuple):
    """Rows that belong together, because they contradict each other; else a single one."""

    rows: tuple[RowView, ...]
    at_odds: bool


class WordsView(NamedTuple):
    """How an article words a claim."""

    outlet: LinkView
    """The outlet that published it, leading to the claim."""
    quote: Quotation
    meaning: str
    """The claim in plain words, if the article's are not English."""


class FindingView(NamedTuple):
    """What the comparison of the articles shows."""

    title: str
    text: str
    words: tuple[WordsView, ...]


class StoryCard(NamedTuple):
    """A story in a list."""

    title: LinkView
    summary: str
    date: str
    outlets: tuple[str, ...]
    briefings: int


@dataclass(frozen=True)
class StoryPage(Context):
    """The articles on one event side by side."""

    template = "story.md.j2"
    summary: str
    date: str
    topics: tuple[LinkView, ...]
    columns: tuple[ColumnView, ...]
    """The articles in the order of publication, which is also the order of each row's cells."""
    findings: tuple[FindingView, ...]
    clusters: tuple[ClusterView, ...]
    """The claims that several articles report, and those that contradict others."""
    alone: tuple[ClaimsOfArticle, ...]
    """The claims that no other article repeats or contradicts."""
    pairs: tuple[across.PairView, ...]
    shared: tuple[SharedSource, ...]
    events: tuple[chronology.EventView, ...]
    briefings: tuple[chronology.BriefingCard, ...]
    draws_on_href: str
    """The page of who draws on whom; empty if no evidence of the story says so."""
    edit_url: str


@dataclass(frozen=True)
class StoriesIndex(Context):
    """Stories, the one with the newest article first."""

    template = "stories.md.j2"
    stories: tuple[StoryCard, ...]
    pager: PagerView | None
    finder: FinderView | None


_Group = tuple[ClaimRef, ...]
LISTING = "briefings/stories.yml"


class StoryBuilder:
    """Builds the context of one story's page."""

    def __init__(self, corpus: Corpus, record: StoryRecord, repository: routes.Repository) -> None:
        self.corpus, self.id, self.story = corpus, record.id, record.story
        self.repository = repository
        self.links = routes.PageLinks(routes.story(record.id))
        self.views = ClaimViews(corpus, self.links)
        self.articles = sorted(
            record.articles, key=lambda article: across.publication(article.summary)
        )
        self.refs = [ref for article in self.articles for ref in ClaimRef.of(article)]
        self.pairs = across.contradictions(corpus, self.refs)
        self.events = list(record.articles.events())

    def page(self) -> StoryPage:
        """The whole context."""
        at_odds = {ref.key for pair in self.pairs for ref in pair}
        compared: list[_Group] = []
        alone: list[ClaimRef] = []
        for group in across.groups(self.corpus, self.refs):
            articles = {ref.slug for ref in group}
            if len(articles) > 1 or any(ref.key in at_odds for ref in group):
                compared.append(group)
            else:
                alone += group
        compared.sort(key=lambda group: -len({ref.slug for ref in group}))  # keeps their order
        alone.sort(key=across.claim_order)
        return StoryPage(
            title=self.story.title,
            summary=self.story.summary,
            date=self.story.date.display() if self.story.date else "",
            topics=chronology.topic_links(self.corpus, self.links, self.story.topics),
            columns=tuple(self._column(article) for article in self.articles),
            findings=tuple(self._findings()),
            clusters=tuple(self._clusters(compared)),
            alone=by_article(self.views, alone, partial(across.outlet_name, self.corpus)),
            pairs=self.views.pairs(self.pairs),
            shared=shared_sources(self.views, self.articles),
            events=chronology.event_views(self.views, across.join_events(self.corpus, self.events)),
            briefings=chronology.cards(self.corpus, self.links, (a.summary for a in self.articles)),
            draws_on_href=self._draws_on(),
            edit_url=self.repository.edit(LISTING),
        )

    def _findings(self) -> Iterator[FindingView]:
        refs = {ref.key: ref for ref in self.refs}
        for finding in self.story.findings:
            # The files of an article may have a problem of their own.
            found = (refs[key] for key in finding.claims if key in refs)
            yield FindingView(finding.title, finding.text, tuple(map(self._words, found)))

    def _words(self, ref: ClaimRef) -> WordsView:
        quote = quotation(ref.article, ref.anchored.quote, ref.claim.quote_in)
        outlet = LinkView(across.outlet_name(self.corpus, ref.summary), self.views.place(ref))
        translated = quote.language != Language.current().tag
        return WordsView(outlet, quote, ref.text if translated else "")

    def _draws_on(self) -> str:
        draws = self.corpus.draws_on(self.id)
        return self.links.to(routes.draws_on(self.id)) if draws else ""

    def _column(self, article: AnchoredBriefing) -> ColumnView:
        briefing = article.briefing
        return ColumnView(
            outlet=across.outlet_name(self.corpus, article.summary),
            date=briefing.source.published.display(),
            title=briefing.title,
            draft=briefing.draft,
        )

    def _clusters(self, compared: Sequence[_Group]) -> Iterator[ClusterView]:
        """Put groups that contradict each other together, at the place of the first of them."""
        of_claim = {ref.key: place for place, group in enumerate(compared) for ref in group}
        against: dict[int, set[int]] = defaultdict(set)
        for one, other in self.pairs:
            against[of_claim[one.key]].add(of_claim[other.key])
            against[of_claim[other.key]].add(of_claim[one.key])
        clusters: list[list[int]] = []
        seen: set[int] = set()
        for place in range(len(compared)):
            if place not in seen:
                cluster = across.reachable(place, lambda at: sorted(against[at]), lambda at: at)
                clusters.append(sorted(cluster))
                seen |= set(cluster)
        order = [place for cluster in clusters for place in cluster]
        numbers = {place: number for number, place in enumerate(order, 1)}
        for cluster in clusters:
            rows = tuple(
                self._row(compared[place], place, against[place], numbers) for place in cluster
            )
            yield ClusterView(rows, any(against[place] for place in cluster))

    def _row(
        self, group: _Group, place: int, against: set[int], numbers: Mapping[int, int]
    ) -> RowView:
        sentence = self.views.sentence(group[0])
        others = sorted(numbers[other] for other in against if other != place)
        return RowView(
            number=numbers[place],
            sentence=sentence,
            cells=tuple(self._cell(article, group, sentence) for article in self.articles),
            contradicts=tuple(
                LinkView(_("row %(number)s", number=n), routes.anchor(f"row--{n}")) for n in others
            ),
            divided=place in against,
        )

    def _cell(self, article: AnchoredBriefing, group: _Group, sentence: Sentence) -> CellView:
        refs = [(ref, self.views.row(ref)) for ref in group if ref.slug == article.slug]
        return CellView(
            across.outlet_name(self.corpus, article.summary),
            self.links.to(routes.briefing(article.slug)),
            article.summary.extract,
            tuple(
                ReportView(ref.number + 1, row, row.sentence != sentence, self.views.counts(ref))
                for ref, row in refs
            ),
        )


def stories_index(corpus: Corpus, bounds: Bounds) -> ListPages[StoryRecord, StoriesIndex]:
    """All stories, on several pages if there are many."""
    return ListPages(
        _("Stories"),
        partial(routes.page_of_index, routes.STORIES),
        newest_first(corpus),
        bounds.entries,
        lambda sheet: StoriesIndex(
            sheet.title, sheet.cards(partial(_card, corpus)), sheet.pager, sheet.finder
        ),
        finder=("Story", _("Find a story")),
    )


def story_cards(corpus: Corpus, links: routes.PageLinks, topic: str = "") -> Iterator[StoryCard]:
    """The stories with articles, of one topic or of all, in the order of the index."""
    for record in newest_first(corpus):
        if record.articles and (not topic or topic in record.story.topics):
            yield _card(corpus, links, record)


def newest_first(corpus: Corpus) -> list[StoryRecord]:
    """The story with the newest article first; those without articles last."""
    named = by_title(corpus.stories.values())
    reported = [story for story in named if story.articles]
    reported.sort(key=lambda s: max(map(across.publication, s.articles.summaries())), reverse=True)
    return [*reported, *(story for story in named if not story.articles)]


def _card(corpus: Corpus, links: routes.PageLinks, record: StoryRecord) -> StoryCard:
    story = record.story
    articles = sorted(record.articles.summaries(), key=across.publication)
    return StoryCard(
        title=LinkView(story.title, links.to(routes.story(record.id))),
        summary=story.summary,
        date=story.date.display() if story.date else "",
        outlets=tuple(dict.fromkeys(across.outlet_name(corpus, article) for article in articles)),
        briefings=len(articles),
    )
