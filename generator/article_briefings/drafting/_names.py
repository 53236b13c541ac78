"""Finds the actors that a text names, longest name first; no two names share a place."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from article_briefings.anchoring import TextQuote, is_word
from article_briefings.drafting._lexicon_names import NAME_WORDS
from article_briefings.drafting._naming import begins_name
from article_briefings.models import Actor, Span

_MOST_PLACES = 2_000
"""A name with more occurrences is not drafted."""
_ALL_PLACES = 10_000
_SHORTEST_SURNAME = 4
_NEAR = 80
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_][\w’'.&-]*)")
_WORDS_BEFORE = re.compile(
    r"(?<![\w’'.&-])(?P<word>[^\W\d_](?:\.|[\w’'&-]*))[ \u00a0]"
    r"(?P<of>(?:of|for)[ \u00a0](?:the[ \u00a0])?)?\Z"
)


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor whom the text names: the names used, and their places."""

    actor: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CastMember:
    """An actor of an article, and the names that only the cast can give."""

    actor: str
    names: tuple[str, ...] = ()
    role: str = ""
    """As in the text; empty if it gives none, or the register does."""


def find_names(text: str, names: Iterable[tuple[str, Iterable[str]]]) -> list[NamedActor]:
    """The actors, in the order given, with at least one name that has a place of its own."""
    members = {actor: list(dict.fromkeys(own)) for actor, own in names}
    wanted = [(actor, name) for actor, own in members.items() for name in own]
    used: set[int] = set()
    remaining = _ALL_PLACES
    places: dict[tuple[str, str], list[Span]] = {}
    for actor, name in sorted(wanted, key=lambda item: -len(item[1])):
        found = TextQuote(name).match(text, limit=_MOST_PLACES + 1)
        if len(found) > min(remaining, _MOST_PLACES):
            continue
        words = [s for s in found if is_word(text, s) and not _in_longer_name(text, s)]
        free = [span for span in words if used.isdisjoint(range(span.start, span.end))]
        if free:
            remaining -= len(found)
            places[actor, name] = free
            used.update(point for span in free for point in range(span.start, span.end))
    marking = {actor: [n for n in own if (actor, n) in places] for actor, own in members.items()}
    return [
        NamedActor(actor, tuple(own), tuple(sorted(s for name in own for s in places[actor, name])))
        for actor, own in marking.items()
        if own
    ]


def cast_of(
    text: str,
    names: Iterable[tuple[str, Iterable[str]]],
    speaking: Collection[str],
    registered: Mapping[str, str],
    roles: Mapping[str, str] | None = None,
) -> tuple[CastMember, ...]:
    """The actors whom the text names, in order of appearance, then the other speakers.

    `registered` are the names of the register; the checker finds those of speakers by itself.
    `roles` are those that the text gives.
    """
    found = sorted(find_names(text, names), key=lambda member: member.spans[0])
    known = [(actor, registered[actor]) for actor in speaking if actor in registered]
    further = [(one.actor, name) for one in found for name in one.names]
    marking = _marking(text, [one for one in further if one not in known], known)
    named = {actor: tuple(name for one, name in marking if one == actor) for actor, _ in marking}
    appearing = [one.actor for one in found if one.actor in speaking or one.actor in named]
    silent = sorted(actor for actor in {*speaking}.difference(appearing) if actor)
    return tuple(
        CastMember(actor, named.get(actor, ()), (roles or {}).get(actor, ""))
        for actor in (*appearing, *silent)
    )


def _marking(
    text: str, further: Sequence[tuple[str, str]], known: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The further names to which the checker assigns a place, as it does: the longest first."""
    covered = bytearray(len(text))
    marking = set()
    for actor, name in sorted((*further, *known), key=lambda one: -len(one[1])):
        words = (span for span in TextQuote(name).match(text) if is_word(text, span))
        free = [span for span in words if covered.find(1, span.start, span.end) < 0]
        for span in free:
            covered[span.start : span.end] = b"\1" * len(span)
        if free:
            marking.add((actor, name))
    return [one for one in further if one in marking]


def _in_longer_name(text: str, span: Span) -> bool:
    """Whether a name is part of a longer one, as "USA" is in "USA TODAY"."""
    after = _NEXT_WORD.match(text, span.end)
    if after and (
        begins_name(after[1])
        or (after[1][0].isupper() and after[1].lower() in NAME_WORDS["outlet"])
    ):
        return True
    before = _WORDS_BEFORE.search(text, max(0, span.start - _NEAR), span.start)
    if before is None:
        return False
    if before["of"]:
        head = before["word"].lower()
        return before["word"][0].isupper() and any(head in nouns for nouns in NAME_WORDS.values())
    # A name of two or more words is complete, whatever comes before it.
    return " " not in span.of(text).strip() and begins_name(before["word"])


def names_of(actor: Actor) -> list[str]:
    """The names by which a text may call an actor: those of the register, and a surname."""
    names = [actor.name, *actor.aliases]
    if actor.native_name:
        names.append(actor.native_name.text)
    surname = actor.name.split()[-1]
    if actor.type == "person" and len(surname) >= _SHORTEST_SURNAME and surname[0].isupper():
        names.append(surname)
    return list(dict.fromkeys(names))


def bearers_of_all(register: Mapping[str, Actor]) -> dict[str, tuple[str, ...]]:
    """Every name that a text may use for an actor, with the ids of all actors that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for identifier, actor in sorted(register.items()):
        for name in names_of(actor):
            found[name] = (*found.get(name, ()), identifier)
    return found


def names_of_all(register: Mapping[str, Actor]) -> list[tuple[str, list[str]]]:
    """Every actor's names, without those that several actors share."""
    bearers = bearers_of_all(register)
    return [
        (identifier, [name for name in names_of(actor) if len(bearers[name]) == 1])
        for identifier, actor in sorted(register.items())
    ]
