"""The corpus as tables: CSV and its dictionary, JSON Lines, SQLite."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._exports import EXPORTS, TABLES
from article_briefings.exporting._own import tables_of
from article_briefings.exporting._tables import Table
from article_briefings.models._verdicts import SaidVerdict, SoVerdict
from tests.building import BRIEFING, TEXT, claim, compiled, own_claim
from tests.exporting.files import briefing, two_articles
from tests.exporting.test_exporting_carried import every_field

ABOUT = Publication("A site", "About it", "https://news.example/")
RUN = CliRunner()
Row = dict[str, Any]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("every-field")


@pytest.fixture(scope="module")
def corpus(root: Path) -> Corpus:
    """An invented article in which nearly every field is given."""
    return every_field(root)


def files(name: str, corpus: Corpus) -> dict[str, bytes]:
    return {file: b"".join(pieces) for file, pieces in EXPORTS[name].files(corpus, ABOUT)}


def rows(name: str, corpus: Corpus) -> list[Row]:
    """A table as JSON Lines have it."""
    lines = files("jsonl", corpus)[f"{name}.jsonl"].decode().splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture
def database(corpus: Corpus, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "briefings.sqlite"
    path.write_bytes(files("sqlite", corpus)["briefings.sqlite"])
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_a_claim_says_who_said_it_and_how_far_that_was(corpus: Corpus) -> None:
    found = {row["id"]: row for row in rows("claims", corpus)}
    doubt = found["doubt"]
    assert doubt["claim"] == "drill#doubt"
    assert (doubt["who"], doubt["unnamed_origin"]) == ("Residents (Ada Fable)", "Residents")
    assert doubt["sentence"] == "Residents (Ada Fable): No attack is planned."
    assert "origin" not in doubt
    assert (doubt["form"], doubt["hand"], doubt["own_voice"]) == ("indirect", "first-hand", False)
    [own] = [row for row in found.values() if row["own_voice"]]
    assert (own["who"], own["hand"]) == ("No source named", "own-voice")
    assert "form" not in own


def test_verdicts_share_no_column(corpus: Corpus) -> None:
    [said] = rows("said", corpus)
    [judged] = [row for row in rows("claims", corpus) if "so" in row]
    assert (said["claim"], said["step"], said["verdict"]) == ("drill#no-attack", 1, "single-source")
    assert (said["accounts"], said["witnesses"]) == (2, 2)
    assert (judged["said"], judged["so"], judged["so_due"]) == (
        *("single-source", "pending", "2031-06-01"),
    )
    assert (judged["so_reports"], judged["so_origins"]) == (0, 0)
    values = {
        column.values: f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if {"confirmed", "corroborated"} & set(column.values)
    }
    assert set(values) == {get_args(SaidVerdict), get_args(SoVerdict)}


def test_the_dictionary_says_what_each_verdict_means() -> None:
    columns = [column for table in TABLES for column in table.columns]
    for verdicts in (SaidVerdict, SoVerdict):
        described = [one.meaning for one in columns if one.values == get_args(verdicts)]
        assert any(
            all(f"{value}: " in meaning for value in get_args(verdicts)) for meaning in described
        )


def test_every_stretch_is_in_the_text_at_its_place(corpus: Corpus) -> None:
    texts = {article.slug: article.source.text for article in corpus.articles}
    stretches = rows("quotes", corpus)
    assert len(stretches) >= 4
    for row in stretches:
        assert texts[row["claim"].split("#")[0]][row["start"] : row["end"]] == row["exact"]
    quotes = {row["claim"]: row["quote"] for row in rows("claims", corpus)}
    for key, quote in quotes.items():
        parts = [row["exact"] for row in stretches if row["claim"] == key]
        assert " … ".join(parts) == quote


def test_the_formats_say_the_same(corpus: Corpus, database: sqlite3.Connection) -> None:
    written = files("csv", corpus)
    for table in tables_of(TABLES, corpus.declared):
        told = rows(table.name, corpus)
        names = [column.name for column in table.columns]
        cells = list(csv.reader(io.StringIO(written[f"{table.name}.csv"].decode(), newline="")))
        assert cells[0] == names
        assert len(cells) == len(told) + 1
        stored = database.execute(f'SELECT * FROM "{table.name}"').fetchall()
        for line, kept, row in zip(cells[1:], stored, told, strict=True):
            values = [row.get(name) for name in names]
            assert line == [_cell(value) for value in values]
            assert list(kept) == values


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@")):
        return f"'{value}"
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_dictionary_holds(table: Table, corpus: Corpus) -> None:
    told = rows(table.name, corpus)
    [table] = tables_of([table], corpus.declared)
    keys = [tuple(row[name] for name in table.key) for row in told]
    assert len(set(keys)) == len(keys)
    types = {"string": str, "date": str, "integer": int, "number": float, "boolean": bool}
    for row in told:
        for column in table.columns:
            value = row.get(column.name)
            if value is None:
                assert not column.required
                continue
            assert type(value) is types[column.kind]
            assert not column.values or value in column.values
            if column.kind == "date":
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    for reference in table.references:
        others = {
            tuple(row[name] for name in reference.fields) for row in rows(reference.table, corpus)
        }
        for row in told:
            if all(name in row for name in reference.columns):
                assert tuple(row[name] for name in reference.columns) in others


def test_every_column_is_explained() -> None:
    for table in TABLES:
        assert table.meaning.endswith(".")
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(column.meaning for column in table.columns)
        assert set(table.key) <= set(names)
        for reference in table.references:
            [other] = [other for other in TABLES if other.name == reference.table]
            assert reference.fields == other.key
            assert set(reference.columns) <= set(names)


def test_the_package_describes_every_file(corpus: Corpus) -> None:
    written = files("csv", corpus)
    package = json.loads(written.pop("datapackage.json"))
    assert {resource["path"] for resource in package["resources"]} == written.keys()
    assert (package["title"], package["description"]) == ("A site", "About it")
    for resource in package["resources"]:  # a reader that guesses takes semicolons for cells
        dialect = resource["dialect"]
        told = written[resource["path"]].decode()
        lines = csv.reader(
            io.StringIO(told, newline=""),
            delimiter=dialect["delimiter"],
            quotechar=dialect["quoteChar"],
            doublequote=dialect["doubleQuote"],
        )
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert next(lines) == names
        assert {len(line) for line in lines} <= {len(names)}
        assert told.endswith(dialect["lineTerminator"])


def test_the_database_has_keys_and_can_be_searched(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    found = database.execute(
        "SELECT id FROM claims JOIN claims_fts ON claims.rowid = claims_fts.rowid "
        "WHERE claims_fts MATCH 'keeps'"
    ).fetchall()
    assert found == [("no-attack",)]
    # How Datasette finds the index of a table.
    (statement,) = database.execute(
        "SELECT sql FROM sqlite_master WHERE rootpage = 0 AND name = 'claims_fts'"
    ).fetchone()
    assert 'content="claims"' in statement


@pytest.mark.parametrize("name", ["csv", "jsonl", "sqlite"])
def test_an_article_is_looked_at_once(name: str, corpus: Corpus) -> None:
    """In a large build it is unpacked for that, and there are thirty tables."""
    times = 0

    class Watched:
        def __getattr__(self, attribute: str) -> Any:
            nonlocal times
            times += attribute in ("articles", "claims", "by_slug")
            return getattr(corpus, attribute)

    watched: Any = Watched()
    assert files(name, watched) == files(name, corpus)
    assert times == 1


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_corpus_gives_the_same_bytes(name: str, corpus: Corpus, root: Path) -> None:
    assert files(name, corpus) == files(name, compile_corpus(root).corpus)


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        ("csv", "datapackage.json", r'\n  "version": "(\d+)"'),
        ("jsonl", "format.json", r'^\{\n  "format": (\d+)\n\}'),
        ("bibtex", "sources.bib", r"^% .*, format (\d+)\n"),
        ("web-annotation", "all--collection.jsonld", r'"formatVersion":(\d+),'),
        ("web-annotation", "all--1.jsonld", r'"formatVersion":(\d+),'),
        ("web-annotation", "drill.jsonld", r'"formatVersion":(\d+),'),
        ("brat", "annotation.conf", r"^# .*, format (\d+)\n"),
    ],
)
def test_an_export_says_its_version(name: str, file: str, said: str, corpus: Corpus) -> None:
    """SQLite as its `user_version`; CSL-JSON has no place for it."""
    found = re.search(said, files(name, corpus)[file].decode())
    assert found is not None
    assert int(found[1]) == EXPORTS[name].version


def test_the_database_says_its_version(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA user_version").fetchone() == (EXPORTS["sqlite"].version,)


def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    formula = '=HYPERLINK("https://attacker.example")'
    claims = [claim(text=formula), own_claim("met", "Ministers met", text="-1 “quoted”, and more")]
    corpus = compiled(
        tmp_path, articles={"2031-04-28-drill": (TEXT, briefing(claims=claims))}
    ).corpus
    cells = list(csv.DictReader(io.StringIO(files("csv", corpus)["claims.csv"].decode())))
    assert [row["text"] for row in cells] == ["'-1 “quoted”, and more", f"'{formula}"]
    assert formula in {row["text"] for row in rows("claims", corpus)}


def test_claims_of_several_articles_refer_to_each_other(tmp_path: Path) -> None:
    corpus = two_articles(tmp_path, claims=[claim(contradicts="drill#no-attack")])
    [row] = rows("relations", corpus)
    assert row == {
        "claim": "reply#no-attack",
        "number": 1,
        "type": "contradicts",
        "other": "drill#no-attack",
    }


def _project(root: Path) -> Path:
    compiled(root)
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Test\nplugins: [briefings]\n", "utf-8")
    return root


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("csv", {"datapackage.json", "claims.csv", "actors.csv"}),
        ("jsonl", {"claims.jsonl", "actors.jsonl"}),
        ("sqlite", {"briefings.sqlite"}),
    ],
)
def test_the_command_writes_a_folder(form: str, names: set[str], tmp_path: Path) -> None:
    root = _project(tmp_path / "project")
    for _ in range(2):  # it replaces what it wrote
        result = RUN.invoke(app, ["export", form, "-o", str(tmp_path / "out"), "--root", str(root)])
        assert result.exit_code == 0, result.output
    assert names <= {path.name for path in (tmp_path / "out").iterdir()}


def test_the_command_exports_nothing_broken(tmp_path: Path) -> None:
    root = _project(tmp_path / "project")
    (root / BRIEFING).write_text("title: [", "utf-8")
    result = RUN.invoke(app, ["export", "csv", "-o", str(tmp_path / "out"), "--root", str(root)])
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    root = _project(tmp_path / "project")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    result = RUN.invoke(app, ["export", "csv", "-o", str(tmp_path / "out"), "--root", str(root)])
    assert result.exit_code == 2
    assert (tmp_path / "out/mine.txt").read_text() == "mine"


def test_a_step_has_no_more_than_the_article_states(tmp_path: Path) -> None:
    [row] = rows("attributions", compiled(tmp_path).corpus)
    assert row == {
        "claim": "drill#no-attack",
        "step": 1,
        "actor": "ada-fable",
        "stated": True,
        "cue": "told the Gazette",
        "form": "direct",
    }
