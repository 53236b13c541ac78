"""Days, periods and names in the words that pages use."""

import datetime as dt
import unicodedata

from generator.models import EdtfDate, Role


def day_words(day: dt.date) -> str:
    """A day in words: "11 September 2023"."""
    return EdtfDate(day.isoformat(), day, day).display()


def period_words(role: Role) -> str:
    """When a role was held, as far as it is known."""
    begin, end = role.from_, role.to
    parts = []
    if begin and end:
        parts.append(f"{begin.display()} – {end.display()}")
    elif begin:
        parts.append(f"from {begin.display()}")
    elif end:
        parts.append(f"until {end.display()}")
    if role.as_of:
        parts.append(f"as of {role.as_of.display()}")
    return ", ".join(parts)


def name_key(name: str) -> tuple[str, str]:
    """Sorts names as a reader expects: without regard to case and accents, then by the name."""
    bare = "".join(
        c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c)
    )
    return bare, name
