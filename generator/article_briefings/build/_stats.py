"""Statistics: the size of the site and of the cache, and the time of the last build by stage."""

import json
import os
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from article_briefings.build._store import Store
from article_briefings.build._timings import Stage, Timings
from article_briefings.pages import GRAPH

#: The parts of a site: a path prefix and a name. The first match counts.
_PARTS = (
    ("briefings/by/", "lists of briefings"),
    ("briefings/", "briefings"),
    ("claims/", "lists of claims"),
    ("actors/", "actors"),
    ("pagefind/", "search"),
    ("assets/", "styles, scripts, fonts"),
)
EXPORTS = "exports"
REST = "everything else"
LIMIT = 1_000_000_000
"""Size limit of GitHub Pages in bytes."""


@dataclass(frozen=True)
class Part:
    """Some files of the site."""

    name: str
    files: int
    size: int
    """Total size of the files in bytes; disk usage is higher."""
    median: int
    """Median file size in bytes."""


@dataclass(frozen=True)
class Statistics:
    """Size, build times and memory."""

    site: Path
    cache: Path | None
    parts: Sequence[Part]
    """The parts of the site, the largest first."""
    builds: Mapping[str, Mapping[str, Stage]]
    """The stages of the last build of each kind."""
    search: Mapping[str, tuple[int, int]]
    """By kind of build: memory in bytes that the search index needed, and its number of pages."""
    store: Mapping[str, tuple[int, int]]
    """By kind of entry in the cache: their number and their size in bytes."""

    @classmethod
    def of(
        cls,
        site: Path,
        cache: Path | None,
        memory_of: Callable[[Store, str], tuple[int, int] | None],
    ) -> "Statistics":
        """Collect the statistics of a built site and of the cache.

        `memory_of` returns the memory and the pages of the search index of a kind of build.
        """
        path = cache / "results.sqlite" if cache else None
        store = Store(path if path and path.is_file() else None)
        builds = reports(store)
        search = {name: about for name in builds if (about := memory_of(store, name))}
        found = cls(site, cache, parts_of(site), builds, search, store.sizes())
        store.close()
        return found

    @property
    def excess(self) -> str:
        """The message for a site that is too large for GitHub Pages; empty if it is not."""
        return excess(self.parts)

    def as_json(self) -> dict[str, Any]:
        """Return all figures."""
        return {
            "site": [asdict(part) for part in self.parts],
            "builds": {
                name: {stage: asdict(value) for stage, value in stages.items()}
                for name, stages in self.builds.items()
            },
            "search": {n: {"memory": m, "pages": p} for n, (m, p) in self.search.items()},
            "kept": {kind: {"entries": n, "size": size} for kind, (n, size) in self.store.items()},
        }

    def lines(self) -> list[str]:
        """Return all figures as plain-text tables."""
        blocks = [
            [
                f"The last {name}:",
                *stage_lines(stages),
                *([search_words(*self.search[name])] if name in self.search else []),
            ]
            for name, stages in self.builds.items()
        ]
        if self.parts:
            blocks.append([f"The site in {self.site}:", *part_lines(self.parts)])
        if self.store:
            blocks.append([f"Kept in {self.cache}:", *kept_lines(self.store)])
        return "\n\n".join("\n".join(block) for block in blocks).splitlines()


def parts_of(site: Path) -> list[Part]:
    """Return the parts of a built site, the largest first."""
    sizes: dict[str, list[int]] = {}
    for place, size in _sizes(site):
        sizes.setdefault(_part_of(place), []).append(size)
    parts = [
        Part(name, len(found), sum(found), round(statistics.median(found)))
        for name, found in sizes.items()
    ]
    return sorted(parts, key=lambda part: (-part.size, part.name))


def _part_of(place: str) -> str:
    if place.startswith("data/") or place.endswith(f"/{GRAPH}"):
        return EXPORTS
    return next((name for start, name in _PARTS if place.startswith(start)), REST)


def excess(parts: Sequence[Part]) -> str:
    """Return the message for a site that is too large for GitHub Pages; empty if it is not."""
    total = sum(part.size for part in parts)
    if total <= LIMIT:
        return ""
    message = f"the site has {size_words(total)}, and GitHub Pages takes {size_words(LIMIT)}"
    exports = sum(part.size for part in parts if part.name == EXPORTS)
    if total - exports > LIMIT:
        return message
    return (
        f"{message}; without the exports, {size_words(exports)}, it does: "
        "build with exports: false, and publish what briefings export writes elsewhere"
    )


def _sizes(folder: Path) -> Iterator[tuple[str, int]]:
    for current, _, names in os.walk(folder):
        for name in names:
            path = Path(current) / name
            if not path.is_symlink():
                yield path.relative_to(folder).as_posix(), path.stat().st_size


def keep_report(store: Store, name: str, timings: Timings) -> None:
    """Store the times of a build's stages."""
    store.put("report", name, json.dumps(timings.as_json()).encode())


def reports(store: Store) -> dict[str, Mapping[str, Stage]]:
    """Return the stages of the last build of each kind that has a stored report."""
    found: dict[str, Mapping[str, Stage]] = {}
    for name in ("build", "preview", "tree"):
        try:
            stages = json.loads(store.get("report", name) or b"[]")
            report = {str(n): Stage(float(s), int(m), int(r)) for n, s, m, r in stages}
        except (ValueError, TypeError):
            continue
        if report:
            found[name] = report
    return found


def search_words(memory: int, pages: int) -> str:
    """Return a sentence on the memory that Pagefind needed for an index."""
    amount = size_words(memory) if memory else "an unknown amount"
    number = f"{pages:,} page{'' if pages == 1 else 's'}"
    return f"search: Pagefind needed {amount} of memory for {number}; it grows with the site"


def stage_lines(stages: Mapping[str, Stage]) -> list[str]:
    """Return a table of stages, one line each."""
    rows = [("stage", "seconds", "made", "reused")]
    for name, stage in stages.items():
        rows.append((name, f"{stage.seconds:.2f}", _count(stage.made), _count(stage.reused)))
    rows.append(("in all", f"{sum(stage.seconds for stage in stages.values()):.2f}", "", ""))
    return _table(rows)


def part_lines(parts: Sequence[Part]) -> list[str]:
    """Return a table of the parts of a site, and their share of GitHub Pages' limit."""
    rows = [("part", "files", "bytes", "median")]
    rows += [(p.name, f"{p.files:,}", size_words(p.size), size_words(p.median)) for p in parts]
    total = sum(part.size for part in parts)
    rows.append(("in all", f"{sum(p.files for p in parts):,}", size_words(total), ""))
    share = f"{total / LIMIT:.1%} of the 1 GB that GitHub Pages takes"
    return [*_table(rows), share]


def kept_lines(sizes: Mapping[str, tuple[int, int]]) -> list[str]:
    """Return a table of the cache's entries."""
    rows = [("kept", "entries", "bytes")]
    rows += [(kind, f"{n:,}", size_words(size)) for kind, (n, size) in sorted(sizes.items())]
    return _table(rows)


def size_words(size: int) -> str:
    """Format a size in bytes, as in "56 kB"."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.{0 if size >= 10 * factor else 1}f} {unit}"
    return f"{size} B"


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Align columns: the first to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
