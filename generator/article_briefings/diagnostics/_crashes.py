"""Crashes: unexpected exceptions, reported in one line and with their own exit codes.

An exception that ends a command or a build is either a bug in the program or a refusal: the
program lacks an external resource, such as disk space. Neither is a problem in the input, and
neither must look like one: exit code 1 is reserved for problems.
"""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from article_briefings.diagnostics._printable import printable
from article_briefings.diagnostics._version import __version__

CRASH, REFUSED = 70, 74
"""EX_SOFTWARE and EX_IOERR of sysexits.h."""
DEBUG = "BRIEFINGS_DEBUG"
"""The environment variable that asks for tracebacks."""
TRACKER = "the issue tracker of article-briefings"
"""Where bugs are reported."""

_NOTE = "While working on "


class Refusal(Exception):
    """Something outside the program prevents it from continuing; the message says what."""


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Add the name of a file to every exception that leaves the block; the innermost name wins."""
    try:
        yield
    except Exception as error:
        name_file(error, name)
        raise


def name_file(error: BaseException, name: str) -> None:
    """Add a note with the file being processed to an exception, unless it has such a note."""
    if not _file_of(error):
        error.add_note(f"{_NOTE}{name}")  # notes survive the transfer from a worker process


def exit_code(error: BaseException) -> int:
    """Return the exit code for an uncaught exception."""
    return REFUSED if _is_refusal(error) else CRASH


def described(error: BaseException, debug: str) -> str:
    """Describe an exception in one line; `debug` is the setting that shows its traceback."""
    file = _file_of(error)
    at = f" while working on {file}" if file else ""
    if _is_refusal(error):
        return _line(
            f"could not go on{at}: {_refusal(error)}. "
            "This is neither a problem in your files nor a bug; solve it and run this again"
        )
    python = ".".join(map(str, sys.version_info[:3]))
    return _line(
        f"crashed{at}: {type(error).__name__}: {error}{_place(error)}. This is a bug in the "
        f"program, not a problem in your files. Please report this line to {TRACKER}, with the "
        f"traceback that {debug} prints (briefings {__version__}, Python {python})"
    )


def report(error: BaseException, debug: str, show_traceback: bool) -> None:
    """Print an exception to standard error in one line, after its traceback if requested."""
    with suppress(OSError):  # the exit code still reports it
        if show_traceback:
            print_traceback(error)
        sys.stderr.write(f"{described(error, debug)}\n")
        sys.stderr.flush()


def print_traceback(error: BaseException) -> None:
    """Print the traceback of an exception to standard error."""
    for line in "".join(traceback.format_exception(error)).splitlines():
        sys.stderr.write(f"{printable(line)}\n")


def debugging() -> bool:
    """Whether the environment asks for tracebacks."""
    return os.environ.get(DEBUG, "").lower() not in {"", "0", "false", "no", "off"}


def _is_refusal(error: BaseException) -> bool:
    """Whether the system caused it: a full disk, a missing permission, too little memory."""
    system = isinstance(error, OSError) and bool(error.errno)
    return system or isinstance(error, Refusal | MemoryError)


def _refusal(error: BaseException) -> str:
    if not isinstance(error, OSError):
        return str(error) or "there is not enough memory"
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return ": ".join([error.strerror or str(error), *names[:1]])


def _file_of(error: BaseException) -> str:
    notes: list[str] = getattr(error, "__notes__", [])
    return next((note.removeprefix(_NOTE) for note in notes if note.startswith(_NOTE)), "")


def _place(error: BaseException) -> str:
    """Return the place in the program where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    path = Path(frames[-1].filename)
    return f" ({path.parent.name}/{path.name}:{frames[-1].lineno})"


def _line(text: str) -> str:
    return f"briefings: {printable(' '.join(text.split()))}."
