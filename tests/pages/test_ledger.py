"""The ledger's pages: each short, none missing, and what is left out said and linked."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._parts import ClaimRef
from article_briefings.language import Language
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._home import SearchPage
from article_briefings.pages._ledger import ClaimsPage, Ledger
from article_briefings.pages._page import Page
from article_briefings.pages._paging import Bounds
from article_briefings.pages._renderer import Renderer
from article_briefings.pages._views import LinkView
from benchmarks.ledger_corpus import made_up
from tests.building import FOLDER, TEXT, briefing, claim, compiled, hop, own_claim
from tests.overlay import TEMPLATES

_BOUNDS = Bounds()
Pages = dict[str, ClaimsPage]


def _pages(corpus: Corpus, bounds: Bounds) -> Pages:
    return {source: build() for source, build in Ledger(corpus, bounds).pages()}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return made_up(3000)


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> Pages:
    return _pages(corpus, _BOUNDS)


def _texts(page: ClaimsPage) -> list[str]:
    return [row.href for article in page.articles for row in article.claims]


def _addresses(page: ClaimsPage) -> list[str]:
    """The addresses of a page's claims from the site's root."""
    return [href.lstrip("./") for href in _texts(page)]


def _list(pages: Pages, stem: str) -> Iterator[ClaimsPage]:
    """The pages of one list, in order."""
    number = 1
    while page := pages.get(f"{stem}.md" if number == 1 else f"{stem}/{number}.md"):
        yield page
        number += 1


def _all_addresses(corpus: Corpus) -> list[str]:
    views = ClaimViews(corpus, routes.PageLinks(routes.HOME))
    return [views.row(ref).href for ref in corpus.claims()]


def test_no_page_is_longer_than_its_bound(pages: Pages) -> None:
    assert max(len(_texts(page)) for page in pages.values()) == _BOUNDS.claims


def test_the_lists_by_year_hold_every_claim_once_and_in_order(corpus: Corpus, pages: Pages) -> None:
    (years,) = (facet for facet in pages[routes.CLAIMS].facets if facet.key == "year")
    listed = [
        address
        for year in years.values
        for page in _list(pages, f"claims/by/year/{year.value}")
        for address in _addresses(page)
    ]
    assert len(years.values) == 15
    assert listed == _all_addresses(corpus)


@pytest.mark.parametrize(
    ("stem", "words", "source"),
    [
        ("claims/by/year/2020", "Briefings of 2020", "briefings/by/year/2020.md"),
        ("claims/by/kind/fact", "Briefings", routes.BRIEFINGS),
    ],
)
def test_a_list_stops_at_its_newest_and_leads_to_the_briefings(
    corpus: Corpus, stem: str, words: str, source: str
) -> None:
    pages = _pages(corpus, Bounds(newest=150))
    found = list(_list(pages, stem))
    assert sum(len(_texts(page)) for page in found) == 150
    for number, page in enumerate(found, 1):
        here = routes.PageLinks(f"{stem}.md" if number == 1 else f"{stem}/{number}.md")
        assert page.left_out == page.total - 150 > 0
        assert page.briefings == LinkView(words, here.to(source))


def test_a_short_index_of_briefings_has_all_years(corpus: Corpus) -> None:
    pages = _pages(corpus, Bounds(newest=150, briefings=len(corpus.articles)))
    page, here = (pages["claims/by/year/2020.md"], routes.PageLinks("claims/by/year/2020.md"))
    assert page.briefings == LinkView("Briefings of 2020", here.to(routes.BRIEFINGS))


def test_the_index_goes_on_to_the_newest_and_says_what_is_left_out(
    corpus: Corpus, pages: Pages
) -> None:
    listed = [pages[routes.claims(number)] for number in range(1, 11)]
    shown = [address for page in listed for address in _addresses(page)]
    assert shown == _all_addresses(corpus)[: _BOUNDS.newest]
    assert {page.left_out for page in listed} == {2000}
    assert routes.claims(11) not in pages
    assert [page.title for page in listed[:2]] == ["Claims", "Claims, page 2"]


def test_every_value_that_occurs_has_a_list_with_its_count(corpus: Corpus, pages: Pages) -> None:
    kinds = Counter(ref.claim.kind for ref in corpus.claims())
    (facet,) = (facet for facet in pages[routes.CLAIMS].facets if facet.key == "kind")
    assert {value.value: value.link.count for value in facet.values} == kinds
    for kind, count in kinds.items():
        page = pages[f"claims/by/kind/{kind}.md"]
        assert page.total == count
        assert {row.kind for article in page.articles for row in article.claims} == {kind}


def test_the_index_has_all_sides_and_a_list_its_own(pages: Pages) -> None:
    index, by_kind = pages[routes.CLAIMS], pages["claims/by/kind/fact.md"]
    keys = [facet.key for facet in index.facets]
    assert keys == ["kind", "form", "said", "so", "hops", "year", "topic"]
    assert [facet.key for facet in by_kind.facets] == ["kind"]
    (current,) = (value for value in by_kind.facets[0].values if value.link.current)
    assert current.value == "fact"
    assert pages[routes.claims(2)].facets == ()


def test_the_number_of_pages_does_not_grow_with_the_claims(corpus: Corpus) -> None:
    """A list has at most the pages of its newest claims, whichever side it is of."""
    pages = _pages(corpus, Bounds(claims=50, newest=150))
    stems = [
        f"claims/by/{facet.key}/{value.value}"
        for facet in pages[routes.CLAIMS].facets
        for value in facet.values
    ]
    counts = [len(list(_list(pages, stem))) for stem in stems]
    assert max(counts) == 3
    assert len(pages) == sum(counts) + 3


def test_a_small_ledger_is_one_page(tmp_path: Path) -> None:
    corpus = compiled(tmp_path).corpus
    pages = _pages(corpus, _BOUNDS)
    index = pages[routes.CLAIMS]
    assert (index.total, index.left_out, index.pager) == (1, 0, None)
    assert routes.claims(2) not in pages


def test_an_empty_ledger_is_a_page(tmp_path: Path) -> None:
    corpus = compiled(tmp_path, articles={}).corpus
    ((source, page),) = _pages(corpus, _BOUNDS).items()
    assert (source, page.total, page.articles) == (routes.CLAIMS, 0, ())


_CLAIMS = [
    own_claim("own", "Ministers met in Oldtown"),
    claim("first", "We will not attack"),
    claim(
        "second",
        "It is a drill",
        attribution=[hop(cue="she added"), hop("gazette", "she added")],
    ),
]


@pytest.mark.parametrize(
    ("source", "hands"),
    [
        ({}, ["own-voice", "first-hand", "second-hand"]),
        ({"outlet": "gazette"}, ["own-voice", "first-hand"]),
    ],
)
def test_the_distance_is_that_of_the_figures(
    tmp_path: Path, source: dict[str, str], hands: list[str]
) -> None:
    """An outlet that carries a claim to its own readers adds no distance."""
    cast = [{"actor": name, "role": "speaker"} for name in ("ada-fable", "gazette")]
    value = briefing(TEXT, claims=_CLAIMS, source=source, cast=cast)
    result = compiled(tmp_path, articles={FOLDER: (TEXT, value)})
    assert result.diagnostics == ()
    sources = _pages(result.corpus, _BOUNDS)
    assert [s[15:-3] for s in sources if s.startswith("claims/by/hops/")] == hands


def test_a_claim_of_several_topics_stands_under_each(corpus: Corpus, pages: Pages) -> None:
    ref: ClaimRef = next(r for r in corpus.claims() if len(r.article.briefing.topics) == 2)
    address = ClaimViews(corpus, routes.PageLinks(routes.HOME)).row(ref).href
    for topic in ref.article.briefing.topics:
        listed = [a for page in _list(pages, f"claims/by/topic/{topic}") for a in _addresses(page)]
        assert address in listed


def test_a_row_that_lists_share_is_in_the_words_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "search.md.j2").write_text(
        '{% macro row(n) %}{{ _("Claims") }}{{ n }}{% endmacro %}{{ once(row, 1) }}', "utf-8"
    )
    renderer = Renderer(tmp_path)
    page = Page(routes.SEARCH, "Index", SearchPage("", "", "", "", ()))
    assert renderer.render(page)[0].endswith("Claims1")
    try:
        Language("en-XA").use()
        assert renderer.render(page)[0].endswith("&#93;1")
    finally:
        Language().use()


def test_pages_are_small_and_hold_no_blank_line_within_html(pages: Pages) -> None:
    renderer = Renderer(TEMPLATES)
    for source, context in list(pages.items())[:: len(pages) // 20]:
        page = Page(source, "Ledger", context)
        text, problems = renderer.render(page)
        assert problems == []
        assert len(text) < 100_000, source
        inside = re.findall(r'<div id="ledger--list">.*?\n</div>', text, re.DOTALL)
        assert inside
        assert "\n\n" not in inside[0], source
