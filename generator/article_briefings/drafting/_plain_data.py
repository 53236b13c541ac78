"""Writes JSON as the data of other programs in a briefing, which `models` reads back."""

import json
from typing import Any

from article_briefings.input import NON_PRINTABLE, Value

_WRITTEN_DEPTH = 6
"""Deeper values are written as JSON, to stay within the nesting limit of YAML files."""
_MAX_NAME = 200
_JSON = "json"


def written(value: Any, depth: int = 0) -> Value:
    """A JSON value as it is written in the file."""
    if isinstance(value, str) and not NON_PRINTABLE.search(value):
        return value
    if isinstance(value, list) and depth < _WRITTEN_DEPTH:
        return [written(item, depth + 1) for item in value]
    if isinstance(value, dict) and depth < _WRITTEN_DEPTH and _may_be_fields(value):
        return {name: written(item, depth + 1) for name, item in value.items()}
    return {_JSON: json.dumps(value)}


def _may_be_fields(value: dict[str, Any]) -> bool:
    """Whether a mapping can be written as one without being read as JSON."""
    return value.keys() != {_JSON} and all(
        0 < len(name) <= _MAX_NAME and not NON_PRINTABLE.search(name) for name in value
    )
