"""What programs draft passes as a draft, and is never published by taking `draft: true` away."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.models._placeholders import Placeholder
from tests import brat_files, note_files
from tests.building import QUIET, actor, briefing, compiled, note, outlet, project
from tests.built import build_project
from tests.overlay import SITE

RUN = CliRunner()
ARTICLES = "briefings/articles"


def _new(given: Path) -> list[str]:
    text = given / "drill.txt"
    text.write_text(note_files.TEXT, "utf-8")
    return ["new", "drill", "--from", str(text), "--annotator", "nora", "--language", "en"]


def _brat(given: Path) -> list[str]:
    return ["import", "brat", str(brat_files.collection(given)), "--language", "en"]


def _hypothesis(given: Path) -> list[str]:
    return _json(given, "hypothesis", [note_files.noted("We will not attack,")])


def _web_annotation(given: Path) -> list[str]:
    one = note_files.note(note_files.quote("We will not attack,"))
    return _json(given, "web-annotation", {"@context": note_files.W3C, "id": "urn:x:1", **one})


def _json(given: Path, form: str, value: object) -> list[str]:
    (given / "drill.txt").write_text(note_files.TEXT, "utf-8")
    ending = "jsonld" if form == "web-annotation" else "json"
    (given / f"drill.{ending}").write_text(json.dumps(value), "utf-8")
    return ["import", form, str(given), "--language", "en"]


ROUTES = [_new, _brat, _hypothesis, _web_annotation]


@pytest.fixture(params=ROUTES, ids=lambda route: route.__name__.strip("_"))
def drafted(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The file of a briefing that a program has drafted, in a project of its own."""
    route: Callable[[Path], list[str]] = request.param
    given = tmp_path / "given"
    given.mkdir()
    root = project(
        tmp_path / "project", articles={}, actors={"ada-fable": actor(), "gazette": outlet()}
    )
    (root / ARTICLES).mkdir()
    arguments = [*route(given), "--date", "2031-04-28", "--root", str(root)]
    result = RUN.invoke(app, arguments)
    assert result.exit_code in (0, 1), result.output
    (found,) = root.glob(f"{ARTICLES}/*/briefing.yml")
    return found


def _root(file: Path) -> Path:
    return file.parents[3]


def _codes(file: Path) -> set[str]:
    result = RUN.invoke(app, ["check", "--format", "json", "--root", str(_root(file))])
    return {one["code"] for one in json.loads(result.stdout)["problems"]}


def _published(file: Path) -> bool:
    pages = build_project(_root(file), SITE).pages
    return any(name.startswith("briefings/") and name != "briefings/index.md" for name in pages)


def test_a_draft_passes_and_nothing_of_it_is_published(drafted: Path) -> None:
    assert RUN.invoke(app, ["check", "--root", str(_root(drafted))]).exit_code == 0
    assert not _published(drafted)
    assert not re.search(r"^\s*reviewed:", drafted.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("pattern", "also"),
    [
        (r"^ *draft: true\n", ""),  # sed '/draft: true/d'
        (r"^draft: true\n", "draft-claim-left"),
        (r"^ *draft: true\n|DRAFT\. ", ""),  # the signs as well, and the words stay
    ],
)
def test_taking_draft_away_publishes_nothing(drafted: Path, pattern: str, also: str) -> None:
    text = drafted.read_text("utf-8")
    drafted.write_text(re.sub(pattern, "", text, flags=re.MULTILINE), "utf-8")
    codes = _codes(drafted)
    assert {"unfinished-text", "not-reviewed"} | ({also} if also else set()) <= codes
    assert ("unknown-speaker" in codes) == ("attribution: unknown" in text)
    assert not _published(drafted)


def test_checked_claims_of_a_draft_are_not_published_either(drafted: Path) -> None:
    text = drafted.read_text("utf-8")
    drafted.write_text(re.sub(r"^ +draft: true\n", "", text, flags=re.MULTILINE), "utf-8")
    assert _codes(drafted) == set()
    assert not _published(drafted)


@pytest.mark.parametrize("words", list(Placeholder))
def test_every_placeholder_is_known_with_its_sign_and_without(words: Placeholder) -> None:
    text = words.format(published="2031-04-28")
    assert Placeholder.is_in(text)
    assert Placeholder.is_in(text.removeprefix("DRAFT. "))
    assert Placeholder.is_in(text.replace(" ", "\n  "))
    assert Placeholder.is_in(f"{text} And more.") == (" " in text)


def test_words_of_the_article_and_of_other_programs_may_be_anything(tmp_path: Path) -> None:
    text = "DRAFT. Ministers met in Oldtown on Monday.\n"
    claim = {
        "id": "met",
        "text": "They met.",
        "quote": "DRAFT. Ministers met in Oldtown",
        "kind": "fact",
        "attribution": [],
        "extensions": {"other": {"text": str(Placeholder.BLUF)}},
    }
    value = briefing(text, claims=[claim], **QUIET)
    assert compiled(tmp_path, articles={"2031-04-28-drill": (text, value)}).diagnostics == ()


def test_the_register_has_no_placeholders_at_all(tmp_path: Path) -> None:
    found = compiled(
        tmp_path,
        actors={"ada-fable": actor(description=str(Placeholder.DATE_GIVEN)), "gazette": outlet()},
        notes={"drills": note(summary=str(Placeholder.BLUF))},
    )
    assert [(one.code, one.location.path) for one in found.diagnostics] == [
        ("unfinished-text", "briefings/actors/ada-fable.yml"),
        ("unfinished-text", "briefings/background/drills.yml"),
    ]
