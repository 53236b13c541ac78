"""Pagefind's files, as its program writes them and its script in the browser reads them.

Every file of its index is gzip over a signature and CBOR (in its own indexes, a
result is JSON in the place of CBOR):

- `index/*.pf_index`, a chunk of words: `[[[word, postings, variants], ...]]`.
  A posting is `[page, places, places in the metadata]`, where `page` is the
  distance from the page of the posting before; a variant is
  `[form, postings]`, the same word with other diacritics;
- `filter/*.pf_filter`: `[name, [[value, [page, ...]], ...]]`;
- `pagefind.*.pf_meta`: `[version, [[result, words], ...], [[from, to, chunk],
  ...], [[filter, file], ...], sorts, names of metadata]`.

Files are named by their content; nothing but the names refers to them. Those
that only our script reads are gzip over JSON, without a signature.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple, NoReturn

from generator.compact import compact

_SIGNATURE = b"pagefind_dcd"
_LEVEL = 6  # the best level is 2 % smaller and takes three times as long
_UNSIGNED, _TEXT, _ARRAY = 0x00, 0x60, 0x80  # the kinds of CBOR's values
_ONE = b"\x81"  # an array of one
ENTRY = "pagefind-entry.json"
"""The file from which all others are found."""
LANGUAGE = "en"
"""The one language of the index: an article in Persian is found from an English page."""


class FormatError(Exception):
    """A file is not one of the Pagefind that this was written for."""


def packed(data: bytes) -> bytes:
    """A file with `data`, the same bytes every time."""
    return gzip.compress(_SIGNATURE + data, _LEVEL, mtime=0)


def compressed(value: Any) -> bytes:
    """A file with a value that our script reads, the same bytes every time."""
    text = compact(value)
    return gzip.compress(text.encode(), _LEVEL, mtime=0)


def digest_of(file: bytes) -> str:
    """The name of a file that our script reads; empty for none."""
    return hashlib.sha256(file).hexdigest()[:12] if file else ""


def unpacked(file: bytes, name: str) -> bytes:
    """What a file holds."""
    data = gzip.decompress(file)
    if not data.startswith(_SIGNATURE):
        raise FormatError(f"{name} is not a file of the Pagefind that this was written for")
    return data[len(_SIGNATURE) :]


def loaded(file: bytes, name: str) -> Any:
    """The value of a file with CBOR."""
    import cbor2

    return cbor2.loads(unpacked(file, name))


def named(data: bytes) -> str:
    """The name of a file with `data`, without its ending."""
    return f"{LANGUAGE}_{hashlib.sha256(data).hexdigest()[:10]}"


def entry_of(settings: bytes, name: str, documents: int, **ours: Any) -> bytes:
    """The entry of the index whose metadata has `name`, with Pagefind's own `settings`.

    `ours` is for our script; Pagefind's does not look at it.
    """
    entry = json.loads(settings) | ours
    entry["languages"][LANGUAGE] |= {"hash": name, "page_count": documents}
    return json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()


# --- reading a chunk without decoding its postings ---------------------------------------------

_INTEGER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a].{4})"
_LENGTH = rb"([\x80-\x97]|\x98.|\x99..|\x9a.{4})"
_POSTING = re.compile(
    rb"\x83([\x00-\x17]|\x18.|\x19..|\x1a.{4})"  # the distance from the page before
    + (_LENGTH + _INTEGER + rb"*+") * 2,  # places, and places in the metadata
    re.DOTALL,
)


class Posting(NamedTuple):
    """A posting, by its place in the chunk."""

    distance: int
    rest: int
    """Where the part behind the distance begins."""
    end: int
    weight: int
    """How much of a chunk it fills: its places, and one for itself."""


def words_of(chunk: bytes) -> Iterator[tuple[str, str, list[Posting]]]:
    """Every word of a chunk and every variant of one: word, form or "", postings."""
    at = 1 if chunk[:1] == _ONE else _wrong("chunk")
    words, at = _length(chunk, at, _ARRAY)
    for _ in range(words):
        word, forms, at = _word(chunk, at)
        for form, postings in forms:
            yield word, form, postings
    if at != len(chunk):
        _wrong("chunk")


def word_in(record: bytes) -> str:
    """The word of the record of one, which is its part of a chunk."""
    word, _ = _text(record, 1)
    return word


def forms_in(record: bytes) -> list[tuple[str, list[Posting]]]:
    """The postings of the word of a record, as form "", and of its variants."""
    _, forms, end = _word(record, 0)
    return forms if end == len(record) else _wrong("word")


def _word(chunk: bytes, at: int) -> tuple[str, list[tuple[str, list[Posting]]], int]:
    """The word in the record at a place, its forms, and where the record ends."""
    at = at + 1 if chunk[at] == _ARRAY | 3 else _wrong("word")
    word, at = _text(chunk, at)
    postings, at = _postings(chunk, at)
    forms = [("", postings)]
    variants, at = _length(chunk, at, _ARRAY)
    for _ in range(variants):
        at = at + 1 if chunk[at] == _ARRAY | 2 else _wrong("variant")
        form, at = _text(chunk, at)
        postings, at = _postings(chunk, at)
        forms.append((form, postings))
    return word, forms, at


def _postings(chunk: bytes, at: int) -> tuple[list[Posting], int]:
    count, at = _length(chunk, at, _ARRAY)
    found = []
    for match in islice(_POSTING.finditer(chunk, at), count):
        if match.start() != at:
            _wrong("posting")
        distance, places, marks = match.groups()
        at = match.end()
        weight = _VALUES[places] + _VALUES[marks] + 1
        found.append(Posting(_VALUES[distance], match.end(1), at, weight))
    return (found, at) if len(found) == count else _wrong("posting")


class _Values(dict[bytes, int]):
    """The number that a head stands for: a number itself, or a length."""

    def __missing__(self, head: bytes) -> int:
        value = int.from_bytes(head[1:], "big") if head[1:] else head[0] & 0x1F
        if len(head) < 3:  # no more than a few hundred
            self[head] = value
        return value


_VALUES = _Values()


def _length(chunk: bytes, at: int, major: int) -> tuple[int, int]:
    """The length in the head at a place, and where the head ends."""
    short = chunk[at] - major
    wide = {24: 1, 25: 2, 26: 4}.get(short, 0)
    if not 0 <= short <= 26:
        _wrong("length")
    end = at + 1 + wide
    return (int.from_bytes(chunk[at + 1 : end], "big") if wide else short), end


def _text(chunk: bytes, at: int) -> tuple[str, int]:
    length, at = _length(chunk, at, _TEXT)
    return chunk[at : at + length].decode(), at + length


def _wrong(what: str) -> NoReturn:
    raise FormatError(f"no {what} of the Pagefind that this was written for")


# --- CBOR whose parts are encoded already -----------------------------------------------------


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes((major | number,))
    if number < 0x100:
        return bytes((major | 24, number))
    if number < 0x10000:
        return bytes((major | 25,)) + number.to_bytes(2, "big")
    return bytes((major | 26,)) + number.to_bytes(4, "big")


def unsigned(number: int) -> bytes:
    """A number from 0."""
    return _head(_UNSIGNED, number)


def text(words: str) -> bytes:
    """A string."""
    data = words.encode()
    return _head(_TEXT, len(data)) + data


def array(length: int) -> bytes:
    """What stands before the items of an array."""
    return _head(_ARRAY, length)


def posting(distance: int) -> bytes:
    """The beginning of a posting: its array, and the distance from the page before."""
    return _POSTINGS[distance] if distance < len(_POSTINGS) else b"\x83" + unsigned(distance)


_POSTINGS = tuple(b"\x83" + unsigned(distance) for distance in range(4096))
