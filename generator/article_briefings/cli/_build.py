"""`briefings build`, `preview` and `export`: the commands that write a folder."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    OutputOption,
    Paths,
    RootOption,
    commit_of,
    count,
    no_format,
    option,
    paths_argument,
    progress,
    relative,
    require_project,
    say,
    site_settings,
    stop_on,
    usage,
)
from article_briefings.cli._completion import completing
from article_briefings.cli._stats import stage_lines
from article_briefings.cli._writing import FileData, tree_path, write_tree
from article_briefings.diagnostics import working_on

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

#: The styles of the pages that a preview holds, in the order in which the site loads them.
_SHEETS = ("assets/briefings/briefings.css", "assets/briefings/reading.css")


def build(
    output: OutputOption,
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
    from article_briefings.cli._standalone import standalone_files
    from article_briefings.site import Project

    project = Project(site_settings(root))
    store = Store(project.cache / "results.sqlite" if project.cache else None)
    driver = Driver(root.resolve(), store, "tree", like="build")
    site, templates, version = project.site(), project.templates, program_version()
    with progress("Building") as update:
        result = driver.build(site, templates, preview=False, program=version, progress=update)
    shadowed = project.shadowed(result.pages, result.files) if standalone else ()
    stop_on([*result.diagnostics, *shadowed])
    pages = ((tree_path(source), driver.markdown(page)) for source, page in result.pages.items())
    data = ((place, driver.file(place, key)) for place, key in result.files.items())
    exports = ((place, make()) for place, _, make in driver.exports())
    files: list[tuple[str, FileData]] = [*pages, *data, *exports]
    assets = ((place, project.asset(place)) for place in project.assets)
    with driver.timings.stage("write"):
        if standalone:
            written = write_tree(output, standalone_files(project, files))
        else:
            written = write_tree(output, [*files, *assets])
    driver.save()
    driver.finish()
    if timings:
        for line in stage_lines(driver.timings):
            say(line, err=True)
    say(f"Wrote {count(written, 'file')} to {output}.")


def preview(
    output: OutputOption,
    paths: Annotated[
        Paths, paths_argument("Files or folders whose pages to write. Without any, all pages.")
    ] = None,
    changed_since: Annotated[
        str | None,
        option("Only pages of files that differ from this revision of git.", "REV"),
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
    from article_briefings.build import Driver, Store, program_version
    from article_briefings.input import History
    from article_briefings.pages import Site
    from article_briefings.review import Preview
    from article_briefings.site import Project

    wanted = [relative(path, root) for path in paths or []]
    changed = None
    if changed_since is not None:
        history = History(root)
        changed = history.changed_files(commit_of(history, changed_since))
    config = site_settings(root)
    project = Project(config)
    sheet = "".join(project.asset(name).decode() for name in _SHEETS)
    # Without a repository: a link to a file that is not merged yet would be broken.
    about, language = (config.site_name, config.site_description or ""), project.language[0]
    without = frozenset(project.options.without)
    site, version = Site(*about, language=language, without=without), program_version()
    driver = Driver(root.resolve(), Store(None), "preview")
    with progress("Building") as update:
        result = driver.build(
            site, project.templates, preview=True, program=version, progress=update
        )
    pages = [(page, driver.markdown(page).decode()) for page in result.pages.values()]
    chosen = Preview.of(pages, result.diagnostics, wanted or ["."], changed)
    html = partial(_html, config)
    write_tree(output, chosen.files(sheet, html, language.tag, language.direction))
    shown = len(chosen.pages) + len(chosen.samples)
    say(f"Wrote {count(shown, 'page')}; open {output / chosen.INDEX}.")
    if chosen.problems:
        typer.echo(f"The index lists {count(len(chosen.problems), 'problem')} that no page shows.")


def _html(config: "MkDocsConfig", text: str) -> str:
    """Markdown as HTML, by the extensions of `mkdocs.yml` with their settings."""
    from markdown import Markdown

    settings = {name: dict(values) for name, values in config.mdx_configs.items()}
    parser = Markdown(extensions=list(config.markdown_extensions), extension_configs=settings)
    return parser.convert(text)


def export(
    form: Annotated[
        str,
        typer.Argument(
            help="The format.", metavar="FORMAT", autocompletion=completing("exporters")
        ),
    ],
    output: OutputOption,
    root: RootOption = Path(),
) -> None:
    """Write the corpus in a format that other programs read.

    `csv` and `jsonl` are tables of briefings, claims, attributions, actors and more; `csv` has a
    dictionary of all columns. `sqlite` is one database with the same tables. `csl-json` and
    `bibtex` are the bibliography. `web-annotation` has the annotations in the W3C's model, with ids
    below the site's address. `brat` has the texts with quotes, cues and sources marked.
    Other packages may offer more; `briefings plugins` lists them. Drafts are left out. The folder
    is replaced when the export is complete, unless it has other files.
    """
    require_project(root)
    from article_briefings.corpus import Publication, compile_corpus
    from article_briefings.exporting import exporter
    from article_briefings.site import Project

    chosen = exporter(form)
    if chosen is None:
        raise no_format("exporters", form)
    config = site_settings(root)
    if chosen.addressed and not config.site_url:
        raise usage(
            f"{form} needs the site's address for the ids of annotations; set site_url in "
            "mkdocs.yml, for example https://example.org/briefings/"
        )
    Project(config).language[0].use()
    with progress("Reading") as update:
        compiled = compile_corpus(root, update, drafts=False)
    stop_on(compiled.problems())
    about = Publication(config.site_name, config.site_description or "", config.site_url or "")
    with working_on(f"the export {form}"):
        written = write_tree(output, chosen.files(compiled.corpus, about))
    say(f"Wrote {count(written, 'file')} to {output}.")
