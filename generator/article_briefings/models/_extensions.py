"""What other programs keep with a briefing: plain data that no page shows.

In the file a value is a text, a list or a mapping, as everywhere in the format. What JSON has
beside these, and a text that no YAML file can hold, stands as JSON in a mapping with the one
field `json`: `{json: "5"}` is the number 5. `written` and `read` are each other's inverse.
"""

import json
import math
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from article_briefings.models._scalars import Id, fault

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A value as it stands in the file."""

MAX_JSON = 100_000
"""The most characters of one value, written as JSON."""
MAX_DEPTH = 32
"""How many lists and mappings may stand within each other, those in `json` counted."""
MAX_NAMES = 20
_WRITTEN_DEPTH = 6
"""Deeper values are written as JSON, so that they stay within what a YAML file may nest."""
_MAX_NAME = 200
_JSON = "json"
_SURROGATE = re.compile("[\ud800-\udfff]")
# What no YAML file may hold, not even escaped.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)


class NotPlain(ValueError):
    """A value that is no plain data within the limits; the text at fault is its second part."""


def read(value: Plain) -> Any:
    """The value as JSON has it; NotPlain where it has none."""
    return _read(value, 0)


def written(value: Any, depth: int = 0) -> Plain:
    """A value of JSON as it stands in the file."""
    if isinstance(value, str) and not _UNSHOWABLE.search(value):
        return value
    if isinstance(value, list) and depth < _WRITTEN_DEPTH:
        return [written(item, depth + 1) for item in value]
    if isinstance(value, dict) and depth < _WRITTEN_DEPTH and _may_be_fields(value):
        return {name: written(item, depth + 1) for name, item in value.items()}
    return {_JSON: json.dumps(value)}


def as_json(value: Any) -> str:
    """The one way in which a value is JSON; NotPlain where it is beyond the limits."""
    try:
        text = json.dumps(
            value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        )
    except (RecursionError, ValueError):
        raise NotPlain("it nests too deep, or holds a number that JSON does not have", "") from None
    if len(text) > MAX_JSON:
        raise NotPlain(f"it has {len(text):,} characters as JSON", "")
    if depth_of(value) > MAX_DEPTH:
        raise NotPlain("it nests too deep", "")
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def depth_of(value: Any) -> int:
    """How many lists and mappings stand within each other; without recursion."""
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, list | dict)]:
        depth += 1
        level = [
            inner for one in level for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth


def _may_be_fields(value: dict[str, Any]) -> bool:
    """Whether a mapping can stand as one, and not be taken for JSON."""
    return value.keys() != {_JSON} and all(
        0 < len(name) <= _MAX_NAME and not _UNSHOWABLE.search(name) for name in value
    )


def _read(value: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise NotPlain("it nests too deep", "")
    if isinstance(value, list | tuple):
        return [_read(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {_JSON} and isinstance(value[_JSON], str):
        return _decoded(value[_JSON])
    return {name: _read(item, depth + 1) for name, item in value.items()}


def _decoded(text: str) -> Any:
    if len(text) > 2 * MAX_JSON:
        raise NotPlain(f"its JSON has {len(text):,} characters", "")
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=_number)
    except (ValueError, RecursionError):
        raise NotPlain("this is not JSON", text) from None


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _checked(value: Any) -> str:
    try:
        return as_json(read(value))
    except NotPlain as problem:
        raise _fault(problem) from None


def _fault(problem: NotPlain) -> PydanticCustomError:
    message, excerpt = problem.args
    return fault(
        "bad-extension",
        message,
        expected=f"texts, lists and mappings, and JSON in {{json: …}}; at most {MAX_JSON:,} "
        f"characters and {MAX_DEPTH} levels",
        excerpt=excerpt,
    )


Extensions = Annotated[
    dict[Id, Annotated[str, BeforeValidator(_checked), WithJsonSchema({})]],
    Field(max_length=MAX_NAMES),
]
"""By the name of a program or format what it keeps, as JSON; no page shows it."""
