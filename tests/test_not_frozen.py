"""A briefing whose hash is still sixty-four zeros: told so, and checked as if it were frozen."""

from pathlib import Path

from article_briefings.anchoring._misfits import NOT_FROZEN
from article_briefings.corpus._pipeline import compile_corpus
from tests.building import (
    FOLDER,
    TEXT,
    Fields,
    anchored,
    briefing,
    claim,
    codes,
    hop,
    own_claim,
    project,
    sha256,
)
from tests.built import build_project
from tests.cli.test_cli import run
from tests.overlay import SITE, TEMPLATES


def unfrozen(**fields: object) -> Fields:
    return briefing(source={"sha256": NOT_FROZEN}, **fields)


def test_the_right_hash_is_named() -> None:
    article, [problem] = anchored(TEXT, source={"sha256": NOT_FROZEN})
    assert article is not None, "all marks fit"
    assert problem.code == "not-frozen"
    assert problem.expected == f"sha256: {sha256(TEXT)}"
    assert problem.location.excerpt == (f"  sha256: '{NOT_FROZEN}'",)


def test_marks_that_do_not_fit_are_found_in_the_same_run() -> None:
    wrong = [own_claim("a", "nowhere"), claim("b", attribution=[hop(cue="they said")])]
    article, problems = anchored(TEXT, wrong, source={"sha256": NOT_FROZEN})
    assert article is None
    assert codes(problems) == ["not-frozen", "quote-not-found", "cue-not-found"]


def test_names_that_lead_nowhere_are_found_in_the_same_run(tmp_path: Path) -> None:
    project(tmp_path, articles={FOLDER: (TEXT, unfrozen(topics=["defense"]))})
    assert codes(compile_corpus(tmp_path).diagnostics) == ["not-frozen", "unknown-topic"]


def test_it_is_not_published_and_a_preview_shows_it(tmp_path: Path) -> None:
    project(tmp_path, articles={FOLDER: (TEXT, unfrozen())})
    (tmp_path / "templates").symlink_to(TEMPLATES)
    built = build_project(tmp_path, SITE)
    assert (built.pages, codes(built.diagnostics)) == ({}, ["not-frozen"])
    page, markdown = build_project(tmp_path, SITE, preview=True).pages["briefings/drill.md"]
    assert page.kind == "Briefing"
    assert "We will not attack" in markdown


def test_the_command_fails_and_fix_writes_the_hash(tmp_path: Path) -> None:
    project(tmp_path, articles={FOLDER: (TEXT, unfrozen())})
    code, out, _ = run("check", "--root", tmp_path)
    assert code == 1
    assert f"expected: sha256: {sha256(TEXT)}" in out
    assert run("fix", "--write", "--root", tmp_path)[0] == 0
    assert run("check", "--root", tmp_path)[0] == 0
