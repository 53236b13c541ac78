"""What a project declares for itself, in the exports: columns of fields, values of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

from article_briefings.exporting._tables import Column, Kind, Row, Table, Value
from article_briefings.language import N_, _
from article_briefings.models import Declarations, Owner, OwnField, OwnValues, compact, label_words

_OWNERS: tuple[Owner, ...] = get_args(Owner)
"""The tables whose records may have fields; they have the names that `fields.yml` uses too."""
_VALUES = {
    ("claims", "kind"): "kinds",
    ("actors", "type"): "types",
    ("relations", "type"): "relations",
}
"""The columns whose values the project can add to, with the part of `fields.yml` that does."""
_NOTES = {
    "markdown": N_("%(label)s, in Markdown"),
    "date": N_("%(label)s, in EDTF (ISO 8601-2)"),
    "list": N_("%(label)s, joined by “; ”"),
}


def tables_of(tables: Sequence[Table], declared: Declarations) -> tuple[Table, ...]:
    """Tables with what the project declares."""
    return tuple(_with_own(table, declared) for table in tables)


def _with_own(table: Table, declared: Declarations) -> Table:
    columns = [_with_values(table.name, column, declared) for column in table.columns]
    for owner in _OWNERS:
        if owner == table.name:
            columns += (_column(*one) for one in declared.fields_of(owner).items())
    return replace(table, columns=tuple(columns))


def _with_values(table: str, column: Column, declared: Declarations) -> Column:
    part = _VALUES.get((table, column.name))
    return replace(column, values=(*column.values, *getattr(declared, part))) if part else column


def _column(name: str, field: OwnField) -> Column:
    kind: Kind = "number" if field.type == "number" else "string"
    column = f"field_{name.replace('-', '_')}"
    label = label_words(field.label)
    meaning = _(_NOTES[field.type], label=label) if field.type in _NOTES else label
    return Column(column, meaning, _finding(name, field), kind, values=tuple(field.choices))


def _finding(name: str, field: OwnField) -> Callable[[Row], Value]:
    def find(row: Row) -> Value:
        value = row.part.fields.get(name)
        if isinstance(value, tuple):
            return "; ".join(value)
        return float(value) if value and field.type == "number" else value

    return find


def values_of(values: OwnValues) -> str | None:
    """The values as the text of one JSON object; None if there are none."""
    return compact(values) if values else None
