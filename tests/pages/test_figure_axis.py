"""Dates on a time axis: in order, apart, and never more certain than they are."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.models._dates import EdtfDate
from article_briefings.pages._axis import AxisFigure, axis_figure, years_figure

#: Places are percentages to a tenth, and a mark is at least 0.4 wide.
ROUNDED = 0.5


def _dates(*texts: str) -> list[EdtfDate]:
    return [EdtfDate.parse(text) for text in texts]


def _drawn(*texts: str) -> AxisFigure:
    figure = axis_figure(_dates(*texts))
    assert figure is not None
    return figure


def _ends(figure: AxisFigure) -> list[tuple[float, float]]:
    """Where each mark begins and ends; a day has a width that can be seen, about its middle."""
    return [
        (float(mark.middle), float(mark.middle))
        if mark.kind in ("day", "about")
        else (float(mark.x), float(mark.x) + float(mark.width))
        for mark in figure.marks
    ]


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2023-09-11", "day"),
        ("2023-09-11~", "about"),
        ("2023-09-11?", "about"),
        ("2023-09-01/2023-09-05", "period"),
        ("2023-09-01/2023-09-05~", "within"),
        ("2023-09/2023-10", "within"),
        ("2023-09", "within"),
        ("2023", "within"),
        ("[2023-09-11..2023-09-12]", "within"),
        ("2023-09-01/..", "from"),
        ("../2023-09~", "until"),
    ],
)
def test_only_what_is_certain_is_drawn_as_certain(date: str, kind: str) -> None:
    assert _drawn(date, "2020-01-01").marks[0].kind == kind


def test_an_open_end_reaches_beyond_all_known_days() -> None:
    figure = _drawn("../2023-09-08", "2023-09-10", "2023-09-09/..")
    assert [mark.kind for mark in figure.marks] == ["until", "day", "from"]
    until, day, since = _ends(figure)
    assert (until[0], since[1]) == (0, 100)
    assert 0 < day[0] < 100
    assert since[0] < day[0]


def test_long_times_without_an_event_are_cut_out() -> None:
    recent = ("2023-09-08", "2023-09-10", "2023-09")
    figure = _drawn("1991-09-02", "2020-09-27/2020-11-10", *recent)
    assert [label.text for label in figure.labels] == ["Sep 1991", "Sep–Nov 2020", "Sep 2023"]
    assert len(figure.cuts) == 2
    assert _drawn(*recent).cuts == ()


@pytest.mark.parametrize("dates", [(), ("2023",), ("2023-09-08", "2023-09-08")])
def test_one_date_needs_no_axis(dates: tuple[str, ...]) -> None:
    assert axis_figure(_dates(*dates)) is None


_WRITTEN = st.one_of(
    st.dates(dt.date(1850, 1, 1), dt.date(2030, 12, 31)).map(str),
    st.integers(1850, 2030).map(str),
    st.integers(1850, 2030).map(lambda year: f"{year}-07~"),
    st.integers(1850, 2030).map(lambda year: f"{year}-03-01/{year}-05-20"),
    st.integers(1850, 2030).map(lambda year: f"{year}-03-01/.."),
    st.integers(1850, 2030).map(lambda year: f"../{year}-03-01"),
)


@given(st.lists(_WRITTEN, max_size=25))
def test_the_axis_keeps_the_order_of_time_and_nothing_overlaps(texts: list[str]) -> None:
    dates = sorted(_dates(*texts), key=lambda date: date.sort_key)
    figure = axis_figure(dates)
    if figure is None:
        assert len({(d.earliest or d.latest, d.latest or d.earliest) for d in dates}) < 2
        return
    ends = _ends(figure)
    assert len(ends) == len(dates)
    for begin, end in ends:
        assert 0 <= begin <= end <= 100 + ROUNDED
    days = [begin for (begin, _), date in zip(ends, dates, strict=True) if date.is_exact]
    assert days == sorted(days)
    for lane in {mark.y for mark in figure.marks}:
        row = [
            (float(mark.middle), place)
            for place, mark in zip(ends, figure.marks, strict=True)
            if mark.y == lane
        ]
        for (left, before), (right, after) in pairwise(sorted(row)):
            assert before[1] <= after[0] + ROUNDED
            assert right - left >= 7, "their numbers have room"


# --- drawn ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "unit", "ticks"),
    [
        (("2023-09-08", "2023-09-11"), "day", 4),
        (("2023-09", "2023-09-11"), "day", 30),
        (("2023-01-01", "2023-12-31"), "month", 12),
        (("2023-01-02", "2023-12-31"), "month", 11),
        (("1988-02", "1994-05-12"), "year", 6),
        (("1801/1901", "1850"), "ten years", 10),
        (("1001/1999", "1850"), "hundred years", 9),
    ],
)
def test_ticks_are_of_the_smallest_unit_that_leaves_room(
    dates: tuple[str, ...], unit: str, ticks: int
) -> None:
    figure = axis_figure(_dates(*dates))
    assert figure is not None
    assert (figure.unit, figure.line.count("v2")) == (unit, ticks)


def test_the_ends_of_the_axis_are_named() -> None:
    days, years = axis_figure(_dates("2023-09", "2023-09-11")), axis_figure(_dates("1915", "1921"))
    assert days is not None
    assert years is not None
    assert [label.text for label in days.labels] == ["1 September 2023", "30 September 2023"]
    assert [label.text for label in years.labels] == ["1915", "1921"]


def test_a_broken_axis_names_its_parts_and_has_no_ticks() -> None:
    figure = axis_figure(
        _dates(
            "1988-12/1989-01", "2020-09-27/2020-11-10", "2023-09-08", "2023-09-10", "2023-09-12/.."
        )
    )
    assert figure is not None
    assert [label.text for label in figure.labels] == ["1988–1989", "Sep–Nov 2020", "Sep 2023"]
    assert (len(figure.cuts), figure.unit, figure.line.count("v2")) == (2, "", 0)
    assert [mark.kind for mark in figure.marks] == ["within", "period", "day", "day", "from"]
    assert [mark.number for mark in figure.marks] == [1, 2, 3, 4, 5]


@given(st.lists(_WRITTEN, max_size=25))
def test_an_axis_that_is_drawn_stays_within_its_bounds(texts: list[str]) -> None:
    figure = axis_figure(sorted(_dates(*texts), key=lambda date: date.sort_key))
    if figure is None:
        return
    assert figure.line.count("v2") <= 40
    assert len(figure.labels) <= 3
    for mark in figure.marks:
        assert 0 <= float(mark.x) <= 100
        assert 0 < mark.y < figure.base < figure.height


def test_years_lead_to_their_sections_and_add_up() -> None:
    figure = years_figure(_dates("1991", "2020-09-27", "2020-10~", "2020-11-10", "2023-09-01"))
    assert figure is not None
    assert [(bar.year.text, bar.year.href, bar.count) for bar in figure.years] == [
        ("1991", "#year-1", 1),
        ("2020", "#year-2", 3),
        ("2023", "#year-3", 1),
    ]
    assert [(bar.certain, bar.doubtful) for bar in figure.years] == [
        ("0", "33.3"),
        ("66.7", "33.3"),
        ("33.3", "0"),
    ]
    assert figure.events == 5
    assert years_figure(_dates("2020", "2020-09-27")) is None
