"""The command `briefings`: arguments, exit codes, and the stages wired together.

Exit codes: 0 where all is well, 1 where the input has problems, 2 where the
command was called in a way that it does not understand.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from generator import __version__
from generator.diagnostics import Diagnostic
from generator.loader import Progress as ReportProgress
from generator.schema import KINDS, schema_of

app = typer.Typer(
    name="briefings",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Check and build annotated article briefings.

    A briefing is a folder below `briefings/articles/` with the article's text
    (`source.txt`) and the annotation (`briefing.yml`). Run these commands in
    the project's folder, the one that holds `briefings/` and `mkdocs.yml`.

    * See every problem of your files: `briefings check`
    * Preview the site while you write: `mkdocs serve`
    * Build the site: `mkdocs build`
    """,
    epilog="Documentation: docs/about/contributing.md, or the site's page About → Contributing.",
)

_PROBLEMS, _USAGE = 1, 2

RootOption = Annotated[
    Path,
    typer.Option("--root", help="The project's folder.", metavar="DIR", show_default="this folder"),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefings {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and exit.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Check and build annotated article briefings."""


@app.command()
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
    _require_project(root)
    wanted = [_relative(path, root) for path in paths or []]
    from generator.pipeline import compile_corpus

    with _progress("Checking") as progress:
        compiled = compile_corpus(root, progress)
    problems = [d for d in compiled.diagnostics if _is_wanted(d, wanted)]
    _stop_on(problems)
    corpus = compiled.corpus
    claims = sum(1 for _ in corpus.claims())
    typer.echo(
        f"No problems: {_count(len(corpus.articles), 'briefing')}, {_count(claims, 'claim')}, "
        f"{_count(len(corpus.actors), 'actor')}, {_count(len(corpus.notes), 'background note')}."
    )


@app.command()
def build(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write.", metavar="DIR")
    ],
    root: RootOption = Path(),
) -> None:
    """Write the Markdown pages and their assets to a folder that any engine can build.

    The folder is replaced when the new pages are complete. One that holds
    other files is left alone. `mkdocs build` does not need this command.
    """
    _require_project(root)
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from generator.mkdocs_plugin import site_of
    from generator.project import build_project
    from generator.writer import NotOurFolder, write_tree

    try:
        site = site_of(load_config(str(root / "mkdocs.yml")))
    except MkDocsException as error:
        raise _usage(f"mkdocs.yml cannot be used: {error}") from None
    with _progress("Building") as progress:
        built = build_project(root, site, progress=progress)
    _stop_on(list(built.diagnostics))
    pages = ((source, markdown) for source, (_, markdown) in built.pages.items())
    try:
        count = write_tree(output, pages, root / "templates" / "assets")
    except NotOurFolder:
        raise _usage(
            f"{output} holds files that this command did not write; name a new or empty folder"
        ) from None
    except OSError as error:
        raise _usage(f"{output} cannot be written: {error.strerror}") from None
    typer.echo(f"Wrote {_count(count, 'file')} to {output}.")


@app.command()
def schema(
    kind: Annotated[
        str, typer.Argument(help=f"One of {', '.join(KINDS)}.", metavar="KIND")
    ] = "briefing",
    write: Annotated[
        bool, typer.Option("--write", help="Write all schemas to generator/schema/ instead.")
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and explain YAML."""
    if kind not in KINDS:
        raise _usage(f"there is no schema “{kind}”; there is {', '.join(KINDS)}")
    if not write:
        typer.echo(_json(schema_of(kind)))
        return
    folder = root / "generator" / "schema"
    if not folder.is_dir():
        raise _usage(f"{folder} is not there; run this in the project's folder")
    for name in KINDS:
        (folder / f"{name}.schema.json").write_text(f"{_json(schema_of(name))}\n", "utf-8")
    typer.echo(f"Wrote {_count(len(KINDS), 'schema')} to {folder}.")


def run() -> None:
    """The entry point of the command."""
    app(prog_name="briefings")


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _require_project(root: Path) -> None:
    if not (root / "briefings").is_dir():
        raise _usage(
            f"{root.resolve()} holds no briefings/ folder; run this in the project's folder, "
            "or name it with --root"
        )


def _relative(path: Path, root: Path) -> str:
    """A path as diagnostics write it; a usage error where it is not below the project."""
    full = path if path.is_absolute() else Path.cwd() / path
    if not full.exists():
        raise _usage(f"{path} does not exist")
    try:
        return full.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise _usage(f"{path} is not in the project's folder, {root.resolve()}") from None


def _is_wanted(diagnostic: Diagnostic, wanted: list[str]) -> bool:
    place = f"{diagnostic.location.path}/"
    return not wanted or any(path == "." or place.startswith(f"{path}/") for path in wanted)


def _stop_on(problems: list[Diagnostic]) -> None:
    if problems:
        from generator.reporters import report

        report(problems, Console(stderr=True))
        raise typer.Exit(_PROBLEMS)


def _usage(message: str) -> typer.Exit:
    typer.echo(f"briefings: {message}", err=True)
    return typer.Exit(_USAGE)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


@contextmanager
def _progress(label: str) -> Iterator[ReportProgress | None]:
    """A bar on the terminal, where there is one, that goes away when it is done."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label)
        yield lambda done, total: bar.update(task, completed=done, total=total)
