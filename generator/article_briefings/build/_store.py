"""Stores the results of earlier builds by a digest of their inputs, in one SQLite file.

An entry has a kind ("html"), a key (the digest of everything its content was
built from), its content and a checksum. An entry is therefore never out of
date; it is only no longer requested. The content is data that its reader
checks; it is never executed.

A file that is damaged, in a different format or not a database is deleted. If
no file can be written, the store is in memory and the build continues. Each
build writes in one transaction: an interrupted build leaves the file unchanged.
SQLite handles access by several processes.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FORMAT = 1
"""Incremented when the format of entries changes; older files are then deleted."""
MAX_BYTES = 1 << 28
"""The largest size in bytes that an entry may unpack to."""

_TABLE = """\
entries (
  kind TEXT NOT NULL, key TEXT NOT NULL, sum BLOB NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (kind, key)
)"""
_SCHEMA = {f"table entries CREATE TABLE {_TABLE}", "index sqlite_autoindex_entries_1 "}
_ERRORS = (sqlite3.Error, UnicodeError)
"""Exceptions that SQLite raises for a file; the second if a message quotes damaged text."""
_WAIT = 60.0
"""Seconds to wait for a process that has locked the file."""


class Store:
    """Entries by kind and key. `get` and `put` never raise: after a failure the store is empty."""

    def __init__(self, path: Path | None) -> None:
        """Open the store at `path`; if it is None, the store is in memory only."""
        self.path = path
        self._connection = self._opened(path)

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the content of an entry; None if it is missing or damaged."""
        content = self.get_packed(kind, key)
        return None if content is None else unpacked(content)

    def get_packed(self, kind: str, key: str) -> bytes | None:
        """Return the content of an entry, still `packed`; None if it is missing or damaged."""
        row = None
        with suppress(*_ERRORS):
            query = "SELECT sum, data FROM entries WHERE kind = ? AND key = ?"
            row = self._connection.execute(query, (kind, key)).fetchone()
        if row is None or not isinstance(row[1], bytes) or row[0] != _sum(kind, key, row[1]):
            return None
        return row[1]

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Store an entry, replacing one with the same key."""
        self.put_packed(kind, key, self.packed(data))

    @staticmethod
    def packed(data: bytes) -> bytes:
        """Compress content for the store."""
        return zlib.compress(data, 1)

    def put_packed(self, kind: str, key: str, content: bytes) -> None:
        """Store an entry whose content is already `packed`."""
        with self._forgetting():
            self._connection.execute(
                "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)",
                (kind, key, _sum(kind, key, content), content),
            )

    def commit(self) -> None:
        """Commit the new entries for the next build."""
        with self._forgetting():
            self._connection.commit()

    def sweep(self, used: Iterable[tuple[str, str]], spared: Iterable[str]) -> int:
        """Delete unused entries, except those of `spared` kinds; return how many were deleted."""
        with self._forgetting():
            run = self._connection.execute
            run("DROP TABLE IF EXISTS temp.used")
            run("CREATE TEMP TABLE used (kind TEXT, key TEXT, PRIMARY KEY (kind, key))")
            self._connection.executemany("INSERT OR IGNORE INTO used VALUES (?, ?)", used)
            kinds = [kind for kind in self.sizes() if kind not in spared]
            dropped = sum(
                run(
                    "DELETE FROM entries WHERE kind = ? AND key NOT IN "
                    "(SELECT key FROM used WHERE kind = ?)",
                    (kind, kind),
                ).rowcount
                for kind in kinds
            )
            self._connection.commit()
            return dropped
        return 0

    def count(self) -> int:
        """Return the number of entries."""
        with suppress(sqlite3.Error):
            (number,) = self._connection.execute("SELECT count(*) FROM entries").fetchone()
            return int(number)
        return 0

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Return the number of entries and their stored size in bytes, by kind."""
        with suppress(*_ERRORS):
            query = "SELECT kind, count(*), sum(length(data)) FROM entries GROUP BY kind"
            return {kind: (count, size) for kind, count, size in self._connection.execute(query)}
        return {}

    def close(self) -> None:
        """Close the file; uncommitted entries are lost."""
        with suppress(*_ERRORS):
            self._connection.close()

    def __del__(self) -> None:
        """Close the file of a store that a command has left open: Python 3.13 warns of it."""
        self._connection.close()

    @contextmanager
    def _forgetting(self) -> Iterator[None]:
        """Replace the store by an empty one on errors such as a full disk or a damaged file.

        The only cost is time in the next build.
        """
        try:
            yield
        except _ERRORS:
            with suppress(*_ERRORS):
                self._connection.close()
            self._connection = _new(":memory:")

    @classmethod
    def _opened(cls, path: Path | None) -> sqlite3.Connection:
        if path is None:
            return _new(":memory:")
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _new(str(path))
            except (*_ERRORS, OSError) as error:
                if isinstance(error, sqlite3.OperationalError | OSError):
                    break  # cannot be opened or written: deleting it would not help
                with suppress(OSError):
                    path.unlink()
        return _new(":memory:")


def unpacked(content: bytes) -> bytes | None:
    """Return the content that was `packed`; None if the bytes are invalid or too many."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(content, MAX_BYTES)
    except zlib.error:
        return None
    return data if unpacking.eof else None


def _sum(kind: str, key: str, content: bytes) -> bytes:
    """Return a checksum that also covers kind and key, so that entries cannot be confused."""
    whole = hashlib.blake2b(f"{kind}\0{key}\0".encode(), digest_size=16)
    whole.update(content)
    return whole.digest()


def _new(name: str) -> sqlite3.Connection:
    """Open a store of this format; raise one of `_ERRORS` for any other file."""
    connection = sqlite3.connect(name, timeout=_WAIT, check_same_thread=False)
    try:
        run = connection.execute
        # Entries lost in a system crash are rebuilt, and a damaged file is detected.
        run("PRAGMA synchronous = OFF")
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA cell_size_check = ON")
        (found,) = run("PRAGMA user_version").fetchone()
        tables = run(
            "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema"
        ).fetchall()
        if (found, {row[0] for row in tables}) not in [(0, set()), (FORMAT, _SCHEMA)]:
            raise sqlite3.DatabaseError("not a store of this format")
        run(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
        run(f"PRAGMA user_version = {FORMAT}")
        connection.commit()
    except _ERRORS:
        connection.close()
        raise
    return connection
