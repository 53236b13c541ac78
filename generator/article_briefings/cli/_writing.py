"""Writes the Markdown tree that any engine can build, and the files of a new site."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from article_briefings.cli._common import usage, writing
from article_briefings.diagnostics import working_on

FileData = str | bytes | Iterator[bytes]
"""The content of a file; an iterator's chunks are not held in memory."""
_MARKER = ".briefings-output"


def write_tree(output: Path, files: Iterable[tuple[str, FileData]]) -> int:
    """Write files to `output` and return their number.

    The tree is written beside the folder and replaces it when it is complete; a failure
    leaves the old folder in place. Exit if the folder cannot be written, or contains
    anything this function did not write.
    """
    from tempfile import TemporaryDirectory  # imported late: slow to import

    with writing(output):
        if not _is_ours(output):
            raise usage(
                f"{output} holds files that this command did not write; name a new or empty folder"
            )
        output.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=output.parent, prefix=f".{output.name}-") as scratch:
            tree = Path(scratch) / "tree"
            tree.mkdir()
            (tree / _MARKER).write_text("Written by briefings; replaced on every run.\n", "utf-8")
            count = 0
            for source, content in files:
                path = tree / source
                path.parent.mkdir(parents=True, exist_ok=True)
                with working_on(source), path.open("wb") as file:
                    data = content.encode() if isinstance(content, str) else content
                    file.writelines([data] if isinstance(data, bytes) else data)
                count += 1
            _replace(output, tree, Path(scratch) / "old")
    return count


def _is_ours(output: Path) -> bool:
    if output.is_dir() and not output.is_symlink():
        return not any(output.iterdir()) or (output / _MARKER).is_file()
    return not (output.exists() or output.is_symlink())


def tree_path(source: str) -> str:
    """Return the path of a page's file in the tree: in the folder of the page's own address.

    Some engines resolve relative links in raw HTML from the file, others from the page's address
    (docs/about/engines.md). If both are the same folder, the links are right in either case.
    """
    folder, _, name = source.rpartition("/")
    if name == "index.md" or not name.endswith(".md"):
        return source
    return f"{folder}/{name.removesuffix('.md')}/index.md".removeprefix("/")


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


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder; exit with everything as it was if one cannot be written."""
    with ExitStack() as undo:
        for path, content in ((folder / name, content) for name, content in files.items()):
            with writing(path):
                for parent in reversed([one for one in path.parents if not one.exists()]):
                    parent.mkdir()
                    undo.callback(parent.rmdir)
                if path.exists():
                    undo.callback(path.write_bytes, path.read_bytes())
                else:
                    undo.callback(path.unlink, missing_ok=True)
                path.write_bytes(content)
        undo.pop_all()
