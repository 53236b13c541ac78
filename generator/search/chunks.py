"""The words of the index in chunks, cut by Pagefind's own rule.

So they are the chunks that Pagefind would make itself; which of them a search
loads decides which longer words it finds. A chunk is full as soon as its words
reach a size; only the last one may hold less.
"""

from array import array as numbers
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

from generator.search import pagefind_format as pagefind
from generator.search.segments import Documents, PostingList, joined_lists

_FULL = 20_000  # what a chunk holds, by Pagefind's measure: places, and one for each posting

Forms = Mapping[str, PostingList]
"""The posting lists of a word, and of its forms with other diacritics; its own is that of ""."""


class Word(NamedTuple):
    """A word as it stands in a chunk."""

    word: str
    weight: int
    """How much of a chunk it fills."""
    record: bytes


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is known of a chunk whose file is there."""

    name: str
    """Of its file."""
    first: str
    last: str
    """Its first and its last word."""
    weights: Sequence[int]
    ends: Sequence[int]
    """How much of it each word fills, and where in its data the word ends."""


def all_words(runs: Sequence[Documents]) -> Iterator[Word]:
    """The words of documents, one run after the other."""
    for word, forms in groupby(joined_lists(runs), lambda entry: entry[0].partition("\0")[0]):
        yield word_of(word, {key.partition("\0")[2]: found for key, found in forms})


def word_of(word: str, forms: Forms) -> Word:
    """A word with its posting lists; the forms are in order."""
    own = forms.get("")
    variants = [(form, found) for form, found in forms.items() if form]
    record = (
        pagefind.array(3),
        pagefind.text(word),
        *(_postings(own) if own else (pagefind.array(0),)),
        pagefind.array(len(variants)),
        *(
            part
            for form, found in variants
            for part in (pagefind.array(2), pagefind.text(form), *_postings(found))
        ),
    )
    return Word(word, own.weight if own else 0, b"".join(record))  # variants do not count


def _postings(found: PostingList) -> tuple[bytes, ...]:
    return pagefind.array(found.documents), pagefind.posting(found.first), found.rest


def cut(words: Iterable[Word]) -> Iterator[list[Word]]:
    """The words of each chunk."""
    held: list[Word] = []
    size = 0
    for word in words:
        held.append(word)
        size += word.weight
        if size >= _FULL:
            yield held
            held, size = [], 0
    if held:
        yield held


def is_full(words: Sequence[Word]) -> bool:
    """Whether a chunk of these words has no room for another one."""
    return sum(word.weight for word in words) >= _FULL


def chunk_of(words: Sequence[Word]) -> tuple[Chunk, bytes]:
    """A chunk of words, with its data."""
    head = _head(len(words))
    data = head + b"".join([word.record for word in words])
    ends = numbers("I", accumulate([len(word.record) for word in words], initial=len(head)))
    weights = numbers("I", [word.weight for word in words])
    return Chunk(pagefind.named(data), words[0].word, words[-1].word, weights, ends[1:]), data


def words_in(chunk: Chunk, data: bytes) -> Iterator[Word]:
    """The words of a chunk with its data."""
    begin = len(_head(len(chunk.ends)))
    for weight, end in zip(chunk.weights, chunk.ends, strict=True):
        record = data[begin:end]
        yield Word(pagefind.word_in(record), weight, record)
        begin = end


def _head(words: int) -> bytes:
    return pagefind.array(1) + pagefind.array(words)
