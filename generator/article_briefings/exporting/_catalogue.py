"""The data page's account of the exports, their tables and their terms."""

from article_briefings.exporting._exports import EXPORTS, TABLES
from article_briefings.exporting._vocabulary import TERMS
from article_briefings.pages import Catalogue

_KINDS = {"records": "records in order", "day": "day, xsd:date", "number": "xsd:integer"}


def catalogue() -> Catalogue:
    """Every format, table and term."""
    return Catalogue(
        [
            (one.name, one.title, one.meaning, one.version, one.published)
            for one in EXPORTS.values()
        ],
        [
            (
                table.name,
                table.meaning,
                ", ".join(table.key),
                [
                    (column.name, column.kind, column.meaning, column.required)
                    for column in table.columns
                ],
            )
            for table in TABLES
        ],
        [(one.name, one.meaning, _KINDS.get(one.kind, one.kind)) for one in TERMS],
    )
