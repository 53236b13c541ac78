"""What has another id, or another place, and is the same."""

import copy
from typing import Any

import pytest

from article_briefings.review._comparison import compare
from tests.building import Fields, actor, briefing, claim, note, outlet, own_claim
from tests.comparing import changes, fates, side, told


def test_a_claim_under_another_id_is_renamed_and_references_to_it_are_the_same() -> None:
    other = own_claim("met", "Ministers met", supports="no-attack")
    reply = briefing(claims=[claim(repeats="drill#no-attack")])
    renamed = copy.deepcopy(other)
    renamed["supports"] = "peace"
    after = copy.deepcopy(reply)
    after["claims"][0]["repeats"] = "drill#peace"
    found = compare(
        side({"drill": briefing(claims=[claim(), other]), "reply": reply}),
        side({"drill": briefing(claims=[claim("peace"), renamed]), "reply": after}),
    )
    assert [unit.id for unit in found.units] == ["drill"]
    assert told(found.units[0].changes) == [
        ("renamed", "claim", "peace", ("id", "no-attack", "peace"))
    ]


@pytest.mark.parametrize("same", ["text", "quote"])
def test_a_renamed_claim_is_known_by_its_quote_or_its_text(same: str) -> None:
    new = {"text": "Another.", "quote": "no more than that"}
    new.pop(same)
    found = changes(briefing(), briefing(claims=[claim("peace", **new)]))
    assert [change.what for change in found] == [
        "renamed",
        "requoted" if same == "text" else "reworded",
    ]


def test_a_claim_with_another_id_quote_and_text_is_another_claim() -> None:
    found = changes(briefing(), briefing(claims=[claim("peace", "no more", text="Another.")]))
    assert [(change.what, change.name) for change in found] == [
        ("added", "peace"),
        ("removed", "no-attack"),
    ]


def test_of_renamed_claims_with_one_quote_those_with_one_text_are_the_same() -> None:
    def two(one: str, other: str, *texts: str) -> Fields:
        return briefing(claims=[claim(one, text=texts[0]), claim(other, text=texts[1])])

    found = changes(two("a", "b", "One.", "Two."), two("c", "d", "Two.", "Three."))
    assert told(found) == [
        ("renamed", "claim", "c", ("id", "b", "c")),
        ("renamed", "claim", "d", ("id", "a", "d")),
        ("reworded", "claim", "d", ("text", "One.", "Three.")),
    ]


def test_two_claims_that_change_their_ids_are_told_by_their_ids() -> None:
    one, two = claim("a", "first", text="One."), claim("b", "second", text="Two.")
    found = changes(briefing(claims=[one, two]), briefing(claims=[one | {"id": "b"}]))
    assert [(change.what, change.name) for change in found] == [
        ("reworded", "b"),
        ("requoted", "b"),
        ("removed", "a"),
    ]


def test_a_claim_that_moves_to_another_briefing_is_removed_here_and_added_there() -> None:
    moved = own_claim("met", "Ministers met", text="They met.")
    before = {
        "drill": briefing(claims=[claim(), moved]),
        "reply": briefing(claims=[own_claim("said", "Residents doubted")]),
        "third": briefing(claims=[claim("so", repeats=["drill#met"])]),
    }
    after = {
        "drill": briefing(claims=[claim()]),
        "reply": briefing(claims=[own_claim("said", "Residents doubted"), moved]),
        "third": briefing(claims=[claim("so", repeats=["reply#met"])]),
    }
    found = compare(side(before), side(after))
    assert [(unit.id, told(unit.changes)) for unit in found.units] == [
        ("drill", [("removed", "claim", "met", ("", "They met.", ""))]),
        ("reply", [("added", "claim", "met", ("", "", "They met."))]),
        (
            "third",
            [
                (
                    "changed",
                    "claim",
                    "so",
                    ("relation to reply#met", "", "repeats"),
                    ("relation to drill#met", "repeats", ""),
                )
            ],
        ),
    ]


