"""Edits at places that are rare: empty values, anchors, comments beside a block, other spaces."""

import pytest

from article_briefings.input._documents import Path
from article_briefings.review._edits import (
    apply,
    in_flow,
    insert_field,
    replace_scalar,
    replace_selector,
)
from article_briefings.review._values import value_at
from tests.building import document

NEW = "one, two"


@pytest.mark.parametrize(
    ("text", "place", "after"),
    [
        ("a:\nb: c\n", ("a",), "a: one, two\nb: c\n"),
        ("a:   # why\nb: c\n", ("a",), "a: one, two   # why\nb: c\n"),
        ("a:\n  -\n  - b\n", ("a", 0), "a:\n  - one, two\n  - b\n"),
        ("a:\r\n- b\r\n-\r\n", ("a", 1), "a:\r\n- b\r\n- one, two\r\n"),
        ("a: {b: , c: d}\n", ("a", "b"), 'a: {b: "one, two", c: d}\n'),
    ],
)
def test_an_empty_value_is_filled(text: str, place: Path, after: str) -> None:
    read = document(text)
    edit = replace_scalar(read, place, NEW)
    assert edit is not None
    assert apply(text, [edit]) == after
    assert value_at(document(after), place) == NEW


def test_an_empty_value_is_filled_with_a_selector() -> None:
    for text, place in (("a:\nb: c\n", ("a",)), ("a:\n  -\n", ("a", 0))):
        fields = {"exact": NEW, "nth": "2"}
        after = apply(text, replace_selector(document(text), place, fields))
        assert value_at(document(after), place) == fields


def test_a_field_without_a_colon_is_not_edited() -> None:
    read = document("a: {b, c: d}\n")
    assert replace_scalar(read, ("a", "b"), NEW) is None
    assert replace_selector(read, ("a", "b"), {"exact": NEW, "nth": "2"}) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x {b: c, d: e}\n", ("a", "b")),
        ("a: &x [b, c]\n", ("a", 0)),
        ("a: &x # why\n  # and more\n  {b: c}\n", ("a", "b")),
        ("a: &x [{b: c}]\n", ("a", 0, "b")),
    ],
)
def test_brackets_with_an_anchor_are_brackets(text: str, place: Path) -> None:
    read = document(text)
    assert in_flow(read, place)
    edit = replace_scalar(read, place, NEW)
    assert edit is not None
    assert value_at(document(apply(text, [edit])), place) == NEW


def test_a_block_with_an_anchor_is_no_bracket() -> None:
    read = document("a: &x\n  b: '{'\n  c: [d]\n")
    assert not in_flow(read, ("a", "b"))
    assert in_flow(read, ("a", "c", 0))


@pytest.mark.parametrize("fields", [{"exact": NEW}, {"exact": NEW, "nth": "2"}])
@pytest.mark.parametrize(
    "text",
    [
        "a: {exact: &q q, prefix: r}\nb: *q\n",
        "a:\n  exact: &q q\n  suffix: r\nb: *q\n",
    ],
)
def test_a_selector_that_holds_an_anchor_is_not_replaced(text: str, fields: dict[str, str]) -> None:
    assert replace_selector(document(text), ("a",), fields) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "a: >-   # why\n  b\n  c\nd: e\n",
            'a: {exact: "one, two", nth: 2}   # why\nd: e\n',
        ),
        ("a: |\r\n  b\r\nd: e\r\n", 'a: {exact: "one, two", nth: 2}\r\nd: e\r\n'),
    ],
)
def test_a_comment_beside_a_block_stays_where_a_selector_takes_its_place(
    text: str, after: str
) -> None:
    edits = replace_selector(document(text), ("a",), {"exact": NEW, "nth": "2"})
    assert apply(text, edits) == after
    assert value_at(document(after), ("a",)) == {"exact": NEW, "nth": "2"}


@pytest.mark.parametrize("sign", ["|", ">-", "|2-"])
@pytest.mark.parametrize("value", ["12\u00a0000 men", "a\u3000b", "a\u2009%", "a\ufeffb", "# a"])
def test_a_block_keeps_the_spaces_that_a_text_means(sign: str, value: str) -> None:
    text = f"a: {sign}  # why\n  old\nb: c\n"
    edit = replace_scalar(document(text), ("a",), value)
    assert edit is not None
    after = document(apply(text, [edit]))
    assert str(value_at(after, ("a",))).strip("\n") == value
    assert "  # why\n" in after.text


def test_line_separators_which_yaml_cannot_hold_are_spaces_in_a_block() -> None:
    text = "a: |-\n  old\n"
    edit = replace_scalar(document(text), ("a",), "a\u2028b\n c")
    assert edit is not None
    assert apply(text, [edit]) == "a: |-\n  a b c\n"


def test_a_field_is_inserted_with_the_line_ends_of_the_file() -> None:
    text = "a: b\r\nc: d\r\n"
    edit = insert_field(document(text), (), "n", "v")
    assert edit is not None
    assert apply(text, [edit]) == f"n: v\r\n{text}"


@pytest.mark.parametrize("text", ["a:\nb: c\n", "a: text\n", "a: [b]\n", "a:\n- b\n", "b: c\n"])
def test_a_field_is_inserted_into_a_mapping_only(text: str) -> None:
    assert insert_field(document(text), ("a",), "n", "v") is None
