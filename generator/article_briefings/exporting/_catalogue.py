"""The data page's account of the exports, their tables and their terms."""

from article_briefings.exporting._exports import EXPORTS, TABLES
from article_briefings.exporting._vocabulary import TERMS
from article_briefings.pages import (
    Catalogue,
    ColumnOfTable,
    ExportView,
    LinkView,
    TableView,
    TermView,
)

_KINDS = {"records": "records in order", "day": "day, xsd:date", "number": "xsd:integer"}


def catalogue() -> Catalogue:
    """Every format, table and term."""
    return Catalogue(
        tuple(
            ExportView(one.name, one.title, one.meaning, one.version, LinkView(one.published))
            for one in EXPORTS.values()
        ),
        tuple(
            TableView(
                table.name,
                f"table--{table.name.replace('_', '-')}",
                table.meaning,
                ", ".join(table.key),
                tuple(
                    ColumnOfTable(column.name, column.kind, column.meaning, column.required)
                    for column in table.columns
                ),
            )
            for table in TABLES
        ),
        tuple(TermView(one.name, one.meaning, _KINDS.get(one.kind, one.kind)) for one in TERMS),
    )
