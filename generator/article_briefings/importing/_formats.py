"""The formats that can be imported. To add one, add an entry to `IMPORTERS`."""

from collections.abc import Callable, Mapping
from pathlib import Path

from article_briefings.importing._brat_files import find_brat
from article_briefings.importing._json_files import find_hypothesis, find_web_annotation
from article_briefings.importing._reading import ArticleCollection

Importer = Callable[[Path], ArticleCollection]
"""Searches a folder; raises OSError if it cannot be read."""

IMPORTERS: Mapping[str, Importer] = {
    "brat": find_brat,
    "hypothesis": find_hypothesis,
    "web-annotation": find_web_annotation,
}
