"""JSON Schema of the annotation format, generated from the models.

Editors read the files in `generator/schema/`; a test ensures that they match the models.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, TypeAdapter

from article_briefings.models import (
    FORMAT,
    RELATIONS,
    UNKNOWN,
    Actor,
    BackgroundNote,
    Briefing,
    Declarations,
    Id,
    Record,
    Stories,
    Topics,
    Withdrawn,
    descriptions,
    meanings_of,
)
from article_briefings.schema._declared import add_declared
from article_briefings.schema._examples import EXAMPLES

KINDS: Mapping[str, type[BaseModel]] = {
    "briefing": Briefing,
    "actor": Actor,
    "background": BackgroundNote,
    "topics": Topics,
    "stories": Stories,
    "withdrawn": Withdrawn,
    "fields": Declarations,
}


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all its subclasses."""
    yield model
    for kind in model.__subclasses__():
        yield from _below(kind)


_MODELS = {model.__name__: model for model in (*KINDS.values(), *_below(Record))}
_MOST_OF_ID = TypeAdapter(Id).json_schema()["maxLength"]
_BOUNDS = {"ge": "minimum", "le": "maximum"}
"""The bounds of numbers read from text, which pydantic leaves under its own names."""


def _has(*names: str) -> dict[str, Any]:
    return {"required": list(names)}


def _is(field: str, *values: Any) -> dict[str, Any]:
    """A mapping in which a field has one of these values."""
    return {"required": [field], "properties": {field: {"enum": list(values)}}}


