"""One canonical form: the same values, the same comments, and nothing left to change."""

import textwrap
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from generator import formatting
from generator.formatting import format_yaml, is_formatted
from generator.formatting.layout import layout_of
from generator.formatting.nodes import comments_of
from generator.formatting.scalars import WIDTH
from generator.yaml_reader import read_yaml
from tests.overlay import PROJECT
from tests.untidy import COMMENTS, untidy

BRIEFING = "briefings/articles/2031-04-28-drill/briefing.yml"
ACTOR = "briefings/actors/ada-fable.yml"
MANY = settings(
    max_examples=400, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def formatted(text: str, path: str = "any.yml") -> str:
    """The canonical form, which is there, is stable and says what the file says."""
    result = format_yaml(path, text)
    assert (result.refusal, result.diagnostics) == ("", ())
    assert result.text is not None
    before, after = read_yaml(path, text)[0], read_yaml(path, result.text)[0]
    assert before is not None
    assert after is not None
    assert after.root == before.root
    assert format_yaml(path, result.text).text == result.text
    assert "\r" not in result.text
    assert result.text.endswith("\n")
    return result.text


# --- any file ----------------------------------------------------------------------------------


@MANY
@given(untidy())
@example("---\r\n- # why\r\n a\r\n- a\r\n")
@example("a: [ # opens\n] # closes\n")
@example("a: &a # x\n- # y\n  b\n# z\nc: *a # t\n")
@example("- - {a: b, c: " + "d " * 60 + "e} # beside\n")
def test_values_and_comments_of_any_file_stay(text: str) -> None:
    assume(read_yaml("any.yml", text)[0])
    assert comments_of(formatted(text)) == comments_of(text)


@MANY
@given(st.data())
def test_values_and_comments_of_the_kinds_of_files_stay(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([BRIEFING, ACTOR, "briefings/topics.yml"]))
    layout = layout_of(path)
    names = {*layout.fields, *(layout.inner.fields if layout.inner else {})}
    for part in layout.fields.values():
        names |= {*part.fields, *(part.inner.fields if part.inner else {})}
    text = data.draw(untidy(tuple(sorted(names))))
    assume(read_yaml(path, text)[0])
    assert sorted(comments_of(formatted(text, path))) == sorted(comments_of(text))


@MANY
@given(untidy())
def test_other_readers_of_yaml_see_the_same_texts(text: str) -> None:
    document, _ = read_yaml("any.yml", text)
    assume(document)
    assert document is not None
    try:
        values = yaml.safe_load(formatted(text))
    except yaml.composer.ComposerError as error:
        assume("duplicate anchor" not in str(error))  # which YAML allows and this reader does not
        raise
    assert values == document.root


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
    else:
        assert sorted(comments_of(formatted(text, name))) == sorted(comments_of(text))


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data())
def test_a_comment_anywhere_in_a_real_file_survives(data: st.DataObject) -> None:
    (path,) = (PROJECT / "tests/examples/base").rglob("briefing.yml")
    lines = path.read_text("utf-8").splitlines()
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


# --- the form ----------------------------------------------------------------------------------


def check(before: str, after: str, path: str = "any.yml") -> None:
    assert formatted(textwrap.dedent(before), path) == textwrap.dedent(after).lstrip("\n")


def test_lists_stand_under_their_field_and_two_spaces_in() -> None:
    check("a:\n- x\n-   y:  1\n    z: '2'\n", 'a:\n  - x\n  - "y": "1"\n    z: "2"\n')


def test_what_stands_in_brackets_stays_there_while_it_fits() -> None:
    check("a: [ x,   {b: c}\n  ]\n", "a: [x, {b: c}]\n")
    long = ", ".join(f"item-{number}" for number in range(14))
    check(f"a: [{long}]\n", "a:\n" + "".join(f"  - item-{number}\n" for number in range(14)))


def test_a_block_stays_a_block() -> None:
    check("a:\n  b: c\n", "a:\n  b: c\n")


def test_brackets_with_a_comment_in_them_become_a_block() -> None:
    check(
        """
        a: [ # opens
          x, # of x
          # of y
          z ] # closes
        """,
        """
        a:  # opens
          - x  # of x
          # of y
          - z
          # closes
        """,
    )


