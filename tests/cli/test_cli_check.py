"""`briefings check`: its formats, what a change touches, and watching."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from tests.building import FOLDER, TEXT, briefing, own_claim, project, write
from tests.cli.test_cli import run

BAD = {"claims": [own_claim("a", "nowhere in the text")]}
FILE = f"briefings/articles/{FOLDER}/briefing.yml"
OTHER = "2031-05-01-reply"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    articles = {FOLDER: (TEXT, briefing(**BAD)), OTHER: (TEXT, briefing(topics=["x"]))}
    return project(tmp_path / "broken", articles=articles)


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "first")


# --- formats ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "github", "sarif", "markdown"])
def test_a_format_for_programs_goes_to_the_output_and_ends_with_one(
    broken: Path, form: str
) -> None:
    code, out, err = run("check", "--root", broken, "--format", form)
    assert (code, err) == (1, "")
    assert "quote-not-found" in out
    assert "unknown-topic" in out


@pytest.mark.parametrize("form", ["json", "github", "sarif", "markdown"])
def test_a_sound_project_ends_with_nought_in_every_format(tmp_path: Path, form: str) -> None:
    code, out, err = run("check", "--root", project(tmp_path / "p"), "--format", form)
    assert (code, err) == (0, "")
    if form in {"json", "sarif"}:
        assert json.loads(out)
    if form == "github":
        assert out == ""
    if form == "markdown":
        assert out.startswith("No problems: 1 briefing")


def test_a_format_that_does_not_exist_is_a_wrong_call(broken: Path) -> None:
    code, out, err = run("check", "--root", broken, "--format", "xml")
    assert (code, out) == (2, "")
    assert err == (
        "briefings: there is no format “xml”; choose one of text, json, github, gitlab, sarif, "
        "markdown\n"
    )


def test_messages_lead_to_the_site_where_there_is_one(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = "site_url: !ENV [OUR_SITE, 'https://b.example/x/']\nx: !!python/name:a.b\n"
    write(broken, "mkdocs.yml", settings)
    write(broken, "docs/about/format.md", "# The format\n")
    _, out, _ = run("check", "--root", broken)
    line = "  briefings explain quote-not-found  https://b.example/x/about/diagnostics/#"
    assert line in out
    monkeypatch.setenv("OUR_SITE", "https://c.example")
    _, out, _ = run("check", "--root", broken, "--format", "json")
    assert '"https://c.example/about/diagnostics/#unknown-topic"' in out


@pytest.mark.parametrize(
    "settings",
    [
        "site_url: https://your-organisation.github.io/x/\n",
        "site_url: [a]\n",
        "site_url: [",
        "x\n",
        "site_url: !ENV NOT_SET\n",
        "",
        b"\xff",
    ],
)
def test_settings_without_a_site_name_only_the_command(broken: Path, settings: str) -> None:
    write(broken, "mkdocs.yml", settings)
    code, out, _ = run("check", "--root", broken)
    assert code == 1
    assert out.endswith("  briefings explain quote-not-found\n  briefings explain unknown-topic\n")


def test_a_file_name_that_is_not_text_is_written_all_the_same(broken: Path) -> None:
    name = os.fsencode(broken / "briefings/actors") + b"/\xff.yml"
    with open(name, "wb"):  # noqa: PTH123  a path of bytes
        pass
    for form in ("json", "sarif", "github", "markdown"):
        code, out, _ = run("check", "--root", broken, "--format", form)
        assert code == 1
        assert "bad-file-name" in out
        if form in {"json", "sarif"}:
            assert json.loads(out)


# --- what a change touches ----------------------------------------------------------------


def test_problems_of_the_change_come_first(broken: Path) -> None:
    commit(broken)
    path = f"briefings/articles/{OTHER}/briefing.yml"
    text = (broken / path).read_text("utf-8")
    write(broken, path, text.replace("- x\n", "- y\n"))
    code, out, _ = run("check", "--root", broken, "--changed-since", "HEAD")
    assert code == 1
    first, second = (line for line in out.splitlines() if " error [" in line)
    assert first.startswith(f"{path}:")
    assert first.endswith("(in your change)")
    assert second.startswith(f"{FILE}:")
    assert not second.endswith("(in your change)")
    assert "2 problems in 2 files, 1 in your change" in out


def test_a_file_that_git_does_not_know_is_all_change(broken: Path) -> None:
    commit(broken)
    write(broken, "briefings/actors/new.yml", "name: x\n")
    _, out, _ = run("check", "--root", broken, "--changed-since", "main", "--format", "json")
    found = json.loads(out)["problems"]
    assert [problem["in_change"] for problem in found] == [True, False, False]
    assert found[0]["path"] == "briefings/actors/new.yml"


def test_nothing_that_changed_is_said(broken: Path) -> None:
    commit(broken)
    _, out, _ = run("check", "--root", broken, "--changed-since", "HEAD")
    assert "2 problems in 2 files, 0 in your change" in out


@pytest.mark.parametrize("revision", ["no-such-branch", "", "--help", "HEAD; ls", "HEAD~5"])
def test_a_revision_that_does_not_exist_is_a_wrong_call(broken: Path, revision: str) -> None:
    commit(broken)
    code, out, err = run("check", "--root", broken, f"--changed-since={revision}")
    assert (code, out) == (2, "")
    assert f"git knows no revision “{revision}”" in err


def test_a_folder_without_git_is_a_wrong_call(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(broken.parent.resolve()))
    code, _, err = run("check", "--root", broken, "--changed-since", "HEAD")
    assert code == 2
    assert "git knows no revision" in err


def test_a_machine_without_git_is_a_wrong_call(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    code, _, err = run("check", "--root", broken, "--changed-since", "HEAD")
    assert code == 2
    assert "Traceback" not in err


# --- watching -----------------------------------------------------------------------------


@pytest.fixture
def watched(broken: Path) -> Iterator[tuple[subprocess.Popen[str], Queue[str]]]:
    """A running `briefings check --watch` and the lines that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "article_briefings", "check", "--watch"],
        cwd=broken,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # Where CI runs in the background it hands on an ignored interrupt.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    lines: Queue[str] = Queue()
    assert process.stdout is not None
    output = process.stdout
    reader = Thread(target=lambda: [lines.put(line) for line in output], daemon=True)
    reader.start()
    yield process, lines
    process.kill()
    process.wait()
    reader.join()
    output.close()


