"""Measure whole processes, in turn and in one run, and write the table to RESULTS.md.

    python -m benchmarks.run [N ...]      default: 100 1000

The peer is MkDocs with Material and Material's own search on the Markdown
that `briefings build` writes: what the same pages cost without our stages.
"""

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from benchmarks.corpus import Made, make_corpus

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
REPEATS = 3
_PEER = {
    "site_name": "peer",
    "docs_dir": "tree",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    "markdown_extensions": ["attr_list", "tables", {"toc": {"permalink": True}}],
    "nav": [{"Home": "index.md"}, {"Briefings": "briefings/index.md"}],
    "validation": {"omitted_files": "ignore", "not_found": "ignore", "anchors": "ignore"},
}


def main() -> None:
    """Measure at each size and write the table."""
    sizes = [int(size) for size in sys.argv[1:]] or [100, 1000]
    rows = [row for size in sizes for row in measure(size)]
    RESULTS.write_text(_table(rows), "utf-8")
    print(RESULTS.read_text("utf-8"))


def measure(size: int) -> list[str]:
    """The rows of one size."""
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "project"
        project.mkdir()
        made = make_corpus(project, size)
        for name in ("docs", "templates"):
            shutil.copytree(ROOT / name, project / name)
        shutil.copy(ROOT / "mkdocs.yml", project)
        (project / "peer.yml").write_text(yaml.safe_dump(_PEER), "utf-8")
        return _rows(project, made)


def _rows(project: Path, made: Made) -> list[str]:
    python, size = sys.executable, made.articles
    (one, *_) = sorted((project / "briefings" / "articles").iterdir())
    commands: dict[str, list[str]] = {
        "`briefings check`, all": [python, "-m", "generator", "check"],
        "`briefings check`, one article": [python, "-m", "generator", "check", str(one)],
        "`briefings explain`": [python, "-m", "generator", "explain", "quote-not-found"],
        "Python, doing nothing": [python, "-c", "pass"],
        "`briefings build`": [python, "-m", "generator", "build", "-o", "tree"],
        "`mkdocs build` with search": [python, "-m", "mkdocs", "build", "-q", "-d", "ours"],
        "peer: MkDocs, Material, its search": [
            *(python, "-m", "mkdocs", "build", "-q"),
            *("-f", "peer.yml", "-d", "theirs"),
        ],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    _seconds(project, commands["`briefings check`, all"])  # compiles Python's modules, warms files
    for _ in range(REPEATS):  # in turn, so that a noisy minute hits all alike
        for name, command in commands.items():
            times[name].append(_seconds(project, command))
    peer = statistics.median(times["peer: MkDocs, Material, its search"])
    rows = [
        f"| {size:,} | {name} | {statistics.median(found):.2f} s "
        f"| {min(found):.2f}–{max(found):.2f} | {statistics.median(found) / peer:.2f} |"
        for name, found in times.items()
    ]
    return [*rows, _sizes(project, made)]


def _seconds(project: Path, command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        command,
        cwd=project,
        check=True,
        stdout=subprocess.DEVNULL,
        env=_environment(project),
    )
    return time.perf_counter() - start


def _environment(project: Path) -> dict[str, str]:
    """As a contributor has it: with compiled modules, kept out of the source folder."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    cache = str(project.parent / "compiled")
    return {
        **kept,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": cache,
    }


def _sizes(project: Path, made: Made) -> str:
    def size(folder: Path, wanted: Callable[[Path], bool] = lambda _: True) -> int:
        return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and wanted(p))

    pages = [p.stat().st_size for p in (project / "ours" / "briefings").glob("*/index.html")]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return (
        f"| {made.articles:,} | sizes: {made.claims:,} claims, {made.words:,} words | "
        f"site {size(project / 'ours') / 1e6:.0f} MB, "
        f"peer {size(project / 'theirs') / 1e6:.0f} MB | "
        f"median page {statistics.median(pages) / 1e3:.0f} kB, "
        f"search {size(project / 'ours' / 'pagefind') / 1e6:.1f} MB | "
        f"largest process so far {peak:.0f} MB |"
    )


def _table(rows: list[str]) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    head = (
        "# Results\n\n"
        f"Written by `make bench`: whole processes, medians of {REPEATS}, in turn, in one run, on "
        f"{os.cpu_count()} cores and {memory:.0f} GiB ({platform.machine()}, "
        f"Python {platform.python_version()}). README.md says how to read it.\n\n"
        "| articles | what | median | range | ratio to peer |\n| --- | --- | --- | --- | --- |\n"
    )
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
