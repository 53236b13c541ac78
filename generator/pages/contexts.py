"""What each template is given: one typed context a kind of page, made of views and cards."""

from dataclasses import dataclass

from generator.pages.cards import (
    ActorGroup,
    BriefingCard,
    CastView,
    ClaimsOfArticle,
    EventView,
    MediaView,
    NoteCard,
    NoteView,
    ProblemView,
    QuestionView,
    RoleView,
    SourceFacts,
    TopicCard,
    YearOfBriefings,
    YearOfEvents,
)
from generator.pages.comparisons import (
    ClusterView,
    ColumnView,
    MonthOfReviews,
    PairsOf,
    PairView,
    SharedSource,
    StoryCard,
)
from generator.pages.figures.views import AxisFigure, Glance, PairsFigure, StatusFigure, YearsFigure
from generator.pages.lists import (
    ClaimsInTime,
    ClaimsOfStatus,
    CountedLink,
    DatedLink,
    FacetView,
    PagerView,
)
from generator.pages.views import (
    ArticleView,
    ClaimView,
    LinkView,
    ParagraphAsides,
    SourceView,
)


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """The briefing of one article."""

    title: str
    bluf: str
    source: SourceFacts
    article: ArticleView
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
    due: str
    assessed: int
    own_voice: int
    edit_url: str
    text_url: str
    """The source text in the repository; empty without one."""
    draft: bool
    """Whether this is a preview of what is not published."""
    drafted: int
    """How many claims nobody has checked yet."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The newest briefings, the stories and topics, and the size of the site."""

    title: str
    description: str
    newest: tuple[BriefingCard, ...]
    stories: tuple[LinkView, ...]
    """Those with the newest articles."""
    topics: tuple[LinkView, ...]
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
class BriefingsIndex:
    """Briefings by year: all of them, those of one year, or those of an actor or topic."""

    title: str
    by_year: tuple[CountedLink, ...]
    """The lists of the years, on an index that does not hold all briefings itself."""
    years: tuple[YearOfBriefings, ...]
    pager: PagerView | None


@dataclass(frozen=True, slots=True)
class ActorsIndex:
    """The register of actors by type, then by name: all of it, or one type."""

    title: str
    by_type: tuple[CountedLink, ...]
    """The lists of the types, on an index that does not hold all actors itself."""
    groups: tuple[ActorGroup, ...]
    """One on the list of a type, and the page has its name."""
    pager: PagerView | None


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What an actor claimed, relayed, and what is said of it, in all articles."""

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
    """What it claimed, by status."""
    matrix: PairsFigure | None
    """What it says of others, and others of it."""
    published: tuple[BriefingCard, ...]
    """The newest articles that it published."""
    published_all: CountedLink | None
    """The list of all of them, where there are more."""
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
    """What these claims have in common: words that the actor's name follows."""
    actor: LinkView
    claims: ClaimsInTime


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The ledger: a page of the newest claims, or of those that share a value."""

    title: str
    total: int
    assessed: int
    left_out: int
    """How many of the oldest stand on no page of this list."""
    facets: tuple[FacetView, ...]
    """All sides, on the first page of all claims; else the list's own side."""
    contradictions: CountedLink | None
    """On the first page of all claims."""
    standing: StatusFigure | None
    """The claims by status, on the first page of a list."""
    articles: tuple[ClaimsOfArticle, ...]
    pager: PagerView | None
    data_href: str
    """What the script loads; empty where the page has no filters."""
    root_href: str
    actors_href: str
    filter_href: str
    """The same list in the ledger's filters, which need JavaScript."""


@dataclass(frozen=True, slots=True)
class NotePage:
    """A background note."""

    title: str
    summary: str
    body_markdown: str
    as_of: str
    review_due: str
    sources: tuple[SourceView, ...]
    related: tuple[LinkView, ...]
    used_in: tuple[DatedLink, ...]
    """The newest briefings that call for it."""
    used_in_more: int
    """How many more there are."""
    edit_url: str


