"""Offsets of others: however they count, the spans are where the words stand."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.importing._offsets import Placement, QuotedOffsets, place
from article_briefings.models._text import Span

TEXT = (
    "Élan \U0001f600 met the council.\r\nThe \U00010400 mayor said “no”.\n"
    "\nIt rained; nobody came.\n"
)
WORDS = ("council", "mayor", "“no”", "nobody", "It rained", "came")
Way = Callable[[str], int]

#: By how a file says it counts, the length of a stretch of text.
WAYS: dict[str, Way] = {
    "": len,
    "offsets count UTF-16 units": lambda s: len(s.encode("utf-16-le")) // 2,
    "offsets count bytes": lambda s: len(s.encode()),
    "they count CRLF as one character": lambda s: len(s.replace("\r\n", "\n")),
    "they count every line end as two characters (CRLF)": lambda s: len(
        s.replace("\r\n", "\n").replace("\n", "\r\n")
    ),
    "they count a byte-order mark": lambda s: len(s) + 1,
    "offsets count bytes, and they count a byte-order mark": lambda s: len(s.encode()) + 3,
    "offsets count bytes, and they count CRLF as one character": lambda s: len(
        s.replace("\r\n", "\n").encode()
    ),
}


def spans_of(text: str, words: tuple[str, ...] = WORDS) -> list[Span]:
    """The first place of each word."""
    return [Span(text.index(w), text.index(w) + len(w)) for w in words]


def counted(text: str, spans: list[Span], length: Way) -> list[QuotedOffsets]:
    """What a file says that counts in some way."""
    return [
        QuotedOffsets(((length(text[: s.start]), length(text[: s.end])),), s.of(text))
        for s in spans
    ]


@pytest.mark.parametrize("how", WAYS)
def test_a_way_of_counting_is_recognised(how: str) -> None:
    spans = spans_of(TEXT)
    found = place(TEXT, counted(TEXT, spans, WAYS[how]))
    assert found == Placement(tuple((span,) for span in spans), {}, how)


@settings(max_examples=50)
@given(
    text=st.text("ab\u00e9\u20ac\U0001f600 \n\r", min_size=8, max_size=60),
    ends=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), min_size=1, max_size=5),
    how=st.sampled_from(sorted(WAYS)),
)
def test_words_always_stand_where_they_are_placed(
    text: str, ends: list[tuple[int, int]], how: str
) -> None:
    spans = [Span(a, min(a + n, len(text))) for a, n in ends if a < len(text)]
    annotated = counted(text, spans, WAYS[how])
    found = place(text, annotated)
    assert len(found.spans) == len(annotated)
    for number, placed in enumerate(found.spans):
        assert bool(placed) != (number in found.problems)
        words = " ".join(span.of(text) for span in placed)
        assert not placed or words.split() == annotated[number].words.split()
    if how == "":
        assert found.spans == tuple((span,) for span in spans)


def test_one_span_that_does_not_fit_is_a_problem_and_the_others_stay() -> None:
    spans = spans_of(TEXT)
    annotated = [*counted(TEXT, spans, len), QuotedOffsets(((0, 4),), "rained")]
    found = place(TEXT, annotated)
    assert found.spans == (*((span,) for span in spans), ())
    assert found.problems == {6: "its words are “rained”, but the text has “Élan” there"}
    assert found.how == ""


def test_offsets_beyond_the_text_are_a_problem() -> None:
    found = place(
        "Words.", [QuotedOffsets(((0, 5),), "Words"), QuotedOffsets(((0, 999_999_999),), "W")]
    )
    assert found.spans == ((Span(0, 5),), ())
    assert found.problems == {1: "its offsets 0 999999999 are beyond the end of the text"}


def test_spaces_that_lines_have_lost_move_the_marks_behind_them() -> None:
    lines = ["The council met.", "The mayor said no.", "Rain fell; nobody came.", "It is over."]
    annotated_text = "".join(f"{line}{'  ' * (n % 2 + 1)}\n" for n, line in enumerate(lines))
    text = "".join(f"{line}\n" for line in lines)
    words = ("council", "mayor", "no.", "nobody", "over")
    annotated = counted(annotated_text, spans_of(annotated_text, words), len)
    found = place(text, annotated)
    assert found.spans == tuple((span,) for span in spans_of(text, words))
    assert "its lines have gained or lost" in found.how
    back = place(annotated_text, counted(text, spans_of(text, words), len))
    assert back.spans == tuple((span,) for span in spans_of(annotated_text, words))


def test_fragments_of_one_mark_are_moved_each_by_its_own_way() -> None:
    before = "One two.  \nThree four.  \nFive six.  \nSeven eight.\n"
    text = before.replace("  \n", "\n")
    spans = spans_of(before, ("four", "six", "eight", "Seven"))
    both = QuotedOffsets(((before.index("four"), 0), (before.index("six"), 0)), "four six")
    both = QuotedOffsets(
        tuple((a, a + n) for (a, _), n in zip(both.fragments, (4, 3), strict=True)), both.words
    )
    found = place(text, [*counted(before, spans, len), both])
    assert found.spans[-1] == (*found.spans[0], *found.spans[1])
    assert [span.of(text) for span in found.spans[-1]] == ["four", "six"]


def test_a_text_that_is_another_one_gives_no_mark() -> None:
    annotated = counted(TEXT, spans_of(TEXT), len)
    found = place("Something else stands here, council and all, for a while.\n" * 3, annotated)
    assert found.spans == ((),) * len(annotated)
    assert len(found.problems) == len(annotated)


def test_fragments_are_put_in_order_and_joined_where_they_overlap() -> None:
    found = place("one two three", [QuotedOffsets(((8, 13), (0, 2), (1, 3)), "three on ne")])
    assert found.spans == ((Span(0, 3), Span(8, 13)),)
