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
    try:
        # Without the byte-order mark, whatever the file had.
        if not check and not replace_text(root / name, replace(file, mark=False), result.text):
            say(f"{name} was not changed: another program has just changed it.", err=True)
            return "refused"
    except OSError as error:
        raise usage(f"{name} cannot be written: {error.strerror}") from None
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
        else:
            # The rest of the project's folder would have to be walked too.
            below = _below(root, "briefings" if name == "." else name)
            names.update(found for found in below if is_formatted(found))
    return sorted(names)


def _below(root: Path, folder: str) -> Iterator[str]:
    """All files below a folder, from the project's folder; links are not followed."""
    for base, _, files in os.walk(root / folder):
        yield from ((Path(base) / file).relative_to(root).as_posix() for file in files)
