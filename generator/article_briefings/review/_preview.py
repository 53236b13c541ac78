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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from markdown import Markdown

from article_briefings.diagnostics import Diagnostic, working_on
from article_briefings.pages import PageRecord
from article_briefings.reporters import plain
from article_briefings.review._preview_choice import KINDS, Choice

INDEX = "index.html"
_HEADINGS = dict(zip(KINDS, ("Problems", "Briefings", "Actors", "Background"), strict=True))
_INTRODUCTION = "What is changed or new, as it would look on the site."
_NOTHING = "No briefing, actor or background note is changed."
_WHY_SAMPLES = (
    "Templates or settings are changed, so that any page may look different. Here is the longest "
    "page of each kind, as it would look now. The frame of the site, its index pages and its "
    "scripts are in no preview: <code>mkdocs serve</code> shows them."
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
class Markup:
    """How Markdown becomes HTML: the extensions of `mkdocs.yml` with their settings."""

    extensions: Sequence[str]
    settings: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Preview:
    """The files of a preview by name, and what is in it."""

    files: list[tuple[str, str]]
    index: str
    """The name of the file to open."""
    pages: int
    problems: int
    """Problems that no page shows; the index lists them."""


def preview_of(choice: Choice, styles: str, markup: Markup) -> Preview:
    """Write the pages of a choice as single files."""
    shown = len(choice.pages) + len(choice.samples)
    return Preview(preview_files(choice, styles, markup), INDEX, shown, len(choice.problems))


def preview_files(choice: Choice, styles: str, markup: Markup) -> list[tuple[str, str]]:
    """The files of a preview, by name: an index, and one for each page."""
    sheet = _FONT_FACE.sub("", styles) + _BASE_STYLES
    pages = (*choice.pages, *choice.samples)
    files = {unquote(page.url): _file_of(page) for page, _ in pages}
    written = [(INDEX, _frame("Preview", "index", _index(choice), sheet, INDEX))]
    for page, markdown in pages:
        name = _file_of(page)
        with working_on(page.inputs[0] if page.inputs else page.source):
            body = _local(_html(markdown, markup), page.url, name, files)
        written.append((name, _frame(page.title, page.kind.lower(), body, sheet, name)))
    return written


def _file_of(page: PageRecord) -> str:
    return page.source.removesuffix(".md") + ".html"


def _html(text: str, markup: Markup) -> str:
    configs = {name: dict(settings) for name, settings in markup.settings.items()}
    parser = Markdown(extensions=list(markup.extensions), extension_configs=configs)
    return parser.convert(_FRONT_MATTER.sub("", text, count=1))


def _index(choice: Choice) -> str:
    lines = ["<h1>Preview</h1>"]
    lines.append(f"<p>{_INTRODUCTION if choice.pages else _NOTHING}</p>")
    for kind in KINDS:
        pages = [page for page, _ in choice.pages if page.kind == kind]
        lines += _list(_HEADINGS[kind], pages)
    if choice.samples:
        lines += _list("Samples", [page for page, _ in choice.samples], _WHY_SAMPLES)
    if choice.problems:
        lines += ["<h2>Problems that no page shows</h2>", *map(_problem, choice.problems[:_MOST])]
    if len(choice.problems) > _MOST:
        lines.append(
            f"<p>{len(choice.problems) - _MOST} more: run <code>briefings check</code>.</p>"
        )
    return "\n".join(lines)


def _list(heading: str, pages: Sequence[PageRecord], why: str = "") -> list[str]:
    lines = [f"<h2>{heading}</h2>", *([f"<p>{why}</p>"] if why else [])]
    return [*lines, "<ul>", *map(_entry, pages), "</ul>"] if pages else []


def _entry(page: PageRecord) -> str:
    return f'<li><a href="{quote(_file_of(page))}">{html.escape(page.title)}</a></li>'


def _problem(problem: Diagnostic) -> str:
    # Readers without a mouse scroll a long line by keyboard.
    text = html.escape(plain(problem))
    return f'<section class="problem"><pre tabindex="0">{text}</pre></section>'


def _frame(title: str, kind: str, body: str, sheet: str, name: str) -> str:
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    # Attributes may set a style: a paragraph's place in the grid. A style can load nothing here.
    styles = f"style-src 'sha256-{digest}'; style-src-attr 'unsafe-inline'"
    policy = f"default-src 'none'; {styles}; base-uri 'none'; form-action 'none'"
    to_index = posixpath.relpath(INDEX, posixpath.dirname(name) or ".")
    back = "" if name == INDEX else f' <a href="{to_index}">All changed pages</a>'
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
<header class="masthead"><div class="masthead-inner"><p>Preview of a change that is not \
published.{back}</p></div></header>
<main class="md-main__inner md-grid"><div class="md-content">
<div class="md-content__inner page page-{html.escape(kind)}">
{body}
</div></div></main>
</body>
</html>
"""


def _local(body: str, url: str, name: str, files: Mapping[str, str]) -> str:
    """The same HTML with links to other previewed pages only."""
    parser = _Links(url, name, files)
    parser.feed(body)
    parser.close()
    return "".join(parser.written)


class _Links(HTMLParser):
    """Copies HTML unchanged except for its links; `url` is the page's own address on the site."""

    def __init__(self, url: str, name: str, files: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._url, self._name, self._files = url, name, files

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a start tag; a link without an address becomes plain text."""
        if tag != "a":
            self.written.append(self.get_starttag_text() or "")
            return
        target = self._target(dict(attrs).get("href") or "")
        others = [(key, value) for key, value in attrs if key != "href"]
        named = [("href", target), *others] if target else others
        written = "".join(f' {key}="{html.escape(value or "")}"' for key, value in named)
        self.written.append(f"<a{written}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element that has no content."""
        self.written.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Write an element's end."""
        self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Write text."""
        self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named character reference."""
        self.written.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a numeric character reference."""
        self.written.append(f"&#{name};")

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
