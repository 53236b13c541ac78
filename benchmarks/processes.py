"""Measure whole processes: their time, and the memory of each with its children."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "/article-briefings"
SAMPLE_EVERY = 0.05  # seconds
_SESSION = 3  # the index of the session id in /proc/PID/stat, counted after the name


def environment(scratch: Path) -> dict[str, str]:
    """A contributor's environment: with compiled modules outside the source folder."""
    removed = "PYTHONDONTWRITEBYTECODE"
    inherited = {name: value for name, value in os.environ.items() if name != removed}
    return {
        **inherited,
        "NO_MKDOCS_2_WARNING": "1",
        "BRIEFINGS_SITE_URL": f"https://user.invalid{PREFIX}/",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(scratch / "compiled"),
    }


def run(folder: Path, command: Sequence[str], variables: dict[str, str]) -> float:
    """Run a command to its end; return the seconds that it took."""
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} in {folder}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return seconds


@dataclass(frozen=True)
class Peak:
    """The peak memory of a command and its children together, in bytes."""

    all: int
    without_pagefind: int


def chromium() -> str | None:
    """The browser to measure: the one that was named, else Chromium."""
    names = (os.environ.get("BRIEFINGS_BROWSER", ""), "chromium", "chromium-headless-shell")
    return next(filter(None, map(shutil.which, names)), None)


def peak_memory(folder: Path, command: Sequence[str], variables: dict[str, str]) -> Peak:
    """Run a command and sample its processes 20 times a second.

    The figure is the proportional set size: memory that several processes share,
    such as unmodified pages of forked workers, counts once.
    """
    most = least = 0
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None:
        sizes = _memory(process.pid)
        most = max(most, sum(sizes.values()))
        ours = sum(size for name, size in sizes.items() if "pagefind" not in name)
        least = max(least, ours)
        time.sleep(SAMPLE_EVERY)
    if process.returncode:
        sys.exit(f"{' '.join(command)} in {folder} ended with {process.returncode}")
    return Peak(most, least)


def _memory(session: int) -> dict[str, int]:
    """The bytes of each process of a session, by its number and its program."""
    sizes = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):  # it may end while it is being read
            _, fields = (folder / "stat").read_text("utf-8").rsplit(")", 1)
            if int(fields.split()[_SESSION]) != session:
                continue
            program = (folder / "exe").readlink().name
            rollup = (folder / "smaps_rollup").read_text("utf-8")
            (line,) = (line for line in rollup.splitlines() if line.startswith("Pss:"))
            sizes[f"{folder.name} {program}"] = int(line.split()[1]) * 1024
    return sizes
