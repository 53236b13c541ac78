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
from generator.pages.views import ArticleView, ClaimRow, ClaimView, LinkView, SourceView


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """The briefing of one article."""

    title: str
    bluf: str
    source: SourceFacts
    article: ArticleView
    claims: tuple[ClaimView, ...]
    actors: tuple[CastView, ...]
    background: tuple[NoteView, ...]
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
    """The newest briefings, the topics, and the size of the site."""

    title: str
    description: str
    newest: tuple[BriefingCard, ...]
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


@dataclass(frozen=True, slots=True)
class BriefingsIndex:
    """All briefings by year."""

    title: str
    years: tuple[YearOfBriefings, ...]


@dataclass(frozen=True, slots=True)
class ActorsIndex:
    """The register of actors by type, then by name."""

    title: str
    groups: tuple[ActorGroup, ...]


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
    claimed: tuple[ClaimRow, ...]
    relayed: tuple[ClaimRow, ...]
    about: tuple[ClaimRow, ...]
    published: tuple[BriefingCard, ...]
    appears_in: tuple[LinkView, ...]
    events: tuple[EventView, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The ledger of all claims."""

    title: str
    total: int
    assessed: int
    articles: tuple[ClaimsOfArticle, ...]
    related: tuple[ClaimRow, ...]
    """The claims that contradict or repeat others."""


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
    used_in: tuple[LinkView, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class NotesIndex:
    """All background notes."""

    title: str
    notes: tuple[NoteCard, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic and the briefings on it."""

    title: str
    description: str
    briefings: tuple[BriefingCard, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class TopicsIndex:
    """All topics."""

    title: str
    topics: tuple[TopicCard, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The events of all articles."""

    title: str
    years: tuple[YearOfEvents, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The page that a search without the header's dialog happens on."""

    title: str
    briefings_href: str
    claims_href: str
    actors_href: str


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
    | ClaimsPage
    | NotesIndex
    | NotePage
    | TopicsIndex
    | TopicPage
    | TimelinePage
    | SearchPage
    | BrokenPage
)

#: The template of each kind of page, in the order of the site's sections.
TEMPLATES: dict[type[Context], str] = {
    HomePage: "home.md.j2",
    BriefingsIndex: "briefings.md.j2",
    BriefingPage: "briefing.md.j2",
    ActorsIndex: "actors.md.j2",
    ActorPage: "actor.md.j2",
    ClaimsPage: "claims.md.j2",
    NotesIndex: "background-index.md.j2",
    NotePage: "background.md.j2",
    TopicsIndex: "topics.md.j2",
    TopicPage: "topic.md.j2",
    TimelinePage: "timeline.md.j2",
    SearchPage: "search.md.j2",
    BrokenPage: "broken.md.j2",
}


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A result of its own in the search: a claim, with its place on a page."""

    url: str
    title: str
    content: str
    chain: str
    language: str
    filters: tuple[tuple[str, str], ...]


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
