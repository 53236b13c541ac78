"""A project with a made-up corpus, and the edits that are measured on it.

Each edit changes something that a reader sees, differently each time, so the
build after it always has work to do.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

from benchmarks.corpus import Made, make_corpus
from benchmarks.processes import PREFIX, ROOT

CACHE = ".cache/briefings"
"""Where our builds keep what they may use again, below the project."""
SITE = "site"
PLAIN, UNSEARCHED = "mkdocs-plain.yml", "mkdocs-unsearched.yml"
"""The same settings without a picture for each briefing, and without search."""
_PLUGIN = "  - briefings:\n"
_GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.org")


@dataclass(frozen=True)
class Project:
    """A project folder like a contributor's."""

    folder: Path
    made: Made
    _numbers: "count[int]" = field(default_factory=lambda: count(1), repr=False)

    @classmethod
    def lay(cls, folder: Path, articles: int, full: bool = False) -> "Project":
        """Write the corpus, with our templates, pages and settings, and commit it."""
        folder.mkdir()
        made = make_corpus(folder, articles, full)
        for name in ("docs", "templates"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        for name, option in ((PLAIN, "social_cards"), (UNSEARCHED, "search")):
            changed = settings.replace(_PLUGIN, f"{_PLUGIN}      {option}: false\n")
            (folder / name).write_text(changed, "utf-8")
        (folder / ".gitignore").write_text(f"/{SITE}/\n/.cache/\n", "utf-8")
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "A made-up corpus"]):
            subprocess.run([*_GIT, *command], cwd=folder, check=True)
        return cls(folder, made)

    @property
    def site(self) -> Path:
        """The folder that a build writes the site to."""
        return self.folder / SITE

    def forget(self) -> None:
        """Remove the output of earlier builds: the next one is cold."""
        for name in (SITE, CACHE):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit_claim(self, article: str) -> str:
        """Reword an article's first claim; return the new words."""
        words = f"What edit {next(self._numbers)} of this benchmark made of a claim"
        self._change(f"{article}/briefing.yml", r"^  text: .*$", f"  text: {words}.")
        return words

    def rename_actor(self, actor: str) -> str:
        """Rename an actor; return the new name."""
        name = f"Renamed Person {next(self._numbers)}"
        self._change(actor, r"^name: .*$", f"name: {name}")
        return name

    def edit_template(self) -> str:
        """Add a line to the template of briefings, or change the added one; return the line."""
        line = f"<p>Line {next(self._numbers)} of the benchmark.</p>"
        pattern = r"(\n<p>Line \d+ of the benchmark\.</p>\n)?\Z"
        self._change("templates/briefing.md.j2", pattern, f"\n{line}\n")
        return line

    def _change(self, path: str, pattern: str, new: str) -> None:
        file = self.folder / path
        old = file.read_text("utf-8")
        changed = re.sub(pattern, lambda _: new, old, count=1, flags=re.MULTILINE)
        if changed == old:
            raise RuntimeError(f"{path} has nothing to edit")
        file.write_text(changed, "utf-8")

    def shows(self, source: str, words: str) -> bool:
        """Whether the page of an article's folder or an actor's file, as built, has the words."""
        page = self.site / _address(source) / "index.html"
        return words in page.read_text("utf-8")

    def served_at(self, article: str) -> str:
        """The path of an article's page on the server of `mkdocs serve`."""
        return f"{PREFIX}/{quote(_address(article))}/"


def _address(source: str) -> str:
    path = Path(source)
    if path.suffix:
        return f"actors/{path.stem}"
    return f"briefings/{path.name[len('2000-01-01-') :]}"
