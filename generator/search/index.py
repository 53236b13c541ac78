"""Segments → what the index consists of beside its words (`chunks`): our filters and results.

Pagefind finds words and ranks; it calls a document by a name that is its number
here. Filters and results are ours: Pagefind compares every document that it has
found with every document of every filter, which takes it seconds where a look
into a table takes `search.js` milliseconds; it cannot list documents by filters
alone without loading all words; and it would have a file for every result.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import log2

from generator.search.segments import Documents, Segment, Unit

PART = 10_000
"""Documents after which a part of a filter ends."""
FEW = 20
"""Values of a filter that stay together: they are said in few bytes, and kinds always counted."""


def runs_of(segments: Sequence[Segment]) -> list[Documents]:
    """All documents in their order: the pages of all segments, then the claims of all."""
    return [*(segment.pages for segment in segments), *(segment.claims for segment in segments)]


def names_of(documents: int) -> list[str]:
    """The name by which Pagefind calls each document: its number, the last digit first.

    So neighbours differ in their beginning alone, and the list of all is an eighth smaller.
    """
    width = len(str(documents - 1))
    return [f"{number:0{width}}"[::-1] for number in range(documents)]


def told_lengths(lengths: Sequence[int], pages: int) -> list[int]:
    """The lengths by which Pagefind ranks: pages, which come first, as they are; claims rounded.

    Nearly all claims are of one length, so that it decides little among them; but told one by one
    these were a quarter of what every search loads.
    """
    return [*lengths[:pages], *map(rounded, lengths[pages:])]


@cache
def rounded(length: int) -> int:
    """The power of two nearest to the length of a claim; 0 stays."""
    return 1 << round(log2(length)) if length else 0


def units_of(units: Sequence[Unit]) -> list[tuple[str, int, int]]:
    """The file of each unit's results, and how many pages and claims it has, in their order."""
    return [(unit.digest, unit.pages, unit.claims) for unit in units if unit.digest]


def parts_of(values: Mapping[str, Sequence[int]]) -> list[tuple[str, dict[str, Sequence[int]]]]:
    """A filter cut where it gets long: whoever filters by one value loads the part that has it.

    Values are in the order in which scripts compare texts. Each part comes with its first value,
    the first one with "": a value is in the last part that does not begin behind it.
    """
    parts: list[tuple[str, dict[str, Sequence[int]]]] = [("", {})]
    room = PART
    for value in sorted(values, key=_as_scripts_compare):
        if room <= 0 and len(values) > FEW:
            parts.append((value, {}))
            room = PART
        parts[-1][1][value] = values[value]
        room -= len(values[value])
    return parts


def _as_scripts_compare(text: str) -> bytes:
    """By UTF-16 units."""
    return text.encode("utf-16-be", "surrogatepass")


def table_of(values: Mapping[str, Sequence[int]]) -> list[tuple[str, list[int]]]:
    """A filter with the documents of its values, each as steps from document to document."""
    return [(value, _steps(documents)) for value, documents in values.items()]


def values_of(table: Iterable[tuple[str, Sequence[int]]]) -> dict[str, list[int]]:
    """The documents of a filter's values, of which `table_of` has made `table`."""
    return {value: list(accumulate(steps)) for value, steps in table}


def _steps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in pairwise((0, *numbers))]


def meta_of(
    settings: bytes,
    documents: Sequence[tuple[str, int]],
    chunks: Sequence[tuple[str, str, str]],
    metadata: Sequence[str],
) -> bytes:
    """What Pagefind finds words from.

    Documents with their numbers of words, chunks with first word, last word and
    file, the names of the metadata.
    """
    import cbor2

    version = json.loads(settings)["version"]
    return cbor2.dumps([version, documents, _trimmed(chunks), [], [], metadata])


def _trimmed(chunks: Sequence[tuple[str, str, str]]) -> list[list[str]]:
    """The chunks with as much of their first and last words as tells them apart."""
    trimmed = [list(chunk) for chunk in chunks]
    for this, following in pairwise(trimmed):
        last, first = this[1], following[0]
        common = next(
            (at for at, (a, b) in enumerate(zip(last, first, strict=False)) if a != b),
            min(len(last), len(first)),
        )
        if last[: common + 1] >= this[0]:
            this[1] = last[: common + 1]
        following[0] = first[: common + 1]
    return trimmed
