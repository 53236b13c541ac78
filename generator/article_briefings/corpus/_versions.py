"""What a result depends on besides its inputs: this program, Python, and all installed packages."""

import platform
import sys
from functools import cache
from pathlib import Path

from article_briefings.corpus._facts import digest


@cache
def program_version() -> str:
    """Differs where the source of this package, Python, or any installed package differs."""
    package = Path(__file__).parents[1]
    own = sorted(path for path in package.rglob("*") if path.suffix in {".py", ".md", ".txt"})
    parts = [platform.python_version(), *_installed()]
    for path in own:
        parts += [path.relative_to(package).as_posix(), path.read_text("utf-8")]
    return digest(parts)


def folder_version(folder: Path) -> str:
    """Differs where a file below a folder has another name or holds something else."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes().decode("utf-8", "surrogateescape")
            parts += [path.relative_to(folder).as_posix(), content]
    return digest(parts)


def _installed() -> list[str]:
    """Names and versions of the packages on the path, as their folders say them."""
    names = set()
    for entry in sys.path:
        folder = Path(entry or ".")
        if folder.is_dir():
            names |= {path.name for path in folder.glob("*.dist-info")}
    return sorted(names)
