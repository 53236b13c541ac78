"""Pages as single files that open from disk, for reviewing a change before it is published.

Each file contains its styles and needs no server. Links to pages that are not
in the preview become plain text. A content security policy prevents anything
from running or loading, should escaping ever fail.
"""

import base64
import hashlib
import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import ClassVar
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from article_briefings.diagnostics import Diagnostic, Report, working_on
from article_briefings.pages import PageRecord

Rendered = tuple[PageRecord, str]
"""A page and its Markdown."""

_HEADINGS = {
    "Problem": "Problems",
    "Briefing": "Briefings",
    "Actor": "Actors",
    "Background": "Background",
}
"""The kinds of page that a preview has; `Problem` replaces one of the others."""
_SAMPLED = ("Briefing", "Actor", "Background")
_LOOKS = ("templates", "mkdocs.yml")
_INTRODUCTION = "The new and changed pages, as they would look on the site."
_NOTHING = "No briefing, actor or background note has changed."
_WHY_SAMPLES = (
    "Templates or settings have changed, so any page may look different. These are the longest "
    "pages of each kind, as they would look now. A preview does not include the frame of the "
    "site, its index pages or its scripts: <code>mkdocs serve</code> shows them."
)
_MOST = 20
"""The most problems that the index shows."""
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}\n?")
_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
# Parts of pages that the site's theme provides and a preview lacks.
_BASE_STYLES = """
*, ::before, ::after { box-sizing: border-box; }
body, figure, blockquote, dl, dd { margin: 0; }
.masthead-inner p { margin: 0; padding: 0.5rem 0; }
.masthead-inner a { color: var(--link); text-decoration: underline; }
a:not([href]) { color: inherit !important; text-decoration: none !important; }
"""


@dataclass(frozen=True)
class Preview:
    """The pages of a preview with their Markdown, and the other contents of its index."""

    INDEX: ClassVar = "index.html"
    """The name of the file to open."""

    pages: tuple[Rendered, ...]
    samples: tuple[Rendered, ...] = ()
    """Pages included because templates or settings changed, not the data that they show."""
    problems: tuple[Diagnostic, ...] = ()
    """Problems that have no page of their own; the index lists them."""

    @classmethod
    def of(
        cls,
        rendered: Sequence[Rendered],
        problems: Iterable[Diagnostic],
        wanted: Collection[str],
        changed: Collection[str] | None = None,
    ) -> "Preview":
        """Choose what to show of the files or folders `wanted`; only the `changed` ones if given.

        If a template or `mkdocs.yml` is among the names, a page of each kind that
        is not shown yet is added as a sample.
        """
        within = _made_from(rendered, wanted)
        shown = within if changed is None else _made_from(within, changed)
        samples: list[Rendered] = []
        if any(map(_is_look, wanted if changed is None else changed)):
            samples = _samples(rendered if any(map(_is_look, wanted)) else within, shown)
        sources = {page.source for page, _ in (*shown, *samples)}
        on_other_pages = {
            path
            for page, _ in rendered
            if page.kind == "Problem" or page.source not in sources
            for path in page.inputs
        }
        listed = (
            problem
            for problem in problems
            if on_other_pages.isdisjoint(_with_folders(problem.location.path))
        )
        return cls(tuple(shown), tuple(samples), tuple(listed))

    def files(
        self, styles: str, to_html: Callable[[str], str], lang: str = "en", direction: str = "ltr"
    ) -> list[tuple[str, str]]:
        """The files of the preview by name: an index, and one for each page.

        `to_html` converts a page's Markdown, which is in the language `lang`.
        """
        tongue = f' lang="{lang}" dir="{direction}"'
        sheet = _FONT_FACE.sub("", styles) + _BASE_STYLES
        shown = (*self.pages, *self.samples)
        names = {unquote(page.url): _file_of(page) for page, _ in shown}
        index = "\n".join(self._index())
        files = [(self.INDEX, _frame("Preview", "index", index, sheet, self.INDEX, ""))]
        for page, markdown in shown:
            name = _file_of(page)
            with working_on(page.inputs[0] if page.inputs else page.source):
                body = to_html(_FRONT_MATTER.sub("", markdown, count=1))
                local = _Links(body, page.url, name, names).local
            files.append((name, _frame(page.title, page.kind.lower(), local, sheet, name, tongue)))
        return files

    def _index(self) -> Iterator[str]:
        yield "<h1>Preview</h1>"
        yield f"<p>{_INTRODUCTION if self.pages else _NOTHING}</p>"
        for kind, heading in _HEADINGS.items():
            yield from _list(heading, [page for page, _ in self.pages if page.kind == kind])
        yield from _list("Samples", [page for page, _ in self.samples], f"<p>{_WHY_SAMPLES}</p>")
        if self.problems:
            yield "<h2>Problems that no page shows</h2>"
        for problem in self.problems[:_MOST]:
            # Readers without a mouse scroll a long line by keyboard.
            text = html.escape(Report.plain(problem))
            yield f'<section class="problem"><pre tabindex="0">{text}</pre></section>'
        if len(self.problems) > _MOST:
            more = len(self.problems) - _MOST
            yield f"<p>{more} more: run <code>briefings check</code>.</p>"


