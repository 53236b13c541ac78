"""Which fields of its context a template reads, found by following types through its syntax tree.

Types run from `page` through attributes, loops and the arguments of macros.
What has no type that we know (a filter's result, `loop`) is not followed.
"""

import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

from jinja2 import Environment, nodes

Types = frozenset[Any]
Scope = dict[str, Types]
UNKNOWN: Types = frozenset()


@dataclass(frozen=True)
class Macro:
    """A macro, and the macros that it sees."""

    template: str
    node: nodes.Macro
    seen: dict[str, "Macro"]


@dataclass
class Reading:
    """What templates read: fields that exist, and those that do not."""

    folder: Path
    used: set[tuple[type, str]] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    _done: set[tuple[str, int, tuple[Types, ...]]] = field(default_factory=set)

    def read(self, template: str, context: type) -> None:
        """Follow `page`, a `context`, through a template."""
        tree = _parsed(self.folder, template)
        walk = _Walk(self, template, _macros(self.folder, template))
        walk.visit_all(tree.body, {"page": frozenset({context})})

    def macro(self, macro: Macro, arguments: Sequence[Types]) -> None:
        """Follow a call of a macro into its body, once for each combination of types."""
        key = (macro.template, macro.node.lineno, tuple(arguments))
        if key in self._done:
            return
        self._done.add(key)
        names = [argument.name for argument in macro.node.args]
        walk = _Walk(self, macro.template, macro.seen)
        walk.visit_all(macro.node.body, dict(zip(names, arguments, strict=False)))


@dataclass
class _Walk:
    reading: Reading
    template: str
    macros: dict[str, Macro]

    def visit_all(self, found: Iterable[nodes.Node], scope: Scope) -> None:
        for node in found:
            self.visit(node, scope)

    def visit(self, node: nodes.Node, scope: Scope) -> Types:
        """Read a node; the types of the value that it stands for."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name, UNKNOWN)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, self.visit(node.node, scope))
        if isinstance(node, nodes.For):
            return self._loop(node, scope)
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            scope[node.target.name] = self.visit(node.node, scope)
            return UNKNOWN
        if isinstance(node, nodes.Macro):
            return UNKNOWN  # read where it is called
        if isinstance(node, nodes.Include) and str(node.template).find("slots/") > 0:
            return UNKNOWN  # what an owner puts there
        assert not isinstance(node, nodes.Include | nodes.Import | nodes.CallBlock), (
            f"{self.template}:{node.lineno}: types are not followed through {type(node).__name__}"
        )
        self.visit_all(node.iter_child_nodes(), scope)
        return UNKNOWN

    def _attribute(self, node: nodes.Getattr, owners: Types) -> Types:
        found: set[Any] = set()
        for owner in owners:
            if not _is_view(owner):
                continue
            hints = _hints(owner)
            if node.attr in hints:
                self.reading.used.add((owner, node.attr))
                found |= _members(hints[node.attr])
            else:
                place = f"{self.template}:{node.lineno}"
                self.reading.unknown.append(f"{place}: {owner.__name__} has no {node.attr}")
        return frozenset(found)

    def _loop(self, node: nodes.For, scope: Scope) -> Types:
        items = frozenset(
            member
            for sequence in self.visit(node.iter, scope)
            for argument in typing.get_args(sequence)[:1]
            for member in _members(argument)
        )
        inner = dict(scope)
        assert isinstance(node.target, nodes.Name), f"{self.template}:{node.lineno}: unpacking"
        inner[node.target.name] = items
        if node.test:
            self.visit(node.test, inner)
        self.visit_all(node.body, inner)
        self.visit_all(node.else_, scope)
        return UNKNOWN

    def _call(self, node: nodes.Call, scope: Scope) -> Types:
        arguments = [self.visit(argument, scope) for argument in node.args]
        self.visit_all(node.kwargs, scope)
        called = node.node
        if isinstance(called, nodes.Name) and called.name == "once":  # calls its first argument
            called, arguments = node.args[0], arguments[1:]
        if isinstance(called, nodes.Name) and called.name in self.macros:
            self.reading.macro(self.macros[called.name], arguments)
        else:
            self.visit(node.node, scope)
        return UNKNOWN


def reachable(context: type) -> set[type]:
    """The views that a context holds, itself among them."""
    found: set[type] = set()
    waiting = [context]
    while waiting:
        owner = waiting.pop()
        if owner in found:
            continue
        found.add(owner)
        for hint in _hints(owner).values():
            waiting += [inner for inner in _inside(hint) if _is_view(inner)]
    return found


def all_fields(owners: Iterable[type]) -> set[tuple[type, str]]:
    """Every field of the given contexts and views."""
    return {(owner, name) for owner in owners for name in _names(owner)}


def _names(owner: Any) -> Iterable[str]:
    return [item.name for item in fields(owner)] if is_dataclass(owner) else owner._fields


@cache
def _hints(owner: type) -> dict[str, Any]:
    return typing.get_type_hints(owner)


def _is_view(hint: Any) -> TypeGuard[type]:
    """Contexts, and the few views that need a field called `count`, are dataclasses."""
    return isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields"))


def _members(hint: Any) -> set[Any]:
    """The members of a union, None left out; another type by itself."""
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return {member for member in typing.get_args(hint) if member is not types.NoneType}
    return {hint}


def _inside(hint: Any) -> list[Any]:
    return [hint, *(inner for argument in typing.get_args(hint) for inner in _inside(argument))]


def _parsed(folder: Path, template: str) -> nodes.Template:
    return Environment().parse((folder / template).read_text("utf-8"))


def _macros(folder: Path, template: str) -> dict[str, Macro]:
    """The macros that a template sees: its own and those that it imports."""
    seen: dict[str, Macro] = {}
    tree = _parsed(folder, template)
    for node in tree.find_all(nodes.FromImport):
        assert isinstance(node.template, nodes.Const)
        known = _macros(folder, node.template.value)
        for name in node.names:
            original, here = (name, name) if isinstance(name, str) else name
            seen[here] = known[original]
    for macro in tree.find_all(nodes.Macro):
        seen[macro.name] = Macro(template, macro, seen)
    return seen
