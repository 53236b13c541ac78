"""Where a claim stands in its article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.models._text import Span, paragraphs
from article_briefings.pages._claim_view import Bar, QuotePlaces

TEXT = "One two.\n\nThree four five.\nSix."


def at(*parts: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["One two."], "paragraph 1 of 3"),
        (["Three"], "paragraph 2 of 3"),
        (["Six."], "paragraph 3 of 3"),
        (["Three", "Six"], "paragraphs 2–3 of 3"),
        (["two.\n\nThree"], "paragraphs 1–2 of 3"),
    ],
)
def test_a_place_is_said_in_paragraphs(parts: list[str], words: str) -> None:
    assert QuotePlaces(TEXT).of(at(*parts)).words == words


def start(bar: Bar) -> float:
    """Where a style sheet begins to draw a bar, in percent of the whole."""
    return bar.position * (100 - bar.length) / 100


def test_a_place_is_drawn_part_by_part_in_percent() -> None:
    bars = QuotePlaces("x" * 1000).of((Span(0, 500), Span(990, 1000))).bars
    assert bars == (Bar(0, 50), Bar(100, 2))


def test_many_parts_are_drawn_in_as_many_bars_as_the_sheet_has_layers() -> None:
    parts = [Span(start, start + 10) for start in range(0, 1000, 50)]
    bars = QuotePlaces("x" * 1000).of(parts).bars
    assert len(bars) == 8
    assert start(bars[-1]) == pytest.approx(35, abs=0.5)
    assert bars[-1].length == 61


@pytest.mark.parametrize(
    ("begin", "end", "bar"),
    [
        (0, 50, Bar(0, 50)),
        (50, 100, Bar(100, 50)),
        (98, 100, Bar(100, 2)),
        (0, 100, Bar(0, 100)),
        (10, 30, Bar(12, 20)),
    ],
)
def test_a_bar_is_placed_as_style_sheets_place_backgrounds(begin: int, end: int, bar: Bar) -> None:
    [drawn] = QuotePlaces("x" * 100).of((Span(begin, end),)).bars
    assert drawn == bar
    assert start(drawn) == pytest.approx(begin, abs=0.5)


@given(st.text(st.sampled_from("ab \n"), min_size=1, max_size=400), st.data())
def test_every_place_lies_in_its_article_and_can_be_seen(text: str, data: st.DataObject) -> None:
    if not paragraphs(text):
        return
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    place = QuotePlaces(text).of((Span(begin, end),))
    [bar] = place.bars
    assert 0 <= bar.position <= 100
    assert 2 <= bar.length <= 100
    assert start(bar) == pytest.approx(min(98, begin * 100 // len(text)), abs=0.5)
    assert place.words.endswith(f" of {len(paragraphs(text))}")
