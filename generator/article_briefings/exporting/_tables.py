"""The corpus as tables: the common basis of CSV, JSON Lines, SQLite and the data dictionary.

A table has a row for each record, and columns with a type and a meaning. Keys are those of the
annotation format: an article's slug, `slug#claim`, an actor's id. A value that the annotation does
not have is None. Rows come in the order of the site, the newest article first. `rows_of_all` yields
the rows of all tables together, article by article: a large build unpacks an article on each
access and discards it afterwards.

A column of a field has the field's name, type and description. Only values that
are not fields, such as a number or a place in the text, are described here and with the tables.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from types import SimpleNamespace, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus
from article_briefings.models import EdtfDate, Span, TextName, descriptions, meanings_of

FORMAT = 2
"""The version of the tables: raised when a column is renamed, removed or changes its meaning."""

Value = str | int | float | bool | None
Values = tuple[Value, ...]
Kind = Literal["string", "integer", "number", "boolean", "date"]
_KINDS: dict[Any, Kind] = {str: "string", int: "integer", bool: "boolean", dt.date: "date"}
_FORMS = {"language": ", a tag of BCP 47", "rationale": ", in Markdown", "body": ", in Markdown"}
"""Details that the descriptions of these fields leave to their types."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type and meaning, and how its value is found in a record."""

    name: str
    meaning: str
    of: Callable[[Any], Value]
    kind: Kind = "string"
    required: bool = False
    """Whether every row has a value."""
    values: tuple[str, ...] = ()
    """The possible values, if they can be listed."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values are the key of a row of a different table."""

    columns: tuple[str, ...]
    table: str
    fields: tuple[str, ...]
    """The columns of that table's key."""


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of record."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    records: Callable[[Corpus, Any], Iterable[Any]]
    """Finds them in an article of a corpus, or in the corpus itself."""
    references: tuple[Reference, ...] = ()
    of_corpus: bool = False
    """Whether they are found in the corpus."""

    def rows_of(self, corpus: Corpus, part: AnchoredBriefing | Corpus) -> Iterator[Values]:
        """The values of each record, in the order of the columns."""
        getters = [column.of for column in self.columns]
        return (tuple(get(record) for get in getters) for record in self.records(corpus, part))


@dataclass(frozen=True, slots=True)
class Owners:
    """Articles, claims or records, which have a table, and whose parts have others."""

    column: Column
    """Identifies the owner in the tables of its parts."""
    reference: Reference
    """Leads from there to the owner's own table."""
    find: Callable[[Any], Iterable[Any]]
    """Finds them in an article, or in the corpus."""
    of_corpus: bool = False

    def own_table(
        self,
        meaning: str,
        about_key: str,
        columns: Iterable[Column],
        record: Callable[[Any], Any],
        *references: Reference,
    ) -> Table:
        """The table that has a row for each owner."""
        (name,) = self.reference.fields
        key = replace(self.column, name=name, meaning=about_key)

        def rows(corpus: Corpus, source: Any) -> Iterator[Row]:
            for number, owner in enumerate(self.find(source), 1):
                yield Row(owner, number, record(owner), corpus)

        return Table(
            *(self.reference.table, meaning, (name,), (key, *columns)),
            *(rows, references, self.of_corpus),
        )

    def table(
        self,
        name: str,
        meaning: str,
        columns: Iterable[Column],
        parts: Callable[[Any], Iterable[Any]],
        *references: Reference,
        key: str = "number",
    ) -> Table:
        """A table that has a row for each part; `key` lists the key columns after the owner."""

        def rows(corpus: Corpus, source: Any) -> Iterator[Row]:
            for owner in self.find(source):
                for number, part in enumerate(parts(owner), 1):
                    yield Row(owner, number, part, corpus)

        return Table(
            *(name, meaning, (self.column.name, *key.split()), (self.column, *columns)),
            *(rows, (self.reference, *references), self.of_corpus),
        )


def rows_of_all(
    tables: Sequence[Table], corpus: Corpus
) -> Iterator[tuple[Table, Iterator[Values]]]:
    """All rows in portions, each of one table; every article is accessed once."""
    for article in corpus.articles:
        for table in tables:
            if not table.of_corpus:
                yield table, table.rows_of(corpus, article)
    for table in tables:
        if table.of_corpus:
            yield table, table.rows_of(corpus, corpus)


# --- rows and columns ---------------------------------------------------------------------------


class Row(NamedTuple):
    """A part of an article, a claim or a record of the register, or a whole one."""

    owner: Any
    """The article, the claim or the record."""
    number: int
    """The part's number in the owner, from 1."""
    part: Any
    corpus: Corpus


class Stretch(NamedTuple):
    """A stretch of one of an article's texts."""

    text: TextName
    start: int
    end: int
    words: str
    number: int
    """The part's number among those of one mark, in the order of the text, from 1."""
    of: Value
    """The step, member or event it belongs to, if there are several."""


def stretches(
    article: AnchoredBriefing, name: TextName, spans: Sequence[Span], of: Value = None
) -> Iterator[Stretch]:
    """The parts of a mark in the text of this name."""
    for number, span in enumerate(spans, 1):
        yield Stretch(name, span.start, span.end, span.of(article.text(name)), number, of)


class Part(SimpleNamespace):
    """A part of an article or a record that no model describes; its columns name its attributes."""


