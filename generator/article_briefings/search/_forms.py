"""Other forms of a page's words, for Pagefind to index behind the page's text.

Pagefind removes accents and, if it knows the language, endings. A form is what a reader may type
beyond that: with other letters, without an apostrophe, a part of a compound, or two characters of
a script without spaces. `letters.json` defines how words are folded; `search.js` reads the same
file, and folds a query by it.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

LETTERS = Path(__file__).with_name("letters.json")
_WORD = re.compile(r"[^\W_]+")
_INNER = "\u16a0"
"""Precedes the end of a word, which is searched for apart: it would be found by its beginning."""


def forms_of(text: str, language: str, names: str = "") -> list[str]:
    """Return the forms of the words of a text, which must be plain text, in a fixed order.

    `names` may be mistyped: any two letters of them are a form.
    """
    derive = _deriver(language)
    forms = {form for token in set(text.split()) for form in derive(token)}
    words = set(_WORD.findall(folder(language)(names)))
    return sorted(forms.union(*map(pairs, words)))


def starts_of(text: str, language: str) -> set[str]:
    """Return what a query must begin with, or be the beginning of, to be found in a text.

    These are all pairs of neighbouring letters, because Pagefind removes prefixes in some
    languages; of unspaced texts each character; and of the few Latin words in a text of another
    script their first four letters.
    """
    unspaced = re.compile(letters()["unspaced"])
    words = set(_WORD.findall(folder(language)(text)))
    latin = sum(word.isascii() for word in words) * 2 > len(words)
    starts: set[str] = set()
    for word in words:
        if unspaced.search(word):
            starts.update(word)
        elif word.isascii() and not latin:
            starts.add(word[:4])
        else:
            starts.update(map("".join, pairwise(word)))
    return starts


@cache
def letters() -> dict[str, Any]:
    """Return the content of `letters.json`."""
    table: dict[str, Any] = json.loads(LETTERS.read_text("utf-8"))
    return table


def rules_of(language: str) -> list[list[str]]:
    """Return the patterns that are replaced in text of a language, each with its replacement."""
    rules: dict[str, list[list[str]]] = letters()["rules"]
    return [*rules["*"], *rules.get(language, ())]


@cache
def folder(language: str) -> Callable[[str], str]:
    """Return the function that folds text of a language."""
    table = letters()
    rules = [(re.compile(pattern), by.replace("$", "\\")) for pattern, by in rules_of(language)]
    changes = str.maketrans(table["letters"])

    def fold(text: str) -> str:
        text = unicodedata.normalize("NFKC", text).lower()
        for pattern, by in rules:
            text = pattern.sub(by, text)
        return unicodedata.normalize("NFC", _without_marks(text).translate(changes))

    return fold


@cache
def _deriver(language: str) -> Callable[[str], tuple[str, ...]]:
    table, fold = letters(), folder(language)
    unspaced = re.compile(table["unspaced"])
    signs = (c for c, by in table["letters"].items() if not by and not c.isalpha())
    joiners = re.compile(f"[{''.join(signs)}]")
    inner = table["inner"].get(language)
    participle = re.compile(table["participles"].get(language, "(?!)"))
    plain = not inner and language not in table["rules"]

    def parts(token: str) -> Iterator[str]:
        for word in _WORD.findall(fold(token)):
            runs = unspaced.findall(word)
            if not runs:
                yield word
            for run in runs:
                yield from pairs(run)
            if stem := participle.fullmatch(word):
                yield stem[1]
            if inner and len(word) >= inner[0]:
                _, first, shortest, last = inner
                ends = range(first, min(len(word) - shortest, last) + 1)
                yield from (_INNER + word[at:] for at in ends)
        if joiners.search(token):
            yield from (word for part in joiners.split(token) for word in _WORD.findall(fold(part)))

    @cache
    def derive(token: str) -> tuple[str, ...]:
        if plain and token.isascii() and "." not in token:
            return ()
        known = _indexed(token)
        return tuple(
            {
                word
                for word in parts(token)
                if (len(word) > 1 or word.isdigit()) and word not in known
            }
        )

    return derive


def pairs(run: str) -> list[str]:
    """Return a word for each character of a text and the one that follows.

    They are spelt as numbers of four digits, which Pagefind does not segment.
    """
    return [f"q{ord(one) + 4096:x}{ord(next_) + 4096:x}" for one, next_ in pairwise(f"{run}\0")]


def _indexed(token: str) -> set[str]:
    """Return what Pagefind itself indexes of a token, before stemming."""
    found = unicodedata.normalize("NFC", _without_marks(token.lower()))
    words = re.split(r"[!-/:-@\[-`{-~]+", found)
    return {"".join(_WORD.findall(part)) for part in (found, *words)}


def _without_marks(text: str) -> str:
    return _marks().sub("", unicodedata.normalize("NFD", text))


@cache
def _marks() -> re.Pattern[str]:
    found: Iterable[str] = (chr(c) for c in range(0x10000))
    return re.compile(f"[{''.join(c for c in found if unicodedata.category(c)[0] == 'M')}]")
