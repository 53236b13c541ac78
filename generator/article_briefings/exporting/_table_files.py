"""Tables as CSV (RFC 4180), JSON Lines and SQLite, and their dictionary as a Data Package.

The dictionary is a *Tabular Data Package* of the Frictionless specifications, version 1
(https://specs.frictionlessdata.io/tabular-data-package/): types, keys and references of every
column of the CSV files.
"""

import csv
import io
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from article_briefings.corpus import Corpus
from article_briefings.exporting._tables import FORMAT, Column, Table, Value, Values, rows_of_all

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""The start of a cell that spreadsheets read as a formula, or that seems to have our sign."""
_PIECE = 1 << 16
_DIALECT = {
    "csvddfVersion": 1.2,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
"""Settings that readers would otherwise guess, wrongly if a text has many semicolons.

See https://specs.frictionlessdata.io/csv-dialect/.
"""

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
}
_SEARCHED = {
    "briefings": ("title", "bottom_line", "headline"),
    "claims": ("text", "quote", "finding", "so_rationale"),
}
"""The columns that are indexed for full-text search."""
_APPLICATION = 0x42524946  # "BRIF"

Files = Iterator[tuple[str, Iterator[bytes]]]
Writing = Callable[[Table, TextIO], Callable[[Values], object]]


def csv_files(tables: Sequence[Table], corpus: Corpus) -> Files:
    """Tables as CSV: UTF-8, a line of names, lines that end in CR LF; one file per table.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, the usual sign for
    "this is text", and so does one that begins with apostrophes and such a sign: removing one
    apostrophe restores the text. JSON Lines and SQLite have it unchanged. A missing value is an
    empty cell.
    """

    def writing(table: Table, file: TextIO) -> Callable[[Values], object]:
        writer = csv.writer(file)
        writer.writerow([column.name for column in table.columns])
        return lambda row: writer.writerow(map(_cell, row))

    return _files(tables, corpus, "csv", writing)


def json_lines_files(tables: Sequence[Table], corpus: Corpus) -> Files:
    """Tables as JSON Lines (https://jsonlines.org): one object per row, without missing values."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def writing(table: Table, file: TextIO) -> Callable[[Values], object]:
        names = [column.name for column in table.columns]

        def write(row: Values) -> None:
            pairs = zip(names, row, strict=True)
            file.write(f"{encode({name: v for name, v in pairs if v is not None})}\n")

        return write

    return _files(tables, corpus, "jsonl", writing)


def _files(tables: Sequence[Table], corpus: Corpus, ending: str, writing: Writing) -> Files:
    """The files, all of which are written into the system's folder for temporary files first.

    Each can be read while the iterator exists. OSError if they cannot be written.
    """
    with ExitStack() as stack:
        files = {table.name: stack.enter_context(tempfile.TemporaryFile("w+b")) for table in tables}
        texts = {name: io.TextIOWrapper(file, "utf-8", newline="") for name, file in files.items()}
        writers = {table.name: writing(table, texts[table.name]) for table in tables}
        for table, rows in rows_of_all(tables, corpus):
            write = writers[table.name]
            for row in rows:
                write(row)
        for name, file in files.items():
            texts[name].flush()
            file.seek(0)
            yield f"{name}.{ending}", pieces_of(file)


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file, of which one piece at a time is in memory."""
    while piece := file.read(_PIECE):
        yield piece


def sqlite_of(tables: Sequence[Table], corpus: Corpus) -> Iterator[bytes]:
    """One SQLite file in pieces; the same corpus and version of SQLite give the same bytes.

    Each table has its primary key, its references are foreign keys with an index, and `claims` and
    `briefings` have full-text indexes (FTS5) that Datasette finds on its own.

    It is made in the system's folder for temporary files. OSError if it cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="briefings-") as folder:
        path = Path(folder) / "tables.sqlite"
        connection = sqlite3.connect(path)
        try:
            _write(connection, tables, corpus)
        except sqlite3.OperationalError as error:  # a full disk
            raise OSError(None, str(error), str(path)) from error
        finally:
            connection.close()
        with path.open("rb") as file:
            yield from pieces_of(file)


def _write(connection: sqlite3.Connection, tables: Sequence[Table], corpus: Corpus) -> None:
    run = connection.execute
    run("PRAGMA journal_mode = OFF")
    run("PRAGMA synchronous = OFF")
    run(f"PRAGMA application_id = {_APPLICATION}")
    run(f"PRAGMA user_version = {FORMAT}")
    run("BEGIN")
    for table in tables:
        run(_definition(table))
    for table, rows in rows_of_all(tables, corpus):
        places = ", ".join("?" * len(table.columns))
        connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows)
    for table in tables:
        for reference in table.references:
            name = f"{table.name}_by_{'_'.join(reference.columns)}"
            run(f'CREATE INDEX "{name}" ON "{table.name}" ({_names(reference.columns)})')
    for name in [table.name for table in tables if table.name in _SEARCHED]:
        listed = _names(_SEARCHED[name])
        run(
            f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({listed}, content="{name}", '
            "tokenize='unicode61 remove_diacritics 2')"
        )
        run(f'INSERT INTO "{name}_fts" (rowid, {listed}) SELECT rowid, {listed} FROM "{name}"')
    connection.commit()


def _definition(table: Table) -> str:
    """The statement that creates a table; names are our own, or made from ids."""
    lines = [
        f'"{column.name}" {_TYPES[column.kind]}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += (
        f"FOREIGN KEY ({_names(reference.columns)}) "
        f'REFERENCES "{reference.table}" ({_names(reference.fields)})'
        for reference in table.references
    )
    body = ",\n  ".join(lines)
    return f'CREATE TABLE "{table.name}" (\n  {body}\n)'


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def data_package(tables: Sequence[Table], title: str, description: str) -> dict[str, Any]:
    """The dictionary of the CSV files of these tables."""
    return {
        "profile": "tabular-data-package",
        "name": "briefings",
        "title": title,
        "description": description,
        "version": str(FORMAT),
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> dict[str, Any]:
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


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    field = {"name": column.name, "type": column.kind, "description": column.meaning}
    return field | ({"constraints": constraints} if constraints else {})


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text
