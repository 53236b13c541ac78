"""The corpus as tables: the common basis of CSV, JSON Lines, SQLite and the data dictionary.

A table has a row for each record, and columns with a type and a meaning. Keys are those of the
annotation format: an article's slug, `slug#claim`, an actor's id. A value that the annotation does
not have is None. Rows come in the order of the site, the newest article first. `rows_of_all` yields
the rows of all tables together, article by article: a large build unpacks an article on each
access and discards it afterwards.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus

FORMAT = 1
"""The version of the tables: raised when a column is renamed, removed or changes its meaning."""

Value = str | int | bool | None
Values = tuple[Value, ...]
Kind = Literal["string", "integer", "boolean", "date"]


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
    records: Callable[[Any], Iterable[Any]]
    """Finds them in an article, or in the corpus."""
    references: tuple[Reference, ...] = ()
    of_corpus: bool = False
    """Whether they are found in the corpus."""

    def rows_of(self, part: AnchoredBriefing | Corpus) -> Iterator[Values]:
        """The values of each record, in the order of the columns."""
        getters = [column.of for column in self.columns]
        return (tuple(get(record) for get in getters) for record in self.records(part))


def rows_of_all(
    tables: Sequence[Table], corpus: Corpus
) -> Iterator[tuple[Table, Iterator[Values]]]:
    """All rows in portions, each of one table; every article is accessed once."""
    for article in corpus.articles:
        for table in tables:
            if not table.of_corpus:
                yield table, table.rows_of(article)
    for table in tables:
        if table.of_corpus:
            yield table, table.rows_of(corpus)
