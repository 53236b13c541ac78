import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import FOLDER, TEXT, briefing, dump, own_claim, project, write
from tests.cli.test_cli import run
from tests.repositories import commit, git

ARTICLE = f"briefings/articles/{FOLDER}"
TWICE = "The bridge is safe.\nNobody knows.\nThe bridge is safe.\n"


@pytest.fixture
def misspelt(tmp_path: Path) -> Path:
    return project(tmp_path / "p", articles={FOLDER: (TEXT, briefing(topics=["defense"]))})


def process(root: Path) -> "subprocess.CompletedProcess[bytes]":
    """The command as a process of its own: what it prints, byte for byte."""
    command = [sys.executable, "-m", "article_briefings", "fix"]
    return subprocess.run(command, cwd=root, capture_output=True, check=False)


def files_of(root: Path) -> dict[str, bytes]:
    found = (
        path for path in sorted(root.rglob("*")) if path.is_file() and ".git/" not in str(path)
    )
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_nothing_to_mend_ends_with_zero(tmp_path: Path) -> None:
    project(tmp_path / "p")
    assert run("fix", "--root", tmp_path / "p") == (0, "Nothing to fix.\n", "")


def test_a_proposal_is_a_diff_and_writes_nothing(misspelt: Path) -> None:
    before = files_of(misspelt)
    code, out, err = run("fix", "--root", misspelt)
    assert (code, err) == (1, "")
    assert f"--- a/{ARTICLE}/briefing.yml\n+++ b/{ARTICLE}/briefing.yml\n" in out
    assert "-- defense\n+- defence\n" in out
    assert out.startswith(f"# {ARTICLE}/briefing.yml:")
    assert files_of(misspelt) == before


def test_git_applies_the_diff_to_what_write_would_write(tmp_path: Path) -> None:
    text = "\ufeff" + dump(briefing(topics=["defense"])).replace("\n", "\r\n").rstrip()
    root = project(tmp_path / "p", articles={FOLDER: (TEXT, text)})
    commit(root)
    (tmp_path / "patch").write_bytes(process(root).stdout)
    git(root, "apply", str(tmp_path / "patch"))
    applied = files_of(root)
    git(root, "checkout", "-q", ".")
    assert run("fix", "--write", "--root", root)[0] == 0
    assert files_of(root) == applied
    assert run("check", "--root", root)[0] == 0


def test_write_says_what_was_done_and_keeps_the_mode(misspelt: Path) -> None:
    path = misspelt / ARTICLE / "briefing.yml"
    path.chmod(0o640)
    code, out, err = run("fix", "--write", cwd=misspelt)
    assert (code, err) == (0, "")
    assert out.startswith(f"Wrote {ARTICLE}/briefing.yml: 1 change.\n")
    assert "was: defense" in out
    assert "now: defence" in out
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["briefing.yml", "source.txt"]
    assert run("check", cwd=misspelt)[0] == 0
    assert run("fix", cwd=misspelt) == (0, "Nothing to fix.\n", "")


def test_what_cannot_be_mended_is_still_reported(tmp_path: Path) -> None:
    claims = [own_claim("a", "nowhere in the text at all")]
    value = briefing(claims=claims, topics=["defense"])
    root = project(tmp_path / "p", articles={FOLDER: (TEXT, value)})
    code, out, err = run("fix", "--write", "--root", root)
    assert (code, out) == (1, "")
    assert "[quote-not-found]" in err
    assert run("fix", "--root", root)[0] == 1


def test_a_file_with_a_choice_is_not_written(tmp_path: Path) -> None:
    value = briefing(
        TWICE, claims=[own_claim("a", "The bridge is safe")], cast=[], topics=["defens"]
    )
    root = project(tmp_path / "p", articles={FOLDER: (TWICE, value)})
    before = files_of(root)
    code, out, err = run("fix", "--write", "--root", root)
    assert (code, out) == (1, "")
    assert "Not written" in err
    assert "candidate 1" in err
    assert "candidate 2" in err
    assert files_of(root) == before


def test_a_changed_text_in_git_is_followed_and_each_mark_listed(tmp_path: Path) -> None:
    root = tmp_path / "repository" / "project"
    value = briefing(claims=[own_claim("a", "Residents doubted the promise")], cast=[])
    project(root, articles={FOLDER: (TEXT, value)})
    commit(root.parent)
    write(root, f"{ARTICLE}/source.txt", TEXT.replace("doubted the", "did not believe this"))
    code, out, _ = run("fix", "--root", root)
    assert code == 1
    for line in (
        "#     was: Residents doubted the promise",
        "#     now: Residents did not believe this promise",
        "git's old text has the mark in this place",
        "score 0.",
    ):
        assert line in out
    assert run("fix", "--write", "--root", root)[0] == 0
    assert run("check", "--root", root)[0] == 0


def test_paths_choose_what_is_mended(misspelt: Path) -> None:
    assert run("fix", "briefings/actors", cwd=misspelt) == (0, "Nothing to fix.\n", "")
    assert run("fix", ARTICLE, cwd=misspelt)[0] == 1


@pytest.mark.parametrize("arguments", [["fix"], ["fix", "nowhere"], ["fix", "--root", "nowhere"]])
def test_a_wrong_call_ends_with_two(arguments: list[str], tmp_path: Path) -> None:
    code, out, err = run(*arguments, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("briefings: ")


def test_a_file_that_cannot_be_written_is_a_wrong_call(
    misspelt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    before = files_of(misspelt)
    monkeypatch.setattr("article_briefings.input._files.tempfile.mkstemp", refuse)
    code, out, err = run("fix", "--write", "--root", misspelt)
    assert (code, out) == (2, "")
    assert "cannot be written: Permission denied" in err
    assert files_of(misspelt) == before


def test_a_file_that_another_program_has_changed_is_left_alone(
    misspelt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from article_briefings.input import _files as files

    real = files.TextFile.replace_at

    def change_and_replace(old: files.TextFile, path: Path, text: str) -> bool:
        path.write_bytes(path.read_bytes() + b"# mine\n")
        return real(old, path, text)

    monkeypatch.setattr("article_briefings.input.TextFile.replace_at", change_and_replace)
    code, _, err = run("fix", "--write", "--root", misspelt)
    assert code == 2
    assert "changed by another program" in err
    assert (misspelt / ARTICLE / "briefing.yml").read_bytes().endswith(b"# mine\n")


def test_control_characters_of_a_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    value = dump(briefing(topics=["defense"])).replace("defense", "defens\u202ee")
    root = project(tmp_path / "p", articles={FOLDER: (TEXT, value)})
    done = process(root)
    lines = done.stdout.decode().split("\n")
    explained = [line for line in lines if line.startswith("#")]
    assert "\u202e" not in "".join([*explained, done.stderr.decode()])
