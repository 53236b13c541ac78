"""How a claim changed: its words, its quote, its way to the reader, its relations."""

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
            ("re-attributed", ("path", "Ada Fable", "No source named")),
        ),
        (
            {"attribution": [hop(cue="she added", form="mixed")]},
            (
                "re-attributed",
                ("step 1, cue", "told the Gazette", "she added"),
                ("step 1, form", "", "mixed"),
            ),
        ),
        (
            {"repeats": "other#claim"},
            ("changed", ("relation to other#claim", "", "repeats")),
        ),
        (
            {"finding": "She says so.", "key": "true", "implied": "true"},
            (
                "changed",
                ("finding", "", "She says so."),
                ("key", "", "true"),
                ("implied", "", "true"),
            ),
        ),
        ({"via": "false"}, ("changed", ("via", "", "false"))),
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
        ([hop()], [hop(form="indirect"), relayed], [("step 1, form", "", "indirect")]),
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


def test_relations_are_told_one_by_one() -> None:
    found = changes(
        briefing(claims=[claim(supports=["a", "b"], qualifies="c")]),
        briefing(claims=[claim(supports="b", contradicts="c", repeats=["d"])]),
    )
    assert told(found) == [
        (
            "changed",
            "claim",
            "no-attack",
            ("relation to c", "qualifies", "contradicts"),
            ("relation to d", "", "repeats"),
            ("relation to a", "supports", ""),
        )
    ]
    one, listed = briefing(claims=[claim(repeats="a")]), briefing(claims=[claim(repeats=["a"])])
    assert changes(one, listed) == ()


def test_a_claim_that_gets_an_id_is_not_renamed() -> None:
    bare = claim()
    del bare["id"]
    assert changes(briefing(claims=[bare]), briefing(claims=[claim("new")])) == ()