def test_comments_stay_where_they_speak() -> None:
    check(
        """
        # yaml-language-server: $schema=x

        # Above a.
        a:
        - # of the item
          k: v   # beside

          # before w
          w: > # of a text
            folded
          # at the end of the item
        # before c

        c: |- # of another
          one
          two
        # at the end
        """.replace("v   #", "v   #").lstrip("\n"),
        """
        # yaml-language-server: $schema=x

        # Above a.
        a:
          # of the item
          - k: v  # beside

            # before w
            w: >  # of a text
              folded
            # at the end of the item
        # before c

        c: |-  # of another
          one
          two
        # at the end
        """,
    )


def test_long_prose_is_folded_and_short_prose_is_not() -> None:
    check("a: >-\n  short\n  text\n", "a: short text\n")
    text = formatted(f'a: "{"word: " * 40}end"\n')
    assert text.startswith("a: >-\n  word: word:")
    assert max(map(len, text.splitlines())) <= WIDTH


def test_a_text_with_line_ends_keeps_them() -> None:
    check("a: |\n    One.\n\n    - two\n", "a: |\n  One.\n\n  - two\n")
    check('a: "one\\ntwo"\n', "a: |-\n  one\n  two\n")
    check("a: >\n   one\n\n\n   two\n", "a: >\n  one\n\n\n  two\n")


def test_a_text_that_only_escapes_can_write_stays_on_one_line() -> None:
    check('a: "  x\\ny\\n\\n"\n', 'a: "  x\\ny\\n\\n"\n')


def test_quotation_marks_stand_only_where_they_are_needed() -> None:
    check("a: 'text'\nb: \"it's: so\"\n", 'a: text\nb: "it\'s: so"\n')
    check('a: "- say \\"no\\""\n', "a: '- say \"no\"'\n")
    check("a: 'no'\nb:\n", 'a: "no"\nb: ""\n')


def test_dates_and_numbers_are_plain_in_their_fields_and_quoted_elsewhere() -> None:
    check(
        """
        as_of: "2031-04-28"
        review_due: 2031-04
        title: 2031
        """,
        """
        title: "2031"
        as_of: 2031-04-28
        review_due: 2031-04
        """,
        "briefings/background/x.yml",
    )


def test_fields_stand_in_the_order_of_the_format_and_unknown_ones_behind() -> None:
    check(
        """
        # yaml-language-server: $schema=x
        other: 1
        # Of the type.
        type: state
        name: X
        """,
        """
        # yaml-language-server: $schema=x
        name: X
        # Of the type.
        type: state
        other: "1"
        """,
        ACTOR,
    )


def test_the_id_comes_first() -> None:
    check(
        "evidence:\n  - {title: T, id: t, publisher: P}\n",
        "evidence:\n  - {id: t, title: T, publisher: P}\n",
        BRIEFING,
    )


def test_with_an_anchor_the_fields_keep_their_order() -> None:
    check(
        "type: &t state\nname: *t\naliases:   [&b x, *b]\n",
        "type: &t state\nname: *t\naliases: [&b x, *b]\n",
        ACTOR,
    )


def test_words_of_the_article_stay_on_one_line() -> None:
    words = "many words " * 12 + "end"
    text = formatted(f"claims:\n- id: a\n  quote: >-\n    {words}\n  text: {words}\n", BRIEFING)
    assert f"    quote: {words}\n" in text
    assert "    text: >-\n      many words" in text
    cue = f"{{actor: x, cue: {{exact: {words}}}}}"
    assert f"exact: {words}\n" in formatted(f"claims: [{{attribution: [{cue}]}}]\n", BRIEFING)


def test_empty_lines_part_the_sections_and_the_claims_of_a_briefing() -> None:
    check(
        """
        title: T


        topics: [a]
        claims:
        - id: a

          text: x
        - id: b
        review: {}
        """,
        """
        title: T
        topics: [a]

        claims:
          - id: a
            text: x

          - id: b

        review: {}
        """,
        BRIEFING,
    )


def test_a_byte_order_mark_and_windows_line_ends_go() -> None:
    assert formatted("a: b \r\n\r\nc: |\r\n  d\r\n  e\r\n") == "a: b\nc: |\n  d\n  e\n"


def test_a_value_alone_has_a_form_too() -> None:
    check("  - a", "- a\n")
    check("text # of it", "text  # of it\n")
    check("--- # opens\n'text'\n...\n# ends\n", "# opens\n# ends\ntext\n")


# --- safety ------------------------------------------------------------------------------------


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
