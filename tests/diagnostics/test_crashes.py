"""Crashes: one line that names the file, an exit code of its own, never "problems"."""

import errno
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from article_briefings.diagnostics._crashes import (
    CrashReport,
    Refusal,
    working_on,
)
from tests.building import (
    BRIEFING,
    FOLDER,
    OTHER,
    SOURCE,
    TEXT,
    actor,
    briefing,
    own_claim,
    project,
    write,
)
from tests.cli.test_cli import buildable, run
from tests.injected import run_with_bug
from tests.repositories import commit

LINE = re.compile(
    r"briefings: crashed while working on (?P<file>.+?): KeyError: 'an injected bug' "
    r"\([^)]+:\d+\)\. This is a bug in the program, not a problem in your files\. "
    r"Please report this line to the issue tracker of article-briefings, with the traceback that "
    r"(--debug|BRIEFINGS_DEBUG=1) prints \(briefings [\d.]+, Python [\d.]+\)\.\n"
)


ACTOR = "briefings/actors/ada-fable.yml"
SHAPELESS = f"briefings/articles/{OTHER}/briefing.yml"


def dressed(root: Path) -> Path:
    """Templates of one line each, and empty styles."""
    for name in ("briefings", "reading", "translation", "figures", "print"):
        write(root, f"templates/assets/briefings/{name}.css", "")
    return buildable(root)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return dressed(project(tmp_path / "sound"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A quote that is nowhere, a file of the wrong shape, and an actor changed since the commit."""
    articles = {
        FOLDER: (TEXT, briefing(claims=[own_claim("a", "nowhere in the text")])),
        OTHER: (TEXT, {**briefing(), "fromat": 1}),
    }
    root = dressed(project(tmp_path / "broken", articles=articles))
    commit(root)
    write(root, ACTOR, actor(name="Another Name"))
    return root


def crashed(done: "subprocess.CompletedProcess[str]") -> str:
    """The file that the only line of a crash names."""
    assert done.returncode == 70, done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    found = LINE.fullmatch(done.stderr)
    assert found, done.stderr
    return found["file"]


# --- commands ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "command", "file"),
    [
        ("article_briefings.input._loader:read_yaml", "check", ACTOR),
        ("article_briefings.input._files:TextFile.source", "check", SOURCE),
        ("article_briefings.check._validator:_shape_problems", "check", SHAPELESS),
        ("article_briefings.corpus._pipeline:anchor", "check", BRIEFING),
        ("article_briefings.corpus._pipeline:anchor", f"check {BRIEFING}", BRIEFING),
        ("article_briefings.corpus._pipeline:anchor", "check --format json", BRIEFING),
        ("article_briefings.corpus._pipeline:anchor", "diff HEAD", BRIEFING),
        ("article_briefings.review._comparison:own_fields", "diff HEAD", ACTOR),
        ("article_briefings.review._fixes:_FixRun._proposals", "fix", BRIEFING),
        ("article_briefings.review._fixes:_FixRun._proposals", "fix --write", BRIEFING),
        ("article_briefings.formatting:format_yaml", "fmt", ACTOR),
        ("article_briefings.formatting:format_yaml", "fmt --check", ACTOR),
        ("article_briefings.cli._build:_html", "preview --output out", None),
    ],
)
def test_a_bug_is_one_line_with_the_file_and_a_code_of_its_own(
    broken: Path, function: str, command: str, file: str | None
) -> None:
    done = run_with_bug(function, ["briefings", *command.split()], broken)
    assert crashed(done) == file or not file
    assert done.stdout == ""
    assert not (broken / "out").exists()


@pytest.mark.parametrize(
    ("function", "command", "file"),
    [
        ("article_briefings.corpus._resolver:article_problems", "check", BRIEFING),
        ("article_briefings.pages._contents:BriefingBuilder", "build --output out", BRIEFING),
        ("article_briefings.pages._contents:BriefingBuilder", "preview --output out", BRIEFING),
        ("article_briefings.pages._renderer:Renderer.render", "build --output out", None),
        ("article_briefings.exporting._table_files:_cell", "export csv --output out", None),
    ],
)
def test_so_is_one_in_a_later_stage(
    sound: Path, function: str, command: str, file: str | None
) -> None:
    done = run_with_bug(function, ["briefings", *command.split()], sound)
    assert crashed(done) == file or not file
    assert done.stdout == ""
    assert not (sound / "out").exists()


def test_a_bug_in_the_import_names_the_file_and_writes_nothing(sound: Path) -> None:
    write(sound, "brat/one.txt", "Ada said that it rains.\n")
    write(sound, "brat/one.ann", "T1\tContent 9 22\tthat it rains\n")
    before = sorted((sound / "briefings/articles").iterdir())
    done = run_with_bug(
        "article_briefings.importing._run:draft_import",
        ["briefings", "import", "brat", "brat"],
        sound,
    )
    assert crashed(done).startswith("one.")
    assert sorted((sound / "briefings/articles").iterdir()) == before


def test_a_bug_in_a_draft_names_the_text_and_writes_nothing(sound: Path) -> None:
    write(sound, "story.txt", TEXT)
    before = sorted((sound / "briefings/articles").iterdir())
    command = ["new", "story", "--from", "story.txt", "--date", "2031-04-28", "--annotator", "ed"]
    done = run_with_bug("article_briefings.drafting._new:draft", ["briefings", *command], sound)
    assert crashed(done) == "story.txt"
    assert sorted((sound / "briefings/articles").iterdir()) == before


def test_a_bug_that_concerns_no_file_names_none(sound: Path) -> None:
    done = run_with_bug("article_briefings.cli._stats:parts_of", ["briefings", "stats"], sound)
    assert done.returncode == 70
    assert done.stderr.startswith("briefings: crashed: KeyError: 'an injected bug' (")


@pytest.mark.parametrize("command", ["--debug check", "check --debug", "check"])
def test_the_traceback_comes_with_debug_before_the_line(broken: Path, command: str) -> None:
    environment = {} if "--debug" in command else {"BRIEFINGS_DEBUG": "1"}
    arguments = ["briefings", *command.split()]
    done = run_with_bug(
        "article_briefings.corpus._pipeline:anchor", arguments, broken, **environment
    )
    first, *_, last = done.stderr.splitlines(keepends=True)
    assert done.returncode == 70
    assert first == "Traceback (most recent call last):\n"
    assert LINE.fullmatch(last)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_bug_in_a_worker_process_names_its_file(sound: Path, method: str) -> None:
    program = (
        "import article_briefings.input._workers as w\n"
        "from tests.diagnostics.test_crashes import Failing\n"
        "from article_briefings.diagnostics._crashes import CrashReport\n"
        "if __name__ == '__main__':\n"
        f"    try: list(w.run_all(Failing(), list('abcdef'), 2, {method!r}, few=0))\n"
        "    except LookupError as error: print(CrashReport(error, '--debug'))\n"
    )
    write(sound, "program.py", program)
    done = subprocess.run(
        [sys.executable, "program.py"],
        cwd=sound,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "crashed while working on d.yml: LookupError: d (" in done.stdout, done.stderr


class Failing:
    """A task for workers that has a bug."""

    def setup(self) -> None:
        """Nothing."""

    def run(self, item: str) -> str:
        """Fail on one item."""
        with working_on(f"{item}.yml"):
            if item == "d":
                raise LookupError(item)
            return item


# --- what is no bug ------------------------------------------------------------------------


def test_a_full_disk_is_neither_a_problem_nor_a_bug(sound: Path) -> None:
    error = f"OSError({errno.ENOSPC}, 'No space left on device', 'x.md')"
    done = run_with_bug(
        "article_briefings.build._driver:template_facts",
        ["briefings", "build", "--output", "out"],
        sound,
        error,
    )
    assert done.returncode == 74
    assert done.stderr == (
        "briefings: could not continue: No space left on device: x.md. This is neither a problem "
        "in your files nor a bug; solve it and run this again.\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_output_that_cannot_be_written_is_no_success(sound: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "article_briefings", "check"],
            cwd=sound,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 74
    assert done.stderr.count("\n") == 1
    assert "No space left on device" in done.stderr


def test_a_pipe_that_nobody_reads_is_no_crash_and_no_problem(sound: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "article_briefings", "explain"],
        cwd=sound,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_interrupt_is_no_crash(sound: Path) -> None:
    done = run_with_bug(
        "article_briefings.corpus._pipeline:anchor",
        ["briefings", "check"],
        sound,
        "KeyboardInterrupt()",
    )
    assert done.returncode == 130
    assert "crashed" not in done.stderr
    assert "Traceback" not in done.stderr


def test_problems_and_wrong_calls_keep_their_codes(broken: Path, sound: Path) -> None:
    assert run("check", "--root", broken)[0] == 1
    assert run("check", "--root", sound, "--format", "xml")[0] == 2
    assert run("check", "--root", sound)[0] == 0


# --- the line ------------------------------------------------------------------------------


def test_the_innermost_file_is_named_and_survives_being_sent() -> None:
    def fail() -> None:
        with working_on("outer.yml"), working_on("inner.yml"):
            raise ValueError("x")

    with pytest.raises(ValueError, match="x") as caught:
        fail()
    sent = pickle.loads(pickle.dumps(caught.value))
    assert "while working on inner.yml" in str(CrashReport(sent, "--debug"))


def test_words_of_strangers_cannot_begin_a_line_or_steer_a_terminal() -> None:
    error = KeyError("a\n::error::b \x1b[31m\u202e")
    line = str(CrashReport(error, "--debug", "a\n::warning::\x1b.yml"))
    assert "\n" not in line
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_only_the_system_is_no_bug() -> None:
    def code(error: Exception) -> int:
        return CrashReport(error, "--debug").exit_code

    assert code(PermissionError(errno.EACCES, "no")) == 74
    assert code(MemoryError()) == 74
    assert code(Refusal("no")) == 74
    assert code(OSError("of our own making")) == 70
    assert code(RecursionError()) == 70
