"""The page of the exports: the files, how to read them, and the meaning of every column."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from article_briefings.pages import _routes as routes
from article_briefings.pages._feeds import ASSESSMENTS, BRIEFINGS
from article_briefings.pages._page import Context
from article_briefings.pages._views import LinkView


@dataclass(frozen=True, slots=True)
class ExportView:
    """One format in which the corpus is exported."""

    name: str
    """The name used by the command."""
    title: str
    meaning: str
    version: int
    file: LinkView
    """The file; without an address if it is not on this site."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of our own vocabulary in the linked-data exports."""

    name: str
    meaning: str
    kind: str


@dataclass(frozen=True, slots=True)
class ColumnOfTable:
    """A column of the exported tables."""

    name: str
    kind: str
    meaning: str
    always: bool
    """Whether every row has a value."""


@dataclass(frozen=True, slots=True)
class TableView:
    """An exported table."""

    name: str
    id: str
    """The anchor of its heading."""
    meaning: str
    key: str
    columns: tuple[ColumnOfTable, ...]


@dataclass(frozen=True)
class DataPage(Context):
    """The data that the site offers to programs."""

    template = "data.md.j2"
    title: str
    exports: tuple[ExportView, ...]
    published: bool
    """Whether the files are on this site."""
    feeds: tuple[LinkView, ...]
    tables: tuple[TableView, ...]
    """The dictionary of the tables."""
    terms: tuple[TermView, ...]
    """The dictionary of our own terms in annotations."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The description of the exports, in rows of plain values; supplied by the site's builder."""

    exports: Iterable[tuple[str, str, str, int, str]] = ()
    """Name, title, meaning, version and published file of each format."""
    tables: Iterable[tuple[str, str, str, Iterable[tuple[str, str, str, bool]]]] = ()
    """Name, meaning, key and columns of each table.

    A column has a name, a type, a meaning, and whether every row has a value.
    """
    terms: Iterable[tuple[str, str, str]] = ()
    """Name, meaning and kind of each of our own terms in annotations."""


_FEEDS = {BRIEFINGS: "Briefings", ASSESSMENTS: "Assessments"}
_FORMS = {"xml": "Atom", "json": "JSON Feed"}


def data_page(catalogue: Catalogue, files: Collection[str], url: str) -> DataPage:
    """The page of a site that has these files, or only says how to make them.

    `url` is the site's address; without one it has no feeds.
    """
    feeds = (
        LinkView(f"{title}: {form}", f"../{name}.{ending}")
        for name, title in (_FEEDS if url else {}).items()
        for ending, form in _FORMS.items()
    )
    return DataPage(
        title="Data",
        exports=tuple(
            ExportView(
                name,
                title,
                meaning,
                version,
                LinkView(file, routes.Address(file) if f"data/{file}" in files else ""),
            )
            for name, title, meaning, version, file in catalogue.exports
        ),
        published=bool(files),
        feeds=tuple(feeds),
        tables=tuple(
            TableView(
                name,
                f"table--{name.replace('_', '-')}",
                meaning,
                key,
                tuple(ColumnOfTable(*column) for column in columns),
            )
            for name, meaning, key, columns in catalogue.tables
        ),
        terms=tuple(TermView(*term) for term in catalogue.terms),
    )
