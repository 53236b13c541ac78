"""Events on a time axis: uncertain dates as uncertain, long empty times left out; and by year."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from article_briefings.language import _, day_words, digits, short_month
from article_briefings.models import EdtfDate
from article_briefings.pages._labels import tenths
from article_briefings.pages._marks import Extent, lanes
from article_briefings.pages._views import LinkView

_PERIOD = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
# Widths along the axis are parts of a hundred, heights are pixels.
_CUT = 6.0
_LEAST_STRETCH = 24.0
_MOST_CUTS = 2
_LEAST_GAP_DAYS = 60
_HALF_MARK = 3.6
_OPEN = 9.0
_LANE = 23
_BELOW = 24
_MOST_TICKS = 40
_MOST_DAYS_NAMED = 3 * 366 + 1
"""The ends of a longer axis are named by their years."""
#: In months.
_UNITS = {"month": 1, "year": 12, "ten years": 120, "hundred years": 1200, "thousand years": 12000}

_Days = tuple[int, int]
"""The first and the last day, as ordinals."""


class AxisMark(NamedTuple):
    """An event on a time axis, under its number in the list."""

    number: int
    kind: str
    """"day", "about", "period", "within", "from" (open at its end) or "until"."""
    x: str
    width: str
    middle: str
    y: int
    """The middle of its lane, in pixels."""


class AxisLabel(NamedTuple):
    """A date under the axis."""

    text: str
    x: str
    anchor: str
    """"start", "middle" or "end"."""


class AxisFigure(NamedTuple):
    """Events on a time axis. Lengths are pixels, places along the axis percentages."""

    events: int
    height: int
    base: int
    """The position of the axis line."""
    line: str
    """The axis and its ticks as a path in a box of 100 by 4."""
    unit: str
    """The unit of one tick, or empty."""
    marks: tuple[AxisMark, ...]
    labels: tuple[AxisLabel, ...]
    cuts: tuple[str, ...]
    """The positions at which times without an event are left out."""
    kinds: tuple[str, ...]
    """The kinds of mark that occur."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """How many events a year has."""

    year: LinkView
    count: int
    certain: str
    doubtful: str
    """Widths: events on one certain day, and all others."""


class YearsFigure(NamedTuple):
    """Events by year."""

    events: int
    years: tuple[YearBar, ...]


def axis_figure(dates: Sequence[EdtfDate]) -> AxisFigure | None:
    """The events of a list on an axis, under their numbers; None if an axis would add nothing."""
    ranges = [_days(date) for date in dates]
    if len(set(ranges)) < 2:
        return None
    opens = any(d.earliest is None for d in dates), any(d.latest is None for d in dates)
    stretches = _stretches(sorted(ranges), *opens)
    kinds = [_kind(date) for date in dates]
    extents = [_extent(stretches, kind, days) for kind, days in zip(kinds, ranges, strict=True)]
    middles = [(begin + end) / 2 for begin, end in extents]
    levels = lanes(  # with room for the number of each mark
        [(min(begin, middle - _HALF_MARK), max(end, middle + _HALF_MARK))]
        for (begin, end), middle in zip(extents, middles, strict=True)
    )
    base = (max(levels) + 1) * _LANE + 4
    unit, ticks = _ticks(stretches)
    line = "".join(f"M{tenths(s.begin)} 1H{tenths(s.end)}" for s in stretches)
    return AxisFigure(
        events=len(dates),
        height=base + _BELOW,
        base=base,
        line=line + "".join(f"M{tenths(x)} 1v2" for x in ticks),
        unit=unit,
        marks=tuple(
            AxisMark(
                number,
                kind,
                x=tenths(begin),
                width=tenths(max(end - begin, 0.4)),
                middle=tenths((begin + end) / 2),
                y=base - lane * _LANE - 15,
            )
            for number, (kind, (begin, end), lane) in enumerate(
                zip(kinds, extents, levels, strict=True), 1
            )
        ),
        labels=tuple(_labels(stretches)),
        cuts=tuple(tenths(s.end + 3) for s in stretches[:-1]),
        kinds=tuple(dict.fromkeys(kinds)),
    )


def _days(date: EdtfDate) -> _Days:
    """The days that a date may mean; of an open interval, its known end."""
    first = date.sort_key[0]
    return first.toordinal(), (date.latest or first).toordinal()


def _kind(date: EdtfDate) -> str:
    """A certain day, a day in doubt, a period between two days, or some time within these days."""
    if date.earliest == date.latest:
        return "day" if date.is_exact else "about"
    if date.earliest is None:
        return "until"
    if date.latest is None:
        return "from"
    return "period" if _PERIOD.fullmatch(date.text) else "within"


# --- the axis ----------------------------------------------------------------------------------


class _Stretch(NamedTuple):
    """A time that the axis shows without a gap, from its first day through its last."""

    first: dt.date
    last: dt.date
    begin: float
    end: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def at(self, day: int) -> float:
        """The position at which a day begins."""
        width = self.end - self.begin
        return self.begin + width * (day - self.first.toordinal()) / self.days


def _stretches(ranges: Sequence[_Days], open_begin: bool, open_end: bool) -> list[_Stretch]:
    """Cut the axis at gaps longer than the rest of it; each stretch has its own scale."""
    parts = list(_cut(_merged(ranges)))
    begin = _OPEN if open_begin else 0.0
    end = 100 - (_OPEN if open_end else 0.0)
    room = end - begin - _CUT * (len(parts) - 1)
    least = _LEAST_STRETCH * room / 100 if len(parts) > 1 else 0.0
    days = sum(last - first + 1 for first, last in parts)
    found = []
    for first, last in parts:
        width = least + (room - least * len(parts)) * (last - first + 1) / days
        ends = dt.date.fromordinal(first), dt.date.fromordinal(last)
        found.append(_Stretch(*ends, begin, begin + width))
        begin += width + _CUT
    return found


def _merged(ranges: Sequence[_Days]) -> list[_Days]:
    """The times in which something may have happened, with adjacent ones merged."""
    merged = [ranges[0]]
    for first, last in ranges[1:]:
        before = merged[-1]
        if first <= before[1] + 1:
            merged[-1] = before[0], max(before[1], last)
        else:
            merged.append((first, last))
    return merged


def _cut(busy: Sequence[_Days]) -> Iterator[_Days]:
    gaps = {later[0]: later[0] - earlier[1] - 1 for earlier, later in pairwise(busy)}
    left = busy[-1][1] - busy[0][0] + 1
    cuts: set[int] = set()
    for start in sorted(gaps, key=lambda start: -gaps[start]):
        enough = len(busy) < 3 or len(cuts) == _MOST_CUTS or gaps[start] < _LEAST_GAP_DAYS
        if enough or gaps[start] * 2 < left:
            break
        cuts.add(start)
        left -= gaps[start]
    first = busy[0][0]
    for earlier, later in pairwise(busy):
        if later[0] in cuts:
            yield first, earlier[1]
            first = later[0]
    yield first, busy[-1][1]


def _extent(stretches: Sequence[_Stretch], kind: str, days: _Days) -> Extent:
    """A mark from the beginning of its first day to the end of its last; a day is a point."""
    first, last = (next(s for s in stretches if day <= s.last.toordinal()) for day in days)
    begin = 0.0 if kind == "until" else first.at(days[0])
    end = 100.0 if kind == "from" else last.at(days[1] + 1)
    middle = (begin + end) / 2
    return (middle, middle) if kind in {"day", "about"} else (begin, end)


def _ticks(stretches: Sequence[_Stretch]) -> tuple[str, list[float]]:
    """The unit of ticks, and their places: the smallest unit that does not crowd the axis."""
    if len(stretches) > 1:
        return "", []
    [stretch] = stretches
    shown = range(min(stretch.days, _MOST_TICKS + 1))
    unit, starts = "day", [stretch.first + dt.timedelta(day) for day in shown]
    for coarser, months in _UNITS.items():
        if len(starts) <= _MOST_TICKS:
            break
        unit, starts = coarser, list(_firsts(stretch.first, stretch.last, months))
    scale = (stretch.end - stretch.begin) / stretch.days
    return unit, [stretch.begin + (day - stretch.first).days * scale for day in starts]


def _firsts(first: dt.date, last: dt.date, step: int) -> Iterator[dt.date]:
    """The first days of every `step` months between two days, counted from the year 0."""
    begin = first.year * 12 + first.month - (first.day == 1)
    for month in range(-(-begin // step) * step, last.year * 12 + last.month, step):
        yield dt.date(month // 12, month % 12 + 1, 1)


def _labels(stretches: Sequence[_Stretch]) -> Iterator[AxisLabel]:
    if len(stretches) > 1:
        for stretch in stretches:
            middle = tenths((stretch.begin + stretch.end) / 2)
            yield AxisLabel(_period(stretch.first, stretch.last), middle, "middle")
        return
    [stretch] = stretches
    for day, x, anchor in (
        (stretch.first, stretch.begin, "start"),
        (stretch.last, stretch.end, "end"),
    ):
        words = digits(str(day.year)) if stretch.days > _MOST_DAYS_NAMED else day_words(day)
        yield AxisLabel(words, tenths(x), anchor)


def _period(first: dt.date, last: dt.date) -> str:
    """A time in few letters: "Sep 2023", "Sep–Nov 2020", "1988–1994"."""
    if first.year != last.year:
        begin, end = digits(str(first.year)), digits(str(last.year))
        return _("%(begin)s–%(end)s", begin=begin, end=end)
    begin, end, year = short_month(first), short_month(last), digits(str(first.year))
    if begin == end:
        return _("%(month)s %(year)s", month=begin, year=year)
    return _("%(first)s–%(last)s %(year)s", first=begin, last=end, year=year)


# --- events by year ------------------------------------------------------------------------------


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
        widths = tenths(100 * certain / most), tenths(100 * (len(found) - certain) / most)
        bars.append(YearBar(LinkView(digits(str(year)), f"#year-{number}"), len(found), *widths))
    return YearsFigure(len(dates), tuple(bars))
