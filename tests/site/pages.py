"""The pages of a built site, parsed as a browser would."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

PREFIX = "/project/sub"
BASE = f"http://site.invalid{PREFIX}/"
_LINKS = ("href", "src", "poster", "action")

#: One page of each kind, by the kind's name.
KINDS = {
    "home": "",
    "briefings": "briefings/",
    "briefing": "briefings/iran-armenia-azerbaijan/",
    "worksheet": "teach/iran-armenia-azerbaijan/",
    "key": "teach/iran-armenia-azerbaijan/key/",
    "claims": "claims/",
    "claims-by": "claims/by/kind/fact/",
    "actors": "actors/",
    "actor": "actors/nasser-kanaani/",
    "outlet": "actors/tasnim/",
    "background-index": "background/",
    "background": "background/lachin-corridor/",
    "topics": "topics/",
    "topic": "topics/armenia-azerbaijan/",
    "timeline": "timeline/",
    "contradictions": "claims/contradictions/",
    "changes": "changes/",
    "reviews": "reviews/",
    "search": "search/",
    "method": "about/method/",
    "404": "404.html",
}


def html_files(site: Path) -> list[Path]:
    """Every page of a site."""
    return sorted(site.rglob("*.html"))


@cache
def parsed(path: Path) -> Element:
    """A page's tree."""
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


def url_of(site: Path, path: Path) -> str:
    """A page's address below BASE."""
    name = path.relative_to(site).as_posix()
    return urljoin(BASE, name.removesuffix("index.html"))


def ids(tree: Element) -> list[str]:
    """All ids of a page, in order."""
    return [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]


def links(tree: Element) -> Iterator[str]:
    """Every address that a page refers to."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name in _LINKS:
            if name in element.attrib:
                yield element.attrib[name]


def broken_links(site: Path, unseen: tuple[str, ...] = ()) -> list[str]:
    """The links of a site's pages, but for those named, that lead to no file or no id of it."""
    broken = []
    for path in html_files(site):
        here = url_of(site, path)
        for link in links(parsed(path)) if path.name not in unseen else ():
            url = urljoin(here, link)
            if not url.startswith(BASE):
                continue
            file, anchor = target(site, url), unquote(urlsplit(url).fragment)
            if not file.is_file():
                broken.append(f"{here}: {link}")
            elif anchor and file.suffix == ".html" and anchor not in ids(parsed(file)):
                broken.append(f"{here}: no id for {link}")
    return broken


def target(site: Path, url: str) -> Path:
    """The file that an address below BASE is served from."""
    path = unquote(urlsplit(url).path).removeprefix(f"{PREFIX}/")
    file = site / path
    return file / "index.html" if path == "" or path.endswith("/") else file


def text_of(element: Element) -> str:
    """An element's text without that for screen readers, as the DOM's textContent has it."""
    if element.tag == "i":
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [text_of(child), child.tail or ""]
    return "".join(parts)
