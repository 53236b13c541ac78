"""The parts that pages are made of. Plain text throughout; the renderer escapes it.

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
    draft: bool
    """Whether nobody has checked it yet."""


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
    draft: bool
    """Whether nobody has checked it yet, or its briefing is not finished."""
