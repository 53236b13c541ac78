"""What every importer makes of a foreign file: an article with its marks, and remarks.

All spans are in code points of the article's text as the loader has it, without a byte-order mark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from article_briefings.models import ClaimKind, EdtfDate, Form, Span

Extensions = Mapping[str, Any]
"""By the name of a format values of JSON that have no field of ours."""
_MAX_QUOTED = 60


def in_quotes(words: str) -> str:
    """Words as a message quotes them: on one line, and no more than 60 characters of them."""
    line = " ".join(words[: 4 * _MAX_QUOTED].split())
    return f"“{line if len(line) <= _MAX_QUOTED else line[: _MAX_QUOTED - 1] + '…'}”"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where an annotation stands: the file as messages call it, and the line from 1.

    Line 0 is the file as a whole.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """What a person should know of an import, with its place."""

    origin: Origin
    message: str
    left_out: bool = True
    """Whether something was not imported; else it was, and this says how."""


@dataclass(frozen=True, slots=True)
class ImportedMark:
    """An annotated stretch of the text, which may be discontinuous."""

    name: str
    """As the file calls it, for messages and comments: "T3"."""
    spans: tuple[Span, ...]
    """In the order of the text; no two overlap."""
    origin: Origin
    notes: tuple[str, ...] = ()
    """What the file says of it beside the span: attributes, notes."""
    also: tuple[str, ...] = ()
    """Words elsewhere that mean the same, by the annotation."""

    def words(self, text: str) -> str:
        """Its words on one line, an ellipsis where it is interrupted."""
        return " ".join(" … ".join(span.of(text) for span in self.spans).split())


@dataclass(frozen=True, slots=True)
class ImportedStep:
    """A step of a claim's way that the file tells in words of our own format."""

    cue: tuple[Span, ...]
    form: Form | None = None
    actor: str = ""
    """An id, of which it is not known whether the register has it."""
    words: str = ""
    """The name of the actor, or the words for a source without one."""


@dataclass(frozen=True, slots=True)
class ImportedClaim:
    """What the file says of a claim in words of our own format; what it does not say is empty."""

    id: str = ""
    text: str = ""
    kind: ClaimKind | None = None
    steps: tuple[ImportedStep, ...] = ()
    """In the place of cues and sources."""
    own_voice: bool = False
    """Whether it says that the article itself makes the claim."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content, the cues by which it is attributed, and whom to."""

    content: ImportedMark
    cues: tuple[ImportedMark, ...] = ()
    sources: tuple[ImportedMark, ...] = ()
    notes: tuple[str, ...] = ()
    """What the file says of the tie itself."""
    claim: ImportedClaim = field(default_factory=ImportedClaim)
    extensions: Extensions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """Something that happened, in words of our own format."""

    mark: ImportedMark
    id: str
    date: EdtfDate
    label: str
    actors: tuple[str, ...] = ()
    note: str = ""
    extensions: Extensions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedUse:
    """A passage that calls for a note, in words of our own format."""

    mark: ImportedMark
    note: str
    why: str
    extensions: Extensions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; what is not known is empty."""

    slug: str = ""
    title: str = ""
    published: str = ""
    """An EDTF date."""
    dating: str = ""
    """How the date was established."""
    language: str = ""
    outlet: str = ""
    """The id or the name of an outlet of the register."""
    url: str = ""
    author: str = ""
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article with its attributions, before it is a briefing."""

    name: str
    """What the collection calls it."""
    origin: Origin
    data: bytes
    """The bytes of its text in UTF-8, which become `source.txt`."""
    text: str
    sha256: str
    metadata: Metadata
    attributions: Sequence[Attribution]
    events: Sequence[ImportedEvent] = ()
    background: Sequence[ImportedUse] = ()
    annotators: tuple[str, ...] = ()
    """Whom to credit where the metadata name nobody."""
    title: str = ""
    """The briefing's title, where it is another one than the article's headline."""
    extensions: Extensions = field(default_factory=dict)
