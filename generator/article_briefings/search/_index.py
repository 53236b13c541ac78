"""The search index of a finished site: Pagefind builds it from the pages that mark a body.

Pagefind can only index a whole site, and does so quickly. It runs only if a page with a body, or
a file of the index, has changed since the last run. Pages are sent in the order of their
addresses, because the bytes of the index depend on the order.

The files of the new index are moved into place one by one. The entry file, from which all others
are found, comes last; then the old files are deleted. Search works at every moment, and an
interrupted run leaves the last index in use.
"""

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter

from article_briefings.search._pagefind_service import PagefindError, identity, run_requests

LANGUAGE = "en"
"""All languages are in one index, with the stemming of this one."""
KIND = "search"
"""The kind of this module's entries in the store."""
ENTRY = "pagefind-entry.json"
"""The file from which all others are found."""
_SIGNATURE = b"pagefind_dcd"
_BODY = b"data-pagefind-body"

# Elements that are not content: links and notes for readers of the page, restatements of the text,
# and headings that all pages of a kind share. A label (`dt`) would also be joined to the first word
# of its value. An excerpt begins below the heading of the bottom line. A claim's card is indexed by
# its sentence, its speaker and its quotation. Other elements to leave out have
# `data-pagefind-ignore`.
_LEFT_OUT = (
    *(".headerlink", ".words i", ".show", ".skip", ".edit", ".changed", ".imprint", ".tag", "dt"),
    *(".empty", ".section-note", ".article-note", ".legend"),
    *(".asides", ".glance", ".fig", ".sheet"),
    *(".claim h3 b", ".claim small", ".claim > :not(summary, blockquote)"),
    *(f".page-{kind} h2" for kind in ("briefing", "actor", "topic", "story", "background")),
)
_CONFIG: Mapping[str, Any] = {"force_language": LANGUAGE, "exclude_selectors": list(_LEFT_OUT)}

# The site has its own search box; Pagefind's ready-made ones are not used.
_UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")


class Store(Protocol):
    """Stores data from run to run."""

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the stored data, or None."""

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Store the data."""


@dataclass(frozen=True)
class IndexReport:
    """The result of a run."""

    pages: int
    """Pages in the index."""
    ran: bool
    """Whether Pagefind had to run."""


@dataclass(frozen=True)
class _Record:
    """The record of a run for the next one."""

    program: str
    """A digest of what the index depends on besides the pages."""
    pages: dict[str, tuple[str, bool]]
    """By path of a page in the site: its key, and whether it has a body."""
    files: dict[str, list[int]]
    """The size and the modification time of each file of the index."""
    memory: int
    """Peak memory of Pagefind's last run in bytes; 0 if the system does not report it."""

    @property
    def bodies(self) -> dict[str, str]:
        """The pages with a body, and their keys."""
        return {place: key for place, (key, body) in self.pages.items() if body}


