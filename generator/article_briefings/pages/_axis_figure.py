"""Events on a time axis, and events by year."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from article_briefings.models import EdtfDate
from article_briefings.pages._axis import Axis, AxisStretch, DateMark, axis
from article_briefings.pages._figure_views import (
    AxisFigure,
    AxisLabel,
    AxisMark,
    YearBar,
    YearsFigure,
    place,
)
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import day_words

_LANE = 23
_BELOW = 24
_MOST_TICKS = 40
_YEARS_ONLY = 3 * 366
#: In months.
_UNITS = {"month": 1, "year": 12, "ten years": 120, "hundred years": 1200, "thousand years": 12000}


def axis_figure(dates: Sequence[EdtfDate]) -> AxisFigure | None:
    """The events of a list on an axis, under their numbers; None if an axis would add nothing."""
    found = axis(dates)
    if found is None:
        return None
    base = found.lanes * _LANE + 4
    marks = tuple(_mark(number, mark, base) for number, mark in enumerate(found.placed, 1))
    unit, ticks = _ticks(found)
    line = "".join(f"M{place(s.begin)} 1H{place(s.end)}" for s in found.stretches)
    return AxisFigure(
        events=len(dates),
        height=base + _BELOW,
        base=base,
        line=line + "".join(f"M{place(x)} 1v2" for x in ticks),
        unit=unit,
        marks=marks,
        labels=tuple(_labels(found.stretches)),
        cuts=tuple(place(s.end + 3) for s in found.stretches[:-1]),
        kinds=tuple(dict.fromkeys(mark.kind for mark in marks)),
    )


def _mark(number: int, mark: DateMark, base: int) -> AxisMark:
    kind = "until" if mark.open_begin else "from" if mark.open_end else mark.shape
    return AxisMark(
        number,
        kind,
        place(mark.begin),
        place(max(mark.end - mark.begin, 0.4)),
        place(mark.middle),
        base - mark.lane * _LANE - 15,
    )


def _ticks(found: Axis) -> tuple[str, list[float]]:
    """The unit of ticks, and their places: the smallest unit that does not crowd the axis."""
    if len(found.stretches) > 1:
        return "", []
    [stretch] = found.stretches
    days = (stretch.last - stretch.first).days + 1
    unit, starts = (
        "day",
        [stretch.first + dt.timedelta(n) for n in range(min(days, _MOST_TICKS + 1))],
    )
    for coarser, months in _UNITS.items():
        if len(starts) <= _MOST_TICKS:
            break
        unit, starts = coarser, list(_firsts(stretch.first, stretch.last, months))
    scale = (stretch.end - stretch.begin) / days
    return unit, [stretch.begin + (day - stretch.first).days * scale for day in starts]


def _firsts(first: dt.date, last: dt.date, step: int) -> Iterator[dt.date]:
    """The first days of every `step` months between two days, counted from the year 0."""
    begin = first.year * 12 + first.month - (first.day == 1)
    for month in range(-(-begin // step) * step, last.year * 12 + last.month, step):
        yield dt.date(month // 12, month % 12 + 1, 1)


def _labels(stretches: Sequence[AxisStretch]) -> Iterator[AxisLabel]:
    if len(stretches) > 1:
        for stretch in stretches:
            middle = place((stretch.begin + stretch.end) / 2)
            yield AxisLabel(_period(stretch), middle, "middle")
        return
    [stretch] = stretches
    words = _year if (stretch.last - stretch.first).days > _YEARS_ONLY else day_words
    yield AxisLabel(words(stretch.first), place(stretch.begin), "start")
    yield AxisLabel(words(stretch.last), place(stretch.end), "end")


def _year(day: dt.date) -> str:
    return str(day.year)


def _period(stretch: AxisStretch) -> str:
    """A stretch in few letters: "Sep 2023", "Sep–Nov 2020", "1988–1994"."""
    first, last = stretch.first, stretch.last
    if first.year != last.year:
        return f"{first.year}–{last.year}"
    months = dict.fromkeys(day_words(day).split()[1][:3] for day in (first, last))
    return f"{'–'.join(months)} {first.year}"


def years_figure(dates: Sequence[EdtfDate]) -> YearsFigure | None:
    """Events by year, each year leading to its section; None for less than two years.

    `dates` are in the order of time, and so are the sections `year-1`, `year-2`, ...
    """
    years = [(year, list(found)) for year, found in groupby(dates, key=lambda date: date.year)]
    if len(years) < 2:
        return None
    most = max(len(found) for _, found in years)
    bars = []
    for number, (year, found) in enumerate(years, 1):
        certain = sum(date.is_exact for date in found)
        widths = place(100 * certain / most), place(100 * (len(found) - certain) / most)
        bars.append(YearBar(LinkView(str(year), f"#year-{number}"), len(found), *widths))
    return YearsFigure(len(dates), tuple(bars))
