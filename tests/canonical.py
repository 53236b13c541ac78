"""Builders for tests of the canonical form."""

from article_briefings.formatting._canonical import format_yaml
from article_briefings.input._yaml_reader import read_yaml

BRIEFING = "briefings/articles/2031-04-28-drill/briefing.yml"
ACTOR = "briefings/actors/ada-fable.yml"


def formatted(text: str, path: str = "any.yml") -> str:
    """The canonical form, which is there, is stable and says what the file says."""
    result = format_yaml(path, text)
    assert (result.refusal, result.diagnostics) == ("", ())
    assert result.text is not None
    before, after = read_yaml(path, text)[0], read_yaml(path, result.text)[0]
    assert before is not None
    assert after is not None
    assert after.root == before.root or result.ids
    assert format_yaml(path, result.text).text == result.text
    assert "\r" not in result.text
    assert result.text.endswith("\n")
    return result.text
