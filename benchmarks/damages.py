"""The kinds of damage: changes that an outlet may make to an annotated text."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from article_briefings.models._text import Span, paragraphs
from benchmarks.prose import sentences

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": "..."})
_SWAPPED = str.maketrans({"“": "«", "”": "»", "‘": "‹", "’": "›"})


@dataclass(frozen=True)
class Damaged:
    """A damaged text and the new place of the quote, or None if it was deleted."""

    text: str
    place: Span | None


Damage = Callable[[random.Random, str, Span], Damaged | None]


def delete(_: random.Random, text: str, span: Span) -> Damaged:
    """The quote's paragraph is deleted."""
    home = _home(text, span)
    return Damaged(text[: home.start] + text[home.end :].lstrip("\r\n"), None)


def delete_sentence(_: random.Random, text: str, span: Span) -> Damaged:
    """The quote's sentence is deleted; the rest of its paragraph stays."""
    sentence = _sentence(text, span)
    end = sentence.end + len(text[sentence.end :]) - len(text[sentence.end :].lstrip(" "))
    return Damaged(text[: sentence.start] + text[end:], None)


def delete_words(_: random.Random, text: str, span: Span) -> Damaged:
    """Only the marked words are deleted; everything around them stays."""
    return Damaged(f"{text[: span.start].rstrip(' ')} {text[span.end :].lstrip(' ')}", None)


def echo(share: float) -> Damage:
    """The paragraph is deleted; a copy with a share of its words changed is at the end."""

    def damage(chance: random.Random, text: str, span: Span) -> Damaged | None:
        home = _home(text, span)
        if home.end >= len(text.rstrip()):
            return None  # the last paragraph would only be edited
        words = home.of(text).split(" ")
        pool = _pool()
        for number in chance.sample(range(len(words)), round(share * len(words))):
            words[number] = chance.choice(pool)
        rest = text[: home.start] + text[home.end :].lstrip("\r\n")
        return Damaged(f"{rest.rstrip()}\n{' '.join(words)}\n", None)

    return damage


def one_word(chance: random.Random, text: str, span: Span) -> Damaged:
    """One word of the quote is replaced."""
    words = list(re.finditer(r"\w+", span.of(text)))
    word = chance.choice(words)
    other = chance.choice([new for new in _pool() if new.casefold() != word[0].casefold()])
    start, end = span.start + word.start(), span.start + word.end()
    place = Span(span.start, span.end + len(other) - (end - start))
    return Damaged(text[:start] + other + text[end:], place)


def reflow(_: random.Random, text: str, span: Span) -> Damaged:
    """Every line breaks after at most 60 characters; the breaks of paragraphs stay."""
    changed, width = list(text), 0
    for found in re.finditer(r"\S+|\s", text):
        width = 0 if found[0] == "\n" else width + len(found[0])
        if found[0] == " " and width > 50:
            changed[found.start()], width = "\n", 0
    return Damaged("".join(changed), span)


def ascii_typing(_: random.Random, text: str, span: Span) -> Damaged:
    """The text is retyped with plain quotation marks, dashes and dots."""
    before, inside = text[: span.start].translate(_PLAIN), span.of(text).translate(_PLAIN)
    return Damaged(text.translate(_PLAIN), Span(len(before), len(before) + len(inside)))


def other_marks(_: random.Random, text: str, span: Span) -> Damaged:
    """The quotation marks are in the style of a different country."""
    return Damaged(text.translate(_SWAPPED), span)


def duplicate(chance: random.Random, text: str, span: Span) -> Damaged | None:
    """The quote's sentence is repeated elsewhere, as a paragraph of its own."""
    home = _home(text, span)
    sentence = _sentence(text, span).of(text)
    # Next to its paragraph, the copy could not be distinguished from the original.
    starts = [place.start for place in paragraphs(text)]
    beside = starts.index(home.start)
    places = starts[:beside] + starts[beside + 2 :]
    at = chance.choice(places)
    shift = len(sentence) + 1 if at <= span.start else 0
    return Damaged(
        f"{text[:at]}{sentence}\n{text[at:]}", Span(span.start + shift, span.end + shift)
    )


DAMAGES: dict[str, Damage] = {
    "paragraph deleted": delete,
    "sentence deleted": delete_sentence,
    "only the words deleted": delete_words,
    "paragraph deleted, 40 % changed elsewhere": echo(0.4),
    "paragraph deleted, 20 % changed elsewhere": echo(0.2),
    "one word changed": one_word,
    "reflowed": reflow,
    "typed in ASCII": ascii_typing,
    "other quotation marks": other_marks,
    "sentence duplicated": duplicate,
}
DRAWS = {"one word changed": 3}
"""How often a damage that chance decides on is done to each quote; else once."""


def _home(text: str, span: Span) -> Span:
    return next(place for place in paragraphs(text) if place.start <= span.start < place.end)


def _sentence(text: str, span: Span) -> Span:
    home = _home(text, span)
    before = max(home.of(text).rfind(". ", 0, span.start - home.start) + 2, 0)
    end = text.find(". ", span.end, home.end)
    return Span(home.start + (before if before > 1 else 0), home.end if end < 0 else end + 1)


@cache
def _pool() -> list[str]:
    return sorted(set(re.findall(r"\w+", " ".join(sentences()))))
