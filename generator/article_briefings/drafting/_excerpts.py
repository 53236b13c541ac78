"""Shortens words of the article to a length, cutting them at a natural pause.

Nothing is reworded. An ellipsis marks a sentence that is broken off.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from article_briefings.anchoring import quoted
from article_briefings.drafting._lexicon import DANGLING, PREPOSITIONS, SUBORDINATORS
from article_briefings.drafting._tokens import sentences
from article_briefings.models import Span

ELLIPSIS = "…"
_ROOM = 3
"""Characters reserved for a space, the ellipsis, and a closing quotation mark."""
_SHORTEST_SENTENCE = 20
_SEEN = 4
"""How much of a text is examined, as a multiple of the limit."""
_SIGN = re.compile(r"(?<=\S)(?:[,;:،؛、，；：](?=\s)|[、，；]|\s?—|\s[–-](?=\s)|\s(?=[(\[]))")
_WORDS = r"(?<!\s)\s++(?=(?:{})\s)"
_CLAUSE = re.compile(_WORDS.format("|".join(sorted(SUBORDINATORS))), re.IGNORECASE)
# "of" is often part of a name: "the Republic of Azerbaijan".
_PHRASE = re.compile(_WORDS.format("|".join(sorted(PREPOSITIONS - {"of"}))))
_SPACE = re.compile(r"(?<=\S)\s++")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LAST_WORD = re.compile(r"(\s*)([^\W_]+(?:[’'-][^\W_]+)*)$")
_LOOSE_ENDS = ' \t\r\n\u2028\u2029\xa0,;:،؛、，；：—–-([“„«‘"'


@dataclass(frozen=True, slots=True)
class Cut:
    """The place of a cut, and whether a sentence ends there."""

    end: int
    complete: bool


def heading(words: str, limit: int) -> str:
    """The first sentence of a text as a line of at most `limit` characters."""
    line = " ".join(words[: 2 * _SEEN * limit].split())
    return shortened(line[: _first_sentence(line, len(line)) or len(line)], limit).rstrip(" .")


def shortened(line: str, limit: int) -> str:
    """A line in at most `limit` characters."""
    if len(line) <= limit:
        return line
    cut = cut_within(line, limit - _ROOM)
    if cut.complete:
        return line[: cut.end]
    return f"{line[: cut.end]} {ELLIPSIS}{_closing(line, cut.end, limit)}"


def around(line: str, place: Span, limit: int) -> str:
    """The part of a line that contains `place`, in at most `limit` characters if it fits."""
    if place.end <= _end_of(line, limit):
        return shortened(line, limit)
    limit -= len(ELLIPSIS) + 1
    pauses = sorted(found.end() for sign in (_SIGN, _CLAUSE) for found in sign.finditer(line))
    spaces = [found.end() for found in _SPACE.finditer(line)]
    for start in (*pauses, *spaces, place.start):
        rest = line[start:].lstrip()
        begin = len(line) - len(rest)
        reach = place.end - begin
        if begin <= place.start and reach <= limit and reach <= _end_of(rest, limit):
            break
    return f"{ELLIPSIS} {shortened(rest, limit)}" if begin else shortened(line, limit)


def _end_of(line: str, limit: int) -> int:
    """Where a line ends after shortening, without the ellipsis."""
    return len(line) if len(line) <= limit else cut_within(line, limit - _ROOM).end


def cut_within(words: str, limit: int) -> Cut:
    """The best place to cut a text within `limit` characters.

    In order of preference: the end of its first sentence, the last pause, a
    place before a preposition, a space. A quotation is kept whole if possible.
    """
    if len(words) <= limit:
        return Cut(len(words), complete=True)
    end = _first_sentence(words, limit)
    if end:
        return Cut(end, complete=True)
    seen = words[: _SEEN * limit]
    brackets = [Span(*found.span()) for found in _BRACKETS.finditer(seen)]
    outside, long = [*quoted(seen), *brackets], 2 * limit // 5
    for shortest, whole in (long, outside), (long, brackets), (1, outside), (1, brackets), (1, []):
        for places in (_SIGN, _CLAUSE), (_PHRASE,), (_SPACE,):
            end = _last(seen, places, range(shortest, limit + 1), whole)
            if end:
                return Cut(end, complete=False)
    return Cut(limit, complete=False)


def _first_sentence(words: str, limit: int) -> int:
    """The end of the first sentence of useful length; 0 if none ends within the limit."""
    for sentence in sentences(words, Span(0, min(len(words), limit + _SEEN))):
        end = sentence.span.end
        if end > limit:
            return 0
        if end >= min(_SHORTEST_SENTENCE, limit) and words[end - 1] != ";":
            return end if end < len(words) else 0
    return 0


def _last(
    words: str, places: Iterable[re.Pattern[str]], within: range, whole: Iterable[Span]
) -> int:
    """The last place to cut that leaves a length in `within`; 0 if there is none."""
    found = {place.start() for pattern in places for place in pattern.finditer(words)}
    for at in sorted(found, reverse=True):
        if at in within and not any(part.start <= at <= part.end for part in whole):
            end = _without_loose_ends(words, at)
            if end in within:
                return end
    return 0


def _without_loose_ends(words: str, end: int) -> int:
    """The end of the words without trailing punctuation and words that need a following word."""
    while True:
        end = len(words[:end].rstrip(_LOOSE_ENDS))
        last = _LAST_WORD.search(words, max(0, end - 40), end)
        if not last or not last[1] or last[2].lower() not in DANGLING:
            return end
        end = last.start()


def _closing(line: str, end: int, limit: int) -> str:
    """The sign that closes the quotation in which a line is cut."""
    seen = line[: _SEEN * limit]
    return next((seen[q.end : q.end + 1] for q in quoted(seen) if q.start <= end <= q.end), "")
