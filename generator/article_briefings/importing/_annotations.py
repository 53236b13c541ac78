"""What annotations in JSON have in common, whatever their format: targets, labels, what is kept.

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
    """A RangeSelector of the W3C: from the begin of one selection to the begin of another."""

    first: "tuple[Selector, ...]"
    behind: "tuple[Selector, ...]"


@dataclass(frozen=True, slots=True)
class Selector:
    """One way to select: a selector, and the selectors in which its selection is refined."""

    by: TextQuote | TextPosition | TextRange | None
    """None for a selector that a plain text has no answer to, such as one of CSS."""
    refined: "tuple[Selector, ...]" = ()
    whole: bool = False
    """Whether such a selector selects the text as a whole."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an annotation is about: a resource, and selectors of one stretch of its text."""

    source: str
    """The address of the resource, or the id of another annotation; may be empty."""
    selectors: tuple[Selector, ...] = ()
    text: TextName = "original"
    """Which of an article's texts the selectors are of."""


# --- words of our own ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step of a claim's way as our own export tells it."""

    cue: str
    """The id of the annotation of the cue."""
    form: Form | None
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """A claim as our own export tells it."""

    claim: ImportedClaim
    steps: tuple[OwnStep, ...]


@dataclass(frozen=True, slots=True)
class OwnCue:
    """A cue as our own export tells it: `words` name whom it belongs to."""

    words: str


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """An event as our own export tells it."""

    id: str
    date: EdtfDate
    label: str
    actors: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class OwnUse:
    """The use of a note as our own export tells it."""

    note: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnOther:
    """What has no place in a draft, such as an evidence item; it is kept."""


Own = OwnClaim | OwnCue | OwnEvent | OwnUse | OwnOther


MAX_ANNOTATIONS = 200_000
"""The most annotations of a file that are read."""

# --- annotations -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation."""

    name: str
    """As messages and comments call it."""
    id: str
    """As others refer to it; may be empty."""
    origin: Origin
    targets: tuple[Target, ...]
    labels: tuple[str, ...] = ()
    """What may say which part it has in an attribution, tags before motivations."""
    by: tuple[str, ...] = ()
    """Whom to credit: names or handles."""
    handles: tuple[str, ...] = ()
    """What else a call may name them by."""
    claim: ImportedClaim = field(default_factory=ImportedClaim)
    answers: str = ""
    """The id of the annotation that it replies to, or whose thread it is in."""
    is_remark: bool = False
    """Whether it is no mark even where it has a place, such as a moderator's."""
    own: Own | None = None
    rest: dict[str, Any] = field(default_factory=dict)
    """Everything that has no field of ours."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """By name what other programs kept, where our own export has carried it."""
    common: dict[str, Any] = field(default_factory=dict)
    """Of this what may be the same for all annotations of a page, and is then kept once."""
    title: str = ""
    """What the page is called."""


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """What one file of annotations holds, in its order."""

    notes: tuple[Annotation, ...]
    remarks: tuple[Remark, ...]
    title: str = ""
    """A title that a briefing may have."""
    rest: dict[str, Any] = field(default_factory=dict)
    """What is known of the file as a whole."""
    extensions: dict[str, Any] = field(default_factory=dict)
    own: bool = False
    """Whether our own export has made it."""


def annotations_in(
    file: str, values: Iterable[Any], read: Callable[[str, Any], Annotation | Remark]
) -> tuple[list[Annotation], list[Remark]]:
    """Each of these values read as an annotation with its name, or why it cannot be."""
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
