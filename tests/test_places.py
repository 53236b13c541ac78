"""Where a claim stands in its article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.models import Span, paragraphs
from generator.pages.places import Places
from generator.pages.views import Bar

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
    assert Places(TEXT).of(at(*parts)).words == words


def test_a_place_is_drawn_part_by_part_in_percent() -> None:
    text = "x" * 1000
    bars = Places(text).of((Span(0, 500), Span(990, 1000))).bars
    assert [(bar.start, bar.length) for bar in bars] == [(0, 50), (98, 2)]


def test_many_parts_are_drawn_in_as_many_bars_as_the_sheet_has_layers() -> None:
    parts = [Span(start, start + 10) for start in range(0, 1000, 50)]
    bars = Places("x" * 1000).of(parts).bars
    assert len(bars) == 8
    assert (bars[-1].start, bars[-1].start + bars[-1].length) == (35, 96)


@pytest.mark.parametrize(
    ("start", "length", "position"), [(0, 50, 0), (50, 50, 100), (98, 2, 100), (0, 100, 0), (10, 20, 12)]
)
def test_a_bar_is_placed_as_style_sheets_place_backgrounds(
    start: int, length: int, position: int
) -> None:
    bar = Bar(start, length)
    assert bar.position == position
    assert abs(bar.position * (100 - length) / 100 - start) <= 0.5


@given(st.text(st.sampled_from("ab \n"), min_size=1, max_size=400), st.data())
def test_every_place_lies_in_its_article_and_can_be_seen(text: str, data: st.DataObject) -> None:
    if not paragraphs(text):
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = Places(text).of((Span(start, end),))
    [bar] = place.bars
    assert bar.start >= 0
    assert bar.length >= 2
    assert bar.start + bar.length <= 101
    assert place.words.endswith(f" of {len(paragraphs(text))}")
