"""Accessors for foreign JSON: the result always has the requested type, whatever the input."""

from collections.abc import Iterable, Iterator
from typing import Any

from article_briefings.importing._json_text import Object

MAX_ITEMS = 1_000
"""The most items of a list that are read."""


def every(value: Any) -> list[Any]:
    """Like `items`, but of any length, for extensions."""
    return value if isinstance(value, list) else items(value)


def items(value: Any) -> list[Any]:
    """The items of a list; a single value counts as a list of one, and null as empty."""
    if isinstance(value, list):
        return value[:MAX_ITEMS]
    return [] if value is None else [value]


def objects(value: Any) -> list[Object]:
    """The objects in a list, or the single object."""
    return [item for item in items(value) if isinstance(item, Object)]


def text(value: Any) -> str:
    """A text; empty for anything else."""
    return value if isinstance(value, str) else ""


def texts(value: Any) -> list[str]:
    """The non-empty texts in a list, or the single text."""
    return [item for item in items(value) if isinstance(item, str) and item.strip()]


def first(found: Object, *names: str) -> Any:
    """The value of the first of these fields that is present; None if none is."""
    return next((found[name] for name in names if name in found), None)


def types(found: Object) -> set[str]:
    """The types of an object, without the name of the vocabulary."""
    return {short(name) for name in texts(first(found, "type", "@type"))}


def identifier(found: Object) -> str:
    """The id of an object; empty if it has none."""
    return text(first(found, "id", "@id"))


def short(name: str) -> str:
    """The name of a term without its vocabulary: "oa:tagging", ".../oa#tagging"."""
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
    """The values as a list, or the value itself if there is only one."""
    found = list(values)
    return found[0] if len(found) == 1 else found


def names_of(value: Any) -> Iterator[str]:
    """The names of persons or programs: the name, else the handle or address."""
    for item in items(value):
        if isinstance(item, Object):
            names = first(item, "name", "nickname", "email") or identifier(item)
            yield from (name.strip() for name in texts(names)[:1])
        else:
            yield from (name.strip() for name in texts(item))
