"""What the Web Annotation Data Model forbids, in annotations of strangers.

Written from the recommendation, https://www.w3.org/TR/annotation-model/; the numbers are its
sections. Only clauses with MUST are checked. What the model advises (SHOULD) may be missing, and
properties of other vocabularies, motivations and classes of selectors of one's own are allowed.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
    """What breaks a MUST: the object, what is wrong, and the section of the model."""

    place: Object
    message: str
    section: str

    def __str__(self) -> str:
        return f"{self.message} (section {self.section})"


Faults = Iterator[Fault]


def faults_of_context(found: Object, section: str) -> Faults:
    """The context of the object that a file holds."""
    given = first(found, "@context")
    if CONTEXT not in every(given):
        what = f"“@context” is {_said(given)}" if given is not None else "it has no “@context”"
        yield Fault(found, f"{what}; expected {in_quotes(CONTEXT)}, alone or in a list", section)
    elif isinstance(given, list) and len(given) == 1:
        yield Fault(
            found, f"a single “@context” is no list; expected {in_quotes(CONTEXT)}", section
        )


def faults_of_annotation(found: Object) -> Faults:
    """An annotation without its context, with its bodies and targets."""
    yield from _identity(found, "Annotation", "3.1")
    yield from _about(found)
    yield from _many(found, ("motivation", "motivatedBy"), _is_text, "texts", "3.3.5")
    yield from _stylesheet(found)
    if "body" in found and "bodyValue" in found:
        yield Fault(found, "it has both “body” and “bodyValue”; expected one of them", "3.2.5")
    yield from _at_most_one(found, "bodyValue", _is_text, _ONE_TEXT, "3.2.5")
    if "target" not in found or not every(found["target"]):
        yield Fault(found, "it has no “target”; expected one or more", "3.1")
    for name in ("body", "target"):
        for one in every(found.get(name)):
            yield from _resource(found, name, one)


def faults_of_collection(found: Object) -> Faults:
    """A collection or a page, without its context and what it holds."""
    if "AnnotationPage" in types(found) or "AnnotationCollection" not in types(found):
        section = "5.2"
        yield from _identity(found, "AnnotationPage", section)
        yield from _at_most_one(found, "startIndex", _is_count, _ONE_COUNT, section)
        for name in ("next", "prev"):
            yield from _at_most_one(found, name, _is_reference, _ONE_IRI, section)
        if not isinstance(found.get("items"), list) or not found["items"]:
            yield Fault(found, "it has no “items”; expected a list of annotations", section)
    else:
        section = "5.1"
        yield from _identity(found, "AnnotationCollection", section)
        for name in ("first", "last"):
            yield from _at_most_one(found, name, _is_reference, _ONE_IRI, section)
    yield from _many(found, ("label",), _is_label, "texts", "5.1")
    yield from _at_most_one(found, "total", _is_count, _ONE_COUNT, "5.1")
    yield from _about(found)


def _identity(found: Object, kind: str, section: str) -> Faults:
    """Exactly one address; the class among its classes."""
    names = [name for name in ("id", "@id") if name in found]
    if not names:
        yield Fault(found, f"it has no “id”; expected {_ONE_IRI}", section)
    for name in names:
        if not _is_iri(found[name]):
            yield _wrong(found, name, found[name], _ONE_IRI, section)
    given = first(found, "type", "@type")
    if given is None:
        yield Fault(found, f"it has no “type”; expected “{kind}”", section)
    elif not all(map(_is_text, every(given))) or kind not in types(found):
        yield _wrong(found, "type", given, f"“{kind}”, alone or in a list", section)


# --- bodies and targets --------------------------------------------------------------------------


def _resource(holder: Object, role: str, found: Any, depth: int = 0) -> Faults:
    """A body or a target: an address, a text, a choice, or a part of a resource."""
    if not isinstance(found, Object):
        if not _is_iri(found):
            yield _wrong(holder, role, found, f"{_ONE_IRI}, or an object", "3.2")
        return
    if depth > _MAX_DEPTH:
        return
    yield from _content(found)
    yield from _optional_identity(found)
    kinds = types(found)
    if kinds & _COMPOSITES or "items" in found:
        yield from _composite(found, role, depth)
    elif "source" in found or "SpecificResource" in kinds or "selector" in found:
        yield from _specific(found, role, depth)
    elif "TextualBody" in kinds or "value" in found:
        yield from _textual(found, role)
    elif not {"id", "@id"} & found.keys():
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


def _textual(found: Object, role: str) -> Faults:
    if role == "target":
        yield Fault(found, "a target cannot be a text; expected “id” or “source”", "3.2.4")
    yield from _exactly_one(found, "value", _is_text, _ONE_TEXT, "3.2.4")
    yield from _purpose(found)


def _specific(found: Object, role: str, depth: int) -> Faults:
    yield from _purpose(found)
    for name in ("value", "items"):
        if name in found:
            yield Fault(found, f"what has a “source” has no “{name}”", "4")
    source = found.get("source")
    one = source[0] if isinstance(source, list) and len(source) == 1 else source
    if isinstance(one, Object) and {"id", "@id"} & one.keys():
        yield from _resource(found, role, one, depth + 1)
    elif not _is_iri(one):
        yield _wrong(found, "source", source, _ONE_IRI, "4")
    for selector in every(found.get("selector")):
        yield from _refinement(found, "selector", selector, "4.2")
    for state in every(found.get("state")):
        yield from _refinement(found, "state", state, "4.3")
    yield from _many(found, ("styleClass",), _is_text, "texts", "4.4")
    for name, section in (("renderedVia", "4.5"), ("scope", "4.6")):
        yield from _many(found, (name,), _is_reference, "addresses or objects", section)


def _purpose(found: Object) -> Faults:
    yield from _many(found, ("purpose",), _is_text, "texts", "3.3.5")


def _optional_identity(found: Object) -> Faults:
    for name in ("id", "@id"):
        if name in found and not _is_iri(found[name]):
            yield _wrong(found, name, found[name], _ONE_IRI, "3.2.1")
    yield from _many(found, ("type", "@type"), _is_text, "texts", "3.2.2")


def _content(found: Object) -> Faults:
    """What may be said of any resource: its form, and where it comes from."""
    yield from _many(found, ("format",), _is_text, "a media type such as “text/plain”", "3.2.1")
    yield from _many(found, ("language",), _is_text, "a language such as “en”", "3.2.1")
    language = "one language such as “en”"
    yield from _at_most_one(found, "processingLanguage", _is_text, language, "3.2.1")
    yield from _at_most_one(
        found, "textDirection", _is_direction, "one of “ltr”, “rtl” and “auto”", "3.2.1"
    )
    yield from _many(found, ("accessibility",), _is_text, "texts", "3.3.4")
    yield from _about(found)


def _about(found: Object) -> Faults:
    """3.3: who made a resource, when, and what may be done with it."""
    for name in ("created", "modified", "generated"):
        yield from _at_most_one(found, name, _is_moment, _ONE_MOMENT, "3.3.1")
    for name in ("creator", "generator"):
        yield from _many(found, (name,), _is_agent, "an address, or an object", "3.3.1")
        for agent in objects(found.get(name)):
            yield from _agent(agent)
    yield from _many(found, ("audience",), _is_reference, "addresses or objects", "3.3.3")
    yield from _many(found, ("rights",), _is_iri, _ONE_IRI, "3.3.6")
    yield from _at_most_one(found, "canonical", _is_iri, _ONE_IRI, "3.3.7")
    yield from _many(found, ("via",), _is_iri, _ONE_IRI, "3.3.7")


def _agent(found: Object) -> Faults:
    for name in ("id", "@id"):
        if name in found and not _is_iri(found[name]):
            yield _wrong(found, name, found[name], _ONE_IRI, "3.3.2")
    for name in ("name", "nickname", "email_sha1"):
        yield from _many(found, (name,), _is_label, "texts", "3.3.2")
    yield from _at_most_one(found, "nickname", _is_label, _ONE_TEXT, "3.3.2")
    for name in ("email", "homepage"):
        yield from _many(found, (name,), _is_reference, _ONE_IRI, "3.3.2")


def _stylesheet(found: Object) -> Faults:
    yield from _at_most_one(found, "stylesheet", _is_reference, _ONE_IRI, "4.4")
    for sheet in objects(found.get("stylesheet")):
        yield from _exactly_one_of(sheet, ("id", "value"), "4.4")


# --- selectors and states ------------------------------------------------------------------------


def _refinement(holder: Object, role: str, found: Any, section: str, depth: int = 0) -> Faults:
    """A selector or a state, and what refines it."""
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
    elif not kinds and not {"id", "@id"} & found.keys():
        yield Fault(found, f"a {role} has no “type”", section)
    for kind in {short(one) for one in kinds if isinstance(one, str)} & _REFINEMENTS.keys():
        yield from _REFINEMENTS[kind](found, depth)
    for inner in every(found.get("refinedBy")):
        yield from _refinement(found, "refinedBy", inner, section, depth + 1)


def _fragment(found: Object, _: int) -> Faults:
    yield from _exactly_one(found, "value", _is_text, _ONE_TEXT, "4.2.1")
    yield from _at_most_one(found, "conformsTo", _is_iri, _ONE_IRI, "4.2.1")


def _valued(section: str) -> Callable[[Object, int], Faults]:
    return lambda found, _: _exactly_one(found, "value", _is_text, _ONE_TEXT, section)


def _quote(found: Object, _: int) -> Faults:
    yield from _exactly_one(found, "exact", _is_text, _ONE_TEXT, "4.2.4")
    for name in ("prefix", "suffix"):
        yield from _at_most_one(found, name, _is_text, _ONE_TEXT, "4.2.4")


def _position(section: str) -> Callable[[Object, int], Faults]:
    def faults(found: Object, _: int) -> Faults:
        wrong = [
            fault
            for name in ("start", "end")
            for fault in _exactly_one(found, name, _is_count, _ONE_COUNT, section)
        ]
        yield from wrong
        start, end = _only(found.get("start")), _only(found.get("end"))
        if not wrong and start > end:
            yield Fault(found, f"“start” {start} is greater than “end” {end}", section)

    return faults


def _svg(found: Object, _: int) -> Faults:
    yield from _exactly_one_of(found, ("id", "value"), "4.2.7")
    yield from _at_most_one(found, "value", _is_text, _ONE_TEXT, "4.2.7")


def _range(found: Object, depth: int) -> Faults:
    for name in ("startSelector", "endSelector"):
        yield from _exactly_one(found, name, _is_reference, "one selector", "4.2.8")
        for inner in objects(found.get(name)):
            yield from _refinement(found, name, inner, "4.2.8", depth + 1)


def _time(found: Object, _: int) -> Faults:
    bounds = [name for name in ("sourceDateStart", "sourceDateEnd") if name in found]
    if bounds and "sourceDate" in found:
        yield Fault(found, f"it has both “sourceDate” and “{bounds[0]}”", "4.3.1")
    if len(bounds) == 1:
        yield Fault(found, "“sourceDateStart” and “sourceDateEnd” go together", "4.3.1")
    yield from _many(found, ("sourceDate",), _is_moment, _ONE_MOMENT, "4.3.1")
    for name in bounds:
        yield from _at_most_one(found, name, _is_moment, _ONE_MOMENT, "4.3.1")
    yield from _many(found, ("cached",), _is_iri, _ONE_IRI, "4.3.1")


_REFINEMENTS: Mapping[str, Callable[[Object, int], Faults]] = {
    "FragmentSelector": _fragment,
    "CssSelector": _valued("4.2.2"),
    "XPathSelector": _valued("4.2.3"),
    "TextQuoteSelector": _quote,
    "TextPositionSelector": _position("4.2.5"),
    "DataPositionSelector": _position("4.2.6"),
    "SvgSelector": _svg,
    "RangeSelector": _range,
    "TimeState": _time,
    "HttpRequestState": _valued("4.3.2"),
}


# --- values --------------------------------------------------------------------------------------

Holds = Callable[[Any], bool]


def _at_most_one(found: Object, name: str, holds: Holds, expected: str, section: str) -> Faults:
    """In JSON-LD a list of one is the one value."""
    if name in found and not holds(_only(found[name])):
        yield _wrong(found, name, found[name], expected, section)


def _exactly_one(found: Object, name: str, holds: Holds, expected: str, section: str) -> Faults:
    if name not in found:
        yield Fault(found, f"{_class(found)} has no “{name}”; expected {expected}", section)
    yield from _at_most_one(found, name, holds, expected, section)


def _exactly_one_of(found: Object, names: tuple[str, str], section: str) -> Faults:
    if sum(name in found for name in names) != 1:
        either = " or ".join(f"“{name}”" for name in names)
        yield Fault(found, f"{_class(found)} needs {either}, and not both", section)


def _many(
    found: Object, names: tuple[str, ...], holds: Holds, expected: str, section: str
) -> Faults:
    for name in names:
        if name in found and not all(map(holds, every(found[name]))):
            yield _wrong(found, name, found[name], expected, section)


def _only(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _wrong(found: Object, name: str, value: Any, expected: str, section: str) -> Fault:
    return Fault(found, f"“{name}” is {_said(value)}; expected {expected}", section)


def _class(found: Object) -> str:
    kinds = sorted(types(found))
    return in_quotes(kinds[0]) if kinds else "it"


def _said(value: Any) -> str:
    """A value for a message, short."""
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
    """A text, or one with its language, as JSON-LD has it."""
    return isinstance(value, str | Object)


def _is_iri(value: Any) -> bool:
    return isinstance(value, str) and bool(_IRI.fullmatch(value))


def _is_reference(value: Any) -> bool:
    return isinstance(value, Object) or _is_iri(value)


def _is_agent(value: Any) -> bool:
    """A name in the place of an address is common, and harms nobody."""
    return isinstance(value, str | Object)


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_direction(value: Any) -> bool:
    return value in ("ltr", "rtl", "auto")


def _is_moment(value: Any) -> bool:
    """Whether a value is an xsd:dateTime of a day that exists; the time zone is only advised."""
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
