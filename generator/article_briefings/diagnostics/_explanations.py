"""The explanations of the codes, and the site's page of all of them."""

import re
from dataclasses import dataclass
from functools import cache
from inspect import getdoc
from pathlib import Path
from typing import ClassVar, Self

from article_briefings.diagnostics._diagnostics import CODES, GROUPS
from article_briefings.diagnostics._plugins import Plugin

_FOLDER = Path(__file__).parent / "explanations"
_LINK = re.compile(r"\[([^\]]+)\]\((#|format\.md)([^)\s]*)\)")


@dataclass(frozen=True)
class Explanation:
    """The explanation of one code, in Markdown; its links are those of a page beside format.md."""

    GROUPS: ClassVar = GROUPS
    """Every code by group, with the meaning that its explanation opens with."""
    PAGE: ClassVar = "about/diagnostics.md"
    """The page of the site that explains all codes."""

    body: str

    @classmethod
    @cache
    def of(cls, code: str) -> Self:
        """The explanation of a code of `CODES`, or the docstring of the rule of another package."""
        if "/" in code:
            return cls(_of_plugin(code))
        return cls(f"{CODES[code]} {(_FOLDER / f'{code}.md').read_text('utf-8')}")

    @classmethod
    def page(cls) -> str:
        """The site's page: every code by group, in the order of `GROUPS`."""
        introduction = (_FOLDER / "_introduction.md").read_text("utf-8")
        parts = ["---\nsearch: {exclude: true}\n---", "# Messages of the checker", introduction]
        for group, codes in GROUPS.items():
            sections = (f"### {code} {{#{code}}}\n\n{cls.of(code).body}" for code in codes)
            parts += [f"## {group}", *sections]
        return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"

    def markdown(self, page: str) -> str:
        """The text on its own; its links lead to the site if `page` is the address there."""

        def link(found: re.Match[str]) -> str:
            words, target, place = found.groups()
            if not page:
                return words
            return f"[{words}]({f'{page}#' if target == '#' else _format_page(page)}{place})"

        return _LINK.sub(link, self.body)

    def plain(self, page: str) -> str:
        """The text on its own: the words of links, and their target if it is another page."""

        def link(found: re.Match[str]) -> str:
            words, target, place = found.groups()
            if target == "#":
                return words
            return f"{words} ({_format_page(page) or 'docs/about/format.md'}{place})"

        return _LINK.sub(link, self.body)


def _of_plugin(code: str) -> str:
    rule = Plugin.named("rules", code.partition("/")[0])
    try:
        text = (getdoc(rule.load()) if rule else "") or ""
    except Plugin.Problem as problem:
        text = str(problem)
    return f"{text}\n\n(Reported by {rule or 'a package that is not installed'}.)\n".lstrip()


def _format_page(page: str) -> str:
    return page.replace("/diagnostics/", "/format/")
