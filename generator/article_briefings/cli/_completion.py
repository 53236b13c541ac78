"""Shell completion: codes, formats, kinds of files, paths of briefings.

Completion must be quick, so nothing here reads a file's content.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from article_briefings.diagnostics import CODES

KINDS = ("briefing", "actor", "background", "topics", "stories")
FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")


def complete_code(incomplete: str) -> list[tuple[str, str]]:
    """Codes of diagnostics, each with its meaning."""
    return [(code, meaning) for code, meaning in CODES.items() if code.startswith(incomplete)]


def complete_format(incomplete: str) -> list[str]:
    """Formats of `briefings check`."""
    return _beginning(FORMATS, incomplete)


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
