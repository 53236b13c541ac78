"""Diagnostics as people and programs read them."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from generator.diagnostics import Diagnostic, Location, Severity

_WIDTH = 100
_ELLIPSIS = "…"


def report(diagnostics: Sequence[Diagnostic], console: Console) -> None:
    """Print every problem with its place, excerpt and caret, then how many there are."""
    for diagnostic in diagnostics:
        for line in _lines(diagnostic):
            console.print(line, soft_wrap=True)
        console.print()
    console.print(Text(summary(diagnostics), "bold"), soft_wrap=True)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many problems there are, in how many files."""
    files = len({diagnostic.location.path for diagnostic in diagnostics})
    return (
        f"{len(diagnostics)} problem{'s' * (len(diagnostics) != 1)} "
        f"in {files} file{'s' * (files != 1)}"
    )


def plain(diagnostic: Diagnostic) -> str:
    """One problem as text without colour."""
    return "\n".join(line.plain for line in _lines(diagnostic))


def _lines(diagnostic: Diagnostic) -> list[Text]:
    colour = "red" if diagnostic.severity is Severity.ERROR else "yellow"
    head = Text.assemble(
        (_printable(str(diagnostic.location)), "bold"),
        ": ",
        (str(diagnostic.severity), f"bold {colour}"),
        f" [{diagnostic.code}] ",
        _printable(diagnostic.message),
    )
    lines = [head, *_excerpt(diagnostic.location, colour)]
    for label, value in (
        ("found", diagnostic.found),
        ("expected", diagnostic.expected),
        ("hint", diagnostic.hint),
    ):
        if value:
            lines.append(_labelled(label, value))
    lines += [_labelled("see", f"{note.location}: {note.message}") for note in diagnostic.notes]
    return lines


def _labelled(label: str, value: str) -> Text:
    return Text.assemble((f"  {label:>8}: ", "cyan"), _printable(value))


def _excerpt(location: Location, colour: str) -> list[Text]:
    if not location.excerpt or not location.excerpt[0].strip():
        return []
    number = str(location.line)
    line, start = _window(_printable(location.excerpt[0]), location.column - 1)
    one_line = location.end_line == location.line
    width = location.end_column - location.column if one_line else len(line) - start
    before = _cells(line[:start])
    marked = max(1, _cells(line[start : start + max(1, width)]))
    gutter = " " * len(number)
    return [
        Text.assemble((f"  {number} | ", "dim"), line),
        Text.assemble((f"  {gutter} | ", "dim"), " " * before, ("^" * marked, f"bold {colour}")),
    ]


def _window(line: str, start: int) -> tuple[str, int]:
    """The part of a long line around `start`, and where `start` is in it."""
    if len(line) <= _WIDTH:
        return line, start
    left = max(0, min(start - _WIDTH // 3, len(line) - _WIDTH))
    part = line[left : left + _WIDTH]
    if left + _WIDTH < len(line):
        part += _ELLIPSIS
    if left:
        return _ELLIPSIS + part, start - left + len(_ELLIPSIS)
    return part, start


def _cells(text: str) -> int:
    return Text(text).cell_len


def _printable(text: str) -> str:
    """Control characters as visible signs, so that no text of a file steers the terminal."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    code = ord(character)
    if character == "\t":
        return "→"
    if code < 0x20:
        return chr(0x2400 + code)
    if 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in _BIDI:
        return "\N{REPLACEMENT CHARACTER}"
    return character


_BIDI = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
