"""Dates that may be partial or uncertain: EDTF, the profile in ISO 8601-2:2019."""

import contextlib
import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SINGLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")
_RANGE = re.compile(r"([^/\[]+)/([^/\]]+)|\[([0-9-]+)\.\.([0-9-]+)\]")
_OPEN = ("", "..")
_SEASON = re.compile(r"(\d{4})-(2[1-4])")
_SEASONS = ("spring", "summer", "autumn", "winter")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """An EDTF date: its text, and the first and last day that it can mean.

    `earliest` or `latest` is None where an interval is open on that side.
    """

    text: str
    """The date as it is written."""
    earliest: dt.date | None
    """The first day that it can mean."""
    latest: dt.date | None
    """The last day that it can mean."""
    approximate: bool = False
    """Written with `~`."""
    uncertain: bool = False
    """Written with `?`."""

    @classmethod
    def parse(cls, text: str) -> "EdtfDate":
        """Read an EDTF string; ValueError where it is none or names no possible day."""
        return _parse(text.strip())

    @property
    def sort_key(self) -> tuple[dt.date, dt.date, str]:
        """Orders by first possible day, then by last, then by text."""
        first = self.earliest or self.latest or dt.date.min
        return first, self.latest or dt.date.max, self.text

    @property
    def year(self) -> int:
        """The year of the first possible day."""
        return self.sort_key[0].year

    @property
    def is_exact(self) -> bool:
        """Whether the date is one certain day."""
        sure = not (self.approximate or self.uncertain)
        return sure and self.earliest is not None and self.earliest == self.latest

    def display(self) -> str:
        """The date in words, with its doubt: "11 September 2023 (approximate)"."""
        doubts = [
            word
            for word, holds in (("approximate", self.approximate), ("uncertain", self.uncertain))
            if holds
        ]
        return _words(self) + (f" ({' and '.join(doubts)})" if doubts else "")


@lru_cache(maxsize=4096)
def _parse(text: str) -> EdtfDate:
    if _DAY.fullmatch(text):
        day = dt.date.fromisoformat(text)
        return EdtfDate(text, day, day)
    begin, slash, end = text.partition("/")
    if slash and (begin in _OPEN or end in _OPEN):
        return _half_open(text, begin, end)
    if "T" in text:
        raise ValueError("a date has no time of day")
    first, last = _plain(text) or map(_day, _edtf_library(text))
    if first and last and last < first:
        raise ValueError("the interval ends before it begins")
    return EdtfDate(text, first, last, "~" in text or "%" in text, "?" in text or "%" in text)


def _half_open(text: str, begin: str, end: str) -> EdtfDate:
    """An interval whose one end is open or unknown; the library makes up ten years for that."""
    known = begin if end in _OPEN else end
    if known in _OPEN or "/" in known:
        raise ValueError("an interval has a beginning and an end, one of which may be ..")
    date = _parse(known)
    first = None if begin in _OPEN else date.earliest
    last = None if end in _OPEN else date.latest
    return EdtfDate(text, first, last, date.approximate, date.uncertain)


def _plain(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a year, month or day, of an interval or a choice of these.

    None for all else, which the library reads: these forms are nearly all dates that are written.
    """
    found = _RANGE.fullmatch(text)
    begin, end = (found[1] or found[3], found[2] or found[4]) if found else (text, text)
    first, last = _SINGLE.fullmatch(begin), _SINGLE.fullmatch(end)
    if first is None or last is None or (text[0] == "[" and len(begin) != len(end)):
        return None
    try:
        return _bounds(*first.groups())[0], _bounds(*last.groups())[1]
    except ValueError:  # no such day, or a season; the library tells them apart
        return None


def _bounds(year: str, month: str | None, day: str | None) -> tuple[dt.date, dt.date]:
    first = dt.date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    last_month = dt.date(int(year), int(month or 12), 1)
    return first, last_month.replace(day=monthrange(last_month.year, last_month.month)[1])


def _edtf_library(text: str) -> tuple[Any, Any]:
    """The first and the last possible day, as the library has them."""
    # Imported late: its grammar takes 0.1 s to build, and most dates are plain days.
    from edtf import parse_edtf

    try:
        with contextlib.redirect_stdout(None):  # it prints what it stumbles over
            date = parse_edtf(text)
            return date.lower_strict(), date.upper_strict()
    except Exception:  # not only its own: 2023-1X, for one, is an AttributeError in it
        raise ValueError("write year-month-day, month and day with two digits") from None


def _day(struct: Any) -> dt.date | None:
    if isinstance(struct, float):  # the library's infinity: an open or unknown end
        return None
    year, month, day = struct[:3]
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError("outside the years 1 to 9999") from None


def _words(date: EdtfDate) -> str:
    first, last = date.earliest, date.latest
    season = _SEASON.fullmatch(date.text)
    if season:
        return f"{_SEASONS[int(season[2]) - 21]} {season[1]}"
    if first is None or last is None:
        known = first or last
        if known is None:
            return "date unknown"
        return f"{'from' if first else 'until'} {_day_words(known)}"
    if first == last:
        return _day_words(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    joint = " or " if date.text.startswith("[") and (last - first).days == 1 else "–"
    if same_month:
        return f"{first.day}{joint}{_day_words(last)}"
    return f"{_day_words(first)}{joint.replace('–', ' – ')}{_day_words(last)}"


def _day_words(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
