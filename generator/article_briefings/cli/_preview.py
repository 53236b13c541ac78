"""`briefings preview`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    Paths,
    RootOption,
    commit_of,
    count,
    paths_argument,
    progress,
    relative,
    require_project,
    say,
    site_settings,
    usage,
    writing,
)

if TYPE_CHECKING:  # the command line starts without them
    from mkdocs.config.defaults import MkDocsConfig

    from article_briefings.diagnostics import Diagnostic
    from article_briefings.pages import PageRecord

#: The styles of the pages that a preview holds, in the order in which the site loads them.
_SHEETS = ("briefings.css", "reading.css", "translation.css", "figures.css", "print.css")


def preview(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write.", metavar="DIR")
    ],
    paths: Annotated[
        Paths, paths_argument("Files or folders whose pages to write. Without any, all pages.")
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            help="Only pages of files that differ from this revision of git.",
            metavar="REV",
            show_default=False,
        ),
    ] = None,
    root: RootOption = Path(),
) -> None:
    """Write pages as single files that open from disk, for people without this program.

    Send one by mail or open it without a server: it contains its styles and marks
    and loads nothing. A file with problems gets a page that shows them. If
    templates or `mkdocs.yml` changed, the longest page of each kind is included.

    Example: `briefings preview --output /tmp/preview --changed-since main`
    """
    require_project(root)
    from article_briefings.cli._writing import write_tree
    from article_briefings.review import Preview

    wanted = [relative(path, root) for path in paths or []]
    changed = None if changed_since is None else _changed(root, changed_since)
    config = site_settings(root)
    sheet, (pages, problems) = _sheet(config), _pages(config, root)
    chosen = Preview.of(pages, problems, wanted or ["."], changed)
    with writing(output):
        write_tree(output, chosen.files(sheet, partial(_html, config)))
    shown = len(chosen.pages) + len(chosen.samples)
    say(f"Wrote {count(shown, 'page')}; open {output / chosen.INDEX}.")
    if chosen.problems:
        typer.echo(f"The index lists {count(len(chosen.problems), 'problem')} that no page shows.")


def _html(config: MkDocsConfig, text: str) -> str:
    """Markdown as HTML, by the extensions of `mkdocs.yml` with their settings."""
    from markdown import Markdown

    settings = {name: dict(values) for name, values in config.mdx_configs.items()}
    parser = Markdown(extensions=list(config.markdown_extensions), extension_configs=settings)
    return parser.convert(text)


def _changed(root: Path, revision: str) -> list[str]:
    from article_briefings.input import History

    history = History(root)
    return history.changed_files(commit_of(history, revision))


def _sheet(config: MkDocsConfig) -> str:
    """The stylesheet of the pages."""
    from article_briefings.site import Project

    sheets = [Project(config).templates / "assets" / "briefings" / name for name in _SHEETS]
    for sheet in sheets:
        if not sheet.is_file():
            raise usage(f"{sheet} does not exist; run this in the project's folder")
    return "".join(sheet.read_text("utf-8") for sheet in sheets)


def _pages(
    config: MkDocsConfig, root: Path
) -> tuple[list[tuple[PageRecord, str]], tuple[Diagnostic, ...]]:
    """All pages with their Markdown, and all problems."""
    from article_briefings.build import Driver, Store, program_version
    from article_briefings.input import cores
    from article_briefings.pages import Site
    from article_briefings.site import Project

    # Without a repository: a link to a file that is not merged yet would be broken.
    site, version = Site(config.site_name, config.site_description or ""), program_version()
    driver = Driver(root.resolve(), Store(None), "preview", cores())
    templates = Project(config).templates
    with progress("Building") as update:
        result = driver.build(site, templates, preview=True, program=version, progress=update)
    pages = [(page, driver.markdown(page).decode()) for page in result.pages.values()]
    return pages, result.diagnostics
