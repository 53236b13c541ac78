"""Checks foreign annotations against the Web Annotation Data Model.

Written from the recommendation, https://www.w3.org/TR/annotation-model/; the numbers are its
sections. Only clauses with MUST are checked. Recommended properties (SHOULD) may be missing, and
properties of other vocabularies, custom motivations and custom selector classes are allowed.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from article_briefings.drafting import in_quotes
from article_briefings.importing._json_text import Object
from article_briefings.importing._json_values import every, first, objects, short, types

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MODEL = "Web Annotation Data Model"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s\x00-\x1f\x7f<>\"{}|\\^`]+")
_MOMENT = re.compile(
    r"(?P<year>-?\d{4,9})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"T(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?P<rest>\.\d{1,30})?"
    r"(?P<zone>Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
)
_COMPOSITES = {"Choice", "Composite", "List", "Independents"}
"""The last three were in the model until 2016, and are in its vocabulary."""
_MAX_DEPTH = 8
_ONE_IRI = "an address with its scheme, such as https://example.org/1"
_ONE_TEXT = "one text"
_ONE_COUNT = "one whole number from 0"
_ONE_MOMENT = "one date and time such as 2031-04-28T12:00:00Z"


@dataclass(frozen=True, slots=True)
class Fault:
    """A violation of a MUST: the object, the problem, and the section of the model."""

    place: Object
    message: str
    section: str

    def __str__(self) -> str:
        return f"{self.message} (section {self.section})"


Faults = Iterator[Fault]
Check = Callable[[Object, int], Faults]
"""Returns the faults of an object at a depth of nesting."""


def faults_of_context(found: Object, section: str) -> Faults:
    """The faults in the context of a file's top-level object."""
    given = first(found, "@context")
    wanted = in_quotes(CONTEXT)
    if CONTEXT not in every(given):
        fault = f"“@context” is {_in_words(given)}" if given is not None else "it has no “@context”"
        yield Fault(found, f"{fault}; expected {wanted}, alone or in a list", section)
    elif isinstance(given, list) and len(given) == 1:
        yield Fault(found, f"a single “@context” is no list; expected {wanted}", section)


def faults_of_annotation(found: Object) -> Faults:
    """The faults of an annotation with its bodies and targets, but without its context."""
    yield from _identity(found, "Annotation", "3.1")
    yield from _all(found, _ANNOTATION)
    if "body" in found and "bodyValue" in found:
        yield Fault(found, "it has both “body” and “bodyValue”; expected one of them", "3.2.5")
    yield from _all(found, (_one("bodyValue", _is_text, _ONE_TEXT, "3.2.5"),))
    if "target" not in found or not every(found["target"]):
        yield Fault(found, "it has no “target”; expected one or more", "3.1")
    for name in ("body", "target"):
        for one in every(found.get(name)):
            yield from _resource(found, name, one)


def faults_of_collection(found: Object) -> Faults:
    """The faults of a collection or a page, without its context and its items."""
    if "AnnotationPage" in types(found) or "AnnotationCollection" not in types(found):
        yield from _identity(found, "AnnotationPage", "5.2")
        yield from _all(found, _PAGE)
        if not isinstance(found.get("items"), list) or not found["items"]:
            yield Fault(found, "it has no “items”; expected a list of annotations", "5.2")
    else:
        yield from _identity(found, "AnnotationCollection", "5.1")
        yield from _all(found, (_one("first last", _is_reference, _ONE_IRI, "5.1"),))
    yield from _all(found, _COLLECTION)


def _identity(found: Object, kind: str, section: str) -> Faults:
    """Faults unless there is exactly one address, and `kind` is among the classes."""
    if not _IDS & found.keys():
        yield Fault(found, f"it has no “id”; expected {_ONE_IRI}", section)
    yield from _all(found, (_id(section),))
    given = first(found, "type", "@type")
    if given is None:
        yield Fault(found, f"it has no “type”; expected “{kind}”", section)
    elif not all(map(_is_text, every(given))) or kind not in types(found):
        yield _wrong(found, "type", given, f"“{kind}”, alone or in a list", section)


