"""What `briefings import` says: kinds of messages together, where the data is, guessed kinds."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from article_briefings.cli._app import app
from tests.brat_files import TEXT, annotation, bound, collection
from tests.building import actor, outlet, project
from tests.note_files import folder, note, quote

RUN = CliRunner()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without articles."""
    actors = {"ada-fable": actor(), "gazette": outlet()}
    made = project(tmp_path / "project", articles={}, actors=actors, notes={})
    (made / "briefings" / "articles").mkdir()
    return made


def run(root: Path, source: Path, *options: str, form: str = "brat") -> Result:
    where = ("--root", str(root), "--date", "2031-04-28", "--language", "en")
    return RUN.invoke(app, ["import", form, str(source), *where, *options])


def many(tmp_path: Path, number: int) -> Path:
    """Articles of which each has a span with other words and a label without meaning."""
    files: dict[str, str | list[str]] = {}
    for at in range(number):
        odd = [f"T{30 + at}\tContent {at} {at + 5}\twords {at}", bound("T99", "Odd", TEXT, "said")]
        files |= {f"a{at}.txt": TEXT, f"a{at}.ann": [*annotation(), *odd]}
    return collection(tmp_path / "brat", files)


def test_messages_of_one_kind_are_said_three_times_and_counted(root: Path, tmp_path: Path) -> None:
    brat = many(tmp_path, 40)
    result = run(root, brat)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert len(lines) < 20
    words = [line for line in lines if ": its words are “words" in line]
    assert len(words) == 3
    assert words[0].startswith("left out: a0.ann:14: T30: its words are “words 0”, but")
    assert "  … and 37 more like the last 3 (40 in 40 files); --verbose lists all" in lines
    assert "80 items were left out." in lines


def test_verbose_says_all(root: Path, tmp_path: Path) -> None:
    lines = run(root, many(tmp_path, 6), "--verbose").stderr.splitlines()
    assert len([line for line in lines if ": its words are “words" in line]) == 6
    assert not [line for line in lines if "more like the last" in line]


def test_a_few_of_a_kind_are_all_said(root: Path, tmp_path: Path) -> None:
    lines = run(root, many(tmp_path, 4)).stderr.splitlines()
    assert len([line for line in lines if ": its words are “words" in line]) == 4


@pytest.mark.parametrize("layout", ["", "text/{}.txt attributions/{}.ann"])
def test_data_further_down_is_named_in_one_line(root: Path, tmp_path: Path, layout: str) -> None:
    text, ann = (layout or "{}.txt {}.ann").split()
    brat = tmp_path / "corpus" / "a" / "b"
    names = ("one", "two")
    collection(brat, {text.format(n): TEXT for n in names})
    collection(brat, {ann.format(n): annotation() for n in names})
    (tmp_path / "corpus" / "README.txt").write_text("About it.\n", "utf-8")
    (tmp_path / "corpus" / "empty").mkdir()
    result = run(root, tmp_path / "corpus")
    assert result.exit_code == 2
    (line,) = result.stderr.strip().splitlines()
    assert line.endswith(f"NAME.txt and NAME.ann. There is one in {brat} (2 texts)")
    assert run(root, brat).exit_code == 0


def test_several_folders_with_data_are_named(root: Path, tmp_path: Path) -> None:
    for name in "abcde":
        collection(tmp_path / "corpus" / "data" / name)
    result = run(root, tmp_path / "corpus")
    # All are one step below `data`, which is a collection with one name in five folders.
    assert f"in {tmp_path / 'corpus' / 'data'}" in result.stderr
    for name in "abcde":
        folder(tmp_path / "notes" / name / "x", drill=[note(quote("It is a drill,"))])
    result = run(root, tmp_path / "notes", form="web-annotation")
    assert f"in {tmp_path / 'notes' / 'a' / 'x'} (1 text), " in result.stderr
    assert "and 2 other folders" in result.stderr


def test_where_there_is_no_data_at_all_nothing_is_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "none" / "a" / "b").mkdir(parents=True)
    (tmp_path / "none" / "a" / "b" / "c.txt").write_text("x", "utf-8")
    (tmp_path / "none" / "loop").symlink_to(tmp_path / "none")
    result = run(root, tmp_path / "none")
    assert result.exit_code == 2
    assert "further down" not in result.stderr


def test_a_draft_says_where_its_kinds_come_from(root: Path, tmp_path: Path) -> None:
    run(root, collection(tmp_path / "brat"))
    (path,) = root.glob("briefings/articles/*/briefing.yml")
    text = path.read_text("utf-8")
    assert "# the kind is a guess, from “We will”" in text
    assert "kind: commitment" in text
    assert text.count("# nothing shows the kind; is it a fact?") == text.count("kind: fact") == 3


def test_a_kind_that_the_annotation_names_is_no_guess(root: Path, tmp_path: Path) -> None:
    notes = [note(quote("We will not attack,"), tags=("denial",))]
    run(root, folder(tmp_path / "in", drill=notes), form="web-annotation")
    (path,) = root.glob("briefings/articles/*/briefing.yml")
    text = path.read_text("utf-8")
    assert "kind: denial" in text
    assert "# the kind" not in text


def test_words_of_other_languages_are_not_taken_for_english(root: Path, tmp_path: Path) -> None:
    brat = collection(tmp_path / "brat")
    RUN.invoke(
        app,
        ["import", "brat", str(brat), "--root", str(root), "--date", "2031", "--language", "de"],
    )
    (path,) = root.glob("briefings/articles/*/briefing.yml")
    assert "a guess" not in path.read_text("utf-8")
