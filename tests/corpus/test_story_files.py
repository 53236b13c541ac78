"""Stories as files: what is read, what is wrong with it, and the project's own examples."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages._stories import StoryPage
from tests.building import claim, codes, compiled, write
from tests.overlay import PROJECT
from tests.stories import ACTORS, SECOND, STORIES, articles, page_of, rows, told

# --- what is read --------------------------------------------------------------------------------


def test_a_story_knows_the_articles_that_name_it_the_newest_first(tmp_path: Path) -> None:
    write(tmp_path, "briefings/stories.yml", STORIES)
    result = compiled(tmp_path, articles=articles([claim()], [claim()]), actors=ACTORS)
    record = result.corpus.stories["drill-near-oldtown"]
    assert [article.slug for article in record.articles] == ["reply", "drill"]


def test_without_the_file_there_are_no_stories(tmp_path: Path) -> None:
    assert compiled(tmp_path).corpus.stories == {}


def test_a_story_that_no_article_names_is_no_mistake(tmp_path: Path) -> None:
    write(tmp_path, "briefings/stories.yml", STORIES)
    result = compiled(tmp_path)
    assert result.diagnostics == ()
    page = page_of(result)
    assert (page.columns, page.clusters, page.alone) == ((), (), ())


@pytest.mark.parametrize("content", ["a: [", {"drill-near-oldtown": "x"}, b"\xff"])
def test_broken_stories_are_reported_once_and_leave_the_articles_up(
    tmp_path: Path, content: Any
) -> None:
    write(tmp_path, "briefings/stories.yml", content)
    result = compiled(tmp_path, articles=articles([claim()]), actors=ACTORS)
    assert {problem.location.path for problem in result.diagnostics} == {"briefings/stories.yml"}
    assert [article.slug for article in result.corpus.articles] == ["drill"]
    assert result.corpus.stories == {}


def test_an_unknown_story_leaves_the_article_out_with_the_nearest_name(tmp_path: Path) -> None:
    write(tmp_path, "briefings/stories.yml", {"drill-near-oldtwn": STORIES["drill-near-oldtown"]})
    result = compiled(tmp_path, articles=articles([claim()]), actors=ACTORS)
    (problem,) = result.diagnostics
    assert problem.code == "unknown-story"
    assert problem.location.excerpt == ("story: drill-near-oldtown",)
    assert "drill-near-oldtwn" in problem.hint
    assert result.corpus.articles == ()


def test_topics_of_a_story_exist_and_stand_once(tmp_path: Path) -> None:
    value = {"a": {**STORIES["drill-near-oldtown"], "topics": ["defense"]}}
    write(tmp_path, "briefings/stories.yml", value)
    (problem,) = compiled(tmp_path).diagnostics
    assert (problem.code, problem.location.path) == ("unknown-topic", "briefings/stories.yml")
    assert "defence" in problem.hint
    value["a"]["topics"] = ["defence", "defence"]
    write(tmp_path, "briefings/stories.yml", value)
    assert codes(compile_corpus(tmp_path).diagnostics) == ["duplicate-id"]


def test_a_published_story_has_nothing_of_a_draft(tmp_path: Path) -> None:
    write(tmp_path, "briefings/stories.yml", STORIES)
    drafted = articles([claim()], [claim(repeats="drill#no-attack")])
    drafted[SECOND][1]["draft"] = True
    compiled(tmp_path, articles=drafted, actors=ACTORS)
    published = page_of(compile_corpus(tmp_path, drafts=False))
    assert [column.outlet for column in published.columns] == ["A drill near Oldtown"]
    assert published.clusters == ()
    preview = page_of(compile_corpus(tmp_path))
    assert [column.draft for column in preview.columns] == [False, True]


# --- the examples ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def barrier() -> StoryPage:
    result = compile_corpus(PROJECT / "examples")
    assert result.diagnostics == ()
    return page_of(result, "vell-barrier")


def test_the_example_has_most_forms_verdicts_and_relations() -> None:
    claims = [ref.claim for ref in compile_corpus(PROJECT / "examples").corpus.claims()]
    hops = [step for one in claims for step in one.attribution]
    assert {step.form for step in hops} == {"direct", "mixed", "indirect", "translated", None}
    assert any(one.own_voice for one in claims)
    assert any(step.unnamed and not step.identified_as for step in hops)
    verdicts = {verdict.verdict for one in claims for _, verdict in one.verdicts}
    assert verdicts >= {"confirmed", "single-source", "supported", "disputed", "refuted"}
    assert verdicts >= {"unresolved", "pending"}
    relations = {kind for one in claims for kind, _, _ in one.relations}
    assert relations >= {"repeats", "contradicts", "supports"}


def test_nobody_can_take_the_examples_for_news() -> None:
    corpus = compile_corpus(PROJECT / "examples").corpus
    assert len(corpus.articles) == 3
    for article in corpus.articles:
        assert article.briefing.title.startswith("Fictional: ")
        assert "Fictional" in (article.briefing.source.rights or "")
        assert 150 <= len(article.source.text.split()) <= 300
        for item in article.briefing.evidence:
            assert "Invented for this example" in (item.note or "")
            assert ".example/" in (item.url or "")
    for record in corpus.actors.values():
        assert (record.actor.description or "").startswith("Fictional. ")


def test_the_example_side_by_side(barrier: StoryPage) -> None:
    columns = [(column.outlet, column.date) for column in barrier.columns]
    assert columns == [
        ("Lornay Courier", "13 March 2031"),
        ("Radio Estmark", "13 March 2031"),
        ("Sahel-e Now", "15 March 2031 (approximate)"),
    ]
    found = {row.sentence.text: told(row) for row in rows(barrier)}
    assert found["Both motors of the barrier lost their power at 21:40."] == [[3], [3], [4]]
    assert found["The Harbour Board had no warning that the barrier could fail."] == [[4], [4], []]
    assert found["Sirens sounded at 22:10."] == [[], [6], [5]]
    assert len(barrier.pairs) == 5
    vellwire = barrier.shared[0]
    assert vellwire.name.text == "Vellwire"
    assert [(len(use.named), len(use.shown)) for use in vellwire.uses] == [(2, 1), (0, 4), (1, 0)]


# --- a project whose templates stand elsewhere -----------------------------------------------


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_commands_take_the_templates_that_mkdocs_yml_names(tmp_path: Path) -> None:
    examples = PROJECT / "examples"
    assert run("check", "--root", examples).startswith("No problems: 3 briefings")
    run("fmt", "--check", "--root", examples)
    run("build", "--root", examples, "--output", tmp_path / "tree")
    assert (tmp_path / "tree/stories/vell-barrier/index.md").is_file()
    assert (tmp_path / "tree/assets/briefings/briefings.css").is_file()
    run("preview", "--root", examples, "--output", tmp_path / "preview")
    assert (tmp_path / "preview/briefings/courier-barrier-stays-open.html").is_file()
