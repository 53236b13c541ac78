"""Ends a failed MkDocs build: with problems, warnings or a crash."""

import logging
import sys
from collections.abc import Callable, Sequence

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from article_briefings.diagnostics import CrashReport, Diagnostic, Plugin, Report
from article_briefings.pages import Renderer
from article_briefings.site._project import Project

_log = get_plugin_logger("briefings")


class Crash(Abort):
    """Ends MkDocs with a one-line message and the exit code of a crash; a preview continues."""

    def __init__(self, error: Exception, at: str = "") -> None:
        crash = CrashReport(error, file=at)
        crash.show_traceback(logging.getLogger("mkdocs").isEnabledFor(logging.DEBUG))
        super().__init__(str(crash))
        self.code = self.exit_code = crash.exit_code  # type: ignore[misc]

    def show(self, *_: object, **__: object) -> None:
        """Print the message to standard error."""
        sys.stderr.write(f"{self.format_message()}\n")


def rebuild(build: Callable[[], None], keeps_last: Callable[[], bool]) -> None:
    """Rebuild. If that raises, MkDocs answers no requests until a build succeeds.

    Our own builds leave the last site intact (`keeps_last`), so the preview continues to serve it.
    """
    try:
        build()
    except Exception as error:
        failed = error if isinstance(error, MkDocsException) else Crash(error)
        if not keeps_last():
            raise failed from error
        sys.stderr.write(f"{failed}\n")
        _log.error("This build failed. The preview still shows the last successful build.")


def show(problems: Sequence[Diagnostic]) -> None:
    """Print problems to standard error."""
    from rich.console import Console  # imported late: a sound build needs neither

    Report(problems).print(Console(stderr=True))


def failure(error: Exception, project: Project | None, at: str) -> MkDocsException | None:
    """Return the exception to raise after a failed build; None if MkDocs has reported the error.

    `at` is the page being processed; there is no `project` if its settings cannot be read. A
    problem in a template of the theme is printed.
    """
    if project:
        folders = (project.slots, *project.overrides)
        found = (Renderer.theme_problem(error, folder, project.name_of) for folder in folders)
        if problem := next(filter(None, found), None):
            show([problem])
            return Abort("briefings: the problem above keeps the site from being built")
    if isinstance(error, MkDocsException):
        return None
    if isinstance(error, Plugin.Problem):
        return Abort(f"briefings: {error}")
    if isinstance(error, UnicodeDecodeError):  # a page in another encoding: no bug
        return Abort(f"briefings: the site could not be built: {error}")
    return Crash(error, at)


def refuse_warnings() -> None:
    """End a strict build with warnings before it replaces the last site, as MkDocs does later."""
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, CountHandler) and (counts := handler.get_counts()):
            totals = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
            raise Abort(f"Aborted with {totals} in strict mode!")


def keep_requests_apart() -> None:
    """Exclude the server's log from the warning counts: a request must not fail a build.

    Handlers that print stay, so missing pages are still reported.
    """
    log, requests = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.livereload")
    requests.handlers = [h for h in log.handlers if not isinstance(h, CountHandler)]
    requests.propagate = False
