"""Measure crowded briefings in Chromium and write READING.md.

    python -m benchmarks.reading

The pages are made-up articles with 46 claims (the 90th percentile of real news) and 214 (the
densest), served with gzip. Each is opened in a browser without a cache, at full speed and with the
processor slowed down four times, like a phone's; then it is scrolled to its end with the wheel,
and a layer of marks is switched off and on.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.gzip_server import serving
from benchmarks.processes import chromium
from tests.site.crowded import crowded_project

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "READING.md"
REPEATS = 5
CLAIMS = (46, 214)
SLOWED = {"as it is": 1, "slowed down 4 times": 4}
_STEP = 400
"""CSS pixels that one turn of the wheel scrolls."""

_WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) longTasks.push(task.duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  window.largestPaint = list.getEntries().at(-1).startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
"""
#: The entries since the last call: first and largest paint in ms, and the long tasks.
_SEEN = """() => ({
  first: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  largest: window.largestPaint,
  tasks: longTasks.splice(0),
})"""
#: Switches a layer; returns the milliseconds until the frame after it is painted.
_SWITCH = """async () => {
  const box = document.getElementById("layer--indirect");
  const start = performance.now();
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  return performance.now() - start;
}"""


def main() -> None:
    """Measure each page at both speeds and write the table."""
    with tempfile.TemporaryDirectory() as scratch:
        site = _site(Path(scratch))
        with serving(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            rows = [
                _row(browser, f"{address}briefings/claims-{count}/", count, name)
                for count in CLAIMS
                for name in SLOWED
            ]
            browser.close()
    RESULTS.write_text(_head() + "\n".join(rows) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


def _site(scratch: Path) -> Path:
    project, site = crowded_project(scratch / "project"), scratch / "site"
    for name in ("docs", "templates"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=project, check=True, env=environment)
    return site


def _row(browser: Browser, url: str, claims: int, name: str) -> str:
    runs = [_run(browser, url, SLOWED[name]) for _ in range(REPEATS)]
    columns = ("first", "largest", "loading", "scrolling", "switching")
    found = ([run[key] for run in runs] for key in columns)
    values = [f"{statistics.median(times):.0f} ms ({max(times):.0f})" for times in found]
    long = statistics.median(run["long"] for run in runs)
    return f"| {claims} | {name} | {' | '.join(values)} | {long:.0f} |"


def _run(browser: Browser, url: str, slowed: int) -> dict[str, float]:
    """One visit, in a window of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(_WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(url)
    page.wait_for_selector(".reading.laid")
    page.wait_for_timeout(500)
    loaded: dict[str, Any] = page.evaluate(_SEEN)
    scrolled = _scroll(page)
    switches = [page.evaluate(_SWITCH) for _ in range(4)]
    context.close()
    return {
        "first": loaded["first"],
        "largest": loaded["largest"],
        "loading": max(loaded["tasks"], default=0),
        "scrolling": max(scrolled, default=0),
        "long": len(scrolled),
        "switching": statistics.median(switches),
    }


def _scroll(page: Page) -> list[float]:
    """Turn the wheel until the end of the page; return the long tasks meanwhile, in ms."""
    page.mouse.move(500, 500)
    while page.evaluate("scrollY + innerHeight < document.documentElement.scrollHeight - 2"):
        page.mouse.wheel(0, _STEP)
        page.wait_for_timeout(16)
    page.wait_for_timeout(200)
    tasks: list[float] = page.evaluate(_SEEN)["tasks"]
    page.evaluate("scrollTo(0, 0)")
    return tasks


def _head() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        "# Crowded briefings\n\n"
        f"Written by `make bench-reading`: Chromium without a graphics card and without a cache, "
        f"medians of {REPEATS} visits, the worst in brackets, on {os.cpu_count()} cores and "
        f"{memory:.0f} GiB ({platform.machine()}), load {os.getloadavg()[0]:.1f} at the end. "
        "README.md says how to read it.\n\n"
        "| claims | processor | first paint | largest paint | longest task while loading "
        "| longest task while scrolling | switching a layer | tasks over 50 ms while scrolling |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    )


if __name__ == "__main__":
    main()
