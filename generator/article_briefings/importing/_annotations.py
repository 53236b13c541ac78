"""The common model of annotations in JSON, and their selectors as the W3C's model has them.

The names of selectors are those of the Web Annotation Data Model, section 4.2. Those that find a
stretch of plain text are read: a TextQuoteSelector, a TextPositionSelector and a RangeSelector
between these, refined or not, and a FragmentSelector that counts characters (RFC 5147). Any other
selector refers to a page that is not available: its refinement is used, and the selector becomes
an extension.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.drafting import DraftEvent, DraftUse
from article_briefings.importing._json import JsonText, Object, every, objects
from article_briefings.importing._model import ImportedClaim, Origin, Remark, Remarks
from article_briefings.input import Value
from article_briefings.models import TextName

MAX_ANNOTATIONS = 200_000
"""The most annotations of a file that are read."""
_MAX_DEPTH, _MOST_SELECTORS = 8, 20
"""Selectors nested more deeply, or listed after so many others, are ignored."""
_MAX_OFFSET = 1_000_000_000
_READ = {"TextQuoteSelector", "TextPositionSelector", "FragmentSelector", "RangeSelector"}
_CHARACTERS = re.compile(r"char=(\d{1,9}),(\d{1,9})")
OWN_ELEMENTS: Mapping[str, TextName] = {
    "article-text": "original",
    "translation-text": "translation",
}
"""The elements of our pages that contain a whole text."""


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


def nested(selectors: "Iterable[Selector]") -> "Iterator[Selector]":
    """The selectors, and those that refine them."""
    for selector in selectors:
        yield selector
        yield from nested(selector.refined)


@dataclass(frozen=True, slots=True)
class Target:
    """The target of an annotation: a resource, and selectors of one stretch of its text."""

    source: str
    """The address of the resource, or the id of another annotation; may be empty."""
    selectors: tuple[Selector, ...] = ()
    text: TextName = "original"
    """The text of the article to which the selectors apply."""


@dataclass(frozen=True, slots=True)
class OwnCue:
    """A cue from our own export; `words` name its speaker."""

    words: str


@dataclass(frozen=True, slots=True)
class OwnOther:
    """An evidence item that is not valid. It becomes an extension."""


@dataclass(frozen=True, slots=True)
class OwnEvidence:
    """An evidence item from our own export, by the fields of a file."""

    fields: Mapping[str, Value]


Own = ImportedClaim | OwnCue | DraftEvent | DraftUse | OwnEvidence | OwnOther
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


@dataclass(slots=True)
class AnnotationFile:
    """The content of one file of annotations, in its order."""

    notes: list[Annotation] = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)
    title: str = ""
    """A possible title for a briefing."""
    rest: dict[str, Any] = field(default_factory=dict)
    """Data about the file as a whole."""
    extensions: dict[str, Any] = field(default_factory=dict)
    own: bool = False
    """Whether the file comes from our own export."""

    def read(
        self,
        text: JsonText,
        values: Iterable[Any],
        read: Callable[[str, Object], Annotation | Remark],
        expected: str,
    ) -> None:
        """Read each of these values as an annotation with a name, or a remark on why not."""
        for number, value in enumerate(values, 1):
            name = f"annotation {number}"
            if number > MAX_ANNOTATIONS:
                message = f"only the first {MAX_ANNOTATIONS:,} annotations are read"
                self.remarks.leave_out(Origin(text.file), message)
                break
            if not isinstance(value, Object):
                self.remarks.leave_out(Origin(text.file), f"{name} is not an object; {expected}")
                continue
            note = text.doubled(value) or read(name, value)
            if isinstance(note, Annotation):
                self.notes.append(note)
            else:
                self.remarks.append(note)


# --- reading selectors ---------------------------------------------------------------------------


def selectors_of(value: Any, depth: int = 0) -> tuple[Selector, ...]:
    """The selectors in a `selector`: one, or several that select the same stretch."""
    if depth > _MAX_DEPTH:
        return ()
    return tuple(_selector(one, depth) for one in objects(value)[:_MOST_SELECTORS])


def _selector(selector: Object, depth: int) -> Selector:
    refined = selectors_of(selector.get("refinedBy"), depth + 1)
    kind = min(selector.types & _READ, default="")
    by: TextQuote | TextPosition | TextRange | None = None
    if kind == "TextQuoteSelector":
        quote = TextQuote(selector.text("exact"), selector.text("prefix"), selector.text("suffix"))
        by = quote if quote.exact.strip() else None
    elif kind == "TextPositionSelector":
        by = _position(selector.get("start"), selector.get("end"))
    elif kind == "FragmentSelector":
        found = _CHARACTERS.fullmatch(selector.text("value").strip())
        by = _position(int(found[1]), int(found[2])) if found else None
    elif kind == "RangeSelector":
        start = selectors_of(selector.get("startSelector"), depth + 1)
        end = selectors_of(selector.get("endSelector"), depth + 1)
        by = TextRange(start, end) if start and end else None
    return Selector(by, refined, whole=_is_own_element(selector))


def _position(start: Any, end: Any) -> TextPosition | None:
    if type(start) is int and type(end) is int and 0 <= start < end < _MAX_OFFSET:
        return TextPosition(start, end)
    return None


def _is_own_element(selector: Object) -> bool:
    return "FragmentSelector" in selector.types and selector.text("value") in OWN_ELEMENTS


def text_of(value: Any) -> TextName:
    """The text of the article to which our own export refers."""
    named = {OWN_ELEMENTS.get(one.text("value")) for one in objects(value)}
    return "translation" if named == {"translation"} else "original"


# --- extensions ----------------------------------------------------------------------------------

_SPENT = {
    "TextQuoteSelector": {"exact", "prefix", "suffix"},
    "TextPositionSelector": {"start", "end"},
}
_NAMES = {"type", "@type"}


def rest_of(value: Any) -> Iterator[Any]:
    """The selectors that hold more than words and their position."""
    return (one for one in every(value) if not _is_spent(one))


def _is_spent(selector: Any) -> bool:
    if not isinstance(selector, Object):
        return False
    kinds = selector.types
    if len(kinds) == 1 and (fields := _SPENT.get(next(iter(kinds)))):
        return selector.keys() <= fields | _NAMES
    if _is_own_element(selector):
        inner = selector.first("refinedBy")
        fields = {"conformsTo", "value", "refinedBy"}
        return selector.keys() <= fields | _NAMES and all(map(_is_spent, every(inner)))
    return False
