"""The corpus as tables: what CSV, JSON Lines, SQLite and the data dictionary have in common.

A table has a row for each record, and columns with a type and a meaning. Keys are those of the
annotation format: an article's slug, `slug#claim`, an actor's id. A value that the annotation does
not have is None. Rows come in the order of the site (the newest article first) and one article at
a time, so that writing needs no more memory than the corpus.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from generator.corpus import Corpus

FORMAT = 1
"""The version of the tables: goes up when a column changes its name or its meaning, or is lost."""

Row = TypeVar("Row")
Value = str | int | bool | None
Kind = Literal["string", "integer", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, type and meaning, and how its value is found in a record."""

    name: str
    meaning: str
    of: Callable[[Row], Value]
    kind: Kind = "string"
    required: bool = False
    """Whether every row has a value."""
    values: tuple[str, ...] = ()
    """The only values there are, where they can be listed."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values are the key of a row of another table."""

    columns: tuple[str, ...]
    table: str
    fields: tuple[str, ...]
    """The columns of that table's key."""


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A kind of record."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column[Row], ...]
    records: Callable[[Corpus], Iterator[Row]]
    references: tuple[Reference, ...] = ()

    def rows(self, corpus: Corpus) -> Iterator[tuple[Value, ...]]:
        """The values of each record, in the order of the columns."""
        getters = [column.of for column in self.columns]
        return (tuple(get(record) for get in getters) for record in self.records(corpus))
