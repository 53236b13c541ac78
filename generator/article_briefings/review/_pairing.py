"""Pair the things of two states: by id, else by content."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from article_briefings.input import Value
from article_briefings.review._sides import Record, Side, content, entry, fields, items
from article_briefings.review._words import selector, words

T = TypeVar("T")
Signs = Callable[[T], tuple[Hashable, ...]]
"""The signs that identify a thing whose id changed, surest first; an empty sign is ignored."""


def pair(before: Mapping[str, T], after: Mapping[str, T], signs: Signs[T]) -> dict[str, str]:
    """The ids after by the ids before; removed and added things are not included."""
    pairs = {key: key for key in before if key in after}
    old = [key for key in before if key not in after]
    new = [key for key in after if key not in before]
    for level in range(len(signs(before[old[0]])) if old and new else 0):
        candidates: dict[Hashable, list[str]] = {}
        for key in new:
            candidates.setdefault(signs(after[key])[level], []).append(key)
        for key in list(old):
            sign = signs(before[key])[level]
            if sign and candidates.get(sign):
                pairs[key] = candidates[sign].pop(0)
                old.remove(key)
                new.remove(pairs[key])
    return pairs


def keyed(value: Value | None, key: Callable[[Mapping[str, Value]], str]) -> dict[str, int]:
    """The places of a list's items by their names; a repeated name gets a number.

    The number does not depend on the other items in the list, so both sides number alike.
    """
    found: dict[str, int] = {}
    times: dict[str, int] = {}
    for number, item in enumerate(items(value)):
        name = unique = key(entry(item)) or f"no. {number + 1}"
        while unique in found:
            times[name] = times.get(name, 1) + 1
            unique = f"{name} ({times[name]})"
        found[unique] = number
    return found


@dataclass(frozen=True)
class Renames:
    """New ids by old ids, for everything that has an id."""

    articles: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the article's id before."""
    stories: Mapping[str, str] = field(default_factory=dict)

    @property
    def none(self) -> bool:
        """Whether nothing was renamed."""
        registers = (self.articles, self.actors, self.notes, self.topics, self.stories)
        ids = (*registers, *self.claims.values())
        return all(old == new for names in ids for old, new in names.items())


def renames(before: Side, after: Side) -> Renames:
    """Pair everything of two states."""
    articles = pair(before.articles, after.articles, _article_signs)
    claims = {
        old: pair_claims(before.articles[old].root, after.articles[new].root)
        for old, new in articles.items()
    }
    return Renames(
        articles,
        pair(before.actors, after.actors, _actor_signs),
        pair(before.notes, after.notes, _note_signs),
        pair(before.topics, after.topics, _note_signs),
        claims,
        pair(before.stories, after.stories, _note_signs),
    )


def pair_claims(before: Mapping[str, Value], after: Mapping[str, Value]) -> dict[str, str]:
    """Claims by id, else by the quote and the text, by the quote, by the text."""
    return pair_items(before, after, "claims", _claim_signs)


def pair_items(
    before: Mapping[str, Value],
    after: Mapping[str, Value],
    name: str,
    signs: Signs[Mapping[str, Value]],
) -> dict[str, str]:
    """Items with ids in a list of two states of a briefing."""
    return pair(by_id(before.get(name)), by_id(after.get(name)), signs)


def by_id(value: Value | None) -> dict[str, Mapping[str, Value]]:
    """A list's items by their ids."""
    places = keyed(value, lambda item: words(item.get("id")))
    return {name: entry(items(value)[number]) for name, number in places.items()}


def evidence_signs(item: Mapping[str, Value]) -> tuple[Hashable, ...]:
    """An evidence item is recognised by its address, or by title and publisher."""
    title = words(item.get("title"))
    return words(item.get("url")), title and (title, words(item.get("publisher")))


def event_signs(item: Mapping[str, Value]) -> tuple[Hashable, ...]:
    """An event is recognised by its quote, or by its label."""
    return selector(item.get("quote")), words(item.get("label"))


def _claim_signs(item: Mapping[str, Value]) -> tuple[Hashable, ...]:
    quote, text = selector(item.get("quote")), words(item.get("text"))
    return quote and text and (quote, text), quote, text


def _article_signs(article: Record) -> tuple[Hashable, ...]:
    declared = words(fields(article.root.get("source")).get("sha256"))
    return declared, article.sha256, tuple(sorted(by_id(article.root.get("claims"))))


def _actor_signs(actor: Record) -> tuple[Hashable, ...]:
    root = actor.root
    whole = content(dict(root)) if root else ""
    return whole, words(root.get("wikidata")), words(root.get("name"))


def _note_signs(note: Record) -> tuple[Hashable, ...]:
    return content(dict(note.root)) if note.root else "", words(note.root.get("title"))
