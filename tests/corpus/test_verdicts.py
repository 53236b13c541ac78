"""Verdicts that need the register, a second person, or a claim that can be so."""

from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus import check_corpus, compile_corpus
from article_briefings.diagnostics import Diagnostic
from article_briefings.input._settings import needs_second_review
from tests.building import (
    FOLDER,
    OTHER,
    TEXT,
    Fields,
    actor,
    briefing,
    claim,
    codes,
    compiled,
    in_version_1,
    own_claim,
    project,
)

EVIDENCE = [
    {"id": "one", "title": "t", "publisher": "One", "relays": []},
    {"id": "two", "title": "t", "publisher": "Two", "relays": []},
    {"id": "law", "title": "t", "publisher": "Three"},
]
RECORD = {"item": "law", "record": "true"}


def use(item: str, relation: str = "supports", **fields: str) -> Fields:
    return {"item": item, "relation": relation, "shows": "x", **fields}


def judged(verdict: str, *uses: Fields, **fields: Any) -> Fields:
    """A briefing with this verdict."""
    field = "said" if verdict in ("confirmed", "misreported") else "so"
    value = {field: {"verdict": verdict, "evidence": [*uses]}, "finding": "x"}
    claims = [claim(kind="fact", **value)]
    return briefing(judged="2031-05-01", evidence=EVIDENCE, claims=claims, **fields)


def problems(tmp_path: Path, value: Fields, **parts: Any) -> list[Diagnostic]:
    """The problems of a project, which a check in parallel finds too."""
    root = project(tmp_path, articles={FOLDER: (TEXT, value)}, **parts)
    found = compile_corpus(root).diagnostics
    assert check_corpus(root, 2)[0].diagnostics == found
    return [*found]


REFUTE = ("refutes",)


@pytest.mark.parametrize(
    ("verdict", "uses", "found"),
    [
        ("confirmed", [use("one")], "1 account, 1 witness"),  # the outlet is not known
        ("confirmed", [use("one"), use("two")], ""),
        ("confirmed", [RECORD], ""),
        ("misreported", [use("one", *REFUTE)], "1 report"),
        ("misreported", [use("one", *REFUTE), use("two", *REFUTE)], ""),
        ("corroborated", [use("one"), use("law")], "2 reports, 1 origin"),
        ("corroborated", [use("one"), use("two")], ""),
        ("corroborated", [use("law", record="true")], ""),
        ("refuted", [use("one", *REFUTE), use("two")], "1 report, 1 origin"),
        ("refuted", [use("one", *REFUTE), use("two", *REFUTE)], ""),
        ("refuted", [use("law", *REFUTE, record="true")], ""),
    ],
)
def test_strong_verdicts_need_two_separate_sources(
    tmp_path: Path, verdict: str, uses: list[Fields], found: str
) -> None:
    reported = problems(tmp_path, judged(verdict, *uses))
    assert codes(reported) == (["too-few-sources"] if found else [])
    if found and verdict != "misreported" and verdict != "confirmed":
        assert reported[0].found == found


def test_publishers_are_joined_with_the_register(tmp_path: Path) -> None:
    value = judged("corroborated", use("one"), use("two"))
    actors = {
        "ada-fable": actor(),
        "first": actor(name="One", part_of="owner"),
        "second": actor(name="Number Two", aliases=["two"], part_of="owner"),
        "owner": actor(name="Owner"),
    }
    [problem] = problems(tmp_path, value, actors=actors)
    assert (problem.code, problem.found) == ("too-few-sources", "2 reports, 1 origin")


def test_a_record_of_the_speakers_own_does_not_suffice_in_so(tmp_path: Path) -> None:
    value = judged("corroborated", use("law", record="true", **{"from": "Ada Fable"}))
    assert codes(problems(tmp_path / "for", value)) == ["too-few-sources"]
    against = use("law", "refutes", record="true", **{"from": "Ada Fable"})
    assert problems(tmp_path / "against", judged("refuted", against)) == []


# --- the second person -------------------------------------------------------------------------

REFUTED = judged("refuted", use("law", "refutes", record="true"))
REVIEW = REFUTED["review"]


@pytest.mark.parametrize(
    ("value", "setting", "expected"),
    [
        (REFUTED, "true", ["not-seconded"]),
        (REFUTED, "false", []),
        (REFUTED | {"draft": "true"}, "true", []),
        (REFUTED | {"review": REVIEW | {"second": "Nora"}}, "true", []),
        (REFUTED | {"review": REVIEW | {"second": "ed"}}, "true", ["not-seconded"]),
        (judged("supported", use("one")), "true", []),
    ],
)
def test_a_second_person_confirms_that_a_claim_is_refuted(
    tmp_path: Path, value: Fields, setting: str, expected: list[str]
) -> None:
    settings = f"plugins:\n  - briefings:\n      second_review: {setting}\n"
    (tmp_path / "mkdocs.yml").write_text(settings)
    assert codes(problems(tmp_path, value)) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("plugins:\n  - search\n  - briefings: {second_review: true}\n", True),
        ("plugins:\n  briefings: {second_review: true}\n", True),
        ("plugins:\n  - briefings:\n", False),
        ("plugins: [briefings]\n", False),
        ("plugins: !ENV [X, a]\n", False),
        ("plugins: [", False),
        ("- a\n", False),
    ],
)
def test_the_setting_is_read_without_mkdocs(tmp_path: Path, settings: str, expected: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings)
    assert needs_second_review(tmp_path) is expected
    assert not needs_second_review(tmp_path / "nowhere")


# --- contradictions ------------------------------------------------------------------------------


@pytest.mark.parametrize("kinds", [("fact", "demand"), ("position", "fact"), ("fact", "denial")])
def test_only_what_can_be_so_contradicts(tmp_path: Path, kinds: tuple[str, str]) -> None:
    one, other = kinds
    first = briefing(claims=[claim(kind=other)])
    second = briefing(
        claims=[
            claim("other", kind=one, contradicts=["drill#no-attack", "own"]),
            own_claim("own", "Ministers met", kind=other),
        ]
    )
    result = compiled(tmp_path, articles={FOLDER: (TEXT, first), OTHER: (TEXT, second)})
    expected = [] if "denial" in kinds else ["bad-contradiction"] * 2
    assert codes(result.diagnostics) == expected


def test_an_old_file_may_contradict_a_judgement_of_another_article(tmp_path: Path) -> None:
    relations = [{"type": "contradicts", "claim": "drill#no-attack"}]
    old = in_version_1(briefing(claims=[claim("other", kind="fact", relations=relations)]))
    articles = {
        FOLDER: (TEXT, briefing(claims=[claim(kind="demand")])),
        OTHER: (TEXT, old),
    }
    assert compiled(tmp_path, articles=articles).diagnostics == ()
