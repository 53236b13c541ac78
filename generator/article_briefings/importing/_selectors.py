"""Reads selectors of the W3C's Web Annotation Data Model that find a stretch of plain text.

The names are those of the model, section 4.2. A TextQuoteSelector, a TextPositionSelector and a
RangeSelector between these are read, refined or not, and a FragmentSelector that counts characters
(RFC 5147). Any other selector refers to a page that is not available: its refinement is used, and
the selector becomes an extension.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.importing._json import Object, every, objects
from article_briefings.models import TextName

_MAX_DEPTH, _MOST_SELECTORS = 8, 20
"""Selectors nested more deeply, or listed after so many others, are ignored."""
_MAX_OFFSET = 1_000_000_000
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


@dataclass(frozen=True, slots=True)
class Target:
    """The target of an annotation: a resource, and selectors of one stretch of its text."""

    source: str
    """The address of the resource, or the id of another annotation; may be empty."""
    selectors: tuple[Selector, ...] = ()
    text: TextName = "original"
    """The text of the article to which the selectors apply."""


# --- reading -------------------------------------------------------------------------------------


def selectors_of(value: Any, depth: int = 0) -> tuple[Selector, ...]:
    """The selectors in a `selector`: one, or several that select the same stretch."""
    if depth > _MAX_DEPTH:
        return ()
    return tuple(_selector(one, depth) for one in objects(value)[:_MOST_SELECTORS])


def _selector(selector: Object, depth: int) -> Selector:
    refined = selectors_of(selector.get("refinedBy"), depth + 1)
    for kind in sorted(selector.types):
        if kind in _READERS:
            return Selector(
                _READERS[kind](selector, depth), refined, whole=_is_own_element(selector)
            )
    return Selector(None, refined)


def _quote(selector: Object, _: int) -> TextQuote | None:
    exact = selector.text("exact")
    prefix, suffix = selector.text("prefix"), selector.text("suffix")
    return TextQuote(exact, prefix, suffix) if exact.strip() else None


def _position(selector: Object, _: int) -> TextPosition | None:
    start, end = selector.get("start"), selector.get("end")
    if type(start) is int and type(end) is int and 0 <= start < end < _MAX_OFFSET:
        return TextPosition(start, end)
    return None


def _range(selector: Object, depth: int) -> TextRange | None:
    start = selectors_of(selector.get("startSelector"), depth + 1)
    end = selectors_of(selector.get("endSelector"), depth + 1)
    return TextRange(start, end) if start and end else None


def _fragment(selector: Object, _: int) -> TextPosition | None:
    found = _CHARACTERS.fullmatch(selector.text("value").strip())
    if found and int(found[1]) < int(found[2]):
        return TextPosition(int(found[1]), int(found[2]))
    return None


_READERS: Mapping[str, Callable[[Object, int], TextQuote | TextPosition | TextRange | None]] = {
    "TextQuoteSelector": _quote,
    "TextPositionSelector": _position,
    "RangeSelector": _range,
    "FragmentSelector": _fragment,
}


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
