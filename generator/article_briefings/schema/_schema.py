"""JSON Schema of the annotation format, generated from the models.

Editors read the files in `generator/schema/`; a test ensures that they match the models.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from article_briefings.models import (
    MAX_ID,
    Actor,
    BackgroundNote,
    Briefing,
    Record,
    Stories,
    Topics,
    descriptions,
)
from article_briefings.schema._examples import EXAMPLES

KINDS: Mapping[str, type[BaseModel]] = {
    "briefing": Briefing,
    "actor": Actor,
    "background": BackgroundNote,
    "topics": Topics,
    "stories": Stories,
}


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all its subclasses."""
    yield model
    for kind in model.__subclasses__():
        yield from _below(kind)


_MODELS = {model.__name__: model for model in (*KINDS.values(), *_below(Record))}
_BOUNDS = {"ge": "minimum", "le": "maximum"}
"""The bounds of numbers read from text, which pydantic leaves under its own names."""


def _has(*names: str) -> dict[str, Any]:
    return {"required": list(names)}


#: The rules between the fields of a mapping, as far as JSON Schema can express them. The models
#: hold the same rules; a test compares the two over all examples.
CONDITIONS: Mapping[str, Mapping[str, Any]] = {
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
_LISTED_ONCE = frozenset({("Briefing", "topics"), ("Event", "actors"), ("Story", "topics")})
#: The fields of examples that need more than the required ones.
_WRITTEN: Mapping[str, tuple[str, ...]] = {
    "Hop": ("actor", "cue", "form"),
    "Role": ("title", "from"),
    "Media": ("owner", "funding"),
}


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file."""
    body = _refined(KINDS[kind].model_json_schema(by_alias=True))
    definitions: dict[str, Any] = body.get("$defs", {})
    schemas = {**definitions, KINDS[kind].__name__: body}
    for name, schema in schemas.items():
        _add_descriptions(_MODELS[name], schema)
        _add_rules(name, schema)
    for name, schema in schemas.items():
        _add_examples(name, schema, definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}


def _refined(schema: Any) -> Any:
    """A part of pydantic's schema, in the terms of the format.

    A field that may be left out may not be empty, so null is not a value.
    Titles only repeat the names of fields.
    """
    if isinstance(schema, list):
        return [_refined(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    refined = {_BOUNDS.get(key, key): _refined(value) for key, value in schema.items()}
    if isinstance(refined.get("title"), str):
        del refined["title"]
    if refined.get("default", ...) is None:
        del refined["default"]
    if "patternProperties" in refined:  # names that do not match would be ignored
        ((pattern, item),) = refined.pop("patternProperties").items()
        refined["propertyNames"] = {"pattern": pattern, "maxLength": MAX_ID}
        refined["additionalProperties"] = item
    choices = refined.get("anyOf", [])
    if {"type": "null"} in choices:
        choices.remove({"type": "null"})
        if len(choices) == 1:
            del refined["anyOf"]
            refined = {**choices[0], **refined}
    return refined


def _add_descriptions(model: type[BaseModel], schema: dict[str, Any]) -> None:
    for name, text in descriptions(model).items():
        schema["properties"][model.model_fields[name].alias or name].setdefault("description", text)


def _add_rules(name: str, schema: dict[str, Any]) -> None:
    for keyword, value in CONDITIONS.get(name, {}).items():
        if keyword == "properties":
            for field, rules in value.items():
                schema["properties"][field].update(rules)
        else:
            schema[keyword] = value
    for model, field in _LISTED_ONCE:
        if model == name:
            schema["properties"][field]["uniqueItems"] = True


def _add_examples(name: str, schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    for field, part in schema.get("properties", {}).items():
        if field in EXAMPLES.get(name, {}):
            part["examples"] = [EXAMPLES[name][field]]
        elif not {"enum", "const", "examples"} & part.keys():
            part["examples"] = [_example(part, definitions)]


def _example(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    """An example of a field that holds other fields: those that are required."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return {
            field: EXAMPLES.get(name, {}).get(field) or _example(part, definitions)
            for field, part in definitions[name]["properties"].items()
            if field in _WRITTEN.get(name, definitions[name].get("required", ()))
        }
    if "oneOf" in schema:
        return _example(schema["oneOf"][0], definitions)
    if schema.get("type") == "array":
        return [_example(schema["items"], definitions)]
    for keyword in ("examples", "enum"):
        if keyword in schema:
            return schema[keyword][0]
    return schema["const"]
