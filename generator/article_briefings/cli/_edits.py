"""`briefings fix` and `briefings fmt`: the commands that change files of a project."""

import os
from dataclasses import replace
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
from article_briefings.diagnostics import Diagnostic, working_on

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
    quote, sets the only form that agrees with the quotation marks, and adds a
    speaker to the list of actors. If git has the annotated text, that shows the
    place of a mark; otherwise the passage most similar to the old words is
    proposed, with a score from 0 to 1 that also counts the place that the other
    marks suggest. If no passage is similar enough, nothing is proposed.

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
    from article_briefings.input import replace_text

    for file in report.files:
        if file.undecided:
            say(f"Not written: {file.path}. Choose the places below first.", err=True)
            continue
        with writing(file.path):
            if not replace_text(root / file.path, file.before, file.after):
                raise usage(f"{file.path} was changed by another program; run this again")
        say(f"Wrote {file.path}: {count(len(file.proposals), 'change')}.")
        for proposal in file.proposals:
            for line in proposal.explanation():
                say(f"  {line}")


def fmt(
    paths: Annotated[
        Paths, paths_argument("Files or folders to format. Without any, all of `briefings/`.")
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; list files that would change; exit with 1."),
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Format YAML files: one order of fields, one indentation, one way of breaking lines.

    Values and comments do not change; this is verified before a file is
    written. A file that is not well-formed YAML is not changed. Quotes from the
    article stay on one line, so you can search for them.

    Example: `briefings fmt briefings/actors`
    """
    require_project(root)
    names = _files(root, paths or [])
    problems: list[Diagnostic] = []
    done = []
    for name in names:
        with working_on(name):
            done.append(_format(root, name, check, problems))
    changed, same = done.count("changed"), done.count("same")
    typer.echo(_summary(changed, same, len(done) - changed - same, check))
    stop_on(problems)
    if "refused" in done or (check and changed):
        raise typer.Exit(PROBLEMS)


def _summary(changed: int, same: int, left: int, check: bool) -> str:
    parts = [
        f"{count(changed, 'file')} {'would change' if check else 'changed'}",
        f"{count(same, 'file')} {'is' if same == 1 else 'are'} in canonical form",
    ]
    if left:
        parts.append(f"{count(left, 'file')} {'was' if left == 1 else 'were'} skipped")
    return f"{', '.join(parts)}."


def _format(root: Path, name: str, check: bool, problems: list[Diagnostic]) -> str:
    """Format one file and report it; return changed, same, refused or unread."""
    from article_briefings.formatting import format_yaml
    from article_briefings.input import MAX_YAML_BYTES, read_text, replace_text

    file, faults = read_text(root / name, name, MAX_YAML_BYTES)
    problems += faults
    if file is None:
        return "unread"
    result = format_yaml(name, file.text)
    problems += result.diagnostics
    if result.refusal:
        say(f"{name} was not changed: {result.refusal}. Please report this.", err=True)
        return "refused"
    if result.text is None:
        return "unread"
    if result.text == file.text and not file.mark:
        return "same"
    with writing(name):
        # Without the byte-order mark, whatever the file had.
        if not check and not replace_text(root / name, replace(file, mark=False), result.text):
            say(f"{name} was not changed: another program has just changed it.", err=True)
            return "refused"
    say(f"{'Would format' if check else 'Formatted'} {name}")
    return "changed"


def _files(root: Path, paths: list[Path]) -> list[str]:
    """The files to format, among all or below the given paths, in order."""
    from article_briefings.formatting import is_formatted

    names: set[str] = set()
    for path in paths or [root / "briefings"]:
        name = relative(path, root)
        if not (root / name).is_dir():
            if not is_formatted(name):
                raise usage(
                    f"{path} cannot be formatted; only briefing.yml, topics.yml, stories.yml and "
                    "the files in actors/ and background/ can"
                )
            names.add(name)
            continue
        # The rest of the project's folder would have to be walked too.
        for base, _, files in os.walk(root / ("briefings" if name == "." else name)):
            below = ((Path(base) / file).relative_to(root).as_posix() for file in files)
            names.update(filter(is_formatted, below))
    return sorted(names)
