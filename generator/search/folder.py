"""The folder of the search index: written so that a search works at every moment.

A file of the index is named by its content, so a file that is there under its
name is the right one, provided that it was written to its end. That is known
of what the index refers to, for the entry from which all other files are found
is put into place last. Every other file is written again, and what is no
longer referred to is deleted in the end. The program's own files are few, and
compared.
"""

import gzip
import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.search import pagefind_format as pagefind

_DATA, _WORDS = "data", "index"
_PLACES = {_DATA: ".pf_data", _WORDS: ".pf_index"}
_META = "pagefind.{}.pf_meta"


class Folder:
    """A folder with an index, or without one yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._there = {name for name, _ in _entries(path)}
        referred_to = _referred_to(path)
        self._whole = referred_to & self._there
        self.identity = _identity(path) if referred_to and referred_to <= self._there else ""
        """A digest that names the index with all its files; empty where one of them is missing."""
        self._kept: set[str] = set()
        self.written = 0
        """The number of files written."""
        self.size = 0
        """Bytes of the files of the index that was finished last, results apart."""
        for place in _PLACES:
            (path / place).mkdir(parents=True, exist_ok=True)

    def stats(self) -> dict[str, list[int]]:
        """Size and time of the last change of each file of the index."""
        found = {name: entry.stat() for name, entry in _entries(self._path)}
        return {name: [found[name].st_size, found[name].st_mtime_ns] for name in sorted(found)}

    def has_chunk(self, name: str) -> bool:
        """Whether a chunk of words is there."""
        return _file(_WORDS, name) in self._whole

    def add_chunk(self, name: str, data: bytes | None) -> None:
        """Write a chunk of words; it may be None where the chunk is there."""
        self._keep(_file(_WORDS, name), data)

    def chunk(self, name: str) -> bytes:
        """The data of a chunk of words that is there; any other is an error."""
        file = (self._path / _file(_WORDS, name)).read_bytes()
        try:
            data = pagefind.unpacked(file, name)
        except (EOFError, zlib.error):
            data = b""
        if pagefind.named(data) != name:
            raise pagefind.FormatError(f"{name} is not the chunk of that name")
        return data

    def has_results(self, name: str) -> bool:
        """Whether the file of a unit's results is there, or there are none."""
        return not name or _file(_DATA, name) in self._whole

    def add_results(self, name: str, data: bytes) -> None:
        """Write the file of a unit's results, unless it is there."""
        if not self.has_results(name):
            self._write(_file(_DATA, name), data)

    def add_table(self, data: bytes) -> str:
        """Write a table that all searches read, unless it is there; return its name."""
        name = pagefind.digest_of(data)
        self._keep(_file(_DATA, name), data)
        return name

    def table(self, name: str) -> Any:
        """The value of a table that is there; any other is an error."""
        file = (self._path / _file(_DATA, name)).read_bytes()
        if pagefind.digest_of(file) != name:
            raise pagefind.FormatError(f"{name} is not the table of that name")
        return json.loads(gzip.decompress(file))

    def keep_table(self, name: str) -> str:
        """Leave a table that is there; return its name."""
        self._keep(_file(_DATA, name), None)
        return name

    def finish(
        self,
        results: Iterable[str],
        meta: tuple[str, bytes],
        program: Mapping[str, bytes],
    ) -> None:
        """Write the metadata and then the program, the entry last; delete what is left over."""
        self._kept.update(_file(_DATA, name) for name in results)
        name, data = meta
        self._keep(_META.format(name), data)
        for name in sorted(program, key=lambda name: name == pagefind.ENTRY):
            self._kept.add(name)
            self.size += len(program[name])
            self._replace(name, program[name])
        self.identity = _identity(self._path)
        for file in self._there - self._kept:
            (self._path / file).unlink(missing_ok=True)
        for place in self._path.iterdir():
            if place.is_dir() and not place.is_symlink() and place.name not in _PLACES:
                shutil.rmtree(place)  # of an index of another form

    def _keep(self, file: str, data: bytes | None) -> None:
        self._kept.add(file)
        if file not in self._whole and data is not None:
            self._write(file, data)
            self.size += len(data)
        else:
            self.size += (self._path / file).stat().st_size

    def _write(self, file: str, data: bytes) -> None:
        with (self._path / file).open("wb", buffering=0) as stream:
            stream.write(data)
        self._whole.add(file)
        self._there.add(file)
        self.written += 1

    def _replace(self, name: str, data: bytes) -> None:
        """Write a file of a fixed name, which is never there in part."""
        path = self._path / name
        if path.is_file() and path.read_bytes() == data:
            return
        beside = path.with_name(f"{name}.new")
        beside.write_bytes(data)
        beside.replace(path)
        self.written += 1


def _file(place: str, name: str) -> str:
    return f"{place}/{name}{_PLACES[place]}"


def _entries(path: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files that the folder has, in the places where an index has them."""
    for prefix in ("", *(f"{place}/" for place in _PLACES)):
        with suppress(FileNotFoundError), os.scandir(path / prefix) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    yield prefix + entry.name, entry


def _identity(path: Path) -> str:
    return hashlib.sha256((path / pagefind.ENTRY).read_bytes()).hexdigest()


def _referred_to(path: Path) -> set[str]:
    """The files that the folder's index refers to."""
    try:
        entry = json.loads((path / pagefind.ENTRY).read_bytes())
        meta = _META.format(entry["languages"][pagefind.LANGUAGE]["hash"])
        _, _, chunks, *_ = pagefind.loaded((path / meta).read_bytes(), meta)
        named = {_file(_WORDS, name) for _, _, name in chunks}
        units = _file(_DATA, entry["units"])
        results = json.loads(gzip.decompress((path / units).read_bytes()))
        named |= {_file(_DATA, name) for name, *_ in results}
        named |= {_file(_DATA, name) for parts in entry["filters"].values() for _, name in parts}
        return named | {meta, units}
    except Exception:  # no index, or none of ours: all of it is written again
        return set()
