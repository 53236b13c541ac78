"""The templates of a site, for those who do not render pages with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from article_briefings.diagnostics import Diagnostic
from article_briefings.pages._copies import TemplateCopy, copied_text, copyable, template_copies
from article_briefings.pages._markup import WORDS
from article_briefings.pages._slots import FRAME_SLOTS, filled_slots, override_problems
from article_briefings.pages._template_folders import (
    PACKAGE,
    package_templates,
    packaged_name,
    template_files,
    template_folders,
    template_texts,
)


@dataclass(frozen=True, slots=True)
class Templates:
    """The owner's folder of templates and assets, and the package's for what it lacks."""

    folder: Path
    PREFIX: ClassVar = PACKAGE
    """The prefix of the names of the package's templates."""
    GLOBALS: ClassVar[Mapping[str, object]] = WORDS
    """What every template can use."""

    @staticmethod
    def package() -> Path:
        """The package's folder."""
        return package_templates()

    @staticmethod
    def packaged_name(path: Path) -> str:
        """The name of a file of the installed package in messages; empty for any other file."""
        return packaged_name(path)

    @staticmethod
    def copyable() -> list[str]:
        """The names of the package's templates, those of the frame included."""
        return copyable()

    @staticmethod
    def copied(name: str) -> str:
        """A template of the package behind a line that says where it is from."""
        return copied_text(name)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which templates are looked up, the owner's first."""
        return template_folders(self.folder)

    def files(self, below: str) -> dict[str, Path]:
        """Every file below a folder of the templates by its name there; the owner's come first."""
        return template_files(self.folder, below)

    def texts(self) -> dict[str, str]:
        """The text of every template of pages by the name that other templates use."""
        return template_texts(self.folder)

    def frame_slots(self) -> list[str]:
        """The slots around every page for which the owner has a file."""
        return [name for name in filled_slots(self.folder) if name in FRAME_SLOTS]

    def problems(self) -> list[Diagnostic]:
        """The problems of the owner's files that replace nothing of the package."""
        return override_problems(self.folder)

    def copies(self) -> list[TemplateCopy]:
        """The owner's copies of whole templates, in the order of their names."""
        return template_copies(self.folder)
