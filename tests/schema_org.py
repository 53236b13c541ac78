"""What schema.org's vocabulary asks of JSON-LD: types, properties, their domains and ranges.

schema.org publishes SHACL shapes that are made from its vocabulary: for each class its properties,
and for each property the classes and data types of its values
(https://github.com/schemaorg/schemaorg, data/releases). No package of PyPI or npm that we found has
the shapes. The vocabulary that they are made from is in `rocrate`, as schema.org publishes it, and
`faults` says what breaks it. That is more than the shapes do: they leave a property of another
class alone, and ask of a value that is a node no class.

The context is made by the rule by which schema.org makes its own (software/util in the same place):
a property has addresses where URL and not Text is in its range, and dates where Date and not Text
is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader

SCHEMA = "http://schema.org/"
CONTEXT = "https://schema.org"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\dZ)?)?)?")
Node = dict[str, Any]


class Vocabulary:
    """The classes and properties of schema.org, by their addresses."""

    def __init__(self, graph: list[Node]) -> None:
        """`graph` is what schema.org publishes as JSON-LD."""
        self.above = {_full(one["@id"]): _all(one, "rdfs:subClassOf") for one in graph}
        self.properties = {
            _full(one["@id"]): one for one in graph if "rdf:Property" in _list(one["@type"])
        }

    def kinds(self, names: list[str]) -> set[str]:
        """These classes and all that are above them."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.above.get(name, [])
        return found

    def domain(self, name: str) -> list[str]:
        """The classes that have a property."""
        return _all(self.properties[name], "schema:domainIncludes")

    def range(self, name: str) -> list[str]:
        """What the values of a property may be."""
        return _all(self.properties[name], "schema:rangeIncludes")

    def context(self) -> Node:
        """The JSON-LD context."""
        typed = {name: self._coercion(self.range(name)) for name in self.properties}
        return {
            "@vocab": SCHEMA,
            "id": "@id",
            "type": "@type",
            **{
                name.removeprefix(SCHEMA): {"@id": name, "@type": kind}
                for name, kind in typed.items()
                if kind and name.startswith(SCHEMA)
            },
        }

    @staticmethod
    def _coercion(kinds: list[str]) -> str:
        if f"{SCHEMA}Text" in kinds:
            return ""
        if f"{SCHEMA}URL" in kinds:
            return "@id"
        return f"{SCHEMA}Date" if f"{SCHEMA}Date" in kinds else ""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary that the package has."""
    file = distribution("rocrate").locate_file("rocrate/data/schema.jsonld")
    return Vocabulary(json.loads(Path(str(file)).read_text("utf-8"))["@graph"])


@lru_cache(maxsize=1)
def _loader() -> FrozenDocumentLoader:
    return FrozenDocumentLoader({CONTEXT: {"@context": vocabulary().context()}})


def faults(document: Node, page: str) -> list[str]:
    """What breaks the vocabulary in a document; `page` is the address that it is found at."""
    nodes: list[Node] = jsonld.flatten(document, None, {"documentLoader": _loader(), "base": page})
    types = {node["@id"]: node.get("@type", []) for node in nodes}
    return [fault for node in nodes for fault in _node(node, types)]


def _node(node: Node, types: Mapping[str, list[str]]) -> Iterator[str]:
    known = vocabulary()
    kinds = known.kinds(node.get("@type", []))
    for name in node.get("@type", []):
        if name not in known.above:
            yield f"{name} is no class"
    for name, values in node.items():
        if name.startswith("@"):
            continue
        if name not in known.properties:
            yield f"{name} is no property"
        elif "schema:supersededBy" in known.properties[name]:
            yield f"{name} is superseded"
        elif not kinds & set(known.domain(name)):
            yield f"{name} is no property of {node.get('@type')}"
        else:
            for value in values:
                if not _fits(value, set(known.range(name)), types):
                    yield f"{name} of {node.get('@type')} is {value}"


def _fits(value: Node, allowed: set[str], types: Mapping[str, list[str]]) -> bool:
    """Whether a value is one of what is allowed."""
    if "@id" in value:
        kinds = vocabulary().kinds(types.get(value["@id"], []))
        is_address = re.match("https?://", value["@id"]) and f"{SCHEMA}URL" in allowed
        return bool(is_address or kinds & allowed)
    said = value["@value"]
    if value.get("@type") == f"{SCHEMA}Date":
        return bool(_DATE.fullmatch(said)) and f"{SCHEMA}Date" in allowed
    if isinstance(said, int):
        return f"{SCHEMA}Number" in allowed
    return isinstance(said, str) and bool(said) and f"{SCHEMA}Text" in allowed


def _all(node: Node, name: str) -> list[str]:
    return [_full(one["@id"]) for one in _list(node.get(name))]


def _full(name: str) -> str:
    return name.replace("schema:", SCHEMA, 1) if name.startswith("schema:") else name


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
