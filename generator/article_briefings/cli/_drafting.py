"""`briefings new` and `briefings import`: the commands that draft briefings."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    PROBLEMS,
    RootOption,
    count,
    inert,
    no_format,
    option,
    progress,
    require_project,
    say,
    stop_on,
    usage,
)
from article_briefings.cli._completion import NAMES, completing
from article_briefings.cli._writing import write_tree
from article_briefings.diagnostics import NotEnough, printable, working_on

if TYPE_CHECKING:  # the command line starts without what only this command needs
    from article_briefings.drafting import ArticleDetails, NewBriefing
    from article_briefings.importing import ImportRun


def new(
    source: Annotated[
        str,
        typer.Option(
            "--from",
            help="A text file, a saved HTML page, or - for standard input.",
            metavar="FILE|-",
        ),
    ],
    slug: Annotated[
        str,
        typer.Argument(
            help="The article's name in addresses: lower-case words with hyphens. The default is "
            "made from the headline.",
            metavar="SLUG",
            show_default=False,
        ),
    ] = "",
    date: Annotated[
        str,
        option(
            "When the article was published: 2023-09-11, 2023-09, 2023-09-11~ (about then).", "EDTF"
        ),
    ] = "",
    language: Annotated[str, option("The article's language: en, fa.", "TAG")] = "",
    outlet: Annotated[str, option("The id of the outlet in briefings/actors/.", "ACTOR_ID")] = "",
    title: Annotated[str, option("The briefing's title.", "TEXT")] = "",
    url: Annotated[str, option("The address of the article.", "URL")] = "",
    annotator: Annotated[
        str, option("Your name or handle. The default is your name in git.", "NAME")
    ] = "",
    by: Annotated[
        str,
        typer.Option(
            "--drafter",
            help="What finds the claims: a drafter of another package. The default is our rules.",
            metavar="NAME",
            show_default=False,
            autocompletion=completing("drafters"),
        ),
    ] = "",
    root: RootOption = Path(),
) -> None:
    """Start a briefing: freeze an article's text and draft its claims.

    Examples: `briefings new --from page.html`, and
    `briefings new bridge-opens --from article.txt --date 2031-04-28`

    Creates the article's folder with `source.txt` and `briefing.yml`, and a file
    for each speaker whom the article names and who has none yet.
    Its claims, speakers and dates are proposals; each claim is marked
    `draft: true`. A draft appears in `mkdocs serve` and is never published.
    Nothing is overwritten.

    The rules that find speakers, reported speech and dates only know English.
    In other languages, only quotations are drafted, without speakers.
    """
    require_project(root)
    from article_briefings.drafting import ArticleDetails, NewBriefing, drafter

    read = drafter(by) if by else None
    if by and read is None:
        raise no_format("drafters", by)
    stream = sys.stdin.buffer if source == "-" else None
    details = ArticleDetails(slug, date, language, outlet, title, url)
    with _enough():
        name = "standard input" if stream else source
        briefing = NewBriefing.write(root, name, details, annotator, _today(), stream, read)
    say(f"Wrote {briefing.folder}")
    _report_draft(briefing, by_rules=not by)


@contextmanager
def _enough() -> Iterator[None]:
    """Exit with the problems of an input that is not enough, or with what is missing."""
    try:
        yield
    except NotEnough as problem:
        stop_on(problem.problems)
        raise usage(str(problem)) from None


def _today() -> dt.date:
    return dt.date.today()


def _report_draft(briefing: "NewBriefing", *, by_rules: bool) -> None:
    """Print what was drafted, and what was not searched for."""
    drafted, actors = briefing.drafted, briefing.actors
    spoken = sum(bool(claim.steps) for claim in drafted.claims)
    typer.echo(
        f"  {count(len(drafted.claims), 'drafted claim')}, {spoken} with a speaker; "
        f"{count(len(drafted.events), 'date')}; {count(len(drafted.cast), 'actor')}"
        + (f", {len(actors)} of them new:" if actors else ".")
    )
    for path in actors:
        say(f"  {path}")
    if by_rules and not drafted.by_all_rules:
        from article_briefings.language import Language

        language = Language(drafted.article.language).name
        typer.echo(
            f"Only quotations were drafted: the article is in {language}, and the rules that find "
            "speakers, reported speech and dates only know English. Add those yourself."
        )
    typer.echo("Next: look at it with mkdocs serve, and check, reword or delete each draft.")


def import_(
    form: Annotated[
        str,
        typer.Argument(
            help="The format.", metavar="FORMAT", autocompletion=completing("importers")
        ),
    ],
    source: Annotated[
        Path, typer.Argument(help="The folder to import, or the file.", metavar="DIR")
    ],
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

    Every format of ours is a folder with texts, `NAME.txt`, and annotations.

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

    Other packages may read more formats; `briefings plugins` lists them. Of the options, these take
    `--annotator`, `--date`, `--language` and `--outlet`.
    """
    require_project(root)
    from article_briefings.drafting import ArticleDetails
    from article_briefings.importing import ImportRun

    if form not in NAMES["importers"]:
        for name, given in (("metadata", metadata), ("mapping", mapping), ("register", register)):
            if given:
                raise usage(f"--{name} is only for {', '.join(NAMES['importers'])}")
        details = ArticleDetails(date=date, language=language, outlet=outlet)
        _import_foreign(root, form, source, details, annotator)
        return
    about = annotator, date, language, outlet, repair
    run = ImportRun(root, _today(), form, source, metadata, mapping, *about)
    try:
        with progress("Reading") as update:
            run.read(update)
    except NotEnough as problem:
        stop_on(problem.problems)
        _say_remarks(run, verbose=verbose)
        raise usage(str(problem)) from None
    with _enough(), progress("Importing") as update:
        run.write(update)
    _say_remarks(run, verbose=verbose)
    left_out = sum(remark.left_out for remark in run.remarks)
    _report_import(run, left_out)
    if register:
        files = run.proposed_actors()
        write_tree(register, files)
        say(
            f"Proposed {count(len(files), 'actor')} in {register}; move the correct ones to "
            "briefings/actors/."
        )
    if left_out:
        raise typer.Exit(PROBLEMS)


