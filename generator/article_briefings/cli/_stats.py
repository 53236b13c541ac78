"""`briefings stats`: the size of the site and of the cache, and the time of the last build."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from article_briefings.cli._common import (
    RootOption,
    count,
    require_project,
    say,
    site_settings,
    usage,
)
from article_briefings.cli._hosts import (
    Host,
    HostName,
    likely_hosts,
    share,
    size_words,
    warnings,
)

if TYPE_CHECKING:  # the command line starts without them
    from article_briefings.build import Timings

#: The parts of a site: a path prefix and a name. The first match counts.
_PARTS = (
    ("data/", "exports"),
    ("briefings/by/", "lists of briefings"),
    ("briefings/", "briefings"),
    ("claims/", "lists of claims"),
    ("claim/", "pages of claims"),
    ("teach/", "worksheets and keys"),
    ("actors/", "actors"),
    ("pagefind/", "search"),
    ("demo/", "demo"),
    ("assets/", "styles, scripts, fonts"),
)


def stats(
    root: RootOption = Path(),
    site: Annotated[
        Path | None,
        typer.Option("--site", help="The built site.", metavar="DIR", show_default="site_dir"),
    ] = None,
    host: Annotated[
        HostName | None,
        typer.Option(
            help="Where the site is published; otherwise its addresses say so.", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the size of the built site, and how long the last build took.

    For each stage of a build: its seconds, how many results are new, and how many are from an
    earlier build; and the memory that the search index needed. There are separate figures for
    `mkdocs build`, the preview of `mkdocs serve`, and the folder of `briefings build`.
    A warning says if the site is larger, or has more files, than its host allows.
    """
    require_project(root)
    from article_briefings.site import Project

    config = site_settings(root)
    project = Project(config)
    named = host or project.options.get("host", "")
    likely = likely_hosts(named, config.site_url or "", config.repo_url or "")
    found = Statistics.of(site or Path(config.site_dir), project.cache, likely)
    if not found.parts and not found.builds:
        raise usage(f"there is no site in {found.site} and no stored build: run mkdocs build")
    if as_json:
        typer.echo(json.dumps(found.as_json(), indent=2))
    else:
        for line in found.lines():
            say(line)
    for warning in found.warnings:
        say(f"briefings: warning: {warning}", err=True)


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
    builds: Mapping[str, "Timings"]
    """The stages of the last build of each kind."""
    search: Mapping[str, tuple[int, int]]
    """By kind of build: memory in bytes that the search index needed, and its number of pages."""
    store: Mapping[str, tuple[int, int]]
    """By kind of entry in the cache: their number and their size in bytes."""
    hosts: Sequence[Host]
    """The host of the site; if it is unknown, all."""

    @classmethod
    def of(cls, site: Path, cache: Path | None, hosts: Sequence[Host]) -> "Statistics":
        """Collect the statistics of a built site and of the cache."""
        from article_briefings.build import Store, Timings
        from article_briefings.search import memory_of

        path = cache / "results.sqlite" if cache else None
        store = Store(path if path and path.is_file() else None)
        builds = Timings.of(store)
        search = {name: about for name in builds if (about := memory_of(store, name))}
        found = cls(site, cache, parts_of(site), builds, search, store.sizes(), hosts)
        store.close()
        return found

    @property
    def size(self) -> int:
        """The size of the site in bytes."""
        return sum(part.size for part in self.parts)

    @property
    def files(self) -> int:
        """The number of the site's files."""
        return sum(part.files for part in self.parts)

    @property
    def warnings(self) -> list[str]:
        """Sentences on the limits of the host that the site exceeds."""
        exports = sum(part.size for part in self.parts if part.name == "exports")
        return list(warnings(self.hosts, self.size, self.files, exports))

    def as_json(self) -> dict[str, Any]:
        """Return all figures."""
        return {
            "site": [asdict(part) for part in self.parts],
            "warnings": self.warnings,
            "builds": {name: asdict(timings)["stages"] for name, timings in self.builds.items()},
            "search": {n: {"memory": m, "pages": p} for n, (m, p) in self.search.items()},
            "kept": {kind: {"entries": n, "size": size} for kind, (n, size) in self.store.items()},
        }

    def lines(self) -> Iterator[str]:
        """Yield all figures as plain-text tables."""
        blocks = [
            [f"The last {name}:", *stage_lines(timings), *self._search_lines(name)]
            for name, timings in self.builds.items()
        ]
        if self.parts:
            blocks.append([f"The site in {self.site}:", *self._part_lines()])
        if self.store:
            rows = [(k, f"{n:,}", size_words(size)) for k, (n, size) in sorted(self.store.items())]
            blocks.append([f"Stored in {self.cache}:", *_table(("kind", "entries", "bytes"), rows)])
        for number, block in enumerate(blocks):
            yield from [""] * bool(number)
            yield from block

    def _search_lines(self, name: str) -> Iterator[str]:
        """Yield a sentence on the memory that Pagefind needed for the index of a kind of build."""
        if name in self.search:
            memory, pages = self.search[name]
            amount = size_words(memory) if memory else "an unknown amount"
            about = f"{amount} of memory for {count(pages, 'page')}"
            yield f"search: Pagefind needed {about}; it grows with the site"

    def _part_lines(self) -> list[str]:
        """Return a table of the parts of the site, and their shares of the host's limits."""
        parts = self.parts
        rows = [(p.name, f"{p.files:,}", size_words(p.size), size_words(p.median)) for p in parts]
        rows.append(("total", f"{self.files:,}", size_words(self.size), ""))
        shares = (share(host, self.size, self.files) for host in self.hosts)
        return [*_table(("part", "files", "bytes", "median"), rows), *shares]


def parts_of(site: Path) -> list[Part]:
    """Return the parts of a built site, the largest first."""
    from statistics import median

    sizes: dict[str, list[int]] = {}
    for current, _, names in os.walk(site):
        for path in (Path(current, name) for name in names):
            if not path.is_symlink():
                part = _part_of(path.relative_to(site).as_posix())
                sizes.setdefault(part, []).append(path.stat().st_size)
    parts = [
        Part(name, len(found), sum(found), round(median(found))) for name, found in sizes.items()
    ]
    return sorted(parts, key=lambda part: (-part.size, part.name))


def _part_of(place: str) -> str:
    from article_briefings.pages import Site

    if place.endswith(f"/{Site.GRAPH}"):
        return "exports"
    return next((name for start, name in _PARTS if place.startswith(start)), "everything else")


def stage_lines(timings: "Timings") -> list[str]:
    """Return a table of stages, one line each."""
    stages = timings.stages
    rows = [
        (name, f"{stage.seconds:.2f}", *(f"{n:,}" if n else "" for n in (stage.made, stage.reused)))
        for name, stage in stages.items()
    ]
    rows.append(("total", f"{sum(stage.seconds for stage in stages.values()):.2f}", "", ""))
    return _table(("stage", "seconds", "made", "reused"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Align columns: the first to the left, numbers to the right."""
    table = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
