"""One canonical form for the YAML files: same values, same comments, one layout."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from article_briefings.diagnostics import Diagnostic
from article_briefings.formatting._claim_ids import write_ids
from article_briefings.formatting._layout import Layout, layout_of
from article_briefings.formatting._nodes import (
    Alias,
    Collection,
    Comment,
    Member,
    Node,
    Scalar,
    comments_of,
    read_nodes,
)
from article_briefings.formatting._versions import BRIEFING, is_old
from article_briefings.input import Document, Value, read_yaml

WIDTH = 100
_INDENT = 2

#: Characters that YAML reads as a line end or a mark, or rejects: they have to be escaped.
_HIDDEN = f"\ufeff{Document.NON_PRINTABLE.pattern[1:-1]}"

_STARTS = re.compile(r"""[\[\]{},&*!|>'"%@`#]|[-?:](?:\s|\Z)|[?:]|---|\.\.\.""")
_INSIDE = re.compile(rf":(?:\s|\Z)|\s#|[\t\r\n{_HIDDEN}]")
_FLOW = re.compile(r"[,\[\]{}]")
# Texts that YAML 1.1 or YAML 1.2 would read as something other than a text, and a few more.
_NOT_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<"
    r"|[-+.]?[0-9][0-9_,.:]*(e[-+]?[0-9]+)?|[-+]?0[box][0-9a-f_]+|[-+]?\.(inf|nan)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t\s].*)?",
    re.IGNORECASE,
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(rf'[\\"\n\r\t{_HIDDEN}]')
_ONLY_ESCAPES = re.compile(rf"[\n\r\t{_HIDDEN}]")
_ESCAPED_ALWAYS = re.compile(rf"[\r{_HIDDEN}]")
_BREAK = re.compile(r"(?<=[^ \t]) (?=[^ \t])")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file's canonical text, or the reason why it has none and is left alone."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()
    refusal: str = ""
    is_old: bool = False
    """Whether it is of an old version of the format, which has no canonical form."""
    ids: tuple[str, ...] = ()
    """The ids that were written for claims without one."""


def format_yaml(path: str, text: str) -> Formatted:
    """The canonical form of a file; `path`, from the project's folder, decides its kind.

    Claims without an id get one. The result is verified: it is read again, and returned only if
    its other values and its comments are those of the file.
    """
    document, problems = read_yaml(path, text)
    if document is None:
        return Formatted(None, tuple(problems))
    if is_old(document):
        return Formatted(None, is_old=True)
    tree, layout = read_nodes(text), layout_of(path)
    ids = write_ids(tree.value) if BRIEFING.fullmatch(path) else {}
    formatted = emit(tree, layout)
    refusal = difference(text, _with_ids(document.root, ids), formatted, layout)
    return Formatted(None if refusal else formatted, refusal=refusal, ids=tuple(ids.values()))


def _with_ids(root: Value, ids: Mapping[int, str]) -> Value:
    claims = root.get("claims") if isinstance(root, dict) else None
    if not ids or not isinstance(root, dict) or not isinstance(claims, list):
        return root
    with_ids: list[Value] = [
        {**claim, "id": ids[number]} if isinstance(claim, dict) and number in ids else claim
        for number, claim in enumerate(claims)
    ]
    return {**root, "claims": with_ids}


def canonical(path: str, text: str) -> str:
    """The canonical form of a text that this package wrote; the text unchanged if it has none.

    Only its values are compared: tests ensure that it has no comments in unusual places.
    """
    formatted = emit(read_nodes(text), layout_of(path))
    before, after = (read_yaml(path, one)[0] for one in (text, formatted))
    same = before is not None and after is not None and before.root == after.root
    return formatted if same else text


def difference(text: str, root: Value, formatted: str, layout: Layout) -> str:
    """What formatting would change besides the layout; empty if it is safe."""
    again, _ = read_yaml("", formatted)
    if again is None or again.root != root:
        return "its canonical form would have other values"
    if sorted(comments_of(text)) != sorted(comments_of(formatted)):
        return "its canonical form would lose a comment"
    if emit(read_nodes(formatted), layout) != formatted:
        return "its canonical form would not be stable"
    return ""


# --- the tree of a file → its canonical text ---------------------------------------------------


def emit(root: Member, layout: Layout) -> str:
    """The canonical text of a tree. This rearranges the tree."""
    if not _has_anchor(root.value):  # an alias has to stay after its anchor
        _sort(root.value, layout)
    _hoist(root.value)
    lines = _comment_lines(root.above, 0, first=True)
    if isinstance(root.value, Collection) and root.value.members:
        lines += [f"&{root.value.anchor}"] if root.value.anchor else []
        lines += _block(root.value, 0, layout)
    else:
        lines += _member("", root, 0, layout)
        lines += _comment_lines(root.value.tail, 0) if isinstance(root.value, Collection) else []
    return "\n".join(lines) + "\n"


def _has_anchor(node: Node) -> bool:
    if isinstance(node, Collection):
        return bool(node.anchor) or any(_has_anchor(member.value) for member in node.members)
    return isinstance(node, Scalar) and bool(node.anchor)


def _sort(node: Node, layout: Layout, top: bool = True) -> None:
    """Put fields into the order of the format; unknown fields come last."""
    if not isinstance(node, Collection):
        return
    order = {name: number for number, name in enumerate(layout.fields)}
    before = node.members
    if not node.listing:
        node.members = sorted(
            before,
            key=lambda member: (
                order.get(member.key or "", len(order)),
                member.key or "" if layout.by_name else "",
            ),
        )
    if top and before and node.members[0] is not before[0]:
        _keep_file_comment(before[0], node.members[0])
    for member in node.members:
        _sort(member.value, layout.of(member.key), top=False)


def _keep_file_comment(old: Member, new: Member) -> None:
    """Keep the file's opening comment at the top although the field below it has moved."""
    breaks = [number for number, comment in enumerate(old.above) if comment.blank and number]
    cut = len(old.above) if old.gap or not breaks else breaks[-1]
    gap = old.gap or bool(breaks)
    opening, old.above = old.above[:cut], old.above[cut:]
    if opening:
        old.gap = old.gap and bool(old.above)
        new.gap = new.gap if new.above else gap
        new.above = [*opening, *new.above]


def _hoist(node: Node) -> None:
    """Put the comments above the first member of an item above the item's hyphen."""
    if not isinstance(node, Collection):
        return
    for member in node.members:
        _hoist(member.value)
        if member.key is None and isinstance(member.value, Collection) and member.value.members:
            first = member.value.members[0]
            member.gap = first.gap if first.above else member.gap
            member.above += first.above
            first.above, first.gap = [], False
            if first.key is None and isinstance(first.value, Collection):
                member.above += first.beside
                first.beside = []


def _block(node: Collection, indent: int, layout: Layout) -> list[str]:
    """A collection with members, one or more lines for each."""
    lines: list[str] = []
    for number, member in enumerate(node.members):
        lead = " " * indent + ("-" if member.key is None else f"{on_one_line(member.key)}:")
        inner = layout.of(member.key)
        own = _member(lead, member, indent, inner)
        spaced = layout.spaced_items or member.key in layout.spaced
        if number and (spaced or (member.above and member.above[0].blank)):
            lines.append("")
        lines += _comment_lines(member.above, indent, first=True)
        lines += [""] if member.gap and member.above else []
        lines += own
    return lines + _comment_lines(node.tail, indent)


def _member(lead: str, member: Member, indent: int, layout: Layout) -> list[str]:
    """A member after its `lead`, with the comment beside it on the first line.

    A list item cannot carry the comment of a block that begins on its own
    line; it moves above.
    """
    node = member.value
    rest: list[str] = []
    if isinstance(node, Collection):
        flow = _flow(node, layout)
        if flow is None or (node.members and len(f"{lead} {flow}".strip()) > WIDTH):
            return _block_member(lead, member, node, indent, layout)
        first = flow
    elif isinstance(node, Alias):
        first = f"*{node.name}"
    else:
        first, rest = _scalar(lead, node, indent, layout)
    beside = "".join(f"  {comment.text}" for comment in member.beside)
    return [f"{lead} {first}".removeprefix("" if lead else " ") + beside, *rest]


def _block_member(
    lead: str, member: Member, node: Collection, indent: int, layout: Layout
) -> list[str]:
    inner = _block(node, indent + _INDENT, layout)
    if member.key is None:
        member.above += member.beside
        member.beside = []
        if not node.anchor:
            return [f"{lead} {inner[0].lstrip(' ')}", *inner[1:]]
    anchor = f" &{node.anchor}" if node.anchor else ""
    beside = "".join(f"  {comment.text}" for comment in member.beside)
    return [f"{lead}{anchor}{beside}", *inner]


def _scalar(lead: str, scalar: Scalar, indent: int, layout: Layout) -> tuple[str, list[str]]:
    """The text after the lead, and the lines below it."""
    anchor = f"&{scalar.anchor} " if scalar.anchor else ""
    text, inner = scalar.text, indent + _INDENT
    line = anchor + on_one_line(text, typed=layout.typed)
    block = None
    if "\n" in text:
        block = folded(text, WIDTH - inner) if scalar.style == ">" else None
        block = block or literal(text)
    elif len(f"{lead} {line}".strip()) > WIDTH and not layout.verbatim:
        block = folded(text, WIDTH - inner)
    if block is None:
        return line, []
    header, lines = block
    return anchor + header, [" " * inner + line if line else "" for line in lines]


def _flow(node: Node, layout: Layout) -> str | None:
    """A value on one line, as brackets hold it; None if it has to be a block."""
    if isinstance(node, Alias):
        return f"*{node.name}"
    anchor = f"&{node.anchor} " if node.anchor else ""
    if isinstance(node, Scalar):
        text = on_one_line(node.text, flow=True, typed=layout.typed)
        return None if "\n" in node.text else anchor + text
    if not node.flow and node.members:
        return None
    parts: list[str] = []
    for member in node.members:
        value = _flow(member.value, layout.of(member.key))
        if value is None:
            return None
        key = "" if member.key is None else f"{on_one_line(member.key, flow=True)}: "
        parts.append(f"{key}{value}")
    joined = ", ".join(parts)
    return anchor + (f"[{joined}]" if node.listing else f"{{{joined}}}")


def _comment_lines(comments: list[Comment], indent: int, first: bool = False) -> list[str]:
    """The comments, one a line; with `first`, the caller decides on an empty line above them."""
    lines: list[str] = []
    for number, comment in enumerate(comments):
        lines += [""] if comment.blank and (number or not first) else []
        lines.append(" " * indent + comment.text)
    return lines


# --- one text: plain, in quotation marks, folded or literal -----------------------------------


def on_one_line(text: str, flow: bool = False, typed: bool = False) -> str:
    """The text on one line: plain if every YAML reader reads it as text.

    In a field that is `typed`, a date or number stays plain too.
    """
    if _may_be_plain(text, flow) and (typed or not _NOT_TEXT.fullmatch(text)):
        return text
    if re.search(r'["\\]', text) and not _ONLY_ESCAPES.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")


def _may_be_plain(text: str, flow: bool) -> bool:
    if not text or text in ("~", "null", "Null", "NULL", "<<") or _has_outer_space(text):
        return False
    if _STARTS.match(text) or _INSIDE.search(text):
        return False
    return not (flow and _FLOW.search(text))


def folded(text: str, width: int) -> tuple[str, list[str]] | None:
    """The text after `>` or `>-`, its lines at most `width` long if the words allow it.

    None if folding would change it, or if it has no place to break.
    """
    body = text.removesuffix("\n")
    paragraphs = body.split("\n")
    if not paragraphs[0] or not paragraphs[-1] or _ESCAPED_ALWAYS.search(body):
        return None
    if any(map(_has_outer_space, paragraphs)):
        return None
    if body == text and len(paragraphs) == 1 and not _BREAK.search(text):
        return None
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        # Between two paragraphs, one line end more than the text has.
        if number and paragraph:
            lines.append("")
        lines += _wrapped(paragraph, width)
    return (">-" if body == text else ">"), lines


def literal(text: str) -> tuple[str, list[str]] | None:
    """The text after `|` or `|-`, line for line; None if that would change it."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not lines[0] or lines[0][0] in " \t" or not lines[-1] or _ESCAPED_ALWAYS.search(body):
        return None
    return ("|-" if body == text else "|"), lines


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for word in _BREAK.split(paragraph):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _has_outer_space(text: str) -> bool:
    return text != text.strip(" \t")
