"""Segments: the index of some pages and their claims, which is put together with others quickly.

Like Lucene's. A segment has two runs of documents, its pages and its claims,
each numbered from 0: in the whole index all pages come before all claims. For
every word it has a posting list in Pagefind's encoding (`pagefind_format`)
without the distance that its first posting begins with. Two lists are joined
by the bytes of the one, the distance between them, and the bytes of the other,
so nothing within a list is decoded or encoded again.

The index of one unit (a page with its claims) is a segment too; so are all
units of a neighbourhood together. Joining is associative: the order of the
units decides the bytes, not which of them were joined before.
"""

import re
import sys
from array import array as numbers
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeGuard

from generator.search import pagefind_format as pagefind

FORMAT = 5
"""Raise it when a segment, the results or the index would come out otherwise for the same units."""

_COLUMNS = 5
_AT_ONCE = 200_000  # posting lists that are joined at a time, which bounds the memory


class Unit(NamedTuple):
    """What a segment knows of one of its units."""

    digest: str
    """Of the file of its results, which is its name; empty when nothing of it can be found."""
    pages: int
    claims: int
    size: int
    """Bytes of the file of its results."""


class PostingList(NamedTuple):
    """Where a word stands, in the documents of a run."""

    documents: int
    first: int
    last: int
    """The numbers of the first and the last document."""
    weight: int
    """How much of a chunk it fills, by Pagefind's measure."""
    rest: bytes
    """Its postings, from behind the number of the first document."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The posting lists of a run of documents, by key, in the keys' order.

    A key is a word; or a word, NUL, and a form of it with other diacritics.
    """

    keys: Sequence[str]
    counts: Sequence[int]
    firsts: Sequence[int]
    lasts: Sequence[int]
    weights: Sequence[int]
    ends: Sequence[int]
    """Where in `data` each list ends."""
    data: bytes

    @classmethod
    def of(cls, lists: Sequence[tuple[str, PostingList]]) -> "Lists":
        """From lists in the keys' order."""
        return cls(
            [key for key, _ in lists],
            numbers("I", [entry.documents for _, entry in lists]),
            numbers("I", [entry.first for _, entry in lists]),
            numbers("I", [entry.last for _, entry in lists]),
            numbers("I", [entry.weight for _, entry in lists]),
            numbers("I", accumulate(len(entry.rest) for _, entry in lists)),
            b"".join([entry.rest for _, entry in lists]),
        )


Filters = Mapping[str, Mapping[str, Sequence[int]]]
"""Documents by name and value of a filter."""


@dataclass(frozen=True, slots=True)
class Documents:
    """A run of documents."""

    lengths: Sequence[int]
    """The number of words of each."""
    filters: Filters
    lists: Lists


@dataclass(frozen=True, slots=True)
class Segment:
    """Some units: their pages and their claims."""

    units: Sequence[Unit]
    pages: Documents
    claims: Documents


# --- joining ----------------------------------------------------------------------------------


def merged(segments: Sequence[Segment]) -> Segment:
    """One segment with the units of all."""
    return Segment(
        [unit for segment in segments for unit in segment.units],
        _joined([segment.pages for segment in segments]),
        _joined([segment.claims for segment in segments]),
    )


def _joined(runs: Sequence[Documents]) -> Documents:
    lengths = [length for run in runs for length in run.lengths]
    return Documents(lengths, joined_filters(runs), Lists.of(list(joined_lists(runs))))


def joined_filters(runs: Sequence[Documents]) -> dict[str, dict[str, list[int]]]:
    """The filters of documents one run after the other, names and values in order."""
    found: dict[str, dict[str, list[int]]] = {}
    for base, run in _placed(runs):
        for name, values in run.filters.items():
            known = found.setdefault(name, {})
            for value, documents in values.items():
                known.setdefault(value, []).extend([base + number for number in documents])
    return {name: dict(sorted(found[name].items())) for name in sorted(found)}


def joined_lists(runs: Sequence[Documents]) -> Iterator[tuple[str, PostingList]]:
    """The posting lists of documents one run after the other, in the keys' order."""
    bounds = [None, *_bounds([run.lists.keys for run in runs]), None]
    for low, high in pairwise(bounds):
        yield from _joined_between(runs, low, high)


