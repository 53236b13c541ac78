"""Export the corpus in formats that other programs read.

Each export is a function from the corpus to files in pieces: no file is held in memory. Each has
its own version, which is raised when readers of the old version would be misled. The files
contain it if their format supports it (CSL-JSON does not).
"""

import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from article_briefings.corpus import Corpus, Export, Publication
from article_briefings.diagnostics import Plugin
from article_briefings.exporting import _bibliography as bibliography
from article_briefings.exporting import _brat as brat
from article_briefings.exporting import _web_annotation as web_annotation
from article_briefings.exporting._article_tables import ARTICLE_TABLES, EXTENSIONS
from article_briefings.exporting._claim_tables import CLAIM_TABLES
from article_briefings.exporting._own import tables_of
from article_briefings.exporting._register_tables import REGISTER_TABLES
from article_briefings.exporting._table_files import (
    csv_files,
    data_package,
    json_lines_files,
    pieces_of,
    sqlite_of,
)
from article_briefings.exporting._tables import FORMAT, Table
from article_briefings.exporting._web_annotation import TERMS
from article_briefings.language import N_, _
from article_briefings.models import Declarations
from article_briefings.pages import Catalogue

TABLES = (*ARTICLE_TABLES, *CLAIM_TABLES, EXTENSIONS, *REGISTER_TABLES)
"""The data dictionary; a table may come after the tables that refer to it."""

