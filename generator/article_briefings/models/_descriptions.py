"""The descriptions of a model's fields: the strings below the fields in the source.

pydantic can add them to the models itself, but then reads the source of every class whenever the
program starts; they are needed only for schemas and messages.
"""

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel


@cache
def descriptions(model: type[BaseModel]) -> Mapping[str, str]:
    """The description of each field that has one, by the field's name."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, BaseModel) and kind is not BaseModel:
            found |= _of_module(kind.__module__).get(kind.__name__, {})
    return {name: text for name, text in found.items() if name in model.model_fields}


@cache
def _of_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """The texts below the fields of a module's classes."""
    if name not in sys.modules or not name.startswith(__package__):
        return {}
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: _of_class(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of_class(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
    return found
