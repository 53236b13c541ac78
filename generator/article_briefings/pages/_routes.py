"""Addresses: the only module that decides the place of a page and the links between pages.

Our links leave the letters of all scripts unencoded. HTML allows them in an address. A browser
percent-encodes them when it follows the link, and the address is the same. Spelled out, a letter
has two or three bytes where a percent-encoded one has six or nine, and a page of an article in
Armenian or Persian has thousands of them.
"""

import posixpath
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Self
from urllib.parse import quote

from article_briefings.language import N_

HOME = "index.md"
BRIEFINGS = "briefings/index.md"
CLAIMS = "claims/index.md"
ACTORS = "actors/index.md"
BACKGROUND = "background/index.md"
TOPICS = "topics/index.md"
TIMELINE = "timeline/index.md"
SEARCH = "search/index.md"
STORIES = "stories/index.md"
DATA = "data/index.md"
CHANGES = "changes/index.md"
DRAWS_ON = "draws-on/index.md"
#: Indexes that exist only if they have something to list.
OPTIONAL = frozenset({STORIES, DRAWS_ON})
INDEXES = {
    N_("Home"): HOME,
    N_("Briefings"): BRIEFINGS,
    N_("Stories"): STORIES,
    N_("Claims"): CLAIMS,
    N_("Who"): ACTORS,
    N_("Background"): BACKGROUND,
    N_("Topics"): TOPICS,
    N_("Sources"): DRAWS_ON,
    N_("Timeline"): TIMELINE,
}
"""The navigation of a site whose settings have none; those of `OPTIONAL` only if they exist.

Titles are messages."""
PARTS = ("stories", "timeline", "ledger", "worksheets", "scales", "exports", "social-cards")
"""What a site can leave out."""
_FOLDERS = {
    "stories": "stories",
    "timeline": "timeline",
    "claims": "ledger",
    "teach": "worksheets",
    "data": "exports",
}
"""The parts that are pages, by the folder that these are in."""
_SYNTAX = ":/?#[]@!$&'()*+,;=%~"
"""The characters of an address that are syntax and are not encoded."""
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_SIGNS = frozenset("_.~/#%-")
_PLAIN = re.compile(r"[\w.~/#%-]*")
"""Matches nearly every address: all but those with combining marks."""


class Address(str):
    """An address that we made, which needs no escaping because it contains no HTML syntax."""

    __slots__ = ()

    def __new__(cls, value: str) -> Self:
        """Anything but the letters and digits of all scripts and `_.~/#%-` is a bug."""
        if not _PLAIN.fullmatch(value) and not all(c in _SIGNS or _is_letter(c) for c in value):
            raise ValueError(f"not an address: {value!r}")
        return super().__new__(cls, value)

    def __html__(self) -> str:
        """The address for an attribute."""
        return str(self)


def anchor(identifier: str) -> Address:
    """`#identifier`, the link to an id of the same page."""
    return Address(f"#{identifier}")


def iri_encode(text: str, safe: str = "/") -> str:
    """A text as part of an address: percent-encoded but for the letters of all scripts."""
    return text.translate(_spelling(safe))


class _Spelling(dict[int, str]):
    """The spelling of each character in an address, by code point; cached."""

    def __init__(self, safe: str) -> None:
        self._safe = safe

    def __missing__(self, number: int) -> str:
        character = chr(number)
        plain = number >= 0x80 and _is_letter(character)
        self[number] = character if plain else quote(character, self._safe)
        return self[number]


_spelling = cache(_Spelling)


def _is_letter(character: str) -> bool:
    """Whether a character is a letter, a mark on a letter, or a digit: no quotes, no joiners."""
    return unicodedata.category(character)[0] in "LMN"


briefing = "briefings/{}.md".format
"""The Markdown file of a briefing, by its slug; those below of other pages, by their ids."""
actor = "actors/{}.md".format
note = "background/{}.md".format
topic = "topics/{}.md".format
worksheet = "teach/{}.md".format
"""The Markdown file of a briefing's worksheet for pupils, and of the key to it."""
key = "teach/{}/key.md".format
story = "stories/{}.md".format
claim = "claim/{}/{}.md".format
"""The place of the page of a key claim, by its briefing and its id; no Markdown file is there."""


def claims(page: int = 1) -> str:
    """The Markdown file of a page of the ledger, its first page being the index."""
    return CLAIMS if page == 1 else f"claims/{page}.md"


def by_value(section: str, facet: str, value: str, page: int = 1) -> str:
    """The Markdown file of a page of the entries of a section that share a value.

    Claims are split by every facet, briefings and events by "year", actors by "type".
    """
    return _page_of(f"{section}/by/{facet}/{value}", page)


LEDGER_INDEX = "claims/ledger.json"
"""The data that the ledger's script loads first."""
GRAPH = "schema.jsonld"
"""The file beside a briefing's page with its full description in the vocabulary of schema.org."""


def briefing_graph(slug: str) -> str:
    """The file of a briefing for programs."""
    return f"briefings/{slug}/{GRAPH}"


