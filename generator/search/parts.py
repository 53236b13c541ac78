"""The parts of the index, from the store or from Pagefind: of units, and of segments of them.

What is stored may be missing, damaged or of another version: then it is made anew.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.crashes import working_on
from generator.pages.page import SearchRecord
from generator.search.ahead import Ahead
from generator.search.analysis import Answer, Source, analyse
from generator.search.cache import Cache
from generator.search.folder import Folder
from generator.search.segments import Segment, merged
from generator.search.segments import Unit as Entry

_SPAN = 32  # units of a segment, on average
_BATCH_UNITS, _BATCH_SIZE = 48, 3_000_000  # what Pagefind is sent at a time, in characters
_FEW = 8  # units that are not worth a Pagefind of their own


@dataclass(frozen=True)
class Unit:
    """A page with its claims, to be found by the search."""

    url: str
    """Its address from the site's root: "briefings/x/"; "" is the home page."""
    key: str
    """A digest of everything that its page and its records depend on."""
    load: Callable[[], tuple[str, Sequence[SearchRecord]]]
    """Its finished HTML and its records; called only if they are needed."""


Group = Sequence[tuple[Unit, str]]
"""The units of a segment, with their keys in the store."""


def groups_of(units: Iterable[Unit], cache: Cache) -> list[Group]:
    """The units of each segment, in the order of their addresses."""
    groups: list[list[tuple[Unit, str]]] = [[]]
    for unit in sorted(units, key=lambda unit: (unit.url, unit.key)):
        groups[-1].append((unit, cache.key_of(unit.url, unit.key)))
        if zlib.crc32(unit.url.encode()) % _SPAN == 0:
            groups.append([])
    return [group for group in groups if group]


class Parts:
    """Finds segments, or makes them, with the files of their results in the folder."""

    def __init__(self, cache: Cache, folder: Folder, ahead: Ahead) -> None:
        self._cache, self._folder, self._ahead = cache, folder, ahead
        self.analysed = 0
        """Units that Pagefind has analysed."""
        self.merged = 0
        """Segments made."""

    def segments(self, groups: Sequence[Group]) -> Iterator[Segment]:
        """The segments of some groups, in order."""
        stored = [self._segment(group) for group in groups]
        lacking = [group for group, found in zip(groups, stored, strict=True) if found is None]
        made = self.units([unit for group in lacking for unit in group])
        for group, segment in zip(groups, stored, strict=True):
            if segment is None:
                segment = merged([next(made) for _ in group])
                self._cache.put_segment([key for _, key in group], segment)
                self.merged += 1
            yield segment

    def units(self, units: Group) -> Iterator[Segment]:
        """The parts of the index of some units, in order."""
        stale = {key for _, key in units if not self._stored(key)}
        fresh = self._analysed([(unit, key) for unit, key in units if key in stale])
        for unit, key in units:
            yield next(fresh) if key in stale else self._unit(unit, key)

    def _segment(self, group: Group) -> Segment | None:
        """A segment as it was stored; also writes results that the folder lacks."""
        keys = [key for _, key in group]
        segment = self._cache.segment(keys)
        return segment if segment and all(map(self._restored, keys, segment.units)) else None

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

    def _unit(self, unit: Unit, key: str) -> Segment:
        # Gone since it was looked up, if the store has lost it.
        return self._cache.unit(key) or next(self._analysed([(unit, key)]))

    def _analysed(self, units: Group) -> Iterator[Segment]:
        """The parts of the index of units that are not stored, in order."""
        batches = _batches(units, -(-len(units) // self._ahead.workers))
        for batch, answer in self._ahead.run(_analyse, batches):
            self._cache.put_program(answer.program)
            for (_, key), analysis in zip(batch.units, answer.analyses, strict=True):
                self.analysed += 1
                self._cache.put_unit(key, analysis)
                self._folder.add_results(analysis.segment.units[0].digest, analysis.results)
                yield analysis.segment


@dataclass(frozen=True)
class _Batch:
    """Units that Pagefind analyses at a time."""

    units: Group
    sources: Sequence[Source]


def _analyse(batch: _Batch) -> Answer:
    return analyse(batch.sources)


def _batches(units: Group, share: int) -> Iterator[_Batch]:
    """The units in batches of bounded size; `share` of them at most, where that is not few."""
    most = min(_BATCH_UNITS, max(_FEW, share))
    first, size = 0, 0
    sources: list[Source] = []
    for unit, _ in units:
        with working_on(unit.url):
            html, records = unit.load()
        sources.append(Source(unit.url, html, records))
        size += len(html) + sum(len(record.content) for record in records)
        if len(sources) >= most or size >= _BATCH_SIZE:
            yield _Batch(units[first : first + len(sources)], sources)
            first, size, sources = first + len(sources), 0, []
    if sources:
        yield _Batch(units[first:], sources)
