"""What a project declares for itself, in the schemas that its editors read."""

from collections.abc import Mapping
from typing import Any

from article_briefings.models import Declarations, Owner, OwnField, label_words

_OWNERS: Mapping[str, Owner] = {"Briefing": "briefings", "Claim": "claims", "Actor": "actors"}


def add_declared(schemas: Mapping[str, dict[str, Any]], declared: Declarations) -> None:
    """Add fields, kinds, types and relations to the schemas of the models that may have them."""
    for name, owner in _OWNERS.items():
        if name in schemas:
            fields = {one: _value(field) for one, field in declared.fields_of(owner).items()}
            _close(schemas[name]["properties"]["fields"], fields)
    if "Claim" in schemas:
        claim = schemas["Claim"]
        relations = claim["properties"]["relations"]
        of_claims = relations["additionalProperties"]
        _close(
            relations,
            {
                one: {**of_claims, "description": f"{label_words(own.label)}."}
                for one, own in declared.relations.items()
            },
        )
        for keyword in ("properties", "allOf"):
            claim[keyword] = _with_kinds(claim[keyword], declared)
    if "Actor" in schemas:
        of_actors = schemas["Actor"]["properties"]["type"]
        of_actors["enum"] = [*of_actors["enum"], *declared.types]


def _close(schema: dict[str, Any], properties: dict[str, Any]) -> None:
    """Allow these names only."""
    for keyword in ("propertyNames", "maxProperties", "examples"):
        schema.pop(keyword, None)
    schema |= {"properties": properties, "additionalProperties": False}


def _value(field: OwnField) -> dict[str, Any]:
    words = {"description": f"{label_words(field.label)}."}
    if field.type != "choice":
        return {**field.values.json_schema(), **words}
    meanings = [label_words(label) for label in field.choices.values()]
    return {"enum": list(field.choices), "enumDescriptions": meanings, **words}


def _with_kinds(node: Any, declared: Declarations) -> Any:
    """A part of a schema with the project's kinds wherever kinds of claims are listed."""
    if isinstance(node, list):
        return [_with_kinds(item, declared) for item in node]
    if not isinstance(node, dict):
        return node
    found = {name: _with_kinds(inner, declared) for name, inner in node.items()}
    if isinstance(found.get("kind"), dict) and "enum" in found["kind"]:
        found["kind"] |= _more_kinds(found["kind"], declared)
    return found


def _more_kinds(found: Mapping[str, Any], declared: Declarations) -> dict[str, Any]:
    """The project's kinds in a list of all kinds, of judgements, or of what may be pending."""
    listed = set(found["enum"])
    own = {
        name: label_words(kind.label)
        for name, kind in declared.kinds.items()
        if listed == set(Declarations.OF_FORMAT["kinds"])
        or kind.so != (listed == Declarations.NOTHING.judgements)
    }
    more: dict[str, Any] = {"enum": [*found["enum"], *own]}
    if "enumDescriptions" in found:
        more["enumDescriptions"] = [*found["enumDescriptions"], *own.values()]
    return more
