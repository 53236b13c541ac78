"""RESULTS.md from results.json: a table for each size, and one of the targets.

python -m benchmarks.table
"""

import json
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
_ROWS = {
    "python": "Python, doing nothing",
    "check": "`briefings check`, all",
    "check-one": "`briefings check`, one article",
    "tree": "`briefings build`: the Markdown alone",
    "cold": "**`mkdocs build`, cold, with search**",
    "cold-plain": "cold, with search, without a picture for each briefing",
    "again": "again, nothing changed",
    "claim-newest": "one claim edited, in the newest article",
    "claim-middle": "one claim edited, in an article in the middle",
    "actor": "one actor renamed that 2 % of the articles show",
    "template": "the template of briefings edited",
    "claim-unsearched": "one claim edited, in the newest article, without search",
    "serve-start": "`mkdocs serve`, until it answers",
    "serve-save": "`mkdocs serve`, one claim: from saving to served",
    "material": "peer: MkDocs, Material, its search, nav of the indexes",
    "nav": "peer: the same, nav of every page",
    "zensical": "peer: Zensical 0.0.73",
    "hugo": "peer: Hugo, minimal theme, no search",
}
_QUESTIONS = {
    "common": "a common word",
    "rare": "a rare word",
    "filter": "a common word, one actor",
}
Figures = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """A target at one size."""

    size: int
    what: str
    most: float
    measured: float | None
    """None where one of its figures has not been measured."""
    unit: str = ""

    def row(self) -> str:
        """The row of the table."""
        if self.measured is None:
            return f"| {self.size:,} | {self.what} | {self.most:g}{self.unit} | not measured | |"
        reached = "yes" if self.measured <= self.most else f"no: {self.measured / self.most:.1f} ×"
        measured = f"{_short(self.measured)}{self.unit}"
        return (
            f"| {self.size:,} | {self.what} | {self.most:g}{self.unit} | {measured} | {reached} |"
        )


def write_table(results: dict[str, Figures]) -> str:
    """Write RESULTS.md, and return it."""
    sizes = [results[key] for key in sorted(results, key=lambda key: (int(key.split()[0]), key))]
    text = "".join(
        (
            "# Results\n\nWritten by `make bench`; [README.md](README.md) says how to read it.\n\n",
            "## Targets\n\n| articles | what | at most | measured | reached |\n",
            "| ---: | --- | ---: | ---: | --- |\n",
            *(f"{target.row()}\n" for target in targets(results)),
            *(_size(found) for found in sizes),
        )
    )
    (FOLDER / "RESULTS.md").write_text(text, "utf-8")
    return text


def targets(results: dict[str, Figures]) -> Iterator[Target]:
    """The targets of issues 5 and 17 with the measured figures."""
    for size, cold, serve, search_time, search_bytes in (
        (1_000, 0.52, 0.8, 0.3, 0.05),
        (5_000, 0.5, 2.0, 0.1, 0.01),
    ):
        found = results.get(str(size), {})
        yield Target(size, "cold build against MkDocs with Material", cold, _to(found, "cold"))
        if size == 1_000:
            for most, peer in ((0.43, "material"), (1.0, "zensical")):
                what = f"cold build without pictures, against {peer.title()}"
                yield Target(size, what, most, _to(found, "cold-plain", peer))
            edited = _median(found, "claim-unsearched")
            yield Target(size, "one claim edited, without search", 2.0, edited, " s")
        saved = _median(found, "serve-save")
        yield Target(size, "one claim edited in `serve`, save to served", serve, saved, " s")
        if size == 5_000:
            grown = _growth(results)
            yield Target(size, "cost per briefing, cold, against 1,000", 1.15, grown)
        memory = found["memory"]["without_pagefind"] / 2**20 if found else None
        most = 443 if size == 1_000 else 836
        yield Target(size, "peak memory without Pagefind", most, memory, " MiB")
        for key, question in _QUESTIONS.items():
            time, sent = _search_ratios(found, key)
            what = f"search for {question}, against Material's"
            yield Target(size, f"{what}: time", search_time, time)
            yield Target(size, f"{what}: its bytes", search_bytes, sent)
        page = found["sizes"]["median_page"] / 1e3 if found else None
        yield Target(size, "median briefing page, uncompressed", 60, page, " kB")
    large = results.get("10000", {})
    site = large["sizes"]["site"] / 1e9 if large else None
    yield Target(10_000, "site with search", 1.0, site, " GB")


