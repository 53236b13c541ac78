"""The search index of a finished site: Pagefind builds it from the pages that mark a body.

Pagefind can only index a whole site, and does so quickly. It runs only if a page with a body, or
a file of the index, has changed since the last run. Pages are sent in the order of their
addresses, because the bytes of the index depend on the order.

There is one index for the language of the site, with all pages, and one for each other language
of articles, with the texts in that language (`_languages`).

The files of the new index are moved into place one by one. The entry file, from which all others
are found, comes last; then the old files are deleted. Search works at every moment, and an
interrupted run leaves the last index in use.
"""

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter

from article_briefings.search._forms import LETTERS, letters, rules_of
from article_briefings.search._languages import in_language, languages_of
from article_briefings.search._pagefind_service import PagefindError, identity, run_requests

KIND = "search"
"""The kind of this module's entries in the store."""
ENTRY = "pagefind-entry.json"
"""The file of an index from which all its others are found."""
LANGUAGES = "languages.json"
"""The languages of the indexes, and how words are folded: all that `search.js` has to know."""
_FORMAT = 3
"""Incremented when the files of an index change although its pages have not."""
_SIGNATURE = b"pagefind_dcd"

# Elements that are not content: links and notes for readers of the page, restatements of the text,
# titles of sources, and headings that all pages of a kind share. A label (`dt`) would also be
# joined to the first word of its value. An excerpt begins below the heading of the bottom line. A
# claim's card is indexed by its sentence, its speaker, its quotation, and the fields that a project
# declares (`own`). Other elements to leave out have `data-pagefind-ignore`.
_LEFT_OUT = (
    *(".headerlink", ".words i", ".show", ".skip", ".edit", ".changed", ".imprint", ".tag", "dt"),
    *(".empty", ".section-note", ".article-note", ".legend", ".signs", ".readings"),
    *(".sources", ".role-source"),
    *(".asides", ".glance", ".fig", ".sheet", ".by:not(.own)", ".route", ".jump"),
    *(".claim h3 b", ".claim small > :not(.own)", ".claim > :not(summary, blockquote, .own)"),
    *(f".page-{kind} h2" for kind in ("briefing", "actor", "topic", "story", "background")),
)

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
    pages: dict[str, tuple[str, tuple[str, ...]]]
    """By path of a page in the site: its key, and its languages; none if it has no body."""
    files: dict[str, list[int]]
    """The size and the modification time of each file of the index."""
    memory: int
    """Peak memory of Pagefind's last run in bytes; 0 if the system does not report it."""

    @property
    def bodies(self) -> dict[str, str]:
        """The pages with a body, and their keys."""
        return {place: key for place, (key, languages) in self.pages.items() if languages}


