"""A preview besides its changed pages: samples of a new look, problems that no page shows."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from article_briefings.review._preview import Preview
from tests.building import (
    EXTENSIONS,
    FOLDER,
    TEXT,
    actor,
    briefing,
    codes,
    note,
    outlet,
    own_claim,
    project,
)
from tests.built import build_project
from tests.overlay import SITE, TEMPLATES

ARTICLE = f"briefings/articles/{FOLDER}"
FULLER = "2031-05-01-reply"
ONE_OF_EACH = ["briefings/reply.md", "actors/ada-fable.md", "background/drills.md"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two briefings, of which one says more, two actors and two notes."""
    more = briefing(questions=[{"text": "Who pays?", "why": "Nobody says."}] * 9, topics=[])
    articles = {FOLDER: (TEXT, briefing()), FULLER: (TEXT, more)}
    notes = {"armies": note(title="Armies", body="Short."), "drills": note(body="Long. " * 99)}
    actors = {"ada-fable": actor(description="She speaks. " * 20), "gazette": outlet()}
    project(tmp_path, articles=articles, notes=notes, actors=actors)
    (tmp_path / "templates").symlink_to(TEMPLATES)
    return tmp_path


def chosen(root: Path, wanted: list[str], changed: list[str] | None = None) -> Preview:
    built = build_project(root, SITE, preview=True)
    return Preview.of(list(built.pages.values()), built.diagnostics, wanted, changed)


def index_of(choice: Preview) -> str:
    return dict(choice.files("", Markdown(extensions=EXTENSIONS).convert))[Preview.INDEX]


def sources(pages: Any) -> list[str]:
    return [page.source for page, _ in pages]


# --- samples ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "templates/briefing.md.j2",
        "templates/assets/briefings/briefings.css",
        "templates/overrides/main.html",
        "mkdocs.yml",
    ],
)
def test_a_new_look_is_shown_on_the_longest_page_of_each_kind(root: Path, name: str) -> None:
    choice = chosen(root, ["."], ["README.md", name])
    assert choice.pages == ()
    assert sources(choice.samples) == ONE_OF_EACH
    index = index_of(choice)
    assert "No briefing, actor or background note has changed." in index
    assert "Templates or settings have changed" in index
    assert 'href="briefings/reply.html"' in index


def test_a_kind_that_is_shown_anyway_needs_no_sample(root: Path) -> None:
    choice = chosen(root, ["."], ["mkdocs.yml", f"{ARTICLE}/briefing.yml"])
    assert sources(choice.pages) == ["briefings/drill.md"]
    assert sources(choice.samples) == ONE_OF_EACH[1:]


def test_a_sample_is_one_of_the_pages_that_were_asked_for(root: Path) -> None:
    assert sources(chosen(root, [ARTICLE], ["mkdocs.yml"]).samples) == ["briefings/drill.md"]
    assert sources(chosen(root, ["templates/actor.md.j2"]).samples) == ONE_OF_EACH
    assert chosen(root, ["templates"], [f"{ARTICLE}/briefing.yml"]) == Preview(())


@pytest.mark.parametrize(
    "name", ["README.md", "docs/templates/x", "generator/article_briefings/review/_preview.py", "x"]
)
def test_other_files_change_no_look(root: Path, name: str) -> None:
    choice = chosen(root, ["."], [name])
    assert choice == Preview(())
    assert "Samples" not in index_of(choice)


def test_a_project_with_nothing_in_it_has_no_samples(root: Path) -> None:
    shutil.rmtree(root / "briefings")
    (root / "briefings").mkdir()
    assert chosen(root, ["."], ["mkdocs.yml"]) == Preview(())


# --- problems that no page shows ------------------------------------------------------------


def test_broken_topics_are_told_with_their_place(root: Path) -> None:
    (root / "briefings/topics.yml").write_text("defence: {titel: <b>x</b>}\n", "utf-8")
    choice = chosen(root, ["."], [f"{ARTICLE}/briefing.yml"])
    assert sources(choice.pages) == ["briefings/drill.md"]
    index = index_of(choice)
    assert "Problems that no page shows" in index
    assert "briefings/topics.yml:1:11: error [unknown-field]" in index
    assert "titel: &lt;b&gt;x&lt;/b&gt;" in index


def test_a_broken_template_is_told_with_its_place(root: Path) -> None:
    (root / "templates").unlink()
    shutil.copytree(TEMPLATES, root / "templates")
    (root / "templates" / "briefing.md.j2").write_text("# {{ page.titel }}\n", "utf-8")
    choice = chosen(root, ["."], ["templates/briefing.md.j2"])
    assert sources(choice.samples) == ONE_OF_EACH[1:]
    assert codes(choice.problems) == ["template-error"]
    assert "templates/briefing.md.j2:1:" in index_of(choice)


def test_problems_that_a_page_shows_are_not_told_again(root: Path) -> None:
    bad = briefing(claims=[own_claim("a", "nowhere")])
    project(root, articles={FOLDER: (TEXT, bad)})
    choice = chosen(root, ["."])
    assert "Problems that no page shows" not in index_of(choice)
    assert "Problems in" in index_of(choice)
    assert chosen(root, ["briefings/actors"]).problems == ()


def test_the_problem_of_a_page_that_shows_its_content_is_told_beside_it(root: Path) -> None:
    project(root, articles={FOLDER: (TEXT, briefing(source={"sha256": "0" * 64}))})
    choice = chosen(root, [ARTICLE])
    assert sources(choice.pages) == ["briefings/drill.md"]
    assert codes(choice.problems) == ["not-frozen"]
    assert chosen(root, ["briefings/actors"]).problems == (), "its page is not in the preview"


def test_many_problems_are_counted(root: Path) -> None:
    for number in range(23):
        (root / "briefings" / "background" / f"Bad {number:02}.yml").write_text("x: y", "utf-8")
    index = index_of(chosen(root, ["."]))
    assert index.count("error [bad-file-name]") == 20
    assert "3 more: run <code>briefings check</code>" in index