# --- bodies and targets --------------------------------------------------------------------------


def _resource(holder: Object, role: str, found: Any, depth: int = 0) -> Faults:
    """The faults of a body or target: an address, a text, a choice, or a part of a resource."""
    if not isinstance(found, Object):
        if not _is_iri(found):
            yield _wrong(holder, role, found, f"{_ONE_IRI}, or an object", "3.2")
        return
    if depth > _MAX_DEPTH:
        return
    yield from _all(found, _RESOURCE)
    kinds = types(found)
    if kinds & _COMPOSITES or "items" in found:
        yield from _composite(found, role, depth)
    elif "source" in found or "SpecificResource" in kinds or "selector" in found:
        yield from _specific(found, role, depth)
    elif "TextualBody" in kinds or "value" in found:
        if role == "target":
            yield Fault(found, "a target cannot be a text; expected “id” or “source”", "3.2.4")
        yield from _all(found, _TEXTUAL)
    elif not _IDS & found.keys():
        expected = "“id”, “source”, “items” or “value”" if role == "body" else "“id” or “source”"
        yield Fault(found, f"a {role} says of nothing what it is; expected {expected}", "3.2")
    elif "purpose" in found:
        message = "“purpose” belongs to a text or a specific resource, not to a resource itself"
        yield Fault(found, message, "3.3.5")


def _composite(found: Object, role: str, depth: int) -> Faults:
    kinds = types(found)
    if not kinds:
        yield Fault(found, f"a {role} has “items” and no “type”; expected “Choice”", "3.2.7")
    elif kinds & _COMPOSITES and len(kinds) > 1:
        given = first(found, "type", "@type")
        yield _wrong(found, "type", given, "one class of a resource with items", "3.2.7")
    elif not kinds & _COMPOSITES:
        yield Fault(found, "only a “Choice” has “items”", "3.2.7")
    for name in ("value", "source", "purpose"):
        if name in found:
            yield Fault(found, f"a resource with items has no “{name}”", "3.2.7")
    items = found.get("items")
    if not isinstance(items, list) or not items:
        yield _wrong(found, "items", items, "a list of one or more", "3.2.7")
    for one in every(items):
        yield from _resource(found, role, one, depth + 1)


def _specific(found: Object, role: str, depth: int) -> Faults:
    yield from _all(found, (_PURPOSE,))
    for name in ("value", "items"):
        if name in found:
            yield Fault(found, f"what has a “source” has no “{name}”", "4")
    source = found.get("source")
    one = _only(source)
    if isinstance(one, Object) and _IDS & one.keys():
        yield from _resource(found, role, one, depth + 1)
    elif not _is_iri(one):
        yield _wrong(found, "source", source, _ONE_IRI, "4")
    for name, section in (("selector", "4.2"), ("state", "4.3")):
        for inner in every(found.get(name)):
            yield from _refinement(found, name, inner, section)
    yield from _all(found, _SPECIFIC)


# --- selectors and states ------------------------------------------------------------------------


def _refinement(holder: Object, role: str, found: Any, section: str, depth: int = 0) -> Faults:
    """The faults of a selector or a state, and of its refinements."""
    if not isinstance(found, Object):
        if not _is_iri(found):
            yield _wrong(holder, role, found, f"{_ONE_IRI}, or an object", section)
        return
    if depth > _MAX_DEPTH:
        return
    given = first(found, "type", "@type")
    kinds = every(given)
    if len(kinds) > 1 or not all(map(_is_text, kinds)):
        yield _wrong(found, "type", given, "one class", section)
    elif not kinds and not _IDS & found.keys():
        yield Fault(found, f"a {role} has no “type”", section)
    for kind in {short(one) for one in kinds if isinstance(one, str)} & _REFINEMENTS.keys():
        yield from _all(found, _REFINEMENTS[kind], depth)
    for inner in every(found.get("refinedBy")):
        yield from _refinement(found, "refinedBy", inner, section, depth + 1)


def _range(found: Object, depth: int) -> Faults:
    for name in ("startSelector", "endSelector"):
        yield from _all(found, (_needed(name, _is_reference, "one selector", "4.2.8"),))
        for inner in objects(found.get(name)):
            yield from _refinement(found, name, inner, "4.2.8", depth + 1)