def _median(found: Figures, key: str) -> float | None:
    times = found.get("seconds", {}).get(key)
    return statistics.median(times) if times else None


def _to(found: Figures, key: str, peer: str = "material") -> float | None:
    ours, theirs = _median(found, key), _median(found, peer)
    return ours / theirs if ours is not None and theirs else None


def _growth(results: dict[str, Figures]) -> float | None:
    small, large = (_median(results.get(size, {}), "cold") for size in ("1000", "5000"))
    return large / 5_000 / (small / 1_000) if small and large else None


def _search_ratios(found: Figures, question: str) -> tuple[float | None, float | None]:
    if not found:
        return None, None
    ours, peer = (found["search"][question][side] for side in ("ours", "peer"))
    times = [statistics.median(side["milliseconds"]) for side in (ours, peer)]
    return times[0] / times[1], ours["search_bytes"] / peer["search_bytes"]


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}" if value >= 10 else f"{value:.2g}"


def _size(found: Figures) -> str:
    rounds = found["repeats"]
    how = f"Medians of {rounds} or more, in turn" if rounds > 1 else "Builds were measured once"
    return (
        f"\n## {found['articles']:,} articles{', full' if found.get('full') else ''}\n\n"
        f"{found['claims']:,} claims, {found['words']:,} words. Measured on {found['date']} at "
        f"{found['commit']}, on {found['machine']}; load {found['load']} at the end. {how}.\n\n"
        "| what | median | range | to Material | to Hugo |\n| --- | ---: | --- | ---: | ---: |\n"
        + "".join(_time_rows(found))
        + "\n| search in Chromium | ours | Material's | time | bytes of the search | all bytes |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        + "".join(_search_rows(found["search"]))
        + "\n"
        + _weights(found)
    )


def _time_rows(found: Figures) -> Iterator[str]:
    for key, name in _ROWS.items():
        times = found["seconds"].get(key)
        if times:
            ratios = " | ".join(
                f"{_to(found, key, peer) or 0:.2f}" for peer in ("material", "hugo")
            )
            median = statistics.median(times)
            yield f"| {name} | {median:.2f} s | {min(times):.2f}–{max(times):.2f} | {ratios} |\n"


def _search_rows(search: Figures) -> Iterator[str]:
    for key, question in _QUESTIONS.items():
        ours, peer = search[key]["ours"], search[key]["peer"]
        times = [statistics.median(side["milliseconds"]) for side in (ours, peer)]
        sent, every = (
            f"{ours[name] / peer[name]:.3f} ({ours[name] / 1e3:,.0f} of {peer[name] / 1e3:,.0f} kB)"
            for name in ("search_bytes", "all_bytes")
        )
        yield (
            f"| {question} | {times[0]:,.0f} ms | {times[1]:,.0f} ms "
            f"| {times[0] / times[1]:.2f} | {sent} | {every} |\n"
        )


def _weights(found: Figures) -> str:
    sizes, memory = found["sizes"], found["memory"]
    peers = ", ".join(
        f"{key.removeprefix('site-')} {value / 1e6:,.0f} MB"
        for key, value in sizes.items()
        if key.startswith("site-")
    )
    return (
        f"- Site: {sizes['site'] / 1e6:,.0f} MB in {sizes['files']:,} files, of which search "
        f"{sizes['search'] / 1e6:,.1f} MB; the median briefing "
        f"{sizes['median_page'] / 1e3:.0f} kB. Peers: {peers}.\n"
        f"- Most memory of a cold build, all processes together: {memory['all'] / 2**20:,.0f} MiB, "
        f"without Pagefind {memory['without_pagefind'] / 2**20:,.0f} MiB.\n"
    )


if __name__ == "__main__":
    print(write_table(json.loads((FOLDER / "results.json").read_text("utf-8"))))
