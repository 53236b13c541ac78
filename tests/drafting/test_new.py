"""`briefings new` as it is called."""

import datetime as dt
import hashlib
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from article_briefings.cli._app import app
from tests.building import actor, outlet, project
from tests.drafting.test_saved_page import PAGE
from tests.overlay import PROJECT

TEXT = "Ada Fable said that the bridge is safe.\r\nAn engineer said no.\r\n"
ARTICLE = "briefings/articles/2031-04-28-bridge"


def call(root: Path, *arguments: Any, given: str | bytes | None = None) -> tuple[int, str, str]:
    arguments = ("new", *arguments, "--root", root, "--annotator", "nora")
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    today = "article_briefings.cli._drafting._today"
    monkeypatch.setattr(today, lambda: dt.date(2031, 12, 1))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    actors = {"ada-fable": actor(), "gazette": outlet()}
    return project(tmp_path / "project", articles={}, actors=actors)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def check(root: Path) -> int:
    return CliRunner().invoke(app, ["check", "--root", str(root)]).exit_code


def test_a_text_file_becomes_a_draft(root: Path, text: Path) -> None:
    code, out, err = call(root, "bridge", "--from", text, "--date", "2031-04-28")
    assert (code, err) == (0, "")
    assert "2 drafted claims" in out
    assert (root / ARTICLE / "source.txt").read_bytes() == TEXT.encode()
    annotation = (root / ARTICLE / "briefing.yml").read_text("utf-8")
    assert annotation.startswith("# A draft, made by `briefings new`")
    assert hashlib.sha256(TEXT.encode()).hexdigest() in annotation
    for line in ("draft: true", "due: 2032-12-01", "annotators: [nora]"):
        assert line in annotation
    assert "\n  reviewed:" not in annotation
    assert check(root) == 0


def test_editors_find_the_schemas_of_a_project_that_has_some(root: Path, text: Path) -> None:
    written = CliRunner().invoke(app, ["schema", "--write", "--root", str(root)])
    assert written.exit_code == 0, written.output
    call(root, "bridge", "--from", text, "--date", "2031-04-28")
    article = root / ARTICLE / "briefing.yml"
    named = article.read_text("utf-8").splitlines()[0].partition("$schema=")[2]
    assert (article.parent / named).is_file()


def test_the_draft_is_in_the_canonical_form(root: Path, text: Path) -> None:
    call(root, "bridge", "--from", text, "--date", "2031-04-28")
    written = CliRunner().invoke(app, ["fmt", "--check", "--root", str(root), str(root / ARTICLE)])
    assert written.exit_code == 0, written.output


def test_standard_input_is_a_text(root: Path) -> None:
    code, _, _ = call(root, "bridge", "--from", "-", "--date", "2031-04-28", given=TEXT.encode())
    assert code == 0
    assert (root / ARTICLE / "source.txt").read_bytes() == TEXT.encode()