def plain_text(slug: str) -> str:
    """The file of a briefing with the article's words alone."""
    return f"briefings/{slug}/article.txt"


def list_of(source: str, name: str, page: int = 1) -> str:
    """The Markdown file of a page of a list of an actor or a topic: "claimed", "published", ..."""
    return _page_of(f"{source.removesuffix('.md')}/{name}", page)


def page_of_index(index: str, page: int = 1) -> str:
    """The Markdown file of a page of the notes, topics or stories; the first is the index."""
    return index if page == 1 else f"{posixpath.dirname(index)}/page/{page}.md"


def draws_on(story: str = "", page: int = 1) -> str:
    """The Markdown file of a page of who draws on whom: in a story, or in all articles."""
    if story:
        return list_of(f"stories/{story}.md", "draws-on", page)
    return page_of_index(DRAWS_ON, page)


def _page_of(stem: str, page: int) -> str:
    return f"{stem}.md" if page == 1 else f"{stem}/{page}.md"


def contradictions(page: int = 1) -> str:
    """The Markdown file of a page of contradictions."""
    return _page_of("claims/contradictions", page)


def changes(page: int = 1) -> str:
    """The Markdown file of a page of corrections, its first page being the index."""
    return CHANGES if page == 1 else f"changes/{page}.md"


def reviews(page: int = 1) -> str:
    """The Markdown file of a page of reviews due, its first page being the index."""
    return f"reviews/{'index' if page == 1 else page}.md"


@lru_cache(maxsize=1 << 16)
def url_of(source: str) -> str:
    """The address of a Markdown file, relative to the site's root, percent-encoded."""
    return quote(_path(source))


def _path(source: str) -> str:
    folder, name = posixpath.split(source)
    stem = name.removesuffix(".md")
    path = folder if stem == "index" else posixpath.join(folder, stem)
    return f"{path}/" if path else ""


def fragment(anchor: str) -> str:
    """`#anchor`, percent-encoded."""
    return f"#{quote(anchor)}"


@lru_cache(maxsize=1 << 12)  # those of a few pages: the next page has others
def _link(source: str, target: str, anchor: str) -> Address:
    tail = f"#{iri_encode(anchor)}" if anchor else ""
    return Address(tail if anchor and target == source else _relative(source, target) + tail)


_DEEP = "/_/_/_/_/"
"""So deep that a page of a site around this one, `../about.md`, is below the root as well."""


@lru_cache(maxsize=1 << 12)
def _relative(source: str, target: str) -> str:
    path = posixpath.relpath(f"{_DEEP}{_path(target)}", f"{_DEEP}{_path(source)}")
    return "./" if path == "." else f"{iri_encode(path)}/"


def is_left_out(source: str, without: Collection[str]) -> bool:
    """Whether a Markdown file's page belongs to one of the parts that the site leaves out."""
    return bool(without) and _FOLDERS.get(source.partition("/")[0]) in without


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Links from one page to others; letters of all scripts are not encoded."""

    source: str
    without: Collection[str] = ()
    """The parts that the site leaves out."""

    def to(self, target: str, anchor: str = "") -> Address:
        """The relative address of a Markdown file's page; empty if the site leaves it out."""
        if is_left_out(target, self.without):
            return Address("")
        return _link(self.source, target, anchor)


class Addresses:
    """The full addresses of a site's pages for programs, by RFC 3986: only ASCII."""

    def __init__(self, site: str) -> None:
        """`site` is the site's own address, with or without the last slash."""
        self.base = f"{self.encoded(site).rstrip('/')}/"

    @staticmethod
    def encoded(address: str) -> str:
        """Any address as people write it, percent-encoded where the standard demands it."""
        return quote(_LONE_PERCENT.sub("%25", address), safe=_SYNTAX)

    def briefing(self, slug: str, anchor: str = "") -> str:
        """The page of a briefing, or a place on it: a claim, an event, an evidence item."""
        return f"{self.base}{url_of(briefing(slug))}{fragment(anchor) if anchor else ''}"

    def actor(self, identifier: str) -> str:
        """The page of an actor."""
        return f"{self.base}{url_of(actor(identifier))}"

    def claim(self, slug: str, identifier: str) -> str:
        """The page of a key claim."""
        return f"{self.base}{url_of(claim(slug, identifier))}"

    def note(self, identifier: str) -> str:
        """The page of a background note."""
        return f"{self.base}{url_of(note(identifier))}"


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository in which input files can be edited; without an address, no edit links."""

    url: str = ""
    branch: str = "main"
    infix: str = ""
    """What the host has between a repository's address and the rest: "-/" for GitLab."""

    def edit(self, path: str) -> str:
        """The address at which the host opens `path` for editing."""
        return self._address("edit", path)

    def view(self, path: str) -> str:
        """The address at which the host shows `path`."""
        return self._address("blob", path)

    def _address(self, verb: str, path: str) -> str:
        if not self.url:
            return ""
        place = "/".join((f"{self.infix}{verb}", iri_encode(self.branch), iri_encode(path)))
        return f"{self.url.rstrip('/')}/{place}"
