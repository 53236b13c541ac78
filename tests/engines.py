"""The engines that build what `briefings build --standalone` writes, and what they make of it."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from lxml import html

from tests.overlay import PROJECT

INSTALLED = PROJECT / "build" / "engines"
BASE = "https://site.invalid/"
ENGINES: Mapping[str, tuple[str, ...]] = {
    "MkDocs": ("mkdocs", "build", "--quiet"),
    "ProperDocs": ("properdocs", "build", "--quiet"),
    "Zensical": ("zensical", "build"),
}


def build(project: Path, folder: Path, engines: Iterable[str] = ENGINES) -> dict[str, Path]:
    """Build a copy of a project with each engine, all at once; the folders of their sites."""
    running, sites = {}, {}
    for name in engines:
        copy = folder / name
        shutil.copytree(project, copy)
        sites[name] = copy / "site"
        running[name] = start(ENGINES[name], copy)
    for name, process in running.items():
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, f"{name}: {said}"
    return sites


def start(command: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    """An engine at work in a folder."""
    packages = next(INSTALLED.glob("lib/python*/site-packages"), None)
    assert packages, "the engines are not installed; run: make engines"
    folders = packages, PROJECT / "generator", PROJECT
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@dataclass(frozen=True)
class Mark:
    """A marked stretch of the article."""

    id: str
    form: str
    key: str
    text: str


@dataclass(frozen=True)
class Page:
    """What of a page must not depend on the engine: its content, and what leads to others."""

    title: str
    canonical: str
    sections: tuple[str, ...]
    """Where the masthead and the colophon lead."""
    neighbours: int
    """How many links there are beside the text."""
    ids: tuple[str, ...]
    marks: tuple[Mark, ...]
    links: tuple[str, ...]
    """Where they lead, in their order."""
    article: str
    """What stands in the article’s element, character for character; empty without one."""
    elements: Counter[str]
    text: str


def pages(site: Path) -> dict[str, Page]:
    """Every page that an engine makes by its address; those of claims it copies."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        if not address.startswith("claim/"):
            found[address] = _page(path.read_bytes(), urljoin(BASE, address))
    return found


def _page(data: bytes, address: str) -> Page:
    tree = html.document_fromstring(data.decode())
    (content,) = tree.xpath('//*[contains(concat(" ", @class, " "), " md-content__inner ")]')
    articles = content.xpath('.//*[@id="article-text"]')
    return Page(
        title=tree.findtext(".//title"),
        canonical="".join(tree.xpath('//link[@rel="canonical"]/@href')),
        sections=tuple(
            resolved(link, address)
            for link in tree.xpath('//*[@class="masthead" or @class="colophon"]//a/@href')
        ),
        neighbours=len(tree.xpath('//*[@class="rail"]//a')),
        ids=(*content.xpath(".//@id"), *tree.xpath('//*[@class="colophon"]//@id')),
        marks=tuple(
            Mark(mark.get("id", ""), mark.get("class", ""), mark.get("data-key", ""), _text(mark))
            for mark in content.xpath(".//u[@class]")
        ),
        links=tuple(resolved(link, address) for link in content.xpath(".//a/@href")),
        article=_text(articles[0]) if articles else "",
        elements=Counter(element.tag for element in content.iter(html.etree.Element)),
        text=" ".join(_text(content).split()),
    )


def resolved(link: str, address: str) -> str:
    """Where a link leads; the page and the place on it."""
    page, place = urldefrag(urljoin(address, link))
    return f"{page}#{place}" if place else page


def _text(element: html.HtmlElement) -> str:
    return str(element.text_content())
