import os
import subprocess
from pathlib import Path

import pytest

from article_briefings.input._history import History
from tests.building import sha256, write
from tests.repositories import commit, git

NAMES = ["plain.txt", "with a space.txt", "سند.txt", 'a "quoted"\tname.txt', "star*[x].txt", "-d"]


def test_a_folder_without_git_knows_nothing(tmp_path: Path) -> None:
    history = History(tmp_path)
    assert history.commit("HEAD") is None
    assert history.read("HEAD", "a") is None
    assert history.changed_lines("HEAD") == {}
    assert history.changed_files("HEAD") == []
    assert history.text_with_hash("a", sha256("a")) is None


def test_a_computer_without_git_knows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a", "a")
    commit(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert History(tmp_path).commit("HEAD") is None
    assert History(tmp_path).text_with_hash("a", sha256("a")) is None


@pytest.mark.parametrize(
    "revision", ["nowhere", "--all", "-x", "HEAD^^^", "", "HEAD:a", "--output=made"]
)
def test_a_revision_that_is_none_gives_nothing(tmp_path: Path, revision: str) -> None:
    write(tmp_path, "a", "a")
    commit(tmp_path)
    history = History(tmp_path)
    assert history.commit(revision) is None
    assert history.read(revision, "a") is None
    assert history.changed_lines(revision) == {}
    assert history.changed_files(revision) == []
    assert not (tmp_path / "made").exists()


def test_a_branch_is_compared_with_the_commit_at_which_it_began(tmp_path: Path) -> None:
    first = commit(tmp_path)
    git(tmp_path, "switch", "-q", "-c", "branch")
    commit(tmp_path, "On the branch")
    git(tmp_path, "switch", "-q", "main")
    second = commit(tmp_path, "On main")
    history = History(tmp_path)
    assert history.fork_point("branch") == first
    git(tmp_path, "switch", "-q", "--orphan", "apart")
    commit(tmp_path, "Without a past")
    assert history.fork_point("main") == second
    assert history.fork_point("nowhere") is None


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_kind_are_read_and_compared(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"folder/{name}", "one\ntwo\n")
    first = commit(tmp_path)
    write(tmp_path, f"folder/{name}", "one\n++ two\nthree\n")
    history = History(tmp_path)
    assert history.read(first, f"folder/{name}") == b"one\ntwo\n"
    assert history.changed_lines(first) == {f"folder/{name}": {2, 3}}
    assert history.changed_files(first) == [f"folder/{name}"]
    assert history.text_with_hash(f"folder/{name}", sha256("one\ntwo\n")) == b"one\ntwo\n"


def test_lines_that_look_like_the_heads_of_a_diff_are_lines(tmp_path: Path) -> None:
    write(tmp_path, "a", "x\n")
    write(tmp_path, "b", "x\n")
    first = commit(tmp_path)
    write(tmp_path, "a", "x\n++ b/b\n@@ -1 +7 @@")
    write(tmp_path, "b", "-- a/a\ny\nx\n")
    assert History(tmp_path).changed_lines(first) == {"a": {2, 3}, "b": {1, 2}}


def test_the_settings_of_a_user_change_no_answer(tmp_path: Path) -> None:
    write(tmp_path, "a", "x\n1\n2\n")
    write(tmp_path, "b", "x\n")
    first = commit(tmp_path)
    for name, value in {
        "diff.noprefix": "true",
        "diff.external": "false",
        "color.ui": "always",
        "diff.context": "9",
        "diff.interHunkContext": "9",
        "diff.renames": "copies",
    }.items():
        git(tmp_path, "config", name, value)
    write(tmp_path, "a", "y\n1\n2\nz\n")
    git(tmp_path, "mv", "b", "c")
    assert History(tmp_path).changed_lines(first) == {"a": {1, 4}, "b": set(), "c": {1}}
    assert History(tmp_path).changed_files(first) == ["a", "b", "c"]


def test_a_file_whose_lines_cannot_be_told_is_changed_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, "binary", b"\0one\n\0two\n")
    write(tmp_path, "gone", "x\n")
    write(tmp_path, "shorter", "x\ny\n")
    first = commit(tmp_path)
    write(tmp_path, "binary", b"\0one\n\0three\n")
    write(tmp_path, "empty", "")
    write(tmp_path, "shorter", "x\n")
    (tmp_path / "gone").unlink()
    git(tmp_path, "add", "-A")
    expected = {"binary": {2}, "empty": set(), "gone": set(), "shorter": {1, 2}}
    assert History(tmp_path).changed_lines(first) == expected


def test_the_name_of_the_user_is_that_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    commit(tmp_path)
    assert History(tmp_path).user_name() == ""
    git(tmp_path, "config", "user.name", "  Անի Ada ")
    assert History(tmp_path).user_name() == "Անի Ada"


def test_a_computer_without_git_knows_no_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert History(tmp_path).user_name() == ""


def test_a_new_file_is_changed_in_all_its_lines_and_an_ignored_one_is_not(tmp_path: Path) -> None:
    write(tmp_path, ".gitignore", "*.tmp\n")
    first = commit(tmp_path)
    write(tmp_path, "new file", "x\n")
    write(tmp_path, "x.tmp", "x\n")
    assert History(tmp_path).changed_lines(first) == {"new file": {0}}


