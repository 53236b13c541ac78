"""Finds the dates that a text names, and resolves them against its day of publication."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from article_briefings.models import EdtfDate, Span

_DAYS = tuple(name.lower() for name in calendar.day_name)
_MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
_DAY_NAMES = "|".join(name.capitalize() for name in _DAYS)
_MONTH_NAMES = "|".join(name.capitalize() for name in _MONTHS)
_DATE = re.compile(
    rf"""\b(?:
      (?:[Oo]n\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH_NAMES})
          (?:,?\s+(?P<year>\d{{4}}))?
    | (?:[Oo]n\s+)?(?P<month2>{_MONTH_NAMES})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)
          (?:,?\s+(?P<year2>\d{{4}}))?
    | (?:[Ii]n\s+)(?P<month3>{_MONTH_NAMES})\s+(?P<year3>\d{{4}})
    | (?P<relative>[Yy]esterday|[Tt]omorrow|[Tt]oday)
    | (?:(?P<week>[Ll]ast|[Tt]his|[Nn]ext)\s+week)
    | (?:(?P<weekday_of>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<named>{_DAY_NAMES}))
    | (?:[Oo]n\s+)?(?P<weekday>{_DAY_NAMES})
    )\b""",
    re.VERBOSE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|due)|scheduled|by|until|plans? to|planned for|promised to)\b"
)
_BACK = re.compile(
    r"\b(?:said|says|told|added|announced|wrote|reported|stated|noted|warned|denied|claimed)\b"
)
_AROUND = 80
MAX_DATES = 50
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A date in a text: its words and its value."""

    span: Span
    date: str
    """In EDTF."""
    relative: bool
    """Whether the date of publication was needed to resolve it."""


def dated_words(text: str, published: EdtfDate) -> Iterator[DatedWords]:
    """The dates of a text that can be resolved, in order.

    Words like "Monday" need a day of publication.
    """
    today = published.latest if _is_day_or_two(published) else None
    for number, found in enumerate(_DATE.finditer(text)):
        if number == MAX_DATES:
            return
        date = _absolute(found, published) or (_relative(text, found, today) if today else None)
        if date:
            year = found["year"] or found["year2"] or found["year3"]
            yield DatedWords(Span(*found.span()), date, relative=year is None)


def _is_day_or_two(date: EdtfDate) -> bool:
    first, last = date.earliest, date.latest
    return first is not None and last is not None and (last - first).days <= 1


def _absolute(found: re.Match[str], published: EdtfDate) -> str | None:
    month = found["month"] or found["month2"] or found["month3"]
    if month is None:
        return None
    number = _MONTHS.index(month.lower()) + 1
    year = found["year"] or found["year2"] or found["year3"]
    day = found["day"] or found["day2"]
    if day is None:
        return f"{int(year):04}-{number:02}" if int(year) else None
    try:
        if year:
            return dt.date(int(year), number, int(day)).isoformat()
        return _nearest_year(number, int(day), published)
    except ValueError:
        return None  # 31 June


def _nearest_year(month: int, day: int, published: EdtfDate) -> str | None:
    """The date with this day and month that is nearest to the publication."""
    day_of = published.latest or published.earliest
    if day_of is None or not dt.MINYEAR < day_of.year < dt.MAXYEAR:
        return None
    days = [dt.date(year, month, day) for year in range(day_of.year - 1, day_of.year + 2)]
    return min(days, key=lambda found: abs(found - day_of)).isoformat()


def _relative(text: str, found: re.Match[str], today: dt.date) -> str | None:
    try:
        return _resolved(text, found, today)
    except OverflowError:
        return None  # before the year 1 or after 9999


def _resolved(text: str, found: re.Match[str], today: dt.date) -> str | None:
    if found["relative"]:
        days = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["relative"].lower()]
        return (today + dt.timedelta(days=days)).isoformat()
    if found["week"]:
        return _week(found["week"].lower(), today)
    if found["weekday"]:
        before = text[found.start() - _AROUND if found.start() > _AROUND else 0 : found.start()]
        sentence = re.split(r"[.!?\n\r]", before)[-1]
        # "will close, she said on Tuesday": the last sign before the day decides.
        ahead = _last(_AHEAD, sentence) > _last(_BACK, sentence)
        return _weekday("next" if ahead else "", found["weekday"], today)
    if found["weekday_of"]:
        return _weekday(found["weekday_of"].lower(), found["named"], today)
    return None  # a day that does not exist


def _last(sign: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in sign.finditer(text)), default=-1)


def _week(which: str, today: dt.date) -> str:
    monday = today - dt.timedelta(days=today.weekday())
    if which != "this":
        monday = monday - _WEEK if which == "last" else monday + _WEEK
    return f"[{monday.isoformat()}..{(monday + dt.timedelta(days=6)).isoformat()}]"


def _weekday(which: str, name: str, today: dt.date) -> str:
    """The last such day up to the publication, or the next one after it."""
    number = _DAYS.index(name.lower())
    if which == "next":
        ahead = (number - today.weekday()) % 7 or 7
        return (today + dt.timedelta(days=ahead)).isoformat()
    back = (today.weekday() - number) % 7
    if which == "last" and back == 0:
        back = 7
    return (today - dt.timedelta(days=back)).isoformat()
