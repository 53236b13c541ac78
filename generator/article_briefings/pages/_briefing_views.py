"""The context of a briefing's page, and its parts other than the article and the claims."""

from dataclasses import dataclass

from article_briefings.pages._events import EventView
from article_briefings.pages._figure_views import AxisFigure, Glance
from article_briefings.pages._page import Context
from article_briefings.pages._views import (
    ArticleView,
    ClaimView,
    LinkView,
    ParagraphAsides,
    Quotation,
    SourceView,
)


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


@dataclass(frozen=True)
class BriefingPage(Context):
    """The briefing of one article."""

    template = "briefing.md.j2"
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