def test_a_saved_page_says_the_rest_itself(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    assert call(root, "--from", page)[0] == 0
    folder = root / "briefings/articles/2031-04-28-bridge-is-safe"
    annotation = (folder / "briefing.yml").read_text("utf-8")
    for line in (
        "outlet: gazette",
        "headline: Bridge is safe",
        "author: Bob Reporter",
        "url: https://gazette.example/bridge",
        "language: en-GB",
        "published: 2031-04-28",
        "The saved page gives this date",
    ):
        assert line in annotation
    assert check(root) == 0


def test_a_new_speaker_gets_a_file_that_says_so(root: Path) -> None:
    text = b"Mayor Nora Novel said that it is safe."
    _, out, _ = call(root, "bridge", "--from", "-", "--date", "2031-04-28", given=text)
    stub = (root / "briefings/actors/nora-novel.yml").read_text("utf-8")
    assert "nora-novel.yml" in out
    assert "# Draft:" in stub
    assert stub.endswith("format: 2\nname: Nora Novel\ntype: person\n")
    assert check(root) == 0


def test_a_new_speaker_who_is_nobody_can_be_deleted_as_its_file_says(root: Path) -> None:
    text = b"Mayor Nora Novel said that it is safe."
    call(root, "bridge", "--from", "-", "--date", "2031-04-28", given=text)
    stub, briefing = root / "briefings/actors/nora-novel.yml", root / ARTICLE / "briefing.yml"
    assert "delete this file and its entry in the `cast`" in stub.read_text("utf-8")
    stub.unlink()
    assert check(root) == 1
    annotation = briefing.read_text("utf-8")
    cast = annotation[annotation.index("cast:") : annotation.index("claims:")]
    assert cast == "cast:\n  - {actor: nora-novel, role: Mayor}\n\n"
    annotation = annotation.replace(cast, "")
    annotation = annotation.replace("{actor: nora-novel,", "{unnamed: Mayor Nora Novel,")
    briefing.write_text(annotation, "utf-8")
    assert check(root) == 0


def test_the_example_of_the_guide_gets_a_file_for_its_one_name(root: Path) -> None:
    guide = (PROJECT / "docs/about/contributing.md").read_text("utf-8")
    (text,) = re.findall(r"For this text:\n\n```text\n(.*?)```", guide, re.DOTALL)
    _, out, _ = call(root, "old-mill", "--from", "-", "--date", "2024-03-05", given=text)
    assert "3 drafted claims, 3 with a speaker; 1 date; 1 actor, 1 of them new:" in out
    assert (root / "briefings/actors/jane-doe.yml").exists()
    annotation = root / "briefings/articles/2024-03-05-old-mill/briefing.yml"
    assert "{unnamed: Neighbours, cue: Neighbours say}" in annotation.read_text()


def test_it_says_of_another_language_what_was_not_looked_for(root: Path, text: Path) -> None:
    arguments = ("--from", text, "--date", "2031-04-28")
    _, out, _ = call(root, "bridge", *arguments, "--language", "fa")
    assert "Only quotations were drafted: the article is in Persian" in out
    assert "only know English" in out
    assert check(root) == 0
    _, out, _ = call(root, "other", *arguments, "--language", "en-GB")
    assert "English only" not in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "nowhere.txt"], "does not exist"),
        (["--from", "{text}"], "--date"),
        (["--from", "{text}", "--date", "soon"], "is not a date"),
        (["--from", "{text}", "--date", "../2031"], "2031"),
        (["x!", "--from", "{text}", "--date", "..", "--language", "en"], "day"),
        (["--from", "{text}", "--date", "2031", "--outlet", "gazete"], "gazette"),
        (["--from", "{text}", "--date", "2031", "--language", "klingon"], "language"),
        (["--from", "{text}", "--date", "2031", "--url", "gazette"], "https://"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_written(
    root: Path, text: Path, arguments: list[str], words: str
) -> None:
    before = files(root)
    code, out, err = call(root, *(argument.format(text=text) for argument in arguments))
    if code == 0:
        assert "../2031" in arguments  # an open beginning has an end
        return
    assert (code, out) == (2, "")
    assert words in err
    assert files(root) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"abc \xff", "not-utf8"),
        (b"", "empty-file"),
        (b"  \n", "empty-file"),
        (b"a\x07b", "control-character"),
        (b"a" * 300_001, "too-large"),
        (b"a" * 5_000_001, "too-large"),
    ],
)
def test_a_text_that_no_article_can_have_is_a_placed_problem(
    root: Path, data: bytes, code: str
) -> None:
    before = files(root)
    status, _, err = call(root, "--from", "-", "--date", "2031", given=data)
    assert status == 1
    assert f"[{code}]" in err
    assert files(root) == before


def test_a_page_without_an_article_is_a_wrong_call(root: Path) -> None:
    code, _, err = call(root, "--from", "-", "--date", "2031", given="<html></html>")
    assert code == 2
    assert "no article" in err


def test_nothing_is_overwritten(root: Path, text: Path) -> None:
    assert call(root, "bridge", "--from", text, "--date", "2031-04-28")[0] == 0
    before = files(root)
    for date in ("2031-04-28", "2031-05-01"):  # the slug is the address, whatever the date
        code, _, err = call(root, "bridge", "--from", text, "--date", date)
        assert code == 2
        assert "nothing is overwritten" in err
    assert files(root) == before


def test_a_failure_on_the_way_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    before = files(root)
    given = b"Mayor Nora Novel said that it is safe."
    code, _, err = call(root, "bridge", "--from", "-", "--date", "2031", given=given)
    assert code == 2
    assert "No space left" in err
    assert files(root) == before


def test_without_a_name_it_asks_who_annotates(
    root: Path, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("article_briefings.input._history.History.user_name", lambda _: "")
    arguments = ["new", "bridge", "--from", text, "--date", "2031", "--root", root]
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 2
    assert "--annotator" in result.stderr


def test_a_project_with_problems_can_have_a_new_article(root: Path) -> None:
    (root / "briefings/actors/nora-novel.yml").write_text("name: [")
    given = b"Mayor Nora Novel said that it is safe."
    code, _, _ = call(root, "bridge", "--from", "-", "--date", "2031-04-28", given=given)
    assert code == 0
    assert (root / "briefings/actors/nora-novel.yml").read_text() == "name: ["


def test_a_register_without_actors_is_enough(root: Path, text: Path) -> None:
    shutil.rmtree(root / "briefings/actors")
    assert call(root, "bridge", "--from", text, "--date", "2031-04-28")[0] == 0
    assert check(root) == 0
