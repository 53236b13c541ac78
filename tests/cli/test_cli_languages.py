"""`briefings languages`, and a site whose words have no translation."""

from pathlib import Path

import pytest

from tests.building import project, write
from tests.cli.test_cli import run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def test_the_languages_are_listed_with_how_complete_they_are(root: Path) -> None:
    code, out, err = run("languages", "--root", root)
    assert (code, err) == (0, "")
    assert [line.split()[:3] for line in out.splitlines()] == [
        ["en", "English", "100"],
        ["de", "German", "100"],
        ["fa", "Persian", "100"],
    ]


def test_a_file_for_translators_is_written_and_then_makes_the_language_known(root: Path) -> None:
    write(root, "mkdocs.yml", "site_name: Test\ntheme: {name: material, language: fr}\n")
    code, out, _ = run("check", "--root", root)
    assert code == 1
    assert "[no-catalogue]" in out
    code, out, _ = run("languages", "fr", "--root", root)
    assert code == 0
    assert "French" in out
    assert " 0 % " in out
    assert run("check", "--root", root)[0] == 0


def test_a_file_with_problems_is_not_written_over(root: Path) -> None:
    write(root, "locale/fr.po", 'msgid "%(n)s"\nmsgstr "%(m)s"\n')
    code, _, err = run("languages", "fr", "--root", root)
    assert code == 1
    assert "locale/fr.po:1:1: error [bad-catalogue]" in err
    assert (root / "locale/fr.po").read_text("utf-8").endswith('"%(m)s"\n')


def test_a_language_must_exist(root: Path) -> None:
    code, _, err = run("languages", "klingon", "--root", root)
    assert code == 2
    assert "there is no language “klingon”" in err
