"""The formats that can be imported. To add one, add an entry to `IMPORTERS`."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from article_briefings.importing._brat import find_brat
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
    level, remaining = [folder], _MAX_FOLDERS
    found: list[str] = []
    for _ in range(_MAX_DEPTH):
        below = (inner for one in level for inner in folders_in(one))
        level = list(islice(below, remaining))
        remaining -= len(level)
        for one in level:
            if texts := _texts(form, one):
                within = (inner for inner in folders_in(one) if _texts(form, inner) == texts)
                innermost = next(within, one)
                found.append(f"{innermost} ({texts:,} {'text' if texts == 1 else 'texts'})")
        if found:
            break
    more = f" and {len(found) - _MOST_NAMED:,} other folders" if len(found) > _MOST_NAMED else ""
    return ", ".join(found[:_MOST_NAMED]) + more


def _texts(form: str, folder: Path) -> int:
    """The number of texts of the collection in a folder; 0 if there is none."""
    try:
        collection = IMPORTERS[form](folder)
    except OSError:
        return 0
    return 0 if collection.is_empty else len(collection.names)
