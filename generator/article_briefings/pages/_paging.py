"""Long lists cut into pages: how long a page may be, and the links between the pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from article_briefings.pages._lists import CountedLink, FinderView, PageLink, PagerView
from article_briefings.pages._routes import SEARCH, Links
from article_briefings.pages._words import numbered

T = TypeVar("T")
Route = Callable[[int], str]
"""From a page's number, counted from 1, to its Markdown file."""

_BESIDE = 2
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long lists may become. docs/decisions/0021 says why."""

    claims: int = 100
    """Claims on a page."""
    newest: int = 1000
    """Claims in a list, which stops at its newest."""
    briefings: int = 50
    """Briefings on a page; an index with more is split by year."""
    events: int = 100
    """Events on a page; a timeline with more is split by year."""
    entries: int = 100
    """Actors, notes, stories or topics on a page; twice as many actors are split by type."""
    excerpt: int = 10
    """Entries of a list that goes on somewhere else."""
    sample: int = 3
    """Claims of each status on a topic's page."""


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One page of a long list."""

    source: str
    """Its Markdown file."""
    number: int
    """Counted from 1."""
    title: str
    links: Links
    items: Sequence[T]
    pager: PagerView | None


def sheets(
    items: Sequence[T], size: int, route: Route, title: str, names: Sequence[str] = ()
) -> Iterator[Sheet[T]]:
    """The pages of a list, with the links between them; one empty page where there is nothing."""
    parts = cut(items, size)
    for number, part in enumerate(parts, 1):
        links = Links(route(number))
        turn = pager(links, route, number, len(parts), names)
        yield Sheet(route(number), number, numbered(title, number), links, part, turn)


def years(items: Iterable[T], year: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Items in the order of time, either way, by the year that each belongs to."""
    return [(name, list(found)) for name, found in groupby(items, key=year)]


def year_links(
    links: Links, by_year: Iterable[tuple[str, Sequence[T]]], route: Callable[[str], str]
) -> tuple[CountedLink, ...]:
    """The lists of the years, the newest first; years are written without leading zeros."""
    return tuple(
        CountedLink(year.lstrip("0"), links.to(route(year)), len(found))
        for year, found in sorted(by_year, key=lambda pair: pair[0], reverse=True)
    )


def cut(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items of each page; one empty page where there are none."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [()]


def pager(
    links: Links, route: Route, number: int, last: int, names: Sequence[str] = ()
) -> PagerView | None:
    """The links from page `number` to the others; None where there is only one.

    `names` say what stands on each page, for lists in the order of the alphabet.
    """
    if last < 2:
        return None
    shown = [
        page
        for page in range(1, last + 1)
        if page in {1, last} or names or abs(page - number) <= _BESIDE
    ]
    pages: list[PageLink] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before == 2:  # a gap of one is no shorter than its number
            pages.append(_link(links, route, page - 1, number, names))
        elif page - before > 2:
            pages.append(PageLink("…", "", current=False))
        pages.append(_link(links, route, page, number, names))
    return PagerView(
        links.to(route(number - 1)) if number > 1 else "",
        links.to(route(number + 1)) if number < last else "",
        tuple(pages),
    )


def finder(links: Links, kind: str, label: str) -> FinderView:
    """A search for pages of one kind."""
    return FinderView(links.to(SEARCH), kind, label)


def span_names(pages: Sequence[Sequence[str]]) -> list[str]:
    """What stands on each page of a list in the order of the alphabet: "Ada – Cem".

    A name is cut to the words that tell it from its neighbour on the other page.
    """
    filled = [page for page in pages if page]
    cuts = [_told_apart(before[-1], after[0]) for before, after in pairwise(filled)]
    firsts = [*(page[0].split()[0] for page in filled[:1]), *(after for _, after in cuts)]
    lasts = [*(before for before, _ in cuts), *(page[-1].split()[0] for page in filled[-1:])]
    return [
        first if first == last else f"{first} – {last}"
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _told_apart(one: str, other: str) -> tuple[str, str]:
    """The fewest words of two names that differ, though no more than a link has room for."""
    cut = (one, other)
    for count in range(1, _MOST_WORDS + 1):
        cut = (" ".join(one.split()[:count]), " ".join(other.split()[:count]))
        if cut[0] != cut[1]:
            break
    return cut


def _link(links: Links, route: Route, page: int, here: int, names: Sequence[str]) -> PageLink:
    text = names[page - 1] if names else str(page)
    return PageLink(text, "" if page == here else links.to(route(page)), page == here)
