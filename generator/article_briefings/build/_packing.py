"""Serializes sound articles; reading one back costs a tenth of compiling it.

A pack is JSON in the order of the models' fields. It holds the values after validation and
anchoring: only the fields that were given, a date with the days it covers, every span. Reading a
pack checks the *shapes* of the models (their fields and types) but none of their rules, which the
values have already passed. Both directions use pydantic's own Rust code, with the schemas that it
generates from our types. A new field is therefore packed automatically, and a kind of field that
cannot be packed is an error as soon as the first value is packed.

A pack does not record what it was built from. The caller must ensure that it is intact and was
built from these files by this program. Other bytes give a `PackError`, or values of the right
types, but no other exception.

For a YAML file only the path is packed: its text is needed only to locate a problem.
"""

from collections.abc import Callable
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, SchemaSerializer, SchemaValidator, core_schema

from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim, Outline
from article_briefings.corpus import document_of
from article_briefings.input import Document, SourceText
from article_briefings.models import Briefing, Span
from article_briefings.pages import Sides, sides_of

ReadText = Callable[[str], str]
"""Returns the text of a file as the loader reads it; empty if it cannot be read."""
_Groups = tuple[tuple[Span, ...], ...]
_Article = tuple[
    str,  # slug
    str,  # path of the YAML file
    SourceText,
    SourceText | None,
    Briefing,
    tuple[tuple[str, str], ...],  # names
    _Groups,  # the quote of each claim
    tuple[_Groups, ...],  # the cues of each claim, by hop
    _Groups,  # the counterpart of each claim
    _Groups,  # mentions
    _Groups,  # background
    _Groups,  # events
    _Groups,  # mentions in the translation
]
_Outline = tuple[Outline, Sides]
_RULES = {"function-before", "function-after", "function-wrap"}
_UNPACKABLE = {"function-plain", "is-instance", "callable", "custom-error", "any"}
_SET_ASIDE = {"serialization", "metadata"}
_VALUES = {"cls", "config", "default", "expected"}


class DocumentLater(Document):
    """A document that is read when anything but its path is accessed.

    If reading fails because the file has changed, the document is empty.
    """

    read_text: Callable[[str], str]

    def __init__(self, path: str, read_text: Callable[[str], str]) -> None:
        vars(self).update(path=path, read_text=read_text)  # frozen, as its base is

    @cached_property
    def _document(self) -> Document:
        document = document_of(self.path, self.read_text(self.path))
        return document or Document(self.path, "", "", lambda _: ({}, {}))


for _name in ("text", "root", "find_places"):
    setattr(DocumentLater, _name, property(attrgetter(f"_document.{_name}")))


class PackError(ValueError):
    """These bytes are not a pack of the requested kind."""


def pack_article(article: AnchoredBriefing) -> bytes:
    """Pack an article; equal articles give equal bytes."""
    parts: _Article = (
        article.slug,
        article.document.path,
        article.source,
        article.translation,
        article.briefing,
        article.names,
        tuple(claim.quote for claim in article.claims),
        tuple(claim.cues for claim in article.claims),
        tuple(claim.counterpart for claim in article.claims),
        article.mentions,
        article.background,
        article.events,
        article.translated_mentions,
    )
    return Form.of(_Article).write(parts)


def unpack_article(data: bytes, read_text: ReadText) -> AnchoredBriefing:
    """Return the article that was packed; raise PackError if `data` is not one.

    `read_text` is called for the YAML file, and only when a problem has to be located in it.
    """
    parts: _Article = Form.of(_Article).read(data)
    slug, path, source, translation, briefing, names, quotes, cues, counterparts, *groups = parts
    mentions, background, events, translated_mentions = groups
    marked = (quotes, cues, counterparts, mentions, background, events)
    owners = (*[briefing.claims] * 3, briefing.cast, briefing.background)
    if list(map(len, marked)) != [*map(len, owners), len(briefing.events)]:
        raise PackError("the marks are not those of the briefing")
    if len(translated_mentions) != (len(mentions) if translation else 0):
        raise PackError("the marks are not those of the translation")
    return AnchoredBriefing(
        slug,
        DocumentLater(path, read_text),
        source,
        briefing,
        names,
        tuple(map(AnchoredClaim, briefing.claims, quotes, cues, counterparts)),
        mentions,
        background,
        events,
        translation,
        translated_mentions,
    )


