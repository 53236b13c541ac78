"""`briefings explain`, completion by the shell, and what the command loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from article_briefings.cli._reference import _show
from article_briefings.diagnostics._diagnostics import CODES, GROUPS
from tests.building import FOLDER, TEXT, briefing, project, write
from tests.cli.test_cli import run


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    status, out, err = run("explain", code)
    assert (status, err) == (0, "")
    assert out.startswith(f"{code}\n\n{CODES[code]} ")
    assert "Wrong" in out
    assert "Right" in out
    assert "](" not in out.replace("](https://bridges.example", "")


@pytest.mark.parametrize("written", ["[bad-id]", " Bad-Id ", "BAD-ID"])
def test_a_code_may_be_copied_with_its_brackets(written: str) -> None:
    assert run("explain", written)[1].startswith("bad-id\n")


def test_without_a_code_all_are_listed_by_group() -> None:
    status, out, _ = run("explain")
    assert status == 0
    lines = [line.strip() for line in out.splitlines() if line]
    expected = [
        line
        for group, codes in GROUPS.items()
        for line in [group, *(f"{code:<22} {meaning}" for code, meaning in codes.items())]
    ]
    assert lines[:-1] == expected


def test_a_code_that_is_nearly_right_is_proposed() -> None:
    status, out, err = run("explain", "quote-not-fuond")
    assert (status, out) == (2, "")
    assert err == (
        'briefings: there is no code “quote-not-fuond”; did you mean "quote-not-found"?\n'
    )


def test_a_word_that_is_no_code_is_a_wrong_call() -> None:
    status, _, err = run("explain", "zzzz")
    assert status == 2
    assert "briefings explain lists all codes" in err


def test_the_page_of_the_site_is_named_where_there_is_one(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", "site_url: https://b.example/\n")
    page = "https://b.example/about/diagnostics/#bad-id"
    assert page not in run("explain", "bad-id", "--root", tmp_path)[1], "the site has no such page"
    write(tmp_path, "docs/about/format.md", "# The format\n")
    _, out, _ = run("explain", "bad-id", "--root", tmp_path)
    assert out.endswith("\n\nhttps://b.example/about/diagnostics/#bad-id\n")


def test_a_terminal_shows_the_markdown_as_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    _show("bad-id", tmp_path)
    shown = capsys.readouterr().out
    assert "```" not in shown
    assert "bridge-is-safe" in shown


# --- completion -----------------------------------------------------------------------------


def completed(shell: str, cwd: Path, *words: str) -> str:
    """What the shell is told when TAB is pressed behind these words."""
    command = " ".join(["briefings", *words])
    environment = {
        **os.environ,
        "_BRIEFINGS_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": command,
        "COMP_CWORD": str(len(words)),
        "_TYPER_COMPLETE_ARGS": command,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run(
        [sys.executable, "-m", "article_briefings"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


SHELLS = ["bash", "zsh", "fish"]


@pytest.mark.parametrize("shell", SHELLS)
def test_codes_are_completed(shell: str, tmp_path: Path) -> None:
    out = completed(shell, tmp_path, "explain", "quote-")
    assert "quote-not-found" in out
    assert "quote-ambiguous" in out
    assert "bad-id" not in out


@pytest.mark.parametrize("shell", SHELLS)
def test_formats_and_kinds_are_completed(shell: str, tmp_path: Path) -> None:
    assert "sarif" in completed(shell, tmp_path, "check", "--format", "s")
    out = completed(shell, tmp_path, "schema", "b")
    assert "briefing" in out
    assert "background" in out
    assert "topics" not in out


@pytest.mark.parametrize("shell", SHELLS)
def test_folders_of_articles_are_completed(shell: str, tmp_path: Path) -> None:
    articles = {FOLDER: (TEXT, briefing()), "2031-05-01-reply": (TEXT, briefing())}
    root = project(tmp_path, articles=articles)
    out = completed(shell, root, "check", "briefings/articles/2031-04")
    assert f"briefings/articles/{FOLDER}/" in out
    assert "reply" not in out
    assert "briefings/actors/gazette.yml" in completed(shell, root, "check", "briefings/actors/g")
    assert f"briefings/articles/{FOLDER}/source.txt" in completed(
        shell, root, "check", f"briefings/articles/{FOLDER}/"
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_outside_a_project_finds_nothing(shell: str, tmp_path: Path) -> None:
    out = completed(shell, tmp_path, "check", "briefings/articles/x").strip()
    assert out in {"", "_files"}  # zsh then offers files of its own accord


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_for_the_shell_is_printed(shell: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "article_briefings", "--show-completion", shell],
        cwd=tmp_path,
        env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "briefings" in done.stdout


# --- what is loaded -------------------------------------------------------------------------

#: What takes long to load, and the commands that must do without it.
HEAVY = ("babel", "jinja2", "markdown_it", "mkdocs", "nh3", "rapidfuzz", "rich", "watchdog")


def loaded(cwd: Path, *arguments: str) -> set[str]:
    """The packages that a command has loaded when it ends."""
    code = (
        "import sys\nfrom article_briefings.cli import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.rsplit("LOADED ", 1)[1].split())


def test_a_check_without_problems_loads_nothing_that_takes_long(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert not loaded(root, "check", f"briefings/articles/{FOLDER}") & set(HEAVY)


def test_the_command_itself_loads_neither_yaml_nor_the_models(tmp_path: Path) -> None:
    names = loaded(tmp_path, "explain")
    assert not names & {*HEAVY, "yaml"}
