"""`briefings fmt`."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

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
)
from article_briefings.diagnostics import Diagnostic, working_on


def fmt(
    paths: Annotated[
        Paths, paths_argument("Files or folders to format. Without any, all of `briefings/`.")
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; list the files that would change, exit 1."),
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Write YAML files in their one canonical form: the order of fields, indentation, line breaks.

    Values and comments stay as they are; that is verified before a file is
    written. A file that is not well-formed YAML is left alone. Quotes of the
    article stay on one line, so that you can search for them.

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
        parts.append(f"{count(left, 'file')} {'was' if left == 1 else 'were'} left alone")
    return f"{', '.join(parts)}."


def _format(root: Path, name: str, check: bool, problems: list[Diagnostic]) -> str:
    """Format one file and say so; the result is changed, same, refused or unread."""
    from article_briefings.formatting import format_yaml
    from article_briefings.input import MAX_YAML_BYTES, read_text, replace_text

    file, faults = read_text(root / name, name, MAX_YAML_BYTES)
    problems += faults
    if file is None:
        return "unread"
    result = format_yaml(name, file.text)
    problems += result.diagnostics
    if result.refusal:
        say(f"{name} is left alone: {result.refusal}. Please report this.", err=True)
        return "refused"
    if result.text is None:
        return "unread"
    if result.text == file.text and not file.mark:
        return "same"
    try:
        # Without the byte-order mark, whatever the file had.
        if not check and not replace_text(root / name, replace(file, mark=False), result.text):
            say(f"{name} is left alone: it has just been changed by something else.", err=True)
            return "refused"
    except OSError as error:
        raise usage(f"{name} cannot be written: {error.strerror}") from None
    say(f"{'Would format' if check else 'Formatted'} {name}")
    return "changed"


def _files(root: Path, paths: list[Path]) -> list[str]:
    """The files that have a canonical form, of all or of the paths named, in order."""
    from article_briefings.formatting import is_formatted

    names: set[str] = set()
    for path in paths or [root / "briefings"]:
        name = relative(path, root)
        if not (root / name).is_dir():
            if not is_formatted(name):
                raise usage(
                    f"{path} has no canonical form; a briefing.yml, topics.yml, stories.yml or a "
                    "file of actors/ or background/ has"
                )
            names.add(name)
        else:
            # The project's folder holds much else that would have to be walked through.
            below = _below(root, "briefings" if name == "." else name)
            names.update(found for found in below if is_formatted(found))
    return sorted(names)


def _below(root: Path, folder: str) -> Iterator[str]:
    """All files below a folder, from the project's folder; links are not followed."""
    for base, _, files in os.walk(root / folder):
        yield from ((Path(base) / file).relative_to(root).as_posix() for file in files)