def until(lines: Queue[str], words: str) -> str:
    """What is printed up to a line with these words."""
    printed = ""
    while words not in printed:
        printed += lines.get(timeout=60)
    return printed


def test_watching_checks_again_after_a_change_and_survives_errors(
    broken: Path, watched: tuple[subprocess.Popen[str], Queue[str]]
) -> None:
    process, lines = watched
    assert "2 problems in 2 files" in until(lines, "Watching")
    write(broken, FILE, briefing())
    assert "1 problem in 1 file" in until(lines, "Watching")
    write(broken, FILE, "a: [")
    assert "yaml-syntax" in until(lines, "Watching")
    write(broken, FILE, b"\xff\xfe")
    assert "not-utf8" in until(lines, "Watching")
    write(broken, f"briefings/articles/{OTHER}/briefing.yml", briefing())
    write(broken, FILE, briefing())
    assert "No problems: 2 briefings" in until(lines, "No problems")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0


def test_watching_goes_on_after_a_fault_of_the_check_itself(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([RuntimeError("a bug"), None])

    def compiled(*_: object, **__: object) -> None:
        answer = next(answers)
        if answer:
            raise answer
        raise KeyboardInterrupt

    monkeypatch.setattr("article_briefings.corpus.check_corpus", compiled)
    monkeypatch.setattr("article_briefings.cli._watching._Handler.wait", lambda _: None)
    code, out, err = run("check", "--root", broken, "--watch")
    assert (code, out) == (0, "")
    assert "briefings: crashed: RuntimeError: a bug (" in err
    assert "Traceback" not in err
