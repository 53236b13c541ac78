"""`briefings build`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    RootOption,
    count,
    progress,
    require_project,
    say,
    site_settings,
    stop_on,
    usage,
    writing,
)

if TYPE_CHECKING:
    from article_briefings.cli._writing import FileData
    from article_briefings.site import Project


def build(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write.", metavar="DIR")
    ],
    root: RootOption = Path(),
    standalone: Annotated[
        bool,
        typer.Option(
            "--standalone",
            help="Write a whole project, with mkdocs.yml, hand-written pages and the theme.",
        ),
    ] = False,
    timings: Annotated[
        bool, typer.Option("--timings", help="Print how long each stage took, and what it reused.")
    ] = False,
) -> None:
    """Write the Markdown pages and their assets to a folder that any engine can build.

    With --standalone, the folder is a project that MkDocs, ProperDocs and Zensical build without
    this program: `cd DIR`, then `mkdocs build`, `properdocs build` or `zensical build`.

    The folder is replaced when the new pages are complete, unless it has other
    files. Pages that have not changed since the last build come from the cache.
    `mkdocs build` does not need this command.
    """
    require_project(root)
    from article_briefings.build import Driver, Store, program_version
    from article_briefings.cli._statistics import stage_lines
    from article_briefings.cli._writing import tree_path, write_tree
    from article_briefings.input import cores
    from article_briefings.site import Project

    project = Project(site_settings(root))
    store = Store(project.cache / "results.sqlite" if project.cache else None)
    driver = Driver(root.resolve(), store, "tree", cores(), like="build")
    site, templates, version = project.site(), project.templates, program_version()
    with progress("Building") as update:
        result = driver.build(site, templates, preview=False, program=version, progress=update)
    stop_on([*result.diagnostics, *(project.shadowed(result.pages) if standalone else ())])
    pages = ((tree_path(source), driver.markdown(page)) for source, page in result.pages.items())
    data = ((place, driver.file(place, key)) for place, key in result.files.items())
    exports = ((place, make()) for place, _, make in driver.exports())
    files: list[tuple[str, FileData]] = [*pages, *data, *exports]
    with writing(output), driver.timings.stage("write"):
        if standalone:
            written = write_tree(output, _standalone(project, files))
        else:
            written = write_tree(output, files, templates / "assets")
    driver.save()
    driver.finish()
    if timings:
        for line in stage_lines(driver.timings):
            say(line, err=True)
    say(f"Wrote {count(written, 'file')} to {output}.")


def _standalone(
    project: "Project", generated: Iterable[tuple[str, "FileData"]]
) -> Iterator[tuple[str, "FileData"]]:
    """The files of a standalone project; exit if mkdocs.yml cannot be written as plain YAML."""
    from article_briefings.cli._standalone import NotPlain, standalone_files

    try:
        yield from standalone_files(project, generated)
    except NotPlain as problem:
        raise usage(f"mkdocs.yml has a value that is not plain YAML: {problem}") from None
