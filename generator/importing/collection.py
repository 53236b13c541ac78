"""The files of a brat collection: texts, and for each the annotation of one annotator.

`NAME.txt` has its annotation as `NAME.ann`, or those of several annotators as
`NAME.ANNOTATOR.ann`, `NAME_ANNOTATOR.ann` or `ANNOTATOR/NAME.ann`. Texts and annotations may stand
in folders of their own, and in an annotator's folder a copy of the text too. Links are not
followed, and nothing outside the folder is read.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.importing.model import Origin, Remark

MAX_FILES = 200_000


@dataclass
class Entry:
    """One text and its annotations, as paths within the collection."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    """By annotator the text in the annotator's folder; the common one under no name."""
    annotations: dict[str, str] = field(default_factory=dict)
    """By annotator; under no name the file that names none."""

    def text_for(self, annotator: str) -> str:
        """The text that an annotator has worked on: the own copy, else the common one."""
        return self.texts.get(annotator) or self.texts[min(self.texts)]


def find_entries(folder: Path) -> tuple[list[Entry], list[Remark]]:
    """The texts of a collection that have an annotation, by name; OSError where none can be read.

    What belongs to no text, and texts without annotation, are remarks.
    """
    files, remarks = _files(folder)
    texts = {path.removesuffix(".txt") for path in files if path.endswith(".txt")}
    entries: dict[str, Entry] = {}
    for stem in sorted(texts):
        annotator, _, name = stem.rpartition("/")
        entries.setdefault(name, Entry(name)).texts[annotator] = f"{stem}.txt"
    for path in files:
        if path.endswith(".ann"):
            annotator, name = _whose(path.removesuffix(".ann"), entries)
            if name not in entries:
                remarks.append(Remark(Origin(path), f"there is no {name}.txt for this annotation"))
            elif annotator in entries[name].annotations:
                there = entries[name].annotations[annotator]
                remarks.append(Remark(Origin(path), f"{there} is by the same annotator"))
            else:
                entries[name].annotations[annotator] = path
    complete = []
    for _, entry in sorted(entries.items()):
        if entry.annotations:
            complete.append(entry)
        else:
            remarks.append(
                Remark(Origin(entry.text_for("")), "there is no annotation of this text")
            )
    return complete, remarks


def _files(folder: Path) -> tuple[list[str], list[Remark]]:
    """The texts and annotations in a folder and the folders in it, as paths from there."""
    found: list[str] = []
    remarks: list[Remark] = []
    for path, entry in _entries(folder, remarks):
        if not path.endswith((".txt", ".ann")):
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


def _whose(stem: str, entries: Mapping[str, Entry]) -> tuple[str, str]:
    """The annotator and the name of the text, of an annotation's path without its ending."""
    folder, _, name = stem.rpartition("/")
    if name in entries:
        return folder, name
    for sign in (".", "_"):
        before, _, after = name.rpartition(sign)
        if before in entries:
            return after, before
    return folder, name
