"""What the W3C's Web Annotation Data Model asks of annotations, collections and pages.

Written from the recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/; the
numbers are its sections. `faults` says what breaks a MUST, or one of the SHOULDs that we keep. The
comments have each clause in our words; those with an asterisk are SHOULDs. Compared with the
schemas by which the working group tested implementations
(https://github.com/w3c/web-annotation-tests).

Left out are clauses on what exports never have (3.2.5 string bodies, 3.2.6 choices, 3.3.3
audiences, 4.3 states, 4.4 styles, other selectors than three), whose words are faults by
themselves, and those on programs that read. Two clauses are about more than one file: 5.2 each page
but the last has the next one, and the vocabulary's that contexts of others redefine no word. The
tests of the collection of all and of linked data hold them. 4.2.4 wants code points and the logical
order; the tests of selectors hold that.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.exporting._exports import EXPORTS

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
Told = dict[str, Any]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ADDRESS_SIGNS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_MEDIA_TYPE = re.compile(r"(application|audio|example|image|multipart|text|video)/[\w.+-]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-.+)?")
_NEVER = {"bodyValue", "audience", "state", "stylesheet", "styleClass", "renderedVia", "scope"}


def faults(document: Told) -> list[str]:
    """The faults of a file, with the section each: a collection with or without a page, or a page.

    A section may stand for several clauses.
    """
    collection = "AnnotationCollection" in _list(document.get("type"))
    found = list(_context(document, "5.1" if collection else "5.2"))
    return found + list((_collection if collection else _page)(document))


def annotations_of(document: Told) -> list[Told]:
    """The annotations in a file."""
    page = document if document["type"] == "AnnotationPage" else document.get("first")
    items: list[Told] = page["items"] if isinstance(page, dict) else []
    return items


def _context(told: Told, section: str) -> Iterator[str]:
    contexts = told.get("@context")
    # One or more contexts, the W3C's among them.
    if CONTEXT not in _list(contexts):
        yield f"{section}: no context of the W3C"
    # A single one is no list.
    if isinstance(contexts, list) and len(contexts) == 1:
        yield f"{section}: a list of one context"


# --- 5 collections -------------------------------------------------------------------------------


def _collection(told: Told) -> Iterator[str]:
    # Exactly one address; the class among the types.
    yield from _named(told, "AnnotationCollection", "5.1")
    # * One or more labels, which are texts.
    if not told.get("label") or not isinstance(told["label"], str):
        yield "5.1: a collection without a label"
    # * Exactly one total, and it is a count.
    total = told.get("total")
    if not _count(total):
        yield f"5.1: total {total}"
    # Where there are annotations, exactly one first page: its address, or the page itself.
    first = told.get("first")
    if total and first is None:
        yield "5.1: annotations and no first page"
    if first is not None and not isinstance(first, dict) and not _is_address(first):
        yield "5.1: first is no address"
    # * Where there are annotations, exactly one last page, by its address.
    if total and not _is_address(told.get("last")):
        yield "5.1: last is no address"
    if isinstance(first, dict):
        # * A page within a collection has no context of its own.
        if "@context" in first:
            yield "5.2: a page in a collection with a context"
        yield from _page(first)
        if len(_list(first.get("items"))) == total and told.get("last") != first.get("id"):
            yield "5.1: the only page is not the last"
    yield from _about(told)


def _page(told: Told) -> Iterator[str]:
    # Exactly one address; the class among the types.
    yield from _named(told, "AnnotationPage", "5.2")
    # * Exactly one collection that the page is part of.
    if not _is_address(told.get("partOf")):
        yield "5.2: part of no collection"
    # A list of one annotation or more.
    items = told.get("items")
    if not isinstance(items, list) or not items:
        yield "5.2: no items"
    # What comes next and before is an address.
    for name in ("next", "prev"):
        if name in told and not _is_address(told[name]):
            yield f"5.2: {name} is no address"
    # * Exactly one first index, and it is a count.
    if not _count(told.get("startIndex")):
        yield f"5.2: startIndex {told.get('startIndex')}"
    for item in _list(items):
        yield from _annotation(item)


# --- 3 annotations -------------------------------------------------------------------------------


def _annotation(told: Told) -> Iterator[str]:
    # Exactly one address; the class among the types.
    yield from _named(told, "Annotation", "3.1")
    # One or more targets.
    if not _list(told.get("target")):
        yield "3.1: no target"
    # A single address is no list: the working group's schemas have no place for that.
    match told.get("target"):
        case [str()]:
            yield "3.2: a list of one address"
    # * One or more bodies.
    if not _list(told.get("body")):
        yield "3.1: no body"
    # * One or more motivations, of those of the vocabulary.
    motivation = _list(told.get("motivation"))
    if not motivation or not MOTIVATIONS.issuperset(motivation):
        yield f"3.3.5: motivation {motivation}"
    yield from _about(told)
    for body in _list(told.get("body")):
        yield from _resource(body)
        # * A purpose of those of the vocabulary.
        if not isinstance(body, dict) or body.get("purpose") not in MOTIVATIONS:
            yield "3.3.5: a body without a purpose"
    for target in _list(told.get("target")):
        yield from _resource(target)
        if isinstance(target, dict) and target.get("type") == "TextualBody":
            yield "3.2: a target that is within the annotation"
    yield from (f"{name}: not looked at" for name in _NEVER & told.keys())


def _about(told: Told) -> Iterator[str]:
    """What annotations, bodies, targets and collections may have."""
    for name in ("created", "modified", "generated"):
        # At most one, an xsd:dateTime. * With a time zone.
        if name in told and not _is_moment(told[name]):
            yield f"3.3.1: {name} {told[name]}"
    for agent in _list(told.get("creator")):
        # At most one address.
        if "id" in agent and not _is_address(agent["id"]):
            yield "3.3.2: an agent of several addresses"
        # * A class of those of the model.
        if agent.get("type") not in ("Person", "Organization", "Software"):
            yield f"3.3.2: an agent of type {agent.get('type')}"
        # * Exactly one name.
        if not isinstance(agent.get("name"), str):
            yield "3.3.2: an agent without a name"
    # Rights are addresses.
    if not all(map(_is_address, _list(told.get("rights")))):
        yield "3.3.6: rights"
    # At most one canonical address; where it was found are addresses.
    if "canonical" in told and not _is_address(told["canonical"]):
        yield "3.3.7: canonical"
    if not all(map(_is_address, _list(told.get("via")))):
        yield "3.3.7: via"


def _resource(told: Any) -> Iterator[str]:
    """A body or a target: an address, an embedded text, or a specific resource."""
    if isinstance(told, str):
        # A resource on the web has exactly one address.
        if not _is_address(told):
            yield f"3.2.1: {told} is no address"
        return
    yield from _about(told)
    yield from _content(told)
    yield from (f"{name}: not looked at" for name in _NEVER & told.keys())
    if told.get("type") == "TextualBody":
        yield from _text(told)
    elif told.get("type") == "SpecificResource":
        yield from _specific(told)
    else:
        yield f"3.2: a resource of type {told.get('type')}"


def _text(told: Told) -> Iterator[str]:
    # Exactly one value.
    if not isinstance(told.get("value"), str):
        yield "3.2.4: a text without a value"
    if "source" in told:
        yield "4: a text with a source"


def _specific(told: Told) -> Iterator[str]:
    # Exactly one source: an address, or a resource with exactly one.
    source = told.get("source")
    if not _is_address(source.get("id") if isinstance(source, dict) else source):
        yield "4: not exactly one source"
    if isinstance(source, dict):
        yield from _about(source)
        yield from _content(source)
        # A purpose is that of the specific resource.
        if "purpose" in source:
            yield "3.3.5: a source with a purpose"
    if "value" in told:
        yield "3.2.4: a resource with a value"
    for selector in _list(told.get("selector")):
        yield from _selector(selector)


def _content(told: Told) -> Iterator[str]:
    """3.2.1: what is said of the form of a resource."""
    # * Exactly one media type.
    if "format" in told and not _matches(_MEDIA_TYPE, told["format"]):
        yield f"3.2.1: format {told['format']}"
    # * A tag of BCP 47.
    if "language" in told and not _matches(_LANGUAGE, told["language"]):
        yield f"3.2.1: language {told['language']}"
    # At most one of three directions.
    if told.get("textDirection", "auto") not in ("auto", "ltr", "rtl"):
        yield f"3.2.1: direction {told['textDirection']}"


# --- 4.2 selectors -------------------------------------------------------------------------------


def _selector(told: Told) -> Iterator[str]:
    # Exactly one type.
    kind = told.get("type")
    if kind == "FragmentSelector":
        # Exactly one value.
        if not isinstance(told.get("value"), str) or not told["value"]:
            yield "4.2.1: no value"
        # At most one specification of its syntax. * Exactly one.
        if not _is_address(told.get("conformsTo")):
            yield "4.2.1: conforms to no specification"
    elif kind == "TextQuoteSelector":
        # Exactly one copy of the text.
        if not isinstance(told.get("exact"), str) or not told["exact"]:
            yield "4.2.4: no exact text"
        # At most one text before it and behind it.
        if not all(isinstance(told.get(name, ""), str) for name in ("prefix", "suffix")):
            yield "4.2.4: prefix or suffix is no text"
    elif kind == "TextPositionSelector":
        # Exactly one start and one end, both counts.
        start, end = told.get("start"), told.get("end")
        if not (_count(start) and _count(end) and start <= end):
            yield f"4.2.5: {start} to {end}"
    else:
        yield f"4.2: a selector of type {kind}"
    # What refines a selector is one.
    for inner in _list(told.get("refinedBy")):
        yield from _selector(inner)


# --- values --------------------------------------------------------------------------------------


def _named(told: Told, kind: str, section: str) -> Iterator[str]:
    if not _is_address(told.get("id")):
        yield f"{section}: {kind} {told.get('id')} has not exactly one address"
    if kind not in _list(told.get("type")):
        yield f"{section}: {told.get('id')} is no {kind}"


def _is_address(value: Any) -> bool:
    """Whether a value is an absolute address of RFC 3986."""
    if not isinstance(value, str) or not _ADDRESS_SIGNS.fullmatch(value):
        return False
    return bool(urlsplit(value).scheme) and not re.search("%(?![0-9A-Fa-f]{2})", value)


def _is_moment(value: Any) -> bool:
    """Whether a value is an xsd:dateTime with a time zone, of a day that there is."""
    if not _matches(_MOMENT, value):
        return False
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))


def _count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def exported(corpus: Corpus, about: Publication) -> dict[str, Any]:
    """The files of our export, by name."""
    written = EXPORTS["web-annotation"].files(corpus, about)
    return {name: json.loads(b"".join(pieces)) for name, pieces in written}
