"""What results are built from: the input files, and the program with its libraries.

Files that have not changed are not read. A file's digest is reused from the last build
if its size, times and inode are unchanged. As in git, a file that was changed just
before the scan is read again the next time, because a second change within the
resolution of the file system's clock would go unnoticed.
"""

import hashlib
import os
import platform
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from article_briefings.corpus import digest
from article_briefings.diagnostics import Refusal

MOMENT = 2_000_000_000
"""Resolution in nanoseconds that a file system's clock may have at worst."""

_ARTICLE = re.compile("briefings/articles/[^/]+")
Seen = tuple[int, int, int, int, str]
"""Size, mtime, ctime, inode, and the digest of the content."""


class ChangedMeanwhile(Refusal):
    """An input has changed since the build began, and the results built from it are lost."""

    def __init__(self) -> None:
        super().__init__("the input was changed during the build; build again")


@dataclass(frozen=True)
class Scan:
    """The files below a folder of the project, by path relative to the project."""

    files: Mapping[str, str]
    """The SHA-256 of each regular file; empty for other entries and unreadable files."""
    seen: Mapping[str, Seen]
    """The files that the next scan need not read again if they look unchanged."""

    def digest(self, path: str) -> str:
        """Return a file's digest; empty if there is no such file."""
        return self.files.get(path, "")

    def edited_articles(self, before: "Scan") -> set[str] | None:
        """Return the folders of articles whose files differ; None if anything else differs."""
        if self.files.keys() != before.files.keys():
            return None
        edited = {path.rpartition("/")[0] for path, _ in self.files.items() - before.files.items()}
        return edited if all(map(_ARTICLE.fullmatch, edited)) else None


def scan(root: Path, folder: str, previous: Mapping[str, Seen], now: int) -> Scan:
    """Look at every file below `root/folder`.

    `previous` is `Scan.seen` of an earlier scan. `now` is the time on the file system's clock in
    nanoseconds. If it is 0 (unknown), the next scan reads every file read by this one again.
    """
    files: dict[str, str] = {}
    seen: dict[str, Seen] = {}
    for path, found in _entries(root, folder):
        before = previous.get(path)
        times = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        if not stat.S_ISREG(found.st_mode):
            files[path] = ""
        elif before and before[:4] == times:
            files[path], seen[path] = before[4], before
        else:
            files[path] = _digest(root / path)
            if files[path] and max(found.st_mtime_ns, found.st_ctime_ns) + MOMENT < now:
                seen[path] = (*times, files[path])
    return Scan(files, seen)


def clock(folder: Path) -> int:
    """Return the time on the clock of a folder's file system, in nanoseconds; 0 if unknown."""
    path = folder / f".clock-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
        now = path.stat().st_mtime_ns
        path.unlink()
    except OSError:
        return 0
    return now


def _entries(root: Path, folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield everything below a folder, in any order, without following links.

    Of folders only empty ones count: they may be where an article or a file should be.
    """
    waiting = [] if (root / folder).is_symlink() else [folder]
    while waiting:
        name = waiting.pop()
        try:
            with os.scandir(root / name) as entries:
                found = list(entries)
            if not found and name != folder:
                yield name, (root / name).lstat()
        except OSError:
            continue
        for entry in found:
            path = f"{name}/{entry.name}"
            try:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                else:
                    yield path, entry.stat(follow_symlinks=False)
            except OSError:
                continue


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@cache
def program_version() -> str:
    """A digest of the source of this package, the version of Python and all installed packages."""
    package = Path(__file__).parents[1]
    own = sorted(
        path for path in package.rglob("*") if path.suffix in {".py", ".md", ".po", ".txt"}
    )
    folders = (Path(entry or ".") for entry in sys.path)
    installed = {path.name for folder in folders for path in folder.glob("*.dist-info")}
    parts = [platform.python_version(), *sorted(installed)]
    for path in own:
        parts += [path.relative_to(package).as_posix(), path.read_text("utf-8")]
    return digest(parts)
