"""Which problems count as those of a change, in repositories where it was really made."""

import json
from pathlib import Path

import pytest

from tests.building import FOLDER, TEXT, briefing, own_claim, project, sha256, write
from tests.cli.test_cli import run
from tests.repositories import commit, git

ARTICLE = f"briefings/articles/{FOLDER}"
OTHER = "2031-05-01-reply"
OLDER = {"claims": [own_claim("a", "never written")]}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound briefing, and another whose problem is older than any change."""
    articles = {FOLDER: (TEXT, briefing()), OTHER: (TEXT, briefing(**OLDER))}
    project(tmp_path, articles=articles)
    commit(tmp_path)
    return tmp_path


def of_the_change(root: Path) -> dict[str, bool]:
    """Each code found, and whether it counts as a problem of the change."""
    _, out, _ = run("check", "--root", root, "--changed-since", "main", "--format", "json")
    found = json.loads(out)["problems"]
    assert found[-1]["path"] == f"briefings/articles/{OTHER}/briefing.yml"
    assert found[-1]["in_change"] is False
    return {problem["code"]: problem["in_change"] for problem in found[:-1]}


def test_a_changed_text_is_a_problem_of_the_change(root: Path) -> None:
    write(root, f"{ARTICLE}/source.txt", TEXT.replace("a drill", "no drill"))
    assert of_the_change(root) == {"source-changed": True}


def test_a_text_that_only_lost_lines_is_one_too(root: Path) -> None:
    write(root, f"{ARTICLE}/source.txt", TEXT[: TEXT.index("“It is")])
    assert of_the_change(root) == {"source-changed": True}


def test_marks_on_old_lines_that_a_new_text_lacks_are_too(root: Path) -> None:
    text = "Ada Fable said nothing.\n"
    write(root, f"{ARTICLE}/source.txt", text)
    path = root / ARTICLE / "briefing.yml"
    path.write_text(path.read_text("utf-8").replace(sha256(TEXT), sha256(text)), "utf-8")
    assert of_the_change(root) == {"quote-not-found": True}


def test_a_text_in_another_encoding_is_too(root: Path) -> None:
    write(root, f"{ARTICLE}/source.txt", TEXT.encode("utf-16"))
    assert of_the_change(root) == {"not-utf8": True}


def test_files_that_are_gone_empty_or_renamed_are_too(root: Path) -> None:
    (root / ARTICLE / "source.txt").unlink()
    write(root, "briefings/actors/gazette.yml", "")
    git(root, "mv", "briefings/background/drills.yml", "briefings/background/Drills!.yml")
    assert of_the_change(root) == {"missing-file": True, "empty-file": True, "bad-file-name": True}


def test_what_is_missing_after_lines_were_deleted_is_too(root: Path) -> None:
    path = root / ARTICLE / "briefing.yml"
    text = path.read_text("utf-8").replace("  dating: printed above the article\n", "")
    path.write_text(text, "utf-8")
    assert of_the_change(root) == {"missing-field": True}


def test_an_old_misfit_beside_another_change_is_not(root: Path) -> None:
    write(root, "briefings/actors/gazette.yml", "name: The Gazette\ntype: ghost\n")
    assert of_the_change(root) == {"unknown-value": True}
