"""Measure the exports and write EXPORTS.md: time, bytes and memory of each format.

    python -m benchmarks.exports [ARTICLES ...]      default: 1000 3000

The corpus is made up and compiled once. Each export runs in a process of its own, forked from the
one with the corpus: its memory can be separated from that of the corpus, and it leaves nothing
behind for the next. Its bytes are counted and discarded. Times are one core's processor time, which
other programs on the machine change little. Needs Linux.
"""

import multiprocessing
import os
import platform
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._exports import EXPORTS, File, on_site
from article_briefings.pages._linked import briefing_graph
from benchmarks.corpus import make_corpus

RESULTS = Path(__file__).resolve().parent / "EXPORTS.md"
ABOUT = Publication("A site", "Everything here is made up.", "https://news.example/")
Make = Callable[[Corpus], Iterator[File]]


@dataclass(frozen=True)
class Cost:
    """The costs of one export."""

    name: str
    files: int
    size: int
    """Bytes of all files."""
    seconds: float
    """Of one core."""
    memory: int
    """Bytes at the worst moment, besides those that were there before."""


@dataclass(frozen=True)
class Measured:
    """The costs at one size."""

    articles: int
    claims: int
    compiling: float
    """Seconds of one core from the files to the corpus."""
    corpus: int
    """Bytes of the process with the corpus."""
    costs: list[Cost]


def main() -> None:
    """Measure each size and write the tables."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 3000]
    RESULTS.write_text(_page([measure(size) for size in sizes]), "utf-8")
    print(RESULTS.read_text("utf-8"))


def measure(articles: int) -> Measured:
    """Make a corpus of this many articles, and every export of it."""
    with tempfile.TemporaryDirectory(prefix="exports-") as folder:
        made = make_corpus(Path(folder), articles)
        start = _work()
        compiled = compile_corpus(Path(folder))
        compiling = _work() - start
        assert compiled.diagnostics == ()
        costs = [_forked(name, make, compiled.corpus) for name, make in _exports().items()]
        return Measured(articles, made.claims, compiling, _memory("VmRSS"), costs)


def _exports() -> dict[str, Make]:
    """By name: each format as written by the command, the site's archives, schema.org."""

    def folder(name: str) -> Make:
        return lambda corpus: EXPORTS[name].files(corpus, ABOUT)

    def archive(name: str) -> Make:
        export = EXPORTS[name]
        return lambda corpus: iter([(export.published, on_site(export, corpus, ABOUT))])

    def schema_org(corpus: Corpus) -> Iterator[File]:
        for article in corpus.articles:
            yield "schema.jsonld", iter((briefing_graph(corpus, article, ABOUT.url),))

    found: dict[str, Make] = {}
    for export in EXPORTS.values():
        found[export.name] = folder(export.name)
        if export.published.endswith(".zip"):
            found[f"{export.name}, as ZIP"] = archive(export.name)
    return found | {"schema.org": schema_org}


def _forked(name: str, make: Make, corpus: Corpus) -> Cost:
    """Make one export in a process of its own."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)

    def work() -> None:
        Path("/proc/self/clear_refs").write_text("5")  # reset the peak to the current size
        before, start = _memory("VmRSS"), time.process_time()
        files = size = 0
        for _, pieces in make(corpus):
            files += 1
            size += sum(map(len, pieces))
        seconds = time.process_time() - start
        sending.send(Cost(name, files, size, seconds, _memory("VmHWM") - before))

    process = context.Process(target=work)
    process.start()
    cost: Cost = receiving.recv()
    process.join()
    return cost


def _work() -> float:
    """Processor seconds of this process and of those that it waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _memory(field: str) -> int:
    """Bytes of a line of /proc/self/status."""
    found = re.search(rf"^{field}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024


# --- the page ------------------------------------------------------------------------------------


def _page(found: list[Measured]) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    head = (
        "# Exports\n\n"
        f"Written by `make bench-exports` on {os.cpu_count()} cores and {memory:.0f} GiB "
        f"({platform.machine()}, Python {platform.python_version()}), load "
        f"{os.getloadavg()[0]:.1f} at the end. README.md says how to read it.\n"
    )
    return head + "".join(map(_section, found)) + (_growth(found) if len(found) > 1 else "")


def _section(found: Measured) -> str:
    rows = "".join(
        f"| {cost.name} | {cost.files:,} | {_megabytes(cost.size)} | {cost.seconds:.2f} s "
        f"| {cost.seconds / found.compiling:.2f} | {_megabytes(cost.memory)} |\n"
        for cost in found.costs
    )
    return (
        f"\n## {found.articles:,} articles, {found.claims:,} claims\n\n"
        f"Compiling them takes {found.compiling:.1f} s of one core; the process then has "
        f"{_megabytes(found.corpus)}.\n\n"
        "| export | files | size | one core | of compiling | memory |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        f"{rows}"
    )


def _growth(found: list[Measured]) -> str:
    """How the largest size compares with the smallest, per article."""
    few, many = found[0], found[-1]
    more = many.articles / few.articles
    rows = "".join(
        f"| {one.name} | {other.seconds / one.seconds / more:.2f} "
        f"| {other.size / one.size / more:.2f} | {_megabytes(other.memory - one.memory)} |\n"
        for one, other in zip(few.costs, many.costs, strict=True)
    )
    return (
        f"\n## {many.articles:,} against {few.articles:,}\n\n"
        "| export | time per article | size per article | more memory |\n"
        "| --- | ---: | ---: | ---: |\n"
        f"{rows}"
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
