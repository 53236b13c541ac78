"""The contexts of templates: one typed context per kind of page, made of views and cards.

The contexts of lists are in `_indexes`.
"""

from dataclasses import dataclass

from article_briefings.pages._article import ArticleView
from article_briefings.pages._axis import AxisFigure
from article_briefings.pages._cards import (
    BriefingCard,
    CastView,
    ClaimsOfArticle,
    EventView,
    ExportView,
    MediaView,
    NoteView,
    ProblemView,
    QuestionView,
    RoleView,
    SourceFacts,
    TableView,
    TermView,
    TopicCard,
    TranslationFacts,
)
from article_briefings.pages._claims import ClaimView
from article_briefings.pages._comparisons import (
    ClusterView,
    ColumnView,
    PairView,
    SharedSource,
    StoryCard,
)
from article_briefings.pages._figures import PairsFigure, StatusFigure
from article_briefings.pages._glance import Glance
from article_briefings.pages._indexes import (
    ActorsIndex,
    BriefingsIndex,
    ClaimsInTime,
    ClaimsOfStatus,
    ClaimsPage,
    ContradictionsPage,
    CountedLink,
    DatedLink,
    NotesIndex,
    ReviewsPage,
    StoriesIndex,
    TimelinePage,
    TopicsIndex,
)
from article_briefings.pages._marks import ParagraphAsides
from article_briefings.pages._views import LinkView, SourceView


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """The briefing of one article."""

    title: str
    bluf: str
    source: SourceFacts
    article: ArticleView
    translation: ArticleView | None
    """The translation beside it."""
    translated: TranslationFacts | None
    asides: tuple[ParagraphAsides, ...]
    """The notes beside the article."""
    glance: Glance | None
    """The article in figures; None without a claim."""
    claims: tuple[ClaimView, ...]
    story: LinkView | None
    actors: tuple[CastView, ...]
    background: tuple[NoteView, ...]
    axis: AxisFigure | None
    """The events on a time axis, under their numbers in the list."""
    events: tuple[EventView, ...]
    questions: tuple[QuestionView, ...]
    evidence: tuple[SourceView, ...]
    topics: tuple[LinkView, ...]
    annotators: tuple[str, ...]
    reviewed: str
    """Empty for a draft that nobody has reviewed yet."""
    due: str
    assessed: int
    own_voice: int
    unknown: int
    """How many claims have a speaker who is not identified yet."""
    edit_url: str
    text_url: str
    """The source text in the repository; empty without one."""
    draft: bool
    """Whether this is a preview of an unpublished draft."""
    drafted: int
    """How many claims nobody has checked yet."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The newest briefings, the stories and topics, and the size of the site."""

    title: str
    description: str
    newest: tuple[BriefingCard, ...]
    newest_all: CountedLink | None
    """The index, if it has more."""
    stories: tuple[StoryCard, ...]
    """Those with the newest articles."""
    stories_all: CountedLink | None
    topics: tuple[TopicCard, ...]
    """Those with most briefings."""
    topics_all: CountedLink | None
    briefings: int
    claims: int
    actors: int
    notes: int
    briefings_href: str
    claims_href: str
    actors_href: str
    background_href: str
    search_href: str
    standing: StatusFigure | None
    """All claims by status."""


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor's claims, the claims it relayed, and claims about it, from all articles."""

    title: str
    type: str
    native_name: str
    native_language: str
    aliases: tuple[str, ...]
    description: str
    roles: tuple[RoleView, ...]
    part_of: LinkView | None
    parts: tuple[LinkView, ...]
    wikidata: LinkView | None
    links: tuple[LinkView, ...]
    media: MediaView | None
    sources: tuple[SourceView, ...]
    claimed: ClaimsInTime
    relayed: ClaimsInTime
    about: ClaimsInTime
    standing: StatusFigure | None
    """Its claims by status."""
    matrix: PairsFigure | None
    """Its claims about others, and those of others about it."""
    published: tuple[BriefingCard, ...]
    """The newest articles that it published."""
    published_all: CountedLink | None
    """The list of all of them, if there are more."""
    appears_in: tuple[DatedLink, ...]
    appears_in_all: CountedLink | None
    events: tuple[EventView, ...]
    """The latest events, the earliest first."""
    events_all: CountedLink | None
    edit_url: str


