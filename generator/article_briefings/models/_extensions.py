"""The data that other programs store with a briefing: plain data that no page shows.

In the file a value is a text, a list or a mapping, as everywhere in the format. Other
JSON values, and texts that no YAML file can hold, are written as JSON in a mapping with the single
field `json`: `{json: "5"}` is the number 5. `written` and `read` are inverses of each other.
"""

import json
import math
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from article_briefings.models._scalars import Id, fault

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A value as it appears in the file."""

MAX_JSON = 100_000
"""The maximum length of one value as JSON, in characters."""
MAX_DEPTH = 32
"""How deeply lists and mappings may be nested, including those in `json`."""
MAX_NAMES = 20
_WRITTEN_DEPTH = 6
"""Deeper values are written as JSON, to stay within the nesting limit of YAML files."""
_MAX_NAME = 200
_JSON = "json"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Characters that no YAML file may hold, not even escaped.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)


class NotPlain(ValueError):
    """A value that is no plain data within the limits; its second argument is the text at fault."""


def read(value: Plain) -> Any:
    """The value as JSON data; NotPlain if there is none."""
    return _read(value, 0)


def written(value: Any, depth: int = 0) -> Plain:
    """A JSON value as it is written in the file."""
    if isinstance(value, str) and not _UNSHOWABLE.search(value):
        return value
    if isinstance(value, list) and depth < _WRITTEN_DEPTH:
        return [written(item, depth + 1) for item in value]
    if isinstance(value, dict) and depth < _WRITTEN_DEPTH and _may_be_fields(value):
        return {name: written(item, depth + 1) for name, item in value.items()}
    return {_JSON: json.dumps(value)}


def as_json(value: Any) -> str:
    """The canonical JSON of a value; NotPlain if it exceeds the limits."""
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
    """How deeply lists and mappings are nested; computed without recursion."""
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, list | dict)]:
        depth += 1
        level = [
            inner for one in level for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth


def _may_be_fields(value: dict[str, Any]) -> bool:
    """Whether a mapping can be written as one without being read as JSON."""
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
"""The data of programs and formats as JSON, by their names; no page shows it."""
