"""Queries git for the project: texts at a revision, changed lines, texts by their hash.

Nothing here raises for a folder without git or a revision that does not
exist: the result is then None, or empty. Paths are relative to the project's
folder, which may be a folder within the repository.
"""

import datetime as dt
import hashlib
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

_DAY = re.compile(rb"\x01(\d{4}-\d{2}-\d{2})")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
# File names are taken literally, without quoting or patterns.
_GIT = ("git", "-c", "core.quotePath=off", "--literal-pathspecs")
_DIFF = ("diff", "--relative", "--no-renames", "--no-ext-diff")
_LINES = ("-U0", "--inter-hunk-context=0", "--text", "--no-color", "--no-textconv")
_PREFIXES = ("--src-prefix=a/", "--dst-prefix=b/")


@dataclass(frozen=True)
class History:
    """The git repository that contains the folder `root`."""

    root: Path

    def commit(self, revision: str) -> str | None:
        """Return the full id of a revision's commit; None if there is none."""
        name = f"{revision}^{{commit}}"
        found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        return found.decode().strip() if found else None

    def fork_point(self, revision: str) -> str | None:
        """Return the commit at which HEAD left a revision's history, else that revision's."""
        commit = self.commit(revision)
        found = self._git("merge-base", commit, "HEAD") if commit else None
        return found.decode().strip() if found else commit

    def read(self, revision: str, path: str) -> bytes | None:
        """Return a file's bytes at a revision; None if it does not exist there."""
        commit = self.commit(revision)
        return self._git("cat-file", "blob", f"{commit}:./{path}") if commit else None

    def changed_lines(self, revision: str) -> dict[str, set[int]]:
        """Return the lines of the working tree that a revision does not have, by file, from 1.

        If lines were removed, those on either side of the gap count as changed. A file
        that git does not track yet is changed in all its lines: its set contains 0. A
        file that was deleted or has no lines has an empty set.
        """
        commit = self.commit(revision)
        if commit is None:
            return {}
        untracked = self._untracked()
        changed = {name: {0} if name in untracked else set() for name in self.changed_files(commit)}
        for path, lines in _changes(self._git(*_DIFF, *_LINES, *_PREFIXES, commit, "--") or b""):
            changed.setdefault(path, set()).update(lines)
        return changed

    def prefix(self) -> str:
        """Return the project's folder within the repository with a trailing slash, or ""."""
        return _name((self._git("rev-parse", "--show-prefix") or b"").rstrip(b"\n"))

    def contents(
        self, commit: str, folder: str, limit: int, choice: Callable[[str], bool] = lambda _: True
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the regular files below a folder at a commit, in order of their paths.

        Those whose path is not in the `choice` are not read.

        The content of a file larger than `limit` is replaced by as many zero bytes, at most twice
        the limit.
        """
        listed = self._git("ls-tree", "-r", "-l", "-z", commit, "--", folder) or b""
        blobs: list[tuple[str, str, int]] = []
        for line in listed.split(b"\0"):
            about, _, name = line.partition(b"\t")
            mode, _, blob, size = about.split() if line else (b"", b"", b"", b"")
            regular = mode in (b"100644", b"100755") and size.isdigit()
            if regular and choice(_name(name)):
                blobs.append((_name(name), blob.decode(), int(size)))
        small = dict.fromkeys(blob for _, blob, size in blobs if size <= limit)
        held = dict(self._held([*small]))
        for path, key, length in blobs:
            yield path, bytes(min(length, limit * 2)) if length > limit else held.get(key, b"")

    def changed_files(self, revision: str) -> list[str]:
        """Return the sorted files that were changed, added or deleted since a revision.

        A renamed file counts twice, under its old and its new name.
        """
        commit = self.commit(revision)
        if commit is None:
            return []
        differing = self._git(*_DIFF, "--name-only", "-z", commit, "--")
        return sorted(_names(differing) | self._untracked())

    def last_changed(self, folder: str) -> dict[str, dt.date]:
        """Return the day of the newest commit that changed each file below a folder.

        The day is in the committer's time zone. Files that differ from their commit are left out.
        A shallow clone gives no days, because its oldest commit seems to have added every file.
        """
        if self.is_shallow() is not False:
            return {}
        log = ("log", "-z", "--format=%x01%cs", "--name-only", "--no-renames", "--relative")
        days: dict[str, dt.date] = {}
        day = dt.date.min
        for entry in (self._git(*log, "--", folder) or b"").split(b"\0"):
            if found := _DAY.fullmatch(entry):
                day = dt.date.fromisoformat(found[1].decode())
            elif name := _name(entry.removeprefix(b"\n")):
                days[name] = max(day, days.get(name, day))
        differing = set(self.changed_files("HEAD")) if days else set()
        return {name: day for name, day in days.items() if name not in differing}

    def is_shallow(self) -> bool | None:
        """Return whether the repository lacks a part of its history; None if there is none."""
        answer = self._git("rev-parse", "--is-shallow-repository")
        return None if answer is None else answer != b"false\n"

    def ignores(self, path: str) -> bool:
        """Return whether git leaves out a path, which need not exist."""
        return self._git("check-ignore", "--quiet", "--", path, literal=False) is not None

    def tracks(self, folder: Path) -> bool:
        """Return whether git tracks a file in a folder."""
        return bool(self._git("ls-files", "-z", "--", str(folder)))

    def keeps_bytes(self, path: str) -> bool:
        """Return whether git never changes the line ends of a path, which need not exist."""
        return (self._git("check-attr", "text", "--", path) or b"").endswith(b": unset\n")

    def user_name(self) -> str:
        """Return the user name that git records in commits; empty if it has none."""
        return (self._git("config", "user.name") or b"").decode("utf-8", "replace").strip()

    def text_with_hash(self, path: str, sha256: str) -> bytes | None:
        """Return the newest version of a file whose bytes have this SHA-256."""
        return self.version_that(path, lambda data: hashlib.sha256(data).hexdigest() == sha256)

    def version_that(self, path: str, wanted: Callable[[bytes], bool]) -> bytes | None:
        """Return the newest version of a file whose bytes are as `wanted`.

        Renames are followed. If that finds nothing, for example before a rename is
        committed, every file of the same name in any branch is checked.
        """
        seen: set[str] = set()
        for blobs in (self._versions(path), self._namesakes(path)):
            fresh = [blob for blob in dict.fromkeys(blobs) if blob not in seen]
            seen.update(fresh)
            for _, data in self._held(fresh):
                if wanted(data):
                    return data
        return None

    def last_version(self, path: str) -> bytes | None:
        """Return the newest version of a file in git, even of a deleted one; None if none."""
        return next((data for _, data in self._held([*islice(self._versions(path), 1)])), None)

    def renames(self, folder: str) -> Iterator[tuple[str, str]]:
        """Yield the renames of files in a folder: old and new name, without suffix.

        The newest renames come last.
        """
        asked = ("--find-renames", "--diff-filter=R", "--name-status", "--relative", "-z")
        committed = self._git("log", "--reverse", "--format=", *asked, "--", folder) or b""
        present = self._git("diff", "--no-ext-diff", *asked, "HEAD", "--", folder) or b""
        for answer in (committed, present):
            fields = [one.strip(b"\n") for one in answer.split(b"\0")]
            for status, old, new in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
                if status.startswith(b"R"):
                    yield Path(_name(old)).stem, Path(_name(new)).stem

    def _untracked(self) -> set[str]:
        return _names(self._git("ls-files", "-o", "--exclude-standard", "-z"))

    def _versions(self, path: str) -> Iterator[str]:
        staged = self._git("rev-parse", "--verify", "--quiet", f":./{path}")
        if staged:
            yield staged.decode().strip()
        yield from _blobs(
            self._git("log", "--follow", "--format=", "--raw", "--no-abbrev", "--", path) or b""
        )

    def _namesakes(self, path: str) -> Iterator[str]:
        name = re.sub(r"([*?\[\\])", r"\\\1", path.rpartition("/")[2])
        pattern = f":(top,glob)**/{name}"
        log = ("log", "--all", "--format=", "--raw", "--no-abbrev", "--no-renames", "--", pattern)
        yield from _blobs(self._git(*log, literal=False) or b"")

    def _held(self, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the blobs that the repository has, each with its bytes; a shallow clone lacks some.

        One process reads them all.
        """
        wanted = "\n".join(blobs).encode()
        answer = self._git("cat-file", "--batch", given=wanted) if blobs else None
        at = 0
        while answer and at < len(answer):
            end = answer.index(b"\n", at)
            header = answer[at:end].split(b" ")
            at = end + 1
            if len(header) == 3 and header[1] == b"blob":
                size = int(header[2])
                yield header[0].decode(), answer[at : at + size]
                at += size + 1

    def _git(self, *arguments: str, given: bytes = b"", literal: bool = True) -> bytes | None:
        try:
            done = subprocess.run(
                [*(_GIT if literal else _GIT[:-1]), *arguments],
                cwd=self.root,
                input=given,
                capture_output=True,
                check=False,
            )
        except (OSError, ValueError):  # git is missing, or a name contains a null character
            return None
        return done.stdout if done.returncode == 0 else None


def _blobs(log: bytes) -> Iterator[str]:
    """Yield the blobs in a raw log, the new one of each change first."""
    for line in log.split(b"\n"):
        # :100644 100644 <old blob> <new blob> M<tab>path
        fields = line.split(b"\t")[0].split()
        if len(fields) == 5 and line.startswith(b":"):
            yield from (fields[number].decode() for number in (3, 2) if fields[number].strip(b"0"))


def _changes(diff: bytes) -> Iterator[tuple[str, range]]:
    """Yield each file in a diff without context that still exists, with the lines of each hunk."""
    path, skip = "", 0
    for line in diff.split(b"\n"):
        if skip:  # a line of a hunk, whatever it looks like
            skip -= not line.startswith(b"\\")
            continue
        if line.startswith(b"+++ "):
            path = "" if line == b"+++ /dev/null" else _unquoted(line[4:])
        hunk = _HUNK.match(line)
        if hunk:
            gone, first, new = int(hunk[1] or b"1"), int(hunk[2]), int(hunk[3] or b"1")
            skip = gone + new
            if path:
                yield path, range(first, first + new) if new else range(max(1, first), first + 2)


def _unquoted(name: bytes) -> str:
    """Return a path from a diff, where it may have a trailing tab or be a quoted C string."""
    if name.startswith(b'"'):
        name = name.strip()[1:-1].decode("unicode_escape").encode("latin-1")
    return _name(name.rstrip(b"\t").removeprefix(b"b/"))


def _names(answer: bytes | None) -> set[str]:
    """Return the names in git's output, each followed by a null character."""
    return {_name(name) for name in (answer or b"").split(b"\0") if name}


def _name(name: bytes) -> str:
    return name.decode("utf-8", "replace")
