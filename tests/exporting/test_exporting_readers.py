"""Exports and feeds in programs of others: they read them, and read what the corpus holds."""

import datetime as dt
import json
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import bibtexparser
import citeproc
import feedparser
import frictionless
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source import DateRange
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings

from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting import _bibliography as bibliography
from article_briefings.exporting._exports import EXPORTS, TABLES
from article_briefings.exporting._own import tables_of
from article_briefings.models import DIRECTION
from article_briefings.models._briefing import Evidence
from article_briefings.models._dates import EdtfDate
from article_briefings.models._scalars import one_line
from article_briefings.pages._site import Site
from tests.building import ACTORS, TEXT, actor, claim, compiled, hop, own_claim
from tests.built import data_files
from tests.exporting.files import briefing, sound
from tests.exporting.test_exporting_carried import every_field
from tests.overlay import EXAMPLES, PROJECT, lay
from tests.packed import models
from tests.texts import HOSTILE

ABOUT = Publication("A site", "About it", "https://news.example/")
NAMES = [" ".join(DIRECTION.sub("", word).split()) for word in HOSTILE]
Row = dict[str, Any]


def _hostile(root: Path) -> Corpus:
    """Articles, evidence and actors whose words are syntax somewhere."""
    actors = ACTORS | {f"a{n}": actor(name=name) for n, name in enumerate(NAMES)}
    cast = [{"actor": name, "role": "a part"} for name in actors]
    evidence = [
        {"id": f"e{n}", "title": name, "publisher": name, "url": "https://m.example/{a}?b=%20&c"}
        for n, name in enumerate(NAMES)
    ]
    shown = [{"actor": f"a{n}", "shown_by": "e0"} for n in range(9)]
    claims = [
        claim(text=NAMES[0], attribution=[*shown, hop()], extensions={"tool": NAMES[2]}),
        own_claim("met", "Ministers met", text="=1+1"),
    ]
    value = briefing(
        cast=cast,
        evidence=evidence,
        claims=claims,
        source={"headline": NAMES[1]},
        extensions={"tool": {"kept": NAMES}},
    )
    made = compiled(root, articles={"2031-04-28-drill": (TEXT, value)}, actors=actors)
    assert made.diagnostics == ()
    return made.corpus


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """The project's own corpus, what is rare, and what is hostile."""
    found = {
        "project": compile_corpus(PROJECT).corpus,
        "every-field": every_field(tmp_path_factory.mktemp("every-field")),
        "words": _hostile(tmp_path_factory.mktemp("words")),
    }
    name = "ids-in-other-scripts"
    root = lay(EXAMPLES / "valid" / name, tmp_path_factory.mktemp(name))
    return found | {name: compile_corpus(root).corpus}


each = pytest.mark.parametrize("name", ["project", "words", "ids-in-other-scripts"])


def written(export: str, corpus: Corpus) -> dict[str, bytes]:
    return {name: b"".join(pieces) for name, pieces in EXPORTS[export].files(corpus, ABOUT)}


# --- tables: Frictionless ------------------------------------------------------------------------


def _package(corpus: Corpus, folder: Path) -> Path:
    for name, data in written("csv", corpus).items():
        (folder / name).write_bytes(data)
    return folder / "datapackage.json"


@pytest.mark.parametrize("name", ["project", "every-field", "words"])
def test_frictionless_reads_every_value(
    name: str, corpora: dict[str, Corpus], tmp_path: Path
) -> None:
    place = _package(corpora[name], tmp_path)
    report = frictionless.validate(str(place))
    assert report.valid, report.flatten(["name", "rowNumber", "message"])
    package = frictionless.Package(str(place))
    tables = tables_of(TABLES, corpora[name].declared)
    for table, resource in zip(tables, package.resources, strict=True):
        names = [column.name for column in table.columns]
        sources = (corpora[name],) if table.of_corpus else corpora[name].articles
        found = (row for source in sources for row in table.rows_of(corpora[name], source))
        expected = [dict(zip(names, row, strict=True)) for row in found]
        rows = [row.to_dict() for row in resource.read_rows()]
        assert [_plain(row) for row in rows] == [_in_a_spreadsheet(row) for row in expected]


