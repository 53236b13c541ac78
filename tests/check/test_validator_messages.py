"""What the messages about one file say, and that any value gives messages."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.check._validator import validate
from article_briefings.models._briefing import Briefing
from article_briefings.models._register import Actor
from tests.building import (
    actor,
    briefing,
    claim,
    document,
    dump,
    own_claim,
    within,
)
from tests.problems import faults_of, pointed_at
from tests.texts import showable


@pytest.mark.parametrize("name", ["text", "quote", "kind", "attribution", "id"])
def test_a_field_that_is_missing_from_a_claim_is_named(name: str) -> None:
    value = claim()
    del value[name]
    [problem] = faults_of(briefing(claims=[value]))
    assert problem.code == "missing-field"
    assert f'"{name}"' in problem.message
    assert problem.expected.startswith(f"{name}: ")
    assert not problem.expected.endswith(": a value")
    assert problem.location.excerpt[0].startswith("- ")


def test_a_field_that_is_missing_from_a_question_is_named() -> None:
    [problem] = faults_of(briefing(questions=[{"why": "x"}]))
    assert 'the field "text" is missing' in problem.message
    assert problem.expected == "text: The question"


@pytest.mark.parametrize(
    "fields",
    [
        {"judged": ["2031-11-03"]},
        {"events": [{"id": "a", "date": ["2031"], "quote": "x", "label": "x"}]},
        {"claims": [claim(quote=[["x"]])]},
    ],
)
def test_a_value_of_another_shape_is_told_in_our_words(fields: Any) -> None:
    [problem] = faults_of(briefing(**fields))
    assert problem.code == "wrong-type"
    assert problem.message.endswith(" has the wrong shape")
    assert problem.expected


def test_a_selector_without_its_text_says_so() -> None:
    [problem] = faults_of(briefing(claims=[claim(quote={"prefix": "a"})]))
    assert 'the field "exact" is missing' in problem.message
    assert problem.expected.startswith("exact: The marked text")


def test_an_unknown_field_comes_with_the_nearest_and_all_known_ones() -> None:
    [problem] = faults_of(briefing(claims=[claim(atribution="x")]))
    assert problem.hint == 'did you mean "attribution"?'
    assert problem.expected == (
        "one of id, draft, key, text, quote, quote_in, counterpart, kind, implied, attribution, "
        "via, finding, said, so, contradicts, repeats, supports, qualifies, relations, formerly, "
        "fields, extensions"
    )


@pytest.mark.parametrize("name", ["quote:the bridge", "quote:\u00a0x", "quote = x", "quote=x"])
def test_a_name_that_holds_its_value_is_explained(name: str) -> None:
    [problem] = faults_of(briefing(claims=[{**claim(), name: ""}]))
    assert problem.hint == 'write "quote:", then an ordinary space, then the value'


def test_every_unknown_field_is_reported_once() -> None:
    quote = {"exact": "a", "selector": "x", "parts": "y"}
    problems = faults_of(briefing(claims=[claim(quote=quote)]))
    assert pointed_at(problems) == ["unknown-field at selector", "unknown-field at parts"]


def test_an_unknown_value_comes_with_the_nearest_and_all_known_ones() -> None:
    [problem] = faults_of(actor(type="organization"), Actor)
    assert problem.hint == 'did you mean "organisation"?'
    assert problem.found == '"organization"'
    assert problem.expected == "one of person, organisation, state, outlet, group, document"


def test_a_duplicate_id_points_at_the_first_one() -> None:
    [problem] = faults_of(briefing(claims=[claim("a"), own_claim("a", "x")]))
    first = problem.notes[0].location
    assert first.line < problem.location.line
    assert first.excerpt == ("- id: a",)


def test_all_problems_of_a_file_are_collected() -> None:
    value = briefing(
        titel="x", bluf="", topics=["A"], claims=[claim(kind="x"), own_claim("B", "y")]
    )
    assert sorted(problem.code for problem in faults_of(value)) == [
        "bad-id",
        "bad-id",
        "empty-value",
        "unknown-field",
        "unknown-value",
    ]


def test_a_long_value_is_shown_in_short() -> None:
    [problem] = faults_of(actor(wikidata="x" * 500), Actor)
    assert len(problem.found) < 100


scalars = showable | st.sampled_from(
    ["no-attack", "ada-fable", "2031-04-28", "1", "", "https://a.b"]
)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["text", "selector", "parts", "exact", "id", "actor"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(
    st.sampled_from(sorted(briefing() | {"events": 0, "questions": 0, "evidence": 0, "x": 0})),
    trees,
)
def test_any_value_in_any_field_gives_a_model_or_problems_inside_the_file(
    name: str, value: Any
) -> None:
    text = dump(briefing() | {name: value})
    read = document(text)
    result, problems = validate(read, Briefing)
    assert (result is None) == bool(problems)
    lines = text.split("\n")
    assert all(within(problem, lines) for problem in problems)
    assert all(problem.message and "[key]" not in problem.message for problem in problems)


@given(
    st.sampled_from(["id", "text", "quote", "kind", "attribution", "said", "so", "repeats", "key"]),
    trees,
)
def test_any_value_in_any_field_of_a_claim_gives_a_model_or_problems(name: str, value: Any) -> None:
    text = dump(briefing(claims=[claim() | {name: value}]))
    result, problems = validate(document(text), Briefing)
    assert (result is None) == bool(problems)
    assert all(within(problem, text.split("\n")) for problem in problems)


def test_a_number_without_end_is_told_in_our_words() -> None:
    value = claim(so={"verdict": "disputed", "scales": {"credibility": "9" * 5000}})
    problems = faults_of(briefing(claims=[value]))
    [problem] = [one for one in problems if "credibility" in one.message]
    assert (problem.code, problem.expected) == ("wrong-type", "a whole number of a few digits")
