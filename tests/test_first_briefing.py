"""The first briefing is complete, and its text is the seed's, byte for byte."""

import hashlib
import re
from collections.abc import Iterator

import pytest

from article_briefings.corpus._pipeline import Compilation, compile_corpus
from article_briefings.models import word_places
from article_briefings.models._briefing import Briefing
from tests.overlay import PROJECT

SHA256 = "c17e26fc5b806fbe934ccf373634f48d038049244b42c2c38985fb348d7b477a"
SEED = PROJECT / "seeds" / "000_41c841a963bee18c.txt"
FOLDER = PROJECT / "briefings" / "articles" / "2023-09-11-iran-armenia-azerbaijan"
SAYING = re.compile(r"\b(say|said|told|tell|stated|dismissed|denied|announced|warned|claimed)\b")
MOST_WORDS = 3_500
"""The most words of `briefing.yml`: what an annotator can write, and a reviewer read."""


@pytest.fixture(scope="module")
def compiled() -> Compilation:
    return compile_corpus(PROJECT)


@pytest.fixture
def briefing(compiled: Compilation) -> Briefing:
    [article] = [a for a in compiled.corpus.articles if a.slug == "iran-armenia-azerbaijan"]
    return article.briefing


def test_the_seed_is_the_document_that_the_project_started_from() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SHA256


def test_the_article_is_the_seed() -> None:
    assert (FOLDER / "source.txt").read_bytes() == SEED.read_bytes()


def test_the_briefings_have_no_problem(compiled: Compilation) -> None:
    assert compiled.diagnostics == ()


def test_the_briefing_is_as_full_as_a_careful_analyst_makes_it(briefing: Briefing) -> None:
    text = (FOLDER / "briefing.yml").read_text("utf-8")
    assert text.count("\nformat: 2\n") == 1
    assert len(text.split()) <= MOST_WORDS
    assert 10 <= len(briefing.claims) <= 25
    assert sum(claim.judged for claim in briefing.claims) >= 6
    assert sum(claim.key for claim in briefing.claims) >= 3
    assert len(briefing.cast) >= 8
    assert len({use.note for use in briefing.background}) >= 4
    assert len(briefing.events) >= 3
    assert len(briefing.questions) >= 1
    assert max(len(claim.attribution) for claim in briefing.claims) >= 3


def test_every_actor_with_an_office_has_its_dates_and_a_source(compiled: Compilation) -> None:
    roles = [role for record in compiled.corpus.actors.values() for role in record.actor.roles]
    assert len(compiled.corpus.actors) >= 16
    assert len(roles) >= 6
    assert all(role.source for role in roles)


def test_every_verdict_rests_on_dated_evidence_that_can_be_looked_up(briefing: Briefing) -> None:
    items = {item.id: item for item in briefing.evidence}
    verdicts = [verdict for claim in briefing.claims for _, verdict in claim.verdicts]
    for item in (items[use.item] for verdict in verdicts for use in verdict.evidence):
        assert item.date, item.id
        assert item.url, item.id


def test_no_text_is_an_act_of_saying(briefing: Briefing) -> None:
    assert [claim.id for claim in briefing.claims if SAYING.search(claim.text)] == []


def test_every_source_is_used(briefing: Briefing) -> None:
    assert {item.id for item in briefing.evidence} - set(_shown(briefing)) == set()


def _shown(briefing: Briefing) -> Iterator[str | None]:
    yield briefing.source.shown_by
    dating = briefing.source.dating
    yield from (item.id for item in briefing.evidence if f"({item.publisher})" in dating)
    yield from (event.shown_by for event in briefing.events)
    yield from (via.shown_by for via in briefing.via)
    for claim in briefing.claims:
        yield from (hop.shown_by for hop in claim.attribution)
        yield from (use.item for _, verdict in claim.verdicts for use in verdict.evidence)
    relayed = (item.relays or () for item in briefing.evidence)
    yield from (source for relays in relayed for source in relays)


def test_the_spokesman_is_not_shown_as_still_in_office(compiled: Compilation) -> None:
    [role] = compiled.corpus.actors["nasser-kanaani"].actor.roles
    assert role.to is not None


def test_every_background_note_names_a_source_with_an_address(compiled: Compilation) -> None:
    for name, record in compiled.corpus.notes.items():
        assert any(source.url for source in record.note.sources), name


def test_extracts_are_quotations_and_say_how_much_of_the_article_they_are(
    compiled: Compilation,
) -> None:
    extracts = [article for article in compiled.corpus.articles if article.summary.extract]
    assert len(extracts) == 5
    for article in extracts:
        words = len(word_places(article.source.text))
        said = re.search(r"(\d+) of the (\d+) words", article.briefing.source.rights or "")
        assert said, article.slug
        assert int(said[1]) == words <= 150
        assert words * 3 <= int(said[2])


def test_the_checker_has_no_notice_for_the_extracts(compiled: Compilation) -> None:
    assert [one for one in compiled.notices if one.code == "extract-too-long"] == []


def test_translations_carry_the_marks_of_the_original(compiled: Compilation) -> None:
    translated = [one for one in compiled.corpus.articles if one.briefing.source.translation]
    assert [one.slug for one in translated] == ["irna-no-military-attack"]
    assert all(claim.counterpart for claim in translated[0].briefing.claims)
