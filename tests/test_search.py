"""The search index: the same bytes every time, and each claim a record of its own."""

import base64
import gzip
import json
import sys
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import cbor2
import pytest

from generator.pages.page import SearchRecord
from generator.search import PagefindError, write_index
from tests.search_indexes import files_of, unpacked

_PAGE = (
    "<!doctype html><html lang='en'><head><title>{0}</title></head><body><main "
    "data-pagefind-body data-pagefind-filter='kind:{1}'><h1>{0}</h1><p>words of {0}</p></main>"
)


def _site(folder: Path) -> Path:
    for number in range(12):
        path = folder / f"page-{number}" / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(_PAGE.format(f"page {number}", ("Actor", "Briefing", "Topic")[number % 3]))
    return folder


def _records() -> list[SearchRecord]:
    return [
        SearchRecord(
            url=f"page-1/#claim-{number}",
            title=f"Claim {number}",
            content=f"Claim {number} about rivers",
            chain="Ada Fable, as reported by the Gazette",
            filters=(("kind", "Claim"), ("status", ("Disputed", "Supported")[number % 2])),
        )
        for number in range(6)
    ]


def _index(folder: Path) -> dict[str, bytes]:
    write_index(_site(folder), _records())
    return files_of(folder / "pagefind")


def test_the_same_site_gives_the_same_index(tmp_path: Path) -> None:
    first = _index(tmp_path / "first")
    assert [_index(tmp_path / f"again-{number}") == first for number in range(3)] == [True] * 3


def test_every_file_that_the_index_names_is_there(tmp_path: Path) -> None:
    index = _index(tmp_path)
    entry = json.loads(index["pagefind-entry.json"])
    (language,) = entry["languages"].values()
    assert language["page_count"] == 12 + 6
    meta = f"pagefind.{language['hash']}.pf_meta"
    _, _, chunks, *_ = cbor2.loads(unpacked(index[meta]))
    results = [name for name, *_ in _loaded(index, entry["units"])]
    tables = [table for _, table in chain(*entry["filters"].values())]
    ours = [entry["units"], *tables, *results]
    named = {meta, *(f"data/{name}.pf_data" for name in ours)}
    named |= {f"index/{name}.pf_index" for _, _, name in chunks}
    assert {name for name in index if ".pf_" in name} == named
    assert sorted(entry["filters"]) == ["kind", "status"]
    [[_, kinds]] = entry["filters"]["kind"]
    values = _loaded(index, kinds)
    assert [value for value, _ in values] == ["Actor", "Briefing", "Claim", "Topic"]


def _loaded(index: Mapping[str, bytes], name: str) -> Any:
    return json.loads(gzip.decompress(index[f"data/{name}.pf_data"]))


def _results(index: Mapping[str, bytes]) -> list[Any]:
    """What the file of each unit holds."""
    units = _loaded(index, json.loads(index["pagefind-entry.json"])["units"])
    return [_loaded(index, name) for name, *_ in units]


def test_a_page_and_its_claims_have_one_file_of_results(tmp_path: Path) -> None:
    results = _results(_index(tmp_path))
    assert sorted(map(len, results)) == [1] * 11 + [1 + 6]
    page, claim, *_ = max(results, key=len)
    assert page == ["page-1/", "Page", "page 1", "page 1. words of page 1.", 2, "", ""]
    assert claim == [
        "page-1/#claim-0",
        "Claim",
        "Claim 0",
        "",  # nothing of it is shown
        0,
        "Ada Fable, as reported by the Gazette",
        "",
    ]


def test_labels_are_not_joined_to_their_values(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    facts = (
        "<dl><div><dt>Appears in</dt><dd>Rivers</dd></div><div><dt>By</dt><dd>Ada</dd></div></dl>"
    )
    page.write_text(_PAGE.format("facts", "Actor").replace("</main>", f"{facts}</main>"), "utf-8")
    write_index(tmp_path, [])
    (((_, _, _, content, *_),),) = _results(files_of(tmp_path / "pagefind"))
    assert "Appears" not in content
    assert {"Rivers", "Ada"} <= set(content.replace(".", " ").split())


def test_pagefinds_own_search_boxes_are_left_out(tmp_path: Path) -> None:
    assert [name for name in _index(tmp_path) if "ui" in name or "highlight" in name] == []


def _pagefind(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Put a script in the place of Pagefind's binary."""
    binary = folder / "pagefind-stand-in"
    binary.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    binary.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(binary))


def test_a_pagefind_that_stops_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _pagefind(monkeypatch, tmp_path, "import sys; sys.exit(3)\n")
    with pytest.raises(PagefindError, match="has stopped before the index was complete"):
        write_index(tmp_path, _records())


def test_a_pagefind_that_stops_amid_the_records_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What it leaves unread is more than a pipe holds, and must not hide why."""
    answer = base64.b64encode(b'{"payload": {"type": "NewIndex", "index_id": 0}}').decode()
    _pagefind(monkeypatch, tmp_path, f"print({answer!r}, end=',', flush=True)\n")
    many = [SearchRecord(f"#{n}", "Claim", "word " * 50_000, "", ()) for n in range(4)]
    with pytest.raises(PagefindError, match="has stopped before the index was complete"):
        write_index(tmp_path, many)


def test_a_request_that_pagefind_refuses_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer = base64.b64encode(b'{"payload": {"type": "Error", "message": "no room"}}').decode()
    _pagefind(monkeypatch, tmp_path, f"print({answer!r}, end=',', flush=True); input()\n")
    with pytest.raises(PagefindError, match="NewIndex: no room"):
        write_index(tmp_path, _records())


def test_many_records_neither_block_nor_get_lost(tmp_path: Path) -> None:
    records = [
        SearchRecord(f"page-1/#c{n}", f"Claim {n}", "word " * 200, "", (("kind", "Claim"),))
        for n in range(3000)
    ]
    write_index(_site(tmp_path), records)
    index = files_of(tmp_path / "pagefind")
    entry = json.loads(index["pagefind-entry.json"])
    assert entry["languages"]["en"]["page_count"] == 12 + 3000
    assert sum(map(len, _results(index))) == 12 + 3000
