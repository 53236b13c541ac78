"""Shared by the commands: the project's folder, exit codes, the progress bar.

Every command imports this module, so it imports nothing slow.
"""

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from article_briefings.cli._completion import complete_path, names
from article_briefings.diagnostics import Diagnostic, Report, printable

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from article_briefings.input import History

PROBLEMS, USAGE = 1, 2
_WORTH_A_BAR = 200
"""With this many steps the work may take a second."""

_COMMAND = re.compile(r"##\[|(?:\A|[\r\n])[^\S\r\n]*+::")
"""Text that GitHub's log could read as a command."""

RootOption = Annotated[
    Path,
    typer.Option("--root", help="The project's folder.", metavar="DIR", show_default="this folder"),
]

OutputOption = Annotated[
    Path, typer.Option("--output", "-o", help="The folder to write.", metavar="DIR")
]

Paths = list[Path] | None
"""The files and folders on the command line; None if there are none."""


def paths_argument(meaning: str) -> Any:
    """An argument for files and folders; `meaning` is its help text."""
    return typer.Argument(
        help=meaning, metavar="PATH", show_default=False, autocompletion=complete_path
    )


def option(meaning: str, metavar: str) -> Any:
    """An option with a value and no visible default; `meaning` is its help text."""
    return typer.Option(help=meaning, metavar=metavar, show_default=False)


def say(line: str, *, err: bool = False) -> None:
    """Print one line; unprintable characters, as in names of files, become visible signs."""
    typer.echo(printable(line), err=err)


def usage(message: str) -> typer.Exit:
    """Print what is wrong with the arguments; the caller raises the result."""
    say(f"briefings: {message}", err=True)
    return typer.Exit(USAGE)


def no_format(door: str, name: str) -> typer.Exit:
    """Print that a table has no such name; the caller raises the result."""
    from article_briefings.models import did_you_mean

    offered = names(door)
    hint = did_you_mean(name, offered) or f"choose one of {', '.join(offered)}"
    noun = "drafter" if door == "drafters" else "format"
    return usage(f"there is no {noun} “{name}”; {hint if offered else 'none is installed'}")


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2,000 claims"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def inert(text: str) -> str:
    """Return lines for output; on GitHub, commands in them are stopped.

    The token that ends the stop is the hash of the lines, so nobody can write it into them.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true" or not _COMMAND.search(text):
        return text
    end = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"::stop-commands::{end}\n{text}::{end}::\n"


def require_project(root: Path) -> None:
    """Exit if `root` is not a project's folder."""
    if not (root / "briefings").is_dir():
        raise usage(
            f"{root.resolve()} has no briefings/ folder; run this in the project's folder, "
            "name that folder with --root, or begin a site with: briefings init"
        )


def relative(path: Path, root: Path) -> str:
    """A path as in diagnostics; exit if it is not an existing path below the project."""
    full = path if path.is_absolute() else Path.cwd() / path
    if not full.exists():
        raise usage(f"{path} does not exist")
    try:
        return full.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise usage(f"{path} is not in the project's folder, {root.resolve()}") from None


def commit_of(history: "History", revision: str) -> str:
    """The commit of a revision; exit if git has no such revision."""
    commit = history.commit(revision)
    if commit is None:
        raise usage(
            f"git knows no revision “{revision}” of {history.root.resolve()}; name a branch, a tag "
            "or a commit, such as origin/main"
        )
    return commit


def site_settings(root: Path) -> "MkDocsConfig":
    """The settings in `mkdocs.yml`; exit if it cannot be used."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from article_briefings.input import real_address

    try:
        config = load_config(str(root / "mkdocs.yml"))
    except MkDocsException as error:
        raise usage(f"mkdocs.yml cannot be used: {' '.join(str(error).split())}") from None
    config.site_url, config.repo_url = real_address(config.site_url), real_address(config.repo_url)
    return config


@contextmanager
def writing(path: Path | str) -> Iterator[None]:
    """Exit if the system refuses to write a file or folder."""
    try:
        yield
    except OSError as error:
        raise usage(f"{path} cannot be written: {error.strerror}") from None


def stop_on(problems: Sequence[Diagnostic]) -> None:
    """Print problems that stop a command, and exit with 1 if there are any."""
    if problems:
        from rich.console import Console

        Report(problems).print(Console(stderr=True))
        raise typer.Exit(PROBLEMS)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar for long work, removed at the end; None if there is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    show: Callable[[int], None] | None = None

    def update(done: int, total: int) -> None:
        nonlocal show
        if show is None and total >= _WORTH_A_BAR:
            show = stack.enter_context(_bar(label, total))
        if show is not None:
            show(done)

    with ExitStack() as stack:
        yield update


@contextmanager
def _bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done: bar.update(task, completed=done)
