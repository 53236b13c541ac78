"""How much the rules find: in the first briefing, and in invented articles."""

from pathlib import Path

import pytest

from article_briefings.drafting._draft import DraftClaim
from benchmarks.drafts import ROOT, measure_all
from tests.drafting.articles import ARTICLES, Invented
from tests.drafting.drafted import checked, drafted


def test_the_first_briefing_is_found_again() -> None:
    (measured,) = measure_all(ROOT)
    assert measured.recall >= 0.95
    assert measured.precision >= 0.8  # good drafts of claims that people left out count as wrong
    assert measured.speaker / measured.claims >= 0.9
    table = (ROOT / "benchmarks" / "DRAFTS.md").read_text("utf-8")
    assert measured.row() in table, "run: make bench-drafts"


def test_invented_articles_are_found() -> None:
    found = speaker = right = drafts = 0
    for article in ARTICLES:
        result = drafted(article.text, date=article.date, register={})
        used = set()
        for who, words in article.said:
            hits = [claim for claim in result.claims if _finds(claim, article.text, words)]
            used |= {claim.id for claim in hits}
            found += bool(hits)
            speaker += any(
                who in (step.speaker.actor, step.speaker.unnamed)
                for claim in hits
                for step in claim.steps
            )
        right, drafts = right + len(used), drafts + len(result.claims)
    total = sum(len(article.said) for article in ARTICLES)
    assert found / total >= 0.95
    assert speaker / total >= 0.9
    assert right / drafts >= 0.95


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_a_draft_of_an_invented_article_passes_the_check(article: Invented, tmp_path: Path) -> None:
    result = drafted(article.text, date=article.date)
    assert checked(tmp_path, article.text, result).diagnostics == ()


def _finds(claim: DraftClaim, text: str, words: str) -> bool:
    start = text.index(words)
    points = set(range(start, start + len(words)))
    held = {point for span in claim.spans for point in range(span.start, span.end)}
    return 2 * len(points & held) >= len(points)
