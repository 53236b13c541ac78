"""What is wrong within one file is reported where it stands."""

from collections.abc import Callable
from typing import Any

import pytest

from article_briefings.check._validator import validate
from article_briefings.models._briefing import Briefing
from article_briefings.models._register import Actor, BackgroundNote, Topics
from tests.building import (
    Fields,
    actor,
    briefing,
    claim,
    document,
    dump,
    hop,
    note,
    outlet,
)
from tests.problems import faults_of, pointed_at


@pytest.mark.parametrize(
    ("value", "model"),
    [
        (briefing(), Briefing),
        (actor(), Actor),
        (outlet(), Actor),
        (note(), BackgroundNote),
        ({"defence": {"title": "Defence"}}, Topics),
    ],
)
def test_the_minimal_files_are_valid(value: Fields, model: Any) -> None:
    assert faults_of(value, model) == []


def test_the_model_holds_what_the_file_says() -> None:
    result, _ = validate(document(dump(briefing())), Briefing)
    assert result is not None
    assert result.claims[0].attribution[0].actor == "ada-fable"
    assert result.review.due.isoformat() == "2032-05-01"
    assert result.source.published.is_exact


# One change of a valid briefing, and what is reported with the words it points at.
BAD_BRIEFINGS: list[tuple[str, Callable[[], Fields], list[str]]] = [
    ("unknown field", lambda: briefing(topisc=["x"]), ["unknown-field at topisc"]),
    ("wrong type", lambda: briefing(title=["a"]), ["wrong-type at - a"]),
    ("text for a list", lambda: briefing(topics="defence"), ["wrong-type at defence"]),
    ("text for a mapping", lambda: briefing(review="ed"), ["wrong-type at ed"]),
    ("a list in a list of texts", lambda: briefing(topics=[["a"]]), ["wrong-type at - a"]),
    ("empty value", lambda: briefing(title=None), ["empty-value at null"]),
    ("white space only", lambda: briefing(title="  "), ["empty-value at '  '"]),
    ("invisible only", lambda: briefing(title="\u200b\u3164"), ["empty-value at \u200b\u3164"]),
    ("empty list value", lambda: briefing(topics=None), ["empty-value at null"]),
    ("no claims", lambda: briefing(claims=[]), ["out-of-range at []"]),
    ("a bad id", lambda: briefing(topics=["A b"]), ["bad-id at A b"]),
    ("another version", lambda: briefing(format="3"), ["unsupported-format at '3'"]),
    ("no version", lambda: briefing(format="one"), ["unsupported-format at one"]),
    (
        "a long bottom line",
        lambda: briefing(bluf="x " * 61),
        ["bluf-too-long at " + "'" + "x " * 61 + "'"],
    ),
    ("a long title", lambda: briefing(title="x" * 1001), ["too-long at " + "x" * 1001]),
    ("an unknown kind", lambda: briefing(claims=[claim(kind="facts")]), ["unknown-value at facts"]),
    ("a reserved id", lambda: briefing(claims=[claim("claims")]), ["reserved-id at claims"]),
    ("a bad hash", lambda: briefing(source={"sha256": "C17E"}), ["bad-hash at C17E"]),
    (
        "a bad language",
        lambda: briefing(source={"language": "english"}),
        ["bad-language at english"],
    ),
    (
        "a bad date",
        lambda: briefing(source={"published": "2023-02-30"}),
        ["bad-date at '2023-02-30'"],
    ),
    (
        "a script link",
        lambda: briefing(source={"url": "javascript:x()"}),
        ["bad-url at javascript:x()"],
    ),
    (
        "a day that is a month",
        lambda: briefing(review={"annotators": ["e"], "reviewed": "2031-05", "due": "2032-05-01"}),
        ["bad-date at 2031-05"],
    ),
    (
        "both actor and unnamed",
        lambda: briefing(claims=[claim(attribution=[hop(unnamed="a source")])]),
        ["bad-hop at actor: ada-fable"],
    ),
    (
        "a selector both ways",
        lambda: briefing(claims=[claim(quote={"exact": "a", "nth": "1", "prefix": "b"})]),
        ["selector-both-ways at nth"],
    ),
    (
        "an unknown field of a selector",
        lambda: briefing(claims=[claim(quote={"exact": "a", "text": "b"})]),
        ["unknown-field at text"],
    ),
    (
        "a part that is a list",
        lambda: briefing(claims=[claim(quote=["a", ["b"]])]),
        ["wrong-type at - b"],
    ),
    ("an empty part", lambda: briefing(claims=[claim(quote=["a", ""])]), ["empty-value at ''"]),
    (
        "an nth of zero",
        lambda: briefing(claims=[claim(quote={"exact": "a", "nth": "0"})]),
        ["out-of-range at '0'"],
    ),
    (
        "an nth that is no number",
        lambda: briefing(claims=[claim(quote={"exact": "a", "nth": "x"})]),
        ["wrong-type at x"],
    ),
    ("no parts", lambda: briefing(claims=[claim(quote=[])]), ["out-of-range at []"]),
    (
        "two claims, one id",
        lambda: briefing(claims=[claim("a"), claim("a")]),
        ["duplicate-id at a"],
    ),
    (
        "a claim and an event, one id",
        lambda: briefing(events=[{"id": "no-attack", "date": "2031", "quote": "x", "label": "y"}]),
        ["duplicate-id at no-attack"],
    ),
    (
        "a claim and an evidence item, one id",
        lambda: briefing(evidence=[{"id": "no-attack", "title": "x", "publisher": "y"}]),
        ["duplicate-id at no-attack"],
    ),
    (
        "one actor twice",
        lambda: briefing(cast=[{"actor": "ada-fable", "role": r} for r in ("one", "two")]),
        ["duplicate-id at ada-fable"],
    ),
    (
        "a relation to itself",
        lambda: briefing(claims=[claim(repeats="no-attack")]),
        ["self-reference at no-attack"],
    ),
    (
        "evidence that is not there",
        lambda: briefing(source={"shown_by": "tass"}),
        ["unknown-evidence at tass"],
    ),
    (
        "a review that is due before it is done",
        lambda: briefing(
            review={"annotators": ["e"], "reviewed": "2031-05-01", "due": "2031-04-30"}
        ),
        ["dates-out-of-order at '2031-04-30'"],
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"),
    [pytest.param(change, expected, id=name) for name, change, expected in BAD_BRIEFINGS],
)
def test_a_fault_of_a_briefing_is_reported_where_it_stands(
    change: Callable[[], Fields], expected: list[str]
) -> None:
    assert pointed_at(faults_of(change())) == expected


@pytest.mark.parametrize(
    ("value", "model", "expected"),
    [
        (actor(type="people"), Actor, ["unknown-value at people"]),
        (actor(media={"owner": "x"}), Actor, ["media-of-non-outlet at media"]),
        (outlet(media={"reliability": "A"}), Actor, ["rating-without-basis at reliability"]),
        (outlet(media={"reliability": "G"}), Actor, ["unknown-value at G"]),
        (actor(roles=[{"title": "x"}]), Actor, ["undated-role at title"]),
        (
            actor(roles=[{"title": "x", "from": "2031", "to": "2030"}]),
            Actor,
            ["dates-out-of-order at '2030'"],
        ),
        (
            actor(roles=[{"title": "x", "from_": "2031"}]),
            Actor,
            ["unknown-field at from_"],
        ),
        (actor(wikidata="q1"), Actor, ["bad-wikidata at q1"]),
        (note(sources=[]), BackgroundNote, ["out-of-range at []"]),
        (note(body="a <b>c</b>"), BackgroundNote, ["raw-html at <b>"]),
        (note(body="![a](https://b.c/d.png)"), BackgroundNote, ["markdown-image at !["]),
        (note(body="[a](javascript:b)"), BackgroundNote, ["bad-url at javascript:b"]),
        (note(review_due="2030-01-01"), BackgroundNote, ["dates-out-of-order at '2030-01-01'"]),
        ({"Bad Id": {"title": "x"}}, Topics, ["bad-id at Bad Id"]),
        ({"a": "x"}, Topics, ["wrong-type at x"]),
        ({"a": {"title": "x", "titel": "y"}}, Topics, ["unknown-field at titel"]),
        (["a"], Topics, ["wrong-type at - a"]),
        ("just text", Actor, ["wrong-type at just text"]),
    ],
)
def test_a_fault_of_the_register_is_reported_where_it_stands(
    value: Any, model: Any, expected: list[str]
) -> None:
    assert pointed_at(faults_of(value, model)) == expected
