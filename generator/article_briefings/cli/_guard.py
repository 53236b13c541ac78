"""What every command is run in: a crash is one line and an exit code of its own."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import typer
from typer.core import TyperGroup

from article_briefings.diagnostics import CrashReport

P = ParamSpec("P")
R = TypeVar("R")

NOBODY_READS = 141
"""What a shell says of a program that wrote into a closed pipe (128 and the number of SIGPIPE)."""
_OPTION = "--debug"
_debugging = False


class Commands(TyperGroup):
    """The commands; `--debug` is understood wherever it is written."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `--debug` before the command, where it is an option."""
        end = args.index("--") if "--" in args else len(args)
        if _OPTION in args[:end]:
            args = [_OPTION, *(arg for arg in args[:end] if arg != _OPTION), *args[end:]]
        return super().parse_args(ctx, args)


def debug(wanted: bool) -> None:
    """Print a traceback with each crash from now on, or none."""
    global _debugging
    _debugging = wanted


def report_crash(error: BaseException) -> int:
    """Say in one line what has happened; the exit code for it."""
    crash = CrashReport(error, _OPTION)
    crash.show(_debugging)
    return crash.exit_code


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """A command that ends with a line and a code of its own where an exception gets out of it."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            try:
                return command(*args, **kwargs)
            finally:
                sys.stdout.flush()  # what cannot be written is found out here, not at the end
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except BrokenPipeError:  # `briefings check | head`
            _discard_output()
            raise typer.Exit(NOBODY_READS) from None
        except Exception as error:
            _discard_output()
            raise typer.Exit(report_crash(error)) from None

    return run


def _discard_output() -> None:
    """Write nothing more: Python would try once again at its end, and choose the exit code."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
