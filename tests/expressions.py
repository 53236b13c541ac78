"""Every regular expression of the package, and texts that are made to keep one busy.

The texts come from an expression's own parse tree: each piece of it (a literal, a member of a
class, an alternative, a repeated group) many times over, after what the expression begins with
and before something that it does not fit.
"""

import ast
import functools
import importlib
import inspect
import itertools
import os
import pkgutil
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

_Compiled = re.Pattern[Any]
_TRUSTED = {"article_briefings.site._theme"}
"""Modules whose expressions read only files of the program."""
_READS_AT_MOST = {
    "article_briefings.drafting._excerpts._LAST_WORD": 40,
    "article_briefings.drafting._tokens._LAST_WORD": 40,
    "article_briefings.drafting._tokens._ATTRIBUTION": 200,
}
"""Expressions that are given a window of the text and never all of it, with its size."""
_TAILS = ("", "\0", "\n!")
_MOST_PIECES = 12
_OTHER = "\u2603"
"""A sign in hardly any class: what a negated class takes."""


@functools.cache
def expressions() -> dict[str, _Compiled]:
    """Every compiled expression of the package by the module that made it first.

    Those written within functions are compiled when they run, so the source's own constants are
    compiled as well.
    """
    import article_briefings

    found: dict[str, _Compiled] = {}
    for module in pkgutil.walk_packages(article_briefings.__path__, "article_briefings."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            values = value if isinstance(value, tuple | list | dict | frozenset) else (value,)
            for one in _flat(values):
                if isinstance(one, re.Pattern) and module.name not in _TRUSTED:
                    found.setdefault(f"{module.name}.{name}", one)
        for line, pattern in _inline(loaded):
            if module.name not in _TRUSTED:
                found.setdefault(f"{module.name}:{line}", pattern)
    distinct = {(one.pattern, one.flags): name for name, one in reversed(found.items())}
    return {name: found[name] for name in sorted(distinct.values())}


def _flat(values: Any) -> Iterator[Any]:
    for value in values:
        if isinstance(value, tuple | list):
            yield from _flat(value)
        else:
            yield value


def _inline(module: Any) -> Iterator[tuple[int, _Compiled]]:
    """The expressions that functions of a module name as constants."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = ast.unparse(node.func)
        first = node.args[0]
        if called in _CALLS and isinstance(first, ast.Constant):
            yield node.lineno, re.compile(first.value)
        if called.endswith("_pattern") and isinstance(first, ast.Constant):
            yield node.lineno, re.compile(first.value)


_CALLS = {
    f"re.{name}"
    for name in ("compile", "sub", "match", "search", "split", "finditer", "findall", "fullmatch")
}


def texts(pattern: _Compiled, size: int) -> Iterator[str | bytes]:
    """Texts of about so many characters, made to keep an expression busy."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    pieces = list(dict.fromkeys(piece for piece in _pieces(tree) if piece))[:_MOST_PIECES]
    pairs = [one + other for one, other in itertools.pairwise(pieces)]
    begins = list(dict.fromkeys(["", _sample(tree), *_heads(tree)]))[:3]
    seen: set[str] = set()
    for begin, piece, tail in itertools.product(begins, [*pieces, *pairs], _TAILS):
        text = begin + piece * (size // len(piece)) + tail
        if text not in seen:
            seen.add(text)
            yield text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")


def _heads(tree: Any) -> Iterator[str]:
    """What the first parts of an expression take, ever more of them."""
    parts = list(tree)
    for number in range(1, len(parts)):
        yield "".join(_sample([part]) for part in parts[:number])


def _pieces(tree: Any) -> Iterator[str]:
    """What each part of an expression takes, the parts of its parts too, and runs of them."""
    for part in tree:
        yield _sample([part])
        yield from _members(part)
        for inner in _inner(part):
            yield _sample(inner)
            yield from _pieces(inner)


def _members(part: Any) -> Iterator[str]:
    kind, value = part
    if kind is codes.IN:
        for member in value[value[0][0] is codes.NEGATE : 6]:
            yield _of_class([member])


def _inner(part: Any) -> Iterator[Any]:
    kind, value = part
    if kind is codes.BRANCH:
        yield from value[1]
    elif kind is codes.SUBPATTERN:
        yield value[3]
    elif kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        yield value[2]
    elif kind in (codes.ASSERT, codes.ASSERT_NOT):
        yield value[1]
    elif kind is codes.ATOMIC_GROUP:
        yield value


def _sample(tree: Any) -> str:
    """One text that a part takes, as short as it may be, but of optional parts one."""
    return "".join(map(_one, tree))


def _one(part: Any) -> str:
    kind, value = part
    if kind is codes.LITERAL:
        return chr(value)
    if kind is codes.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is codes.ANY:
        return "a"
    if kind is codes.IN:
        return _of_class(value)
    if kind is codes.BRANCH:
        return _sample(value[1][0])
    if kind is codes.SUBPATTERN:
        return _sample(value[3])
    if kind is codes.ATOMIC_GROUP:
        return _sample(value)
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _sample(value[2]) * min(max(value[0], 1), 64)
    if kind is codes.ASSERT and value[0] > 0:
        return _sample(value[1])
    return ""


_OF_CATEGORY = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": "-",
}


def _of_class(members: Any) -> str:
    """One character of a class."""
    negated = members[0][0] is codes.NEGATE
    if negated:
        taken = re.compile("[" + "".join(_as_text(member) for member in members[1:]) + "]")
        candidates = "a1 -" + _OTHER
        return next((sign for sign in candidates if not taken.match(sign)), _OTHER)
    kind, value = members[0]
    if kind is codes.LITERAL:
        return chr(value)
    if kind is codes.RANGE:
        return chr(value[0])
    return _OF_CATEGORY[str(value)]


def _as_text(member: Any) -> str:
    kind, value = member
    if kind is codes.LITERAL:
        return re.escape(chr(value))
    if kind is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        "CATEGORY_DIGIT": r"\d",
        "CATEGORY_SPACE": r"\s",
        "CATEGORY_WORD": r"\w",
        "CATEGORY_NOT_DIGIT": r"\D",
        "CATEGORY_NOT_SPACE": r"\S",
        "CATEGORY_NOT_WORD": r"\W",
    }[str(value)]


