"""Checks foreign annotations against the Web Annotation Data Model.

Written from the recommendation, https://www.w3.org/TR/annotation-model/; the numbers are its
sections. Only clauses with MUST are checked. Recommended properties (SHOULD) may be missing, and
properties of other vocabularies, custom motivations and custom selector classes are allowed.
"""

from typing import Any

from article_briefings.importing._conformance_fields import (
    IRI,
    REFINEMENTS,
    Fault,
    Faults,
    an_id,
    faults_in_fields,
    is_iri,
    is_text,
    only,
    wrong,
)
from article_briefings.importing._json import Object, every, objects, short
from article_briefings.importing._model import in_quotes

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MODEL = "Web Annotation Data Model"
_COMPOSITES = {"Choice", "Composite", "List", "Independents"}
"""The last three were in the model until 2016, and are in its vocabulary."""
_IDS = {"id", "@id"}


def faults_of_context(found: Object, section: str) -> Faults:
    """The faults in the context of a file's top-level object."""
    given = found.get("@context")
    expected = f"{in_quotes(CONTEXT)}, alone or in a list"
    if given is None:
        yield Fault(found, f"it has no “@context”; expected {expected}", section)
    elif CONTEXT not in every(given):
        yield wrong(found, "@context", given, expected, section)
    elif isinstance(given, list) and len(given) == 1:
        message = f"a single “@context” is not a list; expected {in_quotes(CONTEXT)}"
        yield Fault(found, message, section)


def faults_of_annotation(found: Object) -> Faults:
    """The faults of an annotation with its bodies and targets, but without its context."""
    yield from _identity(found, "Annotation", "3.1")
    yield from faults_in_fields(found, "annotation")
    if not every(found.get("target")):
        yield Fault(found, "it has no “target”; expected one or more", "3.1")
    for name in ("body", "target"):
        for one in every(found.get(name)):
            yield from _resource(found, name, one)


def faults_of_collection(found: Object) -> Faults:
    """The faults of a collection or a page, without its context and its items."""
    if "AnnotationPage" in found.types or "AnnotationCollection" not in found.types:
        yield from _identity(found, "AnnotationPage", "5.2")
        yield from faults_in_fields(found, "page")
        if not isinstance(found.get("items"), list) or not found["items"]:
            yield Fault(found, "it has no “items”; expected a list of annotations", "5.2")
    else:
        yield from _identity(found, "AnnotationCollection", "5.1")
        yield from faults_in_fields(found, "collection")
    yield from faults_in_fields(found, "page or collection")


def _identity(found: Object, kind: str, section: str) -> Faults:
    """Faults unless there is exactly one address, and `kind` is among the classes."""
    if not _IDS & found.keys():
        yield Fault(found, f"it has no “id”; expected {IRI.expected}", section)
    yield from an_id(section)(found)
    given = found.first("type", "@type")
    if given is None:
        yield Fault(found, f"it has no “type”; expected “{kind}”", section)
    elif not all(map(is_text, every(given))) or kind not in found.types:
        yield wrong(found, "type", given, f"“{kind}”, alone or in a list", section)


# --- bodies and targets --------------------------------------------------------------------------


def _resource(holder: Object, role: str, found: Any) -> Faults:
    """The faults of a body or target: an address, a text, a choice, or a part of a resource."""
    if not isinstance(found, Object):
        yield from _address_or_object(holder, role, found, "3.2")
        return
    yield from faults_in_fields(found, "resource")
    kinds = found.types
    if kinds & _COMPOSITES or "items" in found:
        yield from _composite(found, role)
    elif "source" in found or "SpecificResource" in kinds or "selector" in found:
        yield from _specific(found, role)
    elif "TextualBody" in kinds or "value" in found:
        if role == "target":
            yield Fault(found, "a target cannot be a text; expected “id” or “source”", "3.2.4")
        yield from faults_in_fields(found, "text")
    elif not _IDS & found.keys():
        expected = "“id”, “source”, “items” or “value”" if role == "body" else "“id” or “source”"
        yield Fault(found, f"a {role} does not say what it is; expected {expected}", "3.2")
    elif "purpose" in found:
        message = "“purpose” belongs to a text or a specific resource, not to a resource itself"
        yield Fault(found, message, "3.3.5")


def _address_or_object(holder: Object, role: str, found: Any, section: str) -> Faults:
    if not is_iri(found):
        yield wrong(holder, role, found, f"{IRI.expected}, or an object", section)


def _composite(found: Object, role: str) -> Faults:
    kinds = found.types
    if not kinds:
        yield Fault(found, f"a {role} has “items” and no “type”; expected “Choice”", "3.2.7")
    elif kinds & _COMPOSITES and len(kinds) > 1:
        expected = "one class of a resource with items"
        yield wrong(found, "type", found.first("type", "@type"), expected, "3.2.7")
    elif not kinds & _COMPOSITES:
        yield Fault(found, "only a “Choice” has “items”", "3.2.7")
    for name in ("value", "source", "purpose"):
        if name in found:
            yield Fault(found, f"a resource with items has no “{name}”", "3.2.7")
    items = found.get("items")
    if not isinstance(items, list) or not items:
        yield wrong(found, "items", items, "a list of one or more", "3.2.7")
    for one in every(items):
        yield from _resource(found, role, one)


def _specific(found: Object, role: str) -> Faults:
    yield from faults_in_fields(found, "purpose")
    for name in ("value", "items"):
        if name in found:
            yield Fault(found, f"a resource with a “source” has no “{name}”", "4")
    source = found.get("source")
    one = only(source)
    if isinstance(one, Object) and _IDS & one.keys():
        yield from _resource(found, role, one)
    elif not is_iri(one):
        yield wrong(found, "source", source, IRI.expected, "4")
    for name, section in (("selector", "4.2"), ("state", "4.3")):
        for inner in every(found.get(name)):
            yield from _refinement(found, name, inner, section)
    yield from faults_in_fields(found, "specific resource")


# --- selectors and states ------------------------------------------------------------------------


def _refinement(holder: Object, role: str, found: Any, section: str) -> Faults:
    """The faults of a selector or a state, and of its refinements."""
    if not isinstance(found, Object):
        yield from _address_or_object(holder, role, found, section)
        return
    given = found.first("type", "@type")
    kinds = every(given)
    if len(kinds) > 1 or not all(map(is_text, kinds)):
        yield wrong(found, "type", given, "one class", section)
    elif not kinds and not _IDS & found.keys():
        yield Fault(found, f"a {role} has no “type”", section)
    names = {short(one) for one in kinds if isinstance(one, str)}
    for kind in sorted(names & REFINEMENTS):
        yield from faults_in_fields(found, kind)
    for name in ("startSelector", "endSelector") if "RangeSelector" in names else ():
        yield from faults_in_fields(found, name)
        for inner in objects(found.get(name)):
            yield from _refinement(found, name, inner, "4.2.8")
    for inner in every(found.get("refinedBy")):
        yield from _refinement(found, "refinedBy", inner, section)
