"""What `briefings import` says: by file and line, and what is of one kind together."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from article_briefings.cli._common import inert
from article_briefings.diagnostics import printable

if TYPE_CHECKING:
    from article_briefings.importing import Remark

FEW = 3
"""So many messages of one kind are printed; where there are more, the rest is counted."""
_WORD = re.compile(r"“[^”]{0,1000}+”|\S++")
_NUMBER = re.compile(r"\b[A-Z]?\d[\d,.]*+")
_FILES = (".txt", ".ann", ".json", ".jsonld")


def say_remarks(remarks: "Iterable[Remark]", *, verbose: bool) -> None:
    """Print remarks to standard error; not `verbose`, of each kind the first few."""
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
    """A word of a message without what differs between messages of one kind.

    That is quoted words, numbers, ids and paths.
    """
    word = found[0]
    if word.endswith("”") or "/" in word or word.rstrip(".,:;").endswith(_FILES):
        return "…"
    return _NUMBER.sub("…", word)
