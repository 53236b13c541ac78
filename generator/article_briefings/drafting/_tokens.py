"""Splits paragraphs into sentences and sentences into words, for finding speakers.

A full quotation, as opposed to a phrase in quotation marks, is one token: its
speaker is found in the words around it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from article_briefings.anchoring import quoted
from article_briefings.drafting._lexicon import (
    ABBREVIATIONS,
    SAYING,
    SENTENCE_OPENERS,
    TITLE_ABBREVIATIONS,
)
from article_briefings.models import Span

_SHORT_TITLE = "|".join(sorted(TITLE_ABBREVIATIONS | {"jr", "sr"}))
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|(?i:\b(?:{_SHORT_TITLE}))\.(?=\s|\Z)|\b[^\W\d_]\.(?=\s+[^\W\d_])"  # Gen.; J. K. Rowling
    r"|[^\W_]+(?:[’'.\-‐‑][^\W_]+)*|\S"
)
_END = re.compile(r"(?<![.!?…۔。؟;])[.!?…۔。؟;]++[”\"'’»)\]]*+(?=\s|$)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)$")
_ATTRIBUTION = re.compile(
    r"[”\"'’»]?\s*(?:[^\W\d_][\w’'.-]*\s+){0,5}?(?:" + "|".join(SAYING) + r")\b"
)
_SPEECH_WORDS = 3
_MAX_LOOKAHEAD = 200


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark, or a whole quotation."""

    text: str
    span: Span
    speech: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case, without a possessive ending or the full stop of a title."""
        word = re.sub("[’']s$", "", self.text.lower())
        return word[:-1] if word.endswith(".") and "." not in word[:-1] else word

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return not self.speech and self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word or a number."""
        return not self.speech and self.text[0].isalnum()


_OUTSIDE = Token("\0", Span(0, 0))


def token_at(tokens: Sequence[Token], at: int) -> Token:
    """The token with an index; outside the sentence, a token that equals no word and no sign."""
    return tokens[at] if 0 <= at < len(tokens) else _OUTSIDE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article; each quotation in it is one token."""

    span: Span
    tokens: tuple[Token, ...]


def sentences(text: str, paragraph: Span) -> list[Sentence]:
    """The sentences of a paragraph, in order."""
    regions = quoted(text)
    first = bisect_left(regions, Span(paragraph.start, paragraph.start))
    last = bisect_left(regions, Span(paragraph.end, paragraph.end))
    inside = (region for region in regions[first:last] if paragraph.contains(region))
    return _split(text, paragraph, [one for one in inside if _is_speech(text, one, paragraph)])


def inner_sentences(text: str, speech: Span) -> list[Sentence]:
    """The sentences of a quotation, in which inner quotations are treated as plain words."""
    return _split(text, speech, [])


def _split(text: str, span: Span, speeches: list[Span]) -> list[Sentence]:
    ends = [span.start, *_boundaries(text, span, speeches), span.end]
    spans = [_trimmed(text, Span(start, end)) for start, end in pairwise(ends)]
    return [
        Sentence(one, tuple(_tokens(text, one, [s for s in speeches if one.contains(s)])))
        for one in spans
        if len(one)
    ]


def words_of(text: str, span: Span) -> list[Token]:
    """The tokens of a stretch of text, with quotation marks as punctuation; never empty."""
    return list(_tokens(text, span, [])) or [Token(span.of(text) or " ", span)]


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _tokens(text: str, span: Span, speeches: list[Span]) -> Iterator[Token]:
    at = span.start
    for speech in [*speeches, Span(span.end, span.end)]:
        stop = max(at, speech.start - bool(len(speech)))  # the opening mark belongs to the speech
        for found in _TOKEN.finditer(text, at, stop):
            yield Token(found[0], Span(*found.span()))
        if len(speech):
            yield Token("“”", speech, speech=True)
            at = min(speech.end + 1, span.end)


def _is_speech(text: str, region: Span, paragraph: Span) -> bool:
    """Whether quoted words are a full quotation, and not a phrase within a sentence."""
    words = region.of(text).split()
    before = text[paragraph.start : region.start - 1].rstrip()
    after = text[region.end + 1 : region.end + 2]
    first = next((c for c in region.of(text) if c.isalpha()), "")
    last_word = _LAST_WORD.search(before[-40:])
    introduced = (
        not before
        or before[-1] in ',:.!?…”"’»—–'
        or bool(last_word and last_word[1].lower() in SAYING)
    )
    ended = region.of(text).rstrip()[-1:] in (",", ".", "!", "?", "…", "—") or after in (",", ".")
    ended = ended or region.end >= paragraph.end
    if first.islower():  # the rest of an interrupted speech
        return before[-1:] in (",", ";") and ended
    return introduced and (ended or len(words) >= _SPEECH_WORDS) and bool(first)


def _boundaries(text: str, span: Span, speeches: list[Span]) -> Iterator[int]:
    """Where sentences begin, except the first."""
    starts = [speech.start for speech in speeches]
    for found in _END.finditer(text, span.start, span.end):
        last = bisect_right(starts, found.start()) - 1
        speech_end = speeches[last].end if last >= 0 else -1
        is_after = found.end() > speech_end  # no sign within a speech ends the sentence
        if is_after and _ends_sentence(text, found, span.end, found.start() < speech_end):
            yield found.end()


def _ends_sentence(text: str, found: re.Match[str], limit: int, after_speech: bool) -> bool:
    rest = text[found.end() : min(limit, found.end() + _MAX_LOOKAHEAD)].lstrip()
    if found[0] == ";":
        return bool(rest)
    if not rest or rest[0].islower():
        return False
    word = _LAST_WORD.search(text, max(0, found.start() - 20), found.start())
    if found[0] == "." and word and not after_speech:
        last = word[1].lower()
        if last == "no":  # "No. 5", but "He said no."
            return not rest[0].isdigit()
        letters = last.split(".")
        if last in ABBREVIATIONS or (word[1][0].isalpha() and max(map(len, letters)) == 1):
            # "Mt.", "p.m.", "J." and "U.S." end a sentence only before a word that begins one.
            following = _FIRST_WORD.match(rest)
            opens = following and following[0].lower() in SENTENCE_OPENERS
            return bool(opens) or rest[0] in '“"«'
    asked = after_speech and found[0][0] in "!?…"
    return not (asked and _ATTRIBUTION.match(rest))
