"""Runs commands: a crash prints one line and has its own exit code."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Any, ParamSpec, TextIO, TypeVar

import typer
from typer.core import TyperGroup

from article_briefings.cli._common import PROBLEMS, say
from article_briefings.diagnostics import CrashReport, Plugin

P = ParamSpec("P")
R = TypeVar("R")

CLOSED_PIPE = 141
"""A shell's exit code for a program that wrote to a closed pipe: 128 plus SIGPIPE."""
_OPTION = "--debug"
_debugging = False


class Commands(TyperGroup):
    """The group of commands; `--debug` may be anywhere on the line."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move `--debug` before the command, whose option it is."""
        end = args.index("--") if "--" in args else len(args)
        if _OPTION in args[:end]:
            args = [_OPTION, *(arg for arg in args[:end] if arg != _OPTION), *args[end:]]
        return super().parse_args(ctx, args)


def open_output() -> None:
    """Make both outputs usable: closed ones go nowhere, others escape what they cannot encode."""
    sys.stdout, sys.stderr = map(_usable, (sys.stdout, sys.stderr))


def _usable(stream: TextIO | None) -> TextIO:
    if stream is None:  # closed, as by `>&-`
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        with suppress(OSError):  # it was replaced behind Python's back by one without positions
            stream.reconfigure(errors="backslashreplace")
    return stream


def debug(wanted: bool) -> None:
    """Set whether crashes print a traceback."""
    global _debugging
    _debugging = wanted


def report_crash(error: BaseException) -> int:
    """Print one line about a crash; return its exit code."""
    crash = CrashReport(error, _OPTION)
    crash.show(_debugging)
    return crash.exit_code


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Wrap a command: an exception becomes one line and an exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            try:
                return command(*args, **kwargs)
            finally:
                sys.stdout.flush()  # output that cannot be written fails here, not at exit
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Plugin.Problem as problem:
            CrashReport(problem).show_traceback(_debugging)
            say(f"briefings: {problem}", err=True)
            raise typer.Exit(PROBLEMS) from None
        except BrokenPipeError:  # `briefings check | head`
            _discard_output()
            raise typer.Exit(CLOSED_PIPE) from None
        except Exception as error:
            _discard_output()
            raise typer.Exit(report_crash(error)) from None

    return run


def _discard_output() -> None:
    """Discard pending output: Python would write it again at exit and set the exit code."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
