"""Compact JSON, for data that is stored between builds and data that is published."""

import json
from typing import Any


def compact(value: Any) -> str:
    """A value as JSON without spaces; letters outside ASCII are not escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
