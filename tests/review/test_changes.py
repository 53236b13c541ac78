"""What is no change of meaning, and what is said of files that are broken or gone."""

import copy
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from article_briefings.input._loader import load
from article_briefings.review._comparison import compare
from article_briefings.review._state import State
from article_briefings.review._values import Comparison
from tests.building import (
    BRIEFING,
    SOURCE,
    TEXT,
    actor,
    briefing,
    claim,
    dump,
    note,
    own_claim,
    project,
    write,
)
from tests.building import FOLDER as DRILL
from tests.comparing import FOLDER, changes, record, side


def test_the_same_values_have_no_changes() -> None:
    state = side({"drill": briefing()}, notes={"drills": note()}, topics={"a": {"title": "A"}})
    assert compare(state, state) == Comparison(())


def test_layout_has_no_meaning() -> None:
    text = dump({"title": "A long title, on one line", "body": "One two\nthree.\n\n- four\n"})
    other = (
        "# Why\nbody: >\n  One two three.\n\n\n  - four\ntitle: 'A long title,\n  on one line'\n"
    )
    one, two = (record("x", value, "briefings/background/x.yml") for value in (text, other))
    assert (
        compare(
            State({"background note": {"x": one}}), State({"background note": {"x": two}})
        ).units
        == ()
    )


def test_line_ends_and_where_a_text_is_broken_have_no_meaning(tmp_path: Path) -> None:
    text = dump(briefing(bluf="")).replace("bluf: ''", "bluf: |\n  In\n  2031  it\n  *is* so.")
    other = dump(briefing(bluf="In 2031 it *is* so.")).replace("\n", "\r\n")
    project(tmp_path / "one", {DRILL: (TEXT, text)})
    project(tmp_path / "two", {DRILL: (TEXT, "\ufeff" + other)})
    one, two = (State.of(load(tmp_path / name)[0]) for name in ("one", "two"))
    assert compare(one, two) == Comparison(())


def test_the_order_of_claims_has_no_meaning() -> None:
    one, two = claim(), own_claim("met", "Ministers met")
    assert changes(briefing(claims=[one, two]), briefing(claims=[two, one])) == ()


# --- what is broken ----------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_neither_added_nor_removed() -> None:
    whole = side({"drill": briefing()})
    path = f"{FOLDER.format('drill')}/briefing.yml"
    broken = side({}, unread=frozenset({path}), problems=1)
    assert compare(whole, broken) == Comparison((), ((path, False),), (0, 1))
    assert compare(broken, whole) == Comparison((), ((path, True),), (1, 0))


def damaged(root: Path, name: str, content: str | None) -> State:
    """The valid project with one of its files damaged, or gone."""
    path = project(root) / name
    if content is None:
        path.unlink()
    else:
        write(root, name, content)
    return State.of(load(root)[0])


@pytest.mark.parametrize("content", [None, "a: ["])
@pytest.mark.parametrize("name", [BRIEFING, "briefings/actors/gazette.yml", "briefings/topics.yml"])
def test_broken_yaml_and_a_file_that_is_gone(
    tmp_path: Path, name: str, content: str | None
) -> None:
    """A file that is gone is removed; but an article has its two files, so one is missing."""
    whole, other = (
        State.of(load(project(tmp_path / "w"))[0]),
        damaged(tmp_path / "d", name, content),
    )
    is_unread = content is not None or name == BRIEFING
    for before, after, is_before in ((whole, other, False), (other, whole, True)):
        found = compare(before, after)
        assert found.unread == (((name, is_before),) if is_unread else ())
        assert [unit.fate for unit in found.units] == (
            [] if is_unread else ["added" if is_before else "removed"]
        )


@pytest.mark.parametrize("content", [None, "\x00"])
def test_an_article_without_its_text_is_said_not_to_be_compared_in_it(
    tmp_path: Path, content: str | None
) -> None:
    whole, other = (
        State.of(load(project(tmp_path / "w"))[0]),
        damaged(tmp_path / "d", SOURCE, content),
    )
    assert compare(whole, other) == Comparison((), ((SOURCE, False),))
    assert compare(other, whole) == Comparison((), ((SOURCE, True),))


WRONG: list[Any] = ["text", ["a", ["b"], {"c": "d"}], {"x": {"y": ["z"]}}, "", [""], {}]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize(
    "path",
    [
        ("claims",),
        ("claims", 0),
        *(("claims", 0, name) for name in ("id", "text", "quote", "attribution", "said", "so")),
        ("claims", 0, "attribution", 0),
        ("claims", 0, "attribution", 0, "actor"),
        ("claims", 0, "repeats"),
        ("source",),
        ("topics",),
        ("cast",),
        ("via",),
        ("corrections",),
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
        assert bool(found.units) == (before is not after and not absent(path, wrong))


def absent(path: tuple[str | int, ...], wrong: Any) -> bool:
    """Whether a value says no more than the briefing does without it."""
    if path[-1] in ("id", "said", "so", "repeats"):
        return wrong in ("", [""], {})
    if path[-1] == "via":
        return wrong in ("", {})
    return wrong == "" and path[-1] in ("events", "questions", "corrections")


def test_roles_of_any_shape_are_compared() -> None:
    for one, other in product(WRONG, repeat=2):
        found = compare(
            side(actors={"a": actor(roles=one)}), side(actors={"a": actor(roles=other)})
        )
        assert bool(found.units) <= (one != other)


def test_two_claims_with_one_id_are_both_compared() -> None:
    twice = briefing(claims=[claim(), own_claim("no-attack", "Ministers met")])
    found = changes(twice, briefing())
    assert [(change.what, change.name) for change in found] == [("removed", "no-attack (2)")]


def test_changes_are_values() -> None:
    one = compare(side({"drill": briefing()}), side({"drill": briefing(bluf="Other.")}))
    two = compare(side({"drill": briefing()}), side({"drill": briefing(bluf="Other.")}))
    assert one == two
    assert hash(one) == hash(two)
