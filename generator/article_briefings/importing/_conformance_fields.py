"""The fields of each type of object in the Web Annotation Data Model: how many values of what kind.

Each check returns faults, with the section of the model. Only clauses with MUST are checked.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from article_briefings.importing._json import Object, every, objects
from article_briefings.importing._model import in_quotes

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s\x00-\x1f\x7f<>\"{}|\\^`]+")
_DATE_AND_TIME = re.compile(
    r"(-?\d{4,9})(-\d\d-\d\dT)(?:24:00:00(?:\.0{1,30})?|(\d\d:\d\d:\d\d(?:\.\d{1,30})?))"
    r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A violation of a MUST: the object, the problem, and the section of the model."""

    place: Object
    message: str
    section: str

    def __str__(self) -> str:
        return f"{self.message} (section {self.section})"


Faults = Iterator[Fault]
Check = Callable[[Object], Faults]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a value has to be, and its description for messages."""

    holds: Callable[[Any], bool]
    expected: str


def _fields(
    values: Callable[[Any], list[Any]],
    names: str,
    kind: _Kind,
    section: str,
    *,
    needed: bool = False,
    inside: Iterable[Check] = (),
) -> Check:
    """A check of all values of these fields; `inside` is the check for values that are objects."""

    def check(found: Object) -> Faults:
        for name in names.split():
            if name in found and not all(map(kind.holds, values(found[name]))):
                yield wrong(found, name, found[name], kind.expected, section)
            elif needed and name not in found:
                message = f"{_class(found)} has no “{name}”; expected {kind.expected}"
                yield Fault(found, message, section)
            for one in objects(found.get(name)) if inside else ():
                yield from (fault for check_inside in inside for fault in check_inside(one))

    return check


def only(value: Any) -> Any:
    """The value; in JSON-LD a list of one item is equivalent to the item."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


_many = partial(_fields, every)
_one = partial(_fields, lambda value: [only(value)])
_needed = partial(_fields, lambda value: [only(value)], needed=True)


def _value(section: str) -> Check:
    return _needed("value", _TEXT, section)


def an_id(section: str) -> Check:
    return _fields(lambda value: [value], "id @id", IRI, section)


def wrong(found: Object, name: str, value: Any, expected: str, section: str) -> Fault:
    """A fault of a field, with a short form of its value."""
    match value:
        case str():
            words = in_quotes(value)
        case list():
            words = f"a list of {len(value):,}"
        case dict():
            words = "an object"
        case _:
            words = "nothing" if value is None else in_quotes(str(value).lower())
    return Fault(found, f"“{name}” is {words}; expected {expected}", section)


def _class(found: Object) -> str:
    kinds = sorted(found.types)
    return in_quotes(kinds[0]) if kinds else "it"


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_label(value: Any) -> bool:
    """Whether a value is a text, or one with its language; also a name instead of an address."""
    return isinstance(value, str | Object)


def is_iri(value: Any) -> bool:
    return isinstance(value, str) and bool(_ADDRESS.fullmatch(value))


def _is_reference(value: Any) -> bool:
    return isinstance(value, Object) or is_iri(value)


def _is_moment(value: Any) -> bool:
    """Whether a value is an xsd:dateTime of an existing day; the time zone is only recommended."""
    found = _DATE_AND_TIME.fullmatch(value) if isinstance(value, str) else None
    if not found or not int(found[1]):
        return False
    year = abs(int(found[1])) % 400 + 2000  # the calendar repeats
    try:
        dt.datetime.fromisoformat(f"{year}{found[2]}{found[3] or '00:00:00'}")
    except ValueError:
        return False
    return True


IRI = _Kind(is_iri, "an address with its scheme, such as https://example.org/1")
_TEXT, _TEXTS = _Kind(is_text, "one text"), _Kind(is_text, "texts")
_LABEL, _LABELS = _Kind(_is_label, "one text"), _Kind(_is_label, "texts")
_AGENT = _Kind(_is_label, "an address, or an object")
REFERENCE = _Kind(_is_reference, IRI.expected)
_REFERENCES = _Kind(_is_reference, "addresses or objects")
_SELECTOR = _Kind(_is_reference, "one selector")
_COUNT = _Kind(lambda value: type(value) is int and value >= 0, "one whole number from 0")
_MOMENT = _Kind(_is_moment, "one date and time such as 2031-04-28T12:00:00Z")
_DIRECTION = _Kind(lambda value: value in ("ltr", "rtl", "auto"), "one of “ltr”, “rtl” and “auto”")


# --- checks of several fields --------------------------------------------------------------------


def _one_body(found: Object) -> Faults:
    if "body" in found and "bodyValue" in found:
        yield Fault(found, "it has both “body” and “bodyValue”; expected one of them", "3.2.5")


