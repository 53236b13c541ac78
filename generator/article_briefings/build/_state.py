"""What connects the results of one build with the next: the facts then, and who had read them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from article_briefings.build._inputs import Seen
from article_briefings.models import compact
from article_briefings.pages import PageRecord

ARTICLE_KINDS = ("outline", "article")
"""The kinds under which an article is kept."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """What is remembered of a group."""

    read: tuple[str, ...]
    """The facts that it depends on."""
    pages: tuple[PageRecord, ...]
    files: tuple[tuple[str, str], ...]
    """Places of data in the site, each with the key of its content."""


@dataclass
class State:
    """What connects the results of the last build."""

    version: str = ""
    inputs: str = ""
    """The digest of all that the pages were made from."""
    seen: dict[str, Seen] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    groups: dict[str, "Grouped"] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    """The keys of the articles that are kept, by slug."""
    html: dict[str, list[str]] = field(default_factory=dict)
    """By Markdown file: the keys of a page's HTML, of its bytes, and of its picture."""
    also: list[list[str]] = field(default_factory=list)
    """Kind and key of entries that others have asked for."""
    site: dict[str, Any] = field(default_factory=dict)
    """What was published where; `publishing` knows what it means."""

    def used(self) -> Iterator[tuple[str, str]]:
        """Kind and key of every entry that the state names."""
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
        """The state as bytes. What groups have read is told by places in a list of facts."""
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
        """The state in these bytes; an empty one if they hold none."""
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
