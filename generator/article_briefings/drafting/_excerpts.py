"""Excerpts from an article: titles and labels, ids, and quotes that the checker finds.

Nothing is reworded. Titles and labels are cut at a natural pause; an ellipsis marks a sentence
that is broken off.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, count

from article_briefings.anchoring import TextQuote, fold, quoted
from article_briefings.drafting._lexicon import DANGLING, PREPOSITIONS, SUBORDINATORS
from article_briefings.drafting._tokens import sentences
from article_briefings.models import RESERVED_IDS, Span, id_problem, suggest_id

_ELLIPSIS = "…"
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
_ID_WORDS = 6
_ID_LENGTH = 50
MAX_QUOTE = 2_000
"""The longest quote that is drafted, in characters."""
_MOST_PLACES = 20
"""Words that occur more often are written with context, to keep checking fast."""
_FAR_TOO_MANY = 200
_LONGEST_CONTEXT = 256
_LARGEST_NTH = 999


def heading(words: str, limit: int) -> str:
    """The first sentence of a text as a line of at most `limit` characters."""
    line = " ".join(words[: 2 * _SEEN * limit].split())
    return shortened(line[: _first_sentence(line, len(line)) or len(line)], limit).rstrip(" .")


def shortened(line: str, limit: int) -> str:
    """A line in at most `limit` characters."""
    if len(line) <= limit:
        return line
    end, is_complete = cut_within(line, limit - _ROOM)
    if is_complete:
        return line[:end]
    # The sign that closes the quotation in which the line is cut.
    seen = line[: _SEEN * limit]
    around_cut = (quote for quote in quoted(seen) if quote.start <= end <= quote.end)
    closing = next((seen[quote.end : quote.end + 1] for quote in around_cut), "")
    return f"{line[:end]} {_ELLIPSIS}{closing}"


def around(line: str, place: Span, limit: int) -> str:
    """The part of a line that contains `place`, in at most `limit` characters if it fits."""
    if place.end <= _end_of(line, limit):
        return shortened(line, limit)
    limit -= len(_ELLIPSIS) + 1
    pauses = sorted(found.end() for sign in (_SIGN, _CLAUSE) for found in sign.finditer(line))
    spaces = [found.end() for found in _SPACE.finditer(line)]
    for start in (*pauses, *spaces, place.start):
        rest = line[start:].lstrip()
        begin = len(line) - len(rest)
        reach = place.end - begin
        if begin <= place.start and reach <= limit and reach <= _end_of(rest, limit):
            break
    return f"{_ELLIPSIS} {shortened(rest, limit)}" if begin else shortened(line, limit)


def _end_of(line: str, limit: int) -> int:
    """Where a line ends after shortening, without the ellipsis."""
    return len(line) if len(line) <= limit else cut_within(line, limit - _ROOM)[0]


def cut_within(words: str, limit: int) -> tuple[int, bool]:
    """The best place to cut a text within `limit` characters, and whether a sentence ends there.

    In order of preference: the end of its first sentence, the last pause, a
    place before a preposition, a space. A quotation is kept whole if possible.
    """
    if len(words) <= limit:
        return len(words), True
    end = _first_sentence(words, limit)
    if end:
        return end, True
    seen = words[: _SEEN * limit]
    brackets = [Span(*found.span()) for found in _BRACKETS.finditer(seen)]
    outside, long = [*quoted(seen), *brackets], 2 * limit // 5
    for shortest, whole in (long, outside), (long, brackets), (1, outside), (1, brackets), (1, []):
        for places in (_SIGN, _CLAUSE), (_PHRASE,), (_SPACE,):
            end = _last(seen, places, range(shortest, limit + 1), whole)
            if end:
                return end, False
    return limit, False


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


# --- ids -------------------------------------------------------------------------------------


class Ids:
    """Assigns unique ids to claims and events."""

    def __init__(self) -> None:
        self.used: set[str] = set(RESERVED_IDS)

    def reserve(self, identifier: str) -> str:
        """Reserve an id; returns it, or an empty string if it is invalid or in use."""
        if id_problem(identifier) or identifier in self.used:
            return ""
        self.used.add(identifier)
        return identifier

    def of(self, words: str, fallback: str) -> str:
        """An id from the first words of a text; a number makes it unique."""
        stem = id_words(words, _ID_WORDS, _ID_LENGTH)
        bare = not id_problem(stem) and stem != fallback
        numbered = (f"{stem if bare else fallback}-{number}" for number in count(1 + bare))
        candidates = chain([stem] if bare else [], numbered)
        identifier = next(one for one in candidates if one not in self.used)
        self.used.add(identifier)
        return identifier


def id_words(words: str, most: int, limit: int) -> str:
    """An id of at most `most` words and `limit` characters that does not break off in a phrase.

    Empty if no characters remain for an id.
    """
    first = words.split()
    parts = [part for part in suggest_id(" ".join(first[:most])).split("-") if part]
    whole = len(first) <= most
    while len(parts) > 1 and len("-".join(parts)) > limit:
        parts.pop()
        whole = False
    while not whole and len(parts) > 2 and parts[-1] in DANGLING:
        parts.pop()
    return "-".join(parts)[:limit].strip("-")


# --- quotes ----------------------------------------------------------------------------------


class Quoting:
    """The quotes from which the checker finds spans of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def has_words(self, spans: Iterable[Span]) -> bool:
        """Whether spans have a letter or digit; a colon alone would be found everywhere."""
        return any(c.isalnum() for span in spans for c in span.of(self.text))

    def snapped(self, span: Span) -> Span | None:
        """The largest part of a span that a quote can identify; None if nothing is left."""
        folded = fold(self.text)
        places = range(len(folded.text))
        start = bisect_left(places, span.start, key=lambda at: folded.raw(at, at + 1).start)
        end = bisect_right(places, span.end, key=lambda at: folded.raw(at, at + 1).end)
        while start < end and (not folded.is_boundary(start) or folded.text[start] == " "):
            start += 1
        while start < end and (not folded.is_boundary(end) or folded.text[end - 1] == " "):
            end -= 1
        return folded.raw(start, end) if start < end else None

    def quote(self, span: Span, longest: int = MAX_QUOTE) -> TextQuote | None:
        """A quote that identifies exactly one span; None if it is too long or too common."""
        if len(span) > longest:
            return None
        places = TextQuote(span.of(self.text)).match(self.text, limit=_FAR_TOO_MANY + 1)
        if len(places) > _FAR_TOO_MANY or span not in places:
            return None
        quote = TextQuote.describe(self.text, span, _LONGEST_CONTEXT)
        return quote if (quote.nth or 1) <= _LARGEST_NTH else None

    def first(self, span: Span) -> TextQuote | None:
        """A quote of a span as the first place with its words; None if it is not the first."""
        quote = TextQuote(span.of(self.text), nth=1)
        is_first = len(span) <= MAX_QUOTE and quote.match(self.text, limit=1) == [span]
        return quote if is_first else None

    def cue(self, span: Span, quote: Sequence[Span]) -> TextQuote | None:
        """The shortest cue from which the checker finds a span next to a quote."""
        plain = TextQuote(span.of(self.text))
        found = plain.match(self.text, limit=_MOST_PLACES + 1)
        if len(found) <= _MOST_PLACES:
            meant = plain.meant_by_cue(self.text, found, quote)
            if list(meant) == [span]:
                return plain
        described = self.quote(span)
        return described if described and described.match(self.text) == [span] else None
