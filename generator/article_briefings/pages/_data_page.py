"""The page of the exports: what there is, how to read it, and what every column means."""

from article_briefings.exporting import EXPORTS, TABLES, TERMS, Table, exports_of
from article_briefings.pages import _routes as routes
from article_briefings.pages._cards import ColumnOfTable, ExportView, TableView, TermView
from article_briefings.pages._contexts import DataPage
from article_briefings.pages._feeds import ASSESSMENTS, BRIEFINGS
from article_briefings.pages._views import LinkView

_FEEDS = {BRIEFINGS: "Briefings", ASSESSMENTS: "Assessments"}
_FORMS = {"xml": "Atom", "json": "JSON Feed"}
_KINDS = {"records": "records in order", "day": "day, xsd:date", "number": "xsd:integer"}


def data_page(published: bool, url: str) -> DataPage:
    """The page of a site that has the files, or only says how to make them.

    `url` is the site's address; without one it has no feeds, nor what is named by it.
    """
    here = exports_of(url) if published else []
    feeds = (
        LinkView(f"{title}: {form}", f"../{name}.{ending}")
        for name, title in (_FEEDS if url else {}).items()
        for ending, form in _FORMS.items()
    )
    return DataPage(
        title="Data",
        exports=tuple(
            ExportView(
                export.name,
                export.title,
                export.meaning,
                export.version,
                LinkView(
                    export.published, routes.Address(export.published) if export in here else ""
                ),
            )
            for export in EXPORTS.values()
        ),
        published=published,
        feeds=tuple(feeds),
        tables=tuple(map(_table, TABLES)),
        terms=tuple(
            TermView(term.name, term.meaning, _KINDS.get(term.kind, term.kind)) for term in TERMS
        ),
    )


def _table(table: Table) -> TableView:
    return TableView(
        table.name,
        f"table--{table.name.replace('_', '-')}",
        table.meaning,
        ", ".join(table.key),
        tuple(
            ColumnOfTable(column.name, column.kind, column.meaning, column.required)
            for column in table.columns
        ),
    )
