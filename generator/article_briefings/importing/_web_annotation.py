"""Reads annotations from JSON-LD of the W3C's Web Annotation Data Model.

https://www.w3.org/TR/annotation-model/. A file holds one annotation, a list of them, a collection
or a page. No context is loaded and no address is followed: the terms are those of the W3C's
context and, in files from our own export, those of the export.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from article_briefings.drafting import ImportedClaim, Origin, Remark
from article_briefings.importing._annotations import (
    Annotation,
    AnnotationFile,
    OwnClaim,
    Target,
    annotations_in,
)
from article_briefings.importing._conformance import (
    CONTEXT,
    MODEL,
    Fault,
    faults_of_annotation,
    faults_of_collection,
    faults_of_context,
)
from article_briefings.importing._json_selectors import rest_of, selectors_of, text_of
from article_briefings.importing._json_text import JsonText, Object
from article_briefings.importing._json_values import (
    address,
    every,
    first,
    identifier,
    items,
    names_of,
    objects,
    one_or_all,
    short,
    text,
    texts,
    types,
    without,
)
from article_briefings.importing._own_words import (
    extensions_of,
    kind_in,
    own_of,
    own_rest,
    site_of,
    valid,
)
from article_briefings.models import Line, Text

REMARKS = frozenset({"replying", "moderating", "editing", "bookmarking"})
"""Motivations of annotations that do not mark anything for a reader."""
_LISTS = ("items", "@graph")
_FRAME = {"first", "last", "next", "prev", "partOf", "startIndex", "total", "type", "@type"}
"""The fields that only describe how a collection is split into pages."""
_COMMON = ("creator", "generator", "generated", "rights", "audience", "motivation")
_MOST_FAULTS = 5
"""How many faults of one annotation are listed; the message points to the first."""
_EXPECTED = "expected an annotation with a target, a list of them, or a collection of the W3C"


def read_annotations(read: JsonText) -> AnnotationFile:
    """The annotations of a file, and remarks on invalid ones; never raises."""
    root = read.root
    context = first(root, "@context") if isinstance(root, Object) else None
    site = site_of(context)
    remarks = [said for frame in _frames(root) if (said := read.doubled(frame, inside=False))]
    if _is_frame(root) and (faults := list(faults_of_context(root, "5"))):
        return AnnotationFile((), (*remarks, _forbidden(read, "the collection", faults)))
    remarks += _wrong_frames(read)
    reader = _AnnotationReader(read, site, bare=not _is_frame(root))
    notes, more = annotations_in(read.file, _annotations(root), reader.note)
    remarks += more
    if not notes and not remarks and not _is_frame(root):
        other = isinstance(root, Object) and {"rows", "annotations"} & root.keys()
        hint = "; it looks like Hypothesis' own JSON: briefings import hypothesis" if other else ""
        message = f"this holds no annotation; {_EXPECTED}{hint}"
        remarks.append(Remark(Origin(read.file, 1), message))
    label = next(iter(texts(root.get("label"))), "") if isinstance(root, Object) else ""
    return AnnotationFile(
        tuple(notes),
        tuple(remarks),
        title=valid(Line, label) or "",
        rest=_collection_rest(root, context, site),
        extensions=extensions_of(root) if isinstance(root, Object) and site else {},
        own=bool(site),
    )


def _annotations(value: Any, depth: int = 0) -> Iterator[Any]:
    """The values that look like annotations in a list, a collection or a page, in order."""
    if isinstance(value, list):
        for item in value:
            yield from _annotations(item, depth + 1) if depth < 3 else ()
    elif not isinstance(value, Object):
        if depth and not isinstance(value, str):
            yield value
    elif "target" in value or "Annotation" in types(value):
        yield value
    elif depth < 3 and _is_frame(value):
        for name in ("first", *_LISTS):
            inner = value.get(name)
            yield from _annotations(inner, depth + 1) if isinstance(inner, list | Object) else ()
    elif depth:
        yield value


def _is_frame(value: Any) -> bool:
    """Whether a value is a collection or a page, which may be empty."""
    return (
        isinstance(value, Object)
        and "target" not in value
        and bool(
            {"AnnotationCollection", "AnnotationPage", "OrderedCollection", "OrderedCollectionPage"}
            & types(value)
            or any(name in value for name in ("first", *_LISTS))
        )
    )


def _frames(root: Any) -> Iterator[Object]:
    """A collection and the page in it."""
    if isinstance(root, Object) and _is_frame(root):
        yield root
        yield from filter(_is_frame, objects(root.get("first")))


def _wrong_frames(read: JsonText) -> Iterator[Remark]:
    """Remarks on faults of a collection and the page in it; their items are read nevertheless."""
    for frame in _frames(read.root):
        faults = list(faults_of_collection(frame)) if "@graph" not in frame else []
        if faults:
            yield _forbidden(read, "the collection", faults)


def _forbidden(read: JsonText, name: str, faults: Sequence[Fault]) -> Remark:
    """A remark that lists all violations of the model in one message."""
    said = "; ".join(map(str, faults[:_MOST_FAULTS]))
    more = "; and more" if len(faults) > _MOST_FAULTS else ""
    place = read.origin(faults[0].place)
    return Remark(place, f"{name} breaks the W3C's {MODEL}: {said}{more}")


def _collection_rest(root: Any, context: Any, site: str) -> dict[str, Any]:
    """Data about the collection as a whole."""
    if not _is_frame(root) or site:
        return {}
    is_standard = items(context) in ([], [CONTEXT])
    return without(root, *_FRAME, *_LISTS, *(["@context"] if is_standard else []))


class _AnnotationReader:
    """Reads the annotations of one file."""

    def __init__(self, read: JsonText, site: str, *, bare: bool) -> None:
        self.read, self.site = read, site
        self.bare = bare
        """Whether annotations are outside any collection or page that has a context for them."""

    def note(self, name: str, found: Any) -> Annotation | Remark:
        """The annotation, or a remark on why it cannot be read."""
        if not isinstance(found, Object):
            return Remark(Origin(self.read.file), f"{name} is no object; {_EXPECTED}")
        origin = self.read.origin(found)
        doubled = self.read.doubled(found)
        if doubled:
            return doubled
        faults = list(islice(self._faults(found), _MOST_FAULTS + 1))
        if faults:
            return _forbidden(self.read, name, faults)
        targets = [target for item in items(found.get("target")) for target in _targets(item)]
        if not targets:
            return Remark(origin, f"{name} has no target that can be read; {_EXPECTED}")
        motivations = [short(name) for name in texts(first(found, "motivation", "motivatedBy"))]
        is_reply = "replying" in motivations
        site = site_of(found.get("@context")) or self.site
        own = own_of(found, site) if site else None
        labels = tuple(_labels(found, motivations))
        claim = own.claim if isinstance(own, OwnClaim) else _claim(found, labels)
        return Annotation(
            name,
            identifier(found),
            origin,
            tuple(targets),
            labels,
            tuple(names_of(first(found, "creator"))),
            claim=claim,
            answers=targets[0].source if is_reply else "",
            is_remark=bool(REMARKS & set(motivations)),
            own=own,
            rest=own_rest(found, own) if own else _rest(found, claim),
            common={} if own else {name: found[name] for name in _COMMON if name in found},
            extensions=extensions_of(found) if site else {},
        )

    def _faults(self, found: Object) -> Iterator[Fault]:
        if self.bare or "@context" in found:
            yield from faults_of_context(found, "3.1")
        yield from faults_of_annotation(found)


# --- targets -------------------------------------------------------------------------------------


def _targets(item: Any) -> Iterator[Target]:
    if isinstance(item, str):
        yield Target(item)
    elif isinstance(item, Object):
        parts = items(item.get("items"))
        if parts and not item.get("selector"):
            yield from (target for part in parts for target in _single(part))
        else:
            yield from _single(item)


def _single(item: Any) -> Iterator[Target]:
    if isinstance(item, str):
        yield Target(item)
    elif isinstance(item, Object):
        source = address(item.get("source")) or identifier(item)
        selector = item.get("selector")
        if source or selector:
            yield Target(source, selectors_of(selector), text_of(selector))


# --- content -------------------------------------------------------------------------------------


def _labels(found: Object, motivations: Sequence[str]) -> Iterator[str]:
    """Tags and classes, then classes of bodies, then motivations and purposes."""
    bodies = objects(found.get("body"))
    for body in bodies:
        if _purposes(body) & {"tagging", "classifying"}:
            yield from (one.strip() for one in texts(body.get("value")))
            yield from (short(address(one)) for one in items(body.get("source")) if address(one))
    for body in bodies:
        yield from sorted(types(body) - {"TextualBody", "SpecificResource"})
    yield from motivations
    for body in bodies:
        yield from sorted(_purposes(body))


def _purposes(body: Object) -> set[str]:
    return {short(name) for name in texts(body.get("purpose"))}


def _claim(found: Object, labels: Sequence[str]) -> ImportedClaim:
    """The claim in plain words and its kind, if the annotation gives them."""
    words = (valid(Text, body.get("value")) for body in _descriptions(found))
    return ImportedClaim(text=next(filter(None, words), ""), kind=kind_in(labels))


def _descriptions(found: Object) -> Iterator[Object]:
    """The bodies that describe the marked passage in plain text."""
    for body in objects(found.get("body")):
        plain = text(body.get("format") or "text/plain").split(";")[0].strip() == "text/plain"
        if "describing" in _purposes(body) and "TextualBody" in types(body) and plain:
            yield body


def _rest(found: Object, claim: ImportedClaim) -> dict[str, Any]:
    """All data that has no field of ours."""
    rest = without(found, "type", "@type", "target", "body", "@context", *_COMMON)
    if items(found.get("@context")) not in ([], [CONTEXT]):
        rest["@context"] = found["@context"]
    if "body" in found:
        bodies = [one for one in every(found["body"]) if not _is_spent(one, claim)]
        if bodies:
            rest["body"] = one_or_all(bodies)
    targets = [_rest_of_target(item) for item in every(found.get("target"))]
    if any(targets):
        rest["target"] = one_or_all(targets)
    return rest


def _is_spent(body: Any, claim: ImportedClaim) -> bool:
    """Whether a body holds only the words of the claim."""
    return (
        isinstance(body, Object)
        and bool(claim.text)
        and text(body.get("value")).strip() == claim.text
        and body.keys() <= {"type", "purpose", "value", "format"}
        and _purposes(body) == {"describing"}
    )


def _rest_of_target(item: Any) -> Any:
    """A target without the selectors that one of our quotes can express."""
    if not isinstance(item, Object) or "selector" not in item:
        return item
    rest = without(item, "selector")
    selectors = list(rest_of(item["selector"]))
    if selectors:
        rest["selector"] = one_or_all(selectors)
    if rest.keys() - {"type", "@type"} == {"source"}:
        return rest["source"]
    return rest
