"""Turn documents into models: check the shape, then the rules that need no other file.

pydantic finds the faults; this module locates them in the file and describes
them in the format's terms. Later stages see models only, no bare mappings.
"""

import re
import typing
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from article_briefings.check._rules import RULES
from article_briefings.diagnostics import CODES, Diagnostic, Location, working_on
from article_briefings.input import Document, Path, Value
from article_briefings.models import Budget, Declarations, Parsing, descriptions, did_you_mean

M = TypeVar("M", bound=BaseModel)
_KEY = "[key]"  # pydantic's sign that a mapping's key is at fault, not its value
_DECLARED = "briefings/fields.yml"
_FOUND_LIMIT = 80
_NAMES_SHOWN = 12
_WRITTEN_BY_FMT = "run briefings fmt, which writes an id from the first words of the text"

_GLUED = re.compile(r"([\w-]+)\s*[:=]")
"""A field's name and its value that YAML has read as one name."""
_DATE = "a date, such as 2031-11-03"
_WRONG_TYPE: Mapping[str, str] = {
    "string_type": "text",
    "dict_type": "a mapping: fields, each with a value",
    "model_type": "a mapping: fields, each with a value",
    "tuple_type": "a list with one item per line, each beginning with -",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of a few digits",
    "union_tag_not_found": "text, a list of parts, or a mapping with exact and its context",
    "union_tag_invalid": "text, or a mapping with exact and its context",
    "dataclass_type": _DATE,
    "date_type": _DATE,
}
_RANGE: Mapping[str, str] = {
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "too_short": "at least {min_length} item",
    "too_long": "at most {max_length} items",
}


def validate(
    document: Document, model: type[M], declared: Declarations | None = Declarations.NOTHING
) -> tuple[M | None, list[Diagnostic]]:
    """The document as a model, or every fault of its shape.

    `declared` is what the project declares; None if its file has a problem. A document that needs
    that file is then None without a problem of its own.
    """
    with working_on(document.path):
        try:
            value = model.model_validate(document.root, context=Parsing(declared))
        except ValidationError as error:
            faults = list(_shape_problems(document, model, error))
            return None, faults if declared else [f for f in faults if f.code != "undeclared"]
        problems = [problem for rule in RULES.get(model, ()) for problem in rule(document, value)]
        return (None if problems else value), problems


def _shape_problems(
    document: Document, model: type[BaseModel], error: ValidationError
) -> Iterator[Diagnostic]:
    errors = error.errors(include_url=False)
    places = [_place(document.root, details["loc"]) for details in errors]
    above = {place[:depth] for place in places for depth in range(len(place))}
    budget = Budget.for_hints()
    for details, place in zip(errors, places, strict=True):
        if details["type"] == "too_short" and place in above:
            continue  # the items are there; each has a fault of its own
        if details["type"] == "undeclared":
            at = document.key_location(tuple(step for step in place if step != _KEY))
            yield _undeclared(details, at, budget)
        elif place[-1:] == (_KEY,) and details["type"] in CODES:
            key = place[:-1]
            yield _value_problem(details, _name(key), document.key_location(key))
        else:
            yield _shape_problem(document, model, details, place, budget)


def _place(root: Value, loc: tuple[str | int, ...]) -> Path:
    """pydantic's location without the names of union members, which begin with <."""
    place: list[str | int] = []
    here: Any = root
    for step in loc:
        if str(step).startswith("<") and not (isinstance(here, dict) and step in here):
            continue
        place.append(step)
        inside = isinstance(here, dict) and step in here
        inside = inside or (isinstance(here, list) and isinstance(step, int) and step < len(here))
        here = here[step] if inside else None
    return tuple(place)


def _shape_problem(
    document: Document,
    model: type[BaseModel],
    details: ErrorDetails,
    place: Path,
    budget: Budget,
) -> Diagnostic:
    kind, context = details["type"], details.get("ctx", {})
    name = _name(place)
    value = details["input"]
    if kind == "missing":
        of_claim = place[:1] == ("claims",) and name == "id"
        return Diagnostic(
            "missing-field",
            document.location(place[:-1]),
            f'the field "{name}" is missing here',
            expected=f"{name}: {_fields_at(model, place[:-1]).get(name) or 'a value'}",
            hint=_WRITTEN_BY_FMT if of_claim else _cut_off(document, model, place),
            rests_on=(document.path,),  # no line is at fault, least of all an existing one
        )
    if kind == "extra_forbidden":
        allowed = list(_fields_at(model, place[:-1]))
        glued = _GLUED.match(name)
        return Diagnostic(
            "unknown-field",
            document.key_location(place),
            f'there is no field "{name}" here',
            expected=f"one of {', '.join(allowed)}",
            hint=f'write "{glued[1]}:", then an ordinary space, then the value'
            if glued and glued[1] in allowed
            else did_you_mean(name, allowed, budget),
        )
    if kind == "literal_error":
        return _unknown_value(document, place, value, str(context.get("expected", "")), budget)
    if kind in _WRONG_TYPE:
        return Diagnostic(
            "empty-value" if value == "" else "wrong-type",
            document.location(place),
            f'the field "{name}" has no value' if value == "" else f'"{name}" has the wrong shape',
            found=_shown(value),
            expected=_WRONG_TYPE[kind],
        )
    if kind in _RANGE:
        return Diagnostic(
            "out-of-range",
            document.location(place),
            f'"{name}" is out of range',
            found=_shown(value),
            expected=_RANGE[kind].format(**context),
        )
    if "field" in context:
        return _value_problem(details, name, document.key_location((*place, context["field"])))
    at = document.excerpt_location(place, str(context.get("excerpt", "")))
    return _value_problem(details, name, at)


