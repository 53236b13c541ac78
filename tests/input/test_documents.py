import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.diagnostics._diagnostics import Location
from article_briefings.input._documents import LineMap, SourceText
from article_briefings.models._text import Span
from tests.building import document
from tests.texts import anything

line_texts = st.lists(
    st.text(st.sampled_from("ab\t é漢\U0001f600\u0301\u2028\x0b"), max_size=8), min_size=1
)


@given(line_texts, st.sampled_from(["\n", "\r\n", "\r"]), st.data())
def test_places_are_line_and_column_whatever_ends_the_lines(
    lines: list[str], end: str, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[number])))
    offset = sum(len(line) + len(end) for line in lines[:number]) + column
    line_map = LineMap(end.join(lines))
    assert line_map.place(offset) == (number + 1, column + 1)
    assert line_map.line(number + 1) == lines[number]


@given(anything, st.integers(0, 60), st.integers(0, 60))
def test_every_span_has_a_location_inside_the_text(text: str, start: int, length: int) -> None:
    place = LineMap(text).location("f", Span(start, start + length))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= place.line <= place.end_line <= len(lines)
    assert place.excerpt[0] == lines[place.line - 1]
    assert (place.line, place.column) <= (place.end_line, place.end_column)


def test_a_location_shows_the_lines_it_reaches_over() -> None:
    place = LineMap("one\ntwo\nthree\n").location("f", Span(1, 9))
    assert place == Location("f", 1, 2, 3, 2, ("one", "two", "three"))


def test_a_location_that_ends_with_a_line_does_not_show_the_next() -> None:
    assert LineMap("one\ntwo\n").location("f", Span(0, 4)).excerpt == ("one",)


def test_a_span_beyond_the_end_is_placed_at_the_end() -> None:
    assert LineMap("one\ntwo").location("f", Span(90, 99)) == Location("f", 2, 4, 2, 4, ("two",))


def test_an_empty_text_has_one_place() -> None:
    assert LineMap("").location("f", Span(0, 5)) == Location("f", 1, 1, 1, 1, ("",))


def test_a_source_text_places_its_spans() -> None:
    source = SourceText("a/source.txt", "one\r\ntwo three", "")
    assert str(source.location(Span(9, 14))) == "a/source.txt:2:5"


DOCUMENT = "title: One\nclaims:\n  - id: a\n    quote: a long\n      text\n  - id: b\nempty:\n"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "1:1"),
        (("title",), "1:8"),
        (("claims",), "3:3"),
        (("claims", 1, "id"), "6:9"),
        (("claims", 1), "6:5"),
        (("claims", 1, "missing"), "6:5"),
        (("claims", 7, "id"), "3:3"),
        (("nowhere", "at", "all"), "1:1"),
        (("empty",), "7:7"),
    ],
)
def test_a_path_is_placed_at_its_value_or_the_nearest_around_it(
    path: tuple[str | int, ...], place: str
) -> None:
    assert str(document(DOCUMENT).location(path)) == f"briefing.yml:{place}"


def test_a_value_of_several_lines_is_shown_by_its_first() -> None:
    place = document(DOCUMENT).location(("claims", 0, "quote"))
    assert (place.line, place.column, place.end_line, place.end_column) == (4, 12, 4, 18)
    assert place.excerpt == ("    quote: a long",)


def test_a_field_name_is_placed_where_it_stands() -> None:
    read = document(DOCUMENT)
    assert str(read.key_location(("claims",))) == "briefing.yml:2:1"
    assert read.key_location(("claims", 1)) == read.location(("claims", 1))


def test_an_excerpt_is_found_within_its_own_value_only() -> None:
    read = document("a: <b> here\nb: not <b> but <i>\nc: x\n")
    assert str(read.excerpt_location(("b",), "<b>")) == "briefing.yml:2:8"
    assert str(read.excerpt_location(("b",), "<i>")) == "briefing.yml:2:16"
    assert str(read.excerpt_location(("c",), "<b>")) == "briefing.yml:3:4"
    assert str(read.excerpt_location(("c",), "")) == "briefing.yml:3:4"
