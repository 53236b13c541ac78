"""Fits the document of a claim to its frame: cuts texts, and chooses sizes of letters.

How many lines a text takes is an estimate, in a font with wide letters.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from math import ceil
from typing import NamedTuple
from unicodedata import category, east_asian_width

from article_briefings.language import _
from article_briefings.models import UNSPACED, one_line
from article_briefings.pages._claim_words import NOT_NAMED, VerdictWords
from article_briefings.pages._labels import SAID_QUESTION
from article_briefings.pages._markup import undirected
from article_briefings.pages._views import Quotation

HEIGHT = 272
"""The height of the frame in pixels."""
_WIDTHS = (300, 360, 480, 640)
"""The widths of frames for which sizes are chosen, each up to the next."""
_LARGEST, _SMALLEST, _COMFORTABLE = 15.0, 11.0, 12.5
"""Sizes of letters in pixels. Below the third one, less is shown instead."""
_MOST_WORD = 30
"""The widest word that a line of a narrow frame has."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_MOST_QUOTE = 160


def cut(text: str, most: int) -> str:
    """A text on one line, with an ellipsis after the last word that has room."""
    text = " ".join(map(_short_word, one_line(undirected(text)).split()))
    if width(text) <= most:
        return text
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}" if kept else word
        if width(longer) >= most:
            break
        kept = longer
    while not kept or width(kept) >= most:  # a single long word, or a script without spaces
        kept = (kept or text)[: most - 1 if not kept else -1]
    return f"{kept.rstrip(' ,;:.…')}…"


def _short_word(word: str) -> str:
    if width(word) <= _MOST_WORD or _UNSPACED.search(word):
        return word
    kept = word[: 2 * _MOST_WORD]
    while width(kept) >= _MOST_WORD:
        kept = kept[:-1]
    return f"{kept}…"


@lru_cache(maxsize=256)  # sizes are tried one after the other
def width(text: str) -> float:
    """How wide a text is, in small letters: more for others, none for a mark on a letter."""
    return sum(map(_width, text))


@cache
def _width(sign: str) -> float:
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    if sign in " ijlfrt.,:;()-’":
        return 0.6
    if east_asian_width(sign) in "WF" or sign in "MWmw@%&":
        return 1.7
    return 1.3 if sign.isupper() else 1


def cut_answer(words: str) -> str:
    """An answer with a shorter name; the verdict comes last and stays."""
    by, colon, verdict = words.rpartition(": ")
    return f"{cut(by, 60)}{colon}{verdict}"


def cut_quote(whole: Quotation) -> Quotation:
    """A quotation with the parts, and the words of the last one, that have room."""
    kept: list[str] = []
    left = _MOST_QUOTE
    for part in whole.parts:
        if left > 10:
            kept.append(cut(part, left))
            left -= ceil(width(kept[-1]))
    return whole._replace(parts=tuple(kept))


def worst_answers(answers: VerdictWords) -> VerdictWords:
    """One answer to each question: of several on the saying, the one to be most careful with."""
    said = VerdictWords(answer for answer in answers if answer.about == "said")
    chosen = [answer for answer in said if answer.sign == said.worst][:1]
    if chosen and not chosen[0].words.startswith((_(SAID_QUESTION), _(NOT_NAMED))):
        chosen = [chosen[0]._replace(words=f"{_(SAID_QUESTION)} {chosen[0].words}")]
    return VerdictWords((*chosen, *(answer for answer in answers if answer.about != "said")))


def picture_answers(answers: VerdictWords) -> VerdictWords:
    """The answers for which a picture has room: three, or one to each question."""
    return answers.beside if len(answers) < 4 else worst_answers(answers.beside)


# --- sizes ---------------------------------------------------------------------------------------


class Block(NamedTuple):
    """Texts one below the other, or side by side where they fit."""

    texts: Sequence[Sequence[float]]
    """The widths of the words of each, in ems."""
    letters: float = 1.0
    """The size of the letters, as a share of the document's."""
    leading: float = 1.35
    """The height of a line, as a share of its letters'."""
    signs: float = 0.0
    """The room that signs take from each line, in ems."""


class Sizes(NamedTuple):
    """The sizes of letters in frames, and what has no room in them, as rules of a style sheet."""

    style: str
    fits: bool


def sizes_of(blocks: Callable[[int], Sequence[Block]], parts: Sequence[str]) -> Sizes:
    """The sizes of a document, given its blocks with so many of the `parts` that can be hidden.

    `parts` are their selectors, what goes last first.
    """
    blocks = cache(blocks)  # for all frames
    rules, fits, last = "", True, ""
    for number, frame in enumerate(_WIDTHS):
        size, shown, fitting = _size(blocks, len(parts), frame)
        fits = fits and fitting
        letters = f"body{{font-size:{size:g}px}}"
        if letters != last:
            rules += f"@media(min-width:{frame}px){{{letters}}}" if number else letters
            last = letters
        if shown < len(parts):
            hidden = f"{','.join(parts[shown:])}{{display:none}}"
            wider = _WIDTHS[number + 1 :]
            rules += f"@media(max-width:{wider[0] - 1}px){{{hidden}}}" if wider else hidden
    return Sizes(rules, fits)


def _size(
    blocks: Callable[[int], Sequence[Block]], most: int, frame: int
) -> tuple[float, int, bool]:
    """The largest size with which a document fits a frame, and how many parts it then has."""
    for shown in range(most, -1, -1):
        size = _LARGEST
        while size >= (_COMFORTABLE if shown else _SMALLEST):
            if _height(blocks(shown), size, frame - 27) <= HEIGHT - 14:
                return size, shown, True
            size -= 0.5
    return _SMALLEST, 0, False


def _height(blocks: Sequence[Block], size: float, room: int) -> float:
    """An estimate of the height of a document in pixels."""
    em = room / size
    lines = (
        one.leading * one.letters * _rows(one.texts, em / one.letters - one.signs) for one in blocks
    )
    return size * (sum(lines) + 0.25 * (len(blocks) - 1))


@lru_cache(maxsize=64)
def word_widths(text: str, em: float = 0.6) -> tuple[float, ...]:
    """The widths of the words of a text with the spaces before them, in ems.

    `em` is the width of a small letter.
    """
    return tuple(1.02 * em * width(f" {word}") for word in text.split())


def _rows(texts: Iterable[Sequence[float]], room: float) -> int:
    """How many lines texts take, of which several share a line if they fit on it whole."""
    rows, left = 0, 0.0
    for words in texts:
        if sum(words) > left:
            rows, left = rows + 1, room
        before = rows
        for word in words:
            if word > left:
                more = ceil(word / room)
                rows, left = rows + more, room * more
            left -= word
        left = left - 2.5 if rows == before else 0.0
    return rows
