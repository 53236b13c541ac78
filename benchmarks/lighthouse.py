"""Judge pages with Google's Lighthouse, on a phone and on a desktop, and write LIGHTHOUSE.md.

    python -m benchmarks.lighthouse LIGHTHOUSE

`make lighthouse` installs the program. Each figure is the median of five
runs; the throttling is Lighthouse's own, simulated.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.gzip_server import PREFIX, serving
from benchmarks.processes import chromium

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "LIGHTHOUSE.md"
REPEATS = 5
PAGES = {
    "the first briefing": "briefings/iran-armenia-azerbaijan/",
    "home": "",
    "a story": "stories/kanaani-briefing/",
    "a claim": "claim/iran-armenia-azerbaijan/baku-no-intent/",
    "claims": "claims/",
    "an actor": "actors/tasnim/",
    "a search": "search/?q=iran+troops",
}
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_METRICS = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
    "total-byte-weight": "bytes",
}


def main() -> None:
    """Build the site, measure its pages and write the table; return 1 if a briefing falls short."""
    lighthouse, chrome = str(Path(sys.argv[1]).resolve()), chromium() or "chromium"
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        _build(site)
        with serving(site) as address:
            rows = [
                (name, form, _medians(lighthouse, chrome, f"{address}{path}", form))
                for name, path in PAGES.items()
                for form in ("phone", "desktop")
            ]
    RESULTS.write_text(_table(rows), "utf-8")
    print(RESULTS.read_text("utf-8"))
    sys.exit(any(_short(found) for name, _, found in rows if name == "the first briefing"))


def _build(site: Path) -> None:
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "BRIEFINGS_SITE_URL": f"https://user.invalid{PREFIX}/",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _medians(lighthouse: str, chrome: str, url: str, form: str) -> dict[str, float]:
    runs = [_run(lighthouse, chrome, url, form) for _ in range(REPEATS)]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def _run(lighthouse: str, chrome: str, url: str, form: str) -> dict[str, float]:
    flags = "--headless=new --disable-gpu --no-first-run"
    flags += " --no-sandbox" if os.geteuid() == 0 else ""
    preset = ["--preset=desktop"] if form == "desktop" else []
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "report.json"  # its output may be truncated
        options = ["--quiet", "--output=json", f"--output-path={output}", f"--chrome-flags={flags}"]
        environment = {**os.environ, "CHROME_PATH": chrome}
        subprocess.run([lighthouse, url, *options, *preset], env=environment, check=True)
        report = json.loads(output.read_text("utf-8"))
    _print_faults(report)
    scores = {name: report["categories"][name]["score"] * 100 for name in _CATEGORIES}
    return {**scores, **{name: report["audits"][name]["numericValue"] for name in _METRICS}}


def _print_faults(report: dict[str, Any]) -> None:
    for name in _CATEGORIES:
        for item in report["categories"][name]["auditRefs"]:
            audit = report["audits"][item["id"]]
            if item["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"{report['finalDisplayedUrl']}: {name}: {audit['title']}", file=sys.stderr)


def _short(found: dict[str, float]) -> bool:
    perfect = all(found[name] == 100 for name in _CATEGORIES[1:])
    still = found["cumulative-layout-shift"] < 0.0005
    return not (perfect and found["performance"] >= 98 and still)


def _table(rows: list[tuple[str, str, dict[str, float]]]) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    head = (
        "# Lighthouse\n\n"
        f"Written by `make lighthouse`: Lighthouse 12.8.2, medians of {REPEATS}, throttling as it "
        "simulates by default, served with gzip from the same machine "
        f"({os.cpu_count()} cores, {memory:.0f} GiB, {platform.machine()}). What else the machine "
        "does costs points for performance, and nothing else.\n\n"
        "| page | on | performance | accessibility | best practices | SEO "
        "| first paint | largest paint | blocked | layout shift | transferred |\n"
        f"| {' | '.join(['---'] * 11)} |\n"
    )
    return head + "".join(f"{line}\n" for line in _lines(rows))


def _lines(rows: list[tuple[str, str, dict[str, float]]]) -> Iterator[str]:
    for name, form, found in rows:
        scores = " | ".join(f"{found[category]:.0f}" for category in _CATEGORIES)
        yield (
            f"| {name} | {form} | {scores} "
            f"| {found['first-contentful-paint'] / 1000:.1f} s "
            f"| {found['largest-contentful-paint'] / 1000:.1f} s "
            f"| {found['total-blocking-time']:.0f} ms "
            f"| {found['cumulative-layout-shift']:.3f} "
            f"| {found['total-byte-weight'] / 1000:.0f} kB |"
        )


if __name__ == "__main__":
    main()
