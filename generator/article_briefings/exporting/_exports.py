"""The corpus in formats that other programs read.

Each export is a function from the corpus to files in pieces, so that no file is held in memory,
and has a version of its own that goes up when a reader of the old one would be misled. The files
say it where their format has a place for it, which CSL-JSON has not.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from article_briefings.corpus import Corpus
from article_briefings.exporting import _bibliography as bibliography
from article_briefings.exporting import _brat as brat
from article_briefings.exporting import _web_annotation as web_annotation
from article_briefings.exporting._archive import zip_of
from article_briefings.exporting._dictionary import TABLES
from article_briefings.exporting._sqlite import sqlite_of
from article_briefings.exporting._tables import FORMAT
from article_briefings.exporting._text_tables import csv_files, data_package, json_lines_files

File = tuple[str, Iterator[bytes]]
"""A file's name within the export, and its bytes in pieces."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What an export says of the site that it comes from."""

    name: str
    description: str = ""
    url: str = ""
    """Its address; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Export:
    """One format."""

    name: str
    """As the command has it."""
    title: str
    meaning: str
    """What it is good for, in a sentence or two."""
    version: int
    published: str
    """Its name on the site, in the folder `data/`; an archive where there are several files."""
    files: Callable[[Corpus, Publication], Iterator[File]]
    addressed: bool = False
    """Whether it names things by the site's address, so that there is none without one."""

    def on_site(self, corpus: Corpus, publication: Publication) -> Iterator[bytes]:
        """The bytes of the published file, in pieces."""
        files = self.files(corpus, publication)
        if self.published.endswith(".zip"):
            return zip_of(files)
        return next(pieces for _, pieces in files)


def _csv(corpus: Corpus, publication: Publication) -> Iterator[File]:
    package = data_package(TABLES, publication.name, publication.description)
    yield "datapackage.json", iter((_json(package),))
    yield from csv_files(TABLES, corpus)


def _json_lines(corpus: Corpus, _: Publication) -> Iterator[File]:
    yield "format.json", iter((_json({"format": FORMAT}),))
    yield from json_lines_files(TABLES, corpus)


def _sqlite_files(corpus: Corpus, _: Publication) -> Iterator[File]:
    yield "briefings.sqlite", sqlite_of(TABLES, corpus)


def _csl(corpus: Corpus, _: Publication) -> Iterator[File]:
    yield "sources.json", bibliography.csl_json(corpus)


def _bibtex(corpus: Corpus, _: Publication) -> Iterator[File]:
    yield "sources.bib", bibliography.bibtex(corpus)


def _web_annotation_files(corpus: Corpus, publication: Publication) -> Iterator[File]:
    return web_annotation.collections(corpus, publication.name, publication.url)


def _brat_files(corpus: Corpus, _: Publication) -> Iterator[File]:
    return brat.files(corpus)


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


EXPORTS: Mapping[str, Export] = {
    export.name: export
    for export in (
        Export(
            "csv",
            "CSV",
            "Tables for spreadsheets and statistics, with a dictionary of all columns "
            "(datapackage.json, a Frictionless Data Package).",
            FORMAT,
            "briefings-csv.zip",
            _csv,
        ),
        Export(
            "jsonl",
            "JSON Lines",
            "The same tables, an object a line, for scripts.",
            FORMAT,
            "briefings-jsonl.zip",
            _json_lines,
        ),
        Export(
            "sqlite",
            "SQLite",
            "The same tables in one database with keys and a full-text search, which Datasette "
            "opens.",
            FORMAT,
            "briefings-sqlite.zip",
            _sqlite_files,
        ),
        Export(
            "csl-json",
            "CSL-JSON",
            "The articles and the evidence consulted, for Zotero, Pandoc and other citation "
            "processors.",
            bibliography.FORMAT,
            "sources.json",
            _csl,
        ),
        Export(
            "bibtex",
            "BibTeX",
            "The same bibliography for biblatex and biber.",
            bibliography.FORMAT,
            "sources.bib",
            _bibtex,
        ),
        Export(
            "web-annotation",
            "Web Annotations",
            "Claims, cues, events, background and evidence as annotations by the W3C’s model "
            "(JSON-LD): a collection for each briefing, and one of all in pages.",
            web_annotation.FORMAT,
            "web-annotation.zip",
            _web_annotation_files,
            addressed=True,
        ),
        Export(
            "brat",
            "brat standoff",
            "The texts with quotes, cues and sources marked, for brat and programs that read its "
            "files; briefings import reads them too.",
            brat.FORMAT,
            "briefings-brat.zip",
            _brat_files,
        ),
    )
}
"""Every export by name."""


def exports_of(url: str) -> list[Export]:
    """The exports that a site can have; `url` is its address, empty where it is not known."""
    return [export for export in EXPORTS.values() if url or not export.addressed]
