"""Export the corpus in formats that other programs read.

Each export is a function from the corpus to files in pieces: no file is held in memory. Each has
its own version, which is raised when readers of the old version would be misled. The files
contain it if their format supports it (CSL-JSON does not).
"""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from article_briefings.corpus import Corpus
from article_briefings.exporting import _bibliography as bibliography
from article_briefings.exporting import _brat as brat
from article_briefings.exporting import _web_annotation as web_annotation
from article_briefings.exporting._article_tables import ARTICLE_TABLES, CLAIM_TABLES, EXTENSIONS
from article_briefings.exporting._register_tables import REGISTER_TABLES
from article_briefings.exporting._table_files import (
    csv_files,
    data_package,
    json_lines_files,
    pieces_of,
    sqlite_of,
)
from article_briefings.exporting._tables import FORMAT
from article_briefings.exporting._web_annotation import TERMS
from article_briefings.language import N_, _
from article_briefings.pages import Catalogue

TABLES = (*ARTICLE_TABLES, *CLAIM_TABLES, EXTENSIONS, *REGISTER_TABLES)
"""The data dictionary; a table may come after the tables that refer to it."""

File = tuple[str, Iterator[bytes]]
"""A file's name within the export, and its bytes in pieces."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The data on the site that an export comes from."""

    name: str
    description: str = ""
    url: str = ""
    """Its address; empty if it is not known."""


@dataclass(frozen=True, slots=True)
class Export:
    """One format."""

    name: str
    """The name that the command uses."""
    title: str
    meaning: str
    """What it is good for, in a sentence or two."""
    version: int
    published: str
    """Its name on the site, in the folder `data/`; an archive if there are several files."""
    files: Callable[[Corpus, Publication], Iterator[File]]
    addressed: bool = False
    """Whether it names things by the site's address, without which it cannot be made."""

    def on_site(self, corpus: Corpus, publication: Publication) -> Iterator[bytes]:
        """The bytes of the published file, in pieces."""
        files = self.files(corpus, publication)
        if self.published.endswith(".zip"):
            return zip_of(files)
        return next(pieces for _, pieces in files)


_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first date that ZIP can express; archives do not disclose when they were made."""


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
    package = data_package(TABLES, publication.name, publication.description)
    yield "datapackage.json", iter((_json(package),))
    yield from csv_files(TABLES, corpus)


def _json_lines(corpus: Corpus, _: Publication) -> Iterator[File]:
    yield "format.json", iter((_json({"format": FORMAT}),))
    yield from json_lines_files(TABLES, corpus)


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
            lambda corpus, _: iter((("briefings.sqlite", sqlite_of(TABLES, corpus)),)),
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
"""Every export by name."""


def published(
    name: str, description: str = "", url: str = ""
) -> dict[str, Callable[[Corpus], Iterator[bytes]]]:
    """The functions that produce the files that a site publishes, by place in it."""
    publication = Publication(name, description, url)
    return {
        f"data/{export.published}": partial(_bytes, export.name, publication)
        for export in EXPORTS.values()
        if publication.url or not export.addressed
    }


def _bytes(name: str, publication: Publication, corpus: Corpus) -> Iterator[bytes]:
    """The published file of an export; by its name, which can be sent to a different process."""
    return EXPORTS[name].on_site(corpus, publication)


_KINDS = {
    "records": "records in order",
    "day": "day, xsd:date",
    "number": "xsd:integer",
    "flag": "xsd:boolean",
}


def catalogue() -> Catalogue:
    """The data page's account of every export, table and term."""
    return Catalogue(
        [
            (one.name, one.title, _(one.meaning), one.version, one.published)
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
