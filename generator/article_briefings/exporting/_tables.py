"""The corpus as tables: what CSV, JSON Lines, SQLite and the data dictionary have in common.

A table has a row for each record, and columns with a type and a meaning. Keys are those of the
annotation format: an article's slug, `slug#claim`, an actor's id. A value that the annotation does
not have is None. Rows come in the order of the site, the newest article first. `rows_of_all` makes
those of all tables together, one article after the other: in a large build an article is unpacked
when somebody looks at it, and thrown away again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus

FORMAT = 1
"""The version of the tables: goes up when a column changes its name or its meaning, or is lost."""

Row = TypeVar("Row")
Value = str | int | bool | None
Values = tuple[Value, ...]
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
    records: Callable[[Any], Iterator[Row]]
    """Finds them in an article, or in the corpus."""
    references: tuple[Reference, ...] = ()
    of_corpus: bool = False
    """Whether they are found in the corpus."""

    def rows(self, corpus: Corpus) -> Iterator[Values]:
        """The values of each record, in the order of the columns."""
        for part in (corpus,) if self.of_corpus else corpus.articles:
            yield from self.rows_of(part)

    def rows_of(self, part: AnchoredBriefing | Corpus) -> Iterator[Values]:
        """Those of an article, or of the corpus where records are found there."""
        getters = [column.of for column in self.columns]
        return (tuple(get(record) for get in getters) for record in self.records(part))


def rows_of_all(
    tables: Sequence[Table[Any]], corpus: Corpus
) -> Iterator[tuple[Table[Any], Iterator[Values]]]:
    """All rows in portions, each of one table; every article is looked at once."""
    for article in corpus.articles:
        for table in tables:
            if not table.of_corpus:
                yield table, table.rows_of(article)
    for table in tables:
        if table.of_corpus:
            yield table, table.rows_of(corpus)
