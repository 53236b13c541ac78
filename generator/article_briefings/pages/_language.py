"""Languages: their names and the direction in which they are written."""

from functools import lru_cache
from typing import Literal
from unicodedata import bidirectional

# The scripts that Unicode's bidirectional algorithm runs from right to left.
_RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "prs"}
    | {"ps", "sd", "syr", "ug", "ur", "yi"}
)


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """The direction of a BCP 47 tag: by its script where it names one, else by its language."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    if script:
        return "rtl" if script.title() in _RTL_SCRIPTS else "ltr"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"


def tongue_of(title: str, tag: str) -> str:
    """A document's tag, where its title can be in that language: Latin letters are not Persian."""
    if direction(tag) == "rtl" and not any(bidirectional(char) in ("R", "AL") for char in title):
        return ""
    return tag


@lru_cache(maxsize=256)
def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag, or the tag where it has none."""
    from babel import Locale, UnknownLocaleError  # late: only pages need names

    try:
        name = Locale.parse(tag, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag
