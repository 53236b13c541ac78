"""Appends items to a list of a file, which is then written in its canonical form."""

from collections.abc import Sequence

from article_briefings.formatting._canonical import Formatted, difference, emit
from article_briefings.formatting._layout import layout_of
from article_briefings.formatting._nodes import (
    Collection,
    Member,
    Node,
    Scalar,
    member_of,
    read_nodes,
)
from article_briefings.formatting._versions import is_old
from article_briefings.input import Value, read_yaml


def append_items(path: str, text: str, section: str, items: Sequence[Value]) -> Formatted:
    """The file with further items at the end of a top-level list, which is made if need be.

    Comments and all other values stay; this is verified.
    """
    document, problems = read_yaml(path, text)
    if document is None or not isinstance(document.root, dict):
        return Formatted(None, tuple(problems))
    if is_old(document):
        return Formatted(None, is_old=True)
    tree, layout = read_nodes(text), layout_of(path)
    before = document.root.get(section) or []
    listing = _list_at(tree.value, section)
    if listing is None or not isinstance(before, list):
        return Formatted(None, refusal=f"{section}: is not a list of its own")
    listing.flow = False
    listing.members += [Member(None, _node(item)) for item in items]
    formatted = emit(tree, layout)
    expected: Value = {**document.root, section: [*before, *items]}
    refusal = difference(text, expected, formatted, layout)
    return Formatted(None if refusal else formatted, refusal=refusal)


def _list_at(root: Node, section: str) -> Collection | None:
    """The list in a field, which is made if there is none; None if something else is there."""
    if not isinstance(root, Collection):
        return None
    member = member_of(root, section)
    if member is None:
        member = Member(section, Collection(listing=True))
        root.members.append(member)
    if isinstance(member.value, Scalar) and not member.value.text and not member.value.anchor:
        member.value = Collection(listing=True)
    found = member.value
    return found if isinstance(found, Collection) and found.listing else None


def _node(value: Value) -> Node:
    if isinstance(value, str):
        return Scalar(value)
    if isinstance(value, list):
        return Collection([Member(None, _node(one)) for one in value], listing=True, flow=True)
    return Collection([Member(key, _node(one)) for key, one in value.items()], flow=True)