@dataclass(frozen=True, slots=True)
class NotesIndex:
    """Background notes by title."""

    title: str
    notes: tuple[NoteCard, ...]
    pager: PagerView | None


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic: its stories, briefings, claims, actors and events."""

    title: str
    description: str
    stories: tuple[LinkView, ...]
    briefings: tuple[BriefingCard, ...]
    """The newest."""
    briefings_all: CountedLink | None
    """The list of all of them, where there are more."""
    claims: int
    claims_all: LinkView | None
    statuses: tuple[ClaimsOfStatus, ...]
    standing: StatusFigure | None
    matrix: PairsFigure | None
    contradictions: tuple[PairView, ...]
    """Claims that contradict each other within the topic; the newest."""
    contradictions_all: CountedLink | None
    actors: tuple[CountedLink, ...]
    """Who makes or relays most of the claims, with their number."""
    actors_more: int
    events: tuple[EventView, ...]
    """The latest events, the earliest first."""
    events_all: CountedLink | None
    edit_url: str


@dataclass(frozen=True, slots=True)
class TopicsIndex:
    """All topics."""

    title: str
    topics: tuple[TopicCard, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The events of all articles, or those of one year."""

    title: str
    by_year: tuple[CountedLink, ...]
    """The lists of the years, on an index that does not hold all events itself."""
    years: tuple[YearOfEvents, ...]
    pager: PagerView | None
    chart: YearsFigure | None = None
    """The number of events of each year, on an index that holds them all."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The page that a search without the header's dialog happens on."""

    title: str
    briefings_href: str
    claims_href: str
    actors_href: str


@dataclass(frozen=True, slots=True)
class StoriesIndex:
    """All stories."""

    title: str
    stories: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The articles on one event side by side."""

    title: str
    summary: str
    date: str
    topics: tuple[LinkView, ...]
    columns: tuple[ColumnView, ...]
    """The articles in the order of their publication, which is that of every row's cells."""
    clusters: tuple[ClusterView, ...]
    """What several articles report, and what contradicts something."""
    alone: tuple[ClaimsOfArticle, ...]
    """The claims that no claim of another article repeats or contradicts."""
    pairs: tuple[PairView, ...]
    shared: tuple[SharedSource, ...]
    events: tuple[EventView, ...]
    briefings: tuple[BriefingCard, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    """Claims that contradict each other, from all articles."""

    title: str
    total: int
    groups: tuple[PairsOf, ...]
    claims_href: str
    pager: PagerView | None


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """Briefings and background notes by the day of their next review."""

    title: str
    total: int
    months: tuple[MonthOfReviews, ...]
    pager: PagerView | None


@dataclass(frozen=True, slots=True)
class BrokenPage:
    """Stands, in a preview only, for a page whose input has problems."""

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
    StoriesIndex: "stories.md.j2",
    StoryPage: "story.md.j2",
    ContradictionsPage: "contradictions.md.j2",
    ReviewsPage: "reviews.md.j2",
    BrokenPage: "broken.md.j2",
}


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A result of its own in the search: a claim, with its place on a page."""

    url: str
    title: str
    content: str
    chain: str
    filters: tuple[tuple[str, str], ...]
    """Names and values: ("status", "Disputed"); a name may come several times."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered."""

    source: str
    """Where its Markdown stands: "briefings/<slug>.md"."""
    url: str
    """Its address relative to the site's root: "briefings/<slug>/"."""
    title: str
    description: str
    kind: str
    """The word that the search shows and filters by: "Briefing", "Actor", ..."""
    context: Context
    inputs: tuple[str, ...]
    """The input files that it is made from."""
    updated: str
    """The day of the newest review of what it shows, ISO 8601; empty where there is none."""
    edit_url: str = ""
    records: tuple[SearchRecord, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    """What the search can find the page by, besides its kind: ("actor", "Tasnim")."""
