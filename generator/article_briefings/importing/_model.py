"""The result of every importer: an article with its marks, and remarks.

All spans are in code points of the article's text as loaded, without a byte-order mark.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from article_briefings.drafting import DraftEvent, DraftUse
from article_briefings.input import Value
from article_briefings.models import ClaimKind, Form, RelationType, Span

Extensions = Mapping[str, Any]
"""JSON values that have no field of ours, by the name of their format."""
_MAX_QUOTED = 60
_FEW = 3
"""Remarks listed of each kind; if there are more, the rest is counted."""
_WORD = re.compile(r"“[^”]{0,1000}+”|\S++")
_NUMBER = re.compile(r"\b[A-Z]?\d[\d,.]*+")
_FILES = (".txt", ".ann", ".json", ".jsonld")


def in_quotes(words: str) -> str:
    """Words quoted for a message: on one line, and at most 60 characters."""
    line = " ".join(words[: 4 * _MAX_QUOTED].split())
    return f"“{line if len(line) <= _MAX_QUOTED else line[: _MAX_QUOTED - 1] + '…'}”"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The place of an annotation: the file's name in messages, and the line number from 1.

    Line 0 means the file as a whole.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something that a person should know about an import, with its place."""

    origin: Origin
    message: str
    left_out: bool = True
    """Whether something was not imported; otherwise it was, and the message says how."""


class Remarks(list[Remark]):
    """The remarks on an import."""

    def leave_out(self, origin: Origin, message: str) -> None:
        """Add why something was not imported."""
        self.append(Remark(origin, message))

    def note(self, origin: Origin, message: str) -> None:
        """Add how something was imported."""
        self.append(Remark(origin, message, left_out=False))

    def lines(self, *, verbose: bool) -> Iterator[str]:
        """All remarks in order; unless `verbose`, only the first few of each kind."""
        groups: dict[tuple[bool, str], list[Remark]] = {}
        for remark in sorted(self):
            kind = str(remark) if verbose else _WORD.sub(_without_details, remark.message)
            groups.setdefault((remark.left_out, kind), []).append(remark)
        for (left_out, _), group in groups.items():
            sign = "left out" if left_out else "note"
            shown = group if verbose or len(group) == _FEW + 1 else group[:_FEW]
            yield from (f"{sign}: {remark.origin}: {remark.message}" for remark in shown)
            if len(shown) < len(group):
                rest, files = len(group) - _FEW, len({remark.origin.file for remark in group})
                where = f" in {files:,} files" if files > 1 else ""
                yield (
                    f"  … and {rest:,} more like the last {_FEW} ({len(group):,}{where}); "
                    "--verbose lists all"
                )


def _without_details(found: re.Match[str]) -> str:
    """Remove from a word the parts that differ between messages of one kind.

    These are quoted words, numbers, ids and paths.
    """
    word = found[0]
    if word.endswith("”") or "/" in word or word.rstrip(".,:;").endswith(_FILES):
        return "…"
    return _NUMBER.sub("…", word)


@dataclass(frozen=True, slots=True)
class ImportedMark:
    """An annotated stretch of the text, which may be discontinuous."""

    name: str
    """Its name in the file, for messages and comments: "T3"."""
    spans: tuple[Span, ...]
    """In the order of the text; no two overlap."""
    origin: Origin
    notes: tuple[str, ...] = ()
    """Other information in the file about the mark: attributes, notes."""
    also: tuple[str, ...] = ()
    """Words elsewhere that mean the same, according to the annotation."""

    def words(self, text: str) -> str:
        """Its words on one line, with an ellipsis between its parts."""
        return " ".join(" … ".join(span.of(text) for span in self.spans).split())


# --- terms of our own format ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportedStep:
    """A step in a claim's attribution chain, given in the terms of our own format."""

    cue: tuple[Span, ...]
    """Empty until the annotation of the cue has a place."""
    form: Form | None = None
    actor: str = ""
    """An id, which may be missing from the register."""
    words: str = ""
    """The name of the actor, or the words for a source without one."""
    cue_id: str = ""
    """The id of the annotation of the cue; empty if only evidence shows the step."""
    shown_by: str = ""
    """The id of an evidence item, which may be missing."""
    identified_as: str = ""
    """The id of the actor who an unnamed source is; it may be missing from the register."""


@dataclass(frozen=True, slots=True)
class ImportedClaim:
    """A claim in the terms of our own format. Fields missing from the file are empty."""

    id: str = ""
    text: str = ""
    kind: ClaimKind | None = None
    steps: tuple[ImportedStep, ...] = ()
    """Used instead of cues and sources."""
    own_voice: bool = False
    """Whether the file says that the article itself makes the claim."""
    whole: bool = True
    """Whether `steps` has every step that the file has."""
    fields: Mapping[str, Value] = field(default_factory=dict)
    """Further fields of our format, among them both verdicts, as they are written in a briefing."""
    relations: Sequence[tuple[RelationType, str]] = ()
    """Types, and ids of other claims of the same article."""
    assessment: Mapping[str, Value] = field(default_factory=dict)
    """The one verdict of version 1, which only a person can divide into those of version 2."""


# --- articles ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content, the cues that attribute it, and its sources."""

    content: ImportedMark
    cues: tuple[ImportedMark, ...] = ()
    sources: tuple[ImportedMark, ...] = ()
    notes: tuple[str, ...] = ()
    """Notes in the file about the relation itself."""
    claim: ImportedClaim = field(default_factory=ImportedClaim)
    extensions: Extensions = field(default_factory=dict)

    @property
    def order(self) -> tuple[Sequence[Span], Origin]:
        """A key to sort attributions by: their place in the text, then in the file."""
        return self.content.spans, self.content.origin


@dataclass(frozen=True, slots=True)
class Metadata:
    """Information about an article besides its text. Unknown fields are empty."""

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
class ArticleSource:
    """The text of an article, as `source.txt` and as counted by the annotations."""

    data: bytes
    text: str
    sha256: str
    counted: str
    """The text before repair. Its characters correspond to those of `text` one to one."""


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article with its attributions, before it is a briefing."""

    name: str
    """Its name in the collection."""
    origin: Origin
    source: ArticleSource
    metadata: Metadata
    attributions: Sequence[Attribution]
    events: Sequence[tuple[ImportedMark, DraftEvent]] = ()
    """Events without a quote, which is that of their mark."""
    background: Sequence[tuple[ImportedMark, DraftUse]] = ()
    """Uses of notes without a quote, which is that of their mark."""
    annotators: tuple[str, ...] = ()
    """The people to credit if the metadata names nobody."""
    title: str = ""
    """The briefing's title, if it differs from the article's headline."""
    extensions: Extensions = field(default_factory=dict)
    evidence: Sequence[tuple[Origin, Mapping[str, Value]]] = ()
    """The fields of each evidence item, as they are written in a briefing."""
