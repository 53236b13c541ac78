"""Values as JSON of few bytes: what is kept between builds, and what is published."""

import json
from typing import Any


def compact(value: Any) -> str:
    """A value as JSON without spaces, its letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
