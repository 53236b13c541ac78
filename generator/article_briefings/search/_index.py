"""The search index of a finished site, as Pagefind makes it of the pages that mark a body.

Pagefind can only index a whole site, and does so quickly. It runs if a page with a
body has changed since the last run, or a file of the index has, and not at all otherwise.
Pages go to it in the order of their addresses, because the order decides the bytes.

The files of the new index are put into place one by one, the entry from which all others
are found last, and then the old ones deleted: a search works at every moment, and an
interrupted run leaves the last index in use.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from article_briefings.search._order import ENTRY, in_order
from article_briefings.search._pagefind_service import identity, run_requests

LANGUAGE = "en"
"""All languages are in one index, with the stemming of this one."""
KIND = "search"
"""The kind of the entries that are kept in the store."""
_BODY = b"data-pagefind-body"

# What is no content: links and notes for readers of the page, what says in other words what the
# text says, and the headings of all pages of a kind. A label (`dt`) would also be joined to the
# first word of its value. An excerpt begins below the heading of the bottom line. Of a claim's card
# its sentence, who says it, and the quotation are found. The rest that is to be left out has
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
    """What is kept from run to run."""

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept, or None."""

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep it."""


@dataclass(frozen=True)
class IndexReport:
    """What a run has done."""

    pages: int
    """Pages in the index."""
    ran: bool
    """Whether Pagefind had to run."""
    memory: int
    """Bytes that Pagefind needed at most when it last ran; 0 where the system does not say."""


@dataclass(frozen=True)
class _Last:
    """What is remembered of the last run."""

    pages: Mapping[str, tuple[str, bool]]
    """By the place of a page in the site: its key, and whether it has a body."""
    files: Mapping[str, list[int]]
    """The size of each file of the index, and the time of its last change."""
    memory: int


def pages_of(site: Path) -> dict[str, str]:
    """The place in the site and the key of each page below `site`."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*.html")
    }


def update_index(
    site: Path, folder: Path, pages: Mapping[str, str], name: str = "", store: Store | None = None
) -> IndexReport:
    """Make `folder` the index of the `pages` of `site`, given by place with a key of their content.

    What the next run needs to know is kept in the store, if there is one, under `name`.
    """
    made_by = hashlib.sha256(f"{identity()} {_CONFIG} {folder.resolve()}".encode()).hexdigest()
    last = _last(store.get(KIND, name) if store else None, made_by)
    known = {
        place: last.pages[place]
        if last and last.pages.get(place, ("",))[0] == key
        else (key, _BODY in (site / place).read_bytes())
        for place, key in sorted(pages.items())
    }
    bodies = [place for place, (_, body) in known.items() if body]
    ran = last is None or _bodies(last.pages) != _bodies(known) or last.files != _files(folder)
    memory = _run(site, folder, bodies) if ran else last.memory if last else 0
    if store:
        told = [made_by, known, _files(folder), memory]
        store.put(KIND, name, json.dumps(told).encode())
    return IndexReport(len(bodies), ran, memory)


def memory_of(store: Store, name: str) -> tuple[int, int] | None:
    """Bytes that Pagefind needed for the last index of that name, and the pages in it."""
    try:
        _, pages, _, memory = json.loads(store.get(KIND, name) or b"")
        return int(memory), sum(body for _, body in pages.values())
    except (ValueError, TypeError, AttributeError):
        return None


def _last(data: bytes | None, made_by: str) -> _Last | None:
    try:
        by, pages, files, memory = json.loads(data or b"")
        known = {str(place): (str(key), bool(body)) for place, (key, body) in pages.items()}
        return _Last(known, dict(files), int(memory)) if by == made_by else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _bodies(pages: Mapping[str, tuple[str, bool]]) -> dict[str, str]:
    return {place: key for place, (key, body) in pages.items() if body}


def _run(site: Path, folder: Path, places: list[str]) -> int:
    """Let Pagefind index the pages at `places`; the memory it needed."""
    # Files that Pagefind writes itself may not be complete when it says that they are.
    requests = chain(_requests(site, places), [{"type": "GetFiles"}])
    answer, memory = run_requests(_CONFIG, requests, len(places) + 1)
    files = {file["path"]: file["content"] for file in answer["files"]}
    files = {name: data for name, data in files.items() if not name.startswith(_UNUSED)}
    _write(folder, in_order({name: base64.b64decode(data) for name, data in files.items()}))
    return memory


def _requests(site: Path, places: list[str]) -> Iterator[dict[str, Any]]:
    for place in places:
        html = (site / place).read_text("utf-8", "replace")
        yield {"type": "AddFile", "url": place.removesuffix("index.html"), "file_contents": html}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold these files and nothing else."""
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
    for where, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            Path(where).rmdir()  # where nothing is left in it


def _files(folder: Path) -> dict[str, list[int]]:
    """Size and time of the last change of each file below a folder."""
    found = {}
    for where, _, names in os.walk(folder):
        for path in (Path(where, name) for name in names):
            stat = path.lstat()
            found[path.relative_to(folder).as_posix()] = [stat.st_size, stat.st_mtime_ns]
    return dict(sorted(found.items()))
