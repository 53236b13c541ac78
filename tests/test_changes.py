"""What changed in meaning: the core, on values."""

import copy
from typing import Any

import pytest

from generator.changes import Change, Comparison, Facet, Side, Unit, compare
from generator.changes.sides import Record
from generator.changes.words import selector, words
from generator.documents import Document
from generator.yaml_reader import read_yaml
from tests.building import Fields, actor, briefing, claim, dump, hop, note, outlet, own_claim

FOLDER = "briefings/articles/2031-04-28-{}"
ACTORS = {"ada-fable": actor(), "gazette": outlet()}


def record(identifier: str, value: Fields | str, path: str, **details: Any) -> Record:
    document, problems = read_yaml(path, value if isinstance(value, str) else dump(value))
    assert document is not None, problems
    return Record(identifier, document, **details)


def side(
    articles: dict[str, Fields] | None = None,
    actors: dict[str, Fields] | None = None,
    notes: dict[str, Fields] | None = None,
    topics: dict[str, Fields] | None = None,
    **details: Any,
) -> Side:
    folders = {slug: FOLDER.format(slug) for slug in articles or {}}
    topic_file: Document | None = None
    if topics:
        topic_file = record("topics", topics, "briefings/topics.yml").document
    return Side(
        {
            slug: record(slug, value, f"{folders[slug]}/briefing.yml", folder=folders[slug])
            for slug, value in (articles or {}).items()
        },
        {
            name: record(name, value, f"briefings/actors/{name}.yml")
            for name, value in (ACTORS if actors is None else actors).items()
        },
        {
            name: record(name, value, f"briefings/background/{name}.yml")
            for name, value in (notes or {}).items()
        },
        {name: Record(name, topic_file, (name,)) for name in topics or {} if topic_file},
        **details,
    )


def changes(before: Fields, after: Fields, **parts: Any) -> tuple[Change, ...]:
    """The changes of one briefing."""
    units = compare(side({"drill": before}, **parts), side({"drill": after}, **parts)).units
    assert len(units) <= 1
    assert all(
        (unit.kind, unit.id, unit.fate) == ("briefing", "drill", "changed") for unit in units
    )
    return units[0].changes if units else ()


def told(found: tuple[Change, ...]) -> list[tuple[Any, ...]]:
    """Changes without their places."""
    return [
        (
            change.what,
            change.part,
            change.name,
            *((f.label, f.before, f.after) for f in change.facets),
        )
        for change in found
    ]


def units(found: Comparison) -> list[tuple[str, str, str, str]]:
    return [(unit.kind, unit.fate, unit.id, unit.old_id) for unit in found.units]


# --- nothing -----------------------------------------------------------------------------------


def test_the_same_values_have_no_changes() -> None:
    state = side({"drill": briefing()}, notes={"drills": note()}, topics={"a": {"title": "A"}})
    assert compare(state, state) == Comparison(())


def test_layout_has_no_meaning() -> None:
    text = dump({"title": "A long title, on one line", "body": "One two\nthree.\n\n- four\n"})
    other = (
        "# Why\nbody: >\n  One two three.\n\n\n  - four\ntitle: 'A long title,\n  on one line'\n"
    )
    one, two = (record("x", value, "briefings/background/x.yml") for value in (text, other))
    assert compare(Side(notes={"x": one}), Side(notes={"x": two})).units == ()


def test_the_order_of_claims_has_no_meaning() -> None:
    one, two = claim(), own_claim("met", "Ministers met")
    assert changes(briefing(claims=[one, two]), briefing(claims=[two, one])) == ()


