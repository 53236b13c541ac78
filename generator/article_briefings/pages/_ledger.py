"""The ledger: the newest claims, and a list of claims for each value of each side."""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from article_briefings.anchoring import AnchoredBriefing, Summary
from article_briefings.corpus import ClaimRef, Corpus, digest, reads
from article_briefings.language import _
from article_briefings.pages import _paging as paging
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import contradicting_pairs
from article_briefings.pages._chronology import briefings_of
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._facets import ClaimFacet, facets, sides_of, year_of
from article_briefings.pages._figures import SoFigure, so_figure
from article_briefings.pages._page import Context
from article_briefings.pages._views import ClaimRow, LinkView

_ROWS = 4096
"""Rows of claims that are kept for further lists, 2 kB each."""


class ClaimsOfArticle(NamedTuple):
    """The claims of one article."""

    article: LinkView
    date: str
    claims: tuple[ClaimRow, ...]


class YearOfClaims(NamedTuple):
    """Claims by article, the newest article first."""

    year: str
    """Empty if all claims of the list are of one year."""
    articles: tuple[ClaimsOfArticle, ...]


class ClaimsInTime(NamedTuple):
    """Claims by year and article, the newest first: one page of them."""

    total: int
    """How many there are in all."""
    years: tuple[YearOfClaims, ...]
    pager: paging.PagerView | None
    left_out: int
    """How many of the oldest are on no page of this list."""
    ledger_href: str
    """The ledger with these claims chosen, which needs JavaScript."""


class FacetValue(NamedTuple):
    """The claims that share a value: "Is it so? Disputed"."""

    value: str
    """Its name in addresses: "not-checked"."""
    link: paging.CountedLink


class FacetView(NamedTuple):
    """A side by which claims can be sorted, with every value that occurs."""

    key: str
    """Its name in addresses: "so"."""
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class ClaimsPage(Context):
    """The ledger: a page of the newest claims, or of those that share a value."""

    template = "claims.md.j2"
    total: int
    answered: int
    """How many have a verdict on whether they are so."""
    left_out: int
    """How many of the oldest are on no page of this list."""
    briefings: LinkView
    """The briefings that hold these claims."""
    facets: tuple[FacetView, ...]
    """All sides, on the first page of all claims; else the list's own side."""
    contradictions: paging.FullList | None
    """On the first page of all claims."""
    so: SoFigure | None
    """Whether the claims are so, on the first page of a list."""
    articles: tuple[ClaimsOfArticle, ...]
    pager: paging.PagerView | None
    data_href: str
    """The data that the script loads; empty if the page has no filters."""
    root_href: str
    actors_href: str
    filter_href: str
    """The same list in the ledger's filters, which need JavaScript."""


@dataclass
class _ClaimList:
    """All claims, or those that share a value of a facet; the newest article first."""

    facet: ClaimFacet | None = None
    value: str = ""
    refs: list[ClaimRef] = field(default_factory=list)
    so: Counter[str] = field(default_factory=Counter)
    """How many have each verdict on whether they are so; "" stands for none."""

    def add(self, refs: Sequence[ClaimRef], so: Iterable[str]) -> None:
        """Add the claims of an article that is older than the others."""
        self.refs += refs
        self.so.update(so)

    @property
    def title(self) -> str:
        if self.facet is None:
            return _("Claims")
        name = self.facet.names[self.value]
        # An answer says nothing without its question.
        value = f"{self.facet.label} {name}" if self.facet.key in ("said", "so") else name
        return _("Claims: %(value)s", value=value)

    @property
    def figure(self) -> SoFigure | None:
        """Whether the claims are so, unless the list is of one answer."""
        is_of_answer = self.facet is not None and self.facet.key == "so"
        return None if is_of_answer else so_figure(self.so)


