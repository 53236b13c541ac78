"""The index of the last run with the changed units put into it.

Where every unit has as many documents as before, all documents keep their
numbers. Then only those words come out otherwise whose posting lists differ
between a changed unit as it was and as it is: their lists are taken out of
their chunks, the unit's documents in them replaced, and put back. A chunk
whose words have become more or less is cut again, with the next ones until
they are cut where they were.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from generator.search import pagefind_format as pagefind
from generator.search.chunks import Chunk, Word, chunk_of, cut, is_full, word_of, words_in
from generator.search.segments import Documents, PostingList, Segment, Unit, joined, joined_lists


@dataclass(frozen=True, slots=True)
class Change:
    """A run of documents in the place of one with as many."""

    base: int
    """The number of its first document in the index."""
    old: Documents
    new: Documents

    @property
    def end(self) -> int:
        """The number behind that of its last document."""
        return self.base + len(self.old.lengths)


def is_in_place(unit: Unit, old: Segment, new: Segment) -> bool:
    """Whether `old` is the part of a unit of the last index, and `new` has as many documents."""
    (now,) = new.units
    return old.units == [unit] and (now.pages, now.claims) == (unit.pages, unit.claims)


def changes_of(
    units: Sequence[Unit], replaced: Mapping[int, tuple[Segment, Segment]]
) -> list[Change]:
    """The changes of some of the units, by their numbers, in the order of the documents."""
    pages = list(accumulate((unit.pages for unit in units), initial=0))
    claims = list(accumulate((unit.claims for unit in units), initial=pages[-1]))
    both = sorted(replaced.items())
    return [
        *(Change(pages[at], old.pages, new.pages) for at, (old, new) in both),
        *(Change(claims[at], old.claims, new.claims) for at, (old, new) in both),
    ]


def spliced_lengths(lengths: Sequence[int], changes: Iterable[Change]) -> list[int]:
    """The number of words of each document."""
    spliced = list(lengths)
    for change in changes:
        spliced[change.base : change.end] = change.new.lengths
    return spliced


# --- filters ----------------------------------------------------------------------------------


def changed_filters(changes: Iterable[Change]) -> set[str]:
    """The names of the filters that come out otherwise."""
    return {
        name
        for change in changes
        for name in {*change.old.filters, *change.new.filters}
        if change.old.filters.get(name) != change.new.filters.get(name)
    }


def spliced_filter(
    name: str, values: Mapping[str, Sequence[int]], changes: Iterable[Change]
) -> dict[str, list[int]]:
    """The documents of the values of a filter."""
    spliced = {value: list(documents) for value, documents in values.items()}
    for change in changes:
        now = change.new.filters.get(name, {})
        for value in {*change.old.filters.get(name, {}), *now}:
            among = spliced.setdefault(value, [])
            begin, end = bisect_left(among, change.base), bisect_left(among, change.end)
            among[begin:end] = [change.base + number for number in now.get(value, ())]
    return {value: spliced[value] for value in sorted(spliced) if spliced[value]}


# --- words ------------------------------------------------------------------------------------

_Edit = tuple[int, int, PostingList | None]
"""From which number on up to which one the documents of a list are replaced, and by what."""
_Edits = Mapping[str, Sequence[_Edit]]
"""By form of a word; "" is the word itself."""


def spliced_chunks(
    chunks: Sequence[Chunk], changes: Iterable[Change], load: Callable[[str], bytes]
) -> Iterator[tuple[Chunk, bytes | None]]:
    """The chunks; those that were not there, with their data. `load` has that of the others."""
    edits = _edits_of(changes)
    due = sorted(edits, reverse=True)
    held: list[Word] = []
    for chunk in chunks:
        edited = {}
        while due and (due[-1] <= chunk.last or chunk is chunks[-1]):
            word = due.pop()
            edited[word] = edits[word]
        if not edited and not held:
            yield chunk, None
            continue
        words = _edited(words_in(chunk, load(chunk.name)), edited)
        *full, held = [*cut(chain(held, words))] or [[]]
        if is_full(held):
            full, held = [*full, held], []
        yield from map(chunk_of, full)
    new = _edited((), {word: edits[word] for word in due})  # where there was no chunk at all
    yield from map(chunk_of, cut(chain(held, new)))


def _edits_of(changes: Iterable[Change]) -> dict[str, dict[str, list[_Edit]]]:
    """What is replaced, by word."""
    edits: dict[str, dict[str, list[_Edit]]] = {}
    for change in changes:
        old, new = (dict(joined_lists([run])) for run in (change.old, change.new))
        for key in old.keys() | new.keys():
            found = new.get(key)
            if found != old.get(key):
                word, _, form = key.partition("\0")
                edit = (change.base, change.end, _placed(found, change.base))
                edits.setdefault(word, defaultdict(list))[form].append(edit)
    return edits


def _placed(found: PostingList | None, base: int) -> PostingList | None:
    if found is None:
        return None
    return found._replace(first=base + found.first, last=base + found.last)


def _edited(words: Iterable[Word], edits: Mapping[str, _Edits]) -> Iterator[Word]:
    """The words of a chunk with edits, in order."""
    known = {word.word: word for word in words}
    for word in sorted({*known, *edits}):
        if word not in edits:
            yield known[word]
            continue
        forms = _forms(known[word].record if word in known else b"", edits[word])
        if forms:
            yield word_of(word, forms)


def _forms(record: bytes, edits: _Edits) -> dict[str, PostingList]:
    """The posting lists of a word with edits; its record is empty where it is new."""
    postings = dict(pagefind.forms_in(record)) if record else {}
    forms = {}
    for form in sorted({*postings, *edits}):
        lists = list(_lists(record, postings.get(form, ()), edits.get(form, ())))
        if lists:
            forms[form] = joined(lists)
    return forms


def _lists(
    record: bytes, postings: Sequence[pagefind.Posting], edits: Iterable[_Edit]
) -> Iterator[PostingList]:
    """The parts of a posting list that stay, and between them those that are new."""
    documents = list(accumulate(posting.distance for posting in postings))

    def part(begin: int, end: int) -> Iterator[PostingList]:
        if begin < end:
            yield PostingList(
                end - begin,
                documents[begin],
                documents[end - 1],
                sum(posting.weight for posting in postings[begin:end]),
                record[postings[begin].rest : postings[end - 1].end],
            )

    at = 0
    for first, end, new in edits:
        yield from part(at, bisect_left(documents, first))
        if new:
            yield new
        at = bisect_left(documents, end)
    yield from part(at, len(documents))
