"""The location of the templates and assets, and the names of the package's files in messages."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def templates_in(root: Path) -> Path:
    """The folder of a project's templates and assets; the package's if the project has none.

    The package's is inside it, or in a checkout beside `generator/`.
    """
    own, installed = root / "templates", _PACKAGE / "templates"
    if own.is_dir():
        return own
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def packaged_name(path: Path) -> str:
    """The name of a file of the installed package in messages; empty for any other file."""
    return path.relative_to(_PACKAGE.parent).as_posix() if path.is_relative_to(_PACKAGE) else ""
