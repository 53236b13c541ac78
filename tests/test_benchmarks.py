"""The benchmark's corpus is sound and the same on every run; its tables say what is reached."""

import hashlib
import sys
from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._exports import EXPORTS
from article_briefings.input._yaml_reader import plain_value
from benchmarks import exports
from benchmarks.compare_builds import differences
from benchmarks.corpus import make_corpus
from benchmarks.table import targets


def _digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    parts = [f"{path.relative_to(folder)}\0".encode() + path.read_bytes() for path in files]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@pytest.mark.parametrize("full", [False, True])
def test_the_corpus_has_no_problems_and_is_the_same_every_time(tmp_path: Path, full: bool) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    made = make_corpus(one, 60, full)
    make_corpus(two, 60, full)
    assert _digest(one) == _digest(two)
    compiled = compile_corpus(one)
    assert compiled.diagnostics == ()
    assert len(compiled.corpus.articles) == made.articles
    claims = sum(len(article.briefing.claims) for article in compiled.corpus.articles)
    assert claims == made.claims
    assert all((one / path).exists() for path in (made.newest, made.middle, made.rare_actor))


def test_in_the_full_corpus_every_article_has_everything(tmp_path: Path) -> None:
    make_corpus(tmp_path, 12, full=True)
    for article in compile_corpus(tmp_path).corpus.articles:
        briefing = article.briefing
        assert briefing.source.outlet
        assert briefing.source.url
        assert briefing.evidence
        assert briefing.events
        assert all(claim.judged for claim in briefing.claims if claim.attribution)


def test_the_quick_reader_reads_every_file_of_the_corpus(tmp_path: Path) -> None:
    make_corpus(tmp_path, 60)
    files = sorted(tmp_path.rglob("*.yml"))
    assert files
    assert [path.name for path in files if plain_value(path.read_text("utf-8")) is None] == []


def test_the_corpus_has_several_scripts_in_texts_and_ids(tmp_path: Path) -> None:
    make_corpus(tmp_path, 60)
    corpus = compile_corpus(tmp_path).corpus
    languages = {article.briefing.source.language for article in corpus.articles}
    assert languages == {"en", "hy", "ru", "fa"}
    assert any(not article.slug.isascii() for article in corpus.articles)
    assert any(not name.isascii() for name in corpus.actors)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_every_export_is_measured() -> None:
    found = exports.measure(3)
    assert {cost.name.partition(",")[0] for cost in found.costs} == {*EXPORTS, "schema.org"}
    assert all(cost.files and cost.size for cost in found.costs)


def _figures(cold: float, edit: float) -> dict[str, Any]:
    side = {"milliseconds": [100.0], "search_bytes": 1_000, "all_bytes": 2_000}
    seconds = {"cold": [cold], "claim-unsearched": [edit], "material": [40.0], "hugo": [1.0]}
    return {
        "seconds": seconds,
        "sizes": {"median_page": 70_000},
        "memory": {"without_pagefind": 2**30, "all": 2**31},
        "search": {name: {"ours": side, "peer": side} for name in ("common", "rare", "filter")},
    }


def test_a_target_says_by_how_much_it_is_missed() -> None:
    rows = [target.row() for target in targets({"1000": _figures(cold=30, edit=3)})]
    assert "| 1,000 | cold build against MkDocs with Material | 0.52 | 0.75 | no: 1.4 × |" in rows
    assert "| 1,000 | one claim edited, without search | 2 s | 3 s | no: 1.5 × |" in rows
    assert (
        "| 1,000 | one claim edited in `serve`, save to served | 0.8 s | not measured | |" in rows
    )
    assert "| 5,000 | cost per briefing, cold, against 1,000 | 1.15 | not measured | |" in rows


def test_every_byte_that_differs_between_two_builds_is_named(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
        (folder / "same.html").write_text("one\ntwo\n", "utf-8")
        (folder / "line.html").write_text(f"one\n<p>{folder.name}</p>\n", "utf-8")
    (before / "gone.txt").write_text("", "utf-8")
    (after / "new.txt").write_text("", "utf-8")
    changed = "line.html: 18 bytes, now 17; from line 2"
    assert differences(before, after) == ["gone.txt: gone", changed, "new.txt: new"]
    assert differences(before, after, skip=["*.txt"]) == [changed]
    assert differences(before, after, ["<p>.*</p>"], ["*.txt"]) == []
