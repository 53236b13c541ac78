"""The page about the site, `docs/about.md`: which of its headings have nothing below them."""

import re
from pathlib import Path

from article_briefings.diagnostics import Diagnostic, Location, Severity

ABOUT = "docs/about.md"
_COMMENT = re.compile(r"<!--(?! briefings:).*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"(#{2,6})[ \t]+(.*\S)")


def unfilled_headings(root: Path) -> list[Diagnostic]:
    """Return a notice for each empty section; without the page, and below its title, there is none.

    Comments do not count as content, and a heading below a heading does.
    """
    try:
        text = (root / ABOUT).read_text("utf-8-sig")
    except (OSError, ValueError):  # MkDocs reports a file that it cannot read
        return []
    # A comment keeps its line ends, and with them the places of what comes after it.
    lines = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text).splitlines()
    written = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    following = [line for _, line in written[1:]] + ["# "]
    return [
        _unfilled(number, heading[2], line)
        for (number, line), after in zip(written, following, strict=True)
        if (heading := _HEADING.match(line)) and _ends(heading[1], after)
    ]


def _ends(signs: str, line: str) -> bool:
    """Whether a line begins another section than that of a heading."""
    level = len(line) - len(line.lstrip("#"))
    return 0 < level <= len(signs) and line[level : level + 1] in {" ", "\t"}


def _unfilled(number: int, title: str, line: str) -> Diagnostic:
    return Diagnostic(
        "unfilled-heading",
        Location(ABOUT, number, 1, number, len(line) + 1, (line,)),
        f"there is nothing below the heading “{title}”",
        expected="what readers should know about the site",
        hint="write it, or delete the heading; with publish: true this is an error",
        severity=Severity.NOTICE,
    )
