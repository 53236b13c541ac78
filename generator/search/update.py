"""The search index: Pagefind analyses what has changed, and segments are put together.

Pagefind (https://pagefind.app) can only index a whole site. Here it is the
analyser of single units, a page with its claims (`analysis`); their parts of
the index are kept in a store, joined to segments (`segments`) and these to the
index (`index`), whose words Pagefind's script in the browser reads. A run pays
for the units that have changed, for the segments that they are in, and for
copying the rest of the index once.

The units are in the order of their addresses, and a segment ends behind an
address that its hash chooses, so that a unit more or less concerns one
segment. What is stored may be missing, damaged or of another version: then it
is made anew. The bytes of the index depend on the units alone.
"""

import os
import zlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from generator.pages.page import SearchRecord
from generator.search import pagefind_format as pagefind
from generator.search.analysis import METADATA, Answer, Source, analyse
from generator.search.cache import Cache, Store
from generator.search.folder import Folder
from generator.search.index import (
    Chunk,
    chunks_of,
    filters_of,
    meta_of,
    names_of,
    runs_of,
    units_of,
)
from generator.search.segments import Documents, Segment, merged
from generator.search.segments import Unit as Entry

_SPAN = 32  # units of a segment, on average
_BATCH_UNITS, _BATCH_SIZE = 48, 3_000_000  # what Pagefind is sent at a time, in characters
_FEW = 8  # units that are not worth a Pagefind of their own

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Unit:
    """A page with its claims, to be found by the search."""

    url: str
    """Its address from the site's root: "briefings/x/"; "" is the home page."""
    key: str
    """A digest of everything that its page and its records depend on."""
    load: Callable[[], tuple[str, Sequence[SearchRecord]]]
    """Its finished HTML and its records; called only if they are needed."""


@dataclass
class IndexReport:
    """What a run has done."""

    units: int = 0
    analysed: int = 0
    """Units that Pagefind has analysed."""
    merged: int = 0
    reused: int = 0
    """Segments made, and segments found in the store."""
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

    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        update = _Update(Folder(folder), Cache(store), pool, max(1, workers), report)
        groups = update.groups(units)
        report.used = update.used(groups)
        if update.is_done(groups):
            lap("look up")
            return report
        plans = [update.plan(group) for group in groups]
        lap("look up")
        segments = list(update.segments(groups, plans))
        lap("analyse and merge")
        update.write(segments)
        update.remember(groups)
        lap("write")
    return report


_Group = Sequence[tuple[Unit, str]]
"""The units of a segment, with their keys in the store."""
_Plan = tuple[Segment | None, set[str]]
"""A segment as it was stored; or the keys of the units that have to be analysed for it."""