File = tuple[str, Iterator[bytes]]
"""A file's name within the export, and its bytes in pieces."""
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first date that ZIP can express; archives do not disclose when they were made."""


def on_site(export: Export, corpus: Corpus, publication: Publication) -> Iterator[bytes]:
    """The bytes of a published file, in pieces."""
    files = export.files(corpus, publication)
    if export.published.endswith(".zip"):
        return zip_of(files)
    return next(pieces for _, pieces in files)


def zip_of(files: Iterable[File]) -> Iterator[bytes]:
    """An archive in pieces, built in the system's folder for temporary files.

    The same files give the same bytes. OSError if the archive cannot be written.
    """
    with tempfile.TemporaryFile(prefix="briefings-") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, pieces in files:
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                entry.create_system = 3  # on every system as on Unix
                with archive.open(entry, "w", force_zip64=True) as opened:
                    for piece in pieces:
                        opened.write(piece)
        file.seek(0)
        yield from pieces_of(file)


def _csv(corpus: Corpus, publication: Publication) -> Iterator[File]:
    tables = tables_of(TABLES, corpus.declared)
    package = data_package(tables, publication.name, publication.description)
    yield "datapackage.json", iter((_json(package),))
    yield from csv_files(tables, corpus)


def _json_lines(corpus: Corpus, _: Publication) -> Iterator[File]:
    yield "format.json", iter((_json({"format": FORMAT}),))
    yield from json_lines_files(tables_of(TABLES, corpus.declared), corpus)


def _sqlite(corpus: Corpus, _: Publication) -> Iterator[File]:
    yield "briefings.sqlite", sqlite_of(tables_of(TABLES, corpus.declared), corpus)


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


EXPORTS: Mapping[str, Export] = {
    export.name: export
    for export in (
        Export(
            "csv",
            "CSV",
            N_(
                "Tables for spreadsheets and statistics, with a dictionary of all columns "
                "(datapackage.json, a Frictionless Data Package)."
            ),
            FORMAT,
            "briefings-csv.zip",
            _csv,
        ),
        Export(
            "jsonl",
            "JSON Lines",
            N_("The same tables, one object per line, for scripts."),
            FORMAT,
            "briefings-jsonl.zip",
            _json_lines,
        ),
        Export(
            "sqlite",
            "SQLite",
            N_(
                "The same tables in one database with keys and a full-text search, which Datasette "
                "opens."
            ),
            FORMAT,
            "briefings-sqlite.zip",
            _sqlite,
        ),
        Export(
            "csl-json",
            "CSL-JSON",
            N_(
                "The articles and the evidence consulted, for Zotero, Pandoc and other citation "
                "processors."
            ),
            bibliography.FORMAT,
            "sources.json",
            lambda corpus, _: iter((("sources.json", bibliography.csl_json(corpus)),)),
        ),
        Export(
            "bibtex",
            "BibTeX",
            N_("The same bibliography for biblatex and biber."),
            bibliography.FORMAT,
            "sources.bib",
            lambda corpus, _: iter((("sources.bib", bibliography.bibtex(corpus)),)),
        ),
        Export(
            "web-annotation",
            "Web Annotations",
            N_(
                "Claims, cues, events, background and evidence as annotations by the W3C’s model "
                "(JSON-LD): a collection for each briefing, and one of all in pages."
            ),
            web_annotation.FORMAT,
            "web-annotation.zip",
            lambda corpus, site: web_annotation.collections(corpus, site.name, site.url),
            addressed=True,
        ),
        Export(
            "brat",
            "brat standoff",
            N_(
                "The texts with quotes, cues and sources marked, for brat and programs that read "
                "its files; briefings import reads them too."
            ),
            brat.FORMAT,
            "briefings-brat.zip",
            lambda corpus, _: brat.files(corpus),
        ),
    )
}
"""Our own exports by name."""


def exports() -> dict[str, Export]:
    """Every export by name: ours, then those of other packages.

    Raises Plugin.Problem if one of these cannot be used.
    """
    found = dict(EXPORTS)
    for one in Plugin.all("exporters", EXPORTS):
        found[one.name] = _foreign(one, [*found.values()])
    return found


def exporter(name: str) -> Export | None:
    """The export of this name; None if there is none. Raises Plugin.Problem as `exports` does."""
    found = EXPORTS.get(name) or Plugin.named("exporters", name, EXPORTS)
    return _foreign(found, [*EXPORTS.values()]) if isinstance(found, Plugin) else found


def _foreign(one: Plugin, others: Iterable[Export]) -> Export:
    """The export of another package, which is blamed for its exceptions."""
    export: Export = one.load(Export)
    taken = {other.published for other in others}
    if not _FILE_NAME.fullmatch(export.published) or export.published in taken:
        raise Plugin.Problem(
            f"{one} has the file name “{export.published}”; it needs one of its own"
        )

    def files(corpus: Corpus, publication: Publication) -> Iterator[File]:
        with one.at_work():
            for name, pieces in export.files(corpus, publication):
                yield name, _blaming(one, pieces)

    return replace(export, name=one.name, files=files)


def _blaming(one: Plugin, pieces: Iterable[bytes]) -> Iterator[bytes]:
    with one.at_work():
        yield from pieces


def published(
    name: str, description: str = "", url: str = ""
) -> dict[str, Callable[[Corpus], Iterator[bytes]]]:
    """The functions that produce the files that a site publishes, by place in it."""
    publication = Publication(name, description, url)
    return {
        f"data/{export.published}": partial(_bytes, export.name, publication)
        for export in exports().values()
        if publication.url or not export.addressed
    }


def _bytes(name: str, publication: Publication, corpus: Corpus) -> Iterator[bytes]:
    """The published file of an export; by its name, which can be sent to a different process."""
    return on_site(exports()[name], corpus, publication)


_KINDS = {
    "text": N_("text"),
    "address": N_("address"),
    "record": N_("record"),
    "records": N_("records in order"),
    "day": N_("day, xsd:date"),
    "number": "xsd:integer",
    "flag": "xsd:boolean",
}


def catalogue(declared: Declarations) -> Catalogue:
    """The data page's account of every export, table and term, in the language of the site."""
    return Catalogue(
        [
            (one.name, one.title, _(one.meaning), one.version, one.published)
            for one in exports().values()
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
            for table in tables_of([_translated(table) for table in TABLES], declared)
        ],
        [(one.name, _(one.meaning), _(_KINDS[one.kind])) for one in TERMS],
    )


def _translated(table: Table) -> Table:
    columns = (replace(column, meaning=_(column.meaning)) for column in table.columns)
    return replace(table, meaning=_(table.meaning), columns=tuple(columns))
