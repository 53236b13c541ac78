"""`briefings export`."""

from enum import Enum
from pathlib import Path
from typing import Annotated

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
from article_briefings.diagnostics import working_on


class Format(Enum):
    """The formats, by the names that the command uses."""

    CSV = "csv"
    JSONL = "jsonl"
    SQLITE = "sqlite"
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"
    WEB_ANNOTATION = "web-annotation"
    BRAT = "brat"


def export(
    form: Annotated[Format, typer.Argument(help="The format.", metavar="FORMAT")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write.", metavar="DIR")
    ],
    root: RootOption = Path(),
) -> None:
    """Write the corpus in a format that other programs read.

    `csv` and `jsonl` are tables of briefings, claims, attributions, actors and more; `csv` has a
    dictionary of all columns. `sqlite` is one database with the same tables. `csl-json` and
    `bibtex` are the bibliography. `web-annotation` has the annotations in the W3C's model, with ids
    below the site's address. `brat` has the texts with quotes, cues and sources marked.
    Drafts are left out. The folder is replaced when the export is complete, unless it has other
    files.
    """
    require_project(root)
    from article_briefings.cli._writing import write_tree
    from article_briefings.corpus import compile_corpus
    from article_briefings.exporting import EXPORTS, Publication

    config, chosen = site_settings(root), EXPORTS[form.value]
    if chosen.addressed and not config.site_url:
        raise usage(
            f"{form.value} needs the site's address for the ids of annotations; set site_url in "
            "mkdocs.yml, for example https://example.org/briefings/"
        )
    with progress("Reading") as tell:
        compiled = compile_corpus(root, tell, drafts=False)
    stop_on(compiled.diagnostics)
    about = Publication(config.site_name, config.site_description or "", config.site_url or "")
    with writing(output), working_on(f"the export {form.value}"):
        written = write_tree(output, chosen.files(compiled.corpus, about))
    say(f"Wrote {count(written, 'file')} to {output}.")
