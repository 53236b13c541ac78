"""An item added to a list of a file, laid out as `briefings fmt` does."""

import re
from collections.abc import Mapping, Sequence

from article_briefings.input import Document, Path, Value
from article_briefings.models import Span
from article_briefings.review.fixes._edits import Edit, mapping, value_at
from article_briefings.review.fixes._reading import reads_as, written

_INDENT = "  "


def added(
    document: Document, name: str, fields: Mapping[str, str], order: Sequence[str]
) -> Edit | None:
    """Append an item with these fields to the list `name`; the list is created if need be.

    It is written in the style of the item before it. A new list comes after the fields that
    `order` puts before it. None if the rest of the file could not stay as it is.
    """
    members = value_at(document, (name,))
    if members is None:
        edit = _begun(document, name, fields, order)
    elif members:
        edit = _behind(document, (name, len(members) - 1), fields)
    else:
        edit = _filled(document, name, fields)
    old: list[Value] = members if isinstance(members, list) else []
    whole: Value = [*old, dict(fields)]
    return edit if edit and reads_as(document, [edit], (name,), whole) else None


def _behind(document: Document, last: Path, fields: Mapping[str, str]) -> Edit | None:
    """After the last item: in its brackets, or on lines of its own."""
    text, span = document.text, written(document, last)
    if span is None:
        return None
    if text.startswith("[", document.values[last[:1]].start):
        return Edit(Span(span.end, span.end), f", {mapping(fields)}")
    lead = text[_line_start(text, span.start) : span.start]
    if not re.fullmatch(r" *- +", lead):
        return None
    inner = _newline(text) + " " * len(lead)
    item = mapping(fields, newline=None if text.startswith("{", span.start) else inner)
    at = _line_end(text, span.end)
    return Edit(Span(at, at), f"{_newline(text)}{lead}{item}")


def _filled(document: Document, name: str, fields: Mapping[str, str]) -> Edit | None:
    """In place of an empty list."""
    key, value = document.keys[name,], document.values[name,]
    if not re.fullmatch(r"\[\s*\]", value.of(document.text).rstrip()):
        return None  # it has an anchor, or is one's alias
    behind = key.end + 1
    return Edit(Span(behind, max(behind, value.end)), _first(document.text, fields))


def _begun(
    document: Document, name: str, fields: Mapping[str, str], order: Sequence[str]
) -> Edit | None:
    """A new list after the fields that come before it."""
    before = [field for field in order[: order.index(name)] if (field,) in document.values]
    span = written(document, (before[-1],)) if before else None
    if span is None:
        return None
    at = _line_end(document.text, span.end)
    item = _first(document.text, fields)
    return Edit(Span(at, at), f"{_newline(document.text)}{name}:{item}")


def _first(text: str, fields: Mapping[str, str]) -> str:
    newline = _newline(text) + _INDENT
    return f"{newline}- {mapping(fields, newline=newline + _INDENT)}"


def _newline(text: str) -> str:
    found = re.search(r"\r\n?|\n", text)
    return found[0] if found else "\n"


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"[\r\n]").search(text, at)
    return found.start() if found else len(text)
