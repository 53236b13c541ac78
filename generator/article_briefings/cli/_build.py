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
    from mkdocs.config.defaults import MkDocsConfig

    from article_briefings.site import Content


def build(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write.", metavar="DIR")
    ],
    root: RootOption = Path(),
    standalone: Annotated[
        bool,
        typer.Option(
            "--standalone",
            help="Write a whole project: mkdocs.yml, hand-written pages and the theme too.",
        ),
    ] = False,
    timings: Annotated[
        bool, typer.Option("--timings", help="Say how long each stage took, and what it reused.")
    ] = False,
) -> None:
    """Write the Markdown pages and their assets to a folder that any engine can build.

    With --standalone the folder is a project that MkDocs, ProperDocs and Zensical build without
    this program: `cd DIR`, then `mkdocs build`, `properdocs build` or `zensical build`.

    The folder is replaced when the new pages are complete. One that holds
    other files is left alone. Pages whose facts have not changed since the last
    time are taken from the cache. `mkdocs build` does not need this command.
    """
    require_project(root)
    from article_briefings.build import (
        Incremental,
        Store,
        keep_report,
        place_of,
        program_version,
        stage_lines,
        write_tree,
    )
    from article_briefings.input import cores
    from article_briefings.site import cache_of, shadowed, site_of, templates_of

    config = site_settings(root)
    cache = cache_of(config)
    store = Store(cache / "results.sqlite" if cache else None)
    builds = Incremental(root.resolve(), store, "tree", cores(), like="build")
    with progress("Building") as tell:
        site, templates = site_of(config), templates_of(config)
        made = builds.pages(site, templates, preview=False, program=program_version(), tell=tell)
    stop_on([*made.diagnostics, *(shadowed(made.pages, config) if standalone else ())])
    pages = ((place_of(source), builds.markdown(page)) for source, page in made.pages.items())
    data = ((place, builds.file(place, key)) for place, key in made.files.items())
    exports = ((place, make()) for place, _, make in builds.exports())
    files: list[tuple[str, Content]] = [*pages, *data, *exports]
    with writing(output), builds.timings.stage("write"):
        if standalone:
            written = write_tree(output, _project(config, files))
        else:
            written = write_tree(output, files, templates / "assets")
    keep_report(store, "tree", builds.timings)
    builds.save()
    builds.tell()
    builds.tidy()
    store.commit()
    if timings:
        for line in stage_lines(builds.timings.stages):
            say(line, err=True)
    say(f"Wrote {count(written, 'file')} to {output}.")


def _project(
    config: "MkDocsConfig", generated: Iterable[tuple[str, "Content"]]
) -> Iterator[tuple[str, "Content"]]:
    """The files of a project of its own; exit where mkdocs.yml cannot be written anew."""
    from article_briefings.site import NotPlain, project_files

    try:
        yield from project_files(config, generated)
    except NotPlain as problem:
        raise usage(f"mkdocs.yml holds a value that is not plain YAML: {problem}") from None
