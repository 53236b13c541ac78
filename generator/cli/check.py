"""`briefings check`."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.common import RootOption, count, progress, relative, require_project, stop_on
from generator.diagnostics import Diagnostic
from generator.pipeline import compile_corpus


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files or folders: only their problems are shown. Without any, all are.",
            metavar="[PATH]...",
            show_default=False,
        ),
    ] = None,
    root: RootOption = Path(),
) -> None:
    """Check every mark, id, date and link, and say where each problem is and how to mend it.

    Example: `briefings check briefings/articles/2023-09-11-iran-armenia-azerbaijan`
    """
    require_project(root)
    wanted = [relative(path, root) for path in paths or []]
    with progress("Checking") as tell:
        compiled = compile_corpus(root, tell)
    stop_on([problem for problem in compiled.diagnostics if _is_wanted(problem, wanted)])
    corpus = compiled.corpus
    typer.echo(
        f"No problems: {count(len(corpus.articles), 'briefing')}, "
        f"{count(sum(1 for _ in corpus.claims()), 'claim')}, "
        f"{count(len(corpus.actors), 'actor')}, {count(len(corpus.notes), 'background note')}."
    )


def _is_wanted(diagnostic: Diagnostic, wanted: list[str]) -> bool:
    place = f"{diagnostic.location.path}/"
    return not wanted or any(path == "." or place.startswith(f"{path}/") for path in wanted)