def test_a_reference_follows_an_article_and_its_claim_that_are_renamed_together() -> None:
    reply = [own_claim("so", "Residents doubted", repeats="drill#no-attack")]
    after = [own_claim("so", "Residents doubted", repeats="exercise#peace")]
    found = compare(
        side({"drill": briefing(), "reply": briefing(claims=reply)}),
        side({"exercise": briefing(claims=[claim("peace")]), "reply": briefing(claims=after)}),
    )
    assert [(unit.fate, unit.id) for unit in found.units] == [("renamed", "exercise")]
    assert [change.what for change in found.units[0].changes] == ["renamed"]


def test_a_briefing_in_another_folder_is_renamed() -> None:
    found = compare(side({"drill": briefing()}), side({"exercise": briefing(bluf="Other.")}))
    assert fates(found) == [("briefing", "renamed", "exercise", "drill")]
    assert [change.name for change in found.units[0].changes] == ["bluf"]


def test_an_actor_under_another_id_is_renamed_and_no_claim_is_re_attributed() -> None:
    before = briefing(events=[{"id": "e", "date": "2031", "quote": "q", "actors": ["ada-fable"]}])
    after = copy.deepcopy(before)
    after["events"][0]["actors"] = ["ada"]
    after["cast"][0]["actor"] = after["claims"][0]["attribution"][0]["actor"] = "ada"
    found = compare(
        side({"drill": before}, {"ada-fable": actor(), "x": outlet(part_of="ada-fable")}),
        side({"drill": after}, {"ada": actor(), "x": outlet(part_of="ada")}),
    )
    assert fates(found) == [("actor", "renamed", "ada", "ada-fable")]
    assert found.units[0].changes == ()


def test_an_actor_is_renamed_while_its_roles_change() -> None:
    def ada(organisation: str, start: str, **fields: Any) -> Fields:
        role = {"title": "Speaker", "organisation": organisation, "from": start}
        return actor(roles=[role], **fields)

    found = compare(
        side(actors={"ada-fable": ada("ministry", "2030"), "ministry": actor(name="Ministry")}),
        side(
            actors={"ada": ada("office", "2031", aliases=["A."]), "office": actor(name="Ministry")}
        ),
    )
    assert fates(found) == [
        ("actor", "renamed", "ada", "ada-fable"),
        ("actor", "renamed", "office", "ministry"),
    ]
    role = "title: Speaker, organisation: office, from: "
    assert told(found.units[0].changes) == [
        ("changed", "", "roles", ("roles", f"{role}2030", f"{role}2031")),
        ("changed", "", "aliases", ("aliases", "", "A.")),
    ]
    assert found.units[1].changes == ()


def test_an_actor_with_another_name_and_id_is_known_by_its_wikidata_entry() -> None:
    found = compare(
        side(actors={"a": actor(wikidata="Q1")}), side(actors={"b": actor(name="B", wikidata="Q1")})
    )
    assert fates(found) == [("actor", "renamed", "b", "a")]
    assert [change.name for change in found.units[0].changes] == ["name"]


def test_a_note_and_a_topic_under_another_id_are_renamed() -> None:
    use = {"quote": "drill", "why": "W."}
    found = compare(
        side(
            {"drill": briefing(background=[{"note": "drills", **use}])},
            notes={"drills": note(), "more": note(title="More", related=["drills"])},
            topics={"defence": {"title": "Defence"}},
        ),
        side(
            {"drill": briefing(background=[{"note": "exercises", **use}], topics=["arms"])},
            notes={"exercises": note(), "more": note(title="More", related=["exercises"])},
            topics={"arms": {"title": "Defence"}},
        ),
    )
    assert fates(found) == [
        ("background note", "renamed", "exercises", "drills"),
        ("topic", "renamed", "arms", "defence"),
    ]
