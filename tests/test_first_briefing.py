"""The first briefing is complete, and its text is the seed's, byte for byte."""

import hashlib
import re
from collections.abc import Iterator

import pytest

from article_briefings.corpus._pipeline import Compilation, compile_corpus
from article_briefings.models._briefing import Briefing
from tests.overlay import PROJECT

SHA256 = "c17e26fc5b806fbe934ccf373634f48d038049244b42c2c38985fb348d7b477a"
SEED = PROJECT / "seeds" / "000_41c841a963bee18c.txt"
FOLDER = PROJECT / "briefings" / "articles" / "2023-09-11-iran-armenia-azerbaijan"
SAYING = re.compile(r"\b(say|said|told|tell|stated|dismissed|denied|announced|warned|claimed)\b")


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
    assert len(briefing.claims) >= 18
    assert len(briefing.actors) >= 16
    assert len({use.note for use in briefing.background}) >= 6
    assert len(briefing.events) >= 3
    assert len(briefing.questions) >= 1
    assert len(briefing.bluf.split()) <= 60
    assert max(len(claim.attribution) for claim in briefing.claims) >= 3


def test_every_actor_with_an_office_has_its_dates_and_a_source(compiled: Compilation) -> None:
    roles = [role for record in compiled.corpus.actors.values() for role in record.actor.roles]
    assert len(compiled.corpus.actors) >= 16
    assert len(roles) >= 6
    assert all(role.source for role in roles)


def test_every_assessment_rests_on_dated_evidence_that_can_be_looked_up(
    briefing: Briefing,
) -> None:
    items = {item.id: item for item in briefing.evidence}
    assessed = [claim.assessment for claim in briefing.claims if claim.assessment]
    assert len(assessed) >= 6
    for assessment in assessed:
        for use in assessment.evidence:
            item = items[use.item]
            assert item.publisher, item.id
            assert item.date, item.id
            assert item.url, item.id


# --- a status is of the sentence on the page, not of somebody's saying it ------------------------


def test_nothing_is_assessed_that_could_only_be_shown_to_have_been_said(
    briefing: Briefing,
) -> None:
    for claim in briefing.claims:
        if claim.assessment:
            assert claim.kind not in ("position", "demand"), claim.id
            assert not SAYING.search(claim.text), claim.id


def test_only_facts_are_corroborated(briefing: Briefing) -> None:
    found = [c for c in briefing.claims if c.assessment and c.assessment.status == "corroborated"]
    assert found
    assert {claim.kind for claim in found} == {"fact"}


def test_claims_that_contradict_each_other_are_statements_and_not_acts_of_saying(
    briefing: Briefing,
) -> None:
    claims = {claim.id: claim for claim in briefing.claims}
    pairs = [
        (c, claims[r.claim])
        for c in claims.values()
        for r in c.relations
        if r.type == "contradicts"
    ]
    assert pairs
    for one, other in pairs:
        assert {one.kind, other.kind} == {"denial", "fact"}
        assert not SAYING.search(f"{one.text} {other.text}")


def test_a_disputed_or_refuted_claim_has_evidence_against_it(briefing: Briefing) -> None:
    for claim in briefing.claims:
        if claim.assessment and claim.assessment.status in ("disputed", "refuted"):
            assert "refutes" in {use.relation for use in claim.assessment.evidence}, claim.id


def test_no_confidence_is_claimed_where_truth_cannot_be_judged(briefing: Briefing) -> None:
    for claim in briefing.claims:
        if claim.assessment and claim.assessment.credibility == 6:
            assert claim.assessment.confidence is None, claim.id


def test_every_source_is_used(briefing: Briefing) -> None:
    used = set(_shown(briefing))
    assert {item.id for item in briefing.evidence} - used == set()


def _shown(briefing: Briefing) -> Iterator[str | None]:
    yield briefing.source.shown_by
    yield from (event.shown_by for event in briefing.events)
    for claim in briefing.claims:
        yield from (hop.shown_by for hop in claim.attribution)
        if claim.assessment:
            yield from (use.item for use in claim.assessment.evidence)


def test_the_spokesman_is_not_shown_as_still_in_office(compiled: Compilation) -> None:
    [role] = compiled.corpus.actors["nasser-kanaani"].actor.roles
    assert role.to is not None


def test_every_background_note_names_a_source_with_an_address(compiled: Compilation) -> None:
    for name, record in compiled.corpus.notes.items():
        assert any(source.url for source in record.note.sources), name
