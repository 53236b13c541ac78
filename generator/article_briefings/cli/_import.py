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
    known_actors,
    known_notes,
    progress,
    require_project,
    say,
    stop_on,
    usage,
    writing,
)
from article_briefings.cli._import_report import say_remarks

if TYPE_CHECKING:  # the command line starts without what only this command needs
    from article_briefings.cli._import_run import Outcome, Run
    from article_briefings.drafting import Metadata, Remark
    from article_briefings.importing import Collection, Scheme

_MAX_TABLE_BYTES = 50_000_000


class Format(Enum):
    """The formats, as the command has them."""

    BRAT = "brat"
    HYPOTHESIS = "hypothesis"
    WEB_ANNOTATION = "web-annotation"


def import_(
    form: Annotated[Format, typer.Argument(help="The format.", metavar="FORMAT")],
    source: Annotated[Path, typer.Argument(help="The folder to import.", metavar="DIR")],
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="A table of the articles, its columns parted by tabs: name, slug, title, "
            "published, dating, language, outlet, url, author, annotator.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            help="A YAML file that says what labels, tags, roles and relations mean.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    annotator: Annotated[
        str,
        typer.Option(
            help="Whose annotation is taken of several; without it, the first by name in brat, all "
            "in the other formats.",
            metavar="NAME",
            show_default=False,
        ),
    ] = "",
    register: Annotated[
        Path | None,
        typer.Option(
            help="A folder for proposed actor files, of sources that recur.",
            metavar="DIR",
            show_default=False,
        ),
    ] = None,
    date: Annotated[
        str,
        typer.Option(
            help="When articles were published whose row and name do not say it.",
            metavar="EDTF",
            show_default=False,
        ),
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            help="The language of articles whose row does not say it.",
            metavar="TAG",
            show_default=False,
        ),
    ] = "",
    outlet: Annotated[
        str,
        typer.Option(
            help="The outlet of articles whose row does not say it, by id or name.",
            metavar="ACTOR",
            show_default=False,
        ),
    ] = "",
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Replace characters of a text that no page can show, and bytes that are not "
            "UTF-8, and say which. Marks keep their words.",
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            help="Say everything, line by line. Without it, what is of one kind is said three "
            "times and counted.",
        ),
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Import annotated articles as drafts.

    Every format is a folder with texts, `NAME.txt`, and annotations.

    `brat`: standoff in `NAME.ann`, or of several annotators in `NAME.ANNOTATOR.ann`,
    `NAME_ANNOTATOR.ann` or `ANNOTATOR/NAME.ann`. Labels are Content, Cue and Source, tied by events
    or relations.

    `web-annotation`: JSON-LD by the W3C's model in `NAME.jsonld` or `NAME.json`, or in any file
    where the target's address is in the table's column `url`, or ends in NAME.

    `hypothesis`: the same for the JSON of Hypothesis' API, or of its export.
    Every marked passage is a claim, unless its tag is cue or source; a mapping file can say
    otherwise.

    Each article becomes a draft below `briefings/articles/`. A second run changes nothing, and
    a file that a person has changed is left alone. What cannot be read or does not fit its text is
    said by file and line and left out, the rest is imported; the command then ends with 1.
    """
    require_project(root)
    from article_briefings.build import cores, run_all
    from article_briefings.cli._import_run import Importing, Run
    from article_briefings.drafting import Metadata, Register
    from article_briefings.importing import Choices

    collection = _collection(form, source)
    scheme = _scheme(mapping)
    remarks: list[Remark] = []
    rows = _metadata(metadata, collection.names, scheme, remarks)
    with progress("Reading") as tell:
        entries, said = collection.entries(rows, tell)
    remarks += said
    if collection.is_empty:
        raise _nothing(form, source, collection, remarks, verbose=verbose)
    choices = Choices(
        scheme,
        annotator,
        rows,
        Metadata(published=date, language=language, outlet=outlet),
        repair,
    )
    actors, taken = known_actors(root)
    known = Register(actors)
    run = Run(root, known, remarks)
    task = Importing(root, source, choices, known, known_notes(root), dt.date.today())
    with progress("Importing") as tell:
        for number, outcome in enumerate(run_all(task, entries, cores()), 1):
            _take(run, outcome)
            if tell:
                tell(number, len(entries))
    _tell(run, len(entries), verbose=verbose)
    if register:
        _propose(register, run, taken)
    if any(remark.left_out for remark in run.remarks):
        raise typer.Exit(PROBLEMS)


def _collection(form: Format, source: Path) -> "Collection":
    from article_briefings.importing import FORMATS

    if not source.is_dir():
        raise usage(f"{source} is no folder")
    try:
        return FORMATS[form.value](source)
    except OSError as error:
        raise usage(f"{error.filename} cannot be read: {error.strerror}") from None


def _nothing(
    form: Format, source: Path, collection: "Collection", remarks: "list[Remark]", *, verbose: bool
) -> typer.Exit:
    """Say what there was instead, or where the data is; the result is raised by the caller."""
    from article_briefings.importing import folders_with

    expected = f"{source} holds nothing to import; expected {collection.expected}"
    found = folders_with(form.value, source)
    if found:
        return usage(f"{expected}. It is further down, in {found}")
    say_remarks(remarks, verbose=verbose)
    return usage(expected)


def _option(path: Path, limit: int) -> str:
    """The text of a file that an option names; exit where there is none."""
    from article_briefings.input import read_text

    if not path.exists():
        raise usage(f"{path} does not exist")
    file, problems = read_text(path, str(path), limit)
    stop_on(problems)
    return file.text if file else ""


def _scheme(path: Path | None) -> "Scheme":
    from article_briefings.check import validate
    from article_briefings.importing import MappingFile, Scheme
    from article_briefings.input import MAX_YAML_BYTES, read_yaml

    if path is None:
        return Scheme()
    document, problems = read_yaml(str(path), _option(path, MAX_YAML_BYTES))
    found = None
    if document:
        found, problems = validate(document, MappingFile)
    stop_on(problems)
    return Scheme(found or MappingFile())


def _metadata(
    path: Path | None, names: frozenset[str], scheme: "Scheme", remarks: "list[Remark]"
) -> "dict[str, Metadata]":
    from article_briefings.importing import read_metadata

    if path is None:
        return {}
    rows, said = read_metadata(
        str(path), _option(path, _MAX_TABLE_BYTES), names, scheme.file.columns
    )
    remarks += said
    return rows


def _take(run: "Run", outcome: "Outcome") -> None:
    try:
        run.take(outcome)
    except OSError as error:
        raise usage(f"{error.filename} cannot be written: {error.strerror}") from None


def _propose(folder: Path, run: "Run", taken: frozenset[str]) -> None:
    from article_briefings.build import write_tree

    files = list(run.proposals.files(taken))
    with writing(folder):
        write_tree(folder, files)
    say(f"Proposed {count(len(files), 'actor')} in {folder}; move to briefings/actors/ what is so.")


def _tell(run: "Run", articles: int, *, verbose: bool) -> None:
    """Say what there is to say, by file and line, and how much was imported."""
    say_remarks(run.remarks, verbose=verbose)
    done = ", ".join(f"{number:,} {what}" for what, number in sorted(run.done.items()))
    say(
        f"Imported {run.done.total() - run.done['left alone']:,} of {count(articles, 'article')} "
        f"with {count(run.claims, 'claim')}" + (f": {done}." if done else ".")
    )
    left = sum(remark.left_out for remark in run.remarks)
    if left:
        say(f"{count(left, 'thing')} {'was' if left == 1 else 'were'} left out.", err=True)
