"""Finds pages that would have the same address, whatever their inputs."""

from collections.abc import Iterable

from article_briefings.diagnostics import Diagnostic, Location, Note
from article_briefings.pages import Page, PageRecord


def collisions(pages: Iterable[Page | PageRecord]) -> list[Diagnostic]:
    """Return a problem for each page whose address an earlier page already has."""
    seen: dict[str, Page | PageRecord] = {}
    found = []
    for page in pages:
        first = seen.setdefault(page.url, page)
        if first is not page:
            found.append(_collision(page, first))
    return found


def _collision(page: Page | PageRecord, first: Page | PageRecord) -> Diagnostic:
    own = page.inputs[0] if page.inputs else page.source
    other = first.inputs[0] if first.inputs else f"the site's own page {first.source}"
    return Diagnostic(
        "path-collision",
        Location(own),
        f"{own} and {other} would both be at /{page.url}",
        expected="an address of its own for each page",
        hint="rename one of them",
        notes=(Note(Location(first.inputs[0]), "the first one"),) if first.inputs else (),
    )
