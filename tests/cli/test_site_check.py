"""What `briefings check` finds beside `briefings/`, where a build would stop."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from article_briefings.cli._site_check import FOLDERS
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages._site import Site
from tests.building import FOLDER, briefing, project, write
from tests.cli.test_cli import run
from tests.repositories import commit, git


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound project with a page of its own."""
    project(tmp_path)
    write(tmp_path, "mkdocs.yml", "site_name: Drills\nplugins: [briefings]\n")
    write(tmp_path, "docs/about/method.md", "# How we work\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found() -> list[str]:
    """The first lines of all problems."""
    code, out, err = run("check")
    assert err == ""
    lines = [line for line in out.splitlines() if "error [" in line]
    assert code == bool(lines)
    return lines


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("briefings/drill.md", "briefings/drill/"),
        ("actors/ada-fable/index.html", "actors/ada-fable/"),
        ("teach/drill/key/README.md", "teach/drill/key/"),
        ("claims.md", "claims/"),
        ("reviews/index.md", "reviews/"),
        ("README.md", ""),
    ],
)
def test_a_page_in_the_place_of_a_generated_one(root: Path, name: str, address: str) -> None:
    write(root, f"docs/{name}", "# Mine\n")
    [problem] = found()
    assert problem.startswith(f"docs/{name}:1:1: error [path-collision]")
    assert f"this page would be at /{address}, which" in problem


def test_the_folders_are_those_of_a_site(root: Path) -> None:
    write(root, "briefings/stories.yml", {"drill": {"title": "x", "summary": "x"}})
    write(root, f"briefings/articles/{FOLDER}/briefing.yml", briefing(story="drill"))
    compiled = compile_corpus(root)
    assert compiled.diagnostics == ()
    places = Site.places(compiled.corpus, ())
    assert {place.partition("/")[0] for place in places} == FOLDERS


@pytest.mark.parametrize("name", ["index.md", "briefings/other.md", "stories/index.md"])
def test_a_page_in_no_other_s_place(root: Path, name: str) -> None:
    write(root, f"docs/{name}", "# Mine\n")
    assert found() == []


@pytest.mark.parametrize("target", ["/etc", "/etc/hostname", "../.git", "nowhere", "."])
def test_a_link_that_a_build_must_not_follow(root: Path, target: str) -> None:
    commit(root)
    (root / "docs/x").symlink_to(target)
    [problem] = found()
    assert problem.startswith("docs/x:1:1: error [unsafe-path] this link leads")
    (root / "docs/x").unlink()
    (root / "docs/x").symlink_to("about")
    assert found() == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("briefing.md.j2", "{% if %}", "[template-error]"),
        ("slots/footer.html", "{{ a b }}", "[template-error]"),
        ("overrides/main.html", "{% block x %}", "[template-error]"),
        ("slots/head.html", b"\xff", "[template-error]"),
        ("_deep.md.j2", f"{{{{ {'(' * 3000}1{')' * 3000} }}}}", "[template-error]"),
        ("slots/foter.html", "", "[unknown-slot]"),
        ("other.md.j2", "", "[unknown-template]"),
        ("assets/own.css", b"\xff", "[not-utf8]"),
    ],
)
def test_a_template_that_cannot_be_used(
    root: Path, name: str, text: str | bytes, message: str
) -> None:
    write(root, f"templates/{name}", text)
    [problem] = found()
    assert problem.startswith(f"templates/{name}:1:1: error {message}")


def test_a_cache_in_the_repository(root: Path) -> None:
    write(root, ".cache/briefings/results.sqlite", "")
    commit(root)
    [problem] = found()
    assert problem.startswith(".cache/briefings:1:1: error [unexpected-file] git tracks this cache")
    git(root, "rm", "-r", "--quiet", "--cached", ".cache")
    assert found() == []


def test_folders_and_parts_are_those_of_the_settings(root: Path) -> None:
    settings = (
        "site_name: Drills\ndocs_dir: own\nplugins:\n  - briefings:\n      templates: words\n"
    )
    write(root, "mkdocs.yml", f"{settings}      without: [ledger]\n")
    write(root, "own/claims/index.md", "# Mine\n")
    assert found() == []
    write(root, "words/other.md.j2", "")
    write(root, "own/actors/index.md", "# Mine\n")
    assert [line.partition(":")[0] for line in found()] == [
        "own/actors/index.md",
        "words/other.md.j2",
    ]


def test_only_the_given_paths_and_only_of_a_site(root: Path) -> None:
    write(root, "templates/other.md.j2", "")
    write(root, "docs/claims.md", "# Mine\n")
    assert run("check", "briefings")[0] == 0
    assert run("check", "docs")[1].count("error [") == 1
    (root / "mkdocs.yml").unlink()
    assert found() == []


@pytest.mark.parametrize(
    ("redirected", "encoding"), [("", "ascii"), (">&-", "utf-8"), ("2>&-", "utf-8")]
)
def test_an_output_that_is_closed_or_knows_few_letters(
    root: Path, redirected: str, encoding: str
) -> None:
    write(root, "docs/about.md", "# About\n\n## Who we are\n")
    command = f"'{sys.executable}' -m article_briefings check {redirected}"
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(["bash", "-c", command], env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
