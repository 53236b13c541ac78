"""The corpus as a library for other programs: `from article_briefings import load_corpus`.

The returned objects never change. For usage, see docs/about/library.md.
"""

from collections.abc import Sequence
from errno import ENOENT
from pathlib import Path

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.diagnostics import Diagnostic

_SHOWN = 5


class InputProblems(ValueError):
    """The project has problems: its message shows the first five, `diagnostics` has all of them."""

    diagnostics: tuple[Diagnostic, ...]
    """Every problem with its `code`, `location` (path, line, column), `message` and `hint`."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        from article_briefings.reporters import plain  # loads rich

        self.diagnostics = tuple(diagnostics)
        more = len(self.diagnostics) - _SHOWN
        shown = "\n".join(plain(problem).rstrip() for problem in self.diagnostics[:_SHOWN])
        super().__init__(f"{shown}\n… and {more} more" if more > 0 else shown)


def load_corpus(folder: str | Path = ".", *, drafts: bool = False) -> Corpus:
    """Read, check and resolve a project: the folder that holds `briefings/`.

    Like the site, the corpus excludes drafts unless `drafts` is set. Raises InputProblems if
    `briefings check` would find a problem, since a corpus with holes would give wrong counts, and
    FileNotFoundError if there is no folder `briefings/`.
    """
    root = Path(folder)
    if not (root / "briefings").is_dir():
        raise FileNotFoundError(ENOENT, "this folder has no briefings/", str(root))
    compiled = compile_corpus(root, drafts=drafts)
    if compiled.diagnostics:
        raise InputProblems(compiled.diagnostics)
    return compiled.corpus
