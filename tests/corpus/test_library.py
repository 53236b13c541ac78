"""The corpus for programs of others: what `load_corpus` gives and refuses, and its pages."""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import article_briefings
from article_briefings import InputProblems, load_corpus
from tests.building import (
    BRIEFING,
    FOLDER,
    OTHER,
    TEXT,
    briefing,
    claim,
    hop,
    project,
    write,
)
from tests.overlay import PROJECT

GUIDE = PROJECT / "docs" / "about" / "library.md"


def told(text: str) -> list[tuple[str, str]]:
    """The examples of a page: each program, with what the page says that it prints."""
    found = re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", text, re.DOTALL)
    return [(program, printed) for program, printed in found]


# --- load_corpus -----------------------------------------------------------------------------


def test_the_corpus_of_a_folder(tmp_path: Path) -> None:
    for folder in (project(tmp_path), str(tmp_path)):
        (only,) = load_corpus(folder).claims()
        assert (only.key, only.text, only.quote) == (
            "drill#no-attack",
            "No attack is planned.",
            "We will not attack",
        )
        assert [step.actor for step in only.attribution] == ["ada-fable"]
        assert (only.said, only.so) == ("", "")
        assert (only.distance.hand, only.speaker.key) == ("first-hand", "ada-fable")


def test_a_claim_through_others_is_third_hand_but_for_the_outlet_itself(tmp_path: Path) -> None:
    steps = [
        hop(),
        {"unnamed": "residents", "cue": "Residents", "form": "indirect"},
        hop("gazette", "the Gazette", form="indirect"),
    ]
    for outlet, hand in ((None, "third-hand"), ("gazette", "second-hand")):
        source = {"outlet": outlet} if outlet else {}
        cast = [{"actor": name, "role": "speaker"} for name in ("ada-fable", "gazette")]
        claims = [claim(attribution=steps)]
        fields = briefing(claims=claims, cast=cast, source=source)
        write(project(tmp_path), BRIEFING, fields)
        (only,) = load_corpus(tmp_path).claims()
        assert only.distance.hand == hand


def test_drafts_are_left_out_unless_they_are_wanted(tmp_path: Path) -> None:
    draft = briefing(draft=True)
    project(tmp_path, {FOLDER: (TEXT, briefing()), OTHER: (TEXT, draft)})
    assert [article.slug for article in load_corpus(tmp_path).articles] == ["drill"]
    assert len(load_corpus(tmp_path, drafts=True).articles) == 2


def test_problems_are_raised_with_all_of_their_places(tmp_path: Path) -> None:
    broken = {f"actor-{number}": "name: [" for number in range(7)}
    project(tmp_path, actors={"ada-fable": {"name": "Ada Fable", "type": "person"}, **broken})
    with pytest.raises(InputProblems) as found:
        load_corpus(tmp_path)
    assert len(found.value.diagnostics) == 7
    assert {problem.code for problem in found.value.diagnostics} == {"yaml-syntax"}
    message = str(found.value)
    assert "briefings/actors/actor-0.yml:1:" in message
    assert message.endswith("… and 2 more")


def test_a_few_problems_are_told_whole(tmp_path: Path) -> None:
    write(project(tmp_path), "briefings/actors/eve.yml", "name: Eve\n")
    with pytest.raises(InputProblems) as found:
        load_corpus(tmp_path)
    assert "briefings/actors/eve.yml:1:1: error [missing-field]" in str(found.value)
    assert "more" not in str(found.value).splitlines()[-1]


@pytest.mark.parametrize("place", ["", "nowhere", "file"])
def test_a_folder_without_briefings_is_said(tmp_path: Path, place: str) -> None:
    write(tmp_path, "file", "x")
    with pytest.raises(FileNotFoundError, match="has no briefings/"):
        load_corpus(tmp_path / place)


def test_a_project_without_articles_has_an_empty_corpus(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    corpus = load_corpus(tmp_path)
    assert (len(corpus.articles), list(corpus.claims()), dict(corpus.actors)) == (0, [], {})


# --- the names -------------------------------------------------------------------------------


def test_every_public_name_is_there_and_no_other() -> None:
    assert set(article_briefings.__all__) == {*article_briefings._PUBLIC, "__version__"}
    for name in article_briefings.__all__:
        assert getattr(article_briefings, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        _ = article_briefings.nothing  # type: ignore[attr-defined]


def test_the_wheel_says_that_it_has_types() -> None:
    builder = WheelBuilder(str(PROJECT))
    files = {file.distribution_path for file in builder.recurse_included_files()}
    assert "article_briefings/py.typed" in files


# --- the page --------------------------------------------------------------------------------

PROGRAM = """\
from article_briefings import ActorRecord, Corpus, load_corpus

corpus: Corpus = load_corpus(".")
actor: ActorRecord = corpus.actors["tasnim"]
for claim in actor.claimed:
    reveal_type(claim.text)
    if claim.distance.hand == "hearsay":
        print(claim.key)
print(corpus.nothing)
"""
EXAMPLES = told(GUIDE.read_text("utf-8"))


@pytest.mark.parametrize(("program", "printed"), EXAMPLES)
def test_an_example_runs_and_prints_what_the_page_says(
    program: str, printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, str(GUIDE), "exec"), {})
    assert "print(" in program
    if printed:
        assert out.getvalue() == printed


def test_mypy_sees_the_types_of_examples_and_of_programs_of_others(tmp_path: Path) -> None:
    for number, (program, _) in enumerate(EXAMPLES):
        write(tmp_path, f"example_{number}.py", program)
    write(tmp_path, "program.py", PROGRAM)
    # With the settings and the cache of `make check`, after which this takes a second.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty", str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    said = [line.partition("program.py:")[2] for line in done.stdout.splitlines()]
    assert said == [
        '6: note: Revealed type is "str"',
        "7: error: Non-overlapping equality check (left operand type: "
        "\"Literal['own-voice', 'first-hand', 'second-hand', 'third-hand', 'unknown']\", "
        "right operand type: \"Literal['hearsay']\")  [comparison-overlap]",
        '9: error: "Corpus" has no attribute "nothing"  [attr-defined]',
    ], done.stdout


def test_a_dozen_lines_answer_the_question() -> None:
    program, printed = EXAMPLES[0]
    assert len(program.splitlines()) <= 12
    assert printed
