"""The application, with all its commands."""

import sys
from typing import Annotated

import typer

from article_briefings.cli._build import build, export, preview
from article_briefings.cli._check import check
from article_briefings.cli._ci import ci
from article_briefings.cli._diff import diff
from article_briefings.cli._doctor import doctor
from article_briefings.cli._drafting import import_, new
from article_briefings.cli._fix import fix
from article_briefings.cli._guard import Commands, debug, guarded, open_output, report_crash
from article_briefings.cli._init import init
from article_briefings.cli._languages import languages
from article_briefings.cli._plugins import list_plugins
from article_briefings.cli._reference import explain, schema
from article_briefings.cli._rewriting import fmt, migrate
from article_briefings.cli._stats import stats
from article_briefings.cli._templates import copy
from article_briefings.cli._templates import diff as template_diff
from article_briefings.diagnostics import CrashReport, __version__

app = typer.Typer(
    name="briefings",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Check and build annotated article briefings.

    A briefing is a folder below `briefings/articles/` with the article's text
    (`source.txt`) and the annotation (`briefing.yml`). Run these commands in
    the project's folder, the one that holds `briefings/` and `mkdocs.yml`.

    * Make a site of your own: `briefings init`
    * Begin a briefing from an article's text: `briefings new`
    * See every problem of your files: `briefings check`
    * Look up what a message means: `briefings explain CODE`
    * Preview the site while you write: `mkdocs serve`
    * Build the site: `mkdocs build`
    """,
    epilog="Documentation: docs/ in the program's repository.",
)
for _command in (
    init,
    new,
    check,
    explain,
    fix,
    fmt,
    migrate,
    diff,
    build,
    preview,
    ci,
    export,
    stats,
    languages,
    doctor,
    schema,
):
    app.command()(guarded(_command))
app.command("import")(guarded(import_))
templates = typer.Typer(
    no_args_is_help=True, help="Copy templates of the package, and compare the copies with them."
)
templates.command("copy")(guarded(copy))
templates.command("diff")(guarded(template_diff))
app.add_typer(templates, name="templates")
app.command("plugins")(guarded(list_plugins))


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
    traceback: Annotated[
        bool,
        typer.Option(
            "--debug",
            envvar=CrashReport.DEBUG,
            help="Print the traceback of a crash, for a report.",
            callback=debug,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Check and build annotated article briefings."""


def run() -> None:
    """Run the command; the entry point of the package."""
    open_output()
    try:
        app(prog_name="briefings")
    except Exception as error:
        sys.exit(report_crash(error))
