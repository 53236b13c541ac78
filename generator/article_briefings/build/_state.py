"""What the store keeps about a build for the next one: its facts, and which groups read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.build._inputs import Seen
from article_briefings.corpus import ClaimRef, EventRef, digest, reads
from article_briefings.pages import PageRecord

ARTICLE_KINDS = ("outline", "article")
"""The kinds of the store's entries for an article."""
_PARTS = {"summary", "claims-of", "events-of", "corrections-of", "claim"}


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """The data stored about a group of pages between builds."""

    read: tuple[str, ...]
    """The facts that it depends on, sorted."""
    pages: tuple[PageRecord, ...]
    files: tuple[tuple[str, str], ...]
    """Data files: path in the site and key of the content."""


@dataclass
class State:
    """The state of a build, which connects its results."""

    version: str = ""
    inputs: str = ""
    """The digest of everything the pages were built from."""
    seen: dict[str, Seen] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    groups: dict[str, GroupRecord] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    """The keys of the stored articles, by slug."""
    html: dict[str, list[str]] = field(default_factory=dict)
    """By Markdown file: the key of the page's HTML, the digest of its bytes, its picture's key."""
    also: list[list[str]] = field(default_factory=list)
    """Kind and key of further entries in use."""
    site: dict[str, Any] = field(default_factory=dict)
    """The published files by site folder; `publishing` defines the format."""

    @property
    def pages(self) -> list[PageRecord]:
        """The pages of all groups."""
        return [page for group in self.groups.values() for page in group.pages]

    def used(self) -> Iterator[tuple[str, str]]:
        """Yield the kind and key of every entry that the state refers to."""
        yield from ((kind, key) for kind in ARTICLE_KINDS for key in self.articles.values())
        yield from ((kind, key) for kind, key in self.also)
        yield from (("file", key) for key in self.files.values())
        for key, _, picture in self.html.values():
            yield "html", key
            yield "picture", picture
        yield from (("markdown", page.markdown) for page in self.pages)

    def to_json(self) -> bytes:
        """Return the state as bytes."""
        return _adapter().dump_json(self)

    @classmethod
    def of_json(cls, data: bytes | None) -> "State":
        """Return the state in these bytes, or an empty one if they hold none."""
        try:
            return _adapter().validate_json(data or b"{}")
        except ValueError:
            return cls()


@cache
def _adapter() -> TypeAdapter[State]:
    return TypeAdapter(State)


def is_article_fact(fact: str, slug: str) -> bool:
    """Whether `article_facts` of the article contains this fact, or could contain it."""
    kind, _, name = fact.partition(":")
    return kind in _PARTS and name.partition("#")[0] == slug


def changed_facts(then: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Return the names of facts that have changed, appeared or disappeared."""
    return {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}


def article_facts(article: AnchoredBriefing) -> dict[str, str]:
    """A digest for each part of the article that is a fact; it changes only with its part."""
    outline = article.outline
    parts = outline.claimed, outline.relayed, outline.about
    of_claims = outline.claims, outline.origins, *parts, outline.so, outline.said
    with reads.untracked():
        return {
            f"summary:{article.slug}": digest((repr(article.summary),)),
            f"claims-of:{article.slug}": digest((repr(of_claims),)),
            f"events-of:{article.slug}": digest(
                part for ref in EventRef.of(article) for part in ref.content()
            ),
            f"corrections-of:{article.slug}": digest(
                one.model_dump_json() for one in article.briefing.corrections
            ),
            **{f"claim:{ref.key}": digest(ref.content()) for ref in ClaimRef.of(article)},
        }
