"""`briefings import`."""

import datetime as dt
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    PROBLEMS,
    RootOption,
    count,
    option,
    progress,
    require_project,
    say,
    stop_on,
    usage,
    writing,
)
from article_briefings.cli._import_report import say_remarks

if TYPE_CHECKING:  # the command line starts without what only this command needs
    from article_briefings.importing import ImportRun


class ImportFormat(Enum):
    """The formats, by the names that the command uses."""

    BRAT = "brat"
    HYPOTHESIS = "hypothesis"
    WEB_ANNOTATION = "web-annotation"


def import_(
    form: Annotated[ImportFormat, typer.Argument(help="The format.", metavar="FORMAT")],
    source: Annotated[Path, typer.Argument(help="The folder to import.", metavar="DIR")],
    metadata: Annotated[
        Path | None,
        option(
            "A table of the articles, with columns separated by tabs: name, slug, title, "
            "published, dating, language, outlet, url, author, annotator.",
            "FILE",
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        option("A YAML file with the meaning of labels, tags, roles and relations.", "FILE"),
    ] = None,
    annotator: Annotated[
        str,
        option(
            "The annotator to import if there are several. The default is the first by name for "
            "brat, and all for the other formats.",
            "NAME",
        ),
    ] = "",
    register: Annotated[
        Path | None, option("A folder for proposed files of actors, for sources that recur.", "DIR")
    ] = None,
    date: Annotated[
        str, option("The date of articles for which neither table nor name gives one.", "EDTF")
    ] = "",
    language: Annotated[
        str, option("The language of articles for which the table gives none.", "TAG")
    ] = "",
    outlet: Annotated[
        str,
        option("The outlet, by id or name, of articles for which the table gives none.", "ACTOR"),
    ] = "",
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Replace characters that no page can show, and bytes that are not UTF-8, and "
            "report them. Marks keep their words.",
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            help="Print every message. Without it, the first three of each kind are printed, and "
            "the others counted.",
        ),
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Import annotated articles as drafts.

    Every format is a folder with texts, `NAME.txt`, and annotations.

    `brat`: standoff in `NAME.ann`, or of several annotators in `NAME.ANNOTATOR.ann`,
    `NAME_ANNOTATOR.ann` or `ANNOTATOR/NAME.ann`. Labels are Content, Cue and Source, connected by
    events or relations.

    `web-annotation`: JSON-LD in the W3C's model in `NAME.jsonld` or `NAME.json`, or in any file
    if the target's address is in the table's column `url`, or ends in NAME.

    `hypothesis`: the same for the JSON of Hypothesis' API, or of its export.
    Every marked passage is a claim, unless its tag is cue or source; a mapping file can say
    otherwise.

    Each article becomes a draft below `briefings/articles/`. A second run changes nothing, and
    files that a person has changed are not overwritten. Annotations that cannot be read or do not
    fit their text are reported by file and line and left out; the exit code is then 1.
    """
    require_project(root)
    from article_briefings.drafting import NotEnough
    from article_briefings.importing import ImportRun

    today = dt.date.today()
    run = ImportRun(
        root,
        today,
        form.value,
        source,
        metadata,
        mapping,
        annotator,
        date,
        language,
        outlet,
        repair,
    )
    try:
        with progress("Reading") as step:
            run.read(step)
    except NotEnough as problem:
        stop_on(problem.problems)
        say_remarks(run.remarks, verbose=verbose)
        raise usage(str(problem)) from None
    try:
        with progress("Importing") as step:
            run.write(step)
    except NotEnough as problem:
        raise usage(str(problem)) from None
    say_remarks(run.remarks, verbose=verbose)
    left_out = sum(remark.left_out for remark in run.remarks)
    _report(run, left_out)
    if register:
        _propose(register, run.proposed_actors())
    if left_out:
        raise typer.Exit(PROBLEMS)


def _report(run: "ImportRun", left_out: int) -> None:
    """Print how much was imported."""
    done = ", ".join(f"{number:,} {action}" for action, number in sorted(run.actions.items()))
    say(
        f"Imported {run.imported:,} of {count(len(run.entries), 'article')} "
        f"with {count(run.claims, 'claim')}" + (f": {done}." if done else ".")
    )
    if left_out:
        say(f"{count(left_out, 'item')} {'was' if left_out == 1 else 'were'} left out.", err=True)


def _propose(folder: Path, files: list[tuple[str, str]]) -> None:
    from article_briefings.cli._writing import write_tree

    with writing(folder):
        write_tree(folder, files)
    say(
        f"Proposed {count(len(files), 'actor')} in {folder}; move the correct ones to "
        "briefings/actors/."
    )
