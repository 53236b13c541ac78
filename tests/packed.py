"""Packs in tests: projects by way of packs, values in every detail, models of any content."""

import dataclasses
import datetime as dt
import typing
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import strategies as st
from pydantic import BaseModel, RootModel

from article_briefings.build._packing import Form, ReadText, pack_article, unpack_article
from article_briefings.corpus import _pipeline as pipeline
from article_briefings.corpus._references import ResolverInput
from article_briefings.corpus._resolver import resolve
from article_briefings.input import TextFile
from article_briefings.input._documents import Document
from article_briefings.models._dates import EdtfDate
from tests.texts import anything


def unread(path: str) -> str:
    """Refuses to read: what is unpacked needs no file."""
    raise AssertionError(f"{path} was read")


def reader(root: Path) -> ReadText:
    """Reads a project's files as the loader does."""

    def read(path: str) -> str:
        file, _ = TextFile.read(root / path, path, 1_000_000)
        return file.text if file else ""

    return read


def parts_of(root: Path) -> ResolverInput:
    """What is sound of a project, as the stages before the resolver make it."""
    found: list[ResolverInput] = []

    def keep(parts: ResolverInput, *rest: Any) -> Any:
        found.append(parts)
        return resolve(parts, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "resolve", keep)
        pipeline.compile_corpus(root)
    return found[0]


def repacked(parts: ResolverInput, read: Callable[[str], str]) -> ResolverInput:
    """The same, its articles by way of packs."""
    articles = tuple(unpack_article(pack_article(article), read) for article in parts.articles)
    return replace(parts, articles=articles)


def again(model: BaseModel) -> Any:
    """A model by way of a pack, in which it stands among other things."""
    form = Form.of(tuple[type(model)])  # type: ignore[misc]
    [found] = form.read(form.write((model,)))
    return found


def detailed(value: Any) -> Any:
    """A value with every type, order and given field that a program could notice."""
    if isinstance(value, Document):
        return value.path, value.text, value.root
    if isinstance(value, BaseModel):
        slots = ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
        return type(value), detailed(vars(value)), [getattr(value, slot) for slot in slots]
    if dataclasses.is_dataclass(value):
        fields = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return type(value), list(map(detailed, fields))
    if isinstance(value, dict):
        return [(name, detailed(inner)) for name, inner in value.items()]
    if isinstance(value, list | tuple):
        return type(value), list(map(detailed, value))
    return type(value), value


_DATES = ["2031-05-03", "2031-05~", "2031?", "[2031-05-03..2031-05-04]", "../2031", "2031/.."]
_DATES += ["2031-21", "203X", "1984-06-02?/2004-08-08~", "0001-01-01", "9999"]
_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: anything,
    int: st.integers(1, 6),
    bool: st.booleans(),
    dt.date: st.dates(),
    EdtfDate: st.sampled_from(_DATES).map(EdtfDate.parse),
    type(None): st.none(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of the type of a field, whatever the field's rules say of it."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        return values(arguments[0])
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(values(arguments[0]), min_size=1, max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(*map(values, arguments), max_size=2)
    if arguments:  # a union
        return st.one_of(*map(values, arguments))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return models(kind)
    return _SIMPLE[kind]


@st.composite
def models(draw: st.DrawFn, kind: type[BaseModel]) -> BaseModel:
    """A model with any of its fields given; most of them would not pass the model's rules."""
    fields = {
        name: draw(values(field.annotation))
        for name, field in kind.model_fields.items()
        if field.is_required() or draw(st.booleans())
    }
    if issubclass(kind, RootModel):
        return kind.model_construct(fields["root"])
    return kind.model_construct(set(fields), **fields)
