"""Any file in its canonical form: the same values, the same comments, nothing left to change."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from article_briefings.formatting import _canonical as formatting
from article_briefings.formatting import migrate
from article_briefings.formatting._canonical import format_yaml
from article_briefings.formatting._layout import layout_of
from article_briefings.formatting._migrations import Migrated
from article_briefings.formatting._nodes import comments_of
from article_briefings.formatting._versions import version_of
from article_briefings.input._yaml_reader import read_yaml
from tests.canonical import ACTOR, BRIEFING, formatted
from tests.overlay import PROJECT
from tests.untidy import COMMENTS, untidy

MANY = settings(
    max_examples=250, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@MANY
@given(untidy())
@example("---\r\n- # why\r\n a\r\n- a\r\n")
@example("a: [ # opens\n] # closes\n")
@example("a: &a # x\n- # y\n  b\n# z\nc: *a # t\n")
@example("- - {a: b, c: " + "d " * 60 + "e} # beside\n")
def test_values_and_comments_of_any_file_stay_and_other_readers_see_them(text: str) -> None:
    document, _ = read_yaml("any.yml", text)
    assume(document)
    assert document is not None
    canonical = formatted(text)
    assert comments_of(canonical) == comments_of(text)
    try:
        values = yaml.safe_load(canonical)
    except yaml.composer.ComposerError as error:
        assume("duplicate anchor" not in str(error))  # which YAML allows and this reader does not
        raise
    assert values == document.root


@MANY
@given(st.data())
def test_values_and_comments_of_the_kinds_of_files_stay(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([BRIEFING, ACTOR, "briefings/topics.yml"]))
    layout = layout_of(path)
    names = {*layout.fields, *(layout.inner.fields if layout.inner else {})}
    for part in layout.fields.values():
        names |= {*part.fields, *(part.inner.fields if part.inner else {})}
    text = data.draw(untidy(tuple(sorted(names))))
    document, _ = read_yaml(path, text)
    assume(document)
    assert document is not None
    if version_of(document) == 1:
        result = migrate(path, text)
        assert (result.refusal, result.diagnostics) == ("", ())
        assert result.text is not None
        assert sorted(comments_of(result.text)) == sorted(comments_of(text))
    else:
        assert sorted(comments_of(formatted(text, path))) == sorted(comments_of(text))


@pytest.mark.parametrize(
    "text",
    ["0o17", "1.5e3", ".5", "-.inf", ".NaN", "0x1F", "null", "~", "True", "1_000", "12:30:45"],
)
def test_what_a_newer_reader_takes_for_no_text_is_quoted(text: str) -> None:
    assert formatted(f"a: '{text}'\n") == f'a: "{text}"\n'


FILES = [
    path
    for folder in ("briefings", "tests/examples", "seeds")
    for path in sorted((PROJECT / folder).rglob("*.yml"))
    if path.is_file() and not path.is_symlink()
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_values_and_comments_of_our_files_stay(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    name = path.relative_to(PROJECT).as_posix()
    name = name[name.find("briefings/") :]
    document, problems = read_yaml(name, text)
    if document is None:
        assert format_yaml(name, text) == formatting.Formatted(None, tuple(problems))
    elif version_of(document) == 1:
        assert format_yaml(name, text) == formatting.Formatted(None, is_old=True)
        result = migrate(name, text)
        assert result.refusal == ""
        assert result.text is not None
        assert migrate(name, result.text) == Migrated(result.text)
        assert formatted(result.text, name) == result.text
    else:
        assert sorted(comments_of(formatted(text, name))) == sorted(comments_of(text))


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data())
def test_a_comment_anywhere_in_a_real_file_survives(data: st.DataObject) -> None:
    (path,) = (PROJECT / "tests/examples/base").rglob("briefing.yml")
    text = migrate(BRIEFING, path.read_text("utf-8")).text
    assert text
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        remark = data.draw(COMMENTS)
        if data.draw(st.booleans()):
            lines[at] += f"  {remark}"
        else:
            indent = len(lines[at]) - len(lines[at].lstrip())
            lines.insert(at, " " * indent + remark)
    text = data.draw(st.sampled_from(["\n", "\r\n"])).join(lines)
    assume(read_yaml(BRIEFING, text)[0])
    assert sorted(comments_of(formatted(text, BRIEFING))) == sorted(comments_of(text))
