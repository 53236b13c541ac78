"""Where templates and assets come from: the owner's folder, then the package's.

The owner's folder has only what it changes. Names that begin with `package/` always mean the
package's templates, so that a template can extend the one that it replaces.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from jinja2 import BaseLoader, BytecodeCache, ChoiceLoader, FileSystemLoader, PrefixLoader

from article_briefings.diagnostics import Diagnostic
from article_briefings.pages._compiled import CompiledTemplates
from article_briefings.pages._markup import WORDS
from article_briefings.pages._slots import (
    FRAME_SLOTS,
    filled_slots,
    override_problems,
    unreadable,
)

_INSTALLED = Path(__file__).parents[1]
_OTHER = frozenset({"assets", "overrides"})
"""Folders that hold no templates of pages."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The owner's folder of templates and assets, and the package's for what it lacks."""

    folder: Path
    PREFIX: ClassVar = "package"
    """The prefix of the names of the package's templates."""
    GLOBALS: ClassVar[Mapping[str, object]] = WORDS
    """What every template can use."""

    @staticmethod
    def package() -> Path:
        """The package's folder: inside the package, or in a checkout beside `generator/`."""
        inside = _INSTALLED / "templates"
        return inside if inside.is_dir() else _INSTALLED.parents[1] / "templates"

    @staticmethod
    def compiled(version: str) -> BytecodeCache:
        """The code of templates compiled before; `version` covers the program and its libraries.

        With an empty one, only the code that this process has compiled.
        """
        return CompiledTemplates.of(version)

    @staticmethod
    def packaged_name(path: Path) -> str:
        """The name of a file of the installed package in messages; empty for any other file."""
        inside = path.is_relative_to(_INSTALLED)
        return path.relative_to(_INSTALLED.parent).as_posix() if inside else ""

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which templates are looked up, the owner's first."""
        package = self.package()
        same = self.folder.resolve() == package.resolve()
        return (self.folder,) if same else (self.folder, package)

    def files(self, below: str = "") -> dict[str, Path]:
        """Every file below a folder of the templates by its name there; the owner's come first."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            top = folder / below
            files = (path for path in sorted(top.rglob("*")) if path.is_file())
            found |= {path.relative_to(top).as_posix(): path for path in files}
        return dict(sorted(found.items()))

    def texts(self) -> dict[str, str]:
        """The text of every template of pages by the name that other templates use."""
        named = list(self.files().items())
        for package in self.folders[1:]:
            own = Templates(package).files()
            named += [(f"{self.PREFIX}/{name}", path) for name, path in own.items()]
        return {
            name: path.read_text("utf-8", "replace")
            for name, path in named
            if name.removeprefix(f"{self.PREFIX}/").partition("/")[0] not in _OTHER
        }

    def loader(self) -> BaseLoader:
        """The loader of the templates of pages."""
        package = PrefixLoader({self.PREFIX: FileSystemLoader(self.package())})
        return ChoiceLoader([FileSystemLoader(self.folders), package])

    def frame_slots(self) -> list[str]:
        """The slots around every page for which the owner has a file."""
        return [name for name in filled_slots(self.folder) if name in FRAME_SLOTS]

    def problems(self) -> list[Diagnostic]:
        """The problems of the owner's files that replace no slot, template or block."""
        own, *package = self.folders
        return override_problems(own, *package) if package else []

    def unreadable(self) -> list[Diagnostic]:
        """The problems of the owner's files that cannot be parsed."""
        own, *package = self.folders
        return unreadable(own) if package else []
