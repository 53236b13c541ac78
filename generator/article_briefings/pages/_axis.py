"""Dates on a time axis: uncertain ones as uncertain, long empty times left out."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from article_briefings.models import EdtfDate

DateShape = Literal["day", "about", "period", "within"]
"""A certain day; a day in doubt; a period between two days; some time within these days."""
Days = tuple[int, int]
"""The first and the last day, as ordinals."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# All widths are parts of a hundred of the axis.
_CUT = 6.0
_LEAST_STRETCH = 24.0
_MOST_CUTS = 2
_LEAST_GAP_DAYS = 60
_HALF_MARK = 3.6
_OPEN = 9.0


@dataclass(frozen=True, slots=True)
class AxisStretch:
    """A time that the axis shows without a gap, from its first day through its last."""

    first: dt.date
    last: dt.date
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date on the axis. Marks in one lane do not touch."""

    shape: DateShape
    begin: float
    end: float
    lane: int
    open_begin: bool
    open_end: bool

    @property
    def middle(self) -> float:
        """The position of its number."""
        return (self.begin + self.end) / 2


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from 0 to 100. If it has several stretches, each has its own scale."""

    stretches: tuple[AxisStretch, ...]
    placed: tuple[DateMark, ...]
    """One for each date, in their order."""

    @property
    def lanes(self) -> int:
        """How many lanes the marks need."""
        return max(mark.lane for mark in self.placed) + 1


def axis(dates: Sequence[EdtfDate]) -> Axis | None:
    """Place dates on an axis; None if there is nothing to compare."""
    ranges = [days for days in map(_days, dates) if days]
    if len(ranges) < len(dates) or len(set(ranges)) < 2:
        return None
    opens = any(d.earliest is None for d in dates), any(d.latest is None for d in dates)
    stretches = _stretches(sorted(ranges), *opens)
    marks = [_place(stretches, date, days) for date, days in zip(dates, ranges, strict=True)]
    return Axis(stretches, tuple(_in_lanes(marks)))


def _days(date: EdtfDate) -> Days | None:
    """The days that a date may mean; of an open interval, its known end."""
    first, last = date.earliest or date.latest, date.latest or date.earliest
    return (first.toordinal(), last.toordinal()) if first and last else None


def _stretches(ranges: Sequence[Days], open_begin: bool, open_end: bool) -> tuple[AxisStretch, ...]:
    """Cut the axis at gaps longer than the rest of it."""
    parts = list(_cut(_merged(ranges)))
    begin = _OPEN if open_begin else 0.0
    end = 100 - (_OPEN if open_end else 0.0)
    room = end - begin - _CUT * (len(parts) - 1)
    least = _LEAST_STRETCH * room / 100 if len(parts) > 1 else 0.0
    days = sum(last - first + 1 for first, last in parts)
    found = []
    for first, last in parts:
        width = least + (room - least * len(parts)) * (last - first + 1) / days
        stretch = dt.date.fromordinal(first), dt.date.fromordinal(last)
        found.append(AxisStretch(*stretch, begin, begin + width))
        begin += width + _CUT
    return tuple(found)


def _merged(ranges: Sequence[Days]) -> list[Days]:
    """The times in which something may have happened, with adjacent ones merged."""
    merged = [ranges[0]]
    for first, last in ranges[1:]:
        before = merged[-1]
        if first <= before[1] + 1:
            merged[-1] = before[0], max(before[1], last)
        else:
            merged.append((first, last))
    return merged


def _cut(busy: Sequence[Days]) -> Iterator[Days]:
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


def _place(stretches: Sequence[AxisStretch], date: EdtfDate, days: Days) -> DateMark:
    begin, end = _at(stretches, days[0], 0), _at(stretches, days[1], 1)
    shape = _shape(date)
    if date.earliest is None:
        begin = 0.0
    if date.latest is None:
        end = 100.0
    if shape in {"day", "about"}:
        begin = end = (begin + end) / 2
    return DateMark(shape, begin, end, 0, date.earliest is None, date.latest is None)


def _at(stretches: Sequence[AxisStretch], day: int, passed: int) -> float:
    """The position at which a day begins (`passed` 0) or ends (1)."""
    stretch = next(s for s in stretches if day <= s.last.toordinal())
    first, last = stretch.first.toordinal(), stretch.last.toordinal()
    width = stretch.end - stretch.begin
    return stretch.begin + width * (day + passed - first) / (last + 1 - first)


def _shape(date: EdtfDate) -> DateShape:
    if date.is_exact:
        return "day"
    if date.earliest == date.latest:
        return "about"
    sure = not (date.approximate or date.uncertain)
    ends = [end for end in date.text.split("/") if end not in ("", "..")]
    interval = "/" in date.text and all(_DAY.fullmatch(end) for end in ends)
    return "period" if sure and interval else "within"


def _in_lanes(marks: Iterable[DateMark]) -> Iterator[DateMark]:
    """Give each mark the first lane in which it touches no earlier mark."""
    lanes: list[list[tuple[float, float]]] = []
    for mark in marks:
        room = min(mark.begin, mark.middle - _HALF_MARK), max(mark.end, mark.middle + _HALF_MARK)
        lane = next((n for n, used in enumerate(lanes) if _is_free(used, room)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(room)
        yield replace(mark, lane=lane)


def _is_free(used: Iterable[tuple[float, float]], room: tuple[float, float]) -> bool:
    return all(end <= room[0] or room[1] <= begin for begin, end in used)