def pages_of(site: Path) -> dict[str, str]:
    """Return the path in the site and the key of each page below `site`."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*.html")
    }


def update_index(
    site: Path, folder: Path, pages: Mapping[str, str], name: str = "", store: Store | None = None
) -> IndexReport:
    """Make `folder` the index of the `pages` of `site`, given by path with a key of their content.

    The record for the next run is saved in the store, if there is one, under `name`.
    """
    program = hashlib.sha256(f"{identity()} {_CONFIG} {folder.resolve()}".encode()).hexdigest()
    last = _record_of(store, name) if store else None
    if last and last.program != program:
        last = None
    current = {
        place: last.pages[place]
        if last and last.pages.get(place, ("",))[0] == key
        else (key, _BODY in (site / place).read_bytes())
        for place, key in sorted(pages.items())
    }
    bodies = {place: key for place, (key, body) in current.items() if body}
    ran = last is None or last.bodies != bodies or last.files != _files(folder)
    memory = _run(site, folder, list(bodies)) if ran else last.memory if last else 0
    if store:
        record = _Record(program, current, _files(folder), memory)
        store.put(KIND, name, _records().dump_json(record))
    return IndexReport(len(bodies), ran)


def memory_of(store: Store, name: str) -> tuple[int, int] | None:
    """Return the memory in bytes for the last index of that name, and its number of pages."""
    record = _record_of(store, name)
    return (record.memory, len(record.bodies)) if record else None


def _record_of(store: Store, name: str) -> _Record | None:
    try:
        return _records().validate_json(store.get(KIND, name) or b"")
    except ValueError:
        return None


@cache
def _records() -> TypeAdapter[_Record]:
    return TypeAdapter(_Record)


def _run(site: Path, folder: Path, places: list[str]) -> int:
    """Index the pages at `places` with Pagefind; return the memory it needed."""
    # Files that Pagefind writes itself may be incomplete when it reports success.
    pages = (
        {
            "type": "AddFile",
            "url": place.removesuffix("index.html"),
            "file_contents": (site / place).read_text("utf-8", "replace"),
        }
        for place in places
    )
    requests = chain(pages, [{"type": "GetFiles"}])
    answer, memory = run_requests(_CONFIG, requests, len(places) + 1)
    files = {file["path"]: file["content"] for file in answer["files"]}
    files = {name: data for name, data in files.items() if not name.startswith(_UNUSED)}
    _write(folder, in_order({name: base64.b64decode(data) for name, data in files.items()}))
    return memory


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` contain these files and nothing else."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    for name in sorted(files, key=lambda name: name == ENTRY):
        path = folder / name
        if path.is_symlink() or not path.is_file() or path.read_bytes() != files[name]:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{path.name}.new")
            beside.write_bytes(files[name])
            beside.replace(path)
    for name in _files(folder).keys() - files.keys():
        (folder / name).unlink()
    for current, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            Path(current).rmdir()  # if it is empty


def _files(folder: Path) -> dict[str, list[int]]:
    """Return the size and the modification time of each file below a folder."""
    found = {}
    for current, _, names in os.walk(folder):
        for path in (Path(current, name) for name in names):
            stat = path.lstat()
            found[path.relative_to(folder).as_posix()] = [stat.st_size, stat.st_mtime_ns]
    return dict(sorted(found.items()))


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index by name, with the same bytes for the same pages.

    Pagefind writes some parts in the order of a hash map, different in each run: the values of each
    filter, the list of filters, and so the names of their files, which are digests.
    """
    try:
        return _in_order(dict(files))
    except (ValueError, TypeError, LookupError, OSError, EOFError) as error:
        problem = f"Pagefind's index has an unexpected format: {error!r}"
        raise PagefindError(problem) from None


def _in_order(files: dict[str, bytes]) -> dict[str, bytes]:
    entry = json.loads(files[ENTRY])
    for language, about in entry["languages"].items():
        meta = _loaded(files.pop(f"pagefind.{about['hash']}.pf_meta"))
        version, pages, chunks, filters, *rest = meta
        named = []
        for name, key in filters:
            _, values = _loaded(files.pop(f"filter/{key}.pf_filter"))
            digest, data = _packed(language, [name, sorted(values)])
            files[f"filter/{digest}.pf_filter"] = data
            named.append([name, digest])
        about["hash"], data = _packed(language, [version, pages, chunks, sorted(named), *rest])
        files[f"pagefind.{about['hash']}.pf_meta"] = data
    files[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return files


def _loaded(file: bytes) -> Any:
    import cbor2  # imported late: only builds with an index need it

    data = gzip.decompress(file)
    if not data.startswith(_SIGNATURE):
        raise ValueError("a file does not begin with Pagefind's signature")
    return cbor2.loads(data[len(_SIGNATURE) :])


def _packed(language: str, value: Any) -> tuple[str, bytes]:
    """Return the name and the content of a file."""
    import cbor2

    data = cbor2.dumps(value)
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
    return name, gzip.compress(_SIGNATURE + data, mtime=0)
