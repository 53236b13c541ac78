"""`briefings doctor`: what is off in an installation and a project, and what to run."""

from pathlib import Path
from typing import Annotated

import typer

from article_briefings.cli._common import (
    PROBLEMS,
    RootOption,
    count,
    require_project,
    say,
    site_settings,
    writing,
)


def doctor(
    root: RootOption = Path(),
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Do what is safe: complete git's files, remove a bad cache."),
    ] = False,
) -> None:
    """Say what is off outside the content, and what to run.

    It looks at the versions of the program and its libraries, the settings, the search
    program, git, permissions and the cache. `briefings check` looks at the content. A note
    is worth knowing; anything else ends with exit code 1 until it is solved.

    Example: `briefings doctor --fix`
    """
    require_project(root)
    from article_briefings.cli._checkup import findings
    from article_briefings.site import Project

    wrong = notes = 0
    for finding in findings(root.resolve(), Project(site_settings(root))):
        if fix and finding.fix:
            with writing(finding.about):
                finding.fix()
            say(f"fixed: {finding.message}")
            continue
        say(f"{'wrong' if finding.is_wrong else 'note'}: {finding.message}")
        if finding.run:
            say(f"  run: {finding.run}")
        wrong, notes = wrong + finding.is_wrong, notes + (not finding.is_wrong)
    if not wrong:
        say(f"Nothing is wrong; {count(notes, 'note')}." if notes else "Nothing is wrong.")
        return
    say(f"{count(wrong, 'problem')}, {count(notes, 'note')}.")
    raise typer.Exit(PROBLEMS)
