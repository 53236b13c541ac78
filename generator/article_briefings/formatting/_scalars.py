"""How a text is written in YAML: plain, in quotation marks, folded or literal."""

import re

from article_briefings.input import NON_PRINTABLE

WIDTH = 100

#: Characters that YAML reads as a line end or a mark, or rejects: they have to be escaped.
_HIDDEN = f"\ufeff{NON_PRINTABLE.pattern[1:-1]}"

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
