"""What a store keeps for the search index, by keys that say what it was made from.

A key names the program of Pagefind, the settings, the form of what is stored
and the key of the unit; so what another version has stored is not found. What
is found is data: whatever is not of the form expected counts as absent.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from generator.search import pagefind_format as pagefind
from generator.search.analysis import CONFIG, METADATA, Analysis
from generator.search.finished import Finished, loaded, told
from generator.search.index import meta_of
from generator.search.pagefind_service import identity
from generator.search.segments import FORMAT, Segment, Unit, decode, encode

_UNIT, _RESULTS, _SEGMENT, _PROGRAM, _INDEX = (
    "search-unit",
    "search-results",
    "search-segment",
    "search-program",
    "search-index",
)


class Store(Protocol):
    """Bytes by kind and key, kept from one run to the next."""

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put; None when it is absent or damaged."""

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep `data`; it may be lost."""


class Cache:
    """The typed values of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        made_by = (FORMAT, identity(), dict(CONFIG), METADATA, zlib.ZLIB_RUNTIME_VERSION)
        self._maker = _digest(json.dumps(made_by, sort_keys=True))
        self._program: Mapping[str, bytes] | None = None

    def key_of(self, url: str, key: str) -> str:
        """The key of what is made from a unit."""
        return _digest(self._maker, url, key)

    def unit(self, key: str) -> Segment | None:
        """The segment of a unit."""
        found = self._segment(_UNIT, key)
        return found if found and len(found.units) == 1 else None

    def results(self, key: str, unit: Unit) -> bytes | None:
        """The file of the results of a unit whose segment names it so."""
        found = self._store.get(_RESULTS, key)
        return found if found is not None and pagefind.digest_of(found) == unit.digest else None

    def put_unit(self, key: str, analysis: Analysis) -> None:
        """Keep what a unit has been analysed to."""
        self._store.put(_RESULTS, key, analysis.results)
        self._store.put(_UNIT, key, encode(key, analysis.segment))

    def segment(self, keys: Sequence[str]) -> Segment | None:
        """The segment of the units with these keys."""
        found = self._segment(_SEGMENT, _digest(*keys))
        return found if found and len(found.units) == len(keys) else None

    def put_segment(self, keys: Sequence[str], segment: Segment) -> None:
        """Keep the segment of the units with these keys."""
        key = _digest(*keys)
        self._store.put(_SEGMENT, key, encode(key, segment))

    def entries(self, groups: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
        """The kinds and keys of all that belongs to the segments of units with these keys."""
        entries = [(_PROGRAM, self._maker), (_INDEX, self._maker)]
        for keys in groups:
            entries.append((_SEGMENT, _digest(*keys)))
            entries += [(kind, key) for key in keys for kind in (_UNIT, _RESULTS)]
        return entries

    def finished(self, identity: str) -> Finished | None:
        """What was kept of the index with this identity, if it is the last one."""
        try:
            return loaded(self._load(_INDEX, self._maker), identity)
        except Exception:  # whatever is wrong with it, the index is made anew
            return None

    def put_finished(self, finished: Finished) -> None:
        """Keep what is known of an index, in the place of that of the last one."""
        import cbor2

        self._store.put(_INDEX, self._maker, cbor2.dumps(told(finished)))

    def program(self) -> Mapping[str, bytes] | None:
        """The files of Pagefind that search in the browser."""
        if self._program is None:
            found = self._load(_PROGRAM, self._maker)
            self._program = found if _is_program(found) else None
        return self._program

    def put_program(self, program: Mapping[str, bytes]) -> None:
        """Keep them."""
        import cbor2

        if self._program is None:
            self._program = program
            self._store.put(_PROGRAM, self._maker, cbor2.dumps(dict(sorted(program.items()))))

    def _segment(self, kind: str, key: str) -> Segment | None:
        data = self._store.get(kind, key)
        return None if data is None else decode(key, data)

    def _load(self, kind: str, key: str) -> Any:
        import cbor2

        data = self._store.get(kind, key)
        if data is None:
            return None
        try:
            return cbor2.loads(data)
        except Exception:  # whatever is wrong with it, it is made anew
            return None


def _is_program(value: Any) -> bool:
    try:
        # A name that is a path could lead out of the folder.
        sound = all(re.fullmatch(r"[a-z][\w.-]*", name) for name in value)
        return sound and all(isinstance(data, bytes) for data in value.values()) and _starts(value)
    except Exception:  # whatever is wrong with it, it is made anew
        return False


def _starts(program: Mapping[str, bytes]) -> bool:
    """Whether the browser finds an index with it."""
    meta_of(program[pagefind.ENTRY], [], [], [])
    pagefind.entry_of(program[pagefind.ENTRY], "", 0)
    return "pagefind.js" in program


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
