"""The contents of a preview: changed pages, samples of a new look, problems without a page."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from article_briefings.diagnostics import Diagnostic
from article_briefings.pages import PageRecord

Rendered = tuple[PageRecord, str]
"""A page and its Markdown."""

KINDS = ("Problem", "Briefing", "Actor", "Background")
"""The kinds of page that a preview has; `Problem` replaces one of the others."""
_SAMPLED = ("Briefing", "Actor", "Background")
_LOOKS = ("templates", "mkdocs.yml")


@dataclass(frozen=True)
class Choice:
    """The pages of a preview with their Markdown, and the other contents of its index."""

    pages: tuple[Rendered, ...]
    samples: tuple[Rendered, ...] = ()
    """Pages included because templates or settings changed, not the data that they show."""
    problems: tuple[Diagnostic, ...] = ()
    """Problems that have no page of their own."""


def choose(
    rendered: Sequence[Rendered],
    problems: Iterable[Diagnostic],
    wanted: Collection[str],
    changed: Collection[str] | None = None,
) -> Choice:
    """Choose what to show of the files or folders `wanted`, or only the `changed` ones if given.

    If a template or `mkdocs.yml` is among the names, a page of each kind that
    is not shown yet is added as a sample.
    """
    within = _made_from(rendered, wanted)
    shown = within if changed is None else _made_from(within, changed)
    samples: list[Rendered] = []
    if any(map(_is_look, wanted if changed is None else changed)):
        samples = _samples(rendered if any(map(_is_look, wanted)) else within, shown)
    sources = {page.source for page, _ in (*shown, *samples)}
    told_elsewhere = {
        path
        for page, _ in rendered
        if page.kind == "Problem" or page.source not in sources
        for path in page.inputs
    }
    untold = (p for p in problems if told_elsewhere.isdisjoint(_with_folders(p.location.path)))
    return Choice(tuple(shown), tuple(samples), tuple(untold))


def _made_from(rendered: Iterable[Rendered], names: Collection[str]) -> list[Rendered]:
    """The pages made from these files or folders, of the kinds that a preview has."""
    given = set(names)
    above = {folder for name in names for folder in _with_folders(name)}
    return [
        (page, markdown)
        for page, markdown in rendered
        if page.kind in KINDS
        and any(path in above or not given.isdisjoint(_with_folders(path)) for path in page.inputs)
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
