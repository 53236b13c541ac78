"""A page before it is rendered: its address, its context, and what the search can filter it by."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from article_briefings.diagnostics import working_on
from article_briefings.pages._contexts import Context


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered."""

    source: str
    """Where its Markdown stands: "briefings/<slug>.md"."""
    url: str
    """Its address relative to the site's root: "briefings/<slug>/"."""
    title: str
    description: str
    kind: str
    """The word that the search shows and filters by: "Briefing", "Actor", ..."""
    context: Context
    inputs: tuple[str, ...]
    """The input files that it is made from."""
    updated: str
    """The day of the newest review of what it shows, ISO 8601; empty where there is none."""
    edit_url: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    """What the search can find the page by, besides its kind: ("actor", "Tasnim")."""
    linked: dict[str, Any] | None = None
    """What the page says of itself in the vocabulary of schema.org."""
    graph: str = ""
    """The file beside it that says more, where there is one."""


def sitemap_day(day: str) -> str:
    """The day for the sitemap, whose compressed form holds no earlier and no later one."""
    return min(max(day, "1970-01-01"), "2105-12-31") if day else ""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is remembered of a page: where its content is kept, and what other pages need."""

    source: str
    url: str
    title: str
    kind: str
    inputs: tuple[str, ...]
    updated: str
    made_from: str
    """A digest of all that its template is told, and of the template."""
    card: tuple[str, ...]
    """The words of its own picture; empty where it has none."""
    markdown: str
    """The key of its Markdown."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that are made together, and again when a fact changes that making them has read."""

    name: str
    """Its own in the site, and the same in every build: "actor:tass"."""
    build: Callable[[], Iterable[Page]]
    input: str = ""
    """The file that they are about, where it is one."""

    def pages(self) -> Iterator[Page]:
        """Make the pages."""
        with working_on(self.input or f"the pages “{self.name}”"):
            yield from self.build()


@dataclass(frozen=True, slots=True)
class DataGroup:
    """A file that scripts load, made like a group of pages."""

    name: str
    build: Callable[[], tuple[str, bytes]]
    """Its place in the site, and its content."""

    def file(self) -> tuple[str, bytes]:
        """Make the file."""
        with working_on(f"the file “{self.name}”"):
            return self.build()