def _position(section: str, found: Object) -> Faults:
    wrong = list(_needed("start end", _COUNT, section)(found))
    yield from wrong
    start, end = only(found.get("start")), only(found.get("end"))
    if not wrong and start > end:
        yield Fault(found, f"“start” {start} is greater than “end” {end}", section)


def _time(found: Object) -> Faults:
    bounds = [name for name in ("sourceDateStart", "sourceDateEnd") if name in found]
    if bounds and "sourceDate" in found:
        yield Fault(found, f"it has both “sourceDate” and “{bounds[0]}”", "4.3.1")
    if len(bounds) == 1:
        yield Fault(found, "“sourceDateStart” and “sourceDateEnd” go together", "4.3.1")


def _id_or_value(section: str, found: Object) -> Faults:
    if ("id" in found) == ("value" in found):
        yield Fault(found, f"{_class(found)} needs either “id” or “value”", section)


# --- the checks of each type of object -----------------------------------------------------------

_ABOUT_AGENT = (
    an_id("3.3.2"),
    _many("name nickname email_sha1", _LABELS, "3.3.2"),
    _one("nickname", _LABEL, "3.3.2"),
    _many("email homepage", REFERENCE, "3.3.2"),
)
_ABOUT = (
    _one("created modified generated", _MOMENT, "3.3.1"),
    _many("creator generator", _AGENT, "3.3.1", inside=_ABOUT_AGENT),
    _many("audience", _REFERENCES, "3.3.3"),
    _many("rights", IRI, "3.3.6"),
    _one("canonical", IRI, "3.3.7"),
    _many("via", IRI, "3.3.7"),
)
_PURPOSE = _many("purpose", _TEXTS, "3.3.5")
_CHECKS: Mapping[str, tuple[Check, ...]] = {
    "annotation": (
        *_ABOUT,
        _many("motivation motivatedBy", _TEXTS, "3.3.5"),
        _one("stylesheet", REFERENCE, "4.4", inside=(partial(_id_or_value, "4.4"),)),
        _one_body,
        _one("bodyValue", _TEXT, "3.2.5"),
    ),
    "page": (_one("startIndex", _COUNT, "5.2"), _one("next prev", REFERENCE, "5.2")),
    "collection": (_one("first last", REFERENCE, "5.1"),),
    "page or collection": (_many("label", _LABELS, "5.1"), _one("total", _COUNT, "5.1"), *_ABOUT),
    "resource": (
        _many("format", _Kind(is_text, "a media type such as “text/plain”"), "3.2.1"),
        _many("language", _Kind(is_text, "a language such as “en”"), "3.2.1"),
        _one("processingLanguage", _Kind(is_text, "one language such as “en”"), "3.2.1"),
        _one("textDirection", _DIRECTION, "3.2.1"),
        _many("accessibility", _TEXTS, "3.3.4"),
        *_ABOUT,
        an_id("3.2.1"),
        _many("type @type", _TEXTS, "3.2.2"),
    ),
    "text": (_value("3.2.4"), _PURPOSE),
    "purpose": (_PURPOSE,),
    "specific resource": (
        _many("styleClass", _TEXTS, "4.4"),
        _many("renderedVia", _REFERENCES, "4.5"),
        _many("scope", _REFERENCES, "4.6"),
    ),
    "FragmentSelector": (_value("4.2.1"), _one("conformsTo", IRI, "4.2.1")),
    "CssSelector": (_value("4.2.2"),),
    "XPathSelector": (_value("4.2.3"),),
    "TextQuoteSelector": (_needed("exact", _TEXT, "4.2.4"), _one("prefix suffix", _TEXT, "4.2.4")),
    "TextPositionSelector": (partial(_position, "4.2.5"),),
    "DataPositionSelector": (partial(_position, "4.2.6"),),
    "SvgSelector": (partial(_id_or_value, "4.2.7"), _one("value", _TEXT, "4.2.7")),
    "startSelector": (_needed("startSelector", _SELECTOR, "4.2.8"),),
    "endSelector": (_needed("endSelector", _SELECTOR, "4.2.8"),),
    "TimeState": (
        _time,
        _many("sourceDate", _MOMENT, "4.3.1"),
        _one("sourceDateStart sourceDateEnd", _MOMENT, "4.3.1"),
        _many("cached", IRI, "4.3.1"),
    ),
    "HttpRequestState": (_value("4.3.2"),),
}
REFINEMENTS = {name for name in _CHECKS if name[0].isupper()}
"""The classes of selectors and states."""


def faults_in_fields(found: Object, kind: str) -> Faults:
    """The faults in the fields of an object of a kind."""
    return (fault for check in _CHECKS[kind] for fault in check(found))
