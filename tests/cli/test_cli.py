import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from article_briefings import __version__
from article_briefings.cli._app import app
from tests.building import FOLDER, TEXT, briefing, own_claim, project, write
from tests.built import PAGE_TEMPLATES

BAD = {"claims": [own_claim("a", "nowhere in the text")]}
SETTINGS = "site_name: Test\nplugins: [briefings]\ntheme: {name: mkdocs}\n"


def run(*arguments: Any, cwd: Path | None = None) -> tuple[int, str, str]:
    """Exit code, output and error output of the command."""
    if cwd is not None:
        os.chdir(cwd)
    result = CliRunner().invoke(
        app, [str(argument) for argument in arguments], prog_name="briefings"
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return buildable(project(tmp_path / "sound"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    root = tmp_path / "broken"
    articles = {FOLDER: (TEXT, briefing(**BAD)), "2031-05-01-reply": (TEXT, briefing(topics=["x"]))}
    return buildable(project(root, articles=articles))


def buildable(root: Path) -> Path:
    """Settings, and templates of one line each, whatever the real ones need."""
    write(root, "mkdocs.yml", SETTINGS)
    write(root, "docs/index.md", "# Home\n")
    for name in PAGE_TEMPLATES.values():
        write(root, f"templates/{name}", "# {{ page.title }}\n")
    write(root, "templates/assets/site.css", "a {}")
    return root


def test_the_version_is_the_packages() -> None:
    assert run("--version") == (0, f"briefings {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_help_teaches_the_commands(arguments: list[str]) -> None:
    _, out, err = run(*arguments)
    for word in ("check", "build", "schema", "mkdocs serve", "source.txt", "briefing.yml"):
        assert word in out + err


def test_asking_for_help_is_no_mistake() -> None:
    assert run("--help")[0] == 0
    assert run("check", "--help")[0] == 0


@pytest.mark.parametrize("command", ["check", "build", "schema"])
def test_every_command_explains_itself(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "Usage: briefings" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["check", "--unknown"],
        ["build"],
        ["schema", "nothing"],
        ["check"],
        ["check", "--root", "nowhere"],
        ["build", "--output", "out"],
        ["schema", "--write"],
    ],
)
def test_a_wrong_call_ends_with_two_and_says_why(arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.strip()) > 20


def test_a_sound_project_is_counted(sound: Path) -> None:
    code, out, err = run("check", "--root", sound)
    assert (code, err) == (0, "")
    assert out == "No problems: 1 briefing, 1 claim, 2 actors, 1 background note.\n"


def test_the_project_is_the_current_folder(sound: Path) -> None:
    assert run("check", cwd=sound)[0] == 0


def test_problems_end_with_one_and_go_to_the_output(broken: Path) -> None:
    code, out, err = run("check", "--root", broken)
    assert (code, err) == (1, "")
    assert "[quote-not-found]" in out
    assert "[unknown-topic]" in out
    assert "2 problems in 2 files" in out


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        ([f"briefings/articles/{FOLDER}"], ["quote-not-found"]),
        ([f"briefings/articles/{FOLDER}/"], ["quote-not-found"]),
        ([f"briefings/articles/{FOLDER}/briefing.yml"], ["quote-not-found"]),
        (["briefings/articles/2031-05-01-reply"], ["unknown-topic"]),
        (["briefings/articles"], ["quote-not-found", "unknown-topic"]),
        (
            [f"briefings/articles/{FOLDER}", "briefings/articles/2031-05-01-reply"],
            ["quote-not-found", "unknown-topic"],
        ),
        (["."], ["quote-not-found", "unknown-topic"]),
        (["briefings/actors"], []),
        ([f"briefings/articles/{FOLDER}/source.txt"], []),
    ],
)
def test_paths_choose_whose_problems_are_shown(
    broken: Path, paths: list[str], shown: list[str]
) -> None:
    code, out, err = run("check", *paths, cwd=broken)
    assert (code, err) == (1 if shown else 0, "")
    assert [name for name in ("quote-not-found", "unknown-topic") if f"[{name}]" in out] == shown


def test_a_path_may_be_absolute_or_relative_to_another_folder(broken: Path) -> None:
    path = broken / "briefings/articles" / FOLDER
    assert run("check", "--root", broken, path)[0] == 1
    assert run("check", "--root", "../..", FOLDER, cwd=broken / "briefings/articles")[0] == 1


@pytest.mark.parametrize("path", ["briefings/nothing.yml", ".."])
def test_a_path_that_is_not_in_the_project_is_a_wrong_call(broken: Path, path: str) -> None:
    code, _, err = run("check", path, cwd=broken)
    assert code == 2
    assert path in err


def test_build_writes_a_page_for_everything(sound: Path, tmp_path: Path) -> None:
    code, out, err = run("build", "--root", sound, "--output", tmp_path / "out")
    assert (code, err) == (0, "")
    for name in ("index.md", "briefings/drill/index.md", "actors/ada-fable/index.md"):
        assert (tmp_path / "out" / name).is_file()
    assert (tmp_path / "out/assets/site.css").is_file()
    assert (tmp_path / "out/claims/ledger.json").is_file()
    assert "Wrote " in out


def test_building_twice_gives_the_same_bytes(sound: Path, tmp_path: Path) -> None:
    def built(name: str) -> dict[str, bytes]:
        out = tmp_path / name
        assert run("build", "--root", sound, "--output", out)[0] == 0
        return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}

    assert built("one") == built("other") == built("one")


def test_a_problem_writes_nothing(broken: Path, tmp_path: Path) -> None:
    code, out, err = run("build", "--root", broken, "--output", tmp_path / "out")
    assert (code, out) == (1, "")
    assert "2 problems in 2 files" in err
    assert not (tmp_path / "out").exists()


def test_a_problem_leaves_what_was_written_before(sound: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", "--root", sound, "--output", out)
    before = sorted(out.rglob("*"))
    write(sound, "briefings/actors/ada-fable.yml", "a: [")
    assert run("build", "--root", sound, "--output", out)[0] == 1
    assert sorted(out.rglob("*")) == before


def test_a_template_at_fault_writes_nothing(sound: Path, tmp_path: Path) -> None:
    name = "home.md.j2"
    write(sound, f"templates/{name}", "# {{ page.titel }}\n")
    code, _, err = run("build", "--root", sound, "--output", tmp_path / "out")
    assert code == 1
    assert f"templates/{name}:1:1: error [template-error]" in err
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_files_is_not_overwritten(sound: Path, tmp_path: Path) -> None:
    write(tmp_path, "out/thesis.txt", "mine")
    code, _, err = run("build", "--root", sound, "--output", tmp_path / "out")
    assert code == 2
    assert "did not write" in err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.txt"]


def test_a_place_that_cannot_be_written_is_a_wrong_call(sound: Path, tmp_path: Path) -> None:
    write(tmp_path, "file", "x")
    code, _, err = run("build", "--root", sound, "--output", tmp_path / "file" / "out")
    assert code == 2
    assert "cannot be written" in err


def test_settings_that_cannot_be_used_are_a_wrong_call(sound: Path, tmp_path: Path) -> None:
    write(sound, "mkdocs.yml", "site_name: [")
    code, _, err = run("build", "--root", sound, "--output", tmp_path / "out")
    assert code == 2
    assert "mkdocs.yml" in err


@pytest.mark.parametrize("kind", ["briefing", "actor", "background", "topics"])
def test_a_schema_is_printed(kind: str) -> None:
    code, out, _ = run("schema", kind)
    assert code == 0
    assert '"$schema": "https://json-schema.org/draft/2020-12/schema"' in out


def test_the_command_runs_as_a_module(sound: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "article_briefings", "check"],
        cwd=sound,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No problems: ")
