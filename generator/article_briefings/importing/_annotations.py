"""The common model of annotations in JSON, in any format: targets, labels, extensions.

The names are those of the W3C's Web Annotation Data Model, section 4.2 for selectors.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.drafting import ImportedClaim, Origin, Remark
from article_briefings.models import EdtfDate, Form, TextName

# --- selectors ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextPosition:
    """A TextPositionSelector, in the file's own offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextRange:
    """A RangeSelector of the W3C: from the start of `start` to the start of `end`."""

    start: "tuple[Selector, ...]"
    end: "tuple[Selector, ...]"


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector, and the selectors that refine its selection."""

    by: TextQuote | TextPosition | TextRange | None
    """None for a selector that does not apply to plain text, such as a CSS selector."""
    refined: "tuple[Selector, ...]" = ()
    whole: bool = False
    """Whether a selector without `by` selects the text as a whole."""


@dataclass(frozen=True, slots=True)
class Target:
    """The target of an annotation: a resource, and selectors of one stretch of its text."""

    source: str
    """The address of the resource, or the id of another annotation; may be empty."""
    selectors: tuple[Selector, ...] = ()
    text: TextName = "original"
    """The text of the article to which the selectors apply."""


# --- terms of our own format ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step in a claim's attribution chain, from our own export."""

    cue: str
    """The id of the annotation of the cue."""
    form: Form | None
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """A claim from our own export."""

    claim: ImportedClaim
    steps: tuple[OwnStep, ...]


@dataclass(frozen=True, slots=True)
class OwnCue:
    """A cue from our own export; `words` name its speaker."""

    words: str


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """An event from our own export."""

    id: str
    date: EdtfDate
    label: str
    actors: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class OwnUse:
    """The use of a note from our own export."""

    note: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnOther:
    """An item that has no field in a draft, such as an evidence item. It becomes an extension."""


Own = OwnClaim | OwnCue | OwnEvent | OwnUse | OwnOther


MAX_ANNOTATIONS = 200_000
"""The most annotations of a file that are read."""

# --- annotations -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation."""

    name: str
    """Its name in messages and comments."""
    id: str
    """The id by which other annotations refer to it; may be empty."""
    origin: Origin
    targets: tuple[Target, ...]
    labels: tuple[str, ...] = ()
    """Terms that may show its part in an attribution, tags before motivations."""
    by: tuple[str, ...] = ()
    """The people to credit: names or handles."""
    handles: tuple[str, ...] = ()
    """Other names by which a call may refer to them."""
    claim: ImportedClaim = field(default_factory=ImportedClaim)
    answers: str = ""
    """The id of the annotation to which it replies, or that began its thread."""
    is_remark: bool = False
    """Whether it is not a mark even if it has a place, such as a moderator's remark."""
    own: Own | None = None
    rest: dict[str, Any] = field(default_factory=dict)
    """All data that has no field of ours."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """Extensions of other programs by name, carried by our own export."""
    common: dict[str, Any] = field(default_factory=dict)
    """The part of it that all annotations of a page may share, and that is then stored once."""
    title: str = ""
    """The title of the page."""


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """The content of one file of annotations, in its order."""

    notes: tuple[Annotation, ...]
    remarks: tuple[Remark, ...]
    title: str = ""
    """A possible title for a briefing."""
    rest: dict[str, Any] = field(default_factory=dict)
    """Data about the file as a whole."""
    extensions: dict[str, Any] = field(default_factory=dict)
    own: bool = False
    """Whether the file comes from our own export."""


def annotations_in(
    file: str, values: Iterable[Any], read: Callable[[str, Any], Annotation | Remark]
) -> tuple[list[Annotation], list[Remark]]:
    """Read each of these values as an annotation with a name, or return a remark on why not."""
    notes: list[Annotation] = []
    remarks: list[Remark] = []
    for number, value in enumerate(values, 1):
        if number > MAX_ANNOTATIONS:
            message = f"only {MAX_ANNOTATIONS:,} annotations are read; the rest is not"
            remarks.append(Remark(Origin(file), message))
            break
        note = read(f"annotation {number}", value)
        if isinstance(note, Annotation):
            notes.append(note)
        else:
            remarks.append(note)
    return notes, remarks
