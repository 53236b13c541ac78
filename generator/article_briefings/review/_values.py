"""Values of any shape, as they are written in the files, and the same in words."""

import json
import re
from collections.abc import Mapping

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
