"""What an exporter gives, ours or that of another package, and what it receives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from article_briefings.corpus._corpus import Corpus


@dataclass(frozen=True, slots=True)
class Publication:
    """The data on the site that an export comes from."""

    name: str
    description: str = ""
    url: str = ""
    """Its address; empty if it is not known."""


@dataclass(frozen=True, slots=True)
class Export:
    """One format."""

    name: str
    """The name that the command uses: that of its entry point."""
    title: str
    meaning: str
    """What it is good for, in a sentence or two."""
    version: int
    published: str
    """Its name on the site, in the folder `data/`; an archive if there are several files."""
    files: Callable[[Corpus, Publication], Iterator[tuple[str, Iterator[bytes]]]]
    """The name within the export of each file, and its bytes in pieces."""
    addressed: bool = False
    """Whether it names things by the site's address, without which it cannot be made."""
