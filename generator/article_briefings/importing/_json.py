"""Parses foreign JSON within limits, and records the line of every object.

The standard library parses it. Before that, one pass over the text finds where every object begins
and what exceeds the limits: depth, number of values, numbers that are invalid in JSON or too large.
The values of foreign JSON are read by functions whose result always has the requested type.
"""

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from article_briefings.importing._model import Origin, Remark, in_quotes
from article_briefings.input import LineMap

MAX_DEPTH = 100
MAX_TOKENS = 8_000_000
"""The most texts, numbers, lists and objects in a file, including the names of fields."""
MAX_OBJECTS = 1_000_000
MAX_ITEMS = 1_000
"""The most items of a list that are read."""
_MAX_DIGITS = 1_000
_TOKEN = re.compile(
    r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]|-?\d[\d.]*(?:[eE][-+]?\d+)?|-?Infinity|NaN', re.DOTALL
)


class Object(dict[str, Any]):
    """A JSON object with its number, in the order in which objects end.

    Its methods return the value of the first of the named fields that is present, and always have
    the requested type, whatever the file holds.
    """

    __slots__ = ("number",)
    number: int

    def first(self, *names: str) -> Any:
        """The value of any type; None if no field is present."""
        return next((self[name] for name in names if name in self), None)

    def items_of(self, *names: str) -> list[Any]:
        """The items of a list, up to `MAX_ITEMS`; a single value counts as a list of one."""
        return every(self.first(*names))[:MAX_ITEMS]

    def objects(self, *names: str) -> "list[Object]":
        """The objects in a list, or the single object."""
        return objects(self.first(*names))

    def text(self, *names: str) -> str:
        """A text; empty for anything else."""
        return text(self.first(*names))

    def texts(self, *names: str) -> list[str]:
        """The non-empty texts in a list, or the single text."""
        return texts(self.first(*names))

    def without(self, *names: str) -> dict[str, Any]:
        """The object without these fields."""
        return {name: value for name, value in self.items() if name not in names}

    @property
    def id(self) -> str:
        """The id of JSON-LD; empty if it has none."""
        return self.text("id", "@id")

    @property
    def types(self) -> set[str]:
        """The types of JSON-LD, without the name of the vocabulary."""
        return {short(name) for name in self.texts("type", "@type")}


class _TooMuch(Exception):
    """A limit is exceeded: the place and the problem. Never leaves this module."""


@dataclass(frozen=True, slots=True)
class JsonText:
    """The content of a JSON file."""

    file: str
    root: Any
    lines: LineMap
    begins: list[int]
    """Where each object begins, by its number."""
    twice: list[tuple[int, str]]
    """Objects with a duplicate field: their numbers, in order, and the field."""

    def origin(self, value: Object) -> Origin:
        """The file and line on which an object begins."""
        return Origin(self.file, self.lines.place(self.begins[value.number])[0])

    def doubled(self, value: Object, *, inside: bool = True) -> Remark | None:
        """A remark on a duplicate field in an object or, with `inside`, in its nested objects."""
        start = self.begins[value.number]
        # A nested object ends before its parent does, and begins after it.
        last = bisect_left(self.twice, (value.number + 1, ""))
        for number, name in reversed(self.twice[:last]):
            if self.begins[number] < start or not (inside or number == value.number):
                break
            line = self.lines.place(self.begins[number])[0]
            message = f"the field {in_quotes(name)} appears twice in the same object"
            return Remark(Origin(self.file, line), message)
        return None


def read_json(file: str, text: str) -> JsonText | Remark:
    """The content of a file, or a remark on why it is invalid; never raises."""
    lines = LineMap(text)
    if not text.strip():
        return Remark(Origin(file, 1), "the file holds nothing")
    twice: list[tuple[int, str]] = []
    numbers = iter(range(MAX_TOKENS))

    def numbered(pairs: list[tuple[str, Any]]) -> Object:
        found = Object(pairs)
        found.number = next(numbers)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            doubled = next(name for at, name in enumerate(names) if name in names[:at])
            twice.append((found.number, doubled))
        return found

    try:
        begins = list(_begins(text))
        root = json.loads(text, object_pairs_hook=numbered)
    except _TooMuch as problem:
        at, message = problem.args
    except json.JSONDecodeError as problem:
        at, message = problem.pos, f"this is not JSON: {problem.msg}"
    except (ValueError, RecursionError):  # the limits come first
        return Remark(Origin(file, 1), "this JSON cannot be read")
    else:
        return JsonText(file, root, lines, begins, twice)
    line, column = lines.place(at)
    return Remark(Origin(file, line), f"{message} (column {column:,})")


def _begins(text: str) -> Iterator[int]:
    """Where each object begins, in the order in which they end."""
    open_: list[int] = []
    objects = 0
    for number, found in enumerate(_TOKEN.finditer(text)):
        first = text[found.start()]
        if number == MAX_TOKENS:
            raise _TooMuch(found.start(), f"the file has more than {MAX_TOKENS:,} values")
        if first in "{[":
            open_.append(found.start())
            if len(open_) > MAX_DEPTH:
                raise _TooMuch(found.start(), f"this nests deeper than {MAX_DEPTH} levels")
        elif first in "}]":
            begin = open_.pop() if open_ else found.start()
            if first == "}":
                objects += 1
                yield begin
            if objects > MAX_OBJECTS:
                raise _TooMuch(found.start(), f"the file has more than {MAX_OBJECTS:,} objects")
        elif first != '"':
            _check_number(found)


def _check_number(found: re.Match[str]) -> None:
    word = found[0]
    if not word[-1].isdigit() and word[-1] != ".":
        raise _TooMuch(found.start(), f"{word} is not a JSON number")
    if len(word) > _MAX_DIGITS:
        raise _TooMuch(found.start(), f"this number has {len(word):,} characters")
    try:
        endless = math.isinf(float(word))
    except ValueError:
        return  # not a number at all, as the parser will report
    if endless:
        raise _TooMuch(found.start(), f"the number {in_quotes(word)} is too large")


# --- values --------------------------------------------------------------------------------------


def every(value: Any) -> list[Any]:
    """The items of a list; a single value counts as a list of one, and null as empty."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def objects(value: Any) -> list[Object]:
    """The objects in a list, or the single object."""
    return [one for one in every(value)[:MAX_ITEMS] if isinstance(one, Object)]


def text(value: Any) -> str:
    """A text; empty for anything else."""
    return value if isinstance(value, str) else ""


def texts(value: Any) -> list[str]:
    """The non-empty texts in a list, or the single text."""
    return [one for one in every(value)[:MAX_ITEMS] if isinstance(one, str) and one.strip()]


def address(value: Any) -> str:
    """The address of a resource, given as text or as an object with an id."""
    return value.id if isinstance(value, Object) else text(value)


def short(name: str) -> str:
    """The name of a term without its vocabulary: "oa:tagging", ".../oa#tagging"."""
    whole = name.strip()
    bare = whole[max(whole.rfind(sign) for sign in "#/:") + 1 :]
    return bare or whole


def one_or_all(values: Iterable[Any]) -> Any:
    """The values as a list, or the value itself if there is only one."""
    found = list(values)
    return found[0] if len(found) == 1 else found
