"""How a claim changed: its words, its quote, its way to the reader, its assessment."""

from typing import Any

import pytest

from tests.building import Fields, briefing, claim, hop, own_claim
from tests.comparing import changes, told


def test_claims_come_and_go() -> None:
    found = changes(
        briefing(claims=[claim(), own_claim("met", "Ministers met", text="They met.")]),
        briefing(claims=[claim(), own_claim("doubt", "Residents doubted", text="Doubt.")]),
    )
    assert told(found) == [
        ("added", "claim", "doubt", ("", "", "Doubt.")),
        ("removed", "claim", "met", ("", "They met.", "")),
    ]
    assert [change.place.old for change in found] == [False, True]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"text": "No."}, ("reworded", ("text", "No attack is planned.", "No."))),
        (
            {"quote": {"exact": "We will", "nth": 1}},
            ("requoted", ("quote", "We will not attack", "We will (occurrence 1)")),
        ),
        ({"kind": "denial"}, ("changed", ("kind", "commitment", "denial"))),
        (
            {"attribution": [hop(), {"actor": "gazette", "shown_by": "x"}]},
            (
                "re-attributed",
                ("path", "Ada Fable", "Ada Fable, as reported by The Gazette (shown by evidence)"),
            ),
        ),
        (
            {"attribution": []},
            ("re-attributed", ("path", "Ada Fable", "Stated by the article in its own voice")),
        ),
        (
            {"attribution": [hop(cue="she added", form="mixed")]},
            (
                "re-attributed",
                ("step 1, cue", "told the Gazette", "she added"),
                ("step 1, form", "direct", "mixed"),
            ),
        ),
        (
            {"relations": [{"type": "repeats", "claim": "other#claim"}]},
            ("changed", ("relation to other#claim", "", "repeats")),
        ),
    ],
)
def test_a_claim_says_how_it_changed(change: Fields, expected: tuple[Any, ...]) -> None:
    (found,) = told(changes(briefing(), briefing(claims=[claim(**change)])))
    assert found == (expected[0], "claim", "no-attack", *expected[1:])


def test_a_step_that_stays_says_how_it_changed_beside_a_new_way() -> None:
    relayed = hop("gazette", "said")
    source = {"unnamed": "a source", "cue": "said", "form": "indirect"}
    other = {**source, "unnamed": "another source"}
    for before, after, steps in [
        ([hop()], [hop(form="indirect"), relayed], [("step 1, form", "direct", "indirect")]),
        ([relayed, hop()], [hop(cue="she said"), relayed], _cue("step 1", "she said")),
        ([hop(), relayed], [hop(cue="she said")], _cue("step 1", "she said")),
        ([source, other], [{**other, "form": "direct"}], [("step 1, form", "indirect", "direct")]),
        ([hop()], [hop("gazette", "wrote", form="indirect")], []),
    ]:
        (found,) = changes(
            briefing(claims=[claim(attribution=before)]),
            briefing(claims=[claim(attribution=after)]),
        )
        assert found.facets[0].label == "path"
        assert [(f.label, f.before, f.after) for f in found.facets[1:]] == steps


def _cue(step: str, words: str) -> list[tuple[str, str, str]]:
    return [(f"{step}, cue", "told the Gazette", words)]


def assessed(**fields: Any) -> Fields:
    use = {"item": "report", "relation": "supports", "shows": "that she said it"}
    return claim(
        assessment={
            "status": "disputed",
            "as_of": "2031-05-01",
            "rationale": "Because.",
            "evidence": [use],
        }
        | fields
    )


def test_an_assessment_comes_changes_and_goes() -> None:
    bare, one = briefing(), briefing(claims=[assessed()])
    two = briefing(
        claims=[
            assessed(
                status="supported",
                confidence="low",
                evidence=[
                    {"item": "report", "relation": "refutes", "shows": "that she said it"},
                    {"item": "letter", "relation": "context", "shows": "more"},
                ],
            )
        ]
    )
    assert [change.what for change in changes(bare, one)] == ["assessed"]
    assert [change.what for change in changes(one, bare)] == ["no longer assessed"]
    assert told(changes(one, two)) == [
        (
            "re-assessed",
            "claim",
            "no-attack",
            ("status", "disputed", "supported"),
            ("confidence", "", "low"),
            ("evidence report, relation", "supports", "refutes"),
            ("evidence letter", "", "context: more"),
        )
    ]


def test_evidence_that_is_used_twice_is_the_same_behind_a_new_item() -> None:
    def use(item: str, shows: str = "all") -> Fields:
        return {"item": item, "relation": "context", "shows": shows}

    before = briefing(claims=[assessed(evidence=[use("report"), use("report", "more")])])
    after = briefing(
        claims=[assessed(evidence=[use("letter"), use("report"), use("report", "most")])]
    )
    (found,) = changes(before, after)
    assert [(f.label, f.before, f.after) for f in found.facets] == [
        ("evidence letter", "", "context: all"),
        ("evidence report (2), shows", "more", "most"),
    ]


def test_an_assessment_of_another_shape_is_told_as_written() -> None:
    assert told(changes(briefing(), briefing(claims=[claim(assessment="true")]))) == [
        ("assessed", "claim", "no-attack", ("", "", "true"))
    ]