def _position(section: str) -> Check:
    def check(found: Object, depth: int) -> Faults:
        wrong = list(_needed("start end", _is_count, _ONE_COUNT, section)(found, depth))
        yield from wrong
        start, end = _only(found.get("start")), _only(found.get("end"))
        if not wrong and start > end:
            yield Fault(found, f"“start” {start} is greater than “end” {end}", section)

    return check


def _time(found: Object, _: int) -> Faults:
    bounds = [name for name in ("sourceDateStart", "sourceDateEnd") if name in found]
    if bounds and "sourceDate" in found:
        yield Fault(found, f"it has both “sourceDate” and “{bounds[0]}”", "4.3.1")
    if len(bounds) == 1:
        yield Fault(found, "“sourceDateStart” and “sourceDateEnd” go together", "4.3.1")


def _either(one: str, other: str, section: str) -> Check:
    """A check for exactly one of two fields."""

    def check(found: Object, _: int) -> Faults:
        if (one in found) == (other in found):
            message = f"{_class(found)} needs “{one}” or “{other}”, and not both"
            yield Fault(found, message, section)

    return check


# --- fields --------------------------------------------------------------------------------------

Holds = Callable[[Any], bool]


def _all(found: Object, checks: Iterable[Check], depth: int = 0) -> Faults:
    for check in checks:
        yield from check(found, depth)


def _fields(
    values: Callable[[Any], list[Any]],
    names: str,
    holds: Holds,
    expected: str,
    section: str,
    *,
    needed: bool = False,
    inside: Iterable[Check] = (),
) -> Check:
    """A check of all values of these fields; `inside` is the check for values that are objects."""

    def check(found: Object, depth: int) -> Faults:
        for name in names.split():
            if name in found and not all(map(holds, values(found[name]))):
                yield _wrong(found, name, found[name], expected, section)
            elif needed and name not in found:
                message = f"{_class(found)} has no “{name}”; expected {expected}"
                yield Fault(found, message, section)
            for one in objects(found.get(name)) if inside else ():
                yield from _all(one, inside, depth)

    return check


def _list(value: Any) -> list[Any]:
    """The value as a list; in JSON-LD a list of one item is equivalent to the item."""
    return [_only(value)]


_many = partial(_fields, every)
_one = partial(_fields, _list)
_needed = partial(_fields, _list, needed=True)


def _value(section: str) -> Check:
    return _needed("value", _is_text, _ONE_TEXT, section)


def _id(section: str) -> Check:
    return _fields(lambda value: [value], "id @id", _is_iri, _ONE_IRI, section)


