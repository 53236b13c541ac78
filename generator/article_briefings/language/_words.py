"""Gives the words that readers see in the language of the site.

English is the source. Messages are whole sentences with placeholders, `%(name)s` in Python and in
templates alike, the style that gettext's tools check; a literal percent sign in a message with
placeholders is `%%`. Babel extracts the calls of `_`, `N_`, `ngettext` and `pgettext`
(`make messages`), so their messages are string literals. The language is that of the process:
`Language.use` sets it, and whoever sends work to another process sends the `Language` too.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO, StringIO
from typing import Generic, Literal, NamedTuple, TypeVar

from article_briefings.language._pseudo import PSEUDO, PseudoTranslations

T = TypeVar("T")
K = TypeVar("K")
Direction = Literal["ltr", "rtl"]
SOURCE = "en"
"""The language of the messages in the source."""

# The scripts that Unicode's bidirectional algorithm runs from right to left.
_RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "prs"}
    | {"ps", "sd", "syr", "ug", "ur", "yi"}
)
_ZEROS = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀"}
"""The digit zero of CLDR's numbering systems; the other nine follow it in Unicode."""


class Language(NamedTuple):
    """The language of a site's words, or of a text. It can be sent to other processes."""

    tag: str = SOURCE
    """A BCP 47 tag, as in `theme.language`: "de", "pt-BR"."""
    catalogues: tuple[str, ...] = ()
    """The texts of its `.po` files; a message in an earlier one counts."""

    @property
    def direction(self) -> Direction:
        """Its direction: by the script if the tag names one, else by the language."""
        language, *rest = self.tag.split("-")
        script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
        if script:
            return "rtl" if script.title() in _RTL_SCRIPTS else "ltr"
        return "rtl" if language in _RTL_LANGUAGES else "ltr"

    @property
    def name(self) -> str:
        """Its name in the language of the process; the tag if it has none."""
        return _language_name(self.tag, _current.locale)

    def use(self) -> None:
        """Make it the language of this process."""
        global _current
        if _current.language != self:
            _current = _opened(self)

    @staticmethod
    def current() -> "Language":
        """The language of this process."""
        return _current.language


class _Current(NamedTuple):
    language: Language
    words: NullTranslations
    locale: str
    """The name of Babel's locale, for dates and numbers."""
    digits: Mapping[int, str]


@lru_cache(maxsize=8)
def _opened(language: Language) -> _Current:
    tag = language.tag
    words = PseudoTranslations(tag) if tag in PSEUDO else NullTranslations()
    for text in reversed(language.catalogues):
        catalogue = compiled(tag, text)
        catalogue.add_fallback(words)
        words = catalogue
    if tag in (SOURCE, *PSEUDO):
        return _Current(language, words, "en_GB", {})  # the day comes before the month
    from babel import Locale  # late: a site in English needs no locale until it has a date

    locale = Locale.parse(tag, sep="-")
    zero = ord(_ZEROS.get(locale.default_numbering_system or "", "0"))
    digits = {ord("0") + value: chr(zero + value) for value in range(10) if zero != ord("0")}
    return _Current(language, words, str(locale), digits)


def compiled(tag: str, text: str) -> GNUTranslations:
    """A catalogue, given its text; ValueError if its rule for plurals is malformed."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    file = BytesIO()
    write_mo(file, read_po(StringIO(text), locale=tag.replace("-", "_")))
    file.seek(0)
    return GNUTranslations(file)


_current = _opened(Language())


# --- messages --------------------------------------------------------------------------------


class Messages(Generic[T]):
    """Translates messages and puts values into their placeholders with `fill`.

    The values are named: `_("Checked by %(name)s", name=name)`.
    """

    def __init__(self, fill: Callable[[str, Mapping[str, object]], T]) -> None:
        self._fill = fill

    def gettext(self, message: str, **values: object) -> T:
        """A message in the language of the site."""
        return self._fill(message and _current.words.gettext(message), values)

    def ngettext(self, one: str, many: str, num: int, **values: object) -> T:
        """The form of a message for a number, which is `%(num)s` in it."""
        return self._fill(_current.words.ngettext(one, many, num), {"num": num, **values})

    def pgettext(self, context: str, message: str, **values: object) -> T:
        """A message that has another translation elsewhere."""
        return self._fill(_current.words.pgettext(context, message), values)

    def forms(self, one: str, many: str) -> str:
        """All forms of a message for numbers, for scripts: JSON by the categories of CLDR."""
        from babel import Locale

        category = Locale.parse(_current.locale).plural_form
        smallest = {category(number): number for number in range(200, -1, -1)}
        found = {name: _current.words.ngettext(one, many, n) for name, n in smallest.items()}
        return json.dumps(found, ensure_ascii=False)


def _filled(message: str, values: Mapping[str, object]) -> str:
    """A message with values in it; an int is written as `number` does."""
    if not values:
        return message
    return message % {
        name: number(value) if type(value) is int else value for name, value in values.items()
    }


_MESSAGES = Messages(_filled)
_, ngettext, pgettext = _MESSAGES.gettext, _MESSAGES.ngettext, _MESSAGES.pgettext


def N_(message: str) -> str:  # noqa: N802 - gettext's name
    """Mark a message for extraction; `_` translates it where it is used."""
    return message


class Words(Mapping[K, str]):
    """Words for the values of a field. They are messages marked with `N_`, translated when read."""

    def __init__(self, messages: Mapping[K, str]) -> None:
        self._messages = dict(messages)

    def __getitem__(self, key: K) -> str:
        return _(self._messages[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)

    def __or__(self, more: Mapping[K, str]) -> "Words[K]":
        return Words({**self._messages, **more})


# --- numbers and names -----------------------------------------------------------------------


def number(value: int) -> str:
    """A number with its groups of digits: "1,200", "1.200", "۱٬۲۰۰"."""
    if _current.locale == "en_GB":
        return f"{value:,}"
    from babel.numbers import format_decimal

    text: str = format_decimal(value, locale=_current.locale, numbering_system="default")
    return placed(digits(text))


def placed(text: str) -> str:
    """A text that begins with a digit, with a mark in Arabic script to keep it in its place.

    After a name in Latin letters the digit would be shown on the name's other side.
    """
    return f"\N{RIGHT-TO-LEFT MARK}{text}" if _current.language.direction == "rtl" else text


def listed(items: Iterable[str]) -> str:
    """Words one after the other: "TASS, Fars"."""
    return _(", ").join(items)


def digits(text: str) -> str:
    """A text, such as a year, with the digits of the language."""
    return text.translate(_current.digits) if _current.digits else text


def locale() -> str:
    """The name of Babel's locale for dates and numbers."""
    return _current.locale


@lru_cache(maxsize=256)
def _language_name(tag: str, locale: str) -> str:
    from babel import Locale, UnknownLocaleError  # late: only pages need names

    try:
        name = Locale.parse(tag, sep="-").get_display_name(locale)
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag
