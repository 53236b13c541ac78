"""The loader reads regular files only, and says of everything else what it is."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from article_briefings.input import _files as files
from article_briefings.input import _loader as loader
from article_briefings.input._loader import load
from tests.building import BRIEFING, FOLDER, SOURCE, project, write
from tests.problems import loaded, placed


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_link_to_a_file(path: Path) -> None:
    path.symlink_to("../../../../outside.txt")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (a_pipe, "not-a-file"),
        (a_folder, "not-a-file"),
        (a_link_to_a_file, "unsafe-path"),
        (a_link_to_nothing, "unsafe-path"),
        (a_link_to_itself, "unsafe-path"),
    ],
)
@pytest.mark.parametrize(
    "name", [SOURCE, BRIEFING, "briefings/topics.yml", "briefings/actors/gazette.yml"]
)
def test_what_is_no_file_is_neither_followed_nor_waited_for(
    tmp_path: Path, make: Any, code: str, name: str
) -> None:
    write(tmp_path, "outside.txt", "secret: yes")
    path = project(tmp_path) / name
    path.unlink()
    make(path)
    inputs, problems = loaded(tmp_path)
    assert problems == [(code, f"{name}:1:1")]
    assert "secret" not in repr(inputs)


@pytest.mark.parametrize("name", ["articles", "actors", "background", f"articles/{FOLDER}"])
def test_a_folder_that_is_a_link_is_not_entered(tmp_path: Path, name: str) -> None:
    folder = project(tmp_path) / "briefings" / name
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert loaded(tmp_path)[1] == [("unsafe-path", f"briefings/{name}:1:1")]


def test_the_input_folder_itself_is_no_link(tmp_path: Path) -> None:
    (project(tmp_path) / "briefings").rename(tmp_path / "elsewhere")
    (tmp_path / "briefings").symlink_to("elsewhere")
    assert loaded(tmp_path)[1] == [("unsafe-path", "briefings:1:1")]


def test_a_socket_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path) / "briefings")
    Path("topics.yml").unlink()
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("topics.yml")
        [(code, place)] = loaded(tmp_path)[1]
    assert (code in {"not-a-file", "unreadable-file"}, place) == (True, "briefings/topics.yml:1:1")


def test_a_file_that_cannot_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refusing(path: Any, *arguments: Any) -> int:
        if str(path).endswith("source.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    monkeypatch.setattr(files.os, "open", refusing)
    [problem] = load(project(tmp_path))[1]
    assert placed([problem]) == [("unreadable-file", f"{SOURCE}:1:1")]
    assert "ermission denied" in problem.message


@pytest.mark.parametrize("name", ["briefings/actors", f"briefings/articles/{FOLDER}", "briefings"])
def test_a_folder_that_cannot_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = os.scandir

    def refusing(path: Path) -> Any:
        if path == tmp_path / name:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(loader.os, "scandir", refusing)
    problems = loaded(project(tmp_path))[1]
    assert ("unreadable-file", f"{name}:1:1") in problems


def next_descriptor() -> int:
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor


def test_open_files_are_closed_again(tmp_path: Path) -> None:
    path = project(tmp_path) / "briefings/topics.yml"
    path.unlink()
    path.mkdir()
    before = next_descriptor()
    load(tmp_path)
    assert next_descriptor() == before