def test_frictionless_notices_a_key_that_leads_nowhere(
    corpora: dict[str, Corpus], tmp_path: Path
) -> None:
    place = _package(corpora["words"], tmp_path)
    package = json.loads(place.read_bytes())
    kept = {"briefings", "stories", "actors", "cast"}
    package["resources"] = [one for one in package["resources"] if one["name"] in kept]
    place.write_text(json.dumps(package))
    assert frictionless.validate(str(place)).valid
    actors = tmp_path / "actors.csv"
    actors.write_bytes(b"".join(actors.read_bytes().splitlines(keepends=True)[:2]))
    assert "foreign-key" in {kind for [kind] in frictionless.validate(str(place)).flatten(["type"])}


def _plain(row: Row) -> Row:
    plain = {name: str(v) if isinstance(v, dt.date) else v for name, v in row.items()}
    return {name: float(v) if isinstance(v, Decimal) else v for name, v in plain.items()}


def _in_a_spreadsheet(row: Row) -> Row:
    """With the sign that keeps a spreadsheet from running a text."""
    runs = ("=", "+", "-", "@", "\t", "\r")
    return {
        name: f"'{v}" if isinstance(v, str) and v.startswith(runs) else v for name, v in row.items()
    }


# --- the bibliography: bibtexparser and citeproc-py ----------------------------------------------


@each
def test_bibtexparser_reads_the_bibliography(name: str, corpora: dict[str, Corpus]) -> None:
    library = _library(written("bibtex", corpora[name])["sources.bib"].decode())
    expected = list(bibliography.entries(corpora[name]))
    assert len({entry.key for entry in library.entries}) == len(expected)
    for read, entry in zip(library.entries, expected, strict=True):
        assert read.entry_type == ("online" if entry.url else "misc")
        fields = {field.key: field.value for field in read.fields}
        # pylatexenc takes an accent without a letter for \textasciicircum.
        assert fields["title"].replace("\u02c6", "^") == entry.title
        assert (fields.get("organization") or "").replace("\u02c6", "^") == (entry.publisher or "")
        assert fields.get("urldate") == (str(entry.retrieved) if entry.retrieved else None)


@settings(max_examples=50)
@given(models(Evidence))
def test_any_evidence_comes_back_from_the_bibliography(item: Evidence) -> None:
    """All but what BibTeX has no way to say: a date that biblatex does not read."""
    texts = {name: _line(getattr(item, name) or "") for name in ("title", "publisher", "note")}
    addresses = {name: getattr(item, name) and "https://m.example/" for name in _ADDRESSES}
    item = item.model_copy(update={**texts, **addresses})
    article = sound(TEXT)
    model = article.briefing.model_copy(update={"evidence": (item,)})
    corpus: Any = SimpleNamespace(articles=[replace(article, briefing=model)], actors={})
    told = item.model_dump(mode="json", exclude={"article", "relays"}, exclude_none=True)
    [_, csl] = json.loads(b"".join(bibliography.csl_json(corpus)))
    read = {name: csl[field] for name, field in _OF_CSL.items() if field in csl}
    if "accessed" in csl:
        read["retrieved"] = str(dt.date(*csl["accessed"]["date-parts"][0]))
    assert {"id": csl["id"].partition("#")[2], **read} == _without(told, "date")
    assert _days(csl.get("issued")) == (item.date and _days_of(item.date))
    [_, entry] = _library(b"".join(bibliography.bibtex(corpus)).decode()).entries
    fields = {field.key: field.value.replace("\u02c6", "^") for field in entry.fields}
    for name, field in _OF_BIBTEX.items():
        assert fields.get(field, "") == told.get(name, "").replace("\u02c6", "^")
    if "date" in fields:  # biber reads a date as it stands, this middleware as TeX
        assert fields["date"].replace("\u00a0", "~") == told["date"]


def _line(text: str) -> str:
    return " ".join(one_line(text).split())


