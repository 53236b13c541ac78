"""Segments → what the index consists of: Pagefind's words, and our filters and results.

Chunks of words are cut by Pagefind's own rule, so they are the chunks that it
would make itself; which of them a search loads decides which longer words it
finds.

Pagefind finds words and ranks; it calls a document by a name that is its number
here. Filters and results are ours: Pagefind compares every document that it has
found with every document of every filter, which takes it seconds where a look
into a table takes `search.js` milliseconds; it cannot list documents by filters
alone without loading all words; and it would have a file for every result.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.search import pagefind_format as pagefind
from generator.search.segments import (
    Documents,
    PostingList,
    Segment,
    joined_filters,
    joined_lists,
)

_CHUNK = 20_000  # what a chunk holds, by Pagefind's measure: places, and one for each posting


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk of the words of the index."""

    first: str
    last: str
    """Its first and its last word."""
    data: bytes

    @property
    def name(self) -> str:
        """The name of its file."""
        return pagefind.named(self.data)


def runs_of(segments: Sequence[Segment]) -> list[Documents]:
    """All documents in their order: the pages of all segments, then the claims of all."""
    return [*(segment.pages for segment in segments), *(segment.claims for segment in segments)]


def names_of(documents: int) -> list[str]:
    """The name by which Pagefind calls each document: its number, the last digit first.

    So neighbours differ in their beginning alone, and the list of all is an eighth smaller.
    """
    width = len(str(documents - 1))
    return [f"{number:0{width}}"[::-1] for number in range(documents)]


def units_of(segments: Sequence[Segment]) -> list[tuple[str, int, int]]:
    """The file of each unit's results, and how many pages and claims it has, in their order."""
    units = [unit for segment in segments for unit in segment.units if unit.digest]
    return [(unit.digest, unit.pages, unit.claims) for unit in units]


def chunks_of(runs: Sequence[Documents]) -> Iterator[Chunk]:
    """The words in chunks."""
    words: list[str] = []
    parts: list[bytes] = []
    size = 0
    for word, forms in groupby(joined_lists(runs), lambda entry: entry[0].partition("\0")[0]):
        lists = {key.partition("\0")[2]: found for key, found in forms}
        words.append(word)
        parts.append(_word(word, lists))
        size += lists[""].weight if "" in lists else 0  # variants do not count
        if size >= _CHUNK:
            yield _chunk(words, parts)
            words, parts, size = [], [], 0
    if words:
        yield _chunk(words, parts)


def _chunk(words: list[str], parts: list[bytes]) -> Chunk:
    data = pagefind.array(1) + pagefind.array(len(words)) + b"".join(parts)
    return Chunk(words[0], words[-1], data)


def _word(word: str, lists: Mapping[str, PostingList]) -> bytes:
    variants = [(form, found) for form, found in lists.items() if form]
    return b"".join(
        (
            pagefind.array(3),
            pagefind.text(word),
            *(_postings(lists[""]) if "" in lists else (pagefind.array(0),)),
            pagefind.array(len(variants)),
            *(
                part
                for form, found in variants
                for part in (pagefind.array(2), pagefind.text(form), *_postings(found))
            ),
        )
    )


def _postings(found: PostingList) -> tuple[bytes, ...]:
    return pagefind.array(found.documents), pagefind.posting(found.first), found.rest


def filters_of(runs: Sequence[Documents]) -> Iterator[tuple[str, list[tuple[str, list[int]]]]]:
    """The name of each filter, with its values: each with the steps from document to document."""
    for name, values in joined_filters(runs).items():
        yield name, [(value, _steps(among)) for value, among in values.items()]


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
