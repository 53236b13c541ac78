"""Values of any shape, as they are written in the files and in words, and how two of them differ.

The changes of meaning between two states are values too.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from article_briefings.input import Document, Path, Value

Fields = Mapping[str, Value]

# In Markdown a line end before these counts: list items, quotations, headings, tables, code,
# rules, and the line that makes a heading of the one above.
_MEANT = (
    r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|[>|]|#{1,6}(?:[ \t]|$)|`{3}|~{3}"
    r"|(?:=+|-+)[ \t]*$|(?:[-*_][ \t]*){3,}$"
)
_SOFT_BREAK = re.compile(rf"(?<=\S)[ \t]*\n[ \t]*(?=\S)(?!{_MEANT})", re.MULTILINE)
_SPACES = re.compile(r"(?<=\S)[ \t]+")
CORRECTION = "A published verdict changed: add an entry under corrections: that names the claim"
LOST_PAGE = "The claim's page would be gone: add an entry under corrections: that names the claim"
"""The sentences that ask for a correction."""
UnitKind = Literal[
    "briefing",
    "actor",
    "background note",
    "topic",
    "story",
    "withdrawn briefing",
    "declaration",
]
Fate = Literal["added", "removed", "renamed", "changed"]
What = Literal[
    "added",
    "removed",
    "renamed",
    "reworded",
    "requoted",
    "re-attributed",
    "judged",
    "judged again",
    "no longer judged",
    "changed",
]


def value_at(document: Document, path: Path) -> Value | None:
    """The value at a place; None if there is none."""
    value: Value = document.root
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def fields(value: Value | None) -> Fields:
    """The fields of a mapping; none if the value has a different shape."""
    return value if isinstance(value, dict) else {}


def entries(listing: Document | None) -> list[str]:
    """The ids in a file of topics or stories."""
    return [name for name in (fields(listing.root) if listing else ()) if name != "format"]


def entry(item: Value) -> Fields:
    """The fields of a list's item; an item of a different shape becomes a field without a name."""
    return item if isinstance(item, dict) else {"": item}


def items(value: Value | None) -> list[Value]:
    """The items of a list; a single value is a list of one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def keyed(value: Value | None, field: str) -> dict[str, Fields]:
    """A list's items, in order, by the text of a field; a repeated text gets a number.

    The number does not depend on the other items in the list, so both sides number alike.
    """
    found: dict[str, Fields] = {}
    times: dict[str, int] = {}
    for number, item in enumerate(map(entry, items(value)), 1):
        name = unique = words(item.get(field)) or f"no. {number}"
        while unique in found:
            times[name] = times.get(name, 1) + 1
            unique = f"{name} ({times[name]})"
        found[unique] = item
    return found


def content(root: Fields) -> str:
    """All fields as one comparable text; empty if there are none."""
    return json.dumps(_stripped(dict(root)), sort_keys=True, ensure_ascii=False) if root else ""


def _stripped(value: Value | None) -> object:
    if isinstance(value, dict):
        return {key: _stripped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_stripped(inner) for inner in value]
    return (value or "").strip()


def ordered(value: Value | None) -> Value | None:
    """A value with all fields in one order, since their order has no meaning."""
    if isinstance(value, dict):
        return {name: ordered(value[name]) or "" for name in sorted(value)}
    if isinstance(value, list):
        return [ordered(item) or "" for item in value]
    return value


def words(value: Value | None) -> str:
    """A value reduced to its meaning: without line breaks, spaces or styles of YAML."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(words(inner) for inner in value)
    lines = _SOFT_BREAK.sub(" ", value.replace("\r\n", "\n").strip()).split("\n")
    return "\n".join(_SPACES.sub(" ", line).rstrip() for line in lines)


def is_true(value: Value | None) -> bool:
    """Whether a flag is set."""
    return words(value).lower() == "true"


def selector(value: Value | None) -> str:
    """A quote or cue: its parts, with any context."""
    return " … ".join(_part(part) for part in items(value))


