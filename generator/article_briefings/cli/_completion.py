"""Shell completion: codes, formats, kinds of files, paths of briefings.

Completion must be quick, so nothing here reads a file's content.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from article_briefings.diagnostics import CODES, Plugin

KINDS = ("briefing", "actor", "background", "topics", "stories", "withdrawn", "fields")
FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")
NAMES: Mapping[str, Sequence[str]] = {
    "exporters": ("csv", "jsonl", "sqlite", "csl-json", "bibtex", "web-annotation", "brat"),
    "importers": ("brat", "hypothesis", "web-annotation"),
    "drafters": (),
    "rules": (),
    "reporters": FORMATS,
}
"""Our own names in the tables that other packages join."""


def complete_code(incomplete: str) -> list[tuple[str, str]]:
    """Codes of diagnostics, each with its meaning."""
    return [(code, meaning) for code, meaning in CODES.items() if code.startswith(incomplete)]


def completing(door: str) -> Callable[[str], list[str]]:
    """A function that completes the names in a table that other packages join."""

    def complete(incomplete: str) -> list[str]:
        return _beginning(names(door), incomplete)

    return complete


def names(door: str) -> list[str]:
    """Our own names in a table, then those of other packages."""
    return [*NAMES[door], *dict.fromkeys(one.name for one in Plugin.all(door, NAMES[door]))]


def complete_kind(incomplete: str) -> list[str]:
    """Kinds of files that have a schema."""
    return _beginning(KINDS, incomplete)


def complete_path(incomplete: str) -> list[str]:
    """Folders of articles, or the entries of the folder typed so far."""
    above, slash, _ = incomplete.rpartition("/")
    folder = (above or "/") if slash else "briefings/articles"
    return _beginning(sorted(_entries(Path(folder))), incomplete)


def _entries(folder: Path) -> Iterator[str]:
    try:
        for entry in folder.iterdir():
            if not entry.name.startswith("."):
                yield f"{entry.as_posix()}/" if entry.is_dir() else entry.as_posix()
    except OSError:
        return


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]
