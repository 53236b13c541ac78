"""Converts generated pages to HTML: copies their blocks, and converts only the headings.

A generated page consists of one-line headings and blocks of HTML, mostly the latter.
Python-Markdown parses a block tag by tag to find its end, and MkDocs parses it again to find its
ids, but the block itself does not change. `OnePass` produces the same bytes, table of contents
and anchors without parsing the blocks.

Any other page, and every page of a project whose Markdown extensions may change blocks,
is converted by MkDocs as usual.
"""

import re
from functools import lru_cache
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

# Processors from these modules leave blocks alone.
_HARMLESS = {"preprocessors", "treeprocessors", "postprocessors"} | {
    f"extensions.{name}" for name in ("attr_list", "fenced_code", "toc")
}
# White space that Python-Markdown changes, its own placeholders, and code fences.
_CHANGED = ("\r", "\t", "\x02", "\x03", "```", "~~~")
_SPACES_ONLY = re.compile(r"\n +\n")
# A character reference that HTMLParser changes, or reads depending on the text after it.
_BROKEN_REFERENCE = re.compile(r"&#(?![0-9]+;|[xX][0-9a-fA-F]+;)")
# A `<` that does not begin a plain tag, or begins one whose content is not HTML.
_OTHER_TAG = re.compile(
    r"<(?!/[a-z][a-z0-9]*+(?:Gradient)?+>"
    r"|(?!(?:iframe|noembed|noframes|noscript|plaintext|script|style|textarea|title|xmp)[ />])"
    r'[a-z][a-z0-9]*+(?:Gradient)?+(?: [a-z][a-zA-Z0-9-]*+(?:="[^"<>]*+")?+)*+(?: ?/)?+>)'
)
_NAME = re.compile(r"<([a-z][a-z0-9]*)")
# The id is explicit, so headings are converted independently of each other.
_HEADING = re.compile(r"#{1,6} [^<>\[{}\n]* \{: #[a-zA-Z0-9-]+(?: \.[a-z]+)? \}")
_ANCHOR = re.compile(r' (?:id|(name))="(?=([^"]*))')
_REMEMBERED = 1000
"""Number of converted headings to cache: most appear on many pages."""


class OnePass:
    """Converts pages with one parser that has the project's extensions."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._markdown = Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self._heading = lru_cache(_REMEMBERED)(self._converted)
        md = self._markdown
        processors = (*md.preprocessors, *md.treeprocessors, *md.postprocessors)
        modules = {type(processor).__module__ for processor in processors}
        self._alone = modules <= {f"markdown.{name}" for name in _HARMLESS}
        modules |= {type(p).__module__ for p in (*md.parser.blockprocessors, *md.inlinePatterns)}
        self.reads_page_only = all(name.startswith("markdown.") for name in modules)
        """Whether no extension is from elsewhere: such ones may read other files."""

    def render(self, page: Page, config: MkDocsConfig, files: Files, anchored: bool = True) -> None:
        """Convert a page as its own `render` does; without its anchors unless `anchored`."""
        parts = []
        if self._alone and "title" in page.meta:  # else MkDocs uses a heading as title
            parts = self._parts(page.markdown or "")
        if not parts:
            type(page).render(page, config, files)
            return
        tokens: list[Any] = []
        html = []
        for part in parts:
            if part[0] == "#":
                heading, entries = self._heading(part)
                html.append(heading)
                tokens += map(dict, entries)
            else:
                html.append(f"{part}\n")
        page.content = "\n".join(html).strip()
        page.toc = get_toc(nest_toc_tokens(tokens))
        if anchored:
            page.present_anchor_ids = anchors(page.content)

    def _converted(self, heading: str) -> tuple[str, list[dict[str, Any]]]:
        """Return a heading as HTML, and its entry in the table of contents if it has one."""
        html = self._markdown.reset().convert(heading)
        return html, getattr(self._markdown, "toc_tokens", [])

    def _parts(self, text: str) -> list[str]:
        """Return the headings and blocks of a page; empty if it has anything else."""
        if (
            any(sign in text for sign in _CHANGED)
            or _SPACES_ONLY.search(text)
            or _BROKEN_REFERENCE.search(text)
            or _OTHER_TAG.search(text)
        ):
            return []
        parts = [part for lines in text.split("\n\n") if (part := lines.strip("\n"))]
        return parts if all(_HEADING.fullmatch(p) or self._is_whole(p) for p in parts) else []

    def _is_whole(self, block: str) -> bool:
        """Whether the block is exactly one element."""
        found = _NAME.match(block)
        if not found or not self._markdown.is_block_level(found[1]):
            return False
        name, opened = found[1], 0
        *pieces, rest = block.split(f"</{name}>")
        for closed, piece in enumerate(pieces):
            if closed and opened == closed:
                return False
            opened += piece.count(f"<{name}>") + piece.count(f"<{name} ")
        empty = "/>" in block and re.search(rf"<{name}(?: [^<>]*)?/>", block)
        return not rest and not empty and opened == len(pieces) > 0


def anchors(html: str) -> set[str]:
    """Return the anchors that links to a page can use: its ids, and the names of its links."""
    found, tag, last = set(), -1, 0
    for match in _ANCHOR.finditer(html):
        here = match.start()
        tag, last = max(tag, html.rfind("<", last, here)), here
        if not (html.find(">", tag, here) < 0 <= tag) or html.count('"', tag, here) % 2:
            continue  # not in a tag, or in a value
        if not match[1] or html.startswith("<a ", tag):
            found.add(unescape(match[2]))
    return found
