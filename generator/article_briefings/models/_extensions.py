"""The data that other programs store with a briefing: plain data that no page shows.

In the file a value is a text, a list or a mapping, as everywhere in the format. Other
JSON values, and texts that no YAML file can hold, are written as JSON in a mapping with the single
field `json`: `{json: "5"}` is the number 5.
"""

import json
import math
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from article_briefings.models._scalars import Id, fault

MAX_JSON = 100_000
"""The maximum length of one value as JSON, in characters."""
MAX_DEPTH = 32
"""How deeply lists and mappings may be nested, including those in `json`."""
MAX_NAMES = 20
_JSON = "json"
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotPlain(ValueError):
    """A value that is no plain data within the limits; its second argument is the text at fault."""


def read(value: Any, depth: int = 0) -> Any:
    """A value of the file as JSON data; NotPlain if there is none."""
    if depth > MAX_DEPTH:
        raise NotPlain("it nests too deep", "")
    if isinstance(value, list | tuple):
        return [read(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {_JSON} and isinstance(value[_JSON], str):
        return _decoded(value[_JSON])
    return {name: read(item, depth + 1) for name, item in value.items()}


def _decoded(text: str) -> Any:
    if len(text) > 2 * MAX_JSON:
        raise NotPlain(f"its JSON has {len(text):,} characters", "")
    try:
        return json.loads(text, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        raise NotPlain("this is not JSON", text) from None


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


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


def compact(value: Any) -> str:
    """A value as JSON without spaces; letters outside ASCII are not escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def depth_of(value: Any) -> int:
    """How deeply lists and mappings are nested; computed without recursion."""
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, list | dict)]:
        depth += 1
        level = [
            inner for one in level for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth


def _checked(value: Any) -> str:
    try:
        return as_json(read(value))
    except NotPlain as problem:
        message, excerpt = problem.args
        raise fault(
            "bad-extension",
            message,
            expected=f"texts, lists and mappings, and JSON in {{json: …}}; at most {MAX_JSON:,} "
            f"characters and {MAX_DEPTH} levels",
            excerpt=excerpt,
        ) from None


Extensions = Annotated[
    dict[Id, Annotated[str, BeforeValidator(_checked), WithJsonSchema({})]],
    Field(max_length=MAX_NAMES),
]
"""The data of programs and formats as JSON, by their names; no page shows it."""
