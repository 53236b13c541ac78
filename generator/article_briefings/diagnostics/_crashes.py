"""Crashes: unexpected exceptions, reported in one line and with their own exit codes.

An exception that ends a command or a build is either a bug in the program or a refusal: the
program lacks an external resource, such as disk space. Neither is a problem in the input, and
neither must look like one: exit code 1 is reserved for problems.

One refusal is that an extra of the package is not installed. The core imports none of the extras.
Those that it calls join it by an entry point of the distribution (record 0039), and are only
looked up when a page, a command or a setting needs one.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb, format_exception
from typing import Any

from article_briefings.diagnostics._diagnostics import printable
from article_briefings.diagnostics._plugins import blamed
from article_briefings.diagnostics._version import __version__

CRASH, REFUSED = 70, 74
"""EX_SOFTWARE and EX_IOERR of sysexits.h."""
TRACKER = "the issue tracker of article-briefings"
"""Where bugs are reported."""

EXTRAS: dict[str, tuple[str, ...]] = {
    "exporting": (),
    "new": ("lxml_html_clean", "trafilatura"),
    "social-cards": ("brotli", "fontTools", "uharfbuzz"),
}
"""The modules of other packages that each extra installs, as in pyproject.toml."""
GROUP = "article_briefings.extras"
"""The group of the entry points."""
_NOTE = "While working on "


class Refusal(Exception):
    """Something outside the program prevents it from continuing; the message says what."""


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Add the name of a file to every exception that leaves the block; the innermost name wins."""
    try:
        yield
    except Exception as error:
        _name_file(error, name)
        raise


class CrashReport:
    """An exception that ends a command or a build, as one line and an exit code."""

    DEBUG = "BRIEFINGS_DEBUG"
    """The environment variable that asks for tracebacks."""

    def __init__(self, error: BaseException, debug: str = f"{DEBUG}=1", file: str = "") -> None:
        """Report an exception; `debug` is the setting that shows its traceback.

        `file` is what was being processed, unless the exception names it.
        """
        if file:
            _name_file(error, file)
        self._error, self._debug = error, debug
        # The system caused it: a full disk, a missing permission, too little memory.
        system = isinstance(error, OSError) and bool(error.errno)
        self._is_refusal = system or isinstance(error, Refusal | MemoryError)

    @property
    def exit_code(self) -> int:
        """The exit code for the exception."""
        return REFUSED if self._is_refusal else CRASH

    def __str__(self) -> str:
        error, file = self._error, _file_of(self._error)
        at = f" while working on {file}" if file else ""
        python = ".".join(map(str, sys.version_info[:3]))
        package = blamed(error)
        where = package or "the program"
        tracker = f"the authors of {package}" if package else TRACKER
        line = (
            f"could not continue{at}: {_refusal(error)}. "
            "This is neither a problem in your files nor a bug; solve it and run this again"
            if self._is_refusal
            else f"crashed{at}: {type(error).__name__}: {error}{self.raised_at(error)}. "
            f"This is a bug in {where}, not a problem in your files. Please report this line to "
            f"{tracker}, with the traceback that {self._debug} prints "
            f"(briefings {__version__}, Python {python})"
        )
        return f"briefings: {printable(' '.join(line.split()))}."

    @staticmethod
    def raised_at(error: BaseException) -> str:
        """Return the place in the program where an exception was raised, in brackets."""
        frames = extract_tb(error.__traceback__)
        if not frames:
            return ""
        path = Path(frames[-1].filename)
        return f" ({path.parent.name}/{path.name}:{frames[-1].lineno})"

    def show(self, traceback: bool = False) -> None:
        """Print the line to standard error, after the traceback if requested."""
        with suppress(OSError):  # the exit code still reports it
            self.show_traceback(traceback)
            sys.stderr.write(f"{self}\n")
            sys.stderr.flush()

    def show_traceback(self, wanted: bool = False) -> None:
        """Print the traceback to standard error if it is wanted, or if the environment asks."""
        asked = os.environ.get(self.DEBUG, "").lower() not in {"", "0", "false", "no", "off"}
        if wanted or asked:
            for line in "".join(format_exception(self._error)).splitlines():
                sys.stderr.write(f"{printable(line)}\n")


def _name_file(error: BaseException, name: str) -> None:
    if not _file_of(error):
        error.add_note(f"{_NOTE}{name}")  # notes survive the transfer from a worker process


def _file_of(error: BaseException) -> str:
    notes: list[str] = getattr(error, "__notes__", [])
    return next((note.removeprefix(_NOTE) for note in notes if note.startswith(_NOTE)), "")


def _refusal(error: BaseException) -> str:
    if not isinstance(error, OSError):
        return str(error) or "there is not enough memory"
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return ": ".join([error.strerror or str(error), *names[:1]])


class Extra:
    """A part of the distribution that is installed on its own."""

    class Missing(Refusal):
        """An extra is needed that is not installed."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def install_command(self) -> str:
        """The command that installs it; empty if its libraries are installed."""
        return "" if all(map(find_spec, EXTRAS[self._name])) else self._command

    def load(self) -> Any:
        """Return what its entry point names; raise Missing if there is none."""
        from importlib.metadata import entry_points  # imported late: slow to import

        for entry in entry_points(group=GROUP, name=self._name):
            return entry.load()
        raise self.Missing(f"the extra {self._name} is not installed: {self._command}")

    @property
    def _command(self) -> str:
        return f'pip install "article-briefings[{self._name}]"'
