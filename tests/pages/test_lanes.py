from collections.abc import Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.models._text import Span
from article_briefings.pages._marks import lanes

stretches = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda p: Span(p[0], sum(p)))


def _disjoint(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


marks = st.lists(st.lists(stretches, min_size=1, max_size=3).map(_disjoint), max_size=12)


def _lanes(given_marks: Sequence[Sequence[Span]]) -> list[int]:
    return lanes([(span.start, span.end) for span in mark if len(span)] for mark in given_marks)


def _share(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other if len(a) and len(b))


@settings(max_examples=500)
@given(marks)
def test_marks_that_share_a_character_have_different_lanes(
    given_marks: list[tuple[Span, ...]],
) -> None:
    found = _lanes(given_marks)
    assert len(found) == len(given_marks)
    for (one, lane), (other, another) in combinations(zip(given_marks, found, strict=True), 2):
        assert lane != another or not _share(one, other)


@settings(max_examples=500)
@given(marks)
def test_no_mark_lies_lower_than_it_must(given_marks: list[tuple[Span, ...]]) -> None:
    found = _lanes(given_marks)
    for index, (mark, lane) in enumerate(zip(given_marks, found, strict=True)):
        before = list(zip(given_marks[:index], found[:index], strict=True))
        for lower in range(lane):
            assert any(level == lower and _share(mark, other) for other, level in before)


def test_marks_in_a_row_share_the_lane_next_to_the_text() -> None:
    assert _lanes([(Span(0, 2),), (Span(2, 4),), (Span(4, 6),)]) == [0, 0, 0]


def test_a_mark_in_parts_leaves_room_between_them() -> None:
    assert _lanes([(Span(0, 2), Span(6, 8)), (Span(3, 5),), (Span(1, 7),)]) == [0, 0, 1]
