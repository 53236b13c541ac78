"""Upgrades files to the newest version of the annotation format, one version after another.

A migration rewrites the tree of a file, so comments stay. What it cannot decide, it turns into a
comment that begins with `ASKS`; `briefings check` reports it until somebody answers and deletes it.
Files of an old version are read through the same migrations, in memory.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from article_briefings.diagnostics import Diagnostic, Severity
from article_briefings.formatting._canonical import emit
from article_briefings.formatting._layout import VERSION, Layout, layout_of
from article_briefings.formatting._nodes import (
    Alias,
    Collection,
    Comment,
    Member,
    Node,
    Scalar,
    comments_of,
    member_of,
    read_nodes,
    text_of,
)
from article_briefings.formatting._versions import BRIEFING, is_old, version_of
from article_briefings.input import Document, Path, Value, read_yaml
from article_briefings.models import FORMAT, RELATIONS, Declarations, Span

ASKS = "# To answer:"
"""The beginning of a comment in which a migration asks what it cannot know."""
_QUESTION = re.compile(rf"(?:^|(?<=\s)){re.escape(ASKS)}[ \t]*(.*)", re.MULTILINE)

_WHICH = (
    f"{ASKS} version 1 had one verdict for two questions. Was it said (said:), or is it so (so:)?",
    "# Write your verdict with a finding, from what follows, and delete these comments.",
)
_BOTH = (
    f"{ASKS} contradicts: now joins only claims that cannot both be so, and one of these two",
    "# is a position, demand or characterisation. Delete these comments, or change the kind.",
)


@dataclass(frozen=True, slots=True)
class Migrated:
    """A file in the newest version; `text` is None if it cannot be upgraded."""

    text: str | None
    version: int = FORMAT
    """The version that the file had."""
    questions: tuple[int, ...] = ()
    """The lines of the comments with questions."""
    diagnostics: tuple[Diagnostic, ...] = ()
    refusal: str = ""
    """Why the file is left alone although it can be read: then `text` is not an upgrade."""


def migrate(path: str, text: str) -> Migrated:
    """Upgrade a file, in its canonical form; `path`, from the project's folder, decides its kind.

    The result is verified: it has the values of the upgraded file, and all its comments.
    """
    document, problems = read_yaml(path, text)
    if document is None:
        return Migrated(None, diagnostics=tuple(problems))
    version = version_of(document)
    if version is None:
        return Migrated(text, refusal="it has no version of the format that is known here")
    if not is_old(document):
        return Migrated(text)
    tree = _upgraded(path, text, version)
    values = _value(tree.value)
    upgraded = emit(tree, layout_of(path))
    again, _ = read_yaml(path, upgraded)
    if again is None or again.root != values:
        return Migrated(None, version, refusal="its new form would have other values")
    comments = "\n".join(comments_of(upgraded))
    if not all(comment in comments for comment in comments_of(text)):
        return Migrated(None, version, refusal="its new form would lose a comment")
    if emit(read_nodes(upgraded), layout_of(path)) != upgraded:
        return Migrated(None, version, refusal="its new form would not be stable")
    lines = enumerate(upgraded.splitlines(), 1)
    return Migrated(upgraded, version, tuple(number for number, line in lines if ASKS in line))


def migrated(document: Document) -> Document:
    """The document in the newest version; places remain those of the file."""
    version = version_of(document)
    if version is None or not is_old(document):
        return document
    find_places = document.find_places
    if BRIEFING.fullmatch(document.path):
        root = _value(_upgraded(document.path, document.text, version).value)
        find_places = _places_of_briefing
    else:
        old = document.root if isinstance(document.root, dict) else {}
        root = {VERSION: str(FORMAT), **old}
    return replace(document, root=root, find_places=find_places, written_in=version)


def open_questions(document: Document) -> Iterator[Diagnostic]:
    """A notice for each comment in which a migration asks something."""
    if ASKS not in document.text:
        return
    for found in _QUESTION.finditer(document.text):
        yield Diagnostic(
            "open-question",
            document.span_location(Span(*found.span())),
            "the upgrade of this file left a question",
            found=found[1].strip(),
            expected="an answer in the fields of the claim, and no comment",
            severity=Severity.NOTICE,
        )


def _upgraded(path: str, text: str, version: int) -> Member:
    tree = read_nodes(text)
    tree.value = _without_aliases(tree.value, {})
    for number in range(version, FORMAT):
        _MIGRATIONS[number](path, tree)
    return tree


def _places_of_briefing(text: str) -> tuple[Mapping[Path, Span], Mapping[Path, Span]]:
    """The places in a briefing of an old version, by the paths of the newest one."""
    document, _ = read_yaml(_ANY_BRIEFING, text)
    version = version_of(document) if document else None
    tree = _upgraded(_ANY_BRIEFING, text, version or FORMAT)
    values: dict[Path, Span] = {}
    keys: dict[Path, Span] = {}
    for path, member in _walk(tree, ()):
        if (span := member.value.span) is not None:
            values[path] = span
        if member.key_span:
            keys[path] = member.key_span
    return values, keys


_ANY_BRIEFING = "briefings/articles/-/briefing.yml"


def _walk(member: Member, path: Path) -> Iterator[tuple[Path, Member]]:
    yield path, member
    if isinstance(member.value, Collection):
        for number, inner in enumerate(member.value.members):
            yield from _walk(inner, (*path, number if inner.key is None else inner.key))


def _value(node: Node) -> Value:
    if isinstance(node, Collection):
        if node.listing:
            return [_value(member.value) for member in node.members]
        return {member.key or "": _value(member.value) for member in node.members}
    return node.text if isinstance(node, Scalar) else ""


def _without_aliases(node: Node, anchors: dict[str, Node]) -> Node:
    """The tree with each alias replaced by the value that it refers to."""
    if isinstance(node, Alias):
        target = anchors[node.name]
        return _copy(target, node.span)
    if isinstance(node, Collection):
        for member in node.members:
            member.value = _without_aliases(member.value, anchors)
    if node.anchor:
        anchors[node.anchor] = node
        node.anchor = ""
    return node


def _copy(node: Node, span: Span | None) -> Node:
    if isinstance(node, Collection):
        members = [Member(one.key, _copy(one.value, span)) for one in node.members]
        return replace(node, members=members, tail=[], span=span)
    return replace(node, span=span)


# --- from version 1 to version 2 ---------------------------------------------------------------


def _said_and_so(path: str, tree: Member) -> None:
    """Separate "was it said?" from "is it so?", and drop what a program can derive."""
    root = tree.value
    if not isinstance(root, Collection):
        return
    version = member_of(root, VERSION)
    if version is None:
        _insert_version(root)
    elif isinstance(version.value, Scalar):
        version.value.text = str(FORMAT)
        if BRIEFING.fullmatch(path):
            _upgrade_briefing(root)


def _insert_version(root: Collection) -> None:
    """Write the version first, below the comment that opens the file."""
    version = Member(VERSION, Scalar(str(FORMAT)))
    for first in root.members[:1]:
        version.above, first.above, version.gap, first.gap = first.above, [], first.gap, False
    root.members.insert(0, version)
    root.flow = False


def _upgrade_briefing(root: Collection) -> None:
    for member in root.members:
        if member.key == "actors":
            member.key = "cast"
    claims = member_of(root, "claims")
    found = [*_mappings(claims.value)] if claims else []
    kinds = {text_of(claim, "id"): text_of(claim, "kind") for claim in found}
    for claim in found:
        _drop_forms(claim)
        asked = [*_relations(claim, kinds), *_assessment(claim)]
        if asked:
            claim.tail += asked
            claim.flow = False
            if claims and isinstance(claims.value, Collection):
                claims.value.flow = False


def _drop_forms(claim: Collection) -> None:
    """Remove the forms that follow from the quotation marks: see `anchoring.derived_forms`."""
    chain = member_of(claim, "attribution")
    steps = [*_mappings(chain.value)] if chain else []
    stated = [step for step in steps if member_of(step, "cue")]
    forms = [text_of(step, "form") for step in stated]
    others = {*forms[:-1]} <= {"", "indirect"}
    derivable = others and forms[-1:] != ["translated"]
    for step, form in zip(stated, forms, strict=True):
        if form in ("direct", "indirect", "mixed") and (derivable or form == "indirect"):
            _remove(step, "form")


def _relations(claim: Collection, kinds: Mapping[str, str]) -> Iterator[Comment]:
    """Turn the list of relations into a field for each type; yield the questions."""
    old = member_of(claim, "relations")
    if old is None or not isinstance(old.value, Collection) or not old.value.listing:
        return
    if not all(_is_relation(item.value) for item in old.value.members):
        return  # the validator reports it
    at = claim.members.index(old)
    by_type: dict[str, list[Member]] = {}
    for item in old.value.members:
        relation = item.value
        kind, other = text_of(relation, "type"), member_of(relation, "claim")
        judged = {kinds.get(text_of(claim, "id")), kinds.get(text_of(relation, "claim"))}
        comments = [*item.above, *item.beside, *_comments_in(relation)]
        if kind == "contradicts" and judged & Declarations.NOTHING.judgements:
            lines = [*_BOTH, f"# contradicts: {text_of(relation, 'claim')}"]
            yield from [*map(_comment, lines), *comments]
        elif other:
            target = Member(None, other.value, above=comments)
            by_type.setdefault(kind, []).append(target)
    comments = [*old.above, *old.beside, *old.value.tail]
    claim.members[at : at + 1] = [
        Member(kind, one[0].value, above=one[0].above, key_span=old.key_span)
        if len(one) == 1
        else Member(kind, _listed(one), key_span=old.key_span)
        for kind, one in sorted(by_type.items())
    ]
    if comments and by_type:
        claim.members[at].above[:0] = comments
    elif comments:
        yield from comments


def _is_relation(node: Node) -> bool:
    fields = {member.key for member in node.members} if isinstance(node, Collection) else set()
    return fields == {"type", "claim"} and text_of(node, "type") in RELATIONS


def _listed(members: list[Member]) -> Collection:
    flow = not any(member.above for member in members)
    return Collection(members, listing=True, flow=flow, span=members[0].value.span)


def _assessment(claim: Collection) -> Iterator[Comment]:
    """Turn the assessment into comments, since only a person knows which question it answers."""
    old = member_of(claim, "assessment")
    if old is None:
        return
    claim.members.remove(old)
    yield from [*old.above, *old.beside]
    yield from map(_comment, _WHICH)
    if isinstance(old.value, Collection):
        old.value.flow = False
        tree = Member(None, Collection(old.value.members, tail=old.value.tail))
        for line in emit(tree, _ASSESSMENT).splitlines():
            yield _comment(f"# {line}".rstrip())


_FIELDS = ("status", "as_of", "rationale", "credibility", "likelihood", "confidence", "evidence")
_ASSESSMENT = Layout({name: Layout(typed=name in ("as_of", "credibility")) for name in _FIELDS})


def _comment(text: str) -> Comment:
    return Comment(text, blank=False, at=0, column=0, own_line=True, opens_block=False)


def _comments_in(node: Node) -> list[Comment]:
    if not isinstance(node, Collection):
        return []
    inner = [
        comment
        for member in node.members
        for comment in (*member.above, *member.beside, *_comments_in(member.value))
    ]
    return [*inner, *node.tail]


def _remove(node: Collection, key: str) -> None:
    """Remove a field; its comments move to the next one."""
    member = member_of(node, key)
    if member:
        at = node.members.index(member)
        comments = [*member.above, *member.beside, *_comments_in(member.value)]
        del node.members[at]
        if at < len(node.members):
            node.members[at].above[:0] = comments
        else:
            node.tail[:0] = comments


def _mappings(node: Node) -> Iterator[Collection]:
    for member in node.members if isinstance(node, Collection) else []:
        if isinstance(member.value, Collection) and not member.value.listing:
            yield member.value


_MIGRATIONS: Mapping[int, Callable[[str, Member], None]] = {1: _said_and_so}
"""By the version that each starts from."""
