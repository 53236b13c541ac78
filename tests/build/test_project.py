"""A project's pages: all or nothing for a build, whatever is sound for a preview."""

import json
import shutil
from pathlib import Path

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages._site import Site
from tests.building import (
    FOLDER,
    TEXT,
    Fields,
    actor,
    briefing,
    claim,
    codes,
    note,
    outlet,
    project,
    write,
)
from tests.built import Built, build_project
from tests.overlay import TEMPLATES

PAGE = "briefings/drill.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(TEMPLATES, tmp_path / "templates", ignore=shutil.ignore_patterns("assets"))
    return tmp_path


def _build(root: Path, preview: bool = False) -> Built:
    return build_project(root, Site("Test"), preview=preview)


def _kind(built: Built, source: str) -> str:
    return built.pages[source][0].kind


def test_a_sound_project_has_a_page_for_every_input_and_every_index(root: Path) -> None:
    built = _build(project(root))
    assert built.diagnostics == ()
    lists = {source for source in built.pages if source.startswith("claims/by/")}
    assert sorted(built.pages.keys() - lists) == [
        "actors/ada-fable.md",
        "actors/gazette.md",
        "actors/index.md",
        "background/drills.md",
        "background/index.md",
        PAGE,
        "briefings/index.md",
        "changes/index.md",
        "claims/contradictions.md",
        "claims/index.md",
        "data/index.md",
        "index.md",
        "reviews/index.md",
        "search/index.md",
        "teach/drill.md",
        "teach/drill/key.md",
        "timeline/index.md",
        "topics/defence.md",
        "topics/index.md",
    ]
    assert sorted(lists) == [
        "claims/by/form/direct.md",
        "claims/by/hops/first-hand.md",
        "claims/by/kind/commitment.md",
        "claims/by/said/not-checked.md",
        "claims/by/so/not-checked.md",
        "claims/by/topic/defence.md",
        "claims/by/year/2031.md",
    ]


def test_what_the_ledger_loads_is_built_with_the_pages(root: Path) -> None:
    built = _build(project(root))
    index = json.loads(built.files["claims/ledger.json"])
    ((part, _),), (quotes,) = index["parts"], index["quotes"]
    assert {f"claims/{part}", f"claims/{quotes}"} < built.files.keys()
    broken = _build(project(root, articles={FOLDER: (TEXT, briefing(format="3"))}))
    assert broken.files == {}


def test_an_empty_project_has_its_indexes(root: Path) -> None:
    (root / "briefings").mkdir()
    built = _build(root)
    assert built.diagnostics == ()
    assert "index.md" in built.pages


def test_a_build_with_a_problem_has_no_page(root: Path) -> None:
    built = _build(project(root, articles={FOLDER: (TEXT, briefing(format="3"))}))
    assert codes(built.diagnostics) == ["unsupported-format"]
    assert built.pages == {}


def test_a_preview_shows_the_problem_in_the_place_of_the_broken_briefing(root: Path) -> None:
    sound = (TEXT, briefing(title="Sound"))
    broken = (TEXT, briefing(claims=[claim(quote="No such words")]))
    articles = {FOLDER: broken, "2031-05-01-other": sound}
    built = _build(project(root, articles=articles), preview=True)
    page, markdown = built.pages[PAGE]
    assert page.kind == "Problem"
    assert "quote-not-found" in markdown
    assert "article-text" not in markdown
    assert _kind(built, "briefings/other.md") == "Briefing"


def test_a_preview_leaves_out_what_needs_a_broken_actor_and_says_why(root: Path) -> None:
    actors = {"ada-fable": actor(type="wizard"), "gazette": outlet()}
    built = _build(project(root, actors=actors), preview=True)
    assert codes(built.diagnostics) == ["unknown-value"]
    assert _kind(built, "actors/ada-fable.md") == "Problem"
    assert _kind(built, "actors/gazette.md") == "Actor"
    assert _kind(built, PAGE) == "Problem"
    assert "unknown-value" in built.pages[PAGE][1]


