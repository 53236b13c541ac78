"""Measure the ledger's filters in Chromium and write LEDGER.md.

    python -m benchmarks.ledger [CLAIMS ...]      default: 20000

The page is the ledger's first page of made-up claims in the frame of this
repository's own site, served with gzip. The time runs from a change of the form
to the frame after the new list is painted.
"""

import gzip
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.gzip_server import serving
from benchmarks.ledger_corpus import made_up
from benchmarks.ledger_page import lay_ledger
from benchmarks.processes import chromium

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "LEDGER.md"
REPEATS = 7

#: Changes one field; returns the milliseconds until the new list is painted.
CHANGE = """async ([name, value]) => {
  const field = document.getElementById("ledger--form").elements[name];
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  await painted();
  const start = performance.now();
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => setTimeout(done));
  await painted();
  return performance.now() - start;
}"""
#: Touches the form for the first time; returns the milliseconds until the list appears.
_FIRST = """async () => {
  const form = document.getElementById("ledger--form");
  const status = document.getElementById("ledger--status");
  const start = performance.now();
  form.elements.kind.value = "fact";
  form.elements.kind.dispatchEvent(new Event("input", { bubbles: true }));
  while (!/ of /.test(status.textContent)) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
#: The changes, in order: name of the row, field, value.
STEPS = (
    ("a kind", "kind", "denial"),
    ("an answer as well", "so", "disputed"),
    ("any kind again", "kind", ""),
    ("no filter", "so", ""),
    ("an actor", "actor", "actor-10"),
    ("the actor's part", "as", "relays"),
    ("any actor again", "actor", ""),
    ("a year", "year", "2015"),
    ("a topic as well", "topic", "topic-3"),
    ("any topic again", "topic", ""),
    ("any year again", "year", ""),
    ("a word", "q", "record"),
    ("no word", "q", ""),
)


def main() -> None:
    """Measure at each size and write the tables."""
    sizes = [int(size) for size in sys.argv[1:]] or [20_000]
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site)]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, cwd=ROOT, check=True, env=environment)
        tables = [_table(site, Path(scratch) / str(size), size) for size in sizes]
    RESULTS.write_text(_head() + "\n".join(tables), "utf-8")
    print(RESULTS.read_text("utf-8"))


def _table(site: Path, folder: Path, size: int) -> str:
    folder.mkdir()
    lay_ledger(site, made_up(size), folder)
    with serving(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        first, times = _measure(page, f"{address}claims/")
        browser.close()
    all_times = sorted(time for found in times.values() for time in found)
    rows = [
        f"| {name} | {statistics.median(found):.0f} ms | {min(found):.0f}–{max(found):.0f} |"
        for name, found in times.items()
    ]
    return (
        f"## {size:,} claims\n\n{_bytes(folder)}\n\n"
        f"The first touch of the form until the list is there, the data loaded: {first:.0f} ms. "
        f"Of all changes after that, the median is {statistics.median(all_times):.0f} ms, "
        f"and 95 % take at most {all_times[int(len(all_times) * 0.95)]:.0f} ms.\n\n"
        "| change | median | range |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"
    )


def _measure(page: Page, address: str) -> tuple[float, dict[str, list[float]]]:
    page.goto(address)
    first: float = page.evaluate(_FIRST)
    times: dict[str, list[float]] = {name: [] for name, _, _ in STEPS}
    for _ in range(REPEATS):
        for name, field, value in STEPS:
            times[name].append(page.evaluate(CHANGE, [field, value]))
    return first, times


def _bytes(folder: Path) -> str:
    parts, quotes = (
        [path.stat().st_size for path in (folder / "claims").glob(f"{name}-*")]
        for name in ("ledger", "quotes")
    )
    html = (folder / "claims" / "index.html").read_bytes()
    return (
        f"Data: {len(parts)} packed files, {sum(parts) / 1e3:.0f} kB, loaded when the form is "
        f"first touched; the words of as many, {sum(quotes) / 1e3:.0f} kB, with the claims shown. "
        f"The page itself: {len(html) / 1e3:.0f} kB, {len(gzip.compress(html, 6)) / 1e3:.0f} kB."
    )


def _head() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        "# The ledger's filters\n\n"
        f"Written by `make bench-ledger`: Chromium without a graphics card, {REPEATS} rounds, on "
        f"{os.cpu_count()} cores and {memory:.0f} GiB ({platform.machine()}), load {load:.1f} at "
        "the end. README.md says how to read it.\n\n"
    )


if __name__ == "__main__":
    main()
