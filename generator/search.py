"""The search index: Pagefind over the built site, and a record of its own for each claim.

Pagefind (https://pagefind.app) reads the elements with `data-pagefind-body`
from the finished pages and writes an index in small chunks. It lists filters
in the order of a hash map; this module puts them into one order, so that the
same input gives the same bytes. It also takes the filters out of the text of
each result: a search reads them from the filters' own files.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.pagefind_service import run_requests
from generator.pages.page import SearchRecord

_SIGNATURE = b"pagefind_dcd"
# The site has its own search box; Pagefind's ready-made ones are not used.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "*-highlight.js")


def write_index(site: Path, records: Iterable[SearchRecord]) -> None:
    """Index all pages below `site` and the records into `site/pagefind`."""
    folder = site / "pagefind"
    # One index for all languages: an article in Persian is found from an English page. The words
    # of the links beside headings and of labels are not content; a label would also be joined to
    # the first word of its value. An excerpt begins below the heading of the bottom line.
    excluded = [".headerlink", ".words .visually-hidden", "dt", "#bottom-line"]
    config = {"force_language": "en", "exclude_selectors": excluded}
    *_, answer = run_requests(
        config,
        [
            {"type": "AddDir", "path": str(site)},
            *(_request(record) for record in records),
            # Not WriteFiles: its answer comes before the last files are whole on the disk.
            {"type": "GetFiles"},
        ],
    )
    for file in answer["files"]:
        content = base64.b64decode(file["content"])
        is_result = file["path"].startswith("fragment/")
        _write(folder / file["path"], _without_filters(content) if is_result else content)
    _put_in_order(folder)


def _write(path: Path, content: bytes) -> None:
    if any(path.match(pattern) for pattern in _UNUSED):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _without_filters(packed: bytes) -> bytes:
    """A result's file without its filters, which are a sixth of what all results take."""
    result = json.loads(_unpacked(packed, "a result"))
    text = json.dumps({**result, "filters": {}}, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(_SIGNATURE + text.encode(), 6, mtime=0)


def _request(record: SearchRecord) -> dict[str, Any]:
    return {
        "type": "AddRecord",
        "url": f"/{record.url}",
        "content": record.content,
        "language": "en",
        "meta": {
            "title": record.title,
            "kind": "Claim",
            "chain": record.chain,
            "where": record.where,
        },
        "filters": _filters(record),
    }


def _filters(record: SearchRecord) -> dict[str, list[str]]:
    filters: dict[str, list[str]] = {}
    for name, value in record.filters:
        filters.setdefault(name, []).append(value)
    return filters


def _put_in_order(folder: Path) -> None:
    """Sort the values of each filter and the filters of each language; rename what changes.

    A filter's file holds `[name, [[value, pages], ...]]`; an index's metadata
    holds `[version, pages, chunks, [[filter, hash], ...], ...]`. Both are CBOR,
    named by a hash of their content, which nothing but the names refers to.
    """
    entry_path = folder / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text("utf-8"))
    for language in entry["languages"].values():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(old)
        filters = [_ordered_filter(folder / "filter", name, key) for name, key in meta[3]]
        meta[3] = sorted(filters)
        language["hash"] = _rename(old, meta, "pagefind.{}.pf_meta", language["hash"])
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), "utf-8")


def _ordered_filter(folder: Path, name: str, key: str) -> list[str]:
    path = folder / f"{key}.pf_filter"
    content = _read(path)
    content[1].sort(key=lambda value: value[0])
    return [name, _rename(path, content, "{}.pf_filter", key)]


def _read(path: Path) -> Any:
    import cbor2

    return cbor2.loads(_unpacked(path.read_bytes(), path.name))


def _unpacked(packed: bytes, name: str) -> bytes:
    data = gzip.decompress(packed)
    if not data.startswith(_SIGNATURE):
        raise RuntimeError(f"{name} is not a file of the Pagefind that this was written for")
    return data[len(_SIGNATURE) :]


def _rename(path: Path, content: Any, pattern: str, key: str) -> str:
    """Write `content` under a name made from it and remove the old file; the new key."""
    import cbor2

    data = _SIGNATURE + cbor2.dumps(content)
    language, digest = key.rsplit("_", 1)
    new_key = f"{language}_{hashlib.sha256(data).hexdigest()[: len(digest)]}"
    path.unlink()
    (path.parent / pattern.format(new_key)).write_bytes(gzip.compress(data, mtime=0))
    return new_key
