"""Sound articles as bytes, and back again at a tenth of the cost of compiling them.

A pack is JSON in the order of the models' fields. It holds the values as they are after
validation and anchoring: the fields that were given and no others, a date with the days it
stands for, every span. Reading one applies the *shapes* of the models (which fields there are,
and of which types) and none of their rules, which the values have passed already. Both
directions are pydantic's own, in Rust, on the schemas that it makes of our types. So a new field
is in the packs by itself, and a kind of field that cannot be packed is an error when the first
value is.

A pack does not say what it was made of. Whoever keeps one vouches that it is whole, and that
these files and this program made it; bytes that are something else give a `PackError`, or
values of the right types, but no other exception.

Of a YAML file only the path is packed: its text is wanted only where a problem needs a place.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, SchemaSerializer, SchemaValidator, core_schema

from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim, Outline, Spans
from article_briefings.input import SourceText, document_later
from article_briefings.models import Briefing

Made = Callable[[AnchoredBriefing], Any]
Lists = Mapping[Made, Any]
"""What lists make of one article (`AnchoredBriefing.once`), each with its type."""
ReadText = Callable[[str], str]
"""The text of a file by its path, as the loader has it; empty where it cannot be read."""

_Groups = tuple[Spans, ...]
_Article = tuple[
    str,  # slug
    str,  # path of the YAML file
    SourceText,
    SourceText | None,
    Briefing,
    _Groups,  # the quote of each claim
    tuple[_Groups, ...],  # the cues of each claim, by hop
    _Groups,  # mentions
    _Groups,  # background
    _Groups,  # events
    _Groups,  # mentions in the translation
]


class PackError(ValueError):
    """These bytes are no pack of the kind that was asked for."""


def pack_article(article: AnchoredBriefing) -> bytes:
    """An article as bytes; equal articles give equal bytes."""
    parts: _Article = (
        article.slug,
        article.document.path,
        article.source,
        article.translation,
        article.briefing,
        tuple(claim.quote for claim in article.claims),
        tuple(claim.cues for claim in article.claims),
        article.mentions,
        article.background,
        article.events,
        article.translated_mentions,
    )
    return Form.of(_Article).write(parts)


def unpack_article(data: bytes, read_text: ReadText) -> AnchoredBriefing:
    """The article that was packed; PackError where `data` is none.

    `read_text` is asked for the YAML file, and only when a problem needs a place in it.
    """
    parts: _Article = Form.of(_Article).read(data)
    slug, path, source, translation, briefing, quotes, cues, *groups = parts
    mentions, background, events, translated_mentions = groups
    marked = (quotes, cues, mentions, background, events)
    owners = (briefing.claims, briefing.claims, briefing.actors, briefing.background)
    if list(map(len, marked)) != [*map(len, owners), len(briefing.events)]:
        raise PackError("the marks are not those of the briefing")
    if len(translated_mentions) != (len(mentions) if translation else 0):
        raise PackError("the marks are not those of the translation")
    return AnchoredBriefing(
        slug,
        document_later(path, read_text),
        source,
        briefing,
        tuple(map(AnchoredClaim, briefing.claims, quotes, cues)),
        mentions,
        background,
        events,
        translation,
        translated_mentions,
    )


def pack_outline(article: AnchoredBriefing, lists: Lists) -> bytes:
    """The outline of an article, and what lists make of it, as bytes."""
    made = (article.once(make) for make in lists)
    return Form.of(_outline_form(lists)).write((article.outline, *made))


def unpack_outline(data: bytes, lists: Lists) -> tuple[Outline, dict[Made, Any]]:
    """What was packed of these lists; PackError where `data` is no outline with as many."""
    outline, *made = Form.of(_outline_form(lists)).read(data)
    return outline, dict(zip(lists, made, strict=True))


def _outline_form(lists: Lists) -> Any:
    return tuple[(Outline, *lists.values())]  # type: ignore[misc]


class Form:
    """How the values of one type are written, and read without being judged again."""

    def __init__(self, kind: Any) -> None:
        shape = _shape(TypeAdapter(kind).core_schema)
        self._writer = SchemaSerializer(_each_model(shape, _any_model))
        self._reader = SchemaValidator(_each_model(shape, _made_model))

    @staticmethod
    @cache
    def of(kind: Any) -> "Form":
        """The form of a type, made once."""
        return Form(kind)

    def write(self, value: Any) -> bytes:
        """A value of the type as bytes; TypeError or ValueError where it cannot be packed."""
        return self._writer.to_json(value, exclude_unset=True, by_alias=True, warnings="error")

    def read(self, data: bytes) -> Any:
        """The value that was written; PackError where `data` is none of the type."""
        try:
            return self._reader.validate_json(data, strict=True)
        except ValidationError as error:
            raise PackError(str(error)) from error


# --- schemas ---------------------------------------------------------------------------------

_RULES = {"function-before", "function-after", "function-wrap"}
_UNPACKABLE = {"function-plain", "is-instance", "callable", "custom-error", "any"}


def _shape(node: Any) -> Any:
    """A schema without the rules that are functions, and without serializers of its own."""
    if isinstance(node, list | tuple):
        return type(node)(map(_shape, node))
    if not isinstance(node, dict):
        return node
    kind = node.get("type")
    if not isinstance(kind, str):  # no schema but a mapping of them, by the name of a field
        return {name: _shape(value) for name, value in node.items()}
    if kind in _UNPACKABLE:
        raise TypeError(f"a value of the kind {kind} cannot be packed: {node}")
    if kind in _RULES:
        return _shape(node["schema"]) | _reference(node)
    if kind == "tagged-union":  # which member it is shows in its JSON: no function need ask
        choices = [_shape(choice) for choice in node["choices"].values()]
        return core_schema.union_schema(choices, mode="left_to_right") | _reference(node)
    kept = {name: value for name, value in node.items() if name not in _SET_ASIDE}
    return {name: value if name in _VALUES else _shape(value) for name, value in kept.items()}


_SET_ASIDE = {"serialization", "metadata"}
_VALUES = {"cls", "config", "default", "expected"}


def _reference(node: dict[str, Any]) -> dict[str, Any]:
    return {"ref": node["ref"]} if "ref" in node else {}


def _each_model(node: Any, change: Callable[[dict[str, Any]], CoreSchema]) -> Any:
    """A shape with `change` made to every model in it, the inner ones first."""
    if isinstance(node, list | tuple):
        return type(node)(_each_model(item, change) for item in node)
    if not isinstance(node, dict):
        return node
    changed = {name: _each_model(value, change) for name, value in node.items()}
    return change(changed) if node.get("type") == "model" else changed


# pydantic takes the finished validator and serializer of a class wherever it meets the class in
# a schema. Theirs have the rules; so the class is not named, and its instances are made here.


def _any_model(node: dict[str, Any]) -> Any:
    return node | {"cls": BaseModel}


def _made_model(node: dict[str, Any]) -> Any:
    made = core_schema.no_info_after_validator_function(_maker(node), node["schema"])
    return dict(made) | _reference(node)


def _maker(node: dict[str, Any]) -> Callable[[Any], BaseModel]:
    """Makes a model of what its fields are: `model_construct`, for values that are complete."""
    kind: type[BaseModel] = node["cls"]
    if node.get("custom_init") or node.get("post_init") or kind.__private_attributes__:
        raise TypeError(f"{kind.__name__} has more than fields, which cannot be packed")
    set_to = object.__setattr__  # models are frozen
    # Which fields were given is one of a few sets, and each would take 700 bytes in every model.
    known: dict[frozenset[str], set[str]] = {}

    def make(fields: tuple[dict[str, Any], None, set[str]]) -> BaseModel:
        model = kind.__new__(kind)
        values, extra, given = fields
        set_to(model, "__dict__", values)
        set_to(model, "__pydantic_fields_set__", known.setdefault(frozenset(given), given))
        set_to(model, "__pydantic_extra__", extra)
        set_to(model, "__pydantic_private__", None)
        return model

    def make_root(value: Any) -> BaseModel:
        model = kind.__new__(kind)
        set_to(model, "__dict__", {"root": value})
        set_to(model, "__pydantic_fields_set__", {"root"})
        return model

    return make_root if issubclass(kind, RootModel) else make
