"""Lists as pages: the length of a page, the splitting of lists, the links between pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from typing import Generic, NamedTuple, TypeVar

from article_briefings.language import _, digits
from article_briefings.pages._labels import R
from article_briefings.pages._routes import SEARCH, PageLinks


class PageLink(NamedTuple):
    """One page of a list; `href` is empty for this page, and for a gap between numbers."""

    text: str
    href: str
    current: bool


class PagerView(NamedTuple):
    """The pages of a list that is longer than one page."""

    previous: str
    """The address of the page before; empty on the first."""
    next: str
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A list, and how many entries it has; `current` on the list's own page."""

    text: str
    href: str
    count: int
    current: bool = False


@dataclass(frozen=True, slots=True)
class FullList:
    """The list of all entries, of which a page has only some."""

    href: str
    count: int


class FinderView(NamedTuple):
    """A search for pages of one kind, on a list that goes over several pages."""

    href: str
    """The search page."""
    kind: str
    """Its name in the search: "Actor"."""
    label: str


T = TypeVar("T")
V = TypeVar("V")
C = TypeVar("C", covariant=True)
Route = Callable[[int], str]
"""Maps a page's number, counted from 1, to its Markdown file."""
_BESIDE = 2
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits on the length of lists. See docs/decisions/0021 for the reasons."""

    claims: int = 100
    """Claims on a page."""
    newest: int = 1000
    """Claims in the list of all, which stops at its newest."""
    briefings: int = 50
    """Briefings on a page; an index with more is split by year."""
    events: int = 100
    """Events on a page; a timeline with more is split by year."""
    entries: int = 100
    """Actors, notes, stories or topics on a page; twice as many actors are split by type."""
    without: frozenset[str] = frozenset()
    """The parts of the site that are left out, to which no list links."""
    excerpt: int = 10
    """Entries of a list that continues elsewhere."""
    pairs: int = 50
    """Contradictions on a page: each has two claims with their chains and relations."""
    changes: int = 100
    """Corrections on a page."""
    reviews: int = 200
    """Reviews due on a page: each is a line."""
    sample: int = 3
    """Claims for each answer on a topic's page."""
    chosen: int = 300
    """Claims in a list of those that share a value or an actor."""

    @property
    def newest_chosen(self) -> int:
        """Where such a list stops: it is never longer than the list of all."""
        return min(self.chosen, self.newest)


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One page of a list."""

    source: str
    """Its Markdown file."""
    number: int
    """Counted from 1."""
    title: str
    items: Sequence[T]
    pager: PagerView | None
    finder: FinderView | None
    parts: tuple[CountedLink, ...] = ()
    """The lists into which a long one is split, on their index."""
    heading: str = ""
    """The heading of the few entries on such an index."""

    @property
    def links(self) -> PageLinks:
        """Links from this page."""
        return PageLinks(self.source)

    def cards(self, card: Callable[[PageLinks, T], V]) -> tuple[V, ...]:
        """The view of each entry."""
        return tuple(card(self.links, item) for item in self.items)

    def groups(self, by: Callable[[T], str]) -> list[tuple[str, list[T]]]:
        """The entries grouped by consecutive values; on an index, all under its heading.

        Years are written without leading zeros.
        """
        if self.heading:
            return [(self.heading, list(self.items))]
        return [(digits(value.lstrip("0")), found) for value, found in group_by(self.items, by)]


@dataclass(frozen=True, slots=True)
class Split(Generic[T]):
    """How to split a list that is too long for one page into an index and a list per value."""

    most: int
    """The most entries that stay on one page."""
    by: Callable[[T], str]
    """The value of an entry, such as its year; entries of one value follow each other."""
    label: Callable[[str], str]
    """The words for a value."""
    title: Callable[[str], str]
    """The title of a value's list."""
    route: Callable[[str, int], str]
    """Maps a value and the number of a page to its Markdown file."""
    heading: str
    """The heading of the entries on the index."""
    excerpt: Callable[[], Sequence[T]]
    """These entries."""


