"""Writes the Markdown tree that any engine can build."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from article_briefings.diagnostics import working_on

FileData = str | bytes | Iterator[bytes]
"""The content of a file; an iterator's chunks are not held in memory."""
_MARKER = ".briefings-output"


class NotOurFolder(Exception):
    """The output folder contains something that this program did not write."""


def write_tree(
    output: Path,
    files: Iterable[tuple[str, FileData]],
    assets: Path | None = None,
) -> int:
    """Write pages, data and assets to `output` and return the number of files in it.

    The tree is written beside the folder and replaces it when it is complete; a failure
    leaves the old folder in place. A folder that contains anything this function did not
    write is refused with `NotOurFolder`.
    """
    _check(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}-") as scratch:
        tree = Path(scratch) / "tree"
        tree.mkdir()
        (tree / _MARKER).write_text("Written by briefings; replaced on every run.\n", "utf-8")
        count = 0
        for source, content in files:
            path = tree / source
            path.parent.mkdir(parents=True, exist_ok=True)
            with working_on(source), path.open("wb") as file:
                file.writelines(_pieces(content))
            count += 1
        if assets is not None:
            count += _copy(assets, tree / "assets")
        _replace(output, tree, Path(scratch) / "old")
    return count


def _pieces(content: FileData) -> Iterable[bytes]:
    if isinstance(content, str | bytes):
        return (content.encode() if isinstance(content, str) else content,)
    return content


def tree_path(source: str) -> str:
    """Return the path of a page's file in the tree: in the folder of the page's own address.

    Some engines resolve relative links in raw HTML from the file, others from the page's address
    (docs/about/engines.md). If both are the same folder, the links are right in either case.
    """
    folder, _, name = source.rpartition("/")
    if name == "index.md" or not name.endswith(".md"):
        return source
    return f"{folder}/{name.removesuffix('.md')}/index.md".removeprefix("/")


def _check(output: Path) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise NotOurFolder
    if output.is_dir() and any(output.iterdir()) and not (output / _MARKER).is_file():
        raise NotOurFolder


def _copy(assets: Path, target: Path) -> int:
    if not assets.is_dir():
        return 0
    shutil.copytree(assets, target)
    return sum(len(files) for _, _, files in os.walk(target))


def _replace(output: Path, tree: Path, aside: Path) -> None:
    if not output.exists():
        tree.rename(output)
        return
    output.rename(aside)
    try:
        tree.rename(output)
    except OSError:
        aside.rename(output)  # the old tree would be deleted with the scratch folder
        raise
