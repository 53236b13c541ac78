"""The views from which pages are built. Plain text throughout; the renderer escapes it.

`href`s are relative to their page, and the site therefore works under any path.
Dates are words. A `markdown` field holds CommonMark that the template passes
through the `markdown` filter.
"""

from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["claim", "event", "background", "cue", "mention"]
#: How an article gives a claim's words: in quotation marks, in part, retold, or as its own.
FormLayer = Literal["direct", "mixed", "indirect", "own", "unknown", ""]


Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A name and its link; `href` is empty for a name without a page."""

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
    """The BCP 47 tag of its title; empty if unknown."""
    language_name: str
    note: str
    id: str = ""
    """The item's anchor; empty on pages whose sources have none."""
    used_by: tuple[LinkView, ...] = ()
    """The claims and events that rest on it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the article, or of its translation, part by part."""

    parts: tuple[str, ...]
    language: str
    direction: Direction


# --- the marked article ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MarkView:
    """One mark. Its first piece carries `dom_id`, which holds the key; the others carry `key`."""

    kind: MarkKind
    key: str
    """The key of the marked item, unique on the page: a claim's or event's id, or one derived."""
    dom_id: str
    href: str
    """The link of the mark: to its note, of a cue to its claim, of a mention to its actor."""
    begin: str = ""
    """The text for screen readers at the start of the mark; cues and mentions are links instead."""
    end: str = ""
    """The text for screen readers at its end."""
    number: int = 0
    """A claim's number in the list; 0 for other kinds."""
    form: FormLayer = ""
    assessed: bool = False
    lane: int = 0
    """The line on which the mark is drawn, 0 being the nearest to the text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A step of writing out a paragraph.

    `open` begins a mark element (`first` if the mark begins here, and does not
    just resume), `close` ends the innermost one, `text` is the article's text
    (within a link to `href` unless it is empty), `reference` is the link from
    the end of a mark to its explanation.
    """

    step: Literal["open", "close", "text", "reference"]
    text: str = ""
    href: str = ""
    mark: MarkView | None = None
    first: bool = False
    quoted: bool = False
    """Whether the quoted words of a mixed claim begin here."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph of the article, and the raw line ends before it."""

    number: int
    """Its place in the article, from 1."""
    gap: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One of the article's texts; joined, the pieces are its file, character for character."""

    name: Literal["original", "translation"]
    language: str
    language_name: str
    direction: Direction
    paragraphs: tuple[ParagraphView, ...]
    end: str
    """Raw line ends after the last paragraph."""
    words: int
    lanes: int
    """How many lanes its marks need."""


@dataclass(frozen=True, slots=True)
class AsideView:
    """The short note on one mark, beside the article."""

    dom_id: str
    kind: MarkKind
    text: str
    """The speaker and relays of the claim; the event; or the note's title."""
    href: str
    """The claim's card, the event or the background note on this page."""
    mark_href: str
    """Back to the mark."""
    number: int = 0
    """A claim's number; 0 for other kinds."""
    form: FormLayer = ""
    date: str = ""
    """The date of an event."""
    status: str = ""
    """The value, for a class name; empty unless a claim is assessed."""
    status_label: str = ""
    marks: tuple[str, ...] = ()
    """The keys of the marks that belong to a claim: its cues and the mentions of its speaker."""


@dataclass(frozen=True, slots=True)
class ParagraphAsides:
    """The notes on the marks that begin in one paragraph, in the order of the text."""

    paragraph: int
    notes: tuple[AsideView, ...]


# --- claims ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of a claim's chain, from the origin outwards."""

    link_word: str
    """"", "according to", "as reported by", ...: the words that join the step to the sentence."""
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
    """The evidence for a step, or an identity, that the article does not state."""


@dataclass(frozen=True, slots=True)
class ChainView:
    """How a claim reached the reader."""

    steps: tuple[ChainStep, ...]
    sentence: str
    """The steps as plain words: "Azerbaijani officials, according to Nasser Kanaani, ..."."""
    own_voice: bool
    unknown: bool
    """Whether the speaker is not identified yet."""
    published_in: LinkView | None
    hand: str
    """The distance of the origin from the article: "first-hand", "told as second-hand", ..."""


@dataclass(frozen=True, slots=True)
class EvidenceUseView:
    """The use of one evidence item for a claim."""

    relation: str
    shows: str
    item: LinkView
    """The item's publisher and date, linked to its place in the list of sources."""
    number: int
    """Its number in that list, from 1."""


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
    """Another claim, and its relation to this one."""

    verb: str
    """"contradicts", "is supported by", ..."""
    claim: LinkView
    article: LinkView | None
    """The article of the other claim, unless it is on this page."""


@dataclass(frozen=True, slots=True)
class AlsoView:
    """A further article that makes or relays the same claim."""

    outlet: str
    """The outlet that published it; the article's title if that is not known."""
    date: str
    href: str
    """The claim on the other briefing's page."""
    form: str
    text: str
    """The claim as worded there; empty if the wording is the same."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the article, in percent, for a background layer of a style sheet.

    See https://www.w3.org/TR/css-backgrounds-3/#the-background-position.
    """

    position: int
    """Its start, as a share of the space that its length leaves."""
    length: int
    """Its length, as a share of the article."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """The place of a claim in the article."""

    words: str
    """"paragraph 3 of 11"."""
    bars: tuple[Bar, ...]
    """One for each part of the quote, in the order of the text."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in full, on its briefing's page."""

    id: str
    number: int
    text: str
    quote: Quotation
    mark_href: str
    place: PlaceView
    original_href: str
    """The words on the original page, as a text fragment; empty without its address."""
    kind: str
    form: str
    """The form in which the article gives the words; "own voice" if it speaks itself."""
    chain: ChainView
    assessment: AssessmentView | None
    also: tuple[AlsoView, ...]
    """The same claim in other articles, directly or through others; not among `related`."""
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
