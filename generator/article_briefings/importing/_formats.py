"""The formats that can be imported. To add one, add an entry to `IMPORTERS`."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from article_briefings.importing._brat_files import find_brat
from article_briefings.importing._collection import ArticleCollection, folders_in
from article_briefings.importing._json_files import READERS, find_json

Importer = Callable[[Path], ArticleCollection]
"""Searches a folder; raises OSError if it cannot be read."""

IMPORTERS: Mapping[str, Importer] = {
    "brat": find_brat,
    **{form: partial(find_json, form) for form in READERS},
}

_MAX_DEPTH, _MAX_FOLDERS = 6, 500
_MOST_NAMED = 3


def folders_with(form: str, folder: Path) -> str:
    """The nearest folders below one that hold a collection, for a message; empty if none do."""
    found: list[tuple[Path, int]] = []
    depth = _MAX_DEPTH
    for below, at in _below(folder):
        if at > depth:
            break
        texts = _texts(form, below)
        if texts:
            depth = at
            found.append((_innermost(form, below, texts), texts))
    named = [f"{one} ({texts:,} {'text' if texts == 1 else 'texts'})" for one, texts in found]
    more = f" and {len(found) - _MOST_NAMED:,} other folders" if len(found) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more


def _texts(form: str, folder: Path) -> int:
    """The number of texts of the collection in a folder; 0 if there is none."""
    try:
        collection = IMPORTERS[form](folder)
    except OSError:
        return 0
    return 0 if collection.is_empty else len(collection.names)


def _innermost(form: str, folder: Path, texts: int) -> Path:
    """The subfolder that holds the whole collection, else the folder itself."""
    return next((one for one in folders_in(folder) if _texts(form, one) == texts), folder)


def _below(folder: Path) -> Iterator[tuple[Path, int]]:
    """Folders below one with their depth, nearest first, up to the number that is searched."""
    waiting = deque([(folder, 0)])
    seen = 0
    while waiting:
        at, depth = waiting.popleft()
        if depth == _MAX_DEPTH:
            return
        for inner in folders_in(at):
            seen += 1
            if seen > _MAX_FOLDERS:
                return
            yield inner, depth + 1
            waiting.append((inner, depth + 1))
