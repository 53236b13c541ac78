"""What is kept of a finished index: from this the next run knows what to put into it.

The words of its chunks are not repeated: they are in the folder.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.search.chunks import Chunk
from generator.search.segments import FORMAT, Unit, bytes_of, numbers_in, unit_of

Part = tuple[str, str]
"""What a part of a filter begins with, and its table."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished index in its folder."""

    identity: str
    """Which one it is, as the folder says."""
    keys: Sequence[str]
    units: Sequence[Unit]
    """Its units in order, and their keys in the store."""
    lengths: Sequence[int]
    """The number of words of each document."""
    chunks: Sequence[Chunk]
    filters: Mapping[str, Sequence[Part]]
    """The parts of each filter."""
    size: int
    """Bytes of all its files."""
    files: Mapping[str, Sequence[int]]
    """The size of each file, and the time of its last change."""


def told(finished: Finished) -> list[Any]:
    """A value that can be stored."""
    return [
        FORMAT,
        finished.identity,
        [list(unit) for unit in finished.units],
        list(finished.keys),
        bytes_of(finished.lengths),
        [
            [chunk.name, chunk.first, chunk.last, bytes_of(chunk.weights), bytes_of(chunk.ends)]
            for chunk in finished.chunks
        ],
        dict(finished.filters),
        finished.size,
        {name: list(stat) for name, stat in finished.files.items()},
    ]


def loaded(value: Any, identity: str) -> Finished | None:
    """The index of which `told` has made the value; None for another one, or an error."""
    form, named, units, keys, lengths, chunks, filters, size, files = value
    if (form, named) != (FORMAT, identity):
        return None
    finished = Finished(
        identity,
        [str(key) for key in keys],
        [unit_of(unit) for unit in units],
        numbers_in(lengths),
        [_chunk(*chunk) for chunk in chunks],
        {
            name: [(str(first), _name(r"[0-9a-f]{12}", table)) for first, table in parts]
            for name, parts in filters.items()
        },
        size,
        files,
    )
    documents = sum(unit.pages + unit.claims for unit in finished.units)
    if len(keys) != len(units) or len(finished.lengths) != documents:
        raise ValueError("not an index of these units")
    return finished


def _chunk(name: Any, first: Any, last: Any, weights: Any, ends: Any) -> Chunk:
    named = _name(r"[a-z]+_[0-9a-f]{10}", name)
    return Chunk(named, str(first), str(last), numbers_in(weights), numbers_in(ends))


def _name(form: str, name: Any) -> str:
    """A name that becomes part of a path."""
    if not re.fullmatch(form, name):
        raise ValueError("not the name of a file")
    return str(name)
