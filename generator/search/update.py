"""The search index: Pagefind analyses what has changed, and parts are put together.

Pagefind (https://pagefind.app) can only index a whole site. Here it is the
analyser of single units, a page with its claims (`analysis`); their parts of
the index are kept in a store and joined to segments (`parts`, `segments`).
From these the index is made, whose words Pagefind's script in the browser
reads, in one of two ways that give the same bytes:

- *Spliced* (`splicing`), after the usual edit: every unit has as many
  documents as in the last index, so all documents have kept their numbers. The
  run pays for the units that have changed and for the chunks of the words that
  they say otherwise. It knows of the last index what `finished` keeps, and
  takes the chunks from the folder. Segments wait for the next joining.
- *Joined*, in all other cases, and whenever anything is missing or not as it
  should be: from all segments, whose posting lists are copied once.

The units are in the order of their addresses, and a segment ends behind an
address that its hash chooses, so that a unit more or less concerns one
segment. The bytes of the index depend on the units alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from generator.search import pagefind_format as pagefind
from generator.search.ahead import Ahead
from generator.search.analysis import METADATA, analyse
from generator.search.cache import Cache, Store
from generator.search.chunks import Chunk, all_words, chunk_of, cut
from generator.search.finished import Finished, Part
from generator.search.folder import Folder
from generator.search.index import (
    meta_of,
    names_of,
    parts_of,
    runs_of,
    table_of,
    told_lengths,
    units_of,
    values_of,
)
from generator.search.parts import Parts, Unit, groups_of
from generator.search.segments import Segment, joined_filters
from generator.search.segments import Unit as Entry
from generator.search.splicing import (
    changed_filters,
    changes_of,
    is_in_place,
    spliced_chunks,
    spliced_filter,
    spliced_lengths,
)

_SHARE = 8  # where more than one unit of so many has changed, splicing gains little over joining


@dataclass
class IndexReport:
    """What a run has done."""

    units: int = 0
    analysed: int = 0
    """Units that Pagefind has analysed."""
    merged: int = 0
    reused: int = 0
    """Segments made, and segments left as they were."""
    spliced: bool = False
    """Whether the changed units were put into the last index."""
    documents: int = 0
    written: int = 0
    """Files written."""
    size: int = 0
    """Bytes of all files of the index."""
    seconds: dict[str, float] = field(default_factory=dict)
    """By part of the work, if there is a clock."""
    used: list[tuple[str, str]] = field(default_factory=list)
    """The kind and key of everything in the store that belongs to this index."""


def update_index(
    folder: Path,
    units: Iterable[Unit],
    store: Store,
    workers: int,
    clock: Callable[[], float] = lambda: 0.0,
) -> IndexReport:
    """Write the index of the units into `folder`; `workers` is the number of cores to use."""
    report = IndexReport()
    started = clock()

    def lap(part: str) -> None:
        nonlocal started
        now = clock()
        report.seconds[part] = report.seconds.get(part, 0.0) + now - started
        started = now

    workers = max(1, workers)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        update = _Update(Folder(folder), Cache(store), Ahead(pool, workers), units, report)
        done = update.is_done()
        lap("look up")
        if not done:
            index = update.spliced()
            report.spliced = index is not None
            index = index or update.joined()
            lap("analyse and merge")
            update.write(index)
            lap("write")
    return report


@dataclass(frozen=True)
class _Index:
    """What is written."""

    units: Sequence[Entry]
    lengths: Sequence[int]
    """The number of words of each document."""
    chunks: Iterable[tuple[Chunk, bytes | None]]
    """Each with its file; None where it is in the folder."""
    filters: Mapping[str, Mapping[str, Sequence[int]]]
    """The documents of the values of each filter."""
    tables: Mapping[str, Sequence[Part]] = field(default_factory=dict)
    """The tables of other filters, which are in the folder."""


class _Update:
    """One run of `update_index`."""

    def __init__(
        self,
        folder: Folder,
        cache: Cache,
        ahead: Ahead,
        units: Iterable[Unit],
        report: IndexReport,
    ) -> None:
        self._folder, self._cache, self._ahead, self._report = folder, cache, ahead, report
        self._parts = Parts(cache, folder, ahead)
        self._groups = groups_of(units, cache)
        self._units = [unit for group in self._groups for unit in group]
        self._keys = [key for _, key in self._units]
        self._last = cache.finished(folder.identity)
        report.units = len(self._keys)
        report.used = cache.entries([key for _, key in group] for group in self._groups)

    def is_done(self) -> bool:
        """Whether the folder is as a run with these units has left it."""
        last = self._last
        if last is None or last.keys != self._keys or last.files != self._folder.stats():
            return False
        self._tell(last)
        return True

    def joined(self) -> _Index:
        """The index made of all segments."""
        segments = list(self._parts.segments(self._groups))
        runs = runs_of(segments)
        return _Index(
            [unit for segment in segments for unit in segment.units],
            [length for run in runs for length in run.lengths],
            self._files(map(chunk_of, cut(all_words(runs)))),
            joined_filters(runs),
        )

    def spliced(self) -> _Index | None:
        """The last index with the changed units put into it; None where that cannot be done."""
        last = self._last
        if last is None or len(last.keys) != len(self._keys):
            return None
        changed = [at for at, key in enumerate(self._keys) if key != last.keys[at]]
        if len(changed) * _SHARE > len(self._keys):
            return None
        now = list(self._parts.units([self._units[at] for at in changed]))
        replaced = {}
        for at, new in zip(changed, now, strict=True):
            old = self._cache.unit(last.keys[at])
            if old is None or not is_in_place(last.units[at], old, new):
                return None
            replaced[at] = (old, new)
        try:
            return self._put_in(last, replaced)
        except (pagefind.FormatError, ValueError, IndexError, OSError):
            return None  # a file of the folder, or what was kept of it, is not what it was

    def _put_in(self, last: Finished, replaced: Mapping[int, tuple[Segment, Segment]]) -> _Index:
        changes = changes_of(last.units, replaced)
        # All of it before anything is written: a file of the folder may turn out to be damaged.
        chunks = list(self._files(spliced_chunks(last.chunks, changes, self._folder.chunk)))
        filters = {}
        for name in changed_filters(changes):
            tables = (self._folder.table(table) for _, table in last.filters.get(name, ()))
            values = values_of(chain.from_iterable(tables))
            filters[name] = spliced_filter(name, values, changes)
        units = list(last.units)
        for at, (_, new) in replaced.items():
            (units[at],) = new.units
        return _Index(
            units,
            spliced_lengths(last.lengths, changes),
            chunks,
            {name: values for name, values in filters.items() if values},
            {name: parts for name, parts in last.filters.items() if name not in filters},
        )

    def write(self, index: _Index) -> None:
        """Write an index, and keep what the next run needs of it."""
        chunks = []
        for chunk, file in index.chunks:
            self._folder.add_chunk(chunk.name, file)
            chunks.append(chunk)
        program = self._cache.program() or analyse([]).program
        self._cache.put_program(program)
        settings = program[pagefind.ENTRY]
        lengths = told_lengths(index.lengths, sum(unit.pages for unit in index.units))
        documents = list(zip(names_of(len(lengths)), lengths, strict=True))
        words = [(chunk.first, chunk.last, chunk.name) for chunk in chunks]
        meta = meta_of(settings, documents, words, METADATA)
        named = pagefind.named(meta)
        units = units_of(index.units)
        made = {
            name: [(first, self._table(table_of(part))) for first, part in parts_of(values)]
            for name, values in index.filters.items()
        }
        kept = {
            name: [(first, self._folder.keep_table(table)) for first, table in parts]
            for name, parts in index.tables.items()
        }
        filters = dict(sorted((made | kept).items()))
        entry = pagefind.entry_of(
            settings, named, len(documents), units=self._table(units), filters=filters
        )
        results = [name for name, *_ in units]
        files = {**program, pagefind.ENTRY: entry}
        self._folder.finish(results, (named, pagefind.packed(meta)), files)
        size = self._folder.size + sum(unit.size for unit in index.units)
        finished = Finished(
            self._folder.identity,
            self._keys,
            index.units,
            index.lengths,
            chunks,
            filters,
            size,
            self._folder.stats(),
        )
        self._cache.put_finished(finished)
        self._tell(finished)

    def _tell(self, finished: Finished) -> None:
        report = self._report
        report.analysed, report.merged = self._parts.analysed, self._parts.merged
        report.reused = len(self._groups) - report.merged
        report.written = self._folder.written
        report.documents, report.size = len(finished.lengths), finished.size

    def _files(
        self, chunks: Iterable[tuple[Chunk, bytes | None]]
    ) -> Iterator[tuple[Chunk, bytes | None]]:
        """The chunks, each with its file in the place of its data."""
        for (chunk, _), file in self._ahead.run(self._packed, chunks):
            yield chunk, file

    def _packed(self, made: tuple[Chunk, bytes | None]) -> bytes | None:
        """The file of a chunk that the folder lacks."""
        chunk, data = made
        if data is None or self._folder.has_chunk(chunk.name):
            return None
        return pagefind.packed(data)

    def _table(self, value: Any) -> str:
        return self._folder.add_table(pagefind.compressed(value))
