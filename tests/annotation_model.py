"""What the W3C's Web Annotation Data Model asks of annotations, collections and pages.

Written from the recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/; the
numbers are its sections. `faults` says what breaks a MUST, or one of the SHOULDs that we keep.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
}
_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ADDRESS_SIGNS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_SELECTORS = {"FragmentSelector", "TextQuoteSelector", "TextPositionSelector"}


def faults(document: dict[str, Any]) -> list[str]:
    """The faults of a file: a collection with or without a page in it, or a page."""
    found = list(_context(document))
    if "AnnotationCollection" in _list(document.get("type")):
        return found + list(_collection(document))
    return found + list(_page(document))


def annotations_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The annotations in a file."""
    page = document if document["type"] == "AnnotationPage" else document.get("first")
    items: list[dict[str, Any]] = page["items"] if isinstance(page, dict) else []
    return items


def _context(document: dict[str, Any]) -> Iterator[str]:
    """3.1, 5.1, 5.2."""
    if CONTEXT not in _list(document.get("@context")):
        yield "no context of the W3C"


def _collection(told: dict[str, Any]) -> Iterator[str]:
    """5.1."""
    yield from _named(told, "AnnotationCollection")
    if not told.get("label") or not isinstance(told["label"], str):
        yield "5.1: a collection without a label"
    total = told.get("total")
    if not _count(total):
        yield f"5.1: total {total}"
    if total and "first" not in told:
        yield "5.1: annotations and no first page"
    if total and not _is_address(told.get("last")):
        yield "5.1: last is no address"
    first = told.get("first")
    if isinstance(first, dict):
        yield from _page(first)
        if len(first["items"]) == total and told.get("last") != first["id"]:
            yield "5.1: the only page is not the last"
    elif first is not None and not _is_address(first):
        yield "5.1: first is no address"
    yield from _about(told)


def _page(told: dict[str, Any]) -> Iterator[str]:
    """5.2."""
    yield from _named(told, "AnnotationPage")
    if not isinstance(told.get("items"), list) or not told["items"]:
        yield "5.2: no items"
    if not _is_address(told.get("partOf")):
        yield "5.2: part of no collection"
    if not _count(told.get("startIndex")):
        yield "5.2: startIndex"
    for name in ("next", "prev"):
        if name in told and not _is_address(told[name]):
            yield f"5.2: {name} is no address"
    for item in told.get("items", ()):
        yield from _annotation(item)


def _annotation(told: dict[str, Any]) -> Iterator[str]:
    """3.1 and 3.3."""
    yield from _named(told, "Annotation")
    if not _list(told.get("target")):
        yield "3.1: no target"
    if "body" in told and "bodyValue" in told:
        yield "3.2.5: body and bodyValue"
    motivation = _list(told.get("motivation"))
    if not motivation or not MOTIVATIONS.issuperset(motivation):
        yield f"3.3.5: motivation {motivation}"
    yield from _about(told)
    for body in _list(told.get("body")):
        if not MOTIVATIONS.issuperset(_list(body.get("purpose"))):
            yield f"3.3.5: purpose {body.get('purpose')}"
        yield from _resource(body)
    for target in _list(told.get("target")):
        yield from _resource(target)


def _about(told: dict[str, Any]) -> Iterator[str]:
    """3.3.1 and 3.3.2."""
    for name in ("created", "modified", "generated"):
        if name in told and not (isinstance(told[name], str) and _MOMENT.fullmatch(told[name])):
            yield f"3.3.1: {name} {told[name]}"
    for agent in _list(told.get("creator")):
        if agent.get("type") not in ("Person", "Organization", "Software"):
            yield f"3.3.2: an agent of type {agent.get('type')}"
        if not isinstance(agent.get("name"), str):
            yield "3.3.2: an agent without a name"


def _resource(told: Any) -> Iterator[str]:
    """3.2: an address, an embedded text, or a specific resource."""
    if isinstance(told, str):
        if not _is_address(told):
            yield f"3.2.1: {told} is no address"
    elif told.get("type") == "TextualBody":
        if not isinstance(told.get("value"), str):
            yield "3.2.4: a text without a value"
        if not isinstance(told.get("format", ""), str):
            yield "3.2.4: several formats"
    elif told.get("type") == "SpecificResource":
        source = told.get("source")
        if not _is_address(source.get("id") if isinstance(source, dict) else source):
            yield "4: not exactly one source"
        for selector in _list(told.get("selector")):
            yield from _selector(selector)
    else:
        yield f"3.2: a resource of type {told.get('type')}"


def _selector(told: dict[str, Any]) -> Iterator[str]:
    """4.2."""
    kind = told.get("type")
    if kind not in _SELECTORS:
        yield f"4.2: a selector of type {kind}"
    if kind == "FragmentSelector":
        if not isinstance(told.get("value"), str) or not told["value"]:
            yield "4.2.1: no value"
        if not _is_address(told.get("conformsTo")):
            yield "4.2.1: conforms to no specification"
    if kind == "TextQuoteSelector":
        texts = (told.get("exact"), told.get("prefix", ""), told.get("suffix", ""))
        if not all(isinstance(text, str) for text in texts):
            yield "4.2.4: exact, prefix or suffix is no text"
    if kind == "TextPositionSelector":
        start, end = told.get("start"), told.get("end")
        if not (_count(start) and _count(end) and start <= end):
            yield f"4.2.5: {start} to {end}"
    for inner in _list(told.get("refinedBy")):
        yield from _selector(inner)


def _named(told: dict[str, Any], kind: str) -> Iterator[str]:
    if not _is_address(told.get("id")):
        yield f"{kind} {told.get('id')} has not exactly one address"
    if kind not in _list(told.get("type")):
        yield f"{told.get('id')} is no {kind}"


def _is_address(value: Any) -> bool:
    """Whether a value is an absolute address of RFC 3986."""
    if not isinstance(value, str) or not _ADDRESS_SIGNS.fullmatch(value):
        return False
    return bool(urlsplit(value).scheme) and not re.search("%(?![0-9A-Fa-f]{2})", value)


def _count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
