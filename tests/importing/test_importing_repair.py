"""`briefings import --repair`: characters that no page can show cost neither article nor mark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.cli._app import app
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.importing._collection import repaired
from article_briefings.importing._model import Remarks
from article_briefings.input import SourceText
from tests.brat_files import TEXT, annotation, collection
from tests.building import actor, outlet, project
from tests.note_files import folder, note, place, quote

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


def article(root: Path) -> AnchoredBriefing:
    compiled = compile_corpus(root)
    assert compiled.diagnostics == ()
    (found,) = compiled.corpus.articles
    return found


def quotes(root: Path) -> list[str]:
    found = article(root)
    return [
        " … ".join(span.of(found.source.text) for span in one.quote)
        for one in found.claims_in_text_order()
    ]


SOUND = ["Ministers met in Oldtown", "We will not attack,", "the bridge is closed"]
SOUND += ["It is a drill, … and no more than that."]
#: One character before all marks, and one between them.
DAMAGED = TEXT.replace("Ministers", "\x07 Ministers").replace("It was", "\x0b\x92 It was")


def in_bytes(line: str, text: str) -> str:
    """A line of standoff whose offsets count bytes."""
    name, _, rest = line.partition("\t")
    if name[0] != "T":
        return line
    head, _, words = rest.partition("\t")
    label, _, offsets = head.partition(" ")
    pairs = [pair.split() for pair in offsets.split(";")]
    moved = ";".join(" ".join(str(len(text[: int(at)].encode())) for at in p) for p in pairs)
    return f"{name}\t{label} {moved}\t{words}"


@pytest.mark.parametrize("count", [lambda line, _: line, in_bytes])
def test_a_control_character_costs_no_mark(
    root: Path, tmp_path: Path, count: Callable[[str, str], str]
) -> None:
    lines = [count(line, DAMAGED) for line in annotation(DAMAGED)]
    brat = collection(tmp_path / "brat", {"drill.txt": DAMAGED, "drill.ann": lines})
    refused = run(root, brat)
    assert refused.exit_code == 1
    assert "left out: drill.txt:1: the character U+0007 cannot be displayed" in refused.stderr
    assert "; --repair replaces it and imports the rest" in refused.stderr
    result = run(root, brat, "--repair")
    assert result.exit_code == 0, result.output
    assert quotes(root) == SOUND
    assert (
        "note: drill.txt:1: repaired: U+0007 became U+FFFD (in line 1, column 1), U+000B became a "
        "space (in line 3, column 51), U+0092 became U+FFFD (in line 3, column 52); marks keep"
    ) in result.stderr
    text = article(root).source.text
    assert text == DAMAGED.translate({7: "\ufffd", 11: " ", 0x92: "\ufffd"})
    assert "1 unchanged" in run(root, brat, "--repair").stdout


def test_a_character_within_a_mark_costs_nothing_either(root: Path, tmp_path: Path) -> None:
    damaged = TEXT.replace("We will not", "We\x1f will\x00 not")
    start = damaged.index("We\x1f")
    lines = [f"T1\tContent {start} {start + 21}\tWe\x1f will\x00 not attack,"]
    brat = collection(tmp_path / "brat", {"drill.txt": damaged, "drill.ann": lines})
    result = run(root, brat, "--repair")
    assert result.exit_code == 0, result.output
    assert quotes(root) == ["We  will\ufffd not attack,"]


def test_bytes_that_are_not_utf_8_are_repaired_too(root: Path, tmp_path: Path) -> None:
    data = (
        TEXT.replace("Monday.", "Mon\ufffdday. \ufffd").encode().replace("\ufffd".encode(), b"\xe9")
    )
    lines = annotation(data.decode("utf-8", "replace"))
    brat = collection(tmp_path / "brat", {"drill.txt": data, "drill.ann": lines})
    assert "is not UTF-8" in run(root, brat).stderr
    result = run(root, brat, "--repair")
    assert result.exit_code == 0, result.output
    assert "bytes that are not UTF-8 became U+FFFD (2 times, first in line 1" in result.stderr
    assert quotes(root) == SOUND


def test_what_is_no_text_is_not_repaired(root: Path, tmp_path: Path) -> None:
    for data in (TEXT.encode("utf-16"), bytes(range(256)) * 4):
        files = {"drill.txt": data, "drill.ann": annotation()}
        result = run(root, collection(tmp_path / "brat", files), "--repair")
        assert result.exit_code == 1
        assert "Imported 0 of 1 article" in result.stdout


def test_positions_of_web_annotations_keep_their_words(root: Path, tmp_path: Path) -> None:
    at = DAMAGED.index("the bridge")
    notes = [
        note(place(at, at + len("the bridge is closed"))),
        note(quote("We will not attack,")),
        note(quote("\x92 It was said")),
    ]
    source = folder(tmp_path / "in", text=DAMAGED, drill=notes)
    assert run(root, source, form="web-annotation").exit_code == 1
    result = run(root, source, "--repair", form="web-annotation")
    assert result.exit_code == 0, result.output
    assert quotes(root) == ["We will not attack,", "\ufffd It was said", "the bridge is closed"]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab \n\x00\x07\x0c\x85\x9f\ufffe🏛\ufeff")), st.booleans())
def test_each_character_is_replaced_by_one(text: str, mark: bool) -> None:
    text = "sound words " * 20 + text
    data = ("\ufeff" * mark + text).encode()
    remarks = Remarks()
    new, counted = repaired(data, "a.txt", remarks)
    assert bool(remarks) == bool(SourceText.UNSHOWABLE.search(text)) or not remarks
    if remarks:
        found = new.decode().removeprefix("\ufeff")
        assert counted == text
        assert len(found) == len(text)
        assert not SourceText.UNSHOWABLE.search(found)
        kept = [
            (a, b) for a, b in zip(text, found, strict=True) if not SourceText.UNSHOWABLE.match(a)
        ]
        assert all(a == b for a, b in kept)
        assert new.startswith("\ufeff".encode()) == mark
    else:
        assert new == data
