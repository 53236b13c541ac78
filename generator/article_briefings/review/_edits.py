"""Edits of a YAML file by place, and values as YAML.

Everything outside the edits stays byte for byte: comments, the order of the
fields, the layout, the line ends. A value is written to suit its place, and
read back as it was meant.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from article_briefings.formatting import migrated
from article_briefings.input import Document, Path, Value, read_yaml
from article_briefings.models import Span
from article_briefings.review._values import value_at

BLOCK_HEADER = re.compile(r"([|>])([-+0-9]*)([ \t]*(?:#[^\r\n]*)?)(\r\n?|\n)")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NO_VALUE = frozenset({"~", "null", "Null", "NULL"})
_ENDS_PLAIN = re.compile(r":(\s|$)|\s#|^\.\.\.|^\s|\s$")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]|[:?](?=[\s,\[\]{}]|$)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Not the spaces that belong to a text, such as the one that keeps "12 000" on one line.
_SPACES = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_WIDTH = 100
COMMENT = re.compile(r"(^|\s)#")
_LINE_END = re.compile(r"\r\n?|\n")
_FLOW = re.compile(r"(?:[&!]\S*+\s++(?:#[^\r\n]*+[\r\n]\s*+)*+)*+[\[{]")


def scalar(value: str, *, flow: bool, style: str = "") -> str:
    """A value as YAML: plain if possible, else in quotation marks.

    `flow` says whether it is within brackets, where commas end a value.
    `style` is the sign that the value had before: "'", '"' or none.
    """
    printable = all(map(_is_plain, value))
    if not style and printable and _may_be_plain(value, flow):
        return value
    if style == "'" and printable:
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, value)) + '"'


def mapping(fields: Mapping[str, str], *, newline: str | None = None) -> str:
    """Fields with scalars as a mapping in braces, or in lines that `newline` separates."""
    flow = newline is None
    written = [f"{name}: {scalar(value, flow=flow)}" for name, value in fields.items()]
    return f"{{{', '.join(written)}}}" if newline is None else newline.join(written)


def block(header: re.Match[str], raw: str, value: str) -> str:
    """A block scalar with its header and indentation kept; its own line ends are spaces."""
    sign, chomping, comment, end = header.groups()
    words = _SPACES.sub(" ", value).strip(" ")
    lines = [line for line in raw[header.end() :].splitlines() if line.strip()]
    indent = " " * min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
    if not indent or not all(map(_is_plain, words)):
        return scalar(value, flow=False, style='"') + comment.rstrip()
    chomping = re.sub(r"\d", "", chomping)
    folded = [words]
    if sign == ">":
        width = _WIDTH - len(indent)
        folded = textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)
    return sign + chomping + comment + end + end.join(indent + line for line in folded)


def _may_be_plain(value: str, flow: bool) -> bool:
    if not value or value in _NO_VALUE or value[0] in _INDICATORS:
        return False
    return not _ENDS_PLAIN.search(value) and not (flow and _FLOW_SIGNS.search(value))


def _is_plain(character: str) -> bool:
    """Whether a character may be in a YAML file on one line, unescaped."""
    if character == " ":
        return True
    # Besides control characters: surrogates, line and paragraph separators, and the
    # byte-order mark, which a reader strips or rejects.
    return unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} and (
        character not in "\ufeff\ufffe\uffff"
    )


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _is_plain(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a text, in code points, and its replacement."""

    span: Span
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made at once; ValueError if two overlap."""
    parts: list[str] = []
    done = 0
    for edit in sorted(set(edits)):
        if edit.span.start < done:
            raise ValueError(f"two edits overlap at {edit.span.start}")
        parts += text[done : edit.span.start], edit.text
        done = edit.span.end
    return "".join([*parts, text[done:]])


def in_flow(document: Document, path: Path) -> bool:
    """Whether the value at a place is within braces or brackets."""
    around = (path[:length] for length in range(len(path)))
    return any(_FLOW.match(_text_at(document, place)) for place in around)


def replace_scalar(document: Document, path: Path, value: str) -> Edit | None:
    """Replace a scalar by a new text in the same style; None if that cannot be done."""
    old = _editable(document, path)
    if old is None or not isinstance(value_at(document, path), str):
        return None
    raw = old.of(document.text)
    if header := BLOCK_HEADER.match(raw):
        return Edit(old, block(header, raw, value))
    style = raw[:1] if raw[:1] in ("'", '"') else ""
    lead = _lead(document, path, old)
    if lead is None:
        return None
    return Edit(old, lead + scalar(value, flow=in_flow(document, path), style=style))


def replace_selector(document: Document, path: Path, fields: Mapping[str, str]) -> list[Edit]:
    """Replace a selector by a new one (`exact`, and `prefix`, `suffix` or `nth`).

    Empty if that cannot be done without losing a comment or an anchor.
    """
    value, old = value_at(document, path), _editable(document, path)
    if old is None or not isinstance(value, str | dict):
        return []
    raw = old.of(document.text)
    if isinstance(value, dict) and value.keys() == fields.keys():
        changed = [name for name in fields if value[name] != fields[name]]
        edits = [replace_scalar(document, (*path, name), fields[name]) for name in changed]
        return [edit for edit in edits if edit] if all(edits) else []
    if isinstance(value, str):
        if fields.keys() == {"exact"}:
            edit = replace_scalar(document, path, fields["exact"])
            return [edit] if edit else []
        lead = _lead(document, path, old)
        header = BLOCK_HEADER.match(raw)
        remark = header[3].rstrip() if header else ""
        return [] if lead is None else [Edit(old, lead + mapping(fields) + remark)]
    # Something else in the file may be a copy of a field with an anchor.
    anchored = any(_text_at(document, (*path, name)).startswith("&") for name in value)
    if anchored or COMMENT.search(raw):
        return []
    if raw.startswith("{"):
        return [Edit(old, mapping(fields))]
    return [Edit(old, mapping(fields, newline=_newline_to(document.text, old.start)))]


def insert_field(document: Document, path: Path, name: str, value: str) -> Edit | None:
    """Insert a field before the others of the mapping at `path`; None if there is no mapping."""
    place = _editable(document, path)
    if place is None or not isinstance(value_at(document, path), dict):
        return None
    start, flow = place.start, document.text.startswith("{", place.start)
    written = f"{name}: {scalar(value, flow=flow or in_flow(document, path))}"
    if flow:
        return Edit(Span(start + 1, start + 1), f"{written}, ")
    return Edit(Span(start, start), written + _newline_to(document.text, start))


def written(document: Document, place: Path) -> Span | None:
    """Where a value is written, without the line ends and comments after it."""
    span = document.values.get(place)
    if span is None:
        return None
    raw, value = span.of(document.text), value_at(document, place)
    if not value or isinstance(value, str) or raw.startswith(("{", "[")):
        return Span(span.start, span.start + len(raw.rstrip()))
    steps = range(len(value)) if isinstance(value, list) else list(value)
    inner = [written(document, (*place, step)) for step in steps]
    ends = [part.end for part in inner if part]
    return Span(span.start, max(ends)) if ends else None


def reads_as(document: Document, edits: Iterable[Edit], place: Path, value: Value) -> bool:
    """Whether the edited file has this value at a place, and all else as it was."""
    again, _ = read_yaml(document.path, apply(document.text, edits))
    return again is not None and migrated(again).root == _with(document.root, place, value)


def _with(root: Value, place: Path, value: Value) -> Value:
    if not place:
        return value
    step, rest = place[0], place[1:]
    if isinstance(root, list):
        return [
            _with(item, rest, value) if number == step else item for number, item in enumerate(root)
        ]
    if isinstance(root, dict):
        return {**root, str(step): _with(root.get(str(step), ""), rest, value)}
    return root


def _editable(document: Document, path: Path) -> Span | None:
    """The place of a value without the line ends after it; None for an alias or an anchor."""
    span = document.values.get(path)
    if span is None or span.of(document.text)[:1] in ("*", "&", "!"):
        return None
    return Span(span.start, span.start + len(span.of(document.text).rstrip()))


def _lead(document: Document, path: Path, span: Span) -> str | None:
    """The separator between a value and the preceding sign; None if an empty value has no sign."""
    if span.start < span.end:
        return ""
    before = document.text[: span.start]
    sign = "-" if path and isinstance(path[-1], int) else ":"
    if before.endswith(sign):
        return " "
    return "" if before.rstrip(" \t").endswith(sign) else None


def _text_at(document: Document, path: Path) -> str:
    span = document.values.get(path)
    return span.of(document.text) if span else ""


def _newline(text: str) -> str:
    """The line end that a file uses first."""
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


def _newline_to(text: str, at: int) -> str:
    """The line end before a place, and the spaces up to the column of that place."""
    start = _line_start(text, at)
    ends = _LINE_END.findall(text, 0, start)
    return (ends[-1] if ends else _newline(text)) + " " * (at - start)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Where the line of a place ends."""
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)