@dataclass(frozen=True, slots=True)
class ActorClaimsPage:
    """A further page of one of the lists of an actor's claims."""

    title: str
    note: str
    """The words for what these claims have in common, followed by the actor's name."""
    actor: LinkView
    claims: ClaimsInTime


@dataclass(frozen=True, slots=True)
class NotePage:
    """A background note."""

    title: str
    summary: str
    body_markdown: str
    as_of: str
    review_due: str
    machine_due: str
    sources: tuple[SourceView, ...]
    related: tuple[LinkView, ...]
    used_in: tuple[DatedLink, ...]
    """The newest briefings that call for it."""
    used_in_more: int
    """How many more there are."""
    edit_url: str


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic: its stories, briefings, claims, actors and events."""

    title: str
    description: str
    stories: tuple[StoryCard, ...]
    """Those with the newest articles."""
    stories_all: CountedLink | None
    """The index of stories, if there are more on this topic."""
    briefings: tuple[BriefingCard, ...]
    """The newest."""
    briefings_all: CountedLink | None
    """The list of all of them, if there are more."""
    claims: int
    claims_all: LinkView | None
    statuses: tuple[ClaimsOfStatus, ...]
    standing: StatusFigure | None
    matrix: PairsFigure | None
    contradictions: tuple[PairView, ...]
    """Claims that contradict each other within the topic; the newest."""
    contradictions_all: CountedLink | None
    actors: tuple[CountedLink, ...]
    """The actors who make or relay the most claims, with their number."""
    actors_more: int
    events: tuple[EventView, ...]
    """The latest events, the earliest first."""
    events_all: CountedLink | None
    edit_url: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page, for use without the header's dialog."""

    title: str
    briefings_href: str
    claims_href: str
    actors_href: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """The data that the site offers to programs."""

    title: str
    exports: tuple[ExportView, ...]
    published: bool
    """Whether the files are on this site."""
    feeds: tuple[LinkView, ...]
    tables: tuple[TableView, ...]
    """The dictionary of the tables."""
    terms: tuple[TermView, ...]
    """The dictionary of our own terms in annotations."""


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The articles on one event side by side."""

    title: str
    summary: str
    date: str
    topics: tuple[LinkView, ...]
    columns: tuple[ColumnView, ...]
    """The articles in the order of publication, which is also the order of each row's cells."""
    clusters: tuple[ClusterView, ...]
    """The claims that several articles report, and those that contradict others."""
    alone: tuple[ClaimsOfArticle, ...]
    """The claims that no other article repeats or contradicts."""
    pairs: tuple[PairView, ...]
    shared: tuple[SharedSource, ...]
    events: tuple[EventView, ...]
    briefings: tuple[BriefingCard, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class BrokenPage:
    """Replaces, in a preview, a page whose input has problems."""

    title: str
    problems: tuple[ProblemView, ...]


Context = (
    HomePage
    | BriefingsIndex
    | BriefingPage
    | ActorsIndex
    | ActorPage
    | ActorClaimsPage
    | ClaimsPage
    | NotesIndex
    | NotePage
    | TopicsIndex
    | TopicPage
    | TimelinePage
    | SearchPage
    | DataPage
    | StoriesIndex
    | StoryPage
    | ContradictionsPage
    | ReviewsPage
    | BrokenPage
)

#: The template of each kind of page, in the order of the site's sections.
TEMPLATES: dict[type[Context], str] = {
    HomePage: "home.md.j2",
    BriefingsIndex: "briefings.md.j2",
    BriefingPage: "briefing.md.j2",
    ActorsIndex: "actors.md.j2",
    ActorPage: "actor.md.j2",
    ActorClaimsPage: "actor-claims.md.j2",
    ClaimsPage: "claims.md.j2",
    NotesIndex: "background-index.md.j2",
    NotePage: "background.md.j2",
    TopicsIndex: "topics.md.j2",
    TopicPage: "topic.md.j2",
    TimelinePage: "timeline.md.j2",
    SearchPage: "search.md.j2",
    DataPage: "data.md.j2",
    StoriesIndex: "stories.md.j2",
    StoryPage: "story.md.j2",
    ContradictionsPage: "contradictions.md.j2",
    ReviewsPage: "reviews.md.j2",
    BrokenPage: "broken.md.j2",
}
