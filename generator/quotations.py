"""What stands between quotation marks in a text: the ground on which a form is checked."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from generator.models import Span, paragraphs

Coverage = Literal["all", "some", "none"]

_CLOSING = {
    "“": "”",
    "„": "”“",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "”": "”",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
_OPENING = re.compile(f"[{''.join(_CLOSING)}]")
_APOSTROPHES = frozenset("'’‘")


@lru_cache(maxsize=64)
def quoted(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, the marks left out, in order.

    Marks pair within a paragraph. A quotation that is still open at the end
    of a paragraph goes up to it, as is the custom where a speech runs over
    several paragraphs, each with an opening mark; a straight single mark that
    nothing closes is an apostrophe ('90s). A quotation within a quotation
    belongs to the outer one.
    """
    return tuple(span for paragraph in paragraphs(text) for span in _quoted(text, paragraph))


def coverage(text: str, spans: Iterable[Span]) -> Coverage:
    """How much of the letters and digits of `spans` stands between quotation marks."""
    inside = quoted(text)
    starts = [region.start for region in inside]
    marks = [
        _is_within(inside, bisect_right(starts, index) - 1, index)
        for span in spans
        for index in range(span.start, span.end)
        if unicodedata.category(text[index])[0] in "LN"
    ]
    if marks and all(marks):
        return "all"
    return "some" if any(marks) else "none"


def _is_within(regions: tuple[Span, ...], last: int, index: int) -> bool:
    return last >= 0 and index < regions[last].end


def _quoted(text: str, paragraph: Span) -> Iterator[Span]:
    mark = _OPENING.search(text, paragraph.start, paragraph.end)
    while mark:
        at = mark.start()
        if _opens(text, at):
            end = _closing_mark(text, at, paragraph.end)
            if end < paragraph.end or text[at] != "'":
                yield Span(at + 1, end)
                at = end
        mark = _OPENING.search(text, at + 1, paragraph.end)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in "»”":  # mostly a closing mark; in German, Swedish and Finnish an opening one
        return (not before or before.isspace() or before in "([") and after.isalnum()
    # Straight marks and apostrophes look the same on both sides: an opening one follows no letter.
    return not (text[at] in "\"'‘‚" and before.isalnum())


def _closing_mark(text: str, opening: int, limit: int) -> int:
    """Where the quotation that opens at `opening` ends; `limit` where nothing closes it."""
    closing = _CLOSING[text[opening]]
    for at in range(opening + 1, limit):
        if text[at] in closing and not _is_apostrophe(text, at):
            return at
    return limit


def _is_apostrophe(text: str, at: int) -> bool:
    between = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    return text[at] in _APOSTROPHES and between
