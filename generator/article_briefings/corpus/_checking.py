"""Checks all files of a project, articles in parallel.

A worker returns the problems of an article and its outline, with which references are checked. The
rest of the article is read again only if a problem of its references needs a place in its files.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from article_briefings.anchoring import AnchoredBriefing, Outline, OutlinedArticle
from article_briefings.corpus._loader import check_within
from article_briefings.corpus._pipeline import (
    Compilation,
    Surroundings,
    compile_article,
    compile_inputs,
    notices_of,
)
from article_briefings.diagnostics import Diagnostic, Refusal
from article_briefings.input import Progress, load, run_all

Checked = tuple[Outline | None, list[Diagnostic], list[Diagnostic]]
"""The outline of an article unless its marks have no place, its problems, and its notices."""


@dataclass(frozen=True)
class _Checking:
    root: Path
    around: Surroundings

    def setup(self) -> None:
        """Nothing is needed besides the files."""

    def run(self, folder: str) -> Checked:
        """Check the files of an article."""
        article, problems = compile_article(self.root, folder, self.around)
        return (article.outline, problems, notices_of(article)) if article else (None, problems, [])


def check_corpus(
    root: Path,
    workers: int = 0,
    progress: Progress | None = None,
    paths: Collection[str] = (),
) -> tuple[Compilation, list[Diagnostic]]:
    """Check everything under `root`; return the corpus, and all problems and notices in order.

    With `paths`, only those in them or below, exactly as in a check of everything.
    """
    if paths:
        return check_within(root, paths, progress)
    inputs, problems = load(root, choice=lambda path: not path.startswith("briefings/articles/"))
    folders = [files.folder for files in inputs.articles]
    articles: dict[str, AnchoredBriefing] = {}
    noticed: list[Diagnostic] = []
    around = Surroundings.of(inputs)
    results = run_all(_Checking(root, around), folders, workers)
    for number, (folder, checked) in enumerate(zip(folders, results, strict=True), 1):
        outline, found, notes = checked
        problems += found
        noticed += notes
        if outline:
            articles[folder] = OutlinedArticle(outline, partial(_whole, root, folder, around))
        if progress:
            progress(number, len(folders))
    compiled = compile_inputs(inputs, problems, cache=articles)
    return compiled, Diagnostic.in_order([*compiled.found(), *noticed, *compiled.general_notices])


def _whole(root: Path, folder: str, around: Surroundings) -> AnchoredBriefing:
    article, _ = compile_article(root, folder, around)
    if article is None:
        raise Refusal(f"{folder} was changed during the check; check again")
    return article
