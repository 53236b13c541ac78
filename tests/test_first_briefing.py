"""The first briefing is complete, and its text is the seed's, byte for byte."""

import hashlib

import pytest

from generator.pipeline import Compiled, compile_corpus
from tests.overlay import PROJECT

SHA256 = "c17e26fc5b806fbe934ccf373634f48d038049244b42c2c38985fb348d7b477a"
SEED = PROJECT / "seeds" / "000_41c841a963bee18c.txt"
FOLDER = PROJECT / "briefings" / "articles" / "2023-09-11-iran-armenia-azerbaijan"


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_corpus(PROJECT)


def test_the_seed_is_the_document_that_the_project_started_from() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SHA256


def test_the_article_is_the_seed() -> None:
    assert (FOLDER / "source.txt").read_bytes() == SEED.read_bytes()


def test_the_briefings_have_no_problem(compiled: Compiled) -> None:
    assert compiled.diagnostics == ()


def test_the_briefing_is_as_full_as_a_careful_analyst_makes_it(compiled: Compiled) -> None:
    article = next(a for a in compiled.corpus.articles if a.slug == "iran-armenia-azerbaijan")
    briefing = article.briefing
    assert len(briefing.claims) >= 18
    assert len(briefing.actors) >= 16
    assert len({use.note for use in briefing.background}) >= 6
    assert len(briefing.events) >= 3
    assert len(briefing.questions) >= 1
    assert len(briefing.bluf.split()) <= 60
    assert max(len(claim.attribution) for claim in briefing.claims) >= 3


def test_every_actor_with_an_office_has_its_dates_and_a_source(compiled: Compiled) -> None:
    roles = [role for record in compiled.corpus.actors.values() for role in record.actor.roles]
    assert len(compiled.corpus.actors) >= 16
    assert len(roles) >= 6
    assert all(role.source for role in roles)


def test_every_assessment_rests_on_dated_evidence_that_can_be_looked_up(
    compiled: Compiled,
) -> None:
    article = next(a for a in compiled.corpus.articles if a.slug == "iran-armenia-azerbaijan")
    items = {item.id: item for item in article.briefing.evidence}
    assessed = [claim.assessment for claim in article.briefing.claims if claim.assessment]
    assert len(assessed) >= 6
    for assessment in assessed:
        for use in assessment.evidence:
            item = items[use.item]
            assert item.publisher, item.id
            assert item.date, item.id
            assert item.url, item.id


def test_every_background_note_names_a_source_with_an_address(compiled: Compiled) -> None:
    for name, record in compiled.corpus.notes.items():
        assert any(source.url for source in record.note.sources), name
