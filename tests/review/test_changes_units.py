"""Briefings, actors, notes and topics come, go and change."""

from article_briefings.review._comparison import compare
from article_briefings.review._state import State
from tests.building import actor, briefing, note, own_claim
from tests.comparing import ACTORS, fates, record, side, told


def test_units_come_and_go_in_order() -> None:
    other = briefing("Another text.\n", title="Two", claims=[own_claim("x", "text")])
    found = compare(
        side({"one": briefing()}, notes={"old": note(title="Old", body="X")}),
        side({"two": other}, {}),
    )
    assert fates(found) == [
        ("briefing", "added", "two", ""),
        ("briefing", "removed", "one", ""),
        ("actor", "removed", "ada-fable", ""),
        ("actor", "removed", "gazette", ""),
        ("background note", "removed", "old", ""),
    ]


def test_an_actor_that_changes_its_name_changes_no_claim() -> None:
    found = compare(
        side({"drill": briefing()}),
        side({"drill": briefing()}, {**ACTORS, "ada-fable": actor(name="Ada F.")}),
    )
    assert fates(found) == [("actor", "changed", "ada-fable", "")]


def test_roles_and_sources_are_told_item_by_item() -> None:
    before = actor(roles=[{"title": "Mayor", "from": "2030"}, {"title": "Clerk", "to": "2029"}])
    after = actor(roles=[{"title": "Mayor", "from": "2031"}], aliases=["A."])
    (unit,) = compare(side(actors={"x": before}), side(actors={"x": after})).units
    assert told(unit.changes) == [
        (
            "changed",
            "",
            "roles",
            ("roles", "title: Mayor, from: 2030", "title: Mayor, from: 2031"),
            ("roles", "title: Clerk, to: 2029", ""),
        ),
        ("changed", "", "aliases", ("aliases", "", "A.")),
    ]


def test_of_roles_with_one_title_the_one_that_changed_is_told() -> None:
    first, second = {"title": "Mayor", "from": "2010"}, {"title": "Mayor", "from": "2018"}
    before, after = actor(roles=[first, second]), actor(roles=[{**first, "to": "2014"}, second])
    (unit,) = compare(side(actors={"x": before}), side(actors={"x": after})).units
    assert told(unit.changes) == [
        (
            "changed",
            "",
            "roles",
            ("roles", "title: Mayor, from: 2010", "title: Mayor, from: 2010, to: 2014"),
        )
    ]


def test_a_folder_with_another_date_is_the_same_briefing() -> None:
    before, after = (
        State(
            {
                "briefing": {
                    "drill": record("drill", briefing(), f"{folder}/briefing.yml", folder=folder)
                }
            }
        )
        for folder in ("2031-04-28-drill", "2031-04-29-drill")
    )
    (unit,) = compare(before, after).units
    assert told(unit.changes) == [
        ("changed", "", "folder", ("folder", "2031-04-28-drill", "2031-04-29-drill"))
    ]


def test_places_are_lines_of_the_file() -> None:
    before = "name: A\ntype: person\naliases: [X]\n"
    after = "# New\nname: B\ntype: person\n"
    one, two = (record("a", text, "briefings/actors/a.yml") for text in (before, after))
    (unit,) = compare(State({"actor": {"a": one}}), State({"actor": {"a": two}})).units
    assert [(change.name, change.place.line) for change in unit.changes] == [
        ("name", 2),
        ("aliases", 2),
    ]
