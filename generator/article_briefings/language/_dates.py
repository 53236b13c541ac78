"""Days, months and years in words."""

import datetime as dt
from functools import lru_cache

from article_briefings.language._words import digits, locale, placed


def day_words(day: dt.date) -> str:
    """A day in words: "11 September 2023"."""
    return placed(digits(_day_words(day, locale())))


# A list of a hundred claims has few days.
@lru_cache(maxsize=4096)
def _day_words(day: dt.date, locale: str) -> str:
    from babel.dates import format_date  # late: it takes 30 ms

    return str(format_date(day, "long", locale))


def short_month(day: dt.date) -> str:
    """The month of a day in few letters: "Sep"."""
    from babel.dates import get_month_names

    # British "Sept" is longer, and nothing else differs.
    name = "en" if locale() == "en_GB" else locale()
    return str(get_month_names("abbreviated", "stand-alone", name)[day.month])


def month_words(day: dt.date) -> str:
    """The month of a day in words: "September 2023"."""
    from babel.dates import format_skeleton

    return digits(format_skeleton("yMMMM", day, locale=locale()))