@dataclass(frozen=True, slots=True)
class ListPages(Generic[T, C]):
    """A list as pages. Iterating yields the Markdown file and the context of each."""

    title: str
    route: Route
    entries: Sequence[T]
    size: int
    """Entries on a page."""
    context: Callable[[Sheet[T]], C]
    names: Callable[[Sequence[Sequence[T]]], Sequence[str]] = lambda _: ()
    """The names of pages in the links between them, given the entries of each."""
    finder: tuple[str, str] | None = None
    """Kind and label of the search for entries, on lists with several pages."""
    split: Split[T] | None = None

    def __iter__(self) -> Iterator[tuple[str, C]]:
        return ((sheet.source, self.context(sheet)) for sheet in self.sheets())

    def sheets(self) -> Iterator[Sheet[T]]:
        """The pages without their contexts; one empty page if there are no entries."""
        split = self.split
        if split is None:
            yield from self._sheets(self.entries, self.size, self.route, self.title)
        elif len(self.entries) <= split.most:
            yield from self._sheets(self.entries, split.most, self.route, self.title)
        else:
            values = group_by(self.entries, split.by)
            yield self._index(split, values)
            for value, found in values:
                title = split.title(value)
                yield from self._sheets(found, self.size, partial(split.route, value), title)

    def _index(self, split: Split[T], values: Sequence[tuple[str, Sequence[T]]]) -> Sheet[T]:
        source = self.route(1)
        links = PageLinks(source)
        parts = tuple(
            CountedLink(split.label(value), links.to(split.route(value, 1)), len(found))
            for value, found in values
        )
        finder = self._finder(links)
        return Sheet(source, 1, self.title, split.excerpt(), None, finder, parts, split.heading)

    def _sheets(
        self, entries: Sequence[T], size: int, route: Route, title: str
    ) -> Iterator[Sheet[T]]:
        parts = cut(entries, size)
        names = self.names(parts)
        for number, part in enumerate(parts, 1):
            source = route(number)
            links = PageLinks(source)
            turn = pager(links, route, number, len(parts), names)
            finder = self._finder(links) if turn else None
            name = title
            if number > 1:
                name = _("%(title)s, page %(number)s", title=title, number=number)
            yield Sheet(source, number, name, part, turn, finder)

    def _finder(self, links: PageLinks) -> FinderView | None:
        return FinderView(links.to(SEARCH), *self.finder) if self.finder else None


def group_by(items: Iterable[T], by: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Consecutive items grouped by a value."""
    return [(value, list(found)) for value, found in groupby(items, key=by)]


def full_list(links: PageLinks, source: str, total: int, shown: int) -> FullList | None:
    """The link to the list of all entries; None if all are shown here, or the site has no list."""
    href = links.to(source) if total > shown else ""
    return FullList(href, total) if href else None


def cut(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items of each page; one empty page if there are none."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [()]


def pager(
    links: PageLinks, route: Route, number: int, last: int, names: Sequence[str] = ()
) -> PagerView | None:
    """The links from page `number` to the others; None if there is only one.

    `names` describe the content of each page, for lists in alphabetical order.
    """
    if last < 2:
        return None
    near = {1, last, *range(number - _BESIDE, number + _BESIDE + 1)}
    pages: list[PageLink] = []
    for page in range(1, last + 1):
        # A gap of one page is not shorter than its number.
        if names or page in near or {page - 1, page + 1} <= near:
            text = names[page - 1] if names else digits(str(page))
            href = "" if page == number else links.to(route(page))
            pages.append(PageLink(text, href, page == number))
        elif pages[-1].text != "…":
            pages.append(PageLink("…", "", current=False))
    return PagerView(
        links.to(route(number - 1)) if number > 1 else "",
        links.to(route(number + 1)) if number < last else "",
        tuple(pages),
    )


def title_spans(pages: Sequence[Sequence[R]]) -> list[str]:
    """The range of titles on each page of a list of records sorted by title."""
    return span_names([[record.title for record in page] for page in pages])


def span_names(pages: Sequence[Sequence[str]]) -> list[str]:
    """The range of names on each page of a list in alphabetical order: "Ada – Cem".

    A name is cut to the words that distinguish it from its neighbour on the adjacent page.
    """
    filled = [page for page in pages if page]
    cuts = [_distinguishing_words(before[-1], after[0]) for before, after in pairwise(filled)]
    firsts = [*(page[0].split()[0] for page in filled[:1]), *(after for _, after in cuts)]
    lasts = [*(before for before, _ in cuts), *(page[-1].split()[0] for page in filled[-1:])]
    return [
        first if first == last else _("%(first)s – %(last)s", first=first, last=last)
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _distinguishing_words(one: str, other: str) -> tuple[str, str]:
    """The fewest first words in which two names differ, limited to the length of a link."""
    cut = (one, other)
    for count in range(1, _MOST_WORDS + 1):
        cut = (" ".join(one.split()[:count]), " ".join(other.split()[:count]))
        if cut[0] != cut[1]:
            break
    return cut
