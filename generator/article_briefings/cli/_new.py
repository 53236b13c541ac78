"""`briefings new`."""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    RootOption,
    count,
    known_actors,
    require_project,
    say,
    stop_on,
    usage,
)
from article_briefings.diagnostics import install_command, working_on

if TYPE_CHECKING:  # the command line starts without what only this command needs
    from article_briefings.drafting import Beginning, DraftedBriefing, SavedPage
    from article_briefings.input import SourceText

_STANDARD_INPUT = "-"


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
            help="The article's name in addresses: lower-case words with hyphens. Without it, "
            "one is made from the headline.",
            metavar="[SLUG]",
            show_default=False,
        ),
    ] = "",
    date: Annotated[
        str,
        typer.Option(
            help="When the article was published: 2023-09-11, 2023-09, 2023-09-11~ (about then).",
            metavar="EDTF",
            show_default=False,
        ),
    ] = "",
    language: Annotated[
        str,
        typer.Option(help="The article's language: en, fa.", metavar="TAG", show_default=False),
    ] = "",
    outlet: Annotated[
        str,
        typer.Option(
            help="The id of the outlet in briefings/actors/.",
            metavar="ACTOR_ID",
            show_default=False,
        ),
    ] = "",
    title: Annotated[
        str, typer.Option(help="The briefing's title.", metavar="TEXT", show_default=False)
    ] = "",
    url: Annotated[
        str, typer.Option(help="Where the article stands.", metavar="URL", show_default=False)
    ] = "",
    annotator: Annotated[
        str,
        typer.Option(
            help="Your name or handle. Without it, the one that git knows.",
            metavar="NAME",
            show_default=False,
        ),
    ] = "",
    root: RootOption = Path(),
) -> None:
    """Begin a briefing: freeze an article's text and draft its claims.

    Examples: `briefings new --from page.html`, and
    `briefings new bridge-opens --from article.txt --date 2031-04-28`

    Makes the article's folder with `source.txt` and `briefing.yml`, and a file
    for each speaker whom the article names and the register does not have.
    Claims, speakers and dates in it are proposals, each claim marked
    `draft: true`. A draft shows in `mkdocs serve` and is never published.
    Nothing is overwritten.

    The rules that find speakers, reported speech and dates know English only.
    Of an article in another language the quotations are drafted, without
    speakers.
    """
    require_project(root)
    from article_briefings.drafting import Given, NotEnough, begin, draft

    with working_on("standard input" if source == _STANDARD_INPUT else source):
        page, data, text = _read(source)
    register, taken = known_actors(root)
    try:
        given = Given(slug, date, language, outlet, title, url)
        with working_on(text.path):
            beginning = begin(given, page, text.text, text.sha256, register)
            _is_free(root, beginning.slug)
            who = _annotator(annotator, root)
            drafted = draft(beginning.article, register, who, _today(), taken)
    except NotEnough as problem:
        raise usage(str(problem)) from None
    _write(root, beginning, drafted, data)


def _today() -> dt.date:
    return dt.date.today()


def _read(source: str) -> "tuple[SavedPage | None, bytes, SourceText]":
    """The saved page, where it is one; the bytes of the article's text; the text."""
    from article_briefings.drafting import is_html, read_page
    from article_briefings.input import MAX_SOURCE_BYTES, decoded, source_of, too_large

    name, data = _bytes(source)
    page = None
    if is_html(data) or Path(source).suffix.lower() in (".html", ".htm", ".xhtml"):
        if command := install_command("new"):
            raise usage(
                f"a saved web page can be read with more libraries: {command}; without them, save "
                "the article's text as a text file"
            )
        page = read_page(data, _today())
        if page is None:
            raise usage(
                f"no article can be made out in {name}; save the article's text as a text file"
            )
        data = page.text.encode()
    problem = too_large(data, name, MAX_SOURCE_BYTES)
    stop_on([problem] if problem else [])
    file, problems = decoded(data, name)
    stop_on(problems)
    text = None
    if file:
        text, problems = source_of(name, file)
        stop_on(problems)
    if text is None:
        raise usage(f"{name} cannot be read")
    return page, data, text


def _bytes(source: str) -> tuple[str, bytes]:
    from article_briefings.drafting import MAX_PAGE_BYTES
    from article_briefings.input import read_bytes, too_large

    if source == _STANDARD_INPUT:
        name, data = "standard input", sys.stdin.buffer.read(MAX_PAGE_BYTES + 1)
        problem = too_large(data, name, MAX_PAGE_BYTES)
        stop_on([problem] if problem else [])
        return name, data
    if not Path(source).exists():
        raise usage(f"{source} does not exist")
    read, problems = read_bytes(Path(source), source, MAX_PAGE_BYTES)
    stop_on(problems)
    return source, read or b""


def _is_free(root: Path, slug: str) -> None:
    from article_briefings.input import load

    inputs, _ = load(root, choice=lambda _: False)
    for files in inputs.articles:
        if files.slug == slug:
            raise usage(
                f"{files.folder} is there already, and nothing is overwritten; name another slug, "
                "as in briefings new another-slug --from FILE"
            )


def _annotator(given: str, root: Path) -> str:
    from article_briefings.input import History
    from article_briefings.models import one_line

    name = one_line(given) or one_line(History(root).user_name())
    if not name:
        raise usage("who annotates? Say it with --annotator, your name or handle")
    return name


def _write(root: Path, beginning: "Beginning", drafted: "DraftedBriefing", source: bytes) -> None:
    from article_briefings.build import write_article
    from article_briefings.drafting import actor_yaml, briefing_yaml

    folder = root / "briefings" / "articles" / beginning.folder
    files = {"source.txt": source, "briefing.yml": briefing_yaml(drafted).encode()}
    actors = root / "briefings" / "actors"
    stubs = {
        actors / f"{name}.yml": actor_yaml(actor).encode()
        for name, actor in drafted.new_actors.items()
    }
    try:
        write_article(folder, files, stubs)
    except FileExistsError as error:
        raise usage(f"{error.filename} is there already, and nothing is overwritten") from None
    except OSError as error:
        raise usage(f"{folder} cannot be written: {error.strerror}") from None
    say(f"Wrote {folder}")
    _tell(drafted, list(stubs))


def _tell(drafted: "DraftedBriefing", stubs: Sequence[Path]) -> None:
    """Say what was drafted, and what was not looked for."""
    spoken = sum(bool(claim.steps) for claim in drafted.claims)
    typer.echo(
        f"  {count(len(drafted.claims), 'drafted claim')}, {spoken} with a speaker; "
        f"{count(len(drafted.events), 'date')}; {count(len(drafted.cast), 'actor')}"
        + (f", {len(stubs)} of them new:" if stubs else ".")
    )
    for path in stubs:
        say(f"  {path}")
    if not drafted.by_all_rules:
        from article_briefings.pages import language_name

        language = language_name(drafted.article.language)
        typer.echo(
            f"Only quotations were drafted: the article is in {language}, and the rules that find "
            "speakers, reported speech and dates know English only. Add those yourself."
        )
    typer.echo("Next: look at it with mkdocs serve, and check, reword or delete each draft.")
