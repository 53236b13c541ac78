"""Who refers to whom, from both sides and across articles."""

from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._parts import ClaimRef
from tests.building import (
    ACTORS,
    FOLDER,
    TEXT,
    actor,
    briefing,
    claim,
    compiled,
    hop,
    own_claim,
    slugs,
    two_articles,
)


def keys(refs: list[ClaimRef]) -> list[str]:
    return [ref.key for ref in refs]


def test_an_actor_knows_what_it_claimed_relayed_and_what_is_said_of_it(tmp_path: Path) -> None:
    claims = [
        claim("own", attribution=[hop(), hop("gazette", "told the Gazette", form="indirect")]),
        claim(
            "identified",
            "It is a drill",
            attribution=[
                {
                    "unnamed": "a speaker",
                    "identified_as": "oldtown",
                    "shown_by": "e",
                    "cue": "she added",
                    "form": "direct",
                }
            ],
        ),
        own_claim("said-of", "Ministers met in Oldtown"),
    ]
    cast = [
        {"actor": "ada-fable", "role": "x", "mentions": ["Ada Fable"]},
        {"actor": "gazette", "role": "x"},
        {"actor": "oldtown", "role": "x", "mentions": ["Oldtown"]},
    ]
    evidence = [{"id": "e", "title": "t", "publisher": "p"}]
    events = [
        {"id": "v", "date": "2031", "quote": "met in Oldtown", "label": "x", "actors": ["oldtown"]}
    ]
    value = briefing(
        claims=claims, cast=cast, evidence=evidence, events=events, source={"outlet": "gazette"}
    )
    result = compiled(tmp_path, articles={FOLDER: (TEXT, value)}, actors=ACTORS)
    assert result.diagnostics == ()
    actors = result.corpus.actors
    assert keys(actors["ada-fable"].claimed) == ["drill#own"]
    assert keys(actors["gazette"].claimed) == []
    assert keys(actors["gazette"].relayed) == ["drill#own"]
    assert keys(actors["oldtown"].claimed) == ["drill#identified"]
    assert keys(actors["oldtown"].about) == ["drill#said-of"]
    assert [article.slug for article in actors["gazette"].published] == ["drill"]
    assert [article.slug for article in actors["oldtown"].appears_in] == ["drill"]
    assert [ref.event.id for ref in actors["oldtown"].events] == ["v"]


def test_an_actor_who_says_and_relays_a_claim_has_it_once(tmp_path: Path) -> None:
    claims = [claim(attribution=[hop(), hop()])]
    result = compiled(tmp_path, articles={FOLDER: (TEXT, briefing(claims=claims))})
    record = result.corpus.actors["ada-fable"]
    assert (keys(record.claimed), keys(record.relayed)) == (["drill#no-attack"], [])


def test_notes_topics_and_wholes_know_what_refers_to_them(tmp_path: Path) -> None:
    use = [{"note": "drills", "quote": "a drill", "why": "x"}]
    actors = {"ada-fable": actor(part_of="oldtown"), "oldtown": actor(type="state", name="O")}
    result = two_articles(tmp_path, {"background": use}, {}, actors=actors)
    assert result.diagnostics == ()
    assert [article.slug for article in result.corpus.notes["drills"].used_in] == ["drill"]
    assert [a.slug for a in result.corpus.topics["defence"].articles] == ["drill", "reply"]
    assert result.corpus.actors["oldtown"].parts == ["ada-fable"]


@pytest.mark.parametrize(
    ("kind", "back"),
    [("contradicts", False), ("repeats", False), ("supports", True), ("qualifies", True)],
)
def test_a_relation_is_seen_from_both_sides(tmp_path: Path, kind: str, back: bool) -> None:
    result = two_articles(tmp_path, {"claims": [claim(**{kind: "reply#no-attack"})]}, {})
    assert result.diagnostics == ()
    [there] = result.corpus.related["drill#no-attack"]
    [here] = result.corpus.related["reply#no-attack"]
    assert (there.type, there.claim.key, there.inverse) == (kind, "reply#no-attack", False)
    assert (here.type, here.claim.key, here.inverse) == (kind, "drill#no-attack", back)


def test_a_symmetrical_relation_that_both_sides_state_stands_once(tmp_path: Path) -> None:
    def contradicting(other: str) -> dict[str, Any]:
        return {"claims": [claim(contradicts=other)]}

    result = two_articles(
        tmp_path, contradicting("reply#no-attack"), contradicting("drill#no-attack")
    )
    assert {key: len(found) for key, found in result.corpus.related.items()} == {
        "drill#no-attack": 1,
        "reply#no-attack": 1,
    }


def test_claims_that_support_each_other_do_so_both_ways(tmp_path: Path) -> None:
    def supporting(other: str) -> dict[str, Any]:
        return {"claims": [claim(supports=other)]}

    result = two_articles(tmp_path, supporting("reply#no-attack"), supporting("drill#no-attack"))
    for related in result.corpus.related.values():
        assert sorted(found.inverse for found in related) == [False, True]


def test_a_reference_is_completed_with_its_article(tmp_path: Path) -> None:
    drill = two_articles(tmp_path, {}, {}).corpus.by_slug["drill"]
    assert drill.full_reference("a") == "drill#a"
    assert drill.full_reference("reply#a") == "reply#a"


def test_the_newest_article_stands_first_and_equal_dates_go_by_slug(tmp_path: Path) -> None:
    dates = {"2031-01-01-b": "2031-01", "2031-01-02-a": "2031-01", "2031-01-03-c": "2032"}
    articles = {
        folder: (TEXT, briefing(source={"published": date})) for folder, date in dates.items()
    }
    assert slugs(compiled(tmp_path, articles=articles)) == ["c", "a", "b"]
