"""What has no canonical form, and forms that would not be faithful."""

import pytest

from article_briefings.formatting import _canonical as formatting
from article_briefings.formatting._canonical import format_yaml
from article_briefings.formatting._layout import is_formatted
from tests.canonical import ACTOR, BRIEFING


def test_a_broken_file_has_no_form_but_its_problems() -> None:
    result = format_yaml("any.yml", "a: [\n")
    assert result.text is None
    assert [problem.code for problem in result.diagnostics] == ["yaml-syntax"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("a: c\n", "other values"),
        ("a: [\n", "other values"),
        ("a: b\n", "lose a comment"),
        ("a:   b # why\n", "not be stable"),
    ],
)
def test_a_form_that_is_not_faithful_is_refused(
    bad: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = formatting.emit, []

    def emit(*arguments: object) -> str:
        calls.append(arguments)
        return bad if len(calls) == 1 else real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(formatting, "emit", emit)
    result = format_yaml("any.yml", "a: b # why\n")
    assert result.text is None
    assert reason in result.refusal


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (BRIEFING, True),
        (ACTOR, True),
        ("briefings/background/x.yml", True),
        ("briefings/topics.yml", True),
        ("briefings/articles/2031-04-28-drill/source.txt", False),
        ("briefings/actors/deep/x.yml", False),
        ("mkdocs.yml", False),
    ],
)
def test_the_files_of_the_format_have_a_form(path: str, expected: bool) -> None:
    assert is_formatted(path) is expected
