"""`briefings stats`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from article_briefings.cli._common import (
    PROBLEMS,
    RootOption,
    require_project,
    say,
    site_settings,
    usage,
)


def stats(
    root: RootOption = Path(),
    site: Annotated[
        Path | None,
        typer.Option("--site", help="The built site.", metavar="DIR", show_default="site_dir"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the size of the built site, and how long the last build took.

    For each stage of a build: its seconds, how many results are new, and how many are from an
    earlier build; and the memory that the search index needed. There are separate figures for
    `mkdocs build`, the preview of `mkdocs serve`, and the folder of `briefings build`.
    A site that is larger than GitHub Pages allows is a problem.
    """
    require_project(root)
    from article_briefings.cli._statistics import Statistics
    from article_briefings.site import Project

    config = site_settings(root)
    found = Statistics.of(site or Path(config.site_dir), Project(config).cache)
    if not found.parts and not found.builds:
        raise usage(f"there is no site in {found.site} and no stored build: run mkdocs build")
    if as_json:
        typer.echo(json.dumps(found.as_json(), indent=2))
    else:
        for line in found.lines():
            say(line)
    if found.excess:
        say(f"briefings: {found.excess}", err=True)
        raise typer.Exit(PROBLEMS)
