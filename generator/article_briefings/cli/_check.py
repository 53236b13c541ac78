"""`briefings check`."""

import sys
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from article_briefings.cli._common import (
    PROBLEMS,
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
)
from article_briefings.cli._completion import FORMATS, completing
from article_briefings.cli._guard import report_crash
from article_briefings.diagnostics import Diagnostic, Plugin, Report, Severity


def check(
    paths: Annotated[
        Paths,
        paths_argument("Files or folders: only their problems are shown. Without any, all are."),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help="text for people; json for programs; github for annotations in a pull request; "
            "markdown for a job's summary; sarif for code scanning; gitlab for its code quality.",
            metavar="|".join(FORMATS),
            autocompletion=completing("reporters"),
        ),
    ] = "text",
    changed_since: Annotated[
        str | None,
        option(
            "A branch, tag or commit: problems on lines changed since then come first, and a "
            "published verdict that has changed needs a correction.",
            "REV",
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again after every change, until Ctrl-C.")
    ] = False,
    root: RootOption = Path(),
) -> None:
    """Check every mark, id, date and link; print where each problem is and how to fix it.

    Example: `briefings check briefings/articles/2023-09-11-iran-armenia-azerbaijan`

    In a site's folder it also looks at hand-written pages and templates, as far as that takes no
    build. What a template prints, settings, and links within such pages are for `mkdocs build`.

    While you write: `briefings check --watch`. To explain a code in brackets:
    `briefings explain quote-not-found`.
    """
    require_project(root)
    write = _reporter(form)
    wanted = [relative(path, root) for path in paths or []]
    changes = _changes(root, changed_since)

    def once() -> bool:
        found, sound = _problems(root, wanted)
        found = Diagnostic.in_order([*found, *_of_change(root, changed_since, wanted)])
        if found:
            from article_briefings.review import hint_renamed_actors

            found = hint_renamed_actors(root, found)
        return _show(write, root, found, changes(), sound)

    if watch:
        _watch(root, once)
    elif once():
        raise typer.Exit(PROBLEMS)


def _problems(root: Path, wanted: list[str]) -> tuple[list[Diagnostic], str]:
    """The problems and notices, and the message if there is no problem."""
    from article_briefings.cli._site_check import site_problems
    from article_briefings.corpus import check_corpus

    with progress("Checking") as update:
        compiled, found = check_corpus(root, progress=update, paths=wanted)
        corpus = compiled.corpus
        if not wanted or not all(path.startswith("briefings") for path in wanted):
            beside = site_problems(root, corpus)
            found += [one for one in beside if not wanted or one.location.is_within(wanted)]
    if wanted:
        return found, f"No problems in {', '.join(wanted)}."
    sound = (
        f"No problems: {count(len(corpus.articles), 'briefing')}, "
        f"{count(sum(1 for _ in corpus.claims()), 'claim')}, "
        f"{count(len(corpus.actors), 'actor')}, {count(len(corpus.notes), 'background note')}."
    )
    return found, sound


def _of_change(root: Path, revision: str | None, wanted: list[str]) -> list[Diagnostic]:
    """The changes since a revision that lack a correction, and the pages that would be lost."""
    if revision is None:
        return []
    from article_briefings.cli._diff import changed_briefings
    from article_briefings.input import History
    from article_briefings.review import Uncorrected

    states = changed_briefings(root, commit_of(History(root), revision))
    found = Uncorrected.problems(*states, revision)
    return [one for one in found if not wanted or one.location.is_within(wanted)]


def _changes(
    root: Path, revision: str | None
) -> Callable[[], Mapping[str, AbstractSet[int]] | None]:
    """A function that returns the lines changed since a revision; exit if git does not know it."""
    if revision is None:
        return lambda: None
    from article_briefings.input import History

    history = History(root)
    commit = commit_of(history, revision)
    return lambda: history.changed_lines(commit)


def _reporter(form: str) -> Callable[[Report], str] | None:
    """The function that writes a report in a format; None for people. Exit if there is none."""
    if form == "text":
        return None
    if form in FORMATS:
        from article_briefings.reporters import FORMATS as REPORTERS

        return REPORTERS[form]
    found = Plugin.named("reporters", form, FORMATS)
    if found is None:
        raise no_format("reporters", form)
    report_of = found.load()

    def write(report: Report) -> str:
        with found.at_work():
            return str(report_of(report))

    return write


def _show(
    write: Callable[[Report], str] | None,
    root: Path,
    problems: list[Diagnostic],
    changes: Mapping[str, AbstractSet[int]] | None,
    sound: str,
) -> bool:
    """Print the problems and notices in a format; whether there is a problem."""
    if write is None and not problems:
        say(sound)
        return False
    from rich.console import Console

    from article_briefings.input import explanations_page

    report = Report(problems) if changes is None else Report.of_change(problems, changes)
    report = replace(report, page=explanations_page(root), sound=sound)
    if write is None:
        report.print(Console())
    else:
        # A lone surrogate in a file's name has no bytes in UTF-8; it is an escape in JSON too.
        sys.stdout.buffer.write(write(report).encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    failing = any(problem.severity is Severity.ERROR for problem in problems)
    if write is None and not failing:
        say(sound)
    return failing


def _watch(root: Path, once: Callable[[], bool]) -> None:
    """Check after every change until Ctrl-C; a crash of a check does not end it."""
    from article_briefings.cli._watching import watching  # imported late: slow to import

    try:
        with watching(root / "briefings") as wait:
            while True:
                _clear()
                try:
                    once()
                except Exception as error:  # the next change may fix it
                    report_crash(error)
                typer.echo("Watching briefings/. Press Ctrl-C to stop.", err=True)
                wait()
    except KeyboardInterrupt:
        typer.echo(err=True)


def _clear() -> None:
    """Clear the screen if the output is a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write("\x1b[2J\x1b[H")
        sys.stdout.flush()
