"""An actor's page over time: short, in order, and the rest on further pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.pages import Page, Renderer
from article_briefings.pages import _routes as routes
from article_briefings.pages._actor import ActorClaimsPage, ActorPage, ActorPages
from article_briefings.pages._chronology import BriefingsIndex
from article_briefings.pages._ledger import ClaimsInTime
from article_briefings.pages._paging import Bounds
from article_briefings.pages._routes import Repository
from benchmarks.ledger_corpus import made_up
from tests.building import compiled
from tests.overlay import TEMPLATES

_SHORT = Bounds(claims=10, newest=30, briefings=3, events=2, entries=4, excerpt=2)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return made_up(1500)


def _page(corpus: Corpus, name: str, bounds: Bounds) -> ActorPage:
    return ActorPages(corpus, name, bounds).page(Repository())


def _hrefs(claims: ClaimsInTime) -> Iterator[str]:
    for year in claims.years:
        for article in year.articles:
            for row in article.claims:
                yield row.href.lstrip("./")


def test_claims_stand_under_their_article_by_year_the_newest_first(corpus: Corpus) -> None:
    claimed = _page(corpus, "actor-1", Bounds()).claimed
    years = [year.year for year in claimed.years]
    assert len(years) > 2
    assert years == sorted(years, reverse=True)
    for year in claimed.years:
        dates = [article.date for article in year.articles]
        assert all(date.endswith(year.year) for date in dates)
        titles = [article.article.text for article in year.articles]
        assert len(titles) == len(set(titles))
    assert list(_hrefs(claimed)) == [
        f"briefings/{ref.article.slug}/#{ref.claim.id}" for ref in corpus.actors["actor-1"].claimed
    ]


def test_a_list_has_headings_for_years_and_its_claims_name_their_articles(corpus: Corpus) -> None:
    page = _page(corpus, "actor-1", Bounds())
    source = routes.actor("actor-1")
    markdown, problems = Renderer(TEMPLATES).render(Page(source, "Actor", page))
    claimed = markdown.partition("{: #claimed }")[2].partition("\n## ")[0]
    years, rows = page.claimed.years, len([*_hrefs(page.claimed)])
    assert not problems
    assert re.findall(r"<h\d>(.*?)</h\d>", claimed) == [year.year for year in years]
    assert len(re.findall(r"\b\d{4}</(?:i|a></i)></p>", claimed)) == rows
    shown = re.split('</section>|<details class="fold">', claimed)[0].count("<li><a ")
    assert shown == min(5, sum(len(article.claims) for article in years[0].articles))
    folded = re.findall(r"<summary><b>(\d+)</b> claims?</summary>|<summary>(\d+) more", claimed)
    assert shown + sum(int(one or other) for one, other in folded) == rows


def test_claims_of_one_year_need_no_heading_for_it(tmp_path: Path) -> None:
    claimed = _page(compiled(tmp_path).corpus, "ada-fable", Bounds()).claimed
    ((year, (article,)),) = ((year.year, year.articles) for year in claimed.years)
    assert (year, article.article.text, claimed.total) == ("", "A drill near Oldtown", 1)
    assert (claimed.pager, claimed.left_out, claimed.ledger_href) == (None, 0, "")


def test_many_claims_go_on_on_further_pages_and_stop_at_the_newest(corpus: Corpus) -> None:
    pages = ActorPages(corpus, "actor-1", _SHORT)
    first = pages.page(Repository()).claimed
    further = {s: p for s, p in pages.lists() if isinstance(p, ActorClaimsPage)}
    own = {s: p for s, p in further.items() if "/claimed/" in s}
    assert list(own) == [
        routes.list_of(routes.actor("actor-1"), "claimed", number) for number in (2, 3)
    ]
    refs = corpus.actors["actor-1"].claimed
    listed = [*_hrefs(first), *(href for p in own.values() for href in _hrefs(p.claims))]
    assert listed == [f"briefings/{r.article.slug}/#{r.claim.id}" for r in refs[:30]]
    assert {first.total, *(p.claims.total for p in own.values())} == {len(refs)}
    assert first.left_out == len(refs) - 30 > 0


def test_a_long_list_leads_to_the_same_claims_in_the_ledger(corpus: Corpus) -> None:
    page = _page(corpus, "actor-1", _SHORT)
    assert page.claimed.ledger_href == "../../claims/?actor=actor-1&as=says"
    assert page.relayed.ledger_href == "../../claims/?actor=actor-1&as=relays"
    assert page.about.ledger_href == "../../claims/?actor=actor-1&as=named"


def test_briefings_and_articles_go_on_on_lists_of_their_own(corpus: Corpus) -> None:
    record = corpus.actors["actor-0"]
    pages = ActorPages(corpus, "actor-0", _SHORT)
    page = pages.page(Repository())
    assert len(page.published) == _SHORT.excerpt
    assert len(page.appears_in) == _SHORT.entries
    assert page.published_all is not None
    assert page.published_all.count == len(record.published)
    assert page.published_all.href == "published/"
    lists = [(s, p) for s, p in pages.lists() if isinstance(p, BriefingsIndex)]
    for name, articles in (("published", record.published), ("briefings", record.appears_in)):
        listed = [
            card.title
            for source, part in lists
            if source.startswith(f"actors/actor-0/{name}")
            for year in part.years
            for card in year.briefings
        ]
        assert listed == [article.briefing.title for article in articles]


def test_a_short_actor_has_no_further_page(tmp_path: Path) -> None:
    corpus = compiled(tmp_path).corpus
    page = _page(corpus, "ada-fable", Bounds())
    assert (page.published_all, page.appears_in_all, page.events_all) == (None, None, None)
    assert list(ActorPages(corpus, "ada-fable", Bounds()).lists()) == []
