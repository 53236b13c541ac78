"""The theme's files and templates, without what costs every build time and gives it nothing."""

import os
from collections.abc import Callable
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket


class Templates(BytecodeCache):
    """The theme’s templates, as this process has compiled them: MkDocs forgets them."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in a template that is known, with the text that it has now."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template."""
        self._compiled[bucket.key, bucket.checksum] = bucket.code


class ThemeFiles(FileSystemLoader):
    """The theme's files without those in hidden folders, which MkDocs passes over one by one.

    Material has 13,000 of them: its icons.
    """

    def list_templates(self) -> list[str]:
        """The paths of the files, those of the first folder that has them, in order."""
        found = set[str]()
        for top in self.searchpath:
            for folder, inner, names in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                below = Path(folder).relative_to(top)
                found.update((below / name).as_posix() for name in names)
        return sorted(found)


def environment(made: Callable[[], Environment]) -> Environment:
    """The theme's environment as MkDocs makes it, which passes over hidden folders."""
    env = made()
    if isinstance(env.loader, FileSystemLoader):
        env.loader = ThemeFiles(env.loader.searchpath)
    return env
