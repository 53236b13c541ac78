"""Text of strangers in a log on GitHub: the runner finds no command in it, whatever prints it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article_briefings.cli._common import inert
from article_briefings.diagnostics import Report
from article_briefings.diagnostics._diagnostics import Diagnostic, Location, Note
from article_briefings.reporters import FORMATS
from article_briefings.review._change_report import code, prose, report_on
from article_briefings.review._values import Change, Comparison, Facet, Place, Unit
from tests.building import FOLDER, TEXT, briefing, dump, project, write
from tests.repositories import commit, git

NAMES = {"error", "warning", "add-mask", "stop-commands", "group"}
FRAGMENTS = ["##[", "#", "[", "]", "::", ":", " ", "\t", "\n", "\r", "\u2028", "\xa0", "/", *NAMES]
hostile = st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join)
EVIL = ["::error::x", " ::add-mask::y", "##[error]z", "a ###[group]b", "c\r::warning::d"]


def evil(test: Callable[..., None]) -> Callable[..., None]:
    """Try a property on every text of `EVIL`, whatever chance brings."""
    for text in EVIL:
        test = example(text)(test)
    return test


def commands(log: str) -> list[str]:
    """What GitHub's runner would obey: `::name …::` first in a line, `##[name …]` anywhere."""
    found, stopped = [], ""
    for line in re.split(r"\r\n|\r|\n", log):
        form = re.match(r"\s*::([^ :]*)(?: .*?)?::(.*)", line) or re.search(
            r"##\[([^ \]]*)[^\]]*\](.*)", line
        )
        if not form or form[1].lower() not in {*NAMES, stopped}:
            continue
        if form[1] == "stop-commands" and not stopped:
            stopped = form[2]
        elif stopped:
            stopped = "" if form[1] == stopped else stopped
        else:
            found.append(form[1])
    return found


def problem(text: str) -> Diagnostic:
    line = text.replace("\n", "").replace("\r", "")
    place = Location(text, 1, 2, 1, 4, (line,))
    return Diagnostic("bad-id", place, text, text, text, text, (Note(place, text),))


@pytest.mark.parametrize("text", EVIL)
def test_what_this_file_takes_for_a_command_is_one(text: str) -> None:
    assert len(commands(text)) == 1
    assert commands(f"::stop-commands::abc\n{text}\n::abc::\n{text}") == commands(text)


# --- reports --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "sarif", "markdown"])
@given(st.lists(hostile, min_size=1, max_size=3))
@example(EVIL)
def test_a_report_holds_no_command(form: str, texts: list[str]) -> None:
    assert commands(FORMATS[form](Report([problem(text) for text in texts]))) == []


@given(hostile)
@evil
def test_annotations_are_the_only_commands(text: str) -> None:
    assert commands(FORMATS["github"](Report([problem(text)]))) == ["error"]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_programs_get_the_text_as_it_is(form: str) -> None:
    text = FORMATS[form](Report([problem("###[error]x")]))
    assert "##[" not in text
    excerpt = json.loads(text)["problems"][0]["excerpt"] if form == "json" else None
    snippet = '"text": "##\\u0023[error]x"'
    assert excerpt == ["###[error]x"] if form == "json" else snippet in text


def test_the_caret_stays_under_its_words() -> None:
    place = Location("f", 1, 11, 1, 14, ("##[error] abc",))
    _, line, carets = Report.plain(Diagnostic("bad-id", place, "m")).split("\n")
    assert line.endswith("#♯[error] abc")
    assert carets.index("^") == line.index("abc")


# --- diff -----------------------------------------------------------------------------------


@given(hostile)
@evil
def test_a_comparison_holds_no_command(text: str) -> None:
    place = Place(text, 3)
    facets = (Facet(text, text, ""), Facet(text, "", text))
    changes = (Change("changed", "", text, place, facets), Change("added", "claim", text, place))
    unit = Unit("actor", text, text, "renamed", place, old_id=text, changes=changes)
    for address in ("https://x.example/y", ""):
        found = Comparison((unit,), ((text, True),), (1, 0), ("", address))
        assert commands(report_on(found, 1 << 20)) == []
    assert commands(f"{code(text)}\n{prose(text)}") == []


# --- fix ------------------------------------------------------------------------------------


@given(hostile)
@evil
def test_lines_are_printed_as_they_are_without_a_command(text: str) -> None:
    text += "\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_ACTIONS", "true")
        printed = inert(text)
        patch.delenv("GITHUB_ACTIONS")
        assert inert(text) == text
    assert commands(printed) == []
    assert text in printed
    assert commands(f"{printed}::error::our own") == ["error"]


def test_a_patch_of_hostile_lines_still_applies(tmp_path: Path) -> None:
    value = briefing(topics=["defense"])
    evil = "".join(f"# {text}\n" for text in EVIL if "\r" not in text)
    text = dump(value).replace("topics:", f"{evil}bluf: |\n  ::error::x\ntopics:")
    text = re.sub(r"^bluf: Ada.*\n", "", text, flags=re.MULTILINE)
    root = project(tmp_path / "p", articles={FOLDER: (TEXT, text)})
    commit(root)
    command = [sys.executable, "-m", "article_briefings", "fix"]
    on_github = {**os.environ, "GITHUB_ACTIONS": "true"}
    done = subprocess.run(command, cwd=root, env=on_github, capture_output=True, check=False)
    assert " ::error::x" in done.stdout.decode(), "the line is context of the change"
    assert commands(done.stdout.decode()) == []
    assert commands(done.stderr.decode()) == []
    patch = write(tmp_path, "patch", done.stdout)
    git(root, "apply", str(patch))
    written = (root / "briefings/articles" / FOLDER / "briefing.yml").read_text("utf-8")
    assert written == text.replace("defense", "defence")
