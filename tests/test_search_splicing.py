"""Changed units put into the last index: always what all units would be joined to."""

import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search import chunks
from generator.search.cache import Cache
from generator.search.chunks import all_words, chunk_of, cut
from generator.search.finished import loaded
from generator.search.index import runs_of, table_of, values_of
from generator.search.segments import (
    Documents,
    Lists,
    PostingList,
    Segment,
    Unit,
    joined_filters,
)
from generator.search.splicing import (
    changed_filters,
    changes_of,
    spliced_chunks,
    spliced_filter,
    spliced_lengths,
)
from tests.search_sites import WORDS, Forgetful, Memory, Text, site_of, update

Counts = Mapping[str, int]
"""A document: how often each word or form of one stands in it."""


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_FULL", 12)


def _list(places: Sequence[tuple[int, int]]) -> PostingList:
    """The posting list of documents with a number of places in each."""
    numbers = [number for number, _ in places]
    steps = [0, *(b - a for a, b in pairwise(numbers))]
    postings = b"".join(
        cbor2.dumps([step, list(range(count)), [-1]])
        for step, (_, count) in zip(steps, places, strict=True)
    )
    weight = sum(count + 2 for _, count in places)
    return PostingList(len(places), numbers[0], numbers[-1], weight, postings[2:])


def _run(texts: Sequence[Counts]) -> Documents:
    found: dict[str, list[tuple[int, int]]] = {}
    filters: dict[str, dict[str, list[int]]] = {}
    for number, text in enumerate(texts):
        for key, count in text.items():
            found.setdefault(key, []).append((number, count))
            filters.setdefault(f"words-{count % 3}", {}).setdefault(key, []).append(number)
    lists = Lists.of([(key, _list(found[key])) for key in sorted(found)])
    return Documents([len(text) for text in texts], filters, lists)


def _segment(pages: Sequence[Counts], claims: Sequence[Counts]) -> Segment:
    return Segment([Unit("0" * 12, len(pages), len(claims), 1)], _run(pages), _run(claims))


_KEYS = [f"{word}{n}" for word in ("cafe", "a", "کنعان") for n in range(9)]
_FORMS = [*_KEYS, *(f"{key}\0{key}é" for key in _KEYS[::2]), *(f"{key}\0Z" for key in _KEYS[::3])]
_TEXT = st.dictionaries(st.sampled_from(_FORMS), st.integers(0, 30), max_size=6)
_UNIT = st.tuples(st.integers(0, 1), st.integers(0, 3)).flatmap(
    lambda counts: st.tuples(
        *(st.lists(_TEXT, min_size=count, max_size=count) for count in counts),
        *(st.none() | st.lists(_TEXT, min_size=count, max_size=count) for count in counts),
    )
)


@given(st.lists(_UNIT, min_size=1, max_size=8))
def test_the_changed_units_give_what_all_units_give(
    units: list[tuple[list[Counts], list[Counts], list[Counts] | None, list[Counts] | None]],
) -> None:
    old = [_segment(pages, claims) for pages, claims, _, _ in units]
    new = [
        _segment(pages if edited is None else edited, claims if others is None else others)
        for pages, claims, edited, others in units
    ]
    changes = changes_of(
        [unit for segment in old for unit in segment.units],
        {at: both for at, both in enumerate(zip(old, new, strict=True)) if both[0] != both[1]},
    )
    before, after = runs_of(old), runs_of(new)
    there = [chunk_of(words) for words in cut(all_words(before))]
    wanted = [chunk_of(words) for words in cut(all_words(after))]
    known = {chunk.name: data for chunk, data in there}
    spliced = list(spliced_chunks([chunk for chunk, _ in there], changes, known.__getitem__))
    assert [(chunk, data or known[chunk.name]) for chunk, data in spliced] == wanted
    lengths = [length for run in before for length in run.lengths]
    assert spliced_lengths(lengths, changes) == [n for run in after for n in run.lengths]
    filters = joined_filters(before)
    for name in changed_filters(changes):
        values = values_of(table_of(filters.get(name, {})))
        filters[name] = spliced_filter(name, values, changes)
    assert {name: values for name, values in filters.items() if values} == joined_filters(after)


# --- whole runs -------------------------------------------------------------------------------

_URLS = tuple(f"{kind}/{number}/" for kind in "abc" for number in range(4))
_WORDS_OF = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


def _texts(claims: int) -> st.SearchStrategy[Text]:
    return st.builds(
        Text,
        _WORDS_OF,
        st.tuples(*[_WORDS_OF.filter(bool)] * claims),
        st.just(True),
        st.sampled_from(("Disputed", "Supported")),
    )


_EDITS = st.lists(
    st.tuples(st.sampled_from(range(len(_URLS))), st.integers(0, 9)).flatmap(
        # Now and then there is a claim more or less.
        lambda edit: st.tuples(st.just(_URLS[edit[0]]), _texts(edit[0] % 3 + (edit[1] == 9)))
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=15)
@given(_EDITS)
def test_edit_after_edit_gives_the_bytes_of_a_clean_run(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, Text]]
) -> None:
    folder, store = tmp_path_factory.mktemp("index"), Memory()
    site = {url: Text("rivers", ("a claim",) * (at % 3)) for at, url in enumerate(_URLS)}
    update(folder, site, store)
    for url, text in edits:
        counts = len(site[url].claims), len(text.claims)
        site[url] = text
        files, report = update(folder, site, store)
        assert report.spliced or report.written == 0 or counts[0] != counts[1]
        clean, again = update(tmp_path_factory.mktemp("clean"), site, Forgetful())
        assert files == clean
        assert (report.documents, report.size) == (again.documents, again.size)


