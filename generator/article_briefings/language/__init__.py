"""What readers see, in the language of the site: messages, days, numbers, names of languages."""

from article_briefings.language._catalogues import (
    catalogue_to_translate,
    completeness,
    languages,
    read_language,
)
from article_briefings.language._dates import day_words, month_words, short_month
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
    use,
)

__all__ = [
    "N_",
    "Direction",
    "Language",
    "Messages",
    "Words",
    "_",
    "catalogue_to_translate",
    "completeness",
    "current",
    "day_words",
    "digits",
    "direction",
    "language_name",
    "languages",
    "listed",
    "month_words",
    "ngettext",
    "number",
    "read_language",
    "short_month",
    "use",
]
