"""Tables as one SQLite file with keys and a full-text search, as Datasette shows it.

Each table has its primary key, its references are foreign keys with an index, and `claims` and
`briefings` have full-text indexes (FTS5) that Datasette finds on its own.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from article_briefings.corpus import Corpus
from article_briefings.exporting._tables import FORMAT, Table, rows_of_all

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}
_SEARCHED = {
    "briefings": ("title", "bottom_line", "headline"),
    "claims": ("text", "quote", "rationale"),
}
"""The columns that are indexed for full-text search."""
_PIECE = 1 << 16
_APPLICATION = 0x42524946  # "BRIF"


def sqlite_of(tables: Sequence[Table], corpus: Corpus) -> Iterator[bytes]:
    """The file in pieces; the same corpus and version of SQLite give the same bytes.

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
            while piece := file.read(_PIECE):
                yield piece


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
            columns = _names(reference.columns)
            name = f"{table.name}_by_{'_'.join(reference.columns)}"
            run(f'CREATE INDEX "{name}" ON "{table.name}" ({columns})')
    for name in [table.name for table in tables if table.name in _SEARCHED]:
        listed = _names(_SEARCHED[name])
        run(
            f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({listed}, content="{name}", '
            "tokenize='unicode61 remove_diacritics 2')"
        )
        run(f'INSERT INTO "{name}_fts" (rowid, {listed}) SELECT rowid, {listed} FROM "{name}"')
    connection.commit()


def _definition(table: Table) -> str:
    """The statement that creates a table; all names are our own, none comes from the input."""
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