def _if(condition: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    return {"if": condition, "then": then}


_REFUTES = {"contains": _is("relation", "refutes")}
_SOMETHING = {"required": ["evidence"], "properties": {"evidence": {"minItems": 1}}}
_LOOKED = {"anyOf": [_has("note"), _SOMETHING]}
_STEP = {
    "oneOf": [_has("actor"), _has("unnamed")],
    "if": _has("identified_as"),
    "then": _has("unnamed", "cue", "shown_by"),
    "else": {"oneOf": [_has("cue"), _has("shown_by")]},
}
_DATED = _has("as_of")

#: The rules between the fields of a mapping, as far as JSON Schema can express them. The models
#: hold the same rules; a test compares the two over all examples.
CONDITIONS: Mapping[str, Mapping[str, Any]] = {
    "SourceInfo": _if(_is("extract", True), _has("url", "rights", "shown_by")),
    "Hop": _STEP,
    "Via": {**_STEP, "properties": {"paragraphs": {"type": ["string", "integer"]}}},
    "Claim": {
        "allOf": [
            _if({"anyOf": [_has("said"), _has("so"), _is("key", True)]}, _has("finding")),
            _if(_is("kind", *sorted(Declarations.NOTHING.judgements)), {"not": _has("so")}),
            _if(
                {"anyOf": [_is("implied", True), _is("attribution", UNKNOWN)]},
                {"not": _has("said")},
            ),
            _if(
                {"required": ["so"], "properties": {"so": _is("verdict", "pending")}},
                _is("kind", "prediction", "commitment"),
            ),
        ],
    },
    "EvidenceUse": _if(_is("relation", "refutes"), _has("shows")),
    "Said": {
        "properties": {"of": {"type": ["string", "integer"]}},
        "allOf": [
            _if(_is("verdict", "doubtful"), _SOMETHING),
            _if(_is("verdict", "single-source"), _LOOKED),
        ],
    },
    "So": {
        "properties": {"evidence": {"items": {"$ref": "#/$defs/EvidenceUse", **_has("shows")}}},
        "allOf": [
            _if(_is("verdict", "pending"), _has("due")),
            _if(_is("verdict", "unresolved"), _LOOKED),
            _if(_is("verdict", "disputed"), {**_SOMETHING, "properties": {"evidence": _REFUTES}}),
            _if(
                {"anyOf": [_has("likelihood"), _has("confidence")]},
                _is("verdict", "disputed", "unresolved", "pending"),
            ),
        ],
    },
    "PartSelector": {
        "dependentSchemas": {"nth": {"not": {"anyOf": [_has("prefix"), _has("suffix")]}}},
    },
    "Role": {"anyOf": [_has("from"), _has("to"), _has("as_of")]},
    "OwnField": {
        **_if(_is("type", "choice"), {"properties": {"choices": {"minProperties": 1}}}),
        "else": {"not": _has("choices")},
        "allOf": [
            _if(_is("filter", True), _is("type", "choice", "list")),
            _if(_is("type", "choice"), _has("choices")),
            _if(_is("type", "markdown"), {"not": _is("place", "head")}),
        ],
    },
    "Declarations": {
        "properties": {
            part: {"allOf": [{"propertyNames": {"not": {"enum": list(names)}}}]}
            for part, names in Declarations.OF_FORMAT.items()
        },
    },
    "Media": {
        "dependentRequired": {"reliability": ["basis", "sources"]},
        "dependentSchemas": {"reliability": {"properties": {"sources": {"minItems": 1}}}},
    },
    "Actor": {
        "dependentSchemas": {"media": {"properties": {"type": {"const": "outlet"}}}},
    },
    "Briefing": {
        "properties": {
            "bluf": {"pattern": r"^\s*(\S+\s+){0,59}\S+\s*$"},
            "claims": {"contains": _is("key", True), "minContains": 0, "maxContains": 7},
        },
        "allOf": [
            _if(
                {"not": _has("judged")},
                {
                    "properties": {
                        "claims": {
                            "items": {
                                "properties": {
                                    "so": _DATED,
                                    "said": {
                                        **_if({"type": "array"}, {"items": _DATED}),
                                        "else": _DATED,
                                    },
                                }
                            }
                        }
                    }
                },
            )
        ],
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
    "Hop": ("actor", "cue"),
    "Via": ("actor", "cue"),
    "Role": ("title", "from"),
    "Media": ("owner", "funding"),
}


MOST_IDS = 1_000
"""The most ids of a project that a schema offers for a field: editors show them in one list."""
#: What the ids in a field are of.
_IDS: Mapping[str, Mapping[str, str]] = {
    "actor": {
        **dict.fromkeys(("Hop", "Via"), "actor identified_as"),
        "Cast": "actor",
        "Event": "actors",
        "SourceInfo": "outlet",
        "Actor": "part_of",
        "Role": "organisation",
    },
    "claim": {"Claim": " ".join(RELATIONS)},
    "note": {"BackgroundUse": "note", "BackgroundNote": "related"},
    "story": {"Briefing": "story"},
    "topic": {"Briefing": "topics", "Story": "topics"},
}


def schema_of(
    kind: str,
    ids: Mapping[str, Sequence[str]] = MappingProxyType({}),
    declared: Declarations = Declarations.NOTHING,
) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file, with what a project declares.

    `ids` are those of a project, by what they are of: "actor", "claim", "note", "story", "topic".
    Editors offer them in the place of the invented ones.
    """
    body = _refined(KINDS[kind].model_json_schema(by_alias=True))
    definitions: dict[str, Any] = body.get("$defs", {})
    schemas = {**definitions, KINDS[kind].__name__: body}
    _require_format(body)
    for name, schema in schemas.items():
        _add_descriptions(_MODELS[name], schema)
        _add_rules(name, schema)
    for name, schema in schemas.items():
        _add_examples(name, schema, definitions)
    if declared != Declarations.NOTHING:
        add_declared(schemas, declared)
    for of, found in ids.items():
        for name, fields in _IDS[of].items():
            for field in fields.split() if name in schemas else ():
                _offer(schemas[name]["properties"][field], found[:MOST_IDS])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}


def _require_format(body: dict[str, Any]) -> None:
    """A file without a version is one of version 1, which no schema describes."""
    version = body.setdefault("properties", {}).setdefault("format", {"const": FORMAT})
    version.pop("default", None)
    version.setdefault("description", f"The version of the annotation format: {FORMAT}.")
    body["required"] = list(dict.fromkeys(["format", *body.get("required", ())]))


def _offer(schema: dict[str, Any], ids: Sequence[str]) -> None:
    """Let editors offer ids in a field, in each of its forms."""
    schema.pop("examples", None)
    for part in schema.get("oneOf", [schema]):
        part.get("items", part)["examples"] = list(ids)


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
        refined["propertyNames"] = {"pattern": pattern, "maxLength": _MOST_OF_ID}
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
        part = schema["properties"][model.model_fields[name].alias or name]
        part.setdefault("description", text)
        if meanings := meanings_of(tuple(part.get("enum", ()))):
            part["enumDescriptions"] = [f"{m[0].upper()}{m[1:]}." for m in meanings.values()]


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
    if schema.get("type") == "boolean":
        return not schema.get("default", False)
    for keyword in ("examples", "enum"):
        if keyword in schema:
            return schema[keyword][0]
    return schema["const"]
