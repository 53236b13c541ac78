"""Looking into JSON of strangers: the answer has the type that is asked for, whatever is there."""

from collections.abc import Iterable, Iterator
from typing import Any

from article_briefings.importing._json_text import Object

MAX_ITEMS = 1_000
"""Of longer lists no more is looked at."""


def every(value: Any) -> list[Any]:
    """As `items`, of any length: for what is kept."""
    return value if isinstance(value, list) else items(value)


def items(value: Any) -> list[Any]:
    """The items of a list; one value is a list of one, and null is none."""
    if isinstance(value, list):
        return value[:MAX_ITEMS]
    return [] if value is None else [value]


def objects(value: Any) -> list[Object]:
    """The objects of a list, or the one that there is."""
    return [item for item in items(value) if isinstance(item, Object)]


def text(value: Any) -> str:
    """A text; empty where it is something else."""
    return value if isinstance(value, str) else ""


def texts(value: Any) -> list[str]:
    """The texts of a list that are not empty, or the one that there is."""
    return [item for item in items(value) if isinstance(item, str) and item.strip()]


def first(found: Object, *names: str) -> Any:
    """The value of the first of these fields that is there; None where none is."""
    return next((found[name] for name in names if name in found), None)


def types(found: Object) -> set[str]:
    """What an object is said to be, without the name of the vocabulary."""
    return {short(name) for name in texts(first(found, "type", "@type"))}


def identifier(found: Object) -> str:
    """The id of an object; empty where it has none."""
    return text(first(found, "id", "@id"))


def short(name: str) -> str:
    """The name of a term without that of its vocabulary: "oa:tagging", ".../oa#tagging"."""
    whole = name.strip()
    bare = whole[max(whole.rfind(sign) for sign in "#/:") + 1 :]
    return bare or whole


def address(value: Any) -> str:
    """The address of a resource, given as text or as an object with an id."""
    return identifier(value) if isinstance(value, Object) else text(value)


def number(value: Any) -> int | None:
    """A whole number from 0 to a billion; None for anything else."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value < 1_000_000_000 else None


def without(found: Object, *names: str) -> dict[str, Any]:
    """An object without these fields."""
    return {name: value for name, value in found.items() if name not in names}


def one_or_all(values: Iterable[Any]) -> Any:
    """A list, or the one value that it has."""
    found = list(values)
    return found[0] if len(found) == 1 else found


def names_of(value: Any) -> Iterator[str]:
    """Names of persons or programs: theirs, else their handle or address."""
    for item in items(value):
        if isinstance(item, Object):
            names = first(item, "name", "nickname", "email") or identifier(item)
            yield from (name.strip() for name in texts(names)[:1])
        else:
            yield from (name.strip() for name in texts(item))
