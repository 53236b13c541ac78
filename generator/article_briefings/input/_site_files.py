"""The files of a site beside its briefings: hand-written pages, templates and the cache.

They are looked at without loading MkDocs.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.input._files import TextFile, link
from article_briefings.input._history import History
from article_briefings.input._settings import plugin_settings, settings_of

CACHE = ".cache/briefings"


@dataclass(frozen=True)
class SiteFiles:
    """Where a project has its pages, templates and cache; `root` is absolute."""

    root: Path
    docs: Path
    templates: Path
    cache: Path | None
    without: frozenset[str] = frozenset()
    """The parts that the site leaves out."""
    nested: bool = False
    """Whether its briefings are below a prefix of another site, whose pages are not ours."""

    @classmethod
    def of(cls, root: Path) -> Self:
        """Those that the settings name; a setting that MkDocs refuses counts as left out."""
        settings, options, root = settings_of(root), plugin_settings(root), root.resolve()
        cache, without = options.get("cache", CACHE), options.get("without")
        return cls(
            root,
            _below(root, settings.get("docs_dir"), "docs"),
            _below(root, options.get("templates"), "templates"),
            _below(root, cache, CACHE) if cache else None,
            frozenset(map(str, without)) if isinstance(without, list) else frozenset(),
            bool(options.get("prefix")),
        )

    def problems(self) -> list[Diagnostic]:
        """What a build refuses: links in `docs`, styles that are no text, a cache in git."""
        pages = [] if self.nested else [path for path in self.pages() if path.is_symlink()]
        found = [self._bad_link(path) for path in pages if self.leads_out(path) or _leads_on(path)]
        for path in sorted((self.templates / "assets").rglob("*")):
            if path.suffix in {".css", ".js"} and path.is_file():
                file, problems = TextFile.decoded(path.read_bytes(), self.name_of(path))
                found += [] if file else problems
        if self.cache and self.cache.exists() and History(self.root).tracks(self.cache.resolve()):
            found.append(self._tracked(self.name_of(self.cache)))
        return found

    def _bad_link(self, path: Path) -> Diagnostic:
        out = "out of the project's folder, or to a hidden file"
        where = out if self.leads_out(path) else "to nothing, or to itself"
        return link(self.name_of(path), f"this link leads {where}")

    @staticmethod
    def _tracked(name: str) -> Diagnostic:
        return Diagnostic(
            "unexpected-file",
            Location(name),
            "git tracks this cache, and whoever wrote a cache decides what is on the pages",
            expected="a folder that git ignores",
            hint=f'remove it: git rm -r --cached "{name}"',
        )

    def pages(self) -> Iterator[Path]:
        """The files of the site's own pages, as MkDocs finds them: through links to folders too."""
        for folder, inner, names in os.walk(self.docs, followlinks=True):
            shown = [Path(folder, name) for name in sorted((*inner, *names)) if name[:1] != "."]
            # A link to a folder counts as a file if MkDocs must not follow it.
            ends = {p for p in shown if p.is_symlink() and (self.leads_out(p) or _leads_on(p))}
            followed = {path.name for path in shown if path not in ends}
            inner[:] = [name for name in inner if name in followed]
            yield from (path for path in shown if path.name not in inner)

    def leads_out(self, path: Path) -> bool:
        """Whether a file of `docs` is a link, or in one, out of the project or into `.git`.

        Everything else with a dot counts as hidden too.
        """
        docs, target = self.docs, path.resolve()
        real = docs.parent.resolve() / docs.name  # its path may have links, but it is none
        if not real.is_relative_to(self.root):
            real = docs.resolve()  # the settings name a folder somewhere else
        if not path.is_relative_to(docs) or target.is_relative_to(real):
            return False
        steps = Path(os.path.relpath(target, self.root)).parts
        return not real.is_relative_to(self.root) or any(step.startswith(".") for step in steps)

    def name_of(self, path: Path) -> str:
        """The name of a file in messages."""
        return Path(os.path.relpath(path, self.root)).as_posix()


def _leads_on(link: Path) -> bool:
    """Whether a link leads to nothing, or to a folder that it is in: MkDocs would not end."""
    return not link.exists() or link.parent.resolve().is_relative_to(link.resolve())


def _below(root: Path, name: Any, default: str) -> Path:
    usable = isinstance(name, str) and name and "\0" not in name
    return Path(os.path.normpath(root / (name if usable else default)))
