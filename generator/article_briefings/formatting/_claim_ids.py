"""Ids for the claims of a briefing that have none, from the first words of their texts."""

from collections.abc import Iterator, Mapping
from itertools import chain, count

from article_briefings.formatting._nodes import Collection, Member, Node, Scalar, member_of, text_of
from article_briefings.models import RESERVED_IDS, id_problem, suggest_id

_WORDS, _LENGTH = 6, 50
_ID = "id"


def write_ids(root: Node) -> Mapping[int, str]:
    """Write the missing ids into the tree of a briefing; return them by the claim's index.

    A claim with an anchor or alias is left alone: another one may be its copy.
    """
    used = {*RESERVED_IDS, *_ids_of_page(root)}
    written = {}
    for number, member in enumerate(_items(root, "claims")):
        claim = member.value
        if not isinstance(claim, Collection) or claim.listing or claim.anchor:
            continue
        old = member_of(claim, _ID)
        if old and not _is_empty(old.value):
            continue
        new = _free_id(text_of(claim, "text"), used)
        used.add(new)
        written[number] = new
        if old:
            old.value = Scalar(new)
        else:
            claim.members.insert(0, Member(_ID, Scalar(new)))
    return written


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text and not node.anchor


def _free_id(text: str, used: set[str]) -> str:
    """An id from the first words of a text; a number makes it unique."""
    stem = suggest_id(" ".join(text.split()[:_WORDS]))[:_LENGTH].rstrip("-")
    if id_problem(stem) or stem in RESERVED_IDS:
        stem = "claim"
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(one for one in chain([stem], numbered) if one not in used)


def _ids_of_page(root: Node) -> Iterator[str]:
    """The ids on the briefing's page, and those that lead to a place on it."""
    for section in ("claims", "evidence", "events"):
        yield from (text_of(member.value, _ID) for member in _items(root, section))
    for claim in _items(root, "claims"):
        yield from _texts(claim.value, "formerly")
    for correction in _items(root, "corrections"):
        yield from _texts(correction.value, "withdrawn")


def _texts(node: Node, key: str) -> Iterator[str]:
    yield from (one.value.text for one in _items(node, key) if isinstance(one.value, Scalar))


def _items(node: Node, key: str) -> list[Member]:
    member = member_of(node, key)
    value = member.value if member else None
    return value.members if isinstance(value, Collection) and value.listing else []
