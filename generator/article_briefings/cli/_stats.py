"""`briefings stats`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    PROBLEMS,
    RootOption,
    require_project,
    say,
    site_settings,
    usage,
)

if TYPE_CHECKING:
    from article_briefings.build import Part, Stage


def stats(
    root: RootOption = Path(),
    site: Annotated[
        Path | None,
        typer.Option("--site", help="The built site.", metavar="DIR", show_default="site_dir"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show where the bytes of the built site are, and where the time of the last build went.

    For each stage of a build: its seconds, how many results it made anew, and how many it could
    take from an earlier build; and the memory that the search index needed. Kinds of builds are
    told apart: `mkdocs build`, the preview of `mkdocs serve`, and the tree of `briefings build`.
    A site that is larger than GitHub Pages takes is a problem.
    """
    require_project(root)
    from article_briefings.build import Store, excess, parts_of, reports
    from article_briefings.search import memory_of
    from article_briefings.site import cache_of

    config = site_settings(root)
    folder = site or Path(config.site_dir)
    cache = cache_of(config)
    path = cache / "results.sqlite" if cache else None
    store = Store(path if path and path.is_file() else None)
    parts, found, kept = parts_of(folder), reports(store), store.sizes()
    searched = {name: about for name in found if (about := memory_of(store, name))}
    store.close()
    if not parts and not found:
        raise usage(f"there is no site in {folder} and no build is remembered: run mkdocs build")
    if as_json:
        told = {
            "site": [asdict(part) for part in parts],
            "builds": {n: {s: asdict(v) for s, v in stages.items()} for n, stages in found.items()},
            "search": {n: {"memory": m, "pages": p} for n, (m, p) in searched.items()},
            "kept": {kind: {"entries": n, "size": size} for kind, (n, size) in kept.items()},
        }
        typer.echo(json.dumps(told, indent=2))
    else:
        _report(folder, cache, found, searched, parts, kept)
    if problem := excess(parts):
        say(f"briefings: {problem}", err=True)
        raise typer.Exit(PROBLEMS)


def _report(
    folder: Path,
    cache: Path | None,
    found: Mapping[str, Mapping[str, "Stage"]],
    searched: Mapping[str, tuple[int, int]],
    parts: Sequence["Part"],
    kept: Mapping[str, tuple[int, int]],
) -> None:
    from article_briefings.build import kept_lines, part_lines, search_words, stage_lines

    blocks = [
        [
            f"The last {name}:",
            *stage_lines(stages),
            *([search_words(*searched[name])] if name in searched else []),
        ]
        for name, stages in found.items()
    ]
    if parts:
        blocks.append([f"The site in {folder}:", *part_lines(parts)])
    if kept:
        blocks.append([f"Kept in {cache}:", *kept_lines(kept)])
    for line in "\n\n".join("\n".join(block) for block in blocks).splitlines():
        say(line)
