"""What each diagnostic code means: one text for the terminal, the site's page and SARIF.

Each code has a Markdown file beside this module: why it matters, a wrong and a
right example, what to do. Its meaning comes from `diagnostics.CODES`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from article_briefings.diagnostics import CODES, GROUPS

_FOLDER = Path(__file__).parent
_LINK = re.compile(r"\[([^\]]+)\]\((#|format\.md)([^)\s]*)\)")


@dataclass(frozen=True)
class Explanation:
    """The explanation of one code, in Markdown; its links are those of a page beside format.md."""

    code: str
    body: str

    def section(self) -> str:
        """The section of the site's page."""
        return f"### {self.code} {{#{self.code}}}\n\n{self.body}"

    def markdown(self, page: str = "") -> str:
        """The text on its own, its links led to the site where `page` is the address there."""
        return _LINK.sub(lambda link: _link(link, page), self.body)

    def plain(self, page: str = "") -> str:
        """The text on its own: of links the words, and where they lead to if that is elsewhere."""
        return _LINK.sub(lambda link: _words(link, page), self.body)


@cache
def explanation(code: str) -> Explanation:
    """The explanation of a code of `CODES`."""
    text = (_FOLDER / f"{code}.md").read_text("utf-8")
    return Explanation(code, f"{CODES[code]} {text}")


def messages_page() -> str:
    """The site's page: every code by group, in the order of `GROUPS`."""
    parts = ["# Messages of the checker", (_FOLDER / "_introduction.md").read_text("utf-8")]
    for group, codes in GROUPS.items():
        parts += [f"## {group}", *(explanation(code).section() for code in codes)]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _words(link: re.Match[str], page: str) -> str:
    words, target, place = link.groups()
    if target == "#":
        return words
    base = page.replace("/diagnostics/", "/format/") or "docs/about/format.md"
    return f"{words} ({base}{place})"


def _link(link: re.Match[str], page: str) -> str:
    words, target, place = link.groups()
    if not page:
        return words
    base = page if target == "#" else page.replace("/diagnostics/", "/format/")
    return f"[{words}]({base}{'#' if target == '#' else ''}{place})"