def _part(value: Value) -> str:
    if not isinstance(value, dict):
        return words(value)
    labels = {"prefix": "after “{}”", "suffix": "before “{}”", "nth": "occurrence {}"}
    context = [label.format(words(value[name])) for name, label in labels.items() if name in value]
    rest = [
        f"{name} {words(inner)}"
        for name, inner in value.items()
        if name != "exact" and name not in labels
    ]
    more = ", ".join([*context, *rest])
    return words(value.get("exact")) + (f" ({more})" if more else "")


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file; `old` if only the state before has it."""

    path: str
    line: int
    old: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One difference, in words; empty on a side that has nothing."""

    label: str
    before: str = ""
    after: str = ""
    sentence: str = ""
    """The difference as a sentence, which stands for the other fields."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one part of a unit, such as a claim or an evidence item."""

    what: What
    part: str
    """ "claim", "event", ...; "" for the unit's own fields."""
    name: str
    """Its id, or a substitute for one."""
    place: Place
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A briefing, an actor, a note, a topic or a story, and how it changed."""

    kind: UnitKind
    id: str
    title: str
    fate: Fate
    place: Place
    old_id: str = ""
    """Its id before it was renamed."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All units that differ, and what could not be compared."""

    units: tuple[Unit, ...]
    unread: tuple[tuple[str, bool], ...] = ()
    """Files that could not be read, and whether each is in the state before."""
    problems: tuple[int, int] = (0, 0)
    """How many problems a check finds before and after."""
    addresses: tuple[str, str] = ("", "")
    """The addresses at which a reader finds the files of both states, or none."""


def facets(
    before: Fields,
    after: Fields,
    names: tuple[str, ...] = (),
    leave: frozenset[str] = frozenset(),
    say: Callable[[Value | None], str] = words,
) -> tuple[Facet, ...]:
    """The fields that differ: those in `names`, or all except those in `leave`, in order."""
    return tuple(
        Facet(name.replace("_", " "), say(before.get(name)), say(after.get(name)))
        for name in names or dict.fromkeys([*after, *before])
        if name not in leave and say(ordered(before.get(name))) != say(ordered(after.get(name)))
    )


def field_facets(name: str, before: Value | None, after: Value | None) -> tuple[Facet, ...]:
    """How a field of any shape differs: its own fields, its items, or its text."""
    if isinstance(before, dict) and isinstance(after, dict):
        return tuple(_nested_facets(before, after))
    if isinstance(before, list) or isinstance(after, list):
        return tuple(item_facets(name.replace("_", " "), items(before), items(after)))
    return facets({name: before or ""}, {name: after or ""})


def _nested_facets(before: Fields, after: Fields) -> Iterator[Facet]:
    """The fields that differ; for fields that hold fields on both sides, the inner ones."""
    for facet in facets(before, after):
        name = facet.label.replace(" ", "_")
        one, other = before.get(name), after.get(name)
        if isinstance(one, dict) and isinstance(other, dict):
            for inner in _nested_facets(one, other):
                yield Facet(f"{facet.label} {inner.label}", inner.before, inner.after)
        else:
            yield facet


def item_facets(
    label: str, before: list[Value], after: list[Value], say: Callable[[Value], str] = words
) -> Iterator[Facet]:
    """The items added, removed or changed in a list whose order has no meaning.

    An item removed and an added one of the same title are the same thing with new details.
    """
    old, new = ({say(ordered(item) or ""): item for item in side} for side in (before, after))
    removed = {say(item): _title(item) for key, item in old.items() if key not in new}
    added = {say(item): _title(item) for key, item in new.items() if key not in old}
    of_title: dict[str, list[str]] = {}
    for text, title in removed.items():
        of_title.setdefault(title, []).append(text)
    former: dict[str, str] = {}
    for text, title in added.items():
        if title and of_title.get(title):
            former[text] = of_title[title].pop(0)
            del removed[former[text]]
    yield from (Facet(label, one, text) for text, one in former.items())
    yield from (Facet(label, "", text) for text in added if text not in former)
    yield from (Facet(label, text, "") for text in removed)


def named_facets(
    before: Fields, after: Fields, field: str, named_by: str, label: str, *summed_up_by: str
) -> Iterator[Facet]:
    """The items added, removed or changed, in a list whose items have names."""
    old, new = keyed(before.get(field), named_by), keyed(after.get(field), named_by)
    for name in dict.fromkeys([*new, *old]):
        if name in old and name in new:
            for facet in facets(old[name], new[name]):
                yield Facet(f"{label} {name}, {facet.label}", facet.before, facet.after)
        else:
            item = old.get(name) or new.get(name) or {}
            text = ": ".join(words(item.get(name)) for name in summed_up_by) or words(dict(item))
            sides = (text, "") if name in old else ("", text)
            yield Facet(f"{label} {name}", *sides)


def _title(item: Value) -> str:
    return words(fields(item).get("title"))