# --- claims ------------------------------------------------------------------------------------


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
                ("way", "Ada Fable", "Ada Fable, as reported by The Gazette (shown by evidence)"),
            ),
        ),
        (
            {"attribution": []},
            ("re-attributed", ("way", "Ada Fable", "Stated by the article in its own voice")),
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


def test_a_claim_under_another_id_is_renamed_and_references_to_it_are_the_same() -> None:
    other = own_claim(
        "met", "Ministers met", relations=[{"type": "supports", "claim": "no-attack"}]
    )
    reply = briefing(claims=[claim(relations=[{"type": "repeats", "claim": "drill#no-attack"}])])
    renamed = copy.deepcopy(other)
    renamed["relations"][0]["claim"] = "peace"
    after = copy.deepcopy(reply)
    after["claims"][0]["relations"][0]["claim"] = "drill#peace"
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


# --- the rest of a briefing ----------------------------------------------------------------------


def test_the_fields_of_a_briefing_are_told_one_by_one() -> None:
    found = changes(
        briefing(),
        briefing(
            bluf="Nobody knows.",
            topics=["defence", "peace"],
            source={"published": "2031-04-29"},
        ),
    )
    assert told(found) == [
        ("changed", "", "source", ("published", "2031-04-28", "2031-04-29")),
        (
            "changed",
            "",
            "bluf",
            ("bluf", "Ada Fable says that no attack is planned.", "Nobody knows."),
        ),
        ("changed", "", "topics", ("topics", "", "peace")),
    ]


def test_lists_of_a_briefing_are_told_item_by_item() -> None:
    before = briefing(
        actors=[{"actor": "ada-fable", "role": "speaker"}],
        evidence=[{"id": "report", "title": "R", "publisher": "P", "url": "https://a.example"}],
        background=[{"note": "drills", "quote": "drill", "why": "W."}],
        events=[{"id": "met", "date": "2031", "quote": "Ministers met", "label": "Meeting"}],
        questions=[{"text": "Why?", "why": "It matters."}],
    )
    after = briefing(
        actors=[{"actor": "ada-fable", "role": "minister"}, {"actor": "gazette", "role": "paper"}],
        evidence=[{"id": "paper", "title": "R", "publisher": "P", "url": "https://a.example"}],
        background=[],
        events=[{"id": "met", "date": "2031-04-28", "quote": "Ministers met", "label": "Meeting"}],
        questions=[{"text": "Why now?", "why": "It matters."}, {"text": "Who?", "why": "So."}],
    )
    assert told(changes(before, after)) == [
        ("changed", "actor of the cast", "ada-fable", ("role", "speaker", "minister")),
        ("added", "actor of the cast", "gazette", ("", "", "paper")),
        ("renamed", "evidence", "paper", ("id", "report", "paper")),
        ("removed", "use of a note", "drills", ("", "W.", "")),
        ("changed", "event", "met", ("date", "2031", "2031-04-28")),
        ("reworded", "question", "Why now?", ("text", "Why?", "Why now?")),
        ("added", "question", "Who?"),
    ]


def test_a_new_text_of_the_article_is_told_apart_from_its_hash() -> None:
    one = side({"drill": briefing()})
    articles = {
        text: Side({"drill": record("drill", briefing(), "b.yml", folder="f", sha256=text * 64)})
        for text in "ab"
    }
    (unit,) = compare(articles["a"], articles["b"]).units
    assert told(unit.changes) == [
        ("changed", "article's text", "source.txt", ("SHA-256", "a" * 12, "b" * 12))
    ]
    assert compare(one, one).units == ()


# --- units ---------------------------------------------------------------------------------------


def test_units_come_and_go_in_order() -> None:
    other = briefing("Another text.\n", title="Two", claims=[own_claim("x", "text")])
    found = compare(
        side({"one": briefing()}, notes={"old": note(title="Old", body="X")}),
        side({"two": other}, {}),
    )
    assert units(found) == [
        ("briefing", "added", "two", ""),
        ("briefing", "removed", "one", ""),
        ("actor", "removed", "ada-fable", ""),
        ("actor", "removed", "gazette", ""),
        ("background note", "removed", "old", ""),
    ]


def test_a_briefing_in_another_folder_is_renamed() -> None:
    found = compare(side({"drill": briefing()}), side({"exercise": briefing(bluf="Other.")}))
    assert units(found) == [("briefing", "renamed", "exercise", "drill")]
    assert [change.name for change in found.units[0].changes] == ["bluf"]


def test_an_actor_under_another_id_is_renamed_and_no_claim_is_re_attributed() -> None:
    before = briefing(events=[{"id": "e", "date": "2031", "quote": "q", "actors": ["ada-fable"]}])
    after = copy.deepcopy(before)
    after["events"][0]["actors"] = ["ada"]
    after["actors"][0]["actor"] = after["claims"][0]["attribution"][0]["actor"] = "ada"
    found = compare(
        side({"drill": before}, {"ada-fable": actor(), "x": outlet(part_of="ada-fable")}),
        side({"drill": after}, {"ada": actor(), "x": outlet(part_of="ada")}),
    )
    assert units(found) == [("actor", "renamed", "ada", "ada-fable")]
    assert found.units[0].changes == ()


def test_an_actor_that_changes_its_name_changes_no_claim() -> None:
    found = compare(
        side({"drill": briefing()}),
        side({"drill": briefing()}, {**ACTORS, "ada-fable": actor(name="Ada F.")}),
    )
    assert units(found) == [("actor", "changed", "ada-fable", "")]


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
    assert units(found) == [
        ("background note", "renamed", "exercises", "drills"),
        ("topic", "renamed", "arms", "defence"),
    ]


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


def test_places_are_lines_of_the_file() -> None:
    before = "name: A\ntype: person\naliases: [X]\n"
    after = "# New\nname: B\ntype: person\n"
    one, two = (record("a", text, "briefings/actors/a.yml") for text in (before, after))
    (unit,) = compare(Side(actors={"a": one}), Side(actors={"a": two})).units
    assert [(change.name, change.place.line) for change in unit.changes] == [
        ("name", 2),
        ("aliases", 2),
    ]


# --- what is broken ---------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_neither_added_nor_removed() -> None:
    whole = side({"drill": briefing()})
    path = f"{FOLDER.format('drill')}/briefing.yml"
    broken = side({}, unread=frozenset({path}), problems=1)
    assert compare(whole, broken) == Comparison((), ((path, False),), (0, 1))
    assert compare(broken, whole) == Comparison((), ((path, True),), (1, 0))


WRONG: list[Any] = ["text", ["a", ["b"], {"c": "d"}], {"x": {"y": ["z"]}}, "", [""], {}]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize(
    "path",
    [
        ("claims",),
        ("claims", 0),
        *(("claims", 0, name) for name in ("id", "text", "quote", "attribution", "assessment")),
        ("claims", 0, "attribution", 0),
        ("claims", 0, "attribution", 0, "actor"),
        ("claims", 0, "relations"),
        ("source",),
        ("topics",),
        ("actors",),
        ("events",),
        ("questions",),
        ("bluf",),
    ],
)
def test_values_of_any_shape_are_compared(path: tuple[str | int, ...], wrong: Any) -> None:
    sound = briefing()
    broken = copy.deepcopy(sound)
    inner: Any = broken
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = wrong
    for before, after in ((sound, broken), (broken, sound), (broken, broken)):
        found = compare(side({"drill": before}), side({"drill": after}))
        assert bool(found.units) <= (before is not after)
    for value in filter(None, WRONG):
        compare(side(actors={"a": actor(roles=value)}), side(actors={"a": actor(roles=wrong)}))


def test_two_claims_with_one_id_are_both_compared() -> None:
    twice = briefing(claims=[claim(), own_claim("no-attack", "Ministers met")])
    found = changes(twice, briefing())
    assert [(change.what, change.name) for change in found] == [("removed", "no-attack (2)")]


# --- words ------------------------------------------------------------------------------------


def test_words_keep_paragraphs_and_lists_and_drop_line_breaks() -> None:
    assert words(" one\n  two\nthree \n\n- a\n- b\n> c\n") == "one two three\n\n- a\n- b\n> c"


def test_a_selector_is_told_with_its_context() -> None:
    value = ["a", {"exact": "b", "prefix": "x", "suffix": "y"}, {"exact": "c", "odd": "z"}]
    assert selector(value) == "a … b (after “x”, before “y”) … c (odd z)"


def test_changes_are_values() -> None:
    one = compare(side({"drill": briefing()}), side({"drill": briefing(bluf="Other.")}))
    two = compare(side({"drill": briefing()}), side({"drill": briefing(bluf="Other.")}))
    assert one == two
    assert isinstance(one.units[0], Unit)
    assert isinstance(one.units[0].changes[0].facets[0], Facet)
