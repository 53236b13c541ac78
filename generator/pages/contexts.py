"""What each template is given. Plain text throughout; the renderer escapes it.

`href`s are relative to the page that carries them, so that the site works
under any path. Dates are words. A `markdown` field holds CommonMark that the
template passes through the `markdown` filter.
"""

from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["claim", "event", "background", "cue", "mention"]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A name and where it leads; `href` is empty for a name without a page."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document that shows something."""

    title: str
    publisher: str
    date: str
    url: str
    archived_url: str
    retrieved: str
    language: str
    """The BCP 47 tag of the document's language, or empty."""
    language_name: str
    note: str
    id: str = ""
    """The item's anchor; empty on pages where sources have none."""
    used_by: tuple[LinkView, ...] = ()
    """The claims and events that rest on it."""


# --- the marked article ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MarkView:
    """One mark. All its pieces carry `key`; the first piece carries `dom_id`."""

    kind: MarkKind
    key: str
    """What the mark belongs to: a claim's, event's, note's or actor's id."""
    href: str
    """The place on this page that explains the mark."""
    label: str
    """What a screen reader is told."""
    number: int
    """A claim's number in the list; 0 for other kinds."""
    dom_id: str
    own_voice: bool = False
    assessed: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A step of writing out a paragraph.

    `open` begins a mark element (`first` where the mark begins here, not just
    resumes), `close` ends the innermost one, `text` is the article's text
    (within a link to `href` unless it is empty), `reference` is the link from
    the end of a mark to what explains it.
    """

    step: Literal["open", "close", "text", "reference"]
    text: str = ""
    href: str = ""
    mark: MarkView | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph of the article, and the raw line ends that stand before it."""

    gap: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The article's text; joined, the pieces are the source, character for character."""

    language: str
    direction: Literal["ltr", "rtl"]
    paragraphs: tuple[ParagraphView, ...]
    end: str
    """Raw line ends behind the last paragraph."""
    words: int


# --- claims ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of a claim's way, from the origin outwards."""

    link_word: str
    """"", "according to", "as reported by", ...: how the sentence joins the step."""
    name: LinkView
    unnamed: bool
    stated: bool
    """Whether the article states the step; if not, only evidence shows it."""
    form: str
    cue: str
    """The article's words."""
    cue_href: str
    identified_as: LinkView | None
    evidence: LinkView | None
    """What shows a step, or an identity, that the article does not state."""


@dataclass(frozen=True, slots=True)
class ChainView:
    """How a claim reached the reader."""

    steps: tuple[ChainStep, ...]
    sentence: str
    """The steps as plain words: "Azerbaijani officials, according to Nasser Kanaani, ..."."""
    own_voice: bool
    published_in: LinkView | None


@dataclass(frozen=True, slots=True)
class EvidenceUseView:
    """What one evidence item shows about a claim."""

    relation: str
    shows: str
    source: SourceView
    href: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """The annotator's judgement."""

    status: str
    """The value, for a class name: "not-enough-evidence"."""
    status_label: str
    as_of: str
    rationale_markdown: str
    credibility: str
    """In words with its number, or empty."""
    likelihood: str
    confidence: str
    evidence: tuple[EvidenceUseView, ...]


@dataclass(frozen=True, slots=True)
class RelatedClaimView:
    """Another claim, and how it stands to this one."""

    verb: str
    """"contradicts", "is supported by", ..."""
    claim: LinkView
    article: LinkView | None
    """Where the other claim stands, unless it is this page."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in full, on its briefing's page."""

    id: str
    number: int
    text: str
    quote: tuple[str, ...]
    """The article's words, part by part."""
    mark_href: str
    kind: str
    form: str
    """The form in which the article gives the words; "own voice" where it speaks itself."""
    chain: ChainView
    assessment: AssessmentView | None
    related: tuple[RelatedClaimView, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list of claims from several articles."""

    text: str
    href: str
    article: LinkView
    date: str
    kind: str
    form: str
    chain: ChainView
    status: str
    status_label: str
    related: tuple[RelatedClaimView, ...]


# --- pages -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BriefingCard:
    """A briefing in a list."""

    title: str
    href: str
    bluf: str
    date: str
    outlet: str
    topics: tuple[LinkView, ...]
    claims: int
    assessed: int


@dataclass(frozen=True, slots=True)
class CastView:
    """An actor's part in this article."""

    dom_id: str
    name: LinkView
    type: str
    native_name: str
    native_language: str
    role: str
    mentions: int
    mark_href: str
    """The first place that names the actor; empty where the text does not."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """A background note beside an article."""

    dom_id: str
    title: LinkView
    summary: str
    why: str
    quote: tuple[str, ...]
    mark_href: str
    as_of: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of a timeline."""

    id: str
    date: str
    machine_date: str
    """ISO 8601 where the date is one certain day, else empty."""
    certain: bool
    label: str
    actors: tuple[LinkView, ...]
    quote: tuple[str, ...]
    note: str
    evidence: LinkView | None
    href: str
    """The event's mark on this page, or its place on the briefing's page."""
    article: LinkView | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What the article leaves open."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known about the article."""

    outlet: LinkView | None
    headline: str
    author: str
    url: str
    archived_url: str
    rights: str
    published: str
    dating: str
    language: str
    """The language's name."""
    evidence: LinkView | None
    sha256: str
    source_path: str


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
class YearOfBriefings:
    """The briefings on articles of one year, the newest first."""

    year: str
    briefings: tuple[BriefingCard, ...]


@dataclass(frozen=True, slots=True)
class BriefingsIndex:
    """All briefings by year."""

    title: str
    years: tuple[YearOfBriefings, ...]


@dataclass(frozen=True, slots=True)
class ActorCard:
    """An actor in the register."""

    name: LinkView
    native_name: str
    native_language: str
    description: str
    claimed: int
    relayed: int
    articles: int


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """The actors of one type."""

    type: str
    label: str
    actors: tuple[ActorCard, ...]


@dataclass(frozen=True, slots=True)
class ActorsIndex:
    """The register of actors by type, then by name."""

    title: str
    groups: tuple[ActorGroup, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """An office, when it was held, and what shows it."""

    title: str
    organisation: LinkView | None
    period: str
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class MediaView:
    """Who stands behind an outlet."""

    owner: str
    funding: str
    reliability: str
    basis: str
    sources: tuple[SourceView, ...]


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
class ClaimsOfArticle:
    """The claims of one article."""

    article: LinkView
    date: str
    claims: tuple[ClaimRow, ...]


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
class NoteCard:
    """A background note in a list."""

    title: LinkView
    summary: str
    as_of: str


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
class TopicCard:
    """A topic in a list."""

    title: LinkView
    description: str
    briefings: int


@dataclass(frozen=True, slots=True)
class TopicsIndex:
    """All topics."""

    title: str
    topics: tuple[TopicCard, ...]


@dataclass(frozen=True, slots=True)
class YearOfEvents:
    """The events of one year, the earliest first."""

    year: str
    events: tuple[EventView, ...]


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
class ProblemView:
    """A diagnostic as a broken page shows it."""

    place: str
    code: str
    message: str
    found: str
    expected: str
    hint: str
    excerpt: tuple[str, ...]


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
