"""A project that is built again and again, and what each build is compared with.

That is a build in MkDocs' own way, one page after the other without our cache, which the plugin
takes where a project has hooks: the two share nothing but the making of a page.
"""

from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from mkdocs.exceptions import Abort, BuildError

from article_briefings.input._workers import run_all
from tests.small_site import Clean, build, clean, differing, state_of, tree

CACHE = ".cache/briefings/results.sqlite"


class Bench:
    """A project, its site, and the clean sites that it is compared with."""

    known: ClassVar[dict[tuple[str, bool], Clean]] = {}
    """The clean sites by what they were made from, for all tests."""

    def __init__(self, folder: Path, preview: bool = False) -> None:
        self.root, self.site, self._folder = folder / "project", folder / "site", folder
        self._preview = preview
        self.cache = self.root / CACHE
        self.last: dict[str, bytes] = {}

    def clean(self) -> Clean:
        """What a build in MkDocs' own way makes of the project."""
        state = state_of(self.root), self._preview
        if state not in self.known:
            folder = self._folder / "clean"
            self.known[state] = clean(self.root, folder, ordinary=True, preview=self._preview)
        return self.known[state]

    def check(self) -> bool:
        """Build, and compare; whether the project has no problem."""
        expected = self.clean()
        try:
            build(self.root, self.site, preview=self._preview)
            sound = True
        except (Abort, BuildError):
            sound = False
        found = tree(self.site)
        assert sound == expected.sound
        if sound or differing(found, self.last):
            assert differing(found, expected.files) == []
        self.last = found
        return sound


def use_workers(patch: pytest.MonkeyPatch, method: str) -> None:
    """Share even little work among two processes, which are started in this way."""
    patch.setattr("article_briefings.input._workers.cores", lambda: 2)
    patch.setattr("article_briefings.build._driver.run_all", partial(run_all, method=method, few=1))


def append(path: Path, text: str) -> None:
    """Write something at the end of a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")
