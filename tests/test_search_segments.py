"""The index put together from stored parts: what it says, and always in the same bytes."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search import PagefindError, Unit, index, parts, segments, update_index
from generator.search.index import parts_of, told_lengths
from generator.search.segments import decode, encode
from tests.search_indexes import content_of, files_of, whole_index
from tests.search_sites import (
    WORDS,
    Forgetful,
    Memory,
    Text,
    html_of,
    records_of,
    site_of,
    update,
)


@pytest.fixture(autouse=True, scope="module")
def _short_parts() -> Iterator[None]:
    """Cut filters as those of large sites are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "PART", 3)
        patch.setattr(index, "FEW", 1)
        yield


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several segments, batches and ranges of words, however small the site."""
    monkeypatch.setattr(parts, "_SPAN", 3)
    monkeypatch.setattr(parts, "_BATCH_UNITS", 4)
    monkeypatch.setattr(segments, "_AT_ONCE", 50)


def test_the_index_says_what_pagefinds_own_would_say(tmp_path: Path) -> None:
    site = site_of()
    for url, text in site.items():
        (tmp_path / "site" / url).mkdir(parents=True)
        (tmp_path / "site" / url / "index.html").write_text(html_of(url, text), "utf-8")
    records = [record for url, text in site.items() for record in records_of(url, text)]
    files, report = update(tmp_path / "index", site, Memory())
    ours, theirs = content_of(files), content_of(whole_index(tmp_path / "site", records))
    assert report.merged > 2
    assert any(form for _, form in ours.words)
    assert ours == theirs


def test_chunks_are_cut_where_pagefind_cuts_them(tmp_path: Path) -> None:
    """Which chunk is loaded decides which longer words a search finds."""
    claims = tuple(f"w{n % 97} prefix{n % 89} " * 30 for n in range(600))
    site = {f"a/{at}/": Text("few words", claims[at::4]) for at in range(4)}
    (tmp_path / "site").mkdir()
    for url, text in site.items():
        (tmp_path / "site" / url).mkdir(parents=True)
        (tmp_path / "site" / url / "index.html").write_text(html_of(url, text), "utf-8")
    records = [record for url, text in site.items() for record in records_of(url, text)]
    ours = content_of(update(tmp_path / "index", site, Memory())[0])
    assert len(ours.chunks) > 1
    assert ours == content_of(whole_index(tmp_path / "site", records))


def test_pages_come_before_claims_and_both_by_address(tmp_path: Path) -> None:
    files, _ = update(tmp_path, site_of(), Memory())
    urls = list(content_of(files).lengths)
    claims = ["#" in url for url in urls]
    assert claims == sorted(claims)
    pages = [url for url in urls if "#" not in url]
    assert pages == sorted(pages)


@given(st.integers(1, 10**6))
def test_lengths_of_claims_are_told_as_powers_of_two_and_those_of_pages_as_they_are(
    length: int,
) -> None:
    page, claim = told_lengths([length, length], 1)
    assert page == length
    assert claim.bit_count() == 1
    assert length / 2**0.5 <= claim <= length * 2**0.5
    assert told_lengths([0], 0) == [0]


_VALUES = st.dictionaries(
    st.text(min_size=1), st.lists(st.integers(0, 99), min_size=1).map(sorted), max_size=60
)


@given(_VALUES)
def test_a_value_is_in_the_last_part_that_does_not_begin_behind_it(
    values: dict[str, list[int]],
) -> None:
    found = parts_of(values)
    firsts = [_units(first) for first, _ in found]
    assert firsts[0] == b""
    assert firsts == sorted(set(firsts))
    assert {value: n for _, part in found for value, n in part.items()} == values
    assert len(found) == 1 or len(values) > index.FEW
    for value in values:
        own = max(at for at, first in enumerate(firsts) if first <= _units(value))
        assert value in found[own][1]


def _units(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


# --- the same bytes ---------------------------------------------------------------------------

_TEXTS = st.builds(
    Text,
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    st.lists(st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join), max_size=2).map(tuple),
    st.booleans(),
    st.sampled_from(("Disputed", "Supported")),
)
_URLS = st.sampled_from([f"{kind}/{number}/" for kind in "ab" for number in range(6)])
_EDITS = st.lists(
    st.dictionaries(_URLS, st.none() | _TEXTS, min_size=1, max_size=4), min_size=2, max_size=4
)


@settings(max_examples=12)
@given(_EDITS)
def test_any_edits_give_the_bytes_of_a_clean_run(
    tmp_path_factory: pytest.TempPathFactory, edits: list[dict[str, Text | None]]
) -> None:
    folder, store = tmp_path_factory.mktemp("index"), Memory()
    site: dict[str, Text] = {}
    for edit in edits:
        site |= {url: text for url, text in edit.items() if text}
        site = {url: text for url, text in site.items() if edit.get(url, text)}
        files, _ = update(folder, site, store)
    clean, _ = update(tmp_path_factory.mktemp("clean"), dict(reversed(site.items())), Forgetful())
    assert files == clean


def test_one_edit_costs_one_unit_and_one_segment(tmp_path: Path) -> None:
    site, store = site_of(), Memory()
    _, first = update(tmp_path, site, store)
    assert (first.units, first.analysed, first.reused) == (14, 14, 0)
    files, again = update(tmp_path, site, store)
    assert (again.analysed, again.merged, again.written) == (0, 0, 0)
    assert again.size == sum(map(len, files.values())) == first.size
    url = "b/page-1/"
    site[url] = replace(site[url], claims=("an edited claim", "another"))
    files, edited = update(tmp_path, site, store)
    assert (edited.analysed, edited.merged) == (1, 1)
    assert edited.size == sum(map(len, files.values()))
    site["b/page-15/"] = Text("another")
    _, added = update(tmp_path, site, store)
    assert (added.analysed, added.merged) == (1, 1)


def test_nothing_is_analysed_and_pagefind_not_started_for_a_lost_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, store = site_of(), Memory()
    files, _ = update(tmp_path / "first", site, store)
    monkeypatch.setattr(parts, "analyse", None)
    again, report = update(tmp_path / "second", site, store)
    assert again == files
    assert (report.merged, report.written) == (0, len(files))


def test_a_site_without_pages_has_an_index(tmp_path: Path) -> None:
    files, report = update(tmp_path, {}, Memory())
    assert content_of(files).lengths == {}
    assert report.documents == 0
    assert "pagefind.js" in files


def test_metadata_that_the_search_does_not_know_is_said(tmp_path: Path) -> None:
    page = "<html><body><main data-pagefind-body><p data-pagefind-meta='mood'>x</p></main></body>"
    with pytest.raises(PagefindError, match=r"metadata that the search does not know: .*mood"):
        update_index(tmp_path, [Unit("x/", "", lambda: (page, []))], Memory(), 1)


def test_what_the_index_has_in_the_store_is_said_and_the_rest_can_go(tmp_path: Path) -> None:
    site, store = site_of(), Memory()
    _, report = update(tmp_path, site, store)
    assert set(report.used) == set(store.held)
    assert len(report.used) == len(set(report.used))
    site["b/page-1/"] = Text("edited")
    del site["c/page-2/"]
    files, report = update(tmp_path, site, store)
    assert set(report.used) < set(store.held)
    store.held = {entry: store.held[entry] for entry in report.used}
    again, report = update(tmp_path / "again", site, store)
    assert (again, report.analysed, report.merged) == (files, 0, 0)


# --- what is stored is not trusted ------------------------------------------------------------


_GZIP = b"\x1f\x8b"  # so begins a file of results


def _foreign(data: bytes) -> bytes:
    """The entry of another key, in the right form."""
    if not data or data.startswith(_GZIP):
        return gzip.compress(b'["another result"]')
    value = cbor2.loads(data)
    if isinstance(value, dict):
        return cbor2.dumps({"../pagefind.js": b"", **value})
    return cbor2.dumps([value[0], "0" * 64, *value[2:]])


def _led_out(data: bytes) -> bytes:
    """An entry that would have files written elsewhere."""
    if not data or data.startswith(_GZIP):
        return data + b"led out"
    value = cbor2.loads(data)
    if isinstance(value, dict):
        value["/outside"] = b""
    else:
        for unit in value[2]:
            unit[0] = "../../../x"
    return cbor2.dumps(value)


_DAMAGE: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "another form": lambda _: cbor2.dumps({"x": 1}),
    "a list of nothing": lambda _: cbor2.dumps([1, "", [[]], [[], {}, [], b"", b""], None]),
    "huge": lambda _: b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
    "foreign": _foreign,
    "led out": _led_out,
}


@pytest.mark.parametrize("damage", _DAMAGE)
@pytest.mark.parametrize(
    "kinds", [("unit", "segment"), ("results",), ("segment",), ("program",), ("index",)]
)
def test_damaged_entries_are_made_anew(damage: str, kinds: Sequence[str], tmp_path: Path) -> None:
    site, store = site_of(6), Memory()
    files, _ = update(tmp_path / "first", site, store)
    sound = dict(store.held)
    for (kind, key), data in sound.items():
        if kind.removeprefix("search-") in kinds:
            store.held[kind, key] = _DAMAGE[damage](data)
    again, _ = update(tmp_path / "second", site, store)
    assert again == files
    third, report = update(tmp_path / "third", site, store)
    assert set(report.used) == set(store.held)
    assert (third, report.analysed, report.merged) == (files, 0, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second", "third"]


def test_an_entry_of_another_pagefind_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, store = site_of(4), Memory()
    update(tmp_path, site, store)
    monkeypatch.setattr("generator.search.cache.identity", lambda: "another")
    _, report = update(tmp_path, site, store)
    assert report.analysed == 4


_VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=3) | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=2), inner),
)


@given(
    st.binary(max_size=60)
    | st.lists(_VALUES, max_size=4).map(
        lambda values: cbor2.dumps([segments.FORMAT, "key", *values])
    )
)
def test_no_bytes_are_a_traceback(data: bytes) -> None:
    decode("key", data)


@given(st.data())
def test_an_entry_with_any_one_value_changed_is_read_or_refused(data: st.DataObject) -> None:
    lists = segments.Lists.of([("a", segments.PostingList(1, 0, 0, 2, b"\x80\x80"))])
    run = segments.Documents([3], {"kind": {"Claim": [0]}}, lists)
    unit = segments.Unit("0" * 12, 1, 1, 40)
    entry = encode("key", segments.Segment([unit], run, run))
    assert decode("key", entry) == segments.Segment([unit], run, run)
    value = cbor2.loads(entry)
    place: Any = value
    while True:
        at = data.draw(
            st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
        )
        if isinstance(place[at], list | dict) and place[at] and data.draw(st.booleans()):
            place = place[at]
            continue
        place[at] = data.draw(st.sampled_from([None, -1, 2**40, "", "b", b"", [], {}, [None]]))
        break
    segment = decode("key", cbor2.dumps(value))
    if segment:
        segments.merged([segment, segment])


# --- a search works at every moment -----------------------------------------------------------


def test_a_run_that_breaks_off_leaves_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, store = site_of(5), Memory()
    before, _ = update(tmp_path, site, store)
    site["a/page-0/"] = Text("something else")
    clean, _ = update(tmp_path.with_name("clean"), site, Memory())
    for name in ("add_chunk", "add_table", "finish", "_replace"):
        with monkeypatch.context() as broken:
            broken.setattr(f"generator.search.folder.Folder.{name}", _break)
            with pytest.raises(InterruptedError):
                update(tmp_path, site, store)
        assert content_of(files_of(tmp_path)) == content_of(before)
    assert update(tmp_path, site, store)[0] == clean


def _break(*_: object) -> None:
    raise InterruptedError


def test_what_an_earlier_run_left_half_written_is_written_again(tmp_path: Path) -> None:
    site = site_of(5)
    clean, _ = update(tmp_path / "clean", site, Memory())
    for file in clean:
        path = tmp_path / "index" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    (tmp_path / "index" / "data" / "0.pf_data").write_bytes(b"of an older index")
    (tmp_path / "index" / "fragment").mkdir()
    (tmp_path / "index" / "fragment" / "0.pf_fragment").write_bytes(b"of one of another form")
    assert update(tmp_path / "index", site, Memory())[0] == clean
    assert {path.name for path in (tmp_path / "index").iterdir() if path.is_dir()} == {
        "data",
        "index",
    }
    (tmp_path / "index" / "pagefind-entry.json").write_text(json.dumps({"languages": 3}), "utf-8")
    assert update(tmp_path / "index", site, Memory())[0] == clean