def _edited(site: dict[str, Text], url: str = "b/page-1/") -> dict[str, Text]:
    return site | {url: replace(site[url], words="edited words", status="Supported")}


def _clean(folder: Path, site: dict[str, Text]) -> dict[str, bytes]:
    return update(folder, site, Forgetful())[0]


def test_an_edit_is_put_into_the_last_index(tmp_path: Path) -> None:
    site, store = site_of(), Memory()
    update(tmp_path / "index", site, store)
    for url in ("b/page-1/", "c/page-2/", "a/page-3/"):
        site = _edited(site, url)
        files, report = update(tmp_path / "index", site, store)
        assert (report.spliced, report.analysed, report.merged) == (True, 1, 0)
        assert files == _clean(tmp_path / url, site)
    _, report = update(tmp_path / "index", site, store)
    assert (report.spliced, report.written) == (False, 0)


def test_files_that_do_not_belong_to_the_index_are_taken_away(tmp_path: Path) -> None:
    site, store = site_of(), Memory()
    files, _ = update(tmp_path, site, store)
    (tmp_path / "data" / "of-no-index.pf_data").write_bytes(b"")
    again, report = update(tmp_path, site, store)
    assert report.spliced
    assert again == files


def _another_claim(site: dict[str, Text]) -> dict[str, Text]:
    return site | {"b/page-1/": replace(site["b/page-1/"], claims=("one", "two", "three"))}


def _nearly_all(site: dict[str, Text]) -> dict[str, Text]:
    return {url: replace(text, words="other words") for url, text in site.items()}


@pytest.mark.parametrize(
    "edit",
    [
        _another_claim,
        _nearly_all,
        lambda site: {url: site[url] for url in list(site)[1:]},
        lambda site: site | {"d/": Text("one more")},
    ],
)
def test_other_edits_are_joined(
    edit: Callable[[dict[str, Text]], dict[str, Text]], tmp_path: Path
) -> None:
    site, store = site_of(), Memory()
    update(tmp_path / "index", site, store)
    site = edit(site)
    files, report = update(tmp_path / "index", site, store)
    assert not report.spliced
    assert files == _clean(tmp_path / "clean", site)
    files, report = update(tmp_path / "index", _edited(site), store)
    assert report.spliced


def test_an_index_that_is_not_the_last_one_is_not_used(tmp_path: Path) -> None:
    site, store = site_of(), Memory()
    update(tmp_path / "index", site, store)
    update(tmp_path / "another", _edited(site), store)
    site = _edited(site, "c/page-2/")
    files, report = update(tmp_path / "index", site, store)
    assert not report.spliced
    assert files == _clean(tmp_path / "clean", site)


def _with_chunks(damage: Callable[[Path], object]) -> Callable[[Path, Memory], None]:
    return lambda folder, _: [damage(path) for path in folder.glob("index/*")] and None


def _without_units(_: Path, store: Memory) -> None:
    store.held = {at: data for at, data in store.held.items() if at[0] != "search-unit"}


def _with_ends_at_0(_: Path, store: Memory) -> None:
    value = cbor2.loads(store.held[_index_in(store)])
    for chunk in value[5]:
        chunk[-1] = bytes(len(chunk[-1]))
    store.held[_index_in(store)] = cbor2.dumps(value)


def _index_in(store: Memory) -> tuple[str, str]:
    (entry,) = (entry for entry in store.held if entry[0] == "search-index")
    return entry


@pytest.mark.parametrize(
    "damage",
    [
        _with_chunks(lambda path: path.write_bytes(b"broken")),
        _with_chunks(lambda path: path.write_bytes(path.read_bytes()[:200])),
        _with_chunks(lambda path: path.write_bytes(gzip.compress(b"pagefind_dcd"))),
        _with_chunks(Path.unlink),
        _without_units,
        _with_ends_at_0,
    ],
)
def test_what_is_missing_or_damaged_is_made_of_the_parts(
    damage: Callable[[Path, Memory], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "_FULL", 1 << 30)  # one chunk, which any edit changes
    site, store = site_of(), Memory()
    update(tmp_path / "index", site, store)
    damage(tmp_path / "index", store)
    site = _edited(site)
    files, report = update(tmp_path / "index", site, store)
    assert not report.spliced
    assert files == _clean(tmp_path / "clean", site)


@pytest.mark.parametrize("value", [None, 0, 2**70, "", "x", b"", b"x", [], [[]], {}, {"x": "y"}])
def test_an_entry_of_another_form_is_no_index(value: object, tmp_path: Path) -> None:
    site, store = site_of(4), Memory()
    update(tmp_path, site, store)
    sound = cbor2.loads(store.held[_index_in(store)])
    identity = sound[1]
    assert loaded(sound, identity)
    for at in range(7 if value else 5):  # there may be no chunks and no filters
        store.held[_index_in(store)] = cbor2.dumps([*sound[:at], value, *sound[at + 1 :]])
        assert Cache(store).finished(identity) is None
