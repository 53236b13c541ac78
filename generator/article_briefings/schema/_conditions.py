"""The rules between the fields of a mapping, as far as JSON Schema can express them.

The models hold the same rules; a test compares the two over all examples.
"""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]


def _has(*names: str) -> Schema:
    return {"required": list(names)}


CONDITIONS: Mapping[str, Schema] = {
    "Hop": {
        "oneOf": [_has("actor"), _has("unnamed")],
        "if": _has("identified_as"),
        "then": _has("unnamed", "cue", "shown_by"),
        "else": {"oneOf": [_has("cue"), _has("shown_by")]},
        "dependentRequired": {"cue": ["form"]},
    },
    "PartSelector": {
        "dependentSchemas": {"nth": {"not": {"anyOf": [_has("prefix"), _has("suffix")]}}},
    },
    "Role": {"anyOf": [_has("from"), _has("to"), _has("as_of")]},
    "Media": {
        "dependentRequired": {"reliability": ["basis", "sources"]},
        "dependentSchemas": {"reliability": {"properties": {"sources": {"minItems": 1}}}},
    },
    "Actor": {
        "dependentSchemas": {"media": {"properties": {"type": {"const": "outlet"}}}},
    },
    "Briefing": {
        "properties": {"bluf": {"pattern": r"^\s*(\S+\s+){0,59}\S+\s*$"}},
        "if": {"not": {"properties": {"draft": {"const": True}}, "required": ["draft"]}},
        "then": {
            "properties": {
                "review": {"required": ["reviewed"]},
                "claims": {
                    "items": {
                        "properties": {
                            "draft": {"const": False},
                            "attribution": {"not": {"const": "unknown"}},
                        }
                    }
                },
            }
        },
    },
}

#: Lists of ids, which contain each id once.
LISTED_ONCE = frozenset({("Briefing", "topics"), ("Event", "actors"), ("Story", "topics")})
