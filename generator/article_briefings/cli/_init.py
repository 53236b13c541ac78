"""`briefings init`: a new site in an empty folder, or briefings on a site of MkDocs."""

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import option, say, usage, writing

if TYPE_CHECKING:
    from article_briefings.cli._starter import Answers

_IGNORED = ".gitignore"
_HARMLESS = re.compile(r"\..*|v?env|(readme|licen[cs]e|copying)(\.\w+)?", re.IGNORECASE)
"""What may be in the folder: what hosts put into a new repository, and a virtual environment."""


def init(
    folder: Annotated[
        Path, typer.Argument(help="The folder.", metavar="DIR", show_default="this folder")
    ] = Path(),
    name: Annotated[str, option("The name of the site.", "TEXT")] = "",
    language: Annotated[str, option("The language of the pages: en, de, fa.", "TAG")] = "",
    host: Annotated[str, option("Who publishes it: github, gitlab or folder.", "HOST")] = "",
    address: Annotated[
        str,
        option(
            "The address of the site, if you know it. On GitHub and GitLab, the workflow sets it.",
            "URL",
        ),
    ] = "",
    first: Annotated[
        str, option("The first article: a text file, a saved page, or example.", "FILE|example")
    ] = "",
    date: Annotated[str, option("When that article was published: 2023-09-11.", "EDTF")] = "",
    copy: Annotated[
        bool,
        typer.Option(
            "--copy",
            help="Write out all steps of GitHub's workflow, where actions of others are forbidden.",
        ),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing: use the options and defaults.")
    ] = False,
) -> None:
    """Make a site of your own: settings, a first article, and the files that your host needs.

    Examples: `briefings init`, and
    `briefings init site --name "Bridge News" --language de --host gitlab --yes`

    It asks at most five questions, those that no option answers. In the folder of a site that uses
    MkDocs with Material, it adds briefings to it.
    """
    given = {"name": name, "language": language, "host": host, "address": address, "first": first}
    if (folder / "mkdocs.yml").exists():
        needless = {**given, "date": date, "copy": copy}
        _join(folder, [option for option, answer in needless.items() if answer])
        return
    _require_empty(folder)
    from article_briefings.cli._questions import answered
    from article_briefings.cli._starter import EXAMPLE, starter_files
    from article_briefings.cli._writing import write_all

    answers = answered(folder, given, quiet=yes or not sys.stdin.isatty())
    if copy and answers.host != "github":
        raise usage("--copy writes a workflow for GitHub out; it needs --host github")
    files = _beside(folder, starter_files(answers, copy))
    taken = [place for place in files if place != _IGNORED and (folder / place).exists()]
    if taken:
        raise usage(f"{folder / taken[0]} exists already; name a new or empty folder")
    write_all(folder, files)
    say(f"Wrote {len(files)} files to {folder.resolve()}")
    if answers.first != EXAMPLE:
        _begin(folder, answers, date)
    if folder.resolve() != Path.cwd():
        say(f"Go there: cd {shlex.quote(str(folder))}")
    say("Preview the site: mkdocs serve")
    say("Before you publish it, complete docs/about.md.")


def _join(folder: Path, given: list[str]) -> None:
    """Add briefings to a site; exit if options are given that its settings have."""
    from article_briefings.cli._joining import join

    if given:
        raise usage(
            f"{folder / 'mkdocs.yml'} exists, and briefings would be added to that site, which "
            f"keeps its own settings: leave out --{' and --'.join(given)}, or name an empty folder "
            "for a new site"
        )
    join(folder)


def _require_empty(folder: Path) -> None:
    """Exit if a folder holds anything that `_HARMLESS` does not allow."""
    if folder.exists() and not folder.is_dir():
        raise usage(f"{folder} is a file; name a folder")
    with writing(folder):
        names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    other = [name for name in names if not _HARMLESS.fullmatch(name)]
    if "mkdocs.yaml" in other:
        raise usage(f"rename {folder / 'mkdocs.yaml'} to mkdocs.yml, and run this again")
    if other:
        raise usage(
            f"{folder.resolve()} is not empty: it holds {', '.join(other[:3])}"
            f"{' and more' if len(other) > 3 else ''}; name a new or empty folder, as in: "
            "briefings init my-site"
        )


def _beside(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return what is to be written: a README stays as it is, and a .gitignore gets our lines."""
    if folder.is_dir() and any(path.stem.lower() == "readme" for path in folder.iterdir()):
        del files["README.md"]
    path = folder / _IGNORED
    if path.is_file():
        old = path.read_bytes().rstrip().splitlines()
        lines = [line for line in files[_IGNORED].splitlines() if line not in old]
        files[_IGNORED] = b"".join(line + b"\n" for line in (*old, *lines))
    return files


def _begin(folder: Path, answers: "Answers", date: str) -> None:
    """Begin the briefing of the first article; if that fails, the site is there all the same.

    Where git knows no name, the site's is the annotator's.
    """
    from article_briefings.cli._drafting import new
    from article_briefings.input import History

    annotator = History(folder).user_name() or answers.name
    try:
        new(answers.first, date=date, annotator=annotator, root=folder)
    except typer.Exit:
        source, root = (shlex.quote(str(path)) for path in (answers.first, folder))
        more = f"--root {root} --date {shlex.quote(date or 'DATE')}"
        say(f"The site is there without it. Then: briefings new --from {source} {more}")
        raise