def main(size: int, seconds: int, chosen: str = "") -> None:
    """Put every text through every expression; print the slowest time of each, by name.

    Each expression has a process of its own, which ends after so many seconds of processor time:
    an expression that is busy hears no signal of Python's.
    """
    searched = set(_searched())
    for name, pattern in expressions().items():
        if chosen not in name:
            continue
        if os.fork() == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            print(f"\n{name}\t", end="", flush=True)
            slowest, worst, number = 0.0, "", 0
            for text in texts(pattern, min(size, _READS_AT_MOST.get(name, size))):
                number += 1
                taken = _seconds(pattern, text, name in searched)
                if taken > slowest:
                    slowest, worst = taken, repr(text[:60])
            print(f"{slowest:.3f}\t{number}\t{worst}", end="", flush=True)
            os._exit(0)
        os.wait()


def _searched() -> Iterator[str]:
    """The expressions that are looked for in a text; the others match at a place, or nowhere."""
    source_of = functools.cache(inspect.getsource)
    for name in expressions():
        module, _, constant = name.replace(":", ".").rpartition(".")
        source = source_of(importlib.import_module(module))
        if constant.isdigit():
            line = source.splitlines()[int(constant) - 1]
            if not re.search(r"re\.(?:full)?match\(|_pattern\(", line):
                yield name
        elif not re.search(rf"\b{constant}\.(?:full)?match\(", source) or re.search(
            rf"\b{constant}\.(?:search|sub|split|finditer|findall)\b", source
        ):
            yield name


def _seconds(pattern: _Compiled, text: Any, searched: bool) -> float:
    begun = time.process_time()
    pattern.fullmatch(text)
    pattern.match(text)
    if searched:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
