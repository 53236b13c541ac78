"""`briefings fmt` and `briefings migrate`: the commands that write YAML files as a whole."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from article_briefings.cli._common import (
    PROBLEMS,
    Paths,
    RootOption,
    count,
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
    from article_briefings.input import TextFile

CheckOption = Annotated[
    bool,
    typer.Option("--check", help="Write nothing; list files that would change; exit with 1."),
]

SETTINGS = "mkdocs.yml"


class Outcome(NamedTuple):
    """What becomes of one file."""

    fate: Literal["changed", "same", "skipped", "refused", "unread"]
    said: str = ""
    """The line to print if the file changes; otherwise the reason why it does not."""
    text: str = ""
    problems: tuple[Diagnostic, ...] = ()


_Work = Callable[[str, "TextFile"], Outcome]
"""Takes a file's name and its text."""


def fmt(
    paths: Annotated[
        Paths, paths_argument("Files or folders to format. Without any, all of `briefings/`.")
    ] = None,
    check: CheckOption = False,
    root: RootOption = Path(),
) -> None:
    """Format YAML files: one order of fields, one indentation, one way of breaking lines.

    A claim without an id gets one from the first words of its text; after that, its id
    never changes. Other values and comments stay as they are; this is verified before a
    file is written. A file that is not well-formed YAML is not changed. Nor is a file of
    an old version of the format: `briefings migrate` upgrades it. Quotes from the
    article stay on one line, so you can search for them.

    Example: `briefings fmt briefings/actors`
    """
    require_project(root)

    def formatted(name: str, file: "TextFile") -> Outcome:
        from article_briefings.formatting import format_yaml

        result = format_yaml(name, file.text)
        if result.is_old:
            return Outcome("skipped")
        if result.refusal:
            return Outcome("refused", f"{result.refusal}. Please report this.")
        if result.text is None:
            return Outcome("unread", problems=result.diagnostics)
        if result.text == file.text and not file.mark:
            return Outcome("same")
        ids = f"; new ids: {', '.join(result.ids)}" if result.ids else ""
        line = f"{'Would format' if check else 'Formatted'} {name}{ids}"
        return Outcome("changed", line, result.text)

    fates, problems = rewrite(root, _files(root, paths or []), check, formatted)
    changed, same = fates["changed"], fates["same"]
    if old := fates["skipped"]:
        verb = "is" if old == 1 else "are"
        say(f"{count(old, 'file')} {verb} of an old version; run briefings migrate.", err=True)
    summary = (
        f"{count(changed, 'file')} {'would change' if check else 'changed'}, "
        f"{count(same, 'file')} {_are(same)} in canonical form"
    )
    _end(summary, fates, problems, check)


def migrate(
    paths: Annotated[
        Paths,
        paths_argument(
            "Files or folders to upgrade. Without any, all of `briefings/`, and `mkdocs.yml`."
        ),
    ] = None,
    check: CheckOption = False,
    root: RootOption = Path(),
) -> None:
    """Upgrade files of any older version to the newest version of the format and the settings.

    A file is upgraded once, and written as `briefings fmt` writes it; comments stay.
    Where only you can know what the file means, it gets a comment that begins with
    `# To answer:`; `briefings check` reports it until you have answered and deleted it.
    A file of the newest version is not changed, nor is one that cannot be read.
    In `mkdocs.yml`, settings that have another name now, or are gone, are changed;
    everything else in it stays as it is.

    In CI, `briefings migrate --check` fails if a file is of an old version.

    Example: `briefings migrate briefings/articles/2023-09-11-iran-armenia-azerbaijan`
    """
    require_project(root)
    asked = 0

    def upgraded(name: str, file: "TextFile") -> Outcome:
        from article_briefings.formatting import migrate as upgrade
        from article_briefings.models import FORMAT

        nonlocal asked
        if name == SETTINGS:
            return _settings(file.text, check)
        result = upgrade(name, file.text)
        if result.refusal:
            return Outcome("refused", f"{result.refusal}.")
        if result.text is None:
            return Outcome("unread", problems=result.diagnostics)
        if result.version == FORMAT:
            return Outcome("same")
        lines = result.questions
        verb = "Would upgrade" if check else "Upgraded"
        line = f"{verb} {name} from version {result.version} to {FORMAT}"
        if lines:
            asked += len(lines)
            where = f"{'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"
            line += f"; {count(len(lines), 'question')}: {where}"
        return Outcome("changed", line, result.text)

    fates, problems = rewrite(root, _files(root, paths or [], SETTINGS), check, upgraded)
    changed, same = fates["changed"], fates["same"]
    summary = (
        f"{count(changed, 'file')} {'would be ' if check else ''}upgraded, "
        f"{count(same, 'file')} {_are(same)} of the newest version"
    )
    if asked:
        summary += f", {count(asked, 'question')} to answer"
    _end(summary, fates, problems, check)


