"""Pseudo-locales, made from English: they show what is untranslated, assembled or too narrow.

`en-XA` puts accents on the letters, makes each message a third longer and puts it in brackets.
`ar-XB` has Arabic letters, which run from right to left. Neither is a language or stored anywhere.
"""

import re
from gettext import NullTranslations

PSEUDO = ("en-XA", "ar-XB")
_PLACEHOLDER = re.compile(r"(%\(\w+\)s|%%)")
_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýž",
)
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz?,;", "ابصدعفغحيجكلمنوپقرستثڤوخیز؟،؛")


class PseudoTranslations(NullTranslations):
    """The English messages, changed as the pseudo-locale `tag` does."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag

    def gettext(self, message: str) -> str:
        """The message, changed."""
        return pseudo(message, self._tag)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for a number, changed."""
        return pseudo(msgid1 if n == 1 else msgid2, self._tag)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        """The message, changed."""
        return pseudo(message, self._tag)


def pseudo(message: str, tag: str) -> str:
    """A message in a pseudo-locale; its placeholders stay."""
    if not re.search("[A-Za-z]", _PLACEHOLDER.sub("", message)):
        return message
    parts = _PLACEHOLDER.split(message)
    accented = tag == PSEUDO[0]
    parts[::2] = [
        part.translate(_ACCENTED) if accented else part.lower().translate(_ARABIC)
        for part in parts[::2]
    ]
    changed = "".join(parts)
    longer = re.sub("(·{8})(?=·)", r"\1 ", "·" * (len(message) // 3))  # as long as words are
    return f"[{changed}{longer}]" if accented else changed
