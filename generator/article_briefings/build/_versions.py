"""The version of what affects every result besides its inputs: program, Python and packages."""

import platform
import sys
from functools import cache
from pathlib import Path

from article_briefings.corpus import digest


@cache
def program_version() -> str:
    """A digest of the source of this package, the version of Python and all installed packages."""
    package = Path(__file__).parents[1]
    own = sorted(path for path in package.rglob("*") if path.suffix in {".py", ".md", ".txt"})
    parts = [platform.python_version(), *_installed()]
    for path in own:
        parts += [path.relative_to(package).as_posix(), path.read_text("utf-8")]
    return digest(parts)


def _installed() -> list[str]:
    """Names and versions of the packages on the path, as given by their folders."""
    names = set()
    for entry in sys.path:
        folder = Path(entry or ".")
        if folder.is_dir():
            names |= {path.name for path in folder.glob("*.dist-info")}
    return sorted(names)