class Ledger:
    """The pages of all claims.

    The claims that a page lists and its counts are one fact (`claims:<source>`); the values
    of a side with their counts are a second (`side:<key>`).
    """

    def __init__(self, corpus: Corpus, bounds: paging.Bounds) -> None:
        self._corpus, self._bounds = corpus, bounds
        with reads.untracked():
            self._facets = facets(corpus)
            self._all = _ClaimList()
            self._by_value = {
                (facet.key, value): _ClaimList(facet, value)
                for facet in self._facets
                for value in facet.names
            }
            for article in corpus.articles:
                self._add(article)
            self._pairs = len(contradicting_pairs(corpus, corpus.related.claims()))
            shared = (one for one in self._by_value.values() if one.refs)
            self._lists = [(one, self._pages_of(one)) for one in (self._all, *shared)]
        self.forget_rows()

    def forget_rows(self) -> None:
        """Drop the rows that lists share, since an article may have changed."""
        self._views: dict[str, ClaimViews] = {}
        self._row = reads.once(lambda root, ref: self._views[root].row(ref), _ROWS)

    def _add(self, article: AnchoredBriefing) -> None:
        """Add the claims of an article to the lists."""
        refs, so = ClaimRef.of(article), article.outline.so
        self._all.add(refs, so)
        for side, value, numbers in article.once(sides_of):
            found = self._by_value[side, value]
            found.add([refs[n] for n in numbers], [so[n] for n in numbers])
        for facet in self._facets:
            if facet.shared:
                for value in facet.of(refs[0]):
                    self._by_value[facet.key, value].add(refs, so)
            elif facet.own:
                for ref, verdict in zip(refs, so, strict=True):
                    for value in facet.of(ref):
                        self._by_value[facet.key, value].add([ref], [verdict])

    def _pages_of(self, one: _ClaimList) -> paging.ListPages[ClaimRef, ClaimsPage]:
        route: paging.Route = routes.claims
        if one.facet:
            route = partial(routes.by_value, "claims", one.facet.key, one.value)
        listed = one.refs[: self._most(one)]
        build = partial(self._page, one)
        return paging.ListPages(one.title, route, listed, self._bounds.claims, build)

    def _most(self, one: _ClaimList) -> int:
        return self._bounds.newest_chosen if one.facet else self._bounds.newest

    def pages(self) -> Iterator[tuple[str, Callable[[], ClaimsPage]]]:
        """The Markdown file of each page, the index first, with a function for its context."""
        for _list, pages in self._lists:
            for sheet in pages.sheets():
                yield sheet.source, partial(pages.context, sheet)

    def facts(self) -> dict[str, str]:
        """A digest for each fact that the pages read besides those of the corpus."""
        found = {"contradictions": str(self._pairs)}
        for facet in self._facets:
            counts = (
                f"{value} {name} {len(self._by_value[facet.key, value].refs)}"
                for value, name in facet.names.items()
            )
            found[f"side:{facet.key}"] = digest(counts)
        for one, pages in self._lists:
            about = len(one.refs), one.so[""], len(pages.entries), self._briefings(one)
            for sheet in pages.sheets():
                figure = one.figure if sheet.number == 1 else None
                shown = repr((sheet.title, sheet.pager, about, figure))
                keys = (ref.key for ref in sheet.items)
                found[f"claims:{sheet.source}"] = digest((shown, *keys))
        return found

    def _briefings(self, one: _ClaimList) -> tuple[str, str]:
        """The page with the briefings that hold every claim of a list: its link's words, its file.

        A list of a year leads to the briefings of that year.
        """
        if one.facet is None or one.facet.key != "year":
            return _("Briefings"), routes.BRIEFINGS
        with reads.untracked():  # the page's fact covers it
            source = briefings_of(self._corpus, self._bounds, one.value)
        return _("Briefings of %(year)s", year=one.facet.names[one.value]), source

    def _page(self, one: _ClaimList, sheet: paging.Sheet[ClaimRef]) -> ClaimsPage:
        links, index, facet = sheet.links, sheet.source == routes.CLAIMS, one.facet
        words, briefings = self._briefings(one)
        shown = self._facets if index else (facet,) if facet else ()
        reads.record("claims", sheet.source)
        root = links.to(routes.HOME)  # pages of one depth have the same links to other sections
        views = self._views.setdefault(root, ClaimViews(self._corpus, links))
        return ClaimsPage(
            title=sheet.title,
            total=len(one.refs),
            answered=len(one.refs) - one.so[""],
            left_out=max(0, len(one.refs) - self._most(one)),
            briefings=LinkView(words, links.to(briefings)),
            facets=tuple(self._facet(links, side, one.value) for side in shown),
            contradictions=self._contradictions(links) if index else None,
            so=one.figure if sheet.number == 1 else None,
            articles=by_article(views, sheet.items, row=partial(self._row, root)),
            pager=sheet.pager,
            data_href=posixpath.basename(routes.LEDGER_INDEX) if index else "",
            root_href=root,
            actors_href=links.to(routes.ACTORS),
            filter_href=filter_href(links, {facet.key: one.value}) if facet else "",
        )

    def _contradictions(self, links: routes.PageLinks) -> paging.FullList | None:
        reads.record("contradictions")
        return paging.full_list(links, routes.contradictions(), self._pairs, 0)

    def _facet(self, links: routes.PageLinks, facet: ClaimFacet, here: str) -> FacetView:
        reads.record("side", facet.key)
        values = []
        for value, name in facet.names.items():
            count = len(self._by_value[facet.key, value].refs)
            if count:
                href = links.to(routes.by_value("claims", facet.key, value))
                values.append(
                    FacetValue(value, paging.CountedLink(name, href, count, value == here))
                )
        return FacetView(facet.key, facet.label, tuple(values))


def filter_href(links: routes.PageLinks, filters: Mapping[str, str]) -> str:
    """The ledger with filters set, which needs JavaScript; empty if the site has no ledger."""
    ledger = links.to(routes.CLAIMS)
    return f"{ledger}?{urlencode(filters)}" if ledger else ""


def by_article(
    views: ClaimViews,
    refs: Sequence[ClaimRef],
    name: Callable[[Summary], str] = lambda article: article.title,
    row: Callable[[ClaimRef], ClaimRow] | None = None,
) -> tuple[ClaimsOfArticle, ...]:
    """Claims under the names of their articles, in the order given."""
    found = []
    for _slug, group in groupby(refs, key=lambda ref: ref.slug):
        claims = tuple(group)
        article = claims[0].summary
        found.append(
            ClaimsOfArticle(
                LinkView(name(article), views.links.to(routes.briefing(article.slug))),
                article.published.display(),
                tuple(map(row or views.row, claims)),
            )
        )
    return tuple(found)


def by_year(views: ClaimViews, sheet: paging.Sheet[ClaimRef]) -> tuple[YearOfClaims, ...]:
    """The claims of a page of a list under their years and articles."""
    years = sheet.groups(lambda ref: year_of(ref.summary))
    return tuple(
        YearOfClaims(year if len(years) > 1 else "", by_article(views, found))
        for year, found in years
    )