def _settings(text: str, check: bool) -> Outcome:
    from article_briefings.cli._settings import migrate_settings

    result = migrate_settings(text)
    if result.problem:
        return Outcome("refused", f"{result.problem}.")
    if not result.changes:
        return Outcome("same")
    verb = "Would upgrade" if check else "Upgraded"
    return Outcome("changed", f"{verb} {SETTINGS}: {'; '.join(result.changes)}", result.text)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def rewrite(
    root: Path, names: list[str], check: bool, work: _Work
) -> tuple[Counter[str], list[Diagnostic]]:
    """Write what becomes of each file, or say what would; return the fates, and all problems."""
    fates: Counter[str] = Counter()
    problems: list[Diagnostic] = []
    for name in names:
        with working_on(name):
            outcome = _rewrite_one(root, name, check, work)
        fates[outcome.fate] += 1
        problems += outcome.problems
        if outcome.fate == "changed":
            say(outcome.said)
        elif outcome.said:
            say(f"{name} was not changed: {outcome.said}", err=True)
    return fates, problems


def _rewrite_one(root: Path, name: str, check: bool, work: _Work) -> Outcome:
    from article_briefings.input import Document, TextFile

    file, faults = TextFile.read(root / name, name, Document.MAX_BYTES)
    if file is None:
        return Outcome("unread", problems=tuple(faults))
    outcome = work(name, file)
    if name == "briefings/fields.yml" and {one.code for one in outcome.problems} == {"empty-file"}:
        return Outcome("same")  # it declares nothing
    if outcome.fate == "changed" and not check:
        # Without the byte-order mark, whatever the file had.
        with writing(name):
            if not replace(file, mark=False).replace_at(root / name, outcome.text):
                return Outcome("refused", "another program has just changed it.")
    return outcome


def _end(summary: str, fates: Counter[str], problems: list[Diagnostic], check: bool) -> None:
    """Print the summary and the problems, and exit with 1 if there is a reason to."""
    left = sum(fates.values()) - fates["changed"] - fates["same"]
    if left:
        summary += f", {count(left, 'file')} {'was' if left == 1 else 'were'} skipped"
    typer.echo(f"{summary}.")
    stop_on(problems)
    if fates["refused"] or (check and fates["changed"]):
        raise typer.Exit(PROBLEMS)


def _files(root: Path, paths: list[Path], also: str = "") -> list[str]:
    """The files in the format, among all or below the given paths, in order.

    `also` is the name of a further file, which is among all if it exists.
    """
    from article_briefings.formatting import is_formatted

    names = {also} if also and not paths and (root / also).is_file() else set()
    for path in paths or [root / "briefings"]:
        name = relative(path, root)
        if also and name == also:
            names.add(name)
            continue
        if not (root / name).is_dir():
            if not is_formatted(name):
                raise usage(
                    f"{path} is not a file of the format: only briefing.yml, fields.yml, "
                    "topics.yml, stories.yml, withdrawn.yml and the files in actors/ and "
                    "background/ are"
                )
            names.add(name)
            continue
        # The rest of the project's folder would have to be walked too.
        for base, _, files in os.walk(root / ("briefings" if name == "." else name)):
            below = ((Path(base) / file).relative_to(root).as_posix() for file in files)
            names.update(filter(is_formatted, below))
    return sorted(names)
