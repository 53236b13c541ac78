"""Replaces the last build with a finished one, file by file, touching only files that differ.

All new content is first written beside the site, on the same file system. When the
last file is complete, they are moved into the site, one `rename` each, and files that
the build does not have are deleted. A full disk or a crash before that leaves the last
good site unchanged. A crash between two renames leaves a site in which some pages are
newer than others; the next build detects and completes it.

A lock allows one build of a project at a time.
"""

import errno
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from article_briefings.diagnostics import working_on

try:
    import fcntl
except ImportError:  # no such locks on this system; SQLite still protects the results
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger("mkdocs.plugins.briefings")
Stat = list[int | str]
"""Size, time of the last change, inode and digest of a published file."""


class Lock:
    """An exclusive lock on a folder, without writing to it; no lock if the system has none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: int | None = None
        """The descriptor of the open folder, while the lock is held."""

    def acquire(self) -> None:
        """Acquire the lock; log a message if that means waiting for another build."""
        if self._held is not None or fcntl is None:
            return
        try:
            folder = os.open(self._folder, os.O_RDONLY)
        except OSError:
            return
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _log.info("another build of this project is running (%s); waiting for it", self._folder)
            fcntl.flock(folder, fcntl.LOCK_EX)
        except OSError:
            os.close(folder)
            return
        self._held = folder

    def release(self) -> None:
        """Release the lock."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


@dataclass(frozen=True)
class FileContent:
    """The intended content of a file of the site."""

    digest: str
    load: Callable[[], bytes | Iterator[bytes]]
    """Returns the bytes, or an iterator of chunks."""
    staged: Path | None = None
    """A file to move into the site instead, on the same file system."""


@dataclass
class Published:
    """The result of publishing."""

    files: dict[str, Stat] = field(default_factory=dict)
    """The files written from a `FileContent`, with their current stats, for the next build."""
    places: AbstractSet[str] = frozenset()
    """The paths of all files of the site that are not below `keep`."""
    written: int = 0
    unchanged: int = 0
    deleted: int = 0


def publish(
    scratch: Path,
    site: Path,
    contents: Mapping[str, FileContent],
    previous: Mapping[str, Stat],
    keep: str,
    published: AbstractSet[str] | None = None,
) -> Published:
    """Make `site` contain the files of `scratch` and `contents`, and nothing else.

    `contents` are by path in the site; `previous` is `Published.files` of the previous build. Files
    below the folder `keep` of the site, if it is not empty, and names that begin with a dot at the
    top are left alone; links in the site are not followed. `scratch` should be on the same file
    system, otherwise new files are copied; its content is moved away. `published` is
    `Published.places` of the previous build, if nothing else has written to the site since: then
    its files are not looked at, and only these are considered for deletion.
    """
    wanted = {*_files(scratch), *contents}
    done = Published(places=wanted)
    folders = {parent for place in wanted for parent in _parents(place)}
    present = _present(site, keep) if published is None else published
    # A link is listed as a file is; at the top, names that begin with a dot are not looked into.
    maybe = [] if published is not None else [f for f in folders if f in present or f[0] == "."]
    links = tuple(f"{folder}/" for folder in sorted(maybe) if (site / folder).is_symlink())
    for place, content in contents.items():
        last = previous.get(place)
        found = last if published is not None else _stat(site, place, content.digest)
        if last and last == found and last[-1] == content.digest and not place.startswith(links):
            done.files[place] = last
            done.unchanged += 1
        elif not content.staged:
            path = scratch / place
            path.parent.mkdir(parents=True, exist_ok=True)
            with working_on(place):
                data = content.load()
                if isinstance(data, bytes):
                    path.write_bytes(data)
                else:
                    with path.open("wb") as file:
                        file.writelines(data)
    for link in links:
        (site / link.rstrip("/")).unlink(missing_ok=True)
    staged = [place for place in wanted if place not in done.files]
    for place in sorted(staged):
        if place not in contents and _same(scratch / place, site / place):
            done.unchanged += 1
            continue
        own = contents[place].staged if place in contents else None
        _move(own or scratch / place, site, place)
        done.written += 1
        if place in contents:
            now = _stat(site, place, contents[place].digest)
            if now is not None:
                done.files[place] = now
    done.deleted = _delete(site, present - wanted, folders)
    return done


def _files(folder: Path) -> Iterator[str]:
    for current, _, names in os.walk(folder):
        for name in names:
            yield (Path(current) / name).relative_to(folder).as_posix()


def _stat(site: Path, place: str, digest: str) -> Stat | None:
    try:
        found = os.lstat(f"{site}/{place}")
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ino, digest]


def _same(one: Path, other: Path) -> bool:
    try:
        return (
            not other.is_symlink()
            and one.stat().st_size == other.stat().st_size
            and one.read_bytes() == other.read_bytes()
        )
    except OSError:
        return False


def _move(path: Path, site: Path, place: str) -> None:
    """Move a file into the site, replacing a folder or file that blocks its path."""
    target = site / place
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, target)
    except OSError:
        for parent in [*reversed(target.relative_to(site).parents)][1:]:
            if (site / parent).is_symlink() or (site / parent).is_file():
                (site / parent).unlink()
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, target)


def _replace(path: Path, target: Path) -> None:
    """Rename; copy if the target is on another file system, through a mount point or a link."""
    try:
        path.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f"{target.name}.part")
        shutil.copyfile(path, beside)
        beside.replace(target)


def _present(site: Path, keep: str) -> set[str]:
    """Return the files, links and empty folders of a site."""
    found, waiting = set[str](), [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{site}/{prefix}") as entries:
            below = {f"{prefix}{e.name}": e.is_dir(follow_symlinks=False) for e in entries}
        if not below:
            found.add(prefix.rstrip("/"))
        for place, is_folder in below.items():
            if is_folder and place != keep and not place.startswith("."):
                waiting.append(f"{place}/")
            elif not is_folder:
                found.add(place)
    return found - {""}


def _delete(site: Path, places: AbstractSet[str], folders: AbstractSet[str]) -> int:
    """Delete paths, and folders that become empty; return the number of paths deleted.

    Like MkDocs, keep names that begin with a dot at the top; and keep `folders`.
    """
    deleted = 0
    for place in places - folders:
        if place.startswith("."):
            continue
        with suppress(FileNotFoundError, NotADirectoryError):
            path = site / place
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
            deleted += 1
        with suppress(OSError):  # a folder that is not empty
            for folder in _parents(place):
                (site / folder).rmdir()
    return deleted


def _parents(place: str) -> Iterator[str]:
    while "/" in place:
        place = place.rpartition("/")[0]
        yield place