def _bounds(keys: Sequence[Sequence[str]]) -> list[str]:
    """Words that cut the keys into parts, each with about `_AT_ONCE` lists."""
    parts = sum(map(len, keys)) // _AT_ONCE
    if not parts:
        return []
    sample = sorted(key for some in keys for key in some[::32])
    step = max(1, len(sample) // (parts + 1))
    return sorted({sample[at].partition("\0")[0] for at in range(step, len(sample), step)})


def _joined_between(
    runs: Sequence[Documents], low: str | None, high: str | None
) -> Iterator[tuple[str, PostingList]]:
    found: dict[str, list[Any]] = {}
    for base, run in _placed(runs):
        lists = run.lists
        begin = 0 if low is None else bisect_left(lists.keys, low)
        end = len(lists.keys) if high is None else bisect_left(lists.keys, high)
        start = lists.ends[begin - 1] if begin else 0
        part = slice(begin, end)
        columns = (lists.counts, lists.firsts, lists.lasts, lists.weights, lists.ends)
        for key, count, first, last, weight, stop in zip(
            lists.keys[part], *(column[part] for column in columns), strict=True
        ):
            rest = lists.data[start:stop]
            start = stop
            before = found.get(key)
            if before is None:
                found[key] = [count, base + first, base + last, weight, rest]
                continue
            before.append(pagefind.posting(base + first - before[2]))
            before.append(rest)
            before[0] += count
            before[2] = base + last
            before[3] += weight
    for key in sorted(found):
        count, first, last, weight, *rests = found[key]
        yield key, PostingList(count, first, last, weight, b"".join(rests))


def joined(lists: Sequence[PostingList]) -> PostingList:
    """One list of lists whose documents follow each other, numbered as one run."""
    rests = [lists[0].rest]
    for before, this in pairwise(lists):
        rests += (pagefind.posting(this.first - before.last), this.rest)
    return PostingList(
        sum(each.documents for each in lists),
        lists[0].first,
        lists[-1].last,
        sum(each.weight for each in lists),
        b"".join(rests),
    )


def _placed(runs: Sequence[Documents]) -> Iterator[tuple[int, Documents]]:
    """The runs, each with the number of its first document."""
    base = 0
    for run in runs:
        yield base, run
        base += len(run.lengths)


# --- a segment as bytes -----------------------------------------------------------------------


def encode(key: str, segment: Segment) -> bytes:
    """A segment to be stored under `key`."""
    import cbor2

    runs = [_encodable(run) for run in (segment.pages, segment.claims)]
    return cbor2.dumps([FORMAT, key, [list(unit) for unit in segment.units], *runs])


def _encodable(run: Documents) -> list[Any]:
    lists = run.lists
    columns = (lists.counts, lists.firsts, lists.lasts, lists.weights, lists.ends)
    table = b"".join(map(bytes_of, columns))
    return [list(run.lengths), dict(run.filters), list(lists.keys), table, lists.data]


def bytes_of(column: Iterable[int]) -> bytes:
    """Numbers below 2**32 as bytes that are the same on every machine."""
    return _little(numbers("I", column)).tobytes()


def numbers_in(data: bytes) -> "numbers[int]":
    """The numbers of which `bytes_of` has made `data`; any other bytes are an error."""
    if not isinstance(data, bytes):
        raise TypeError("not numbers")
    return _little(numbers("I", data))


def _little(column: "numbers[int]") -> "numbers[int]":
    if sys.byteorder != "little":
        column.byteswap()
    return column


def decode(key: str, data: bytes) -> Segment | None:
    """A segment that was stored under `key`; None when `data` is anything else."""
    import cbor2

    try:
        form, stored, units, pages, claims = cbor2.loads(data)
        if (form, stored) != (FORMAT, key):
            return None
        known = [unit_of(unit) for unit in units]
        segment = Segment(known, _documents(pages), _documents(claims))
    except Exception:  # whatever is wrong with it, it is made anew
        return None
    counts = (sum(unit.pages for unit in known), sum(unit.claims for unit in known))
    return segment if counts == (len(segment.pages.lengths), len(segment.claims.lengths)) else None


def unit_of(value: Any) -> Unit:
    """A unit as it was stored; anything else is an error."""
    digest, *counts = value
    unit = Unit(digest, *counts)
    # The digest becomes part of a path.
    named = re.fullmatch(r"[0-9a-f]{12}" if unit.pages + unit.claims else "", digest)
    if not named or not all(map(_is_number, counts)):
        raise ValueError("not a unit")
    return unit


def _documents(value: Any) -> Documents:
    lengths, filters, keys, table, data = value
    length, count = len(keys), len(lengths)
    if not isinstance(data, bytes) or not _are_words(keys):
        raise TypeError("not posting lists")
    column = numbers_in(table)
    if len(column) != _COLUMNS * length or not all(map(_is_number, lengths)):
        raise ValueError("not posting lists")
    counts, firsts, lasts, weights, ends = (
        (column[at : at + length] for at in range(0, _COLUMNS * length, length or 1))
        if length
        else (column,) * _COLUMNS
    )
    if length and (ends[-1] != len(data) or max(lasts) >= count):
        raise ValueError("not the lists of these documents")
    _check_filters(filters, count)
    return Documents(lengths, filters, Lists(keys, counts, firsts, lasts, weights, ends, data))


def _is_number(value: Any) -> TypeGuard[int]:
    return type(value) is int and value >= 0


def _are_words(keys: Any) -> bool:
    # Both fail for what is not text.
    return isinstance("".join(keys), str) and sorted(keys) == keys


def _check_filters(filters: Any, count: int) -> None:
    for name, values in filters.items():
        for value, documents in values.items():
            _are_words([name])
            _are_words([value])
            if not all(map(_is_number, documents)) or max(documents, default=0) >= max(count, 1):
                raise ValueError("not the filters of these documents")