class _Update:
    """One run of `update_index`."""

    def __init__(
        self,
        folder: Folder,
        cache: Cache,
        pool: ThreadPoolExecutor,
        workers: int,
        report: IndexReport,
    ) -> None:
        self._folder = folder
        self._cache = cache
        self._pool = pool
        self._workers = workers
        self._report = report

    def groups(self, units: Iterable[Unit]) -> list[_Group]:
        """The units of each segment, in the order of their addresses."""
        groups: list[list[tuple[Unit, str]]] = [[]]
        for unit in sorted(units, key=lambda unit: (unit.url, unit.key)):
            self._report.units += 1
            groups[-1].append((unit, self._cache.key_of(unit.url, unit.key)))
            if zlib.crc32(unit.url.encode()) % _SPAN == 0:
                groups.append([])
        return [group for group in groups if group]

    def used(self, groups: Sequence[_Group]) -> list[tuple[str, str]]:
        """What belongs to these segments in the store, whether it is there yet or not."""
        return self._cache.entries([key for _, key in group] for group in groups)

    def is_done(self, groups: Sequence[_Group]) -> bool:
        """Whether the folder is as a run with these units has left it."""
        found = self._cache.finished(_keys(groups))
        if found is None or found["files"] != self._folder.stats():
            return False
        self._report.reused = len(groups)
        self._report.documents, self._report.size = found["documents"], found["size"]
        return True

    def remember(self, groups: Sequence[_Group]) -> None:
        """Keep how the folder looks now."""
        told = {"documents": self._report.documents, "size": self._report.size}
        self._cache.put_finished(_keys(groups), {**told, "files": self._folder.stats()})

    def plan(self, group: _Group) -> _Plan:
        """What has to be done for a segment; also writes results that the folder lacks."""
        keys = [key for _, key in group]
        segment = self._cache.segment(keys)
        if segment and all(map(self._restored, keys, segment.units)):
            return segment, set()
        return None, {key for key in keys if not self._stored(key)}

    def _stored(self, key: str) -> bool:
        segment = self._cache.unit(key)
        return segment is not None and self._restored(key, segment.units[0])

    def _restored(self, key: str, entry: Entry) -> bool:
        """Whether the file of a unit's results is in the folder, or could be put there."""
        if self._folder.has_results(entry.digest):
            return True
        results = self._cache.results(key, entry)
        if results is None:
            return False
        self._folder.add_results(entry.digest, results)
        return True

    def segments(self, groups: Sequence[_Group], plans: Sequence[_Plan]) -> Iterator[Segment]:
        """The segments, in order."""
        stale = [
            unit
            for group, (_, keys) in zip(groups, plans, strict=True)
            for unit in group
            if unit[1] in keys
        ]
        fresh = self._analysed(stale)
        for group, (segment, keys) in zip(groups, plans, strict=True):
            if segment is None:
                parts = [
                    next(fresh) if key in keys else self._unit(unit, key) for unit, key in group
                ]
                segment = merged(parts)
                self._cache.put_segment([key for _, key in group], segment)
                self._report.merged += 1
            else:
                self._report.reused += 1
            yield segment

    def _unit(self, unit: Unit, key: str) -> Segment:
        # Gone since it was looked up, if the store has lost it.
        return self._cache.unit(key) or next(self._analysed([(unit, key)]))

    def _analysed(self, units: _Group) -> Iterator[Segment]:
        """The parts of the index of units that are not stored, in order."""
        batches = _batches(units, -(-len(units) // self._workers))
        for batch, answer in self._ahead(_analyse, batches):
            self._cache.put_program(answer.program)
            for (_, key), analysis in zip(batch.units, answer.analyses, strict=True):
                self._report.analysed += 1
                self._cache.put_unit(key, analysis)
                self._folder.add_results(analysis.segment.units[0].digest, analysis.results)
                yield analysis.segment

    def write(self, segments: Sequence[Segment]) -> None:
        """Write what the segments make together."""
        runs, units = runs_of(segments), units_of(segments)
        chunks = self._chunks(runs)
        program = self._cache.program() or analyse([]).program
        self._cache.put_program(program)
        settings = program[pagefind.ENTRY]
        lengths = [length for run in runs for length in run.lengths]
        documents = list(zip(names_of(len(lengths)), lengths, strict=True))
        meta = meta_of(settings, documents, chunks, METADATA)
        named = pagefind.named(meta)
        tables = {
            "units": self._table(units),
            "filters": {name: self._table(values) for name, values in filters_of(runs)},
        }
        entry = pagefind.entry_of(settings, named, len(documents), **tables)
        results = [name for name, *_ in units]
        files = {**program, pagefind.ENTRY: entry}
        self._folder.finish(results, (named, pagefind.packed(meta)), files)
        self._report.documents = len(documents)
        self._report.written = self._folder.written
        sizes = sum(unit.size for segment in segments for unit in segment.units)
        self._report.size = self._folder.size + sizes

    def _chunks(self, runs: Sequence[Documents]) -> list[tuple[str, str, str]]:
        """The first and the last word of each chunk, and its file."""
        chunks = []
        for chunk, data in self._ahead(self._packed, chunks_of(runs)):
            self._folder.add_chunk(chunk.name, data)
            chunks.append((chunk.first, chunk.last, chunk.name))
        return chunks

    def _table(self, value: Any) -> str:
        return self._folder.add_table(pagefind.compressed(value))

    def _packed(self, chunk: Chunk) -> bytes | None:
        """The file of a chunk that the folder lacks."""
        return None if self._folder.has_chunk(chunk.name) else pagefind.packed(chunk.data)

    def _ahead(
        self, work: Callable[[_Item], _Made], items: Iterable[_Item]
    ) -> Iterator[tuple[_Item, _Made]]:
        """Each item with what `work` makes of it, in order, a few items ahead of who asks."""
        waiting: deque[tuple[_Item, Future[_Made]]] = deque()
        for item in items:
            waiting.append((item, self._pool.submit(work, item)))
            if len(waiting) > self._workers:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()


def _keys(groups: Sequence[_Group]) -> list[str]:
    return [key for group in groups for _, key in group]


@dataclass(frozen=True)
class _Batch:
    """Units that Pagefind analyses at a time."""

    units: _Group
    sources: Sequence[Source]


def _analyse(batch: _Batch) -> Answer:
    return analyse(batch.sources)


def _batches(units: _Group, share: int) -> Iterator[_Batch]:
    """The units in batches of bounded size; `share` of them at most, where that is not few."""
    most = min(_BATCH_UNITS, max(_FEW, share))
    first, size = 0, 0
    sources: list[Source] = []
    for unit, _ in units:
        html, records = unit.load()
        sources.append(Source(unit.url, html, records))
        size += len(html) + sum(len(record.content) for record in records)
        if len(sources) >= most or size >= _BATCH_SIZE:
            yield _Batch(units[first : first + len(sources)], sources)
            first, size, sources = first + len(sources), 0, []
    if sources:
        yield _Batch(units[first:], sources)


# --- a finished site --------------------------------------------------------------------------


class _NoStore:
    """Keeps nothing."""

    def get(self, kind: str, key: str) -> None:
        """Nothing was kept."""

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Forget it."""


def write_index(site: Path, records: Iterable[SearchRecord]) -> None:
    """Index all pages below `site` and the records into `site/pagefind`."""
    claims: dict[str, list[SearchRecord]] = defaultdict(list)
    for record in records:
        claims[record.url.partition("#")[0]].append(record)
    pages = {_address(path.relative_to(site)): path for path in site.rglob("*.html")}
    units = [Unit(url, "", _finished(pages.get(url), claims[url])) for url in {*pages, *claims}]
    update_index(site / "pagefind", units, _NoStore(), os.cpu_count() or 1)


def _address(path: Path) -> str:
    address = path.as_posix()
    return address.removesuffix("index.html") if path.name == "index.html" else address


def _finished(
    page: Path | None, records: Sequence[SearchRecord]
) -> Callable[[], tuple[str, Sequence[SearchRecord]]]:
    return lambda: (page.read_text("utf-8") if page else "", records)