def _made_from(rendered: Iterable[Rendered], names: Collection[str]) -> list[Rendered]:
    """The pages made from these files or folders, of the kinds that a preview has."""
    chosen = set(names)
    above = {folder for name in names for folder in _with_folders(name)}
    return [
        (page, markdown)
        for page, markdown in rendered
        if page.kind in _HEADINGS
        and any(path in above or not chosen.isdisjoint(_with_folders(path)) for path in page.inputs)
    ]


def _is_look(name: str) -> bool:
    """Whether a change of this file may change the look of every page."""
    return name.split("/")[0] in _LOOKS


def _samples(rendered: Iterable[Rendered], shown: Iterable[Rendered]) -> list[Rendered]:
    """The longest page of each kind not shown yet: it exercises most of a template."""
    longest: dict[str, Rendered] = {}
    for item in sorted(rendered, key=lambda item: (-len(item[1]), item[0].source)):
        longest.setdefault(item[0].kind, item)
    there = {page.kind for page, _ in shown}
    return [longest[kind] for kind in _SAMPLED if kind in longest and kind not in there]


def _with_folders(name: str) -> Iterator[str]:
    """A path and the folders that contain it, the nearest first; the last is "."."""
    parts = name.split("/")
    yield from ("/".join(parts[:number]) for number in range(len(parts), 0, -1))
    yield "."


def _file_of(page: PageRecord) -> str:
    return page.source.removesuffix(".md") + ".html"


def _list(heading: str, pages: Sequence[PageRecord], *why: str) -> Iterator[str]:
    if pages:
        yield from (f"<h2>{heading}</h2>", *why, "<ul>")
        for page in pages:
            address = quote(_file_of(page))
            yield f'<li><a href="{address}">{html.escape(page.title)}</a></li>'
        yield "</ul>"


def _frame(title: str, kind: str, body: str, sheet: str, name: str, tongue: str) -> str:
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    # Attributes may set a style: a paragraph's place in the grid. A style can load nothing here.
    styles = f"style-src 'sha256-{digest}'; style-src-attr 'unsafe-inline'"
    policy = f"default-src 'none'; {styles}; img-src data:; base-uri 'none'; form-action 'none'"
    to_index = posixpath.relpath(Preview.INDEX, posixpath.dirname(name) or ".")
    back = "" if name == Preview.INDEX else f' <a href="{to_index}">All changed pages</a>'
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{html.escape(title)} – preview</title>
<style>{sheet}</style>
</head>
<body>
<header class="masthead"><div class="masthead-inner"><p>Preview of an unpublished \
change.{back}</p></div></header>
<main class="md-main__inner md-grid"{tongue}><div class="md-content">
<div class="md-content__inner page page-{html.escape(kind)}">
{body}
</div></div></main>
</body>
</html>
"""


class _Links(HTMLParser):
    """Finds the links in a page's HTML; `url` is the page's own address on the site."""

    def __init__(self, body: str, url: str, name: str, files: Mapping[str, str]) -> None:
        super().__init__()
        self._body, self._url, self._name, self._files = body, url, name, files
        self._lines = [0, *(end.end() for end in re.finditer("\n", body))]
        self._parts: list[str] = []
        self._done = 0
        self.feed(body)
        self.close()

    @property
    def local(self) -> str:
        """The same HTML, in which links to pages that are not in the preview are plain text."""
        return "".join([*self._parts, self._body[self._done :]])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Replace the start tag of a link; without an address, it becomes plain text."""
        if tag != "a":
            return
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        target = self._target(dict(attrs).get("href") or "")
        others = [(key, value) for key, value in attrs if key != "href"]
        named = [("href", target), *others] if target else others
        written = "".join(f' {key}="{html.escape(value or "")}"' for key, value in named)
        self._parts += self._body[self._done : start], f"<a{written}>"
        self._done = start + len(self.get_starttag_text() or "")

    def _target(self, href: str) -> str:
        """The target of a link from this file; empty if the page is not in the preview."""
        if href.startswith("#") or urlsplit(href).scheme:
            return href
        address, fragment = urldefrag(urljoin(f"/{self._url}", href))
        file = self._files.get(unquote(address).removeprefix("/"))
        if file is None:
            return ""
        path = quote(posixpath.relpath(file, posixpath.dirname(self._name) or "."))
        return f"{path}#{fragment}" if fragment else path
