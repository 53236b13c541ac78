"""The store gives back what was put into it, or nothing."""

import random
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.build import _store as stores
from article_briefings.build._store import Store

ENTRIES = {("html", f"key {number}"): f"<p>{number}</p>".encode() * 50 for number in range(40)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "results.sqlite"


def _filled(path: Path | None) -> Store:
    store = Store(path)
    for (kind, key), data in ENTRIES.items():
        store.put(kind, key, data)
    store.commit()
    return store


def _given(store: Store) -> Iterator[bytes | None]:
    return (store.get(kind, key) for kind, key in ENTRIES)


def _again(path: Path) -> Store:
    """The store in another process."""
    return Store(path)


@given(st.dictionaries(st.tuples(st.text(), st.text()), st.binary()))
def test_what_was_put_is_there(entries: dict[tuple[str, str], bytes]) -> None:
    store = Store(None)
    entries = {key: data for key, data in entries.items() if _storable(*key)}
    for (kind, key), data in entries.items():
        store.put(kind, key, b"another")
        store.put(kind, key, data)
    assert {key: store.get(*key) for key in entries} == entries
    store.close()


def _storable(*names: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for name in names for character in name)


def test_it_is_there_for_the_next_process_once_it_is_committed(path: Path) -> None:
    store = _filled(path)
    store.put("html", "late", b"not committed")
    store.close()
    again = _again(path)
    assert list(_given(again)) == list(ENTRIES.values())
    assert again.get("html", "late") is None


def test_kinds_and_keys_are_told_apart() -> None:
    store = Store(None)
    store.put("a", "bc", b"1")
    store.put("ab", "c", b"2")
    assert (store.get("a", "bc"), store.get("ab", "c"), store.get("c", "ab")) == (b"1", b"2", None)


def test_unused_entries_are_swept(path: Path) -> None:
    store = _filled(path)
    store.put("state", "build", b"{}")
    used = list(ENTRIES)[:3]
    assert store.sweep([*used, ("markdown", "unknown")], ["state"]) == len(ENTRIES) - 3
    assert [store.get(*key) is not None for key in ENTRIES] == [key in used for key in ENTRIES]
    assert store.get("state", "build") == b"{}"
    assert store.sizes()["html"][0] == 3


def _bytes(kind: str) -> bytes:
    return {
        "empty": b"",
        "text": b"This is no database.\n" * 200,
        "header": b"SQLite format 3\0" + b"\xff" * 4096,
    }[kind]


@pytest.mark.parametrize("kind", ["empty", "text", "header"])
def test_another_file_is_thrown_away(path: Path, kind: str) -> None:
    path.parent.mkdir()
    path.write_bytes(_bytes(kind))
    store = _filled(path)
    assert list(_given(store)) == list(ENTRIES.values())
    store.close()
    assert list(_given(_again(path))) == list(ENTRIES.values())


@pytest.mark.parametrize(
    "statement",
    [
        f"PRAGMA user_version = {stores.FORMAT + 1}",
        "CREATE TABLE other (a)",
        "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON entries (data)",
        "DROP TABLE entries",
        "ALTER TABLE entries RENAME COLUMN data TO more",
    ],
)
def test_a_database_of_another_form_is_thrown_away(path: Path, statement: str) -> None:
    _filled(path).close()
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    store = _again(path)
    assert set(_given(store)) == {None}
    store.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (stores.FORMAT,)
    connection.close()


def test_a_damaged_file_gives_whole_entries_or_none(path: Path) -> None:
    """Any bits anywhere: an entry is what was put, or nothing, and nothing raises."""
    _filled(path).close()
    whole, chance, lost = path.read_bytes(), random.Random(5), 0
    for attempt in range(150):
        data = bytearray(whole)
        if attempt % 5 == 0:
            del data[chance.randrange(len(data)) :]
        for _ in range(1 + attempt % 9):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        store = Store(path)
        for found, (kind, key) in zip(_given(store), ENTRIES, strict=True):
            assert found in {ENTRIES[kind, key], None}
            lost += found is None
        store.put("html", "new", b"new")
        store.sweep(ENTRIES, ["state"])
        store.put("html", "new", b"new")
        store.commit()
        assert store.get("html", "new") in {b"new", None}
        assert store.sizes() is not None
        store.close()
    assert lost


def test_a_file_that_is_damaged_while_it_is_open_is_no_error(path: Path) -> None:
    store = _filled(path)
    path.write_bytes(b"?" * path.stat().st_size)
    assert set(_given(store)) <= {None, *ENTRIES.values()}
    store.put("html", "new", b"new")
    store.commit()
    assert store.get("html", "new") in {b"new", None}
    store.put("html", "newer", b"newer")
    assert store.get("html", "newer") == b"newer"


def test_a_store_that_was_deleted_while_it_is_open_is_no_error(path: Path) -> None:
    store = _filled(path)
    path.unlink()
    store.put("html", "0", b"lost with the file")
    store.commit()
    for number in range(1, 4):
        store.put("html", f"{number}", b"new")
        store.commit()
        assert store.get("html", f"{number}") == b"new"
    assert not path.exists()


def test_entries_are_not_taken_for_each_other(path: Path) -> None:
    store = _filled(path)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE entries SET (sum, data) = "
        "(SELECT sum, data FROM entries WHERE key = 'key 2') WHERE key = 'key 1'"
    )
    connection.commit()
    connection.close()
    assert _again(path).get("html", "key 1") is None


def test_an_entry_that_unpacks_to_too_much_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "MAX_BYTES", 1000)
    store = Store(None)
    store.put("html", "bomb", b"\0" * 1001)
    store.put("html", "fits", b"\0" * 999)
    store.put_packed("html", "not Store.packed", b"no zlib")
    store.put_packed("html", "cut short", Store.packed(b"words" * 99)[:-8])
    store.put_packed("html", "more behind", Store.packed(b"words") + b"more")
    store.put_packed("html", "empty", zlib.compress(b""))
    found = ("bomb", "fits", "not Store.packed", "cut short", "empty")
    assert [store.get("html", key) for key in found] == [None, b"\0" * 999, None, None, b""]


@pytest.mark.parametrize("place", ["/proc/none/results.sqlite", "file/results.sqlite", "folder"])
def test_where_no_file_can_be_written_it_is_kept_in_memory(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("a file where a folder belongs")
    (tmp_path / "folder").mkdir()
    store = _filled(tmp_path / place)
    assert list(_given(store)) == list(ENTRIES.values())
    assert (tmp_path / "file").read_text()


def test_a_full_disk_costs_the_entries_alone(path: Path) -> None:
    store = _filled(path)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = random.Random(1).randbytes(100_000)
    store.put("html", "big", big)
    store.commit()
    store.put("html", "big", big)
    assert store.get("html", "big") == big
    store.close()
    assert list(_given(_again(path))) == list(ENTRIES.values())


def test_two_processes_wait_for_each_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = _filled(path)
    other = _again(path)
    one.put("html", "one", b"1")
    one.commit()
    other.put("html", "two", b"2")
    other.commit()
    third = _again(path)
    assert (third.get("html", "one"), third.get("html", "two")) == (b"1", b"2")
    monkeypatch.setattr(stores, "_WAIT", 0.05)
    one.put("html", "held", b"held")
    locked = Store(path)
    locked.put("html", "three", b"3")  # kept in memory: somebody else is writing
    assert locked.get("html", "three") == b"3"
    one.commit()
    assert _again(path).get("html", "held") == b"held"


def test_a_store_that_is_gone_has_closed_its_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "results.sqlite")
    connection = store._connection
    del store
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
