"""Whole templates that an owner has copied. Their first line says from where."""

import hashlib
import re
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from article_briefings.diagnostics import __version__
from article_briefings.pages import Templates

_ORIGIN = re.compile(r"\{#- copied from article-briefings (\S+): (\S+), sha256 ([0-9a-f]{64}) -#\}")


FindVersion = Callable[[str, Callable[[bytes], bool]], bytes | None]
"""Finds the version of a file in the repository that fits."""


class TemplateCopy(NamedTuple):
    """A copied template."""

    path: Path
    name: str
    """The template's name in the package: "briefing.md.j2", "overrides/page.html"."""
    version: str
    """The version of the program that it was copied from."""
    sha256: str
    """The hash of the package's text at that time."""
    text: str
    """Its text without the line that says where it is from."""

    @property
    def ours(self) -> str:
        """The text of the package's template now; empty if the package has it no longer."""
        path = Templates.package() / self.name
        return path.read_text("utf-8") if path.is_file() else ""

    @property
    def stale(self) -> bool:
        """Whether the package's template has changed since."""
        return _hash(self.ours) != self.sha256

    def is_origin(self, data: bytes) -> bool:
        """Whether a version of the file is the copy as it was made."""
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        return _hash(_split(text)[1]) == self.sha256

    def compared(self, root: Path, version_that: FindVersion) -> Iterator[str]:
        """How the copy, the package's template and what was copied differ, in lines."""
        below = self.path.is_relative_to(root)
        mine = self.path.relative_to(root).as_posix() if below else self.name
        ours = f"{self.name} of the package"
        origin: str | None = self.ours
        if not self.ours:
            gone = f"the package no longer has {self.name}"
            yield f"{mine}: {gone}; it was copied from {self.version}."
        elif self.stale:
            yield f"{mine}: the package's template has changed since {self.version}."
            data = version_that(mine, self.is_origin)
            origin = data.decode("utf-8", "replace").partition("\n")[2] if data else None
        else:
            yield f"{mine}: the package's template is as you copied it."
        if origin is None:
            yield "Git does not have the copy as it was made: the package's is compared with yours."
            yield from _changes(self.ours, self.text, ours, mine)
            return
        was = f"{self.name} as copied"
        yield from _changes(origin, self.ours, was, ours)
        yield from _changes(origin, self.text, was, mine)


def _changes(before: str, after: str, old: str, new: str) -> Iterator[str]:
    return unified_diff(before.splitlines(), after.splitlines(), old, new, lineterm="")


def copyable() -> list[str]:
    """The names of the package's templates, those of the frame included."""
    top = Templates.package()
    paths = [*top.glob("*.j2"), *(top / "overrides").rglob("*.html")]
    return sorted(path.relative_to(top).as_posix() for path in paths)


def copied_text(name: str) -> str:
    """A template of the package behind a line that says where it is from."""
    text = (Templates.package() / name).read_text("utf-8")
    origin = f"article-briefings {__version__}: {name}, sha256 {_hash(text)}"
    return f"{{#- copied from {origin} -#}}\n{text}"


def template_copies(templates: Path) -> list[TemplateCopy]:
    """The copies in an owner's folder of templates, in the order of their names."""
    paths = (path for path in sorted(templates.rglob("*")) if path.suffix in {".j2", ".html"})
    return [found for path in paths if path.is_file() and (found := _copy(path))]


def _copy(path: Path) -> TemplateCopy | None:
    line, text = _split(path.read_text("utf-8", "replace"))
    found = _ORIGIN.fullmatch(line)
    return TemplateCopy(path, found[2], found[1], found[3], text) if found else None


def _split(text: str) -> tuple[str, str]:
    """The first line of a text, and the others."""
    line, _, others = text.partition("\n")
    return line, others


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
