"""The common model of annotations in JSON, in any format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from article_briefings.drafting import DraftEvent, DraftUse
from article_briefings.importing._model import ImportedClaim, Origin, Remark
from article_briefings.importing._selectors import Target

MAX_ANNOTATIONS = 200_000
"""The most annotations of a file that are read."""


@dataclass(frozen=True, slots=True)
class OwnCue:
    """A cue from our own export; `words` name its speaker."""

    words: str


@dataclass(frozen=True, slots=True)
class OwnOther:
    """An item that has no field in a draft, such as an evidence item. It becomes an extension."""


Own = ImportedClaim | OwnCue | DraftEvent | DraftUse | OwnOther
"""An annotation in the terms of our own format, without its place in the text."""


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
