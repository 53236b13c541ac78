"""Measure builds, rebuilds, `serve` and search, compared with those of other generators.

    python -m benchmarks.run [--full] [--without=PEER] [--rounds=3] [N ...]      default: 100 1000

With `--full` the corpus is the one in which every article has everything.
Whole processes are measured in turn and in one run. The figures go to
results.json, where those of a size replace its previous ones, and
[table.py](table.py) writes RESULTS.md from that.
"""

import datetime as dt
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import first_result
from benchmarks.edits import PLAIN, UNSEARCHED, Project
from benchmarks.peers import Peer, lay_peers
from benchmarks.processes import ROOT, environment, peak_memory, run
from benchmarks.serving import seconds_to_served
from benchmarks.table import write_table

FIGURES = ROOT / "benchmarks" / "results.json"
_BUILD = [sys.executable, "-m", "mkdocs", "build", "-q"]
_BRIEFINGS = [sys.executable, "-m", "article_briefings"]
_TREE = "../tree"
Seconds = dict[str, list[float]]


def main() -> None:
    """Measure at each size, store the figures and write the table."""
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    without = {word.removeprefix("--without=") for word in options}
    full = "--full" in options
    rounds = next((int(w[9:]) for w in options if w.startswith("--rounds=")), 3)
    for size in [int(word) for word in sys.argv[1:] if word not in options] or [100, 1000]:
        found = measure(size, rounds, without, full)
        results = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
        results[f"{size} full" if full else str(size)] = found
        text = json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False)
        FIGURES.write_text(f"{text}\n", "utf-8")
        print(write_table(results))


def measure(
    size: int, rounds: int, without: Collection[str] = (), full: bool = False
) -> dict[str, Any]:
    """All figures of one size, except for those of the peers in `without`."""
    # The indexing process of the last preview may still be ending.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        variables = environment(scratch)
        _say(f"{size:,} articles: making them")
        project = Project.lay(scratch / "project", size, full)
        found = {**_about(project), "repeats": rounds, "full": full}
        ours = _ours(project, variables)
        # Compiles Python's modules, warms the file cache, and writes the input of the peers.
        run(project.folder, [*_BRIEFINGS, "check"], variables)
        run(project.folder, [*_BRIEFINGS, "build", "-o", _TREE], variables)
        peers = lay_peers(scratch, scratch / "tree", size, sys.executable)
        theirs = {p.key: _peer(p, variables) for p in peers if p.key not in without}
        found["seconds"] = _rounds({**ours, **theirs}, rounds)
        _say("memory of a cold build")
        project.forget()
        found["memory"] = asdict(peak_memory(project.folder, _BUILD, variables))
        found["sizes"] = _sizes(project, peers)
        _say(f"{found['memory']} {found['sizes']}")
        _say("mkdocs serve")
        start, saves = seconds_to_served(project, variables)
        found["seconds"] |= {"serve-start": [round(start, 3)], "serve-save": _rounded(saves)}
        _say(f"{start:.2f} s to start, saves {_rounded(saves)} s")
        _say("search in Chromium")
        words = first_result.choose(project.folder)
        found["search"] = first_result.measure(project.site, peers[0].site, words, rounds)
        found["load"] = round(os.getloadavg()[0], 1)
    return found


def _ours(project: Project, variables: dict[str, str]) -> dict[str, Callable[[], float]]:
    """Our measurements, in this order: each build follows those before it."""
    made = project.made

    def build(*options: str) -> float:
        return run(project.folder, [*_BUILD, *options], variables)

    def cold(*options: str) -> float:
        project.forget()
        return build(*options)

    def after(edit: Callable[[], str], source: str, *options: str) -> Callable[[], float]:
        """Time a build after an edit; a page that does not show the edit is an error."""

        def edit_and_build() -> float:
            words = edit()
            seconds = build(*options)
            if not project.shows(source, words):
                sys.exit(f"the page of {source} does not show: {words}")
            return seconds

        return edit_and_build

    def unsearched() -> float:
        build("-f", UNSEARCHED)  # other settings: the first build converts every page
        edit = after(lambda: project.edit_claim(made.newest), made.newest, "-f", UNSEARCHED)
        return edit()

    def briefings(*arguments: str) -> Callable[[], float]:
        return lambda: run(project.folder, [*_BRIEFINGS, *arguments], variables)

    return {
        "python": lambda: run(project.folder, [sys.executable, "-c", "pass"], variables),
        "check": briefings("check"),
        "check-one": briefings("check", made.newest),
        "tree": briefings("build", "-o", _TREE),
        "cold-plain": lambda: cold("-f", PLAIN),
        "cold": cold,
        "again": build,
        "claim-newest": after(lambda: project.edit_claim(made.newest), made.newest),
        "claim-middle": after(lambda: project.edit_claim(made.middle), made.middle),
        "actor": after(lambda: project.rename_actor(made.rare_actor), made.rare_actor),
        "template": after(project.edit_template, made.newest),
        "claim-unsearched": unsearched,
    }


def _peer(peer: Peer, variables: dict[str, str]) -> Callable[[], float]:
    def build() -> float:
        peer.forget()
        return run(peer.folder, peer.command, variables)

    return build


def _rounds(what: dict[str, Callable[[], float]], rounds: int) -> Seconds:
    """Measure everything in turn, several times, so a noisy minute affects all alike."""
    seconds: Seconds = {name: [] for name in what}
    for turn in range(1, rounds + 1):
        for name, once in what.items():
            seconds[name].append(round(once(), 3))
            _say(f"round {turn} of {rounds}: {name} {seconds[name][-1]:.2f} s")
    return seconds


def _rounded(times: list[float]) -> list[float]:
    return [round(time, 3) for time in times]


def _sizes(project: Project, peers: list[Peer]) -> dict[str, float]:
    pages = [page.stat().st_size for page in (project.site / "briefings").glob("*/index.html")]
    return {
        "site": _bytes(project.site),
        "files": sum(1 for _ in _files(project.site)),
        "search": _bytes(project.site / "pagefind"),
        "median_page": statistics.median(pages),
        **{f"site-{peer.key}": _bytes(peer.site) for peer in peers},
    }


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in _files(folder))


def _about(project: Project) -> dict[str, Any]:
    """The subject, machine and date of the measurement."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    made = project.made
    return {
        "articles": made.articles,
        "claims": made.claims,
        "words": made.words,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "commit": _commit(),
        "machine": f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.machine()}, "
        f"Python {platform.python_version()}",
    }


def _commit() -> str:
    """The measured commit, and whether the generator has changed since."""

    def git(*arguments: str) -> str:
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--", "generator", "templates")
    return f"{git('rev-parse', '--short', 'HEAD')}{' with changes' if changed else ''}"


_BEGAN = time.monotonic()


def _say(words: str) -> None:
    print(f"[{time.monotonic() - _BEGAN:6.0f} s] {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
