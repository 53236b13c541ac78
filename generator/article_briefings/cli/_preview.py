"""`briefings preview`."""

from __future__ import annotations

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
    from article_briefings.build import Incremental, Made
    from article_briefings.review import Choice, Markup

#: The styles of the pages that a preview holds, in the order in which the site loads them.
_SHEETS = ("briefings.css", "reading.css", "translation.css", "figures.css", "print.css")


def preview(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write.", metavar="DIR")
    ],
    paths: Annotated[
        Paths, paths_argument("Files or folders whose pages are wanted. Without any, all are.")
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
    """Write pages as single files that open from disk, for somebody without this program.

    Send one by mail or look at it without a server: styles and marks are in
    it, and it loads nothing. What has problems gets a page that shows them.
    Where templates or `mkdocs.yml` changed, the longest page of each kind is a sample.

    Example: `briefings preview --output /tmp/preview --changed-since main`
    """
    require_project(root)
    from article_briefings.review import choose

    wanted = [relative(path, root) for path in paths or []]
    changed = None if changed_since is None else _changed(root, changed_since)
    builds, made, sheet, markup = _built(root)
    pages = [(page, builds.markdown(page).decode()) for page in made.pages.values()]
    choice = choose(pages, made.diagnostics, wanted or ["."], changed)
    _write(output, choice, sheet, markup)


def _changed(root: Path, revision: str) -> list[str]:
    from article_briefings.input import History

    history = History(root)
    return history.changed_files(commit_of(history, revision))


def _built(root: Path) -> tuple[Incremental, Made, str, Markup]:
    """All pages and problems, the stylesheet, and what Markdown means in this project."""
    from article_briefings.build import Incremental, Store, cores
    from article_briefings.corpus import program_version
    from article_briefings.pages import Site
    from article_briefings.review import Markup
    from article_briefings.site import templates_of

    config = site_settings(root)
    templates = templates_of(config)
    sheets = [templates / "assets" / "briefings" / name for name in _SHEETS]
    for sheet in sheets:
        if not sheet.is_file():
            raise usage(f"{sheet} is not there; run this in the project's folder")
    # Without a repository: a link to a file that is not merged yet leads nowhere.
    site = Site(config.site_name, config.site_description or "")
    with progress("Building") as tell:
        builds = Incremental(root.resolve(), Store(None), "preview", cores())
        made = builds.pages(site, templates, preview=True, program=program_version(), tell=tell)
    markup = Markup(config.markdown_extensions, config.mdx_configs)
    return builds, made, "".join(sheet.read_text("utf-8") for sheet in sheets), markup


def _write(output: Path, choice: Choice, sheet: str, markup: Markup) -> None:
    from article_briefings.build import write_tree
    from article_briefings.review import INDEX, preview_files

    with writing(output):
        write_tree(output, preview_files(choice, sheet, markup))
    pages = count(len(choice.pages) + len(choice.samples), "page")
    say(f"Wrote {pages}; open {output / INDEX}.")
    if choice.problems:
        typer.echo(f"The index lists {count(len(choice.problems), 'problem')} that no page shows.")