def test_a_project_in_a_folder_of_the_repository_sees_its_own_paths(tmp_path: Path) -> None:
    write(tmp_path, "project/a/b", "old\n")
    write(tmp_path, "other", "x\n")
    first = commit(tmp_path)
    write(tmp_path, "project/a/b", "new\n")
    write(tmp_path, "other", "y\n")
    history = History(tmp_path / "project")
    assert history.read(first, "a/b") == b"old\n"
    assert history.changed_lines(first) == {"a/b": {1}}
    assert history.text_with_hash("a/b", sha256("old\n")) == b"old\n"


def test_an_old_text_is_found_across_a_rename(tmp_path: Path) -> None:
    write(tmp_path, "articles/old name/source.txt", "first version of a text\n")
    commit(tmp_path)
    git(tmp_path, "mv", "articles/old name", "articles/new name")
    commit(tmp_path)
    write(tmp_path, "articles/new name/source.txt", "another\n")
    commit(tmp_path)
    found = History(tmp_path).text_with_hash(
        "articles/new name/source.txt", sha256("first version of a text\n")
    )
    assert found == b"first version of a text\n"


def test_an_old_text_is_found_before_the_rename_is_committed(tmp_path: Path) -> None:
    write(tmp_path, "p/articles/old/source.txt", "first\n")
    commit(tmp_path)
    (tmp_path / "p/articles/old").rename(tmp_path / "p/articles/new")
    write(tmp_path, "p/articles/new/source.txt", "second\n")
    found = History(tmp_path / "p").text_with_hash("articles/new/source.txt", sha256("first\n"))
    assert found == b"first\n"


def test_a_text_that_was_only_staged_is_found(tmp_path: Path) -> None:
    commit(tmp_path)
    write(tmp_path, "a", "staged\n")
    git(tmp_path, "add", "a")
    write(tmp_path, "a", "changed\n")
    assert History(tmp_path).text_with_hash("a", sha256("staged\n")) == b"staged\n"


def test_the_bytes_are_those_of_the_commit(tmp_path: Path) -> None:
    data = "\ufeffone\r\ntwo\n\n".encode()
    write(tmp_path, "a", data)
    commit(tmp_path)
    write(tmp_path, "a", "x")
    assert History(tmp_path).text_with_hash("a", sha256(data)) == data


def test_a_shallow_clone_knows_what_it_holds(tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    for text in ("one\n", "two\n"):
        write(origin, "a", text)
        commit(origin)
    source = origin.as_uri()
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", source, "shallow"], cwd=tmp_path, check=True
    )
    write(tmp_path, "shallow/a", "three\n")
    history = History(tmp_path / "shallow")
    assert history.text_with_hash("a", sha256("two\n")) == b"two\n"
    assert history.text_with_hash("a", sha256("one\n")) is None
    assert history.changed_lines("HEAD") == {"a": {1}}


# --- the day of the last change ----------------------------------------------------------------


def _commit_on(root: Path, day: str) -> None:
    git(root, "add", "-A")
    # Late in the evening of the one who commits, which is another day elsewhere.
    stamp = f"{day}T23:30:00-0500"
    command = [
        "git",
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-q",
        "-m",
        "x",
    ]
    dates = {"GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"}
    subprocess.run(command, cwd=root, env={**os.environ, **dates}, check=True)


def _dated(root: Path) -> dict[str, str]:
    return {name: str(day) for name, day in History(root).last_changed("briefings").items()}


def test_each_file_has_the_day_of_its_newest_commit(tmp_path: Path) -> None:
    for name in ("plain.yml", "with a space.yml", "سند.yml"):
        write(tmp_path, f"briefings/{name}", "a")
    write(tmp_path, "other.txt", "a")
    git(tmp_path, "init", "-q")
    _commit_on(tmp_path, "2031-04-01")
    write(tmp_path, "briefings/plain.yml", "b")
    _commit_on(tmp_path, "2031-05-02")
    assert _dated(tmp_path) == {
        "briefings/plain.yml": "2031-05-02",
        "briefings/with a space.yml": "2031-04-01",
        "briefings/سند.yml": "2031-04-01",
    }


def test_the_project_may_be_a_folder_within_the_repository(tmp_path: Path) -> None:
    write(tmp_path, "site/briefings/a.yml", "a")
    git(tmp_path, "init", "-q")
    _commit_on(tmp_path, "2031-04-01")
    assert _dated(tmp_path / "site") == {"briefings/a.yml": "2031-04-01"}


def test_a_file_that_differs_from_its_commit_has_no_day(tmp_path: Path) -> None:
    for name in ("changed", "staged", "kept"):
        write(tmp_path, f"briefings/{name}.yml", "a")
    git(tmp_path, "init", "-q")
    _commit_on(tmp_path, "2031-04-01")
    write(tmp_path, "briefings/changed.yml", "b")
    write(tmp_path, "briefings/staged.yml", "b")
    write(tmp_path, "briefings/new.yml", "b")
    git(tmp_path, "add", "briefings/staged.yml")
    assert _dated(tmp_path) == {"briefings/kept.yml": "2031-04-01"}


def test_a_clone_without_the_whole_history_knows_no_day(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write(source, "briefings/a.yml", "a")
    git(source, "init", "-q")
    _commit_on(source, "2031-04-01")
    write(source, "briefings/b.yml", "b")
    _commit_on(source, "2031-05-02")
    git(tmp_path, "clone", "-q", "--depth", "1", source.as_uri(), "shallow")
    assert _dated(source) == {"briefings/a.yml": "2031-04-01", "briefings/b.yml": "2031-05-02"}
    assert _dated(tmp_path / "shallow") == {}
    assert _dated(tmp_path) == {}
