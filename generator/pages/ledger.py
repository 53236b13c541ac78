"""The ledger: the newest claims, and a list of claims for each value of each side."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from urllib.parse import urlencode

from generator.corpus import ClaimRef, Corpus
from generator.pages import routes
from generator.pages.across import contradictions
from generator.pages.cards import ClaimsOfArticle
from generator.pages.claims import ClaimViews
from generator.pages.facets import Facet, facets
from generator.pages.figures.statuses import status_figure
from generator.pages.figures.views import StatusFigure
from generator.pages.indexes import ClaimsPage
from generator.pages.ledger_data import INDEX
from generator.pages.lists import CountedLink, FacetValue, FacetView
from generator.pages.paging import Bounds, Route, sheets
from generator.pages.views import LinkView

_TITLE = "Claims"


class Ledger:
    """The pages of all claims."""

    def __init__(self, corpus: Corpus, bounds: Bounds) -> None:
        self._corpus, self._bounds = corpus, bounds
        self._refs = list(corpus.claims())
        self._facets = facets(corpus)
        self._by_value: dict[tuple[str, str], list[ClaimRef]] = {}
        for facet in self._facets:
            for ref in self._refs:
                for value in facet.of(ref):
                    self._by_value.setdefault((facet.key, value), []).append(ref)

    def pages(self) -> Iterator[tuple[str, ClaimsPage]]:
        """The Markdown file and the context of each page, the index first."""
        yield from self._list(self._refs, routes.claims, _TITLE)
        for facet in self._facets:
            for value, name in facet.names.items():
                refs = self._by_value.get((facet.key, value))
                if refs:
                    route = partial(routes.claims_by, facet.key, value)
                    yield from self._list(refs, route, f"{_TITLE}: {name}", facet, value)

    def _list(
        self,
        refs: Sequence[ClaimRef],
        route: Route,
        title: str,
        facet: Facet | None = None,
        value: str = "",
    ) -> Iterator[tuple[str, ClaimsPage]]:
        complete = facet is not None and facet.complete
        listed = refs if complete else refs[: self._bounds.newest]
        assessed = sum(ref.claim.claim.assessment is not None for ref in refs)
        for sheet in sheets(listed, self._bounds.claims, route, title):
            links, index = sheet.links, sheet.source == routes.CLAIMS
            shown = self._facets if index else (facet,) if facet else ()
            yield (
                sheet.source,
                ClaimsPage(
                    title=sheet.title,
                    total=len(refs),
                    assessed=assessed,
                    left_out=len(refs) - len(listed),
                    facets=tuple(self._facet(links, side, value) for side in shown),
                    contradictions=self._contradictions(links) if index else None,
                    standing=_standing(refs, facet) if sheet.number == 1 else None,
                    articles=by_article(ClaimViews(self._corpus, links), sheet.items),
                    pager=sheet.pager,
                    data_href=posixpath.basename(INDEX) if index else "",
                    root_href=links.to(routes.HOME),
                    actors_href=links.to(routes.ACTORS),
                    filter_href=filter_href(links, {facet.key: value}) if facet else "",
                ),
            )

    def _contradictions(self, links: routes.Links) -> CountedLink | None:
        pairs = len(contradictions(self._corpus, self._refs))
        words = "pair of claims contradicts" if pairs == 1 else "pairs of claims contradict"
        return (
            CountedLink(f"{words} each other", links.to(routes.contradictions(1)), pairs)
            if pairs
            else None
        )

    def _facet(self, links: routes.Links, facet: Facet, here: str) -> FacetView:
        return FacetView(
            facet.key,
            facet.label,
            tuple(
                self._value(links, facet, value, value == here)
                for value in facet.names
                if (facet.key, value) in self._by_value
            ),
        )

    def _value(self, links: routes.Links, facet: Facet, value: str, here: bool) -> FacetValue:
        href = links.to(routes.claims_by(facet.key, value))
        count = len(self._by_value[facet.key, value])
        return FacetValue(value, CountedLink(facet.names[value], href, count, here))


def _standing(refs: Sequence[ClaimRef], facet: Facet | None) -> StatusFigure | None:
    """The claims of a list by status, unless they all have the same."""
    one = facet is not None and facet.key == "status"
    return None if one else status_figure(ref.claim.claim for ref in refs)


def filter_href(links: routes.Links, filters: Mapping[str, str]) -> str:
    """The ledger with filters set; choosing needs JavaScript."""
    return f"{links.to(routes.CLAIMS)}?{urlencode(filters)}"


def by_article(views: ClaimViews, refs: Sequence[ClaimRef]) -> tuple[ClaimsOfArticle, ...]:
    """Claims under the headings of their articles, in the order given."""
    found = []
    for _, group in groupby(refs, key=lambda ref: ref.article.slug):
        claims = tuple(group)
        article, briefing = claims[0].article, claims[0].article.briefing
        found.append(
            ClaimsOfArticle(
                LinkView(briefing.title, views.links.to(routes.briefing(article.slug))),
                briefing.source.published.display(),
                tuple(views.row(ref) for ref in claims),
            )
        )
    return tuple(found)
