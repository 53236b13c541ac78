"""Reads annotations from JSON-LD of the W3C's Web Annotation Data Model.

https://www.w3.org/TR/annotation-model/. A file holds one annotation, a list of them, a collection
or a page. No context is loaded and no address is followed: the terms are those of the W3C's
context and, in files from our own export, those of the export.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from article_briefings.importing._annotations import (
    Annotation,
    AnnotationFile,
    Target,
    rest_of,
    selectors_of,
    text_of,
)
from article_briefings.importing._conformance import (
    CONTEXT,
    MODEL,
    faults_of_annotation,
    faults_of_collection,
    faults_of_context,
)
from article_briefings.importing._conformance_fields import Fault
from article_briefings.importing._json import (
    JsonText,
    Object,
    address,
    every,
    one_or_all,
    short,
    text,
    texts,
)
from article_briefings.importing._model import ImportedClaim, Origin, Remark
from article_briefings.importing._own_export import (
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
_FRAME_TYPES = {
    *("AnnotationCollection", "AnnotationPage", "OrderedCollection", "OrderedCollectionPage")
}
_COMMON = ("creator", "generator", "generated", "rights", "audience", "motivation")
_MOST_FAULTS = 5
"""How many faults of one annotation are listed; the message points to the first."""
_EXPECTED = "expected an annotation with a target, a list of them, or a collection of the W3C"


def read_annotations(read: JsonText) -> AnnotationFile:
    """The annotations of a file, and remarks on invalid ones; never raises."""
    root = read.root if isinstance(read.root, Object) else Object()
    context = root.get("@context")
    site = site_of(context)
    frames = list(_frames(root))
    file = AnnotationFile()
    file.remarks += filter(None, (read.doubled(frame, inside=False) for frame in frames))
    if frames and (faults := list(faults_of_context(root, "5"))):
        file.remarks.append(_forbidden(read, "the collection", faults))
        return file
    for frame in frames:  # items are read even if their frame has faults
        faults = list(faults_of_collection(frame)) if "@graph" not in frame else []
        if faults:
            file.remarks.append(_forbidden(read, "the collection", faults))
    note = partial(_note, read, site, not frames)
    file.read(read, _annotations(read.root), note, _EXPECTED)
    if not file.notes and not file.remarks and not frames:
        other = {"rows", "annotations"} & root.keys()
        hint = "; it looks like Hypothesis' own JSON: briefings import hypothesis" if other else ""
        message = f"this file has no annotation; {_EXPECTED}{hint}"
        file.remarks.leave_out(Origin(read.file, 1), message)
    file.own = bool(site)
    file.title = valid(Line, next(iter(root.texts("label")), "")) or ""
    if site:
        file.extensions = extensions_of(root)
    elif frames:
        is_standard = every(context) in ([], [CONTEXT])
        file.rest = root.without(*_FRAME, *_LISTS, *(["@context"] if is_standard else []))
    return file


def _annotations(value: Any, depth: int = 0) -> Iterator[Any]:
    """The values that look like annotations in a list, a collection or a page, in order."""
    if isinstance(value, list):
        for item in value:
            yield from _annotations(item, depth + 1) if depth < 3 else ()
    elif not isinstance(value, Object):
        if depth and not isinstance(value, str):
            yield value
    elif "target" in value or "Annotation" in value.types:
        yield value
    elif depth < 3 and _is_frame(value):
        for name in ("first", *_LISTS):
            inner = value.get(name)
            yield from _annotations(inner, depth + 1) if isinstance(inner, list | Object) else ()
    elif depth:
        yield value


def _is_frame(found: Object) -> bool:
    """Whether an object is a collection or a page, which may be empty."""
    has_list = any(name in found for name in ("first", *_LISTS))
    return "target" not in found and (has_list or bool(found.types & _FRAME_TYPES))


def _frames(root: Object) -> Iterator[Object]:
    """A collection and the page in it."""
    if _is_frame(root):
        yield root
        yield from filter(_is_frame, root.objects("first"))


def _forbidden(read: JsonText, name: str, faults: Sequence[Fault]) -> Remark:
    """A remark that lists all violations of the model in one message."""
    said = "; ".join(map(str, faults[:_MOST_FAULTS]))
    more = "; and more" if len(faults) > _MOST_FAULTS else ""
    place = read.origin(faults[0].place)
    return Remark(place, f"{name} breaks the W3C's {MODEL}: {said}{more}")


def _note(
    read: JsonText, site: str, needs_context: bool, name: str, found: Object
) -> Annotation | Remark:
    """The annotation, or a remark on why it cannot be read.

    An annotation outside any collection or page needs a context of its own.
    """
    needs_context = needs_context or "@context" in found
    context_faults = faults_of_context(found, "3.1") if needs_context else ()
    faults = list(islice(chain(context_faults, faults_of_annotation(found)), _MOST_FAULTS + 1))
    if faults:
        return _forbidden(read, name, faults)
    origin = read.origin(found)
    targets = [target for item in found.items_of("target") for target in _targets(item)]
    if not targets:
        return Remark(origin, f"{name} has no target that can be read; {_EXPECTED}")
    motivations = [short(name) for name in found.texts("motivation", "motivatedBy")]
    site = site_of(found.get("@context")) or site
    own = own_of(found, site) if site else None
    labels = tuple(_labels(found, motivations))
    claim = own if isinstance(own, ImportedClaim) else _claim(found, labels)
    return Annotation(
        name,
        found.id,
        origin,
        tuple(targets),
        labels,
        tuple(_creators(found)),
        claim=claim,
        answers=targets[0].source if "replying" in motivations else "",
        is_remark=bool(REMARKS & set(motivations)),
        own=own,
        rest=own_rest(found, own) if own else _rest(found, claim),
        common={} if own else {name: found[name] for name in _COMMON if name in found},
        extensions=extensions_of(found) if site else {},
    )


def _targets(item: Any) -> Iterator[Target]:
    parts = []
    if isinstance(item, Object) and not item.get("selector"):
        parts = item.items_of("items")
    for one in parts or [item]:
        if isinstance(one, str):
            yield Target(one)
        elif isinstance(one, Object):
            source = address(one.get("source")) or one.id
            selector = one.get("selector")
            if source or selector:
                yield Target(source, selectors_of(selector), text_of(selector))


def _creators(found: Object) -> Iterator[str]:
    """The names of persons or programs: the name, else the handle or address."""
    for item in found.items_of("creator"):
        if isinstance(item, Object):
            item = item.first("name", "nickname", "email") or item.id
        yield from (name.strip() for name in texts(item)[:1])


# --- content -------------------------------------------------------------------------------------


def _labels(found: Object, motivations: Sequence[str]) -> Iterator[str]:
    """Tags and classes, then classes of bodies, then motivations and purposes."""
    bodies = found.objects("body")
    for body in bodies:
        if _purposes(body) & {"tagging", "classifying"}:
            yield from (one.strip() for one in body.texts("value"))
            yield from (short(address(one)) for one in body.items_of("source") if address(one))
    for body in bodies:
        yield from sorted(body.types - {"TextualBody", "SpecificResource"})
    yield from motivations
    for body in bodies:
        yield from sorted(_purposes(body))


def _purposes(body: Object) -> set[str]:
    return {short(name) for name in body.texts("purpose")}


def _claim(found: Object, labels: Sequence[str]) -> ImportedClaim:
    """The claim in plain words and its kind, if the annotation gives them."""
    descriptions = (
        valid(Text, body.get("value"))
        for body in found.objects("body")
        if "describing" in _purposes(body)
        and "TextualBody" in body.types
        and text(body.get("format") or "text/plain").split(";")[0].strip() == "text/plain"
    )
    return ImportedClaim(text=next(filter(None, descriptions), ""), kind=kind_in(labels))


def _rest(found: Object, claim: ImportedClaim) -> dict[str, Any]:
    """All data that has no field of ours."""
    rest = found.without("type", "@type", "target", "body", "@context", *_COMMON)
    if found.items_of("@context") not in ([], [CONTEXT]):
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
        and body.text("value").strip() == claim.text
        and body.keys() <= {"type", "purpose", "value", "format"}
        and _purposes(body) == {"describing"}
    )


def _rest_of_target(item: Any) -> Any:
    """A target without the selectors that one of our quotes can express."""
    if not isinstance(item, Object) or "selector" not in item:
        return item
    rest = item.without("selector")
    selectors = list(rest_of(item["selector"]))
    if selectors:
        rest["selector"] = one_or_all(selectors)
    if rest.keys() - {"type", "@type"} == {"source"}:
        return rest["source"]
    return rest
