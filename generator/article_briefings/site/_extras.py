"""The extras that a site can use, as it uses them; `diagnostics.load_extra` finds them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from article_briefings.corpus import Corpus
from article_briefings.pages import Catalogue


class Exporting(Protocol):
    """Writes the corpus in formats that other programs read."""

    def catalogue(self) -> Catalogue:
        """Return the description of the exports for the data page."""

    def published(
        self, name: str, description: str, url: str
    ) -> Mapping[str, Callable[[Corpus], Iterator[bytes]]]:
        """Return functions that make the exports of a site, by file name."""


class SocialCards(Protocol):
    """Draws the pictures for links to one site's pages."""

    def __init__(self, fonts: Path, site_name: str) -> None: ...

    def picture(self, title: str, facts: str) -> bytes | None:
        """Return a PNG; None if the fonts lack a character of its text."""
