"""The names of files and folders decide what they are."""

import unicodedata
from pathlib import Path

import pytest

from article_briefings.input._loader import load
from tests.building import FOLDER, SLUG, TEXT, briefing, codes, dump, outlet, project, write
from tests.problems import loaded, placed


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("briefings/actors/gazette.yaml", "unexpected-file"),
        ("briefings/actors/gazette.YML", "unexpected-file"),
        ("briefings/actors/notes.txt", "unexpected-file"),
        ("briefings/actors/Gazette.yml", "bad-file-name"),
        ("briefings/actors/two words.yml", "bad-file-name"),
        ("briefings/actors/a--b.yml", "bad-file-name"),
        ("briefings/actors/a.b.yml", "bad-file-name"),
        (f"briefings/actors/{'a' * 61}.yml", "bad-file-name"),
        ("briefings/stray.yml", "unexpected-file"),
        ("briefings/articles/stray.txt", "unexpected-file"),
        (f"briefings/articles/{FOLDER}/picture.png", "unexpected-file"),
        (f"briefings/articles/{FOLDER}/briefing.yaml", "unexpected-file"),
    ],
)
def test_a_file_that_nothing_reads_is_reported(tmp_path: Path, name: str, code: str) -> None:
    write(project(tmp_path), name, dump(outlet()))
    assert loaded(tmp_path)[1] == [(code, f"{name}:1:1")]


@pytest.mark.parametrize("name", [".DS_Store", ".hidden.yml", "README.md", "gazette.yml~"])
def test_leftovers_of_editors_are_passed_over(tmp_path: Path, name: str) -> None:
    project(tmp_path)
    for folder in ("", "actors/", "articles/", f"articles/{FOLDER}/"):
        write(tmp_path, f"briefings/{folder}{name}", b"\xff")
    assert loaded(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("drill", "bad-file-name"),
        ("2031-4-28-drill", "bad-file-name"),
        ("2031-04-28", "bad-file-name"),
        ("2031-04-28-", "bad-file-name"),
        ("2031-04-28-The-Drill", "bad-file-name"),
        ("2031-04-28-a_b", "bad-file-name"),
        ("٢٠٣١-٠٤-٢٨-drill", "bad-file-name"),
    ],
)
def test_an_article_folder_has_a_date_and_a_slug(tmp_path: Path, folder: str, code: str) -> None:
    root = project(tmp_path, articles={folder: (TEXT, briefing())})
    assert loaded(root)[1] == [(code, f"briefings/articles/{folder}:1:1")]


def test_two_articles_with_one_slug_are_a_problem_that_names_both(tmp_path: Path) -> None:
    one, two = "2031-04-28-drill", "2031-05-01-drill"
    project(tmp_path, articles={one: (TEXT, briefing()), two: (TEXT, briefing())})
    inputs, [problem] = load(tmp_path)
    assert placed([problem]) == [("duplicate-slug", f"briefings/articles/{two}:1:1")]
    assert [str(note.location) for note in problem.notes] == [f"briefings/articles/{one}:1:1"]
    assert len(inputs.articles) == 1


def test_names_are_the_same_in_every_form_of_unicode(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "é-journal")
    write(project(tmp_path), f"briefings/actors/{name}.yml", outlet())
    inputs, problems = loaded(tmp_path)
    assert problems == []
    assert unicodedata.normalize("NFC", name) in inputs.actors.documents


@pytest.mark.parametrize("first", ["good", "broken"])
def test_two_files_whose_names_differ_only_in_the_form_of_unicode_are_a_problem(
    tmp_path: Path, first: str
) -> None:
    project(tmp_path)
    names = sorted(unicodedata.normalize(form, "é-journal") for form in ("NFC", "NFD"))
    contents = [dump(outlet()), "a: [" if first == "broken" else dump(outlet())]
    for name, content in zip(names, reversed(contents), strict=True):
        write(tmp_path, f"briefings/actors/{name}.yml", content)
    problems = load(tmp_path)[1]
    assert "duplicate-slug" in codes(problems)
    [duplicate] = [problem for problem in problems if problem.code == "duplicate-slug"]
    assert duplicate.location.path == f"briefings/actors/{names[1]}.yml"
    assert duplicate.notes[0].location.path == f"briefings/actors/{names[0]}.yml"


@pytest.mark.parametrize("missing", ["source.txt", "briefing.yml"])
def test_an_article_without_one_of_its_files_is_a_problem(tmp_path: Path, missing: str) -> None:
    (project(tmp_path) / f"briefings/articles/{FOLDER}" / missing).unlink()
    inputs, problems = loaded(tmp_path)
    assert problems == [("missing-file", f"briefings/articles/{FOLDER}/{missing}:1:1")]
    assert [article.slug for article in inputs.articles] == [SLUG]


def test_a_broken_file_of_the_register_is_known_to_exist(tmp_path: Path) -> None:
    write(project(tmp_path), "briefings/actors/gazette.yml", "a: [")
    inputs, problems = load(tmp_path)
    assert codes(problems) == ["yaml-syntax"]
    assert inputs.actors.unread == {"gazette": "briefings/actors/gazette.yml"}


@pytest.mark.parametrize("name", ["briefings/topics.yml", "briefings/actors/gazette.yml"])
def test_a_link_in_the_place_of_a_file_is_known_to_exist(tmp_path: Path, name: str) -> None:
    path = project(tmp_path) / name
    path.unlink()
    path.symlink_to("nowhere")
    inputs, problems = load(tmp_path)
    assert codes(problems) == ["unsafe-path"]
    assert inputs.unread or inputs.actors.unread == {"gazette": name}
