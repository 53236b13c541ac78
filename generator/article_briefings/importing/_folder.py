"""Lists the files of a folder and of the folders within it, by name.

Links are not followed, hidden files are ignored, and nothing outside the folder is read.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from article_briefings.drafting import Origin, Remark

MAX_FILES = 200_000


def files_in(folder: Path, endings: tuple[str, ...]) -> tuple[list[str], list[Remark]]:
    """The files with these extensions as paths from the folder; raises OSError if unreadable."""
    found: list[str] = []
    remarks: list[Remark] = []
    for path, entry in _entries(folder, remarks):
        if not path.endswith(endings):
            continue
        if not entry.is_file(follow_symlinks=False):
            remarks.append(Remark(Origin(path), "this is a link or no ordinary file; not read"))
        elif len(found) == MAX_FILES:
            remarks.append(Remark(Origin(path), f"only {MAX_FILES:,} files are read"))
            break
        else:
            found.append(path)
    return sorted(found), remarks


def _entries(folder: Path, remarks: list[Remark]) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    for entry in _listed(folder):
        if not entry.is_dir(follow_symlinks=False):
            yield entry.name, entry
            continue
        try:
            inside = _listed(folder / entry.name)
        except OSError as error:
            remarks.append(Remark(Origin(entry.name), f"this folder: {error.strerror}"))
        else:
            yield from ((f"{entry.name}/{inner.name}", inner) for inner in inside)


def _listed(folder: Path) -> list["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        shown = [entry for entry in entries if not entry.name.startswith(".")]
    return sorted(shown, key=lambda entry: entry.name)


def folders_in(folder: Path) -> list[Path]:
    """The folders in a folder, by name; none if it cannot be read."""
    try:
        return [
            folder / entry.name for entry in _listed(folder) if entry.is_dir(follow_symlinks=False)
        ]
    except OSError:
        return []
