"""The entries of lists: briefings, actors, notes, events, years. Plain text throughout."""

from dataclasses import dataclass

from article_briefings.pages._views import ClaimRow, LinkView, Quotation, SourceView


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
    draft: bool


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
    """The first place that names the actor; empty if the text does not."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """A background note beside an article."""

    dom_id: str
    title: LinkView
    summary: str
    why: str
    quotes: tuple[Quotation, ...]
    """The passages that call for it."""
    mark_href: str
    as_of: str
    due: str
    """The day by which it must be reviewed again."""
    machine_due: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of a timeline."""

    id: str
    date: str
    machine_date: str
    """ISO 8601 if the date is one certain day, else empty."""
    certain: bool
    label: str
    actors: tuple[LinkView, ...]
    quote: Quotation | None
    notes: tuple[str, ...]
    evidence: tuple[LinkView, ...]
    href: str
    """The event's mark on this page, or its place on the first briefing's page."""
    articles: tuple[LinkView, ...]
    """The articles that report it; empty on the page of the only one."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question that the article leaves open."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Facts about the article."""

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
class TranslationFacts:
    """Facts about the translation beside the article."""

    translator: str
    url: str
    archived_url: str
    rights: str
    language: str
    """The language's name."""
    sha256: str
    source_path: str
    text_url: str


@dataclass(frozen=True, slots=True)
class YearOfBriefings:
    """The briefings on articles of one year, the newest first."""

    year: str
    briefings: tuple[BriefingCard, ...]


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
class RoleView:
    """An office, when it was held, and the evidence for it."""

    title: str
    organisation: LinkView | None
    period: str
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class MediaView:
    """Who owns and funds an outlet, and how reliable it is."""

    owner: str
    funding: str
    reliability: str
    basis: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class ClaimsOfArticle:
    """The claims of one article."""

    article: LinkView
    date: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A background note in a list."""

    title: LinkView
    summary: str
    as_of: str


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic in a list."""

    title: LinkView
    description: str
    briefings: int


@dataclass(frozen=True, slots=True)
class YearOfEvents:
    """The events of one year, the earliest first."""

    year: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A diagnostic on a broken page."""

    place: str
    code: str
    message: str
    found: str
    expected: str
    hint: str
    excerpt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportView:
    """One format in which the corpus is exported."""

    name: str
    """The name used by the command."""
    title: str
    meaning: str
    version: int
    file: LinkView
    """The file; without an address if it is not on this site."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of our own vocabulary in the linked-data exports."""

    name: str
    meaning: str
    kind: str


@dataclass(frozen=True, slots=True)
class ColumnOfTable:
    """A column of the exported tables."""

    name: str
    kind: str
    meaning: str
    always: bool
    """Whether every row has a value."""


@dataclass(frozen=True, slots=True)
class TableView:
    """An exported table."""

    name: str
    id: str
    """The anchor of its heading."""
    meaning: str
    key: str
    columns: tuple[ColumnOfTable, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The description of the exports on the page of the data; supplied by the site's builder."""

    exports: tuple[ExportView, ...] = ()
    """Their files are named here, and linked on the page of a site that has them."""
    tables: tuple[TableView, ...] = ()
    terms: tuple[TermView, ...] = ()
