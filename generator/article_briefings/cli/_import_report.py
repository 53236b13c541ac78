"""The messages of `briefings import`, by file and line, grouped by kind."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from article_briefings.cli._common import inert
from article_briefings.diagnostics import printable

if TYPE_CHECKING:
    from article_briefings.importing import Remark

FEW = 3
"""Messages printed of each kind; if there are more, the rest is counted."""
_WORD = re.compile(r"“[^”]{0,1000}+”|\S++")
_NUMBER = re.compile(r"\b[A-Z]?\d[\d,.]*+")
_FILES = (".txt", ".ann", ".json", ".jsonld")


def say_remarks(remarks: "Iterable[Remark]", *, verbose: bool) -> None:
    """Print remarks to standard error; unless `verbose`, only the first few of each kind."""
    lines = [printable(line) for line in _lines(sorted(remarks), verbose=verbose)]
    if lines:
        typer.echo(inert("\n".join(lines) + "\n"), err=True, nl=False)


def _lines(remarks: "list[Remark]", *, verbose: bool) -> Iterator[str]:
    groups: dict[tuple[bool, str], list[Remark]] = {}
    for remark in remarks:
        kind = str(remark) if verbose else _WORD.sub(_without_details, remark.message)
        groups.setdefault((remark.left_out, kind), []).append(remark)
    for (left_out, _), group in groups.items():
        sign = "left out" if left_out else "note"
        shown = group if verbose or len(group) == FEW + 1 else group[:FEW]
        yield from (f"{sign}: {remark.origin}: {remark.message}" for remark in shown)
        if len(shown) < len(group):
            rest, files = len(group) - FEW, len({remark.origin.file for remark in group})
            where = f" in {files:,} files" if files > 1 else ""
            yield (
                f"  … and {rest:,} more like the last {FEW} ({len(group):,}{where}); "
                "--verbose lists all"
            )


def _without_details(found: re.Match[str]) -> str:
    """Remove from a word the parts that differ between messages of one kind.

    These are quoted words, numbers, ids and paths.
    """
    word = found[0]
    if word.endswith("”") or "/" in word or word.rstrip(".,:;").endswith(_FILES):
        return "…"
    return _NUMBER.sub("…", word)
