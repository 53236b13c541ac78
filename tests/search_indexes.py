"""Reading a search index by what it says, whoever wrote it and however it numbers documents."""

import base64
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2

from generator.pages.page import SearchRecord
from generator.search.analysis import CONFIG
from generator.search.index import rounded
from generator.search.pagefind_service import run_requests

Posting = tuple[str, tuple[int, ...], tuple[tuple[str, int], ...]]
"""An address, the places as they are encoded, and places in the metadata by its names."""


@dataclass(frozen=True)
class Content:
    """What an index says."""

    words: Mapping[tuple[str, str], frozenset[Posting]]
    """By word and form."""
    chunks: Sequence[tuple[str, str]]
    filters: Mapping[str, Mapping[str, frozenset[str]]]
    lengths: Mapping[str, int]
    """Rounded where ours are, of claims."""
    results: Mapping[str, Sequence[Any]]
    """What the list of results shows: address, kind, title, content, its start, chain, where."""


def files_of(folder: Path) -> dict[str, bytes]:
    """All files of an index on the disk."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def unpacked(file: bytes) -> bytes:
    """A file without its compression and signature."""
    data = gzip.decompress(file)
    assert data.startswith(b"pagefind_dcd")
    return data.removeprefix(b"pagefind_dcd")


def _ours(files: Mapping[str, bytes], name: str) -> Any:
    """The value of a file that only our script reads."""
    return json.loads(gzip.decompress(files[f"data/{name}.pf_data"]))


def content_of(files: Mapping[str, bytes]) -> Content:
    """What an index of these files says, be it Pagefind's own or ours."""
    entry = json.loads(files["pagefind-entry.json"])
    language = entry["languages"]["en"]
    meta = cbor2.loads(unpacked(files[f"pagefind.{language['hash']}.pf_meta"]))
    _, pages, chunks, filters, sorts, metadata = meta
    assert not sorts
    assert language["page_count"] == len(pages)
    if "units" in entry:
        assert filters == []
        results = _results(files, entry["units"], [name for name, _ in pages])
        values = _filters(files, entry["filters"])
    else:
        results = [_shown(files[f"fragment/{name}.pf_fragment"]) for name, _ in pages]
        claims = ["#" in address for address, *_ in results]
        pages = [[n, rounded(of) if c else of] for (n, of), c in zip(pages, claims, strict=True)]
        values = _pagefinds_filters(files, filters)
    urls = [address for address, *_ in results]
    words = {}
    for _, _, name in chunks:
        for word, postings, variants in cbor2.loads(unpacked(files[f"index/{name}.pf_index"]))[0]:
            for form, among in (("", postings), *variants):
                if among:
                    assert (word, form) not in words
                    words[word, form] = _postings(among, urls, metadata)
    return Content(
        words,
        [(first, last) for first, last, _ in chunks],
        {
            name: {value: frozenset(urls[page] for page in among) for value, among in found.items()}
            for name, found in values.items()
        },
        {url: length for url, (_, length) in zip(urls, pages, strict=True)},
        dict(zip(urls, results, strict=True)),
    )


def _shown(file: bytes) -> Sequence[Any]:
    """What we would show of one of Pagefind's own results."""
    result = json.loads(unpacked(file))
    about = result["meta"]
    address = result["url"].removeprefix("/")
    kind = about.get("kind", "Page")
    content = "" if kind == "Claim" else result["content"]
    title = about.get("title", address)
    start = len(title.split()) if content.startswith(title) else 0
    return [address, kind, title, content, start, about.get("chain", ""), about.get("where", "")]


def _results(
    files: Mapping[str, bytes], table: str, names: Sequence[str]
) -> Sequence[Sequence[Any]]:
    """What we show of each document, by its number."""
    units = [(_ours(files, name), pages, claims) for name, pages, claims in _ours(files, table)]
    assert [len(shown) for shown, *_ in units] == [pages + claims for _, pages, claims in units]
    in_order = [one for shown, pages, _ in units for one in shown[:pages]]
    in_order += [one for shown, pages, _ in units for one in shown[pages:]]
    numbers = [int(name[::-1]) for name in names]
    assert numbers == list(range(len(in_order)))
    return in_order


def _filters(
    files: Mapping[str, bytes], filters: Mapping[str, Sequence[tuple[str, str]]]
) -> Mapping[str, Mapping[str, Sequence[int]]]:
    return {
        name: {
            value: list(accumulate(steps))
            for _, table in parts
            for value, steps in _ours(files, table)
        }
        for name, parts in filters.items()
    }


def _pagefinds_filters(
    files: Mapping[str, bytes], filters: Iterable[tuple[str, str]]
) -> Mapping[str, Mapping[str, Sequence[int]]]:
    values = [cbor2.loads(unpacked(files[f"filter/{file}.pf_filter"])) for _, file in filters]
    assert [name for name, _ in values] == [name for name, _ in filters]
    return {name: dict(found) for name, found in values}


def _postings(
    postings: Sequence[Any], urls: Sequence[str], metadata: Sequence[str]
) -> frozenset[Posting]:
    pages = list(accumulate(distance for distance, _, _ in postings))
    assert sorted(set(pages)) == pages
    return frozenset(
        (urls[page], tuple(places), tuple(_marks(marks, metadata)))
        for page, (_, places, marks) in zip(pages, postings, strict=True)
    )


def _marks(marks: Sequence[int], metadata: Sequence[str]) -> Iterable[tuple[str, int]]:
    name = ""
    for mark in marks:
        if mark < 0:
            name = metadata[-mark - 1]
        else:
            yield name, mark


def whole_index(site: Path, records: Iterable[SearchRecord]) -> dict[str, bytes]:
    """The index that Pagefind itself makes of a site and records, all at once."""
    *_, answer = run_requests(
        CONFIG,
        [
            {"type": "AddDir", "path": str(site)},
            *(_request(record) for record in records),
            {"type": "GetFiles"},
        ],
    )
    return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}


def _request(record: SearchRecord) -> dict[str, Any]:
    filters: dict[str, list[str]] = {}
    for name, value in record.filters:
        filters.setdefault(name, []).append(value)
    meta = {"title": record.title, "kind": "Claim", "chain": record.chain, "where": record.where}
    return {
        "type": "AddRecord",
        "url": f"/{record.url}",
        "content": record.content,
        "language": "en",
        "meta": meta,
        "filters": filters,
    }