def test_a_preview_keeps_briefings_without_their_topics_when_the_topics_are_broken(
    root: Path,
) -> None:
    built = _build(project(root, topics="defence: [\n"), preview=True)
    assert codes(built.diagnostics) == ["yaml-syntax"]
    assert _kind(built, PAGE) == "Briefing"


def test_stories_have_an_index_only_where_there_are_any(root: Path) -> None:
    assert not any(source.startswith("stories/") for source in _build(project(root)).pages)
    write(root, "briefings/stories.yml", {"drill": {"title": "The drill", "summary": "x"}})
    built = _build(root)
    assert {source for source in built.pages if source.startswith("stories/")} == {
        "stories/index.md",
        "stories/drill.md",
    }
    assert built.pages["stories/drill.md"][0].inputs == ("briefings/stories.yml",)


def test_a_preview_keeps_briefings_when_the_stories_are_broken(root: Path) -> None:
    write(root, "briefings/stories.yml", "drill: [\n")
    built = _build(project(root), preview=True)
    assert codes(built.diagnostics) == ["yaml-syntax"]
    assert _kind(built, PAGE) == "Briefing"
    assert "stories/index.md" not in built.pages


def test_templates_may_stand_elsewhere(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = project(tmp_path_factory.mktemp("elsewhere"))
    built = build_project(elsewhere, Site("Test"), templates=root / "templates")
    assert built.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("articles/2031-04-28-index/briefing.yml", briefing()),
        ("actors/index.yml", actor()),
        ("background/index.yml", note()),
        ("topics.yml", {"index": {"title": "x"}, "defence": {"title": "Defence"}}),
        ("stories.yml", {"index": {"title": "x", "summary": "x"}}),
        ("withdrawn.yml", {"index": {"title": "x", "date": "2031-05-01", "text": "x"}}),
    ],
)
def test_a_page_at_the_address_of_a_list_does_not_pass_check(
    root: Path, name: str, value: Fields
) -> None:
    write(project(root), f"briefings/{name}", value)
    (found,) = compile_corpus(root).diagnostics
    assert found.code == "path-collision"
    assert _build(root).diagnostics == (found,)
    pages = _build(root, preview=True).pages.values()
    assert [page.url for page, _ in pages].count("actors/") == 1


def test_a_template_with_a_fault_is_placed_and_breaks_only_its_kind_of_page(root: Path) -> None:
    template = root / "templates" / "actor.md.j2"
    template.write_text("# {{ page.title }}\n{% if %}\n", "utf-8")
    built = _build(project(root), preview=True)
    assert {(d.code, str(d.location)) for d in built.diagnostics} == {
        ("template-error", "templates/actor.md.j2:2:1")
    }
    assert _kind(built, "actors/gazette.md") == "Problem"
    assert _kind(built, PAGE) == "Briefing"


@pytest.mark.parametrize("name", ["topic", "timeline"])
def test_an_unknown_field_in_a_template_is_placed(root: Path, name: str) -> None:
    template = root / "templates" / f"{name}.md.j2"
    template.write_text("# {{ page.title }}\n\n{{ page.titel }}\n", "utf-8")
    built = _build(project(root))
    (problem,) = built.diagnostics
    assert str(problem.location) == f"templates/{name}.md.j2:3:1"
    assert "titel" in problem.message
    assert problem.hint == 'did you mean "title"?'
    assert "title" in problem.expected
    assert built.pages == {}


def test_a_template_that_the_project_lacks_is_the_package_s(root: Path) -> None:
    whole = _build(project(root))
    for path in (root / "templates").glob("*.j2"):
        path.unlink()
    assert _build(root) == whole


def test_pages_are_dated_by_their_reviews_and_not_by_the_clock(root: Path) -> None:
    built = _build(project(root))
    assert built.pages[PAGE][0].updated == "2031-05-01"
    assert built.pages["background/drills.md"][0].updated == "2031-04-01"
    assert built.pages["index.md"][0].updated == "2031-05-01"
    assert built.pages["actors/gazette.md"][0].updated == ""
