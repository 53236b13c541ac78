"""Runs a command of ours in a process of its own in which some function has a bug."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests import warm

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
    for program in ("briefings", "mkdocs"):
        words = [module, name, error, program]
        warm.install(folder, **{program: f"import sys; sys.argv[1:1] = {words}\n{PROGRAM}"})


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
        [*warm.python(), PROGRAM, module, name, error, *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
