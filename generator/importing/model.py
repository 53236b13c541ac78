"""What every importer makes of a foreign file: an article with attributions, and remarks.

All spans are in code points of the article's text as the loader has it, without a byte-order mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.models import Span


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
class Mark:
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
class Attribution:
    """A content, the cues by which it is attributed, and whom to."""

    content: Mark
    cues: tuple[Mark, ...] = ()
    sources: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    """What the file says of the tie itself."""


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