def _only(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _wrong(found: Object, name: str, value: Any, expected: str, section: str) -> Fault:
    return Fault(found, f"“{name}” is {_in_words(value)}; expected {expected}", section)


def _class(found: Object) -> str:
    kinds = sorted(types(found))
    return in_quotes(kinds[0]) if kinds else "it"


def _in_words(value: Any) -> str:
    """A short form of a value for a message."""
    if isinstance(value, str):
        return in_quotes(value)
    if isinstance(value, list):
        return f"a list of {len(value):,}"
    if isinstance(value, dict):
        return "an object"
    return "nothing" if value is None else in_quotes(str(value).lower())


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_label(value: Any) -> bool:
    """Whether a value is a text, or one with its language.

    A name instead of an agent's address is accepted, as it does no harm.
    """
    return isinstance(value, str | Object)


def _is_iri(value: Any) -> bool:
    return isinstance(value, str) and bool(_IRI.fullmatch(value))


def _is_reference(value: Any) -> bool:
    return isinstance(value, Object) or _is_iri(value)


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_direction(value: Any) -> bool:
    return value in ("ltr", "rtl", "auto")


def _is_moment(value: Any) -> bool:
    """Whether a value is an xsd:dateTime of an existing day; the time zone is only recommended."""
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return False
    year, month, day, hour, minute, second = (int(found[number]) for number in range(1, 7))
    try:
        dt.date(abs(year) % 400 + 400, month, day)  # the calendar repeats
    except ValueError:
        return False
    midnight = hour == 24 and not (minute or second or int((found["rest"] or ".0")[1:]))
    return year != 0 and (hour < 24 or midnight) and minute < 60 and second < 60


# --- the checks of each type of object -----------------------------------------------------------

_IDS = {"id", "@id"}
_REFERENCES = "addresses or objects"
_AGENT = (
    _id("3.3.2"),
    _many("name nickname email_sha1", _is_label, "texts", "3.3.2"),
    _one("nickname", _is_label, _ONE_TEXT, "3.3.2"),
    _many("email homepage", _is_reference, _ONE_IRI, "3.3.2"),
)
_ABOUT = (
    _one("created modified generated", _is_moment, _ONE_MOMENT, "3.3.1"),
    _many("creator generator", _is_label, "an address, or an object", "3.3.1", inside=_AGENT),
    _many("audience", _is_reference, _REFERENCES, "3.3.3"),
    _many("rights", _is_iri, _ONE_IRI, "3.3.6"),
    _one("canonical", _is_iri, _ONE_IRI, "3.3.7"),
    _many("via", _is_iri, _ONE_IRI, "3.3.7"),
)
_STYLESHEET = (_either("id", "value", "4.4"),)
_ANNOTATION = (
    *_ABOUT,
    _many("motivation motivatedBy", _is_text, "texts", "3.3.5"),
    _one("stylesheet", _is_reference, _ONE_IRI, "4.4", inside=_STYLESHEET),
)
_PAGE = (
    _one("startIndex", _is_count, _ONE_COUNT, "5.2"),
    _one("next prev", _is_reference, _ONE_IRI, "5.2"),
)
_COLLECTION = (
    _many("label", _is_label, "texts", "5.1"),
    _one("total", _is_count, _ONE_COUNT, "5.1"),
    *_ABOUT,
)
_RESOURCE = (
    _many("format", _is_text, "a media type such as “text/plain”", "3.2.1"),
    _many("language", _is_text, "a language such as “en”", "3.2.1"),
    _one("processingLanguage", _is_text, "one language such as “en”", "3.2.1"),
    _one("textDirection", _is_direction, "one of “ltr”, “rtl” and “auto”", "3.2.1"),
    _many("accessibility", _is_text, "texts", "3.3.4"),
    *_ABOUT,
    _id("3.2.1"),
    _many("type @type", _is_text, "texts", "3.2.2"),
)
_PURPOSE = _many("purpose", _is_text, "texts", "3.3.5")
_TEXTUAL = (_value("3.2.4"), _PURPOSE)
_SPECIFIC = (
    _many("styleClass", _is_text, "texts", "4.4"),
    _many("renderedVia", _is_reference, _REFERENCES, "4.5"),
    _many("scope", _is_reference, _REFERENCES, "4.6"),
)
_REFINEMENTS: Mapping[str, tuple[Check, ...]] = {
    "FragmentSelector": (_value("4.2.1"), _one("conformsTo", _is_iri, _ONE_IRI, "4.2.1")),
    "CssSelector": (_value("4.2.2"),),
    "XPathSelector": (_value("4.2.3"),),
    "TextQuoteSelector": (
        _needed("exact", _is_text, _ONE_TEXT, "4.2.4"),
        _one("prefix suffix", _is_text, _ONE_TEXT, "4.2.4"),
    ),
    "TextPositionSelector": (_position("4.2.5"),),
    "DataPositionSelector": (_position("4.2.6"),),
    "SvgSelector": (_either("id", "value", "4.2.7"), _one("value", _is_text, _ONE_TEXT, "4.2.7")),
    "RangeSelector": (_range,),
    "TimeState": (
        _time,
        _many("sourceDate", _is_moment, _ONE_MOMENT, "4.3.1"),
        _one("sourceDateStart sourceDateEnd", _is_moment, _ONE_MOMENT, "4.3.1"),
        _many("cached", _is_iri, _ONE_IRI, "4.3.1"),
    ),
    "HttpRequestState": (_value("4.3.2"),),
}
