"""The search index of a preview, made by a process of its own while the pages are being read.

A save does not wait for it: the process has the lowest priority, and a build that begins
ends it. Whatever it has analysed until then is kept for the next one, and an index that is
not finished leaves the one before in use.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.crashes import DEBUG, debugging, exit_code, name_file, report
from generator.making import search_record
from generator.pages import SearchRecord
from generator.search import Unit, update_index
from generator.store import Store

PAUSE = 1.0
"""Seconds in which a further save ends the process before it has begun."""
_HELD = 1.0
"""Seconds for which results are held back: whoever writes keeps others from writing."""


@dataclass(frozen=True)
class UnitTold:
    """A unit, as another process is told of it."""

    url: str
    key: str
    place: str
    """Of its page in the site."""
    records: str
    """The key of its records in the store; empty where it has none."""


class Indexing:
    """A process that makes the index in `folder` for the finished pages of `site`."""

    def __init__(self, site: Path, folder: Path, store: Path, units: Iterable[UnitTold]) -> None:
        told = {
            "site": str(site),
            "folder": str(folder),
            "store": str(store),
            "units": [vars(unit) for unit in units],
        }
        with tempfile.TemporaryFile() as order:  # a pipe would have to be written by a thread
            order.write(json.dumps(told).encode())
            order.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "generator.indexing"],
                stdin=order,
                start_new_session=True,  # so that Pagefind ends with it
            )

    def stop(self) -> None:
        """End it, wherever it is."""
        if self._process.poll() is None:
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class _Held:
    """A store that does not keep others waiting: results are written together, now and then."""

    def __init__(self, path: Path) -> None:
        self._store = Store(path)
        self._held: dict[tuple[str, str], bytes] = {}
        self._since = time.monotonic()

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put."""
        held = self._held.get((kind, key))
        return self._store.get(kind, key) if held is None else held

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Hold `data` for a moment."""
        self._held[kind, key] = data
        if time.monotonic() - self._since > _HELD:
            self.write()

    def write(self) -> None:
        """Write what is held."""
        for (kind, key), data in self._held.items():
            self._store.put(kind, key, data)
        self._store.commit()
        self._held.clear()
        self._since = time.monotonic()


def main() -> None:
    """Make the index that standard input describes."""
    os.nice(19)
    time.sleep(PAUSE)
    told = json.load(sys.stdin)
    store = _Held(Path(told["store"]))
    units = [
        Unit(unit["url"], unit["key"], partial(_loaded, store, Path(told["site"]), unit))
        for unit in told["units"]
    ]
    try:
        update_index(Path(told["folder"]), units, store, workers=1)
    except Exception as error:  # nobody is there who could catch it
        name_file(error, "the search index")
        report(error, f"{DEBUG}=1", debugging())
        sys.exit(exit_code(error))
    finally:
        store.write()


def _loaded(store: _Held, site: Path, unit: dict[str, Any]) -> tuple[str, Sequence[SearchRecord]]:
    records = json.loads(store.get("records", unit["records"]) or b"[]")
    return (site / unit["place"]).read_text("utf-8"), [search_record(told) for told in records]


if __name__ == "__main__":
    main()