_ADDRESSES = ("url", "archived_url")
_OF_CSL = {
    "title": "title",
    "publisher": "publisher",
    "url": "URL",
    "archived_url": "archive_location",
    "language": "language",
    "note": "note",
}
_OF_BIBTEX = {"title": "title", "publisher": "organization", "url": "url", "note": "annotation"}


def _library(text: str) -> bibtexparser.Library:
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    return library


def _without(row: Row, name: str) -> Row:
    return {key: value for key, value in row.items() if key != name}


def _days(issued: Any) -> Any:
    """The days that a date of CSL can mean, or its words."""
    if issued is None or "literal" in issued:
        return issued and issued["literal"]
    first, last = issued["date-parts"][0], issued["date-parts"][-1]
    year, month = last[0], last[1] if len(last) > 1 else 12
    day = last[2] if len(last) > 2 else monthrange(year, month)[1]
    return dt.date(*first, *[1] * (3 - len(first))), dt.date(year, month, day)


def _days_of(date: EdtfDate) -> Any:
    return (date.earliest, date.latest) if date.earliest and date.latest else date.text


@each
def test_citeproc_reads_and_prints_the_bibliography(name: str, corpora: dict[str, Corpus]) -> None:
    """It warns of fields that it does not know, and warnings are errors."""
    items = json.loads(written("csl-json", corpora[name])["sources.json"])
    source = CiteProcJSON(items)
    assert source.keys() == {item["id"] for item in items}
    # citeproc-py 0.11 cannot print a range of days.
    printed = [key for key in source if not isinstance(source[key].get("issued"), DateRange)]
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for key in printed:
        made.register(citeproc.Citation([citeproc.CitationItem(key)]))
    lines = "\n".join(map(str, made.bibliography()))
    assert all(str(source[key].title) in lines for key in printed)


# --- feeds: feedparser ---------------------------------------------------------------------------


@each
def test_feedparser_reads_the_feeds(name: str, corpora: dict[str, Corpus]) -> None:
    files = data_files(corpora[name], Site("A & B", "About <them>", url=ABOUT.url))
    for feed in ("feed", "assessments", "changes"):
        read = feedparser.parse(files[f"{feed}.xml"], sanitize_html=False)
        assert (read.bozo, read.version) == (False, "atom10")
        told = json.loads(files[f"{feed}.json"])
        assert read.feed.title == told["title"]
        assert read.feed.link == told["home_page_url"]
        assert [(e.id, e.link, e.title, e.summary, e.updated) for e in read.entries] == [
            (i["id"], i["url"], i["title"], i["content_text"], i["date_modified"])
            for i in told["items"]
        ]
        days = [entry.updated_parsed[:3] for entry in read.entries]
        assert all(newer >= older for newer, older in pairwise(days))


@each
def test_json_feed_keeps_its_rules(name: str, corpora: dict[str, Corpus]) -> None:
    """https://www.jsonfeed.org/version/1.1/, for which feedparser has no eyes."""
    files = data_files(corpora[name], Site("A & B", "About <them>", url=ABOUT.url))
    for feed in ("feed", "assessments", "changes"):
        assert list(_faults_of_feed(json.loads(files[f"{feed}.json"]))) == []


def _faults_of_feed(feed: Row) -> Iterator[str]:
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield "version"
    if not isinstance(feed["title"], str):
        yield "title"
    for name in ("home_page_url", "feed_url"):
        if not feed[name].startswith("https://"):
            yield name
    for author in feed["authors"]:
        if not {"name", "url", "avatar"} & author.keys():
            yield "an author of nothing"
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) != len(ids):
        yield "one id for two"
    for item in feed["items"]:
        yield from _faults_of_item(item)


def _faults_of_item(item: Row) -> Iterator[str]:
    if not isinstance(item["id"], str):
        yield f"id {item['id']}"
    if not {"content_html", "content_text"} & item.keys():
        yield f"{item['id']} without a content"
    if dt.datetime.fromisoformat(item["date_modified"]).tzinfo is None:
        yield f"{item['id']}: a time without a zone"