def former_ids(kind: str, records: Mapping[str, Any]) -> Iterator[Part]:
    """The earlier ids of records of a kind, which are given by their present ids."""
    for item, record in records.items():
        for former in dict.fromkeys(record.formerly):
            yield Part(of=kind, item=item, former=former)


def former_columns(*kinds: str) -> tuple[Column, ...]:
    """The columns of earlier ids of records of these kinds."""
    return (
        always("of", "What had it", "part.of", values=kinds),
        always("item", "The present id", "part.item"),
        always("former", "The earlier one", "part.former"),
    )


def naming(table: str, **columns: str) -> Reference:
    """Columns that refer to a row of a table, each with the key column that it holds."""
    return Reference(tuple(columns), table, tuple(columns.values()))


def always(
    name: str, meaning: str, path: str, kind: Kind = "string", values: tuple[str, ...] = ()
) -> Column:
    """A column that has a value in every row, at this path of attributes."""
    return Column(name, meaning, attrgetter(path), kind, True, values)


def number(name: str, meaning: str) -> Column:
    """The column of a part's number."""
    return always(name, meaning, "number", "integer")


def fields(
    row: type, *names: str, within: str = "", about: str = "", **renamed: str
) -> tuple[Column, ...]:
    """The columns of some fields or properties of a model, or of all its fields that fit in a cell.

    `row` is the type of a row's part: the model, or one from which `within` leads to the model.
    `about` is the start of the meanings if that record may be missing. `renamed` maps columns to
    fields.
    """
    model: type[BaseModel] = inner(row, within) if within else row
    chosen = {name: name for name in names} | renamed or {name: name for name in model.model_fields}
    meanings, columns = descriptions(model), list[Column]()
    for column, name in chosen.items():
        kind, *further = _types(_annotation(model, name))
        required = not (set(further) - {str} or about)
        path = ".".join(filter(None, ("part", within, name)))
        find = attrgetter(path) if required else _finding(path)
        described = meanings[name] if name in meanings else getattr(model, name, None).__doc__
        meaning = _meaning(name, described or "", about)
        if kind is EdtfDate:
            columns += _of_date(column, meaning, path, required)
        elif kind is dt.date:
            columns.append(Column(column, meaning, _as_text(find), "date", required))
        elif get_origin(kind) is Literal:
            values = get_args(kind)
            meaning = _with_meanings(meaning, values)
            columns.append(Column(column, meaning, find, "string", required, values))
        elif kind in _KINDS:
            columns.append(Column(column, meaning, find, _KINDS[kind], required))
    return tuple(columns)


def _with_meanings(meaning: str, values: tuple[str, ...]) -> str:
    """A description of a field, with the meaning of each of its values if they have one."""
    found = meanings_of(values)
    listed = "; ".join(f"{value}: {text.replace('; ', ', ')}" for value, text in found.items())
    return f"{meaning}; {listed}" if listed else meaning


def inner(model: type, path: str) -> type[BaseModel]:
    """The model of the record at a path of fields, or of each record if there is a list."""
    for name in path.split("."):
        found = _types(_annotation(model, name))
        members = (member for kind in found for member in (kind, *get_args(kind)))
        model = next(m for m in members if isinstance(m, type) and issubclass(m, BaseModel))
    return model


def _annotation(model: type, name: str) -> Any:
    """The type of a field or a property."""
    if not issubclass(model, BaseModel):
        return get_type_hints(model)[name]
    if name in model.model_fields:
        return model.model_fields[name].annotation
    return get_type_hints(getattr(model, name).fget)["return"]


def _types(annotation: Any) -> Iterator[Any]:
    """The types of a field without their validators, None last."""
    if get_origin(annotation) is Annotated:
        yield from _types(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _types(member)
    else:
        yield annotation


def _meaning(name: str, description: str, about: str) -> str:
    """The part of a description about the value; advice for annotators follows a semicolon."""
    meaning = description.partition(";")[0].removesuffix(".").replace("'", "’")
    meaning += _FORMS.get(name, "")
    return f"{about}: {meaning[:1].lower()}{meaning[1:]}" if about else meaning


def _of_date(name: str, meaning: str, path: str, required: bool) -> Iterator[Column]:
    """A date as it is written, and the first and last day that it may mean."""
    written = _finding(f"{path}.text")
    yield Column(name, f"{meaning}, in EDTF (ISO 8601-2)", written, required=required)
    for suffix, which, bound in (("from", "first", "earliest"), ("to", "last", "latest")):
        day = _as_text(_finding(f"{path}.{bound}"))
        what = f"{meaning}: the {which} day that it can mean"
        yield Column(f"{name}_{suffix}", what, day, "date")


def _finding(path: str) -> Callable[[Any], Any]:
    """Finds the value at a path of attributes; None if something on the path is None."""
    names = path.split(".")

    def find(row: Any) -> Any:
        found = row
        for name in names:
            if found is None:
                return None
            found = getattr(found, name)
        return found

    return find


def _as_text(find: Callable[[Any], Any]) -> Callable[[Any], Value]:
    """Finds a day as text, or None."""
    return lambda row: None if (day := find(row)) is None else str(day)


STRETCH = (
    always("part", "The part’s number, in the order of the text", "part.number", "integer"),
    always("text", "The text that it is in", "part.text", values=get_args(TextName)),
    always("start", "Its first code point in the text as loaded, from 0", "part.start", "integer"),
    always("end", "The code point after its last", "part.end", "integer"),
    always("exact", "Its words", "part.words"),
)
"""The place of a part of a mark, and its words."""
