"""Loads the theme's files and templates without work that slows every build for nothing."""

import os
from collections.abc import Callable
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket


class Templates(BytecodeCache):
    """A cache of the theme’s compiled templates in this process: MkDocs has none."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template from the cache if its text is unchanged."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Add a template to the cache."""
        self._compiled[bucket.key, bucket.checksum] = bucket.code


class ThemeFiles(FileSystemLoader):
    """The theme's files without those in hidden folders, which MkDocs skips one by one.

    Material has 13,000 of them: its icons.
    """

    def list_templates(self) -> list[str]:
        """Return the sorted paths of the files, each as in the first folder that has it."""
        found = set[str]()
        for top in self.searchpath:
            for folder, inner, names in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                below = Path(folder).relative_to(top)
                found.update((below / name).as_posix() for name in names)
        return sorted(found)


def environment(create: Callable[[], Environment]) -> Environment:
    """Return the theme's environment from MkDocs, changed to skip hidden folders."""
    env = create()
    if isinstance(env.loader, FileSystemLoader):
        env.loader = ThemeFiles(env.loader.searchpath)
    return env
