"""What readers see, in the language of the site: messages, days, numbers, names of languages."""

from article_briefings.language._catalogues import read_language
from article_briefings.language._dates import day_words, month_words
from article_briefings.language._words import (
    N_,
    Direction,
    Language,
    Messages,
    Words,
    _,
    current,
    digits,
    direction,
    language_name,
    listed,
    ngettext,
    number,
    pgettext,
    use,
)

__all__ = [
    "N_",
    "Direction",
    "Language",
    "Messages",
    "Words",
    "_",
    "current",
    "day_words",
    "digits",
    "direction",
    "language_name",
    "listed",
    "month_words",
    "ngettext",
    "number",
    "pgettext",
    "read_language",
    "use",
]
