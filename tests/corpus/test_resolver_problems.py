"""References that lead nowhere, and what a broken file takes with it."""

from pathlib import Path
from typing import Any

import pytest

from tests.building import (
    ACTORS,
    FOLDER,
    TEXT,
    actor,
    briefing,
    claim,
    codes,
    compiled,
    note,
    own_claim,
    sha256,
    slugs,
    two_articles,
)
from tests.problems import placed


@pytest.mark.parametrize(
    ("fields", "code", "line", "hint"),
    [
        ({"source": {"outlet": "gazete"}}, "unknown-actor", "outlet: gazete", "gazette"),
        ({"source": {"outlet": "ada-fable"}}, "outlet-type", "outlet: ada-fable", "ada-fable.yml"),
        ({"topics": ["defense"]}, "unknown-topic", "- defense", "defence"),
        (
            {"background": [{"note": "drill", "quote": "a drill", "why": "x"}]},
            "unknown-note",
            "- note: drill",
            "drills",
        ),
        (
            {"claims": [claim(repeats="no-atack")]},
            "unknown-claim",
            "repeats: no-atack",
            "no-attack",
        ),
        (
            {"claims": [claim(repeats="dril#no-attack")]},
            "unknown-claim",
            "repeats: dril#no-attack",
            "no-attack",
        ),
        (
            {"claims": [claim(repeats="drill#no-attack")]},
            "self-reference",
            "repeats: drill#no-attack",
            "",
        ),
        (
            {
                "events": [
                    {"id": "e", "date": "2031", "quote": "met", "label": "x", "actors": ["ada"]}
                ]
            },
            "unknown-actor",
            "- ada",
            "add a file in briefings/actors/ with this id",
        ),
        (
            {"via": [{"cue": "told the Gazette", "actor": "gazete"}]},
            "unknown-actor",
            "actor: gazete",
            "gazette",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_placed_and_leaves_the_article_out(
    tmp_path: Path, fields: dict[str, Any], code: str, line: str, hint: str
) -> None:
    result = compiled(tmp_path, articles={FOLDER: (TEXT, briefing(**fields))})
    [problem] = result.diagnostics
    assert (problem.code, problem.location.excerpt[0].strip()) == (code, line)
    assert hint in problem.hint
    assert slugs(result) == []
    assert [(item.kind, item.id) for item in result.broken] == [("article", "drill")]


@pytest.mark.parametrize(
    ("whole_of", "reported"),
    [
        ({"a": "b", "b": "a"}, ["a", "b"]),
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "c", "c": "b"}, ["b", "c"]),
        ({"a": "b", "b": "c"}, []),
    ],
)
def test_membership_in_a_circle_is_a_problem_of_its_members(
    tmp_path: Path, whole_of: dict[str, str], reported: list[str]
) -> None:
    actors = {name: actor(part_of=whole_of.get(name)) for name in "abc"}
    actors = {name: {k: v for k, v in value.items() if v} for name, value in actors.items()}
    result = compiled(tmp_path, articles={}, actors=actors)
    assert [d.location.path for d in result.diagnostics if d.code == "circular-membership"] == [
        f"briefings/actors/{name}.yml" for name in reported
    ]
    assert len(result.diagnostics) == len(reported)


def test_the_register_refers_to_what_exists_and_not_to_itself(tmp_path: Path) -> None:
    result = compiled(
        tmp_path,
        articles={},
        actors={"a": actor(part_of="b")},
        notes={"n": note(related=["n", "m"])},
    )
    assert codes(result.diagnostics) == ["unknown-actor", "self-reference", "unknown-note"]


BROKEN = "a: ["


def test_an_article_that_needs_a_broken_actor_is_left_out_with_one_report(tmp_path: Path) -> None:
    value = briefing(source={"outlet": "gazette"})
    result = two_articles(
        tmp_path, {}, {"source": value["source"]}, actors={**ACTORS, "gazette": BROKEN}
    )
    assert placed(result.diagnostics) == [("yaml-syntax", "briefings/actors/gazette.yml:1:5")]
    assert slugs(result) == ["drill"]
    assert [(item.kind, item.id) for item in result.broken] == [
        ("actor", "gazette"),
        ("article", "reply"),
    ]


@pytest.mark.parametrize("content", [BROKEN, {"name": "x"}, b"\xff"])
def test_a_broken_note_is_reported_once_however_it_is_broken(tmp_path: Path, content: Any) -> None:
    use = [{"note": "drills", "quote": "a drill", "why": "x"}]
    notes = {"drills": content, "wars": note(related=["drills"])}
    result = two_articles(tmp_path, {"background": use}, {}, notes=notes)
    assert {problem.location.path for problem in result.diagnostics} == {
        "briefings/background/drills.yml"
    }
    assert slugs(result) == ["reply"]


@pytest.mark.parametrize("content", [BROKEN, {"defence": "x"}, b"\xff"])
def test_broken_topics_are_reported_once_and_leave_the_articles_up(
    tmp_path: Path, content: Any
) -> None:
    result = two_articles(tmp_path, {}, {}, topics=content)
    assert {problem.location.path for problem in result.diagnostics} == {"briefings/topics.yml"}
    assert slugs(result) == ["drill", "reply"]


def test_a_relation_to_a_broken_article_is_not_reported_again(tmp_path: Path) -> None:
    result = two_articles(
        tmp_path,
        {"claims": [claim(repeats="reply#no-attack")]},
        {"claims": [own_claim("a", "nowhere")]},
    )
    assert codes(result.diagnostics) == ["quote-not-found"]
    assert slugs(result) == ["drill"]
    assert result.corpus.related == {}


def test_names_of_different_kinds_are_not_mixed_up(tmp_path: Path) -> None:
    """A broken article does not stand for the note of the same name, nor for an unknown actor."""
    use = [{"note": "reply", "quote": "a drill", "why": "x"}]
    result = two_articles(
        tmp_path,
        {"background": use},
        {"claims": [own_claim("a", "nowhere")]},
        notes={"reply": note()},
    )
    assert codes(result.diagnostics) == ["quote-not-found"]
    assert slugs(result) == ["drill"]
    unknown = two_articles(
        tmp_path,
        {"source": {"outlet": "reply"}},
        {"claims": [own_claim("a", "nowhere")]},
        notes={},
    )
    assert sorted(codes(unknown.diagnostics)) == ["quote-not-found", "unknown-actor"]


def test_problems_come_in_the_order_of_files_and_places(tmp_path: Path) -> None:
    result = two_articles(tmp_path, {"topics": ["b", "a"]}, {"source": {"outlet": "nobody"}})
    assert list(result.diagnostics) == sorted(result.diagnostics, key=lambda d: d.location)
    assert codes(result.diagnostics) == ["unknown-topic", "unknown-topic", "unknown-actor"]


def test_the_order_of_the_files_on_disk_does_not_matter(tmp_path: Path) -> None:
    texts = {name: f"{name}.\n{TEXT}" for name in ("b", "a", "c")}
    articles = {f"2031-01-01-{name}": (text, briefing(text)) for name, text in texts.items()}
    one = compiled(tmp_path / "one", articles=articles)
    other = compiled(tmp_path / "other", articles=dict(reversed(articles.items())))
    assert slugs(one) == slugs(other) == ["a", "b", "c"]
    assert sha256(texts["a"]) == one.corpus.articles[0].source.sha256