def _cut_off(document: Document, model: type[BaseModel], place: Path) -> str:
    """The hint that a field may have been at the end of the file, within a list or after it."""
    if len(place) == 1 and document.cut_off:
        return document.cut_off
    here: Any = document.root
    for step in place[:-1]:
        if step != _last(here):
            return ""
        here = here[step]
    fields, last = list(_fields_at(model, place[:-1])), _last(here)
    if len(place) > 1:
        whole = document.text.rstrip()[-1:] in {"}", "]"}
    else:
        whole = not isinstance(here.get(last), list)
    if whole or last not in fields or fields.index(last) > fields.index(str(place[-1])):
        return ""
    return f"the file ends after “{last}”; if it was longer, its end may have been cut off"


def _last(value: Any) -> str | int | None:
    """The last name or index in a mapping or a list."""
    if isinstance(value, list):
        return len(value) - 1
    return next(reversed(value), None) if isinstance(value, dict) else None


def _undeclared(details: ErrorDetails, location: Location, budget: Budget) -> Diagnostic:
    context = details.get("ctx", {})
    names = str(context["known"]).split()
    return Diagnostic(
        "undeclared",
        location,
        details["msg"],
        expected=f"one of {', '.join(names)}" if names else "a name that fields.yml declares",
        hint=did_you_mean(str(context["name"]), names, budget) or f"declare it in {_DECLARED}",
        rests_on=(_DECLARED,),
    )


def _value_problem(details: ErrorDetails, name: str, location: Location) -> Diagnostic:
    """A problem found by one of the models' own rules.

    A rule on a single value may name the `excerpt` at fault; one on a whole
    mapping names the `field` where it is best fixed.
    """
    kind, context = details["type"], details.get("ctx", {})
    found = "" if "field" in context else _shown(context.get("excerpt", details["input"]))
    return Diagnostic(
        kind if kind in CODES else "wrong-type",
        location,
        f"{name}: {details['msg']}",
        found=found,
        expected=str(context.get("expected", "")),
        hint=str(context.get("hint", "")),
    )


def _name(place: Path) -> str:
    """The name of a value in messages: its field, and its number in a list."""
    fields = [step for step in place if isinstance(step, str)]
    if not fields:
        return "the file"
    if isinstance(place[-1], int):
        return f"{fields[-1]}, item {place[-1] + 1}"
    return fields[-1]


def _unknown_value(
    document: Document, place: Path, value: Any, expected: str, budget: Budget
) -> Diagnostic:
    allowed = [part.strip("'") for part in expected.replace(" or ", ", ").split(", ")]
    if place == ("format",):
        return Diagnostic(
            "unsupported-format",
            document.location(place),
            "this version of the annotation format is not supported",
            found=_shown(value),
            expected="format: 2",
        )
    return Diagnostic(
        "unknown-value",
        document.location(place),
        f'this is not a valid value of "{_name(place)}"',
        found=_shown(value),
        expected=f"one of {', '.join(allowed)}",
        hint=did_you_mean(str(value), allowed, budget),
        rests_on=(_DECLARED,) if {"kind", "type", "fields"} & {*place} else (),
    )


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        names = [str(name)[:_FOUND_LIMIT] for name in islice(value, _NAMES_SHOWN)]
        more = ", …" if len(value) > _NAMES_SHOWN else ""
        return f"a mapping with the fields {', '.join(names) or '(none)'}{more}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = " ".join(str(value).split())
    return f'"{text[:_FOUND_LIMIT]}{"…" if len(text) > _FOUND_LIMIT else ""}"'


def _fields_at(model: type[BaseModel], place: Path) -> dict[str, str]:
    """The fields that a mapping at `place` may have, with the first line of their descriptions."""
    models: list[type[BaseModel]] = [model]
    for step in place:
        # A number is an item of the list that the last step reached, a name that is no field's is
        # a free one.
        reached = [
            info.annotation
            for one in models
            for name, info in one.model_fields.items()
            if step == (info.alias or name) or issubclass(one, RootModel)
        ]
        if reached and isinstance(step, str):
            models = [found for annotation in reached for found in _models_in(annotation)]
    return {
        info.alias or name: descriptions(one).get(name, "").split("\n", 1)[0].rstrip(".")
        for one in models
        for name, info in one.model_fields.items()
    }


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)
