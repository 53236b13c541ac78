"""Text that YAML misreads: quotation marks where they are needed, spaces for tabs.

A file that cannot be read has no values to edit, so this works on its lines.
A change is used only if the reader then gets further.
"""

import re
from collections.abc import Iterator

from article_briefings.diagnostics import Diagnostic
from article_briefings.input import LineMap, read_yaml
from article_briefings.models import Span
from article_briefings.review._edits import Edit, apply, scalar
from article_briefings.review._proposals import Proposal

_LINE = re.compile(
    r"(?P<lead> *+(?:- ++)*+)(?P<key>[^\W\d][\w-]*: +)?(?P<value>\S(?:.*\S)?)(?P<tail>\s*+)"
)
_FIELD = re.compile(r"([{,]\s*)([A-Za-z_]\w*):\s+")
_SIGNS = "@`%*!"
_REASON = "quotation marks around a text that YAML would misread"
_TAB_WIDTHS = (2, 4, 8)
_AFTER_QUOTES = re.compile(r"(['\"])[^'\"\\]+\1(?![\s]*#)[ ]*[^\s:,#][^#\\]*")
_AFTER_BRACKETS = re.compile(r"\[[^\[\]{}\"'#]*\] *[^\s,#\]][^#]*")
SYNTAX = {"yaml-syntax", "yaml-tab", "yaml-alias", "yaml-unsupported"}
"""The codes of the problems that are fixed here."""


def fix_syntax(path: str, text: str) -> tuple[str, list[Proposal]]:
    """A file's text with every certain fix applied, and the proposals for them."""
    proposals: list[Proposal] = []
    while True:
        _, problems = read_yaml(path, text)
        step = _step(path, text, problems[0]) if problems else None
        if step is None:
            return text, proposals
        proposals.append(step)
        text = apply(text, step.edits)


def _step(path: str, text: str, problem: Diagnostic) -> Proposal | None:
    if problem.code == "yaml-tab":
        return _untabbed(path, text, problem)
    if problem.code not in SYNTAX or not _is_text(problem):
        return None
    for edit in _requoted(text, problem):
        _, left = read_yaml(path, apply(text, [edit]))
        if not left or left[0].location.line > problem.location.line:
            return Proposal.of(problem, (), edit.span.of(text), edit.text, _REASON, edit)
    return None


def _is_text(problem: Diagnostic) -> bool:
    """Whether a value at fault may be meant as text, as `*not* so` is, and is no alias or tag."""
    line = "".join(problem.location.excerpt[:1])
    at = line[problem.location.column - 1 :]
    if problem.code == "yaml-alias":
        return "names no anchor" in problem.message
    return problem.code == "yaml-syntax" or (at.startswith("!") and not at.startswith("!!"))


def _requoted(text: str, problem: Diagnostic) -> Iterator[Edit]:
    """Quotation marks around the value of the line at fault, or around a part of it in braces."""
    lines = LineMap(text)
    number = problem.location.line
    line = lines.line(number)
    found = _LINE.fullmatch(line)
    if not found or not (found["key"] or "-" in found["lead"]) or _goes_on(text, number):
        return
    start = lines.offset(number, 1)
    value, at = found["value"], start + found.start("value")
    if value[0] == "{":
        yield from _requoted_fields(value, at, problem.location.column - 1 - found.start("value"))
        return
    misread, length = _misread(value)
    if length:
        yield Edit(Span(at, at + length), scalar(misread, flow=False, style='"'))


def _misread(value: str) -> tuple[str, int]:
    """The text that a misread value means, and how much of it that is; 0 if unclear."""
    first, inner = value[0], value[1:-1]
    if first == '"' and value[-1] == first and '"' in inner and "\\" not in inner:
        return inner, len(value)
    if first in "'\"[{|>":
        pattern = _AFTER_QUOTES if first in "'\"" else _AFTER_BRACKETS
        return value, len(value) if pattern.fullmatch(value) else 0
    plain = re.split(r"\s#", value, maxsplit=1)[0].rstrip()
    is_misread = first in _SIGNS or re.search(r":(\s|$)", plain)
    return plain, len(plain) if is_misread else 0


def _requoted_fields(value: str, at: int, fault: int) -> Iterator[Edit]:
    """Quotation marks around one value of a mapping in braces: the one at fault first."""
    if not value.endswith("}") or value.count("{") != 1 or "[" in value or "\\" in value:
        return
    fields = list(_FIELD.finditer(value))
    ends = [field.start() for field in fields[1:]] + [len(value) - 1]
    pieces = [(field.end(), end) for field, end in zip(fields, ends, strict=True)]
    for start, end in sorted(pieces, key=lambda piece: not piece[0] <= fault <= piece[1]):
        text = value[start:end].rstrip()
        if text and text[0] not in "'\"" and "#" not in text:
            span = Span(at + start, at + start + len(text))
            yield Edit(span, scalar(text, flow=True, style='"'))


def _goes_on(text: str, number: int) -> bool:
    """Whether the value of a line continues on the next: its content is then not clear."""
    first, *rest = re.split(r"\r\n?|\n", text)[number - 1 :]
    after = next((line for line in rest if line.strip()), "")
    indent, next_indent = (len(line) - len(line.lstrip(" ")) for line in (first, after))
    return next_indent > indent


def _untabbed(path: str, text: str, problem: Diagnostic) -> Proposal | None:
    """Replace the tabs in all indentation by spaces, if every usual width means the same."""
    indents = list(re.finditer(r"(?m)^ *+\t[ \t]*+(?=\S)", text))
    meanings: dict[str, tuple[Edit, ...]] = {}
    for width in _TAB_WIDTHS:
        edits = tuple(Edit(Span(*found.span()), found[0].expandtabs(width)) for found in indents)
        document, _ = read_yaml(path, apply(text, edits))
        if document:
            meanings.setdefault(repr(document.root), edits)
    if not indents or len(meanings) != 1:
        return None
    reason = "spaces instead of tabs; 2, 4 or 8 spaces for a tab mean the same here"
    (edits,) = meanings.values()
    return Proposal.of(problem, (), "tabs", "spaces", reason, *edits)
