"""`briefings fix`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    PROBLEMS,
    Paths,
    RootOption,
    count,
    inert,
    paths_argument,
    relative,
    require_project,
    say,
    stop_on,
    usage,
    writing,
)

if TYPE_CHECKING:
    from article_briefings.review import FixReport


def fix(
    paths: Annotated[
        Paths, paths_argument("Files or folders to fix. Without any, all files.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Change the files. Without it, nothing is written.")
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Propose fixes for the problems that `briefings check` finds: a diff with reasons.

    It finds marks again whose words have changed or occur several times, records
    the hash of a text that was changed on purpose, corrects misspelt ids, fields
    and values, and adds quotation marks that YAML needs. It orders the parts of a
    quote, and sets the only form that agrees with the quotation marks. If git has
    the annotated text, that shows the place of a mark; otherwise the passage most
    similar to the old words is proposed, with a score from 0 to 1 that also counts
    the place that the other marks suggest. If no passage is similar enough, nothing
    is proposed.

    Read the diff, then apply it: `briefings fix --write`. A file in which you
    have to choose between places is not written.
    """
    require_project(root)
    wanted = [relative(path, root) for path in paths or []]
    from article_briefings.review import propose_fixes

    report = propose_fixes(root, wanted)
    if write:
        _write(root, report)
    else:
        _propose(report)
    for file in report.files:
        for proposal in file.undecided:
            for line in proposal.explanation():
                say(line, err=True)
    if report.skipped:
        say(
            f"Not searched for: {count(len(report.skipped), 'mark')}, beginning with "
            f"{report.skipped[0]}. The work of one run is limited. Apply the proposals (briefings "
            "fix --write), correct the rest by hand, and run it again; or name the files to start "
            "with.",
            err=True,
        )
    stop_on(report.left)
    if any(not write or file.undecided for file in report.files):
        raise typer.Exit(PROBLEMS)
    if not report.files:
        typer.echo("Nothing to fix.")


def _propose(report: "FixReport") -> None:
    for file in report.files:
        for proposal in file.proposals:
            if proposal.decided:
                for line in proposal.explanation():
                    say(f"# {line}")
        typer.echo(inert(file.patch()), nl=False)


def _write(root: Path, report: "FixReport") -> None:

    for file in report.files:
        if file.undecided:
            say(f"Not written: {file.path}. Choose the places below first.", err=True)
            continue
        with writing(file.path):
            if not file.before.replace_at(root / file.path, file.after):
                raise usage(f"{file.path} was changed by another program; run this again")
        say(f"Wrote {file.path}: {count(len(file.proposals), 'change')}.")
        for proposal in file.proposals:
            for line in proposal.explanation():
                say(f"  {line}")
