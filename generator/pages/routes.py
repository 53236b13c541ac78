"""Addresses: the one place that decides where a page stands and how pages link to each other."""

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

HOME = "index.md"
BRIEFINGS = "briefings/index.md"
CLAIMS = "claims/index.md"
ACTORS = "actors/index.md"
BACKGROUND = "background/index.md"
TOPICS = "topics/index.md"
TIMELINE = "timeline/index.md"
SEARCH = "search/index.md"


def briefing(slug: str) -> str:
    """The Markdown file of a briefing."""
    return f"briefings/{slug}.md"


def actor(identifier: str) -> str:
    """The Markdown file of an actor."""
    return f"actors/{identifier}.md"


def note(identifier: str) -> str:
    """The Markdown file of a background note."""
    return f"background/{identifier}.md"


def topic(identifier: str) -> str:
    """The Markdown file of a topic."""
    return f"topics/{identifier}.md"


@lru_cache(maxsize=1 << 16)
def url_of(source: str) -> str:
    """The address of a Markdown file, relative to the site's root, percent-encoded."""
    folder, name = posixpath.split(source)
    stem = name.removesuffix(".md")
    path = folder if stem == "index" else posixpath.join(folder, stem)
    return quote(f"{path}/") if path else ""


def fragment(anchor: str) -> str:
    """`#anchor`, percent-encoded."""
    return f"#{quote(anchor)}"


@lru_cache(maxsize=1 << 16)
def _relative(source: str, target: str) -> str:
    path = posixpath.relpath(f"/{url_of(target)}", f"/{url_of(source)}")
    return "./" if path == "." else f"{path}/"


@dataclass(frozen=True, slots=True)
class Links:
    """Links from one page to others."""

    source: str

    def to(self, target: str, anchor: str = "") -> str:
        """The relative address of another Markdown file's page, from this page."""
        tail = fragment(anchor) if anchor else ""
        if target == self.source and anchor:
            return tail
        return _relative(self.source, target) + tail


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the input files can be edited; without an address there are no edit links."""

    url: str = ""
    branch: str = "main"

    def edit(self, path: str) -> str:
        """The address at which GitHub opens `path` for editing."""
        return self._address("edit", path)

    def view(self, path: str) -> str:
        """The address at which GitHub shows `path`."""
        return self._address("blob", path)

    def _address(self, verb: str, path: str) -> str:
        if not self.url:
            return ""
        return f"{self.url.rstrip('/')}/{verb}/{quote(self.branch)}/{quote(path)}"
