"""`briefings new`."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    RootOption,
    count,
    option,
    require_project,
    say,
    stop_on,
    usage,
)

if TYPE_CHECKING:  # the command line starts without what only this command needs
    from article_briefings.drafting import NewBriefing


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
            metavar="[SLUG]",
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
    from article_briefings.drafting import ArticleDetails, NotEnough, new_briefing

    stream = sys.stdin.buffer if source == "-" else None
    given = ArticleDetails(slug, date, language, outlet, title, url)
    try:
        name = "standard input" if stream else source
        briefing = new_briefing(root, name, given, annotator, _today(), stream)
    except NotEnough as problem:
        stop_on(problem.problems)
        raise usage(str(problem)) from None
    say(f"Wrote {briefing.folder}")
    _report(briefing)


def _today() -> dt.date:
    return dt.date.today()


def _report(briefing: "NewBriefing") -> None:
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
    if not drafted.by_all_rules:
        from article_briefings.pages import language_name

        language = language_name(drafted.article.language)
        typer.echo(
            f"Only quotations were drafted: the article is in {language}, and the rules that find "
            "speakers, reported speech and dates only know English. Add those yourself."
        )
    typer.echo("Next: look at it with mkdocs serve, and check, reword or delete each draft.")
