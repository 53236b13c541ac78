"""The dates that a text names, as events labelled with the surrounding words.

Words like "Monday" are resolved against the day of publication.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.drafting._excerpts import Ids, Quoting, around
from article_briefings.drafting._tokens import sentences
from article_briefings.models import EdtfDate, Span, paragraphs

_MAX_DATES = 50
_LABEL = 120
_SENTENCE = 600
"""How far from a date its sentence may extend, in characters."""
_BEFORE = 80
"""How many characters before a weekday are searched for a sign of its direction."""
_DAY_NAMES, _MONTH_NAMES = "|".join(calendar.day_name), "|".join(calendar.month_name[1:])
_DAYS = [name.lower() for name in calendar.day_name]
_MONTHS = [name.lower() for name in calendar.month_name]
_DATE = re.compile(
    rf"""\b(?:
      (?:[Oo]n\s+)?
      (?: \d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH_NAMES})
        | (?:{_MONTH_NAMES})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)
      )
      (?:,?\s+\d{{4}})?
    | [Ii]n\s+(?:{_MONTH_NAMES})\s+\d{{4}}
    | [Yy]esterday | [Tt]omorrow | [Tt]oday
    | (?:[Ll]ast|[Tt]his|[Nn]ext)\s+(?:week|{_DAY_NAMES})
    | (?:[Oo]n\s+)?(?:{_DAY_NAMES})
    )\b""",
    re.VERBOSE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|due)|scheduled|by|until|plans? to|planned for|promised to)\b"
)
_BACK = re.compile(
    r"\b(?:said|says|told|added|announced|wrote|reported|stated|noted|warned|denied|claimed)\b"
)


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """A date in the text as an event; the annotator writes the final label."""

    id: str
    date: str
    """In EDTF."""
    quote: tuple[TextQuote, ...]
    label: str
    note: str = ""
    actors: tuple[str, ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
    """JSON values by name."""
    shown_by: str = ""
    """The id of an evidence item that shows the date."""


def events_of(quoting: Quoting, published: EdtfDate, ids: Ids) -> Iterator[DraftEvent]:
    """The events of an English article, in order, as far as their dates can be resolved."""
    text = quoting.text
    for found in islice(_DATE.finditer(text), _MAX_DATES):
        date = _date(text, found, published)
        span = quoting.snapped(Span(*found.span())) if date else None
        quote = quoting.quote(span) if span else None
        if date and span and quote:
            note = f"The article says “{' '.join(span.of(text).split())}”."
            if not re.search(r"\d{4}", found[0]):
                note += f" Calculated from the date of publication, {published.text}."
            label = _sentence_around(text, span)
            yield DraftEvent(ids.of(f"event {date}", "event"), date, (quote,), label, note)


def _sentence_around(text: str, span: Span) -> str:
    """The sentence with a date, or the part of it around the date, on one line."""
    paragraph = next(part for part in paragraphs(text) if part.end >= span.end)
    start, end = span.start - _SENTENCE, span.end + _SENTENCE
    near = Span(max(paragraph.start, start), min(paragraph.end, end))
    found = next((one.span for one in sentences(text, near) if one.span.end >= span.end), near)
    parts = (
        text[min(found.start, span.start) : span.start],
        span.of(text),
        text[span.end : found.end],
    )
    before, date, after = (re.sub(r"\s+", " ", part) for part in parts)
    before = before.lstrip()
    line = before + date + after.rstrip(" .")
    return around(line, Span(len(before), len(before + date)), _LABEL)


# --- the date that words mean ----------------------------------------------------------------


def _date(text: str, found: re.Match[str], published: EdtfDate) -> str | None:
    """The date in EDTF; None if it does not exist or cannot be resolved."""
    words = re.findall(r"[a-z]+|\d+", found[0].lower())
    try:
        if month := next((word for word in words if word in _MONTHS), ""):
            numbers = [word for word in words if word.isdigit()]
            return _absolute(_MONTHS.index(month), numbers, published)
        first, last = published.earliest, published.latest
        if first is None or last is None or (last - first).days > 1:
            return None
        return _relative(text[: found.start()], [word for word in words if word != "on"], last)
    except (ValueError, OverflowError):
        return None  # 31 June, or a year that no calendar has


def _absolute(month: int, numbers: Sequence[str], published: EdtfDate) -> str | None:
    day = next((int(number) for number in numbers if len(number) <= 2), None)
    year = next((int(number) for number in numbers if len(number) == 4), None)
    if day is None:
        return f"{year:04}-{month:02}" if year else None
    if year is not None:
        return dt.date(year, month, day).isoformat()
    # Without a year, the nearest such day to the publication.
    near = published.latest or published.earliest
    if near is None or not dt.MINYEAR < near.year < dt.MAXYEAR:
        return None
    days = [dt.date(near.year + years, month, day) for years in (-1, 0, 1)]
    return min(days, key=lambda one: abs(one - near)).isoformat()


def _relative(before: str, words: Sequence[str], today: dt.date) -> str:
    *which, name = words
    if name in _DAYS:
        return _weekday(which[0] if which else _direction(before), name, today).isoformat()
    if name == "week":
        weeks = {"last": -1, "this": 0, "next": 1}[which[0]]
        monday = today + dt.timedelta(weeks=weeks, days=-today.weekday())
        return f"[{monday.isoformat()}..{(monday + dt.timedelta(days=6)).isoformat()}]"
    days = {"yesterday": -1, "today": 0, "tomorrow": 1}[name]
    return (today + dt.timedelta(days=days)).isoformat()


def _direction(before: str) -> str:
    """Returns "next" if the last sign before a weekday is of the future: "will close on"."""
    sentence = re.split(r"[.!?\n\r]", before[-_BEFORE:])[-1]
    ahead, back = (
        max((sign.start() for sign in signs.finditer(sentence)), default=-1)
        for signs in (_AHEAD, _BACK)
    )
    return "next" if ahead > back else ""


def _weekday(which: str, name: str, today: dt.date) -> dt.date:
    """The last such day up to the publication, or the next one after it."""
    ahead = (_DAYS.index(name) - today.weekday()) % 7
    if which == "next":
        return today + dt.timedelta(days=ahead or 7)
    return today - dt.timedelta(days=7 if which == "last" and not ahead else -ahead % 7)
