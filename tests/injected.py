"""Runs a command of ours in a process of its own in which some function has a bug."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROGRAM = """\
import importlib, sys
module, name, kind, *sys.argv = sys.argv[1:]
owner = importlib.import_module(module)
*above, last = name.split(".")
for step in above:
    owner = getattr(owner, step)
def bug(*_, **__):
    raise eval(kind)
setattr(owner, last, bug)
if sys.argv[0] == "mkdocs":
    from mkdocs.__main__ import cli as run
else:
    from article_briefings.cli import run
run()
"""


def plant(folder: Path, function: str, error: str = "KeyError('an injected bug')") -> None:
    """Put `briefings` and `mkdocs` with a bug into a folder for programs."""
    module, _, name = function.partition(":")
    folder.mkdir()
    (folder / "python").symlink_to(sys.executable)
    for program in ("briefings", "mkdocs"):
        words = [sys.executable, "-c", PROGRAM, module, name, error, program]
        script = folder / program
        script.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', "utf-8")
        script.chmod(0o755)


def run_with_bug(
    function: str,
    command: Sequence[object],
    root: Path,
    error: str = "KeyError('an injected bug')",
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command; `function` ("article_briefings.check._rules:dates") raises `error` there."""
    module, _, name = function.partition(":")
    arguments = [str(argument) for argument in command]
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, module, name, error, *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
