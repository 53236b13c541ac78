"""Values as YAML: written to suit their place, and read back as they were meant."""

import re
import textwrap
import unicodedata
from collections.abc import Mapping

BLOCK_HEADER = re.compile(r"([|>])([-+0-9]*)([ \t]*(?:#[^\r\n]*)?)(\r\n?|\n)")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NO_VALUE = frozenset({"~", "null", "Null", "NULL"})
_ENDS_PLAIN = re.compile(r":(\s|$)|\s#|^\.\.\.|^\s|\s$")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]|[:?](?=[\s,\[\]{}]|$)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Not the spaces that belong to a text, such as the one that keeps "12 000" on one line.
_SPACES = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_WIDTH = 100


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
