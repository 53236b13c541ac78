"""What the commands share: the project's folder, exit codes, the progress bar."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from generator.diagnostics import Diagnostic
from generator.loader import Progress as ReportProgress

PROBLEMS, USAGE = 1, 2

RootOption = Annotated[
    Path,
    typer.Option("--root", help="The project's folder.", metavar="DIR", show_default="this folder"),
]


def usage(message: str) -> typer.Exit:
    """Say what is wrong with the call; the result is raised by the caller."""
    typer.echo(f"briefings: {message}", err=True)
    return typer.Exit(USAGE)


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2,000 claims"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def require_project(root: Path) -> None:
    """Exit where `root` is not a project's folder."""
    if not (root / "briefings").is_dir():
        raise usage(
            f"{root.resolve()} holds no briefings/ folder; run this in the project's folder, "
            "or name it with --root"
        )


def relative(path: Path, root: Path) -> str:
    """A path as diagnostics write it; exit where it does not exist below the project."""
    full = path if path.is_absolute() else Path.cwd() / path
    if not full.exists():
        raise usage(f"{path} does not exist")
    try:
        return full.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise usage(f"{path} is not in the project's folder, {root.resolve()}") from None


def stop_on(problems: Sequence[Diagnostic]) -> None:
    """Print problems and exit with 1 where there are any."""
    if problems:
        from rich.console import Console

        from generator.reporters import report

        report(problems, Console(stderr=True))
        raise typer.Exit(PROBLEMS)


@contextmanager
def progress(label: str) -> Iterator[ReportProgress | None]:
    """A bar on the terminal, where there is one, that goes away when it is done."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label)
        yield lambda done, total: bar.update(task, completed=done, total=total)
