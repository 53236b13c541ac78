"""Dates that may be partial or uncertain: EDTF, the profile in ISO 8601-2:2019."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from article_briefings.language import N_, _, day_words, digits, month_words

MAX_DATE = 60
"""The maximum length of a date in characters: enough for a choice of eleven years."""

# The grammar: EDTF levels 0 and 1 for the years 0001 to 9999, and the sets of level 2. Only the
# last digits of a year, or a whole month or day, may be unspecified (X): each single date is one
# continuous range of days.
_SINGLE = (
    r"(?!0000|0+X)(?:[0-9]XXX|[0-9]{2}XX|[0-9]{3}X|[0-9]{4}"
    r"(?:-(?:2[1-4]|XX(?:-XX)?|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]|XX))?))?)[?~%]?"
)
# Its two halves: how single dates (D) are combined, and the form of a single date.
_MEMBER = r"D(?:\.\.D)?"
_SET = rf"(?=.*[.,])(?!\.\..*\.\.[\]}}])(?:D\.\.|(?:\.\.D|{_MEMBER})(?:, ?{_MEMBER})*(?:, ?D\.\.)?)"
_WHOLE = rf"D(?:/(?:D|\.\.)?)?|(?:\.\.)?/D|\[{_SET}\]|\{{{_SET}\}}".replace("D", "[-0-9X?~%]+")
DATE_PATTERN = rf"(?=(?:{_WHOLE})\s*$)(?:[\[\]{{}}/., ]|{_SINGLE}(?![-0-9X?~%]))+"
"""The grammar as a regular expression, for Python and JavaScript; it checks no calendar."""

_GRAMMAR = re.compile(DATE_PATTERN)
_FULL = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?[?~%]?")
_TIME = re.compile(r"[0-9][T:][0-9]")
_NO_SUCH_DAY = "the day does not exist in that month, or the month in the year"
_OPEN = ("", "..")
_Bounds = tuple[dt.date | None, dt.date | None]
_MONTHS_OF = {"XX": (1, 12), "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12)}
"""The first and last month of an unspecified month or a season; a year's winter begins in it."""
_SEASON = re.compile(r"(\d{4})-(2[1-4])[?~%]?")
_SEASONS = (
    N_("spring %(year)s"),
    N_("summer %(year)s"),
    N_("autumn %(year)s"),
    N_("winter %(year)s"),
)
# Translators: %(day)s is the number of a day, "11"; %(last)s a whole date, "12 September 2023".
_DAY_OR_DAY, _DAY_TO_DAY = N_("%(day)s or %(last)s"), N_("%(day)s–%(last)s")
_EITHER_DAY, _FIRST_TO_LAST = N_("%(first)s or %(last)s"), N_("%(first)s – %(last)s")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """An EDTF date: its text, and the first and last day that it can mean.

    `earliest` or `latest` is None if an interval is open on that side.
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
        """Parse an EDTF string; ValueError if it is not one or names no possible day."""
        text = text.strip()
        if len(text) > MAX_DATE:
            raise ValueError(f"a date has at most {MAX_DATE} characters; this has {len(text):,}")
        return _parse(text)

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
        words = _words(self)
        if self.approximate and self.uncertain:
            return _("%(date)s (approximate and uncertain)", date=words)
        if self.approximate:
            return _("%(date)s (approximate)", date=words)
        return _("%(date)s (uncertain)", date=words) if self.uncertain else words


@lru_cache(maxsize=4096)
def _parse(text: str) -> EdtfDate:
    if not _GRAMMAR.fullmatch(text):
        raise ValueError(_reason(text))
    first, last = _bounds(text)
    return EdtfDate(text, first, last, "~" in text or "%" in text, "?" in text or "%" in text)


def _reason(text: str) -> str:
    """Why a text does not follow the grammar."""
    if _TIME.search(text):
        return "a date has no time of day"
    if _FULL.fullmatch(text) and not text.startswith("0000"):
        return _NO_SUCH_DAY
    if re.match(r"[Y-]|0\d{3}|\d{5}", text):
        return "a year has four digits, from 0001 to 9999"
    return "write year-month-day, month and day with two digits"


def _bounds(text: str) -> _Bounds:
    """The first and last day of a text that follows the grammar; None on an open side."""
    if text[0] in "[{":
        members = [member.strip() for member in text[1:-1].split(",")]
        bounds = [_interval(member, "..") for member in members]
        firsts = [first for first, _ in bounds if first]
        lasts = [last for _, last in bounds if last]
        return (
            min(firsts) if len(firsts) == len(members) else None,
            max(lasts) if len(lasts) == len(members) else None,
        )
    return _interval(text, "/")


def _interval(text: str, separator: str) -> _Bounds:
    """The bounds of a single date, or of two single dates with a separator."""
    begin, found, end = text.partition(separator)
    first = None if begin in _OPEN else _days(begin)[0]
    last = None if found and end in _OPEN else _days(end or begin)[1]
    if first and last and last < first:
        raise ValueError("the interval ends before it begins")
    return first, last


def _days(single: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a single date; a missing part counts as XX."""
    year, month, day = f"{single.rstrip('?~%')}-XX-XX".split("-")[:3]
    begin, end = _MONTHS_OF.get(month) or (int(month), int(month))
    last_year = int(year.replace("X", "9"))
    last_day = monthrange(last_year, end)[1]
    try:
        first = dt.date(int(year.replace("X", "0")), begin, 1 if day == "XX" else int(day))
        return first, dt.date(last_year, end, last_day if day == "XX" else int(day))
    except ValueError:
        raise ValueError(_NO_SUCH_DAY) from None


def _words(date: EdtfDate) -> str:
    first, last = date.earliest, date.latest
    season = _SEASON.fullmatch(date.text)
    if season:
        return _(_SEASONS[int(season[2]) - 21], year=digits(season[1]))
    if first is None or last is None:
        if first:
            return _("from %(day)s", day=day_words(first))
        return _("until %(day)s", day=day_words(last)) if last else _("date unknown")
    if first == last:
        return day_words(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        begin, end = (digits(str(day.year)) for day in (first, last))
        return begin if begin == end else _("%(begin)s–%(end)s", begin=begin, end=end)
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and (first.day, last.day) == (1, monthrange(last.year, last.month)[1]):
        return month_words(first)
    choice = date.text.startswith("[") and (last - first).days == 1
    if same_month:
        both = _DAY_OR_DAY if choice else _DAY_TO_DAY
        return _(both, day=digits(str(first.day)), last=day_words(last))
    both = _EITHER_DAY if choice else _FIRST_TO_LAST
    return _(both, first=day_words(first), last=day_words(last))