def _pages_of(site: Path) -> dict[str, str]:
    """Return the path in the site and the key of each page below `site`."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*.html")
    }


def new_index(
    site: Path,
    folder: Path,
    pages: Mapping[str, str] | None = None,
    name: str = "",
    store: Store | None = None,
    read: Callable[[str], str] | None = None,
) -> Callable[[], IndexReport]:
    """Index the `pages` of `site`, given by path with a key of their content.

    Return a function that makes `folder` the index. All pages are read if none are given; `read`
    returns the text of one, by default that in the site. The record for the next run is saved in
    the store, if there is one, under `name`.
    """
    read = read or partial(_text, site)
    pages = _pages_of(site) if pages is None else pages
    about = f"{_FORMAT} {identity()} {_LEFT_OUT} {LETTERS.read_text('utf-8')} {folder.resolve()}"
    program = hashlib.sha256(about.encode()).hexdigest()
    last = _record_of(store, name) if store else None
    if last and last.program != program:
        last = None
    current = {
        place: last.pages[place]
        if last and last.pages.get(place, ("",))[0] == key
        else (key, languages_of(read(place)))
        for place, key in sorted(pages.items())
    }
    bodies = {place: key for place, (key, languages) in current.items() if languages}
    ran = last is None or last.bodies != bodies or last.files != _files(folder)
    found = {place: current[place][1] for place in bodies}
    files, memory = _run(read, found) if ran else ({}, last.memory if last else 0)

    def write() -> IndexReport:
        if ran:
            _write(folder, files)
        if store:
            record = _Record(program, current, _files(folder), memory)
            store.put(KIND, name, _records().dump_json(record))
        return IndexReport(len(bodies), ran)

    return write


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


def _run(
    read: Callable[[str], str], languages: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, bytes], int]:
    """Index the pages, given by path with their languages.

    Return the files of the index by name, and the memory that Pagefind needed.
    """
    main = next((found[0] for found in languages.values()), "en")
    others = sorted({name for found in languages.values() for name in found[1:]} - {main})

    def index(language: str) -> _Index:
        own = [place for place, found in languages.items() if language in (main, *found[1:])]
        return _indexed(read, own, language, main)

    # Pagefind works on one core most of the time; two at once need the memory of two.
    with ThreadPoolExecutor(2) as pool:
        whole, *parts = pool.map(index, (main, *others))
    ids = _fragments(whole.files) if others else {}
    files, about = in_order(whole.files), [whole.about(main)]
    for language, part in zip(others, parts, strict=True):
        names = {name: ids[url] for url, name in _fragments(part.files).items()}
        ordered = in_order(part.files, names)
        about.append(part.about(language))
        files |= {f"{language}/{name}": data for name, data in ordered.items()}
    memory = whole.memory + max((part.memory for part in parts), default=0)
    rules = {language: rules_of(language) for language in (main, *others)}
    table = {name: letters()[name] for name in ("letters", "unspaced")}
    files[LANGUAGES] = _json({**table, "rules": rules, "indexes": about})
    return files, memory


@dataclass(frozen=True)
class _Index:
    """The index of a language."""

    files: dict[str, bytes]
    starts: set[str]
    """How words in it begin (`starts_of`)."""
    memory: int
    """The peak memory of Pagefind in bytes."""

    def about(self, language: str) -> dict[str, Any]:
        """Return what `search.js` has to know before it loads the index."""
        stems = f"wasm.{language}.pagefind" in self.files
        near = not stems or language in letters()["inner"]
        return {"language": language, "near": near, "starts": sorted(self.starts)}


def _indexed(read: Callable[[str], str], places: list[str], language: str, main: str) -> _Index:
    """Index pages with Pagefind."""
    foreign = f'.words:not([lang|="{main}"])' if language == main else ".never"
    config = {"force_language": language, "exclude_selectors": [*_LEFT_OUT, foreign]}
    starts: set[str] = set()

    def requests() -> Iterator[dict[str, str]]:
        for place in places:
            page, found = in_language(read(place), language, main)
            starts.update(found)
            url = place.removesuffix("index.html")
            yield {"type": "AddFile", "url": url, "file_contents": page}
        # Files that Pagefind writes itself may be incomplete when it reports success.
        yield {"type": "GetFiles"}

    answer, memory = run_requests(config, requests(), len(places) + 1)
    files = {file["path"]: file["content"] for file in answer["files"]}
    files = {name: data for name, data in files.items() if not name.startswith(_UNUSED)}
    if f"wasm.{language}.pagefind" in files:
        del files["wasm.unknown.pagefind"]
    decoded = {name: base64.b64decode(data) for name, data in files.items()}
    return _Index(decoded, starts, memory)


def _fragments(index: Mapping[str, bytes]) -> dict[str, str]:
    """Return the names of the results of an index by the addresses of their pages."""
    found = {}
    for name, data in index.items():
        if name.startswith("fragment/"):
            about = json.loads(gzip.decompress(data)[len(_SIGNATURE) :])
            found[about["url"]] = Path(name).stem
    return found


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _text(site: Path, place: str) -> str:
    return (site / place).read_text("utf-8", "replace")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` contain these files and nothing else."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    for name in sorted(files, key=lambda name: name.endswith((ENTRY, LANGUAGES))):
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


def in_order(files: Mapping[str, bytes], names: Mapping[str, str] = {}) -> dict[str, bytes]:
    """Return the files of an index by name, with the same bytes for the same pages.

    `names` are other names for results: a page has the same one in all indexes.

    Pagefind writes some parts in the order of a hash map, different in each run: the values of each
    filter, the list of filters, and so the names of their files, which are digests.
    """
    try:
        return _in_order(dict(files), names)
    except (ValueError, TypeError, LookupError, OSError, EOFError) as error:
        problem = f"Pagefind's index has an unexpected format: {error!r}"
        raise PagefindError(problem) from None


def _in_order(files: dict[str, bytes], names: Mapping[str, str]) -> dict[str, bytes]:
    entry = json.loads(files[ENTRY])
    for language, about in entry["languages"].items():
        meta = _loaded(files.pop(f"pagefind.{about['hash']}.pf_meta"))
        version, pages, chunks, filters, *rest = meta
        pages = [[names.get(name, name), *about_page] for name, *about_page in pages]
        named = []
        for name, key in filters:
            _, values = _loaded(files.pop(f"filter/{key}.pf_filter"))
            digest, data = _packed(language, [name, sorted(values)])
            files[f"filter/{digest}.pf_filter"] = data
            named.append([name, digest])
        about["hash"], data = _packed(language, [version, pages, chunks, sorted(named), *rest])
        files[f"pagefind.{about['hash']}.pf_meta"] = data
    for name in [name for name in files if name.startswith("fragment/")]:
        own = Path(name).stem
        files[f"fragment/{names.get(own, own)}.pf_fragment"] = _shorter(files.pop(name))
    files[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return files


def _shorter(fragment: bytes) -> bytes:
    """Return what is stored of a page without what `search.js` does not read.

    It reads no filters there, and only the words of verdicts among those of elements with an id.
    """
    about = json.loads(gzip.decompress(fragment)[len(_SIGNATURE) :])
    about["filters"] = {}
    for anchor in about["anchors"]:
        if not anchor["id"].endswith("--v"):
            anchor["text"] = ""
    return gzip.compress(_SIGNATURE + _json(about), mtime=0)


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
