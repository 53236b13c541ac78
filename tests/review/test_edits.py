"""Edits leave everything else as it is, and what they write is read back as it was meant."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.input._documents import Document, Path
from article_briefings.input._yaml_reader import read_yaml
from article_briefings.models._text import Span
from article_briefings.review._edits import (
    Edit,
    apply,
    in_flow,
    insert_field,
    mapping,
    replace_scalar,
    replace_selector,
    scalar,
)
from article_briefings.review._values import value_at
from tests.building import document
from tests.texts import showable

SYNTAX = st.text(st.sampled_from("ab :#,[]{}'\"-?!&*|>%@`~\\\n.=<"), max_size=12)
PLACES = ["a: {}\nb: c\n", "a: {{x: {}, y: z}}\n", "a: [{}, z]\n", "- {}\n- b\n", "{}"]

LAYOUT = """\
# A comment that stays.
b:   "kept"   # and this one

claims:
  - quote: one two
      three   # behind
    cue: 'it''s'
  - {quote: plain text, cue: "quoted", at: [first, "second"]}
  - quote: >-   # folded
      some words
      over lines

    cue: |
        kept

  - quote:
      exact: old
      prefix: before
    cue: {exact: x, nth: 2}
last: end
"""
SCALARS: list[Path] = [
    ("b",),
    ("claims", 0, "quote"),
    ("claims", 0, "cue"),
    ("claims", 1, "quote"),
    ("claims", 1, "cue"),
    ("claims", 1, "at", 0),
    ("claims", 1, "at", 1),
    ("claims", 2, "quote"),
    ("claims", 2, "cue"),
    ("claims", 3, "quote", "exact"),
    ("claims", 3, "cue", "exact"),
    ("last",),
]
SELECTORS: list[Path] = [
    ("claims", 0, "quote"),
    ("claims", 1, "quote"),
    ("claims", 1, "at", 1),
    ("claims", 2, "quote"),
    ("claims", 2, "cue"),
    ("claims", 3, "quote"),
    ("claims", 3, "cue"),
]
WORDS = st.text(st.sampled_from("ab:#,-'\"{}[]é“ "), min_size=1, max_size=150).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(st.text("abc\r\n", max_size=30), st.data())
def test_what_no_edit_covers_stays_byte_for_byte(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    edits = [
        Edit(Span(one, other), "<new>") for one, other in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    changed = apply(text, edits)
    kept = [
        text[one:other]
        for one, other in zip([0, *cuts[1::2]], [*cuts[::2], len(text)], strict=False)
    ]
    if len(cuts) % 2:
        kept[-1] = text[cuts[-2] if len(cuts) > 1 else 0 :]
    assert changed.split("<new>") == kept


def test_edits_that_overlap_are_a_bug() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply("abcdef", [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")])


@given(st.one_of(showable, SYNTAX), st.sampled_from(["", "'", '"']), st.sampled_from(PLACES))
def test_a_scalar_is_read_back_wherever_it_stands(value: str, style: str, place: str) -> None:
    flow = place[3:4] in ("{", "[")
    read, problems = read_yaml("x", place.format(scalar(value, flow=flow, style=style)))
    if read is None:
        # Some characters no file of the format can hold, not even escaped; "" is no document.
        assert {problem.code for problem in problems} <= {"control-character", "empty-file"}
        return
    root: Any = read.root
    while isinstance(root, dict | list):
        root = next(iter(root.values())) if isinstance(root, dict) else root[0]
    assert root == value


@pytest.mark.parametrize(
    ("value", "flow", "written"),
    [
        ("The bridge is safe", False, "The bridge is safe"),
        ("safe, and ours", False, "safe, and ours"),
        ("safe, and ours", True, '"safe, and ours"'),
        ("Iran: no clash", False, '"Iran: no clash"'),
        ("https://a.example/b", True, "https://a.example/b"),
        ("“quoted” – text", True, "“quoted” – text"),
        ('called "so"', False, 'called "so"'),
        ('"so" called', False, '"\\"so\\" called"'),
        ("null", False, '"null"'),
        ("", True, '""'),
    ],
)
def test_a_scalar_is_plain_where_it_may_be(value: str, flow: bool, written: str) -> None:
    assert scalar(value, flow=flow) == written


def test_a_mapping_is_written_in_braces_or_in_lines() -> None:
    fields = {"exact": "a, b", "prefix": "c"}
    assert mapping(fields) == '{exact: "a, b", prefix: c}'
    assert mapping(fields, newline="\n  ") == "exact: a, b\n  prefix: c"


def test_flow_is_known_from_what_is_around() -> None:
    read = document(LAYOUT)
    assert in_flow(read, ("claims", 1, "at", 0))
    assert in_flow(read, ("claims", 3, "cue", "exact"))
    assert not in_flow(read, ("claims", 2, "quote"))


def variants(text: str) -> list[str]:
    return [text, text.replace("\n", "\r\n")]


def replaced(read: Document, edits: list[Edit]) -> Document:
    """The file after the edits; everything outside them is unchanged by construction."""
    after, problems = read_yaml("briefing.yml", apply(read.text, edits))
    assert after is not None, (apply(read.text, edits), problems)
    return after


def comments(text: str) -> list[str]:
    return re.findall(r"#.*", text)


@given(st.sampled_from(SCALARS), WORDS, st.sampled_from(variants(LAYOUT)))
def test_a_replaced_scalar_is_the_only_difference(place: Path, value: str, text: str) -> None:
    read = document(text)
    edit = replace_scalar(read, place, value)
    assert edit is not None
    after = replaced(read, [edit])
    assert str(value_at(after, place)).strip() == value
    assert after.values.keys() == read.values.keys()
    for other in SCALARS:
        if other != place:
            assert value_at(after, other) == value_at(read, other)
    if "#" not in value:
        assert comments(after.text) == comments(text)
    assert after.text.count("\r\n") in (0, after.text.count("\n"))


@given(
    st.sampled_from(SELECTORS),
    WORDS,
    st.sampled_from([{}, {"prefix": "before: it"}, {"suffix": "b, c"}, {"nth": "3"}]),
    st.sampled_from(variants(LAYOUT)),
)
def test_a_replaced_selector_is_the_only_difference(
    place: Path, exact: str, context: dict[str, str], text: str
) -> None:
    read = document(text)
    fields = {"exact": exact, **context}
    edits = replace_selector(read, place, fields)
    assert edits
    after = replaced(read, edits)
    value = value_at(after, place)
    was_text = isinstance(value_at(read, place), str)
    if was_text and not context:
        assert str(value).strip() == exact
    else:
        assert value == fields
    for other in SCALARS:
        if other[: len(place)] != place:
            assert value_at(after, other) == value_at(read, other)


def test_a_folded_text_keeps_its_header_and_indentation() -> None:
    read = document(LAYOUT)
    edit = replace_scalar(read, ("claims", 2, "quote"), "word " * 40 + "end")
    assert edit is not None
    lines = edit.text.split("\n")
    assert lines[0] == ">-   # folded"
    assert all(line.startswith("      word") and len(line) <= 100 for line in lines[1:])


@pytest.mark.parametrize(
    "text",
    ["a: &x text\nb: *x\n", "a: {exact: x, # why\n  prefix: y}\n"],
)
def test_what_would_lose_an_anchor_or_a_comment_is_not_edited(text: str) -> None:
    assert replace_selector(document(text), ("a",), {"exact": "z", "suffix": "s"}) == []


def test_a_field_is_inserted_before_the_others() -> None:
    for text, after in [
        ("source:\n  language: en\n", "source:\n  sha256: x\n  language: en\n"),
        ("source:\r\n  language: en\r\n", "source:\r\n  sha256: x\r\n  language: en\r\n"),
        ("source: {language: en}\n", "source: {sha256: x, language: en}\n"),
    ]:
        edit = insert_field(document(text), ("source",), "sha256", "x")
        assert edit is not None
        assert apply(text, [edit]) == after
