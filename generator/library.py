"""The corpus for programs of others: `from generator import load_corpus`.

    corpus = load_corpus("path/to/project")
    for ref in corpus.actors["tasnim"].claimed:
        print(ref.summary.published.display(), ref.claim.claim.text)

What is handed out never changes. `Corpus` says what there is: `articles` (the newest first),
`claims()`, `actors`, `notes`, `topics`, `stories` by id, and `related`, how claims stand to each
other. A claim comes as a `ClaimRef`, which knows its article.
"""

from collections.abc import Sequence
from pathlib import Path

from generator.corpus import Corpus
from generator.diagnostics import Diagnostic
from generator.pipeline import compile_corpus
from generator.reporters import plain

_SHOWN = 5


class InputProblems(ValueError):
    """The project has problems; `diagnostics` has all of them, each with its place."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        more = len(self.diagnostics) - _SHOWN
        shown = "\n".join(plain(problem).rstrip() for problem in self.diagnostics[:_SHOWN])
        super().__init__(f"{shown}\n… and {more} more" if more > 0 else shown)


def load_corpus(folder: str | Path = ".", *, drafts: bool = False) -> Corpus:
    """Read, check and resolve a project: the folder that holds `briefings/`.

    Like the site, the corpus has no draft unless `drafts` is set. `InputProblems` where
    `briefings check` would find a problem: a corpus with holes would give wrong counts.
    """
    compiled = compile_corpus(Path(folder), drafts=drafts)
    if compiled.diagnostics:
        raise InputProblems(compiled.diagnostics)
    return compiled.corpus
