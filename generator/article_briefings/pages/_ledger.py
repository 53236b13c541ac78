"""The ledger: the newest claims, and a list of claims for each value of each side."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from urllib.parse import urlencode

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import (
    ClaimRef,
    Corpus,
    claims_of,
    digest,
    record_read,
    untracked,
)
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import count_contradictions
from article_briefings.pages._briefings import briefings_of
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._facets import ClaimFacet, facets, sides_of
from article_briefings.pages._figures import StatusFigure, status_figure
from article_briefings.pages._page import Context
from article_briefings.pages._paging import (
    Bounds,
    CountedLink,
    ListPages,
    PagerView,
    Route,
    Sheet,
    full_list,
)
from article_briefings.pages._views import ClaimRow, LinkView


@dataclass(frozen=True, slots=True)
class ClaimsOfArticle:
    """The claims of one article."""

    article: LinkView
    date: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """The claims that share a value: "Status: disputed"."""

    value: str
    """Its name in addresses: "not-assessed"."""
    link: CountedLink


@dataclass(frozen=True, slots=True)
class FacetView:
    """A side by which claims can be sorted, with every value that occurs."""

    key: str
    """Its name in addresses: "status"."""
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class ClaimsPage(Context):
    """The ledger: a page of the newest claims, or of those that share a value."""

    template = "claims.md.j2"
    title: str
    total: int
    assessed: int
    left_out: int
    """How many of the oldest are on no page of this list."""
    briefings: LinkView
    """The briefings that hold these claims."""
    facets: tuple[FacetView, ...]
    """All sides, on the first page of all claims; else the list's own side."""
    contradictions: CountedLink | None
    """On the first page of all claims."""
    standing: StatusFigure | None
    """The claims by status, on the first page of a list."""
    articles: tuple[ClaimsOfArticle, ...]
    pager: PagerView | None
    data_href: str
    """The data that the script loads; empty if the page has no filters."""
    root_href: str
    actors_href: str
    filter_href: str
    """The same list in the ledger's filters, which need JavaScript."""


_TITLE = "Claims"


@dataclass(frozen=True)
class _List:
    """The data shared by the pages of a list of claims."""

    total: int
    assessed: int
    briefings: tuple[str, str]
    """The page with the claims that are left out: the words of the link, the Markdown file."""
    standing: StatusFigure | None
    facet: ClaimFacet | None = None
    value: str = ""


@dataclass
class _ClaimTally:
    """Claims that share a value, the newest article first."""

    refs: list[ClaimRef] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    """The status of each."""

    def add(self, refs: Iterable[ClaimRef], statuses: Iterable[str]) -> None:
        """Add claims that follow the others, and the status of each."""
        self.refs += refs
        self.statuses += statuses


_Pages = ListPages[ClaimRef, ClaimsPage]


_ALL = ("", "")
"""The side and value that all claims have."""


