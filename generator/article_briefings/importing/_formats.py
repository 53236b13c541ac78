"""The formats that are imported. A new one needs the two shapes here and an entry in `FORMATS`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from article_briefings.drafting import ImportedArticle, Metadata, Origin, Remark
from article_briefings.importing._brat_files import find_brat
from article_briefings.importing._json_files import find_hypothesis, find_web_annotation
from article_briefings.importing._reading import Choices, Progress


class CollectionEntry(Protocol):
    """One article of a collection, before it is read."""

    @property
    def name(self) -> str:
        """What the collection calls it, in the table too."""

    @property
    def origin(self) -> Origin:
        """Where messages about the whole say that it stands."""

    def read(self, folder: Path, choices: Choices) -> tuple[ImportedArticle | None, list[Remark]]:
        """The article with its marks; None where it cannot be read."""


class ArticleCollection(Protocol):
    """What was found in a folder."""

    @property
    def expected(self) -> str:
        """What such a collection holds at least, for a message."""

    @property
    def is_empty(self) -> bool:
        """Whether it has not even that."""

    @property
    def names(self) -> frozenset[str]:
        """The names that the table may have."""

    def entries(
        self, metadata: Mapping[str, Metadata], progress: Progress | None
    ) -> tuple[Sequence[CollectionEntry], list[Remark]]:
        """The articles that have annotations, by name, and what belongs to none."""


Find = Callable[[Path], ArticleCollection]
"""Looks into a folder; OSError where it cannot be read."""

FORMATS: Mapping[str, Find] = {
    "brat": find_brat,
    "hypothesis": find_hypothesis,
    "web-annotation": find_web_annotation,
}
