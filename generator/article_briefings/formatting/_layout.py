"""The layout of each kind of file, derived from the models: order of fields, kinds of text."""

import datetime as dt
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel

from article_briefings.models import (
    Actor,
    BackgroundNote,
    Briefing,
    Declarations,
    EdtfDate,
    PartSelector,
    Source,
    Story,
    Topic,
    WithdrawnBriefing,
)

VERSION = "format"
"""The field with the version of the format, in every file."""
_SECTIONS = (
    "claims",
    "evidence",
    "background",
    "events",
    "questions",
    "corrections",
    "review",
    "fields",
    "extensions",
)


@dataclass(frozen=True)
class Layout:
    """How a value and its contents are written. The default assumes nothing about them."""

    fields: Mapping[str, "Layout"] = field(default_factory=dict)
    """In the order in which they are written."""
    inner: "Layout | None" = None
    """The layout of a list's items, or of fields whose names are free."""
    typed: bool = False
    """A date or a number, which needs no quotation marks."""
    verbatim: bool = False
    """Words of the article, which stay on one line to be searchable."""
    spaced: frozenset[str] = frozenset()
    """The fields with an empty line above them."""
    spaced_items: bool = False
    """Whether empty lines separate the items."""
    by_name: bool = False
    """Whether fields without an order of their own are sorted by name, at any depth."""

    def of(self, key: str | None) -> "Layout":
        """The layout of a field, or of an item."""
        found = self.fields.get(key) if key is not None else None
        return found or self.inner or (self if self.by_name else Layout())


def is_formatted(path: str) -> bool:
    """Whether a file, named from the project's folder, has a canonical form."""
    return _found(path) is not None


def layout_of(path: str) -> Layout:
    """The layout of a file, named from the project's folder."""
    return _found(path) or Layout()


def _found(path: str) -> Layout | None:
    return next((layout for name, layout in _layouts().items() if re.fullmatch(name, path)), None)


@cache
def _layouts() -> Mapping[str, Layout]:
    """The layout of each kind of file, by a pattern for its name."""
    briefing = _of_model(Briefing)
    claims = briefing.fields["claims"]
    version = {VERSION: briefing.fields[VERSION]}
    declared = _of_model(Declarations)
    fields = {**briefing.fields, "claims": Layout(inner=claims.inner, spaced_items=True)}
    return {
        r"briefings/articles/[^/]+/briefing\.yml": Layout(fields, spaced=frozenset(_SECTIONS)),
        r"briefings/actors/[^/]+\.yml": _of_model(Actor),
        r"briefings/background/[^/]+\.yml": _of_model(BackgroundNote),
        r"briefings/topics\.yml": Layout(version, _of_model(Topic)),
        r"briefings/stories\.yml": Layout(version, _of_model(Story)),
        r"briefings/withdrawn\.yml": Layout(version, _of_model(WithdrawnBriefing)),
        r"briefings/fields\.yml": Layout(
            declared.fields, spaced=frozenset(declared.fields) - {VERSION}
        ),
    }


def _of_model(model: type[BaseModel]) -> Layout:
    names = {name: info.alias or name for name, info in model.model_fields.items()}
    fields = {names[name]: _of_type(info.annotation) for name, info in model.model_fields.items()}
    if "extensions" in fields:
        fields["extensions"] = Layout(by_name=True)
    # pydantic lists the fields of the base first. Of a source, they say what it is; of other
    # records, its own fields do. An id comes first in any case.
    given = () if issubclass(model, Source) else vars(model).get("__annotations__", ())
    own = {names.get(name) for name in given}
    order = sorted(fields, key=lambda name: (name != "id", name not in own))
    ordered = {name: fields[name] for name in order}
    if model is not PartSelector:
        return Layout(ordered)
    words = Layout(verbatim=True)
    return Layout(
        {name: one if one.typed else words for name, one in ordered.items()}, verbatim=True
    )


def _of_type(annotation: object) -> Layout:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _of_type(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return _merged([_of_type(argument) for argument in arguments])
    if origin is tuple:
        return Layout(inner=_of_type(arguments[0]))
    if origin is dict:
        return Layout(inner=_of_type(arguments[1]))
    if origin is typing.Literal:
        return Layout(typed=all(isinstance(value, int) for value in arguments))
    if isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            return _of_model(annotation)
        return Layout(typed=issubclass(annotation, EdtfDate | dt.date | int))
    return Layout()


def _merged(layouts: list[Layout]) -> Layout:
    """The layout of a value that may have several shapes; no two of them are mappings or lists."""
    return Layout(
        fields=next((layout.fields for layout in layouts if layout.fields), {}),
        inner=next((layout.inner for layout in layouts if layout.inner), None),
        typed=any(layout.typed for layout in layouts),
        verbatim=any(layout.verbatim for layout in layouts),
    )