def pack_outline(article: AnchoredBriefing) -> bytes:
    """Pack the outline of an article, with the values that lists of claims derive from it."""
    return Form.of(_Outline).write((article.outline, article.once(sides_of)))


def unpack_outline(data: bytes) -> tuple[Outline, Sides]:
    """Return the outline and the result of `sides_of`; raise PackError for other data."""
    parts: tuple[Outline, Sides] = Form.of(_Outline).read(data)
    return parts


class Form:
    """Writes the values of one type, and reads them without validating them again."""

    def __init__(self, kind: Any) -> None:
        shape = _shape(TypeAdapter(kind).core_schema)
        self._writer = SchemaSerializer(_each_model(shape, lambda node: node | {"cls": BaseModel}))
        self._reader = SchemaValidator(_each_model(shape, _model_schema))

    @staticmethod
    @cache
    def of(kind: Any) -> "Form":
        """Return the form of a type; it is cached."""
        return Form(kind)

    def write(self, value: Any) -> bytes:
        """Return a value of the type as bytes; TypeError or ValueError if it cannot be packed."""
        return self._writer.to_json(value, exclude_unset=True, by_alias=True, warnings="error")

    def read(self, data: bytes) -> Any:
        """Return the value that was written; PackError if `data` is not of the type."""
        try:
            return self._reader.validate_json(data, strict=True)
        except ValidationError as error:
            raise PackError(str(error)) from error


# --- schemas ---------------------------------------------------------------------------------


def _shape(node: Any) -> Any:
    """Return a schema without rules that are functions and without custom serializers."""
    if isinstance(node, list | tuple):
        return type(node)(map(_shape, node))
    if not isinstance(node, dict):
        return node
    kind = node.get("type")
    if not isinstance(kind, str):  # a mapping from field names to schemas
        return {name: _shape(value) for name, value in node.items()}
    if kind in _UNPACKABLE:
        raise TypeError(f"a value of the kind {kind} cannot be packed: {node}")
    if kind in _RULES:
        return _shape(node["schema"]) | _reference(node)
    if kind == "tagged-union":  # the JSON shows the member, so no discriminator is needed
        choices = [_shape(choice) for choice in node["choices"].values()]
        return core_schema.union_schema(choices, mode="left_to_right") | _reference(node)
    parts = {name: value for name, value in node.items() if name not in _SET_ASIDE}
    return {name: value if name in _VALUES else _shape(value) for name, value in parts.items()}


def _reference(node: dict[str, Any]) -> dict[str, Any]:
    return {"ref": node["ref"]} if "ref" in node else {}


def _each_model(node: Any, change: Callable[[dict[str, Any]], CoreSchema]) -> Any:
    """Return a shape with `change` applied to every model in it, the inner ones first."""
    if isinstance(node, list | tuple):
        return type(node)(_each_model(item, change) for item in node)
    if not isinstance(node, dict):
        return node
    changed = {name: _each_model(value, change) for name, value in node.items()}
    return change(changed) if node.get("type") == "model" else changed


# pydantic uses the finished validator and serializer of a class wherever the class appears in a
# schema. Those include the rules, so the class is left out and its instances are created here.


def _model_schema(node: dict[str, Any]) -> Any:
    schema = core_schema.no_info_after_validator_function(_maker(node), node["schema"])
    return dict(schema) | _reference(node)


def _maker(node: dict[str, Any]) -> Callable[[Any], BaseModel]:
    """Return a function that creates a model from complete fields, like `model_construct`."""
    kind: type[BaseModel] = node["cls"]
    if node.get("custom_init") or node.get("post_init") or kind.__private_attributes__:
        raise TypeError(f"{kind.__name__} has more than fields, which cannot be packed")
    set_to = object.__setattr__  # models are frozen
    # Only a few different sets of given fields occur; a copy in every model would cost 700 bytes.
    shared: dict[frozenset[str], set[str]] = {}

    def make(fields: tuple[dict[str, Any], None, set[str]]) -> BaseModel:
        model = kind.__new__(kind)
        values, extra, given = fields
        set_to(model, "__dict__", values)
        set_to(model, "__pydantic_fields_set__", shared.setdefault(frozenset(given), given))
        set_to(model, "__pydantic_extra__", extra)
        set_to(model, "__pydantic_private__", None)
        return model

    def make_root(value: Any) -> BaseModel:
        model = kind.__new__(kind)
        set_to(model, "__dict__", {"root": value})
        set_to(model, "__pydantic_fields_set__", {"root"})
        return model

    return make_root if issubclass(kind, RootModel) else make
