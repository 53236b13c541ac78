"""Days, periods, names and languages in the words that pages use."""

import datetime as dt
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Literal, Protocol, TypeVar
from unicodedata import bidirectional

from article_briefings.models import Actor, EdtfDate, Role

Direction = Literal["ltr", "rtl"]
_DESCRIPTION = 200


def day_words(day: dt.date) -> str:
    """A day in words: "11 September 2023"."""
    return EdtfDate(day.isoformat(), day, day).display()


def tenths(value: float) -> str:
    """A number to a tenth, in few letters: fine enough for a line of a figure."""
    return f"{value:.1f}".removesuffix(".0")


def percent(part: int, whole: int) -> str:
    """A share in words: "29 %", "<1 %". Shares are rounded, and may add up to 99 or 101."""
    share = round(100 * part / whole) if whole else 0
    return f"{share}\u00a0%" if share or not part else "<1\u00a0%"


def page_title(title: str, page: int) -> str:
    """The title of a page of a long list."""
    return title if page == 1 else f"{title}, page {page}"


def page_description(text: str) -> str:
    """A text shortened to a page's description, which search engines and links cut anyway."""
    return text if len(text) <= _DESCRIPTION else f"{text[:_DESCRIPTION]}…"


def period_words(role: Role) -> str:
    """The period in which a role was held, as far as it is known."""
    begin, end = role.from_, role.to
    parts = []
    if begin and end:
        parts.append(f"{_moment(begin)} – {_moment(end)}")
    elif begin:
        parts.append(f"from {_moment(begin)}")
    elif end:
        parts.append(f"until {_moment(end)}")
    if role.as_of:
        parts.append(f"as of {role.as_of.display()}")
    return ", ".join(parts)


def _moment(date: EdtfDate) -> str:
    """The start or end of a period, without a dash, since a dash joins the two."""
    first, last = date.earliest, date.latest
    choice = date.text.startswith("[") and ".." in date.text
    if choice and first and last and (last - first).days > 1:
        return f"some day between {day_words(first)} and {day_words(last)}"
    return date.display()


def native_name(actor: Actor) -> tuple[str, str]:
    """An actor's name in its own language, and the language; empty if it equals the main name."""
    native = actor.native_name
    if native is None or native.text == actor.name:
        return "", ""
    return native.text, native.language


sort_keys: dict[str, tuple[int, ...]] = {}
"""The keys of names sorted so far. A later process that has them need not read the table."""


def name_key(name: str) -> tuple[tuple[int, ...], str]:
    """A sort key for names in any script, in the order of the Unicode Collation Algorithm.

    Letters with marks are sorted with the base letter (ş with s, ü with u), and separate letters
    next to the one that they resemble (ə after e, ı after i, й after и). Latin comes first, then
    Cyrillic, Armenian and Arabic letters.
    """
    key = sort_keys.get(name)
    if key is None:
        key = sort_keys[name] = _collator().sort_key(name)
    return key, name


class Titled(Protocol):
    """A record of the corpus that lists can sort."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


R = TypeVar("R", bound=Titled)


def by_title(records: Iterable[R]) -> list[R]:
    """Records in the order of their titles."""
    return sorted(records, key=lambda record: (name_key(record.title), record.id))


@cache
def _collator() -> Any:
    # Late, and one version of the table whatever the Python: reading it takes 0.15 seconds.
    from pyuca.collator import Collator_10_0_0

    return Collator_10_0_0()


# The scripts that Unicode's bidirectional algorithm runs from right to left.
_RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "prs"}
    | {"ps", "sd", "syr", "ug", "ur", "yi"}
)


def direction(tag: str) -> Direction:
    """The direction of a BCP 47 tag: by its script if it names one, else by its language."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    if script:
        return "rtl" if script.title() in _RTL_SCRIPTS else "ltr"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"


def tongue_of(title: str, tag: str) -> str:
    """A document's tag, if its title can be in that language: Latin letters are not Persian."""
    if direction(tag) == "rtl" and not any(bidirectional(char) in ("R", "AL") for char in title):
        return ""
    return tag


@lru_cache(maxsize=256)
def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag, or the tag if it has none."""
    from babel import Locale, UnknownLocaleError  # late: only pages need names

    try:
        name = Locale.parse(tag, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag
