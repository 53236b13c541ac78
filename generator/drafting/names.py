"""Which actors a text names, and where: the longest name first, no two names in one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.anchoring import is_word
from generator.models import Actor, Span
from generator.selectors import TextQuote, match

_MOST_PLACES = 2_000
"""A name that stands in more places is not drafted."""
_ALL_PLACES = 10_000
_SHORTEST_SURNAME = 4


@dataclass(frozen=True, slots=True)
class Named:
    """An actor whom the text names: the names that mark places, and the places."""

    actor: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]


def find_names(text: str, names: Iterable[tuple[str, Iterable[str]]]) -> list[Named]:
    """The actors, in the order given, of whose names at least one marks a place of its own."""
    members = [(actor, list(dict.fromkeys(known))) for actor, known in names]
    wanted = [(member, name) for member, (_, known) in enumerate(members) for name in known]
    taken: set[int] = set()
    left = _ALL_PLACES
    spans: list[list[Span]] = [[] for _ in members]
    marking: list[list[str]] = [[] for _ in members]
    for member, name in sorted(wanted, key=lambda item: -len(item[1])):
        found = match(text, TextQuote(name), limit=_MOST_PLACES + 1)
        if len(found) > min(left, _MOST_PLACES):
            continue
        words = [span for span in found if is_word(text, span)]
        free = [span for span in words if taken.isdisjoint(range(span.start, span.end))]
        if free:
            left -= len(found)
            marking[member].append(name)
            spans[member] += free
            taken.update(point for span in free for point in range(span.start, span.end))
    return [
        Named(actor, tuple(n for n in known if n in marking[number]), tuple(sorted(spans[number])))
        for number, (actor, known) in enumerate(members)
        if marking[number]
    ]


def names_of(actor: Actor) -> list[str]:
    """The names by which a text may call an actor: those of the register, and a surname."""
    names = [actor.name, *actor.aliases]
    if actor.native_name:
        names.append(actor.native_name.text)
    surname = actor.name.split()[-1]
    if actor.type == "person" and len(surname) >= _SHORTEST_SURNAME and surname[0].isupper():
        names.append(surname)
    return names


def names_of_all(register: Mapping[str, Actor]) -> list[tuple[str, list[str]]]:
    """Every actor's names. A surname that two persons share calls neither of them."""
    surnames: dict[str, int] = {}
    for actor in register.values():
        surname = actor.name.split()[-1]
        surnames[surname] = surnames.get(surname, 0) + (actor.type == "person")
    return [
        (
            identifier,
            [name for name in names_of(actor) if name in _given(actor) or surnames[name] < 2],
        )
        for identifier, actor in sorted(register.items())
    ]


def _given(actor: Actor) -> set[str]:
    native = {actor.native_name.text} if actor.native_name else set()
    return {actor.name, *actor.aliases, *native}
