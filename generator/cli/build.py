"""`briefings build`."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.common import (
    RootOption,
    count,
    progress,
    require_project,
    say,
    site_settings,
    stop_on,
    writing,
)


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
    require_project(root)
    from generator.mkdocs_plugin import site_of, templates_of
    from generator.project import build_project
    from generator.writer import write_tree

    config = site_settings(root)
    with progress("Building") as tell:
        built = build_project(root, site_of(config), progress=tell, templates=templates_of(config))
    stop_on(built.diagnostics)
    files: dict[str, str | bytes] = {s: markdown for s, (_, markdown) in built.pages.items()}
    files.update(built.files)
    with writing(output):
        written = write_tree(output, files.items(), templates_of(config) / "assets")
    say(f"Wrote {count(written, 'file')} to {output}.")
