"""Tables as CSV (RFC 4180), as JSON Lines, and their dictionary as a Data Package.

The dictionary is a *Tabular Data Package* as the Frictionless specifications of version 1 have it
(https://specs.frictionlessdata.io/tabular-data-package/): types, keys and references of every
column of the CSV files.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.corpus import Corpus
from generator.exporting.tables import FORMAT, Column, Table, Value

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that spreadsheets take for a formula, or one that seems to have our sign."""
_CHUNK = 1 << 16
_DIALECT = {
    "csvddfVersion": 1.2,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
"""What else a reader would guess, and guess wrong where a text has many semicolons.

See https://specs.frictionlessdata.io/csv-dialect/.
"""


def csv_of(table: Table[Any], corpus: Corpus) -> Iterator[bytes]:
    """A table as CSV: UTF-8, a line of names, lines that end in CR LF; in pieces of some 64 kB.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, the usual sign for
    "this is text", and so does one that begins with apostrophes and such a sign: who takes one away
    has the text. JSON Lines and SQLite have it as it is. No value is an empty cell.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(corpus):
        writer.writerow(map(_cell, row))
        if buffer.tell() > _CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def json_lines_of(table: Table[Any], corpus: Corpus) -> Iterator[bytes]:
    """A table as JSON Lines (https://jsonlines.org): an object a row, without what has no value."""
    names = [column.name for column in table.columns]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    buffer = io.StringIO()
    for row in table.rows(corpus):
        told = {name: value for name, value in zip(names, row, strict=True) if value is not None}
        buffer.write(f"{encode(told)}\n")
        if buffer.tell() > _CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def data_package(tables: Sequence[Table[Any]], title: str, description: str) -> dict[str, Any]:
    """The dictionary of the CSV files of these tables."""
    return {
        "profile": "tabular-data-package",
        "name": "briefings",
        "title": title,
        "description": description,
        "version": str(FORMAT),
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table[Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "title": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": list(reference.columns),
                    "reference": {
                        "resource": ""
                        if reference.table == table.name
                        else reference.table.replace("_", "-"),
                        "fields": list(reference.fields),
                    },
                }
                for reference in table.references
            ],
        },
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    told: Mapping[str, Any] = {
        "name": column.name,
        "type": column.kind,
        "description": column.meaning,
    }
    return {**told, "constraints": constraints} if constraints else {**told}


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def _taken(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data
