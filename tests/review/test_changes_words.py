"""Values in words: what of a text's layout has a meaning, and selectors."""

import pytest

from article_briefings.input._documents import Value
from article_briefings.review._values import selector, words

ITEMS = ["3. b", "3) b", "- b", "* b", "+ b", "-"]
RULES = ["---", "- - -", "***", "___", "==="]
BLOCKS = [*ITEMS, *RULES, "> b", "# b", "###### b", "| b", "```", "~~~"]


def test_words_keep_paragraphs_and_lists_and_drop_line_breaks() -> None:
    assert words(" one\n  two\nthree \n\n- a\n- b\n> c\n") == "one two three\n\n- a\n- b\n> c"
    assert words("a\r\nb \t c\n  - d\n    e") == "a b c\n  - d e"


@pytest.mark.parametrize(
    "line", ["2031 was", "3.5 men", "*b* c", "**b**", "`b`", "-5 men", "+5", "#b", "_b_", "-b -"]
)
def test_a_line_may_begin_like_that_without_a_meaning(line: str) -> None:
    assert words(f"a\n{line}") == f"a {line}"


@pytest.mark.parametrize("line", BLOCKS)
def test_a_line_that_begins_a_block_stays_a_line(line: str) -> None:
    assert words(f"a\n{line}\n\nc") == f"a\n{line}\n\nc"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n-" + " " * 200_000 + "x", "a\n- x"),
        ("a\n" + "- " * 100_000 + "x", "a\n" + "- " * 100_000 + "x"),
        ("a \n" * 100_000, "a " * 99_999 + "a"),
    ],
    ids=["spaces", "hyphens", "lines"],
)
def test_a_hostile_text_takes_no_longer_than_its_length(text: str, expected: str) -> None:
    assert words(text) == expected


def test_a_selector_is_told_with_its_context() -> None:
    value: Value = ["a", {"exact": "b", "prefix": "x", "suffix": "y"}, {"exact": "c", "odd": "z"}]
    assert selector(value) == "a … b (after “x”, before “y”) … c (odd z)"
