"""What readers see, in the language of the site: messages, days, numbers, names of languages."""

from article_briefings.language._catalogues import Catalogues
from article_briefings.language._dates import day_words, month_words, short_month
from article_briefings.language._words import (
    N_,
    Direction,
    Language,
    Messages,
    Words,
    _,
    digits,
    listed,
    ngettext,
    number,
)

__all__ = [
    "N_",
    "Catalogues",
    "Direction",
    "Language",
    "Messages",
    "Words",
    "_",
    "day_words",
    "digits",
    "listed",
    "month_words",
    "ngettext",
    "number",
    "short_month",
]