def _import_foreign(
    root: Path, form: str, source: Path, details: "ArticleDetails", annotator: str
) -> None:
    """Draft the articles that the importer of another package finds."""
    from article_briefings.drafting import NewBriefing, importer

    find = importer(form, NAMES["importers"])
    if find is None:
        raise no_format("importers", form)
    if not source.exists():
        raise usage(f"{source} does not exist")
    with _enough():
        articles = find(source)
    written, left_out = 0, 0
    for article in articles:
        try:
            with working_on(article.name):
                NewBriefing.of_found(root, article, details, annotator, _today())
            written += 1
        except NewBriefing.Exists as there:
            say(f"note: {article.name}: {str(there).partition(',')[0]}", err=True)
        except NotEnough as problem:
            left_out += 1
            first = next((one.message for one in problem.problems), str(problem))
            say(f"left out: {article.name}: {first}", err=True)
    say(f"Imported {written:,} of {count(len(articles), 'article')}.")
    if left_out:
        raise typer.Exit(PROBLEMS)


def _report_import(run: "ImportRun", left_out: int) -> None:
    """Print how much was imported."""
    done = ", ".join(f"{number:,} {action}" for action, number in sorted(run.actions.items()))
    say(
        f"Imported {run.imported:,} of {count(len(run.entries), 'article')} "
        f"with {count(run.claims, 'claim')}" + (f": {done}." if done else ".")
    )
    if left_out:
        say(f"{count(left_out, 'item')} {'was' if left_out == 1 else 'were'} left out.", err=True)


def _say_remarks(run: "ImportRun", *, verbose: bool) -> None:
    """Print remarks to standard error; unless `verbose`, only the first few of each kind."""
    lines = [printable(line) for line in run.remarks.lines(verbose=verbose)]
    if lines:
        typer.echo(inert("\n".join(lines) + "\n"), err=True, nl=False)
