"""The peers: other generators, which build the Markdown written by `briefings build`.

None of them loads, checks, anchors or renders anything: the pages are complete.
MkDocs with Material and its search is the most similar; Zensical is its
successor; Hugo is the fastest of all, here with a one-line theme.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.processes import ROOT

PROGRAMS = ROOT / "build" / "peers" / ".venv" / "bin"
LARGEST_NAV = 1_000
"""The most articles of which a nav lists every page: its cost is quadratic."""
_SETTINGS: dict[str, Any] = {
    "site_name": "peer",
    "site_url": "https://user.invalid/article-briefings/",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    "markdown_extensions": ["attr_list", "tables", {"toc": {"permalink": True}}],
    "validation": {"omitted_files": "ignore", "not_found": "ignore", "anchors": "ignore"},
}
# An index.md would make everything below it part of its page; raw HTML and attributes are off.
_HUGO = """\
baseURL = "https://user.invalid/article-briefings/"
title = "peer"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
title = true
"""
_HUGO_LAYOUT = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    '<body><nav><a href="/">Home</a> <a href="/briefings/">Briefings</a></nav>'
    "<main>{{ .Content }}</main></body></html>\n"
)


@dataclass(frozen=True)
class Peer:
    """One generator with its settings in a folder of its own."""

    key: str
    folder: Path
    command: Sequence[str]
    site: Path
    cache: Path | None = None

    def forget(self) -> None:
        """Remove the output of an earlier build."""
        for path in filter(None, (self.site, self.cache)):
            shutil.rmtree(path, ignore_errors=True)


def lay_peers(scratch: Path, tree: Path, articles: int, python: str) -> list[Peer]:
    """The peers for a tree of Markdown files."""
    if not (PROGRAMS / "hugo").exists():
        raise SystemExit("the peers are not installed; run: make peers")
    mkdocs = [python, "-m", "mkdocs", "build", "-q"]
    indexes = [{"Home": "index.md"}, *_indexes(tree)]
    peers = [_like_mkdocs(scratch / "material", tree, indexes, mkdocs)]
    if articles <= LARGEST_NAV:
        peers.append(_like_mkdocs(scratch / "nav", tree, _whole(tree), mkdocs))
    zensical = [str(PROGRAMS / "zensical"), "build"]
    peers.append(_like_mkdocs(scratch / "zensical", tree, indexes, zensical))
    peers.append(_hugo(scratch / "hugo", tree))
    return peers


def _like_mkdocs(
    folder: Path, tree: Path, nav: Sequence[dict[str, Any]], command: Sequence[str]
) -> Peer:
    shutil.copytree(tree, folder / "docs")  # Zensical does not follow links out of its folder
    settings = {**_SETTINGS, "nav": list(nav)}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return Peer(folder.name, folder, command, folder / "site", folder / ".cache")


def _indexes(tree: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(tree.glob("*/index.md")):
        yield {path.parent.name.capitalize(): f"{path.parent.name}/index.md"}


def _whole(tree: Path) -> list[dict[str, Any]]:
    """A nav with every page."""
    sections: dict[str, list[str]] = {}
    for path in sorted(tree.rglob("*.md")):
        name = path.relative_to(tree)
        if len(name.parts) > 1:
            sections.setdefault(name.parts[0].capitalize(), []).append(name.as_posix())
    return [{"Home": "index.md"}, *({name: pages} for name, pages in sections.items())]


def _hugo(folder: Path, tree: Path) -> Peer:
    content = folder / "content"
    shutil.copytree(tree, content)
    for path in sorted(content.rglob("index.md")):
        path.rename(path.with_name("_index.md"))
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("list", "single"):
        (layouts / f"{name}.html").write_text(_HUGO_LAYOUT, "utf-8")
    (folder / "hugo.toml").write_text(_HUGO, "utf-8")
    command = [str(PROGRAMS / "hugo"), "--quiet", "--noBuildLock"]
    return Peer("hugo", folder, command, folder / "public", folder / "resources")
