"""The state that connects one build with the next: its facts, and which groups read them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from article_briefings.build._inputs import Seen
from article_briefings.models import compact
from article_briefings.pages import PageRecord

ARTICLE_KINDS = ("outline", "article")
"""The kinds of the store's entries for an article."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The record of a group."""

    read: tuple[str, ...]
    """The facts that it depends on."""
    pages: tuple[PageRecord, ...]
    files: tuple[tuple[str, str], ...]
    """Data files: path in the site and key of the content."""


@dataclass
class State:
    """The state of the last build, which connects its results."""

    version: str = ""
    inputs: str = ""
    """The digest of everything the pages were built from."""
    seen: dict[str, Seen] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    groups: dict[str, "Grouped"] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    """The keys of the stored articles, by slug."""
    html: dict[str, list[str]] = field(default_factory=dict)
    """By Markdown file: the key of the page's HTML, the digest of its bytes, its picture's key."""
    also: list[list[str]] = field(default_factory=list)
    """Kind and key of further entries in use."""
    site: dict[str, Any] = field(default_factory=dict)
    """The published files by site folder; `publishing` defines the format."""

    def used(self) -> Iterator[tuple[str, str]]:
        """Yield the kind and key of every entry that the state refers to."""
        yield from ((kind, key) for kind in ARTICLE_KINDS for key in self.articles.values())
        yield from ((kind, key) for kind, key in self.also)
        yield from (("file", key) for key in self.files.values())
        for key, _, picture in self.html.values():
            yield "html", key
            yield "picture", picture
        for group in self.groups.values():
            for page in group.pages:
                yield "markdown", page.markdown

    def to_json(self) -> bytes:
        """Return the state as bytes. Groups refer to facts by their index in a list."""
        places: dict[str, int] = {}
        groups = {
            name: [
                [places.setdefault(fact, len(places)) for fact in g.read],
                list(map(_values, g.pages)),
                g.files,
            ]
            for name, g in self.groups.items()
        }
        whole = {**self.__dict__, "names": list(places), "groups": groups}
        return compact(whole).encode()

    @classmethod
    def of_json(cls, data: bytes | None) -> "State":
        """Return the state in these bytes, or an empty one if they hold none."""
        try:
            whole = json.loads(data or b"{}")
            names = whole.pop("names", [])
            groups = {
                name: Grouped(
                    tuple(map(names.__getitem__, read)),
                    tuple(map(_page, pages)),
                    tuple((place, key) for place, key in files),
                )
                for name, (read, pages, files) in whole.pop("groups", {}).items()
            }
            seen = {path: tuple(found) for path, found in whole.pop("seen", {}).items()}
            return cls(groups=groups, seen=seen, **whole)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return cls()


_values = attrgetter(*PageRecord.__slots__)


def _page(values: Sequence[Any]) -> PageRecord:
    source, url, title, kind, inputs, updated, made_from, card, markdown = values
    return PageRecord(
        *(source, url, title, kind, tuple(inputs), updated),
        *(made_from, tuple(card), markdown),
    )
