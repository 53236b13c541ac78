"""`briefings ci`: what a host's job does once the program is installed."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from article_briefings.cli._build import preview
from article_briefings.cli._check import check
from article_briefings.cli._ci_job import Job
from article_briefings.cli._ci_summary import FAILED, proposed, summary
from article_briefings.cli._common import PROBLEMS, RootOption, inert, option, require_project, say
from article_briefings.cli._diff import diff
from article_briefings.cli._fix import fix
from article_briefings.cli._guard import guarded
from article_briefings.cli._stats import stats

RESULTS = "build/review"
"""The folder for what reviewers are shown, below the project's."""
UNCOMPARED = "No base commit: changed verdicts were not checked."


def ci(
    build: Annotated[
        str, typer.Option(help="What builds the site.", metavar="COMMAND")
    ] = "mkdocs build --strict",
    base: Annotated[
        str, option("What to compare a change with; otherwise the host says so.", "REV")
    ] = "",
    root: RootOption = Path(),
) -> None:
    """Do what a host's job does: check and show a change, or build the site for readers.

    On GitHub Actions and GitLab CI, the environment says which. A pull or merge request is checked
    and built; `build/review/` has a preview of the changed pages, fixes as a patch, and a summary.
    Addresses are the host's unless `mkdocs.yml` or a variable such as BRIEFINGS_SITE_URL has one.

    On your own computer, it shows what reviewers of your branch would see.
    """
    require_project(root)
    from article_briefings.input import History

    job = Job.of(os.environ)
    _prepare(root, job)
    if not job.base:
        code = _part("Build", _build, build, root) or _part("Size", stats, root=root)
        raise typer.Exit(code)
    since = History(root).fork_point(base or job.base)
    if since is None:  # on GitHub a notice beside the change
        say(f"{'::notice::' * (job.form == 'github')}{UNCOMPARED}")
    raise typer.Exit(_review(root, job, since, build))


def _prepare(root: Path, job: Job) -> None:
    """Set what `mkdocs.yml` asks the environment for, unless it is there."""
    from article_briefings.input import site_address

    given = {**os.environ, "BRIEFINGS_SITE_URL": site_address(root)}
    os.environ.update({name: text for name, text in job.variables.items() if not given.get(name)})
    # pipx and uvx run a program without the others of its environment, such as mkdocs.
    os.environ["PATH"] += os.pathsep + str(Path(sys.executable).parent)


def _review(root: Path, job: Job, since: str | None, build: str) -> int:
    """Make what reviewers of a change are shown; return the worst exit code of the parts."""
    folder = root / RESULTS
    folder.mkdir(parents=True, exist_ok=True)
    change: dict[str, Any] = {"changed_since": since, "root": root}
    log = "github" if job.form == "github" else "text"
    codes, built = [_part("Check", check, form=log, **change)], 0
    if job.form == "gitlab":
        quality = _printed(check, form="gitlab", **change)[1]
        (folder / "code-quality.json").write_text(quality, "utf-8")
    if not any(codes):
        built = _part("Build", _build, build, root)
        codes.append(built or _part("Size", stats, root=root))
    codes.append(_part("Preview", preview, folder / "preview", **change))
    say("--- Fixes ---")
    proposing, fixes = _fixes(root, folder / "fixes.patch")
    say("--- Summary ---")
    checking, problems = _printed(check, form="markdown", **change)
    comparing, meaning = 0, f"The state before this change is not there. {UNCOMPARED}\n"
    if since is not None:
        # The whole comparison; the page is held to GitHub's limit.
        comparing, meaning = _printed(diff, since, limit=0, link=job.files, root=root)
    page = summary(problems, not built, meaning, fixes, job.results)
    (folder / "summary.md").write_text(page, "utf-8", newline="")
    if shown := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(shown).open("a", encoding="utf-8", newline="") as file:
            file.write(page)
    say(f"The summary is in {folder / 'summary.md'}.")
    return max(*codes, proposing, checking, comparing)


def _fixes(root: Path, path: Path) -> tuple[int, str]:
    """Write the proposed fixes as a patch; return an exit code, and what the summary says."""
    path.unlink(missing_ok=True)
    with redirect_stderr(StringIO()) as log:
        code, patch = _printed(fix, root=root)
    if code:
        typer.echo(inert(log.getvalue()), err=True, nl=False)
        say(f"No fixes could be made: briefings fix ended with {code}.", err=True)
        return code, FAILED
    if not re.search(r"^\+\+\+ ", patch, re.MULTILINE):
        say("There is no fix to propose.")
        return 0, ""
    path.write_text(patch, "utf-8", newline="")
    say(f"The proposed fixes are in {path}.")
    return 0, proposed(patch)


def _part(name: str, command: Callable[..., None], *args: Any, **options: Any) -> int:
    """Run a part of the job, and return its exit code."""
    say(f"--- {name} ---")
    return _code(command, *args, **options)


def _code(command: Callable[..., None], *args: Any, **options: Any) -> int:
    from article_briefings.language import Language

    Language().use()  # as in a process of its own: the preview is in the site's language
    try:
        guarded(command)(*args, **options)
    except typer.Exit as end:
        return end.exit_code
    return 0


def _printed(command: Callable[..., None], *args: Any, **options: Any) -> tuple[int, str]:
    """Run a command; return its exit code, 0 if it has found problems, and what it prints."""
    out = BytesIO()
    with redirect_stdout(TextIOWrapper(out, "utf-8", "backslashreplace", newline="")) as text:
        code = _code(command, *args, **options)
        text.flush()
        printed = out.getvalue().decode()
    return (code, printed + FAILED) if code > PROBLEMS else (0, printed)


def _build(command: str, root: Path) -> None:
    """Run the command that builds the site."""
    sys.stdout.flush()
    done = subprocess.run(shlex.split(command), cwd=root, check=False)  # noqa: S603 (the owner's)
    raise typer.Exit(done.returncode if done.returncode >= 0 else 128 - done.returncode)
