"""Claims in own voice against the quotation marks of the article."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.corpus._pipeline import Compilation
from article_briefings.diagnostics._diagnostics import Severity
from tests.building import briefing, compiled, project

RUN = CliRunner()
TEXT = (
    "“The bridge is safe. It is ours,” the mayor said.\n"
    "The town calls it “unfounded” and sells “A Bridge Too Far” again.\n"
    "“They came by night,\n"
    "“and left by day.”\n"
    "The '90s were long.\n"
)
FOLDER = "2031-04-28-drill"
PARTS: Any = {
    "actors": {},
    "notes": {},
    "topics": {"format": "2", "defence": {"title": "Defence"}},
}


def _briefing(quote: Any, attribution: Any, **fields: Any) -> dict[str, Any]:
    claim = {
        "id": "one",
        "text": "It is so.",
        "quote": quote,
        "kind": "fact",
        "attribution": attribution,
    }
    value = briefing(TEXT, claims=[claim], **fields)
    return {name: one for name, one in value.items() if name not in ("actors", "cast")} | {
        "format": "2"
    }


def _checked(root: Path, quote: Any, attribution: Any = (), **fields: Any) -> Compilation:
    value = _briefing(quote, attribution or [], **fields)
    return compiled(root, articles={FOLDER: (TEXT, value)}, **PARTS)


@pytest.mark.parametrize(
    "quote",
    [
        "The bridge is safe",
        "“The bridge is safe. It is ours,”",
        ["The bridge is safe", "It is ours"],
        "unfounded",
        "and left by day",
    ],
)
@pytest.mark.parametrize("draft", ["true", "false"])
def test_a_quote_in_quotation_marks_is_not_the_articles_own(
    quote: Any, draft: str, tmp_path: Path
) -> None:
    found = _checked(tmp_path, quote, draft=draft)
    assert [problem.code for problem in found.diagnostics] == ["quoted-own-voice"]
    assert found.diagnostics[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "quote",
    [
        "The town calls it “unfounded”",
        "sells “A Bridge Too Far” again",
        ["The bridge is safe", "the mayor said"],
    ],
)
def test_some_quoted_words_are_a_notice_which_fails_nothing(quote: Any, tmp_path: Path) -> None:
    found = _checked(tmp_path, quote)
    assert found.diagnostics == ()
    assert [(one.code, one.severity) for one in found.notices] == [
        ("quoted-own-voice", Severity.NOTICE)
    ]


@pytest.mark.parametrize(
    ("quote", "attribution", "draft"),
    [
        ("the mayor said", [], "false"),
        ("The '90s were long", [], "false"),
        ("The bridge is safe", "unknown", "true"),
        ("The town calls it “unfounded”", "unknown", "true"),
    ],
)
def test_others_are_neither(quote: str, attribution: Any, draft: str, tmp_path: Path) -> None:
    found = _checked(tmp_path, quote, attribution, draft=draft)
    assert (found.diagnostics, found.notices) == ((), [])


@pytest.mark.parametrize("paths", [[], [f"briefings/articles/{FOLDER}"]])
def test_a_check_shows_notices_and_passes(paths: list[str], tmp_path: Path) -> None:
    root = project(
        tmp_path,
        articles={FOLDER: (TEXT, _briefing("The town calls it “unfounded”", []))},
        **PARTS,
    )
    arguments = ["check", *(str(root / path) for path in paths), "--root", str(root)]
    result = RUN.invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert "notice [quoted-own-voice]" in result.output
    assert "No problems, 1 notice" in result.output
    assert "No problems: 1 briefing" in result.output or paths
    told = json.loads(RUN.invoke(app, [*arguments, "--format", "json"]).stdout)
    assert (told["problems"], [one["severity"] for one in told["notices"]]) == ([], ["notice"])
    assert told["summary"] == {"problems": 0, "files": 0}
    for form, said in [("github", "::notice file="), ("sarif", '"level": "note"')]:
        shown = RUN.invoke(app, [*arguments, "--format", form])
        assert shown.exit_code == 0
        assert said in shown.stdout