class Ledger:
    """The pages of all claims.

    The claims that a page lists and its counts are one fact (`claims:<source>`); the values
    of a side with their counts are a second (`side:<key>`).
    """

    def __init__(self, corpus: Corpus, bounds: Bounds) -> None:
        self._corpus, self._bounds = corpus, bounds
        with untracked():
            self._facets = facets(corpus)
            self._tallies = defaultdict[tuple[str, str], _ClaimTally](_ClaimTally)
            for article in corpus.articles:
                self._count(article)
            self._pairs = count_contradictions(corpus, corpus.related.claims())
            self._lists = list(self._all_lists())

    def _count(self, article: AnchoredBriefing) -> None:
        """Count the claims of an article."""
        refs, statuses = claims_of(article), article.outline.statuses
        self._tallies[_ALL].add(refs, statuses)
        for side, value, numbers in article.once(sides_of):
            tally = self._tallies[side, value]
            tally.add([refs[n] for n in numbers], [statuses[n] for n in numbers])
        for facet in self._facets:
            if facet.shared:
                for value in facet.of(refs[0]):
                    self._tallies[facet.key, value].add(refs, statuses)

    def pages(self) -> Iterator[tuple[str, ClaimsPage]]:
        """The Markdown file and the context of each page, the index first."""
        return ((source, build()) for source, build in self.builders())

    def builders(self) -> Iterator[tuple[str, Callable[[], ClaimsPage]]]:
        """The Markdown file of each page, and the function that builds its context."""
        for pages, _ in self._lists:
            for sheet in pages.sheets():
                yield sheet.source, partial(pages.context, sheet)

    def facts(self) -> dict[str, str]:
        """A digest for each fact that the pages read besides those of the corpus."""
        found = {
            f"side:{facet.key}": digest(
                f"{value} {name} {self._number(facet, value)}"
                for value, name in facet.names.items()
            )
            for facet in self._facets
        }
        for pages, about in self._lists:
            for sheet in pages.sheets():
                found[f"claims:{sheet.source}"] = digest(_facts(pages, about, sheet))
        return found | {"contradictions": str(self._pairs)}

    def _all_lists(self) -> Iterator[tuple[_Pages, _List]]:
        yield self._list(self._tallies[_ALL], routes.claims, _TITLE)
        for facet in self._facets:
            for value, name in facet.names.items():
                tally = self._tallies.get((facet.key, value))
                if tally:
                    route = partial(routes.claims_by, facet.key, value)
                    yield self._list(tally, route, f"{_TITLE}: {name}", facet, value)

    def _list(
        self,
        tally: _ClaimTally,
        route: Route,
        title: str,
        facet: ClaimFacet | None = None,
        value: str = "",
    ) -> tuple[_Pages, _List]:
        refs, statuses = tally.refs, Counter(tally.statuses)
        # If all claims have the same status, a figure of it is pointless.
        one = facet is not None and facet.key == "status"
        about = _List(
            total=len(refs),
            assessed=len(refs) - statuses[""],
            briefings=self._briefings(facet, value),
            standing=None if one else status_figure(statuses),
            facet=facet,
            value=value,
        )
        listed, bounds = refs[: self._bounds.newest], self._bounds
        page = partial(self._page, about, len(refs) - len(listed))
        return ListPages(title, route, listed, bounds.claims, page), about

    def _briefings(self, facet: ClaimFacet | None, value: str) -> tuple[str, str]:
        """The briefings that hold every claim of a list: those of the year, if it is a year's."""
        if facet is None or facet.key != "year":
            return "Briefings", routes.BRIEFINGS
        source = briefings_of(self._corpus, self._bounds, value)
        return f"Briefings of {facet.names[value]}", source

    def _page(self, one: _List, left_out: int, sheet: Sheet[ClaimRef]) -> ClaimsPage:
        links, index = sheet.links, sheet.source == routes.CLAIMS
        facet, (words, briefings) = one.facet, one.briefings
        shown = self._facets if index else (facet,) if facet else ()
        record_read("claims", sheet.source)
        return ClaimsPage(
            title=sheet.title,
            total=one.total,
            assessed=one.assessed,
            left_out=left_out,
            briefings=LinkView(words, links.to(briefings)),
            facets=tuple(self._facet(links, side, one.value) for side in shown),
            contradictions=self._contradictions(links) if index else None,
            standing=one.standing if sheet.number == 1 else None,
            articles=by_article(ClaimViews(self._corpus, links), sheet.items),
            pager=sheet.pager,
            data_href=posixpath.basename(routes.LEDGER_INDEX) if index else "",
            root_href=links.to(routes.HOME),
            actors_href=links.to(routes.ACTORS),
            filter_href=filter_href(links, {facet.key: one.value}) if facet else "",
        )

    def _number(self, facet: ClaimFacet, value: str) -> int:
        """How many claims have a value."""
        tally = self._tallies.get((facet.key, value))
        return len(tally.refs) if tally else 0

    def _contradictions(self, links: routes.PageLinks) -> CountedLink | None:
        record_read("contradictions")
        pairs = self._pairs
        words = "pair of claims contradicts" if pairs == 1 else "pairs of claims contradict"
        return full_list(links, f"{words} each other", routes.contradictions(), pairs, 0)

    def _facet(self, links: routes.PageLinks, facet: ClaimFacet, here: str) -> FacetView:
        record_read("side", facet.key)
        values = []
        for value, name in facet.names.items():
            count = self._number(facet, value)
            if count:
                href = links.to(routes.claims_by(facet.key, value))
                values.append(FacetValue(value, CountedLink(name, href, count, value == here)))
        return FacetView(facet.key, facet.label, tuple(values))


def _facts(pages: _Pages, one: _List, sheet: Sheet[ClaimRef]) -> Iterator[str]:
    """The content of a page of the list besides the claims' own words."""
    yield repr((sheet.title, sheet.pager, one.total, one.assessed, len(pages.entries)))
    yield repr(one.briefings)
    yield repr(one.standing) if sheet.number == 1 else ""
    yield from (ref.key for ref in sheet.items)


def filter_href(links: routes.PageLinks, filters: Mapping[str, str]) -> str:
    """The ledger with filters set; choosing needs JavaScript."""
    return f"{links.to(routes.CLAIMS)}?{urlencode(filters)}"


def by_article(views: ClaimViews, refs: Sequence[ClaimRef]) -> tuple[ClaimsOfArticle, ...]:
    """Claims under the headings of their articles, in the order given."""
    found = []
    for _, group in groupby(refs, key=lambda ref: ref.slug):
        claims = tuple(group)
        article = claims[0].summary
        found.append(
            ClaimsOfArticle(
                LinkView(article.title, views.links.to(routes.briefing(article.slug))),
                article.published.display(),
                tuple(views.row(ref) for ref in claims),
            )
        )
    return tuple(found)
