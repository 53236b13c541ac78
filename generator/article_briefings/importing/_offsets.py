"""Converts foreign offsets to code points of the text, using the words of the spans as evidence.

A file of annotations counts code points, UTF-16 units or bytes of UTF-8, with or without a
byte-order mark, and with line ends of one or two characters. The method of counting that matches
the words of most spans is used. If none fits, the cause may be spaces that were added or lost at
the ends of lines: the words are then slightly off, by a distance that grows towards the end.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice

from article_briefings.importing._model import in_quotes
from article_briefings.models import Span

_ENOUGH = 0.8
"""The share of spans that must match their words before a method of counting is trusted."""
_FEWEST_MOVED = 2
_MARK = 3
"""The bytes of a byte-order mark."""
_PER_LINE = 4
"""The most characters that a line end may have gained or lost."""
_MOST_CHAINS = 40
_MOST_CANDIDATES = 20
_MOST_ALIGNED = 3_000
"""With more marks, lost or added spaces are not searched for, to limit the work."""


@dataclass(frozen=True, slots=True)
class QuotedOffsets:
    """Fragments in a file's own offsets, and their words."""

    fragments: tuple[tuple[int, int], ...]
    words: str


Counting = Callable[[int], int | None]
"""Converts a foreign offset to a code point; None if it falls within a character."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The spans of each annotation in the order of the text, or why it has none."""

    spans: tuple[tuple[Span, ...], ...]
    problems: dict[int, str]
    """The problems by number of annotation, whose spans are then empty."""
    how: str = ""
    """How the offsets were read, if not simply as code points."""
    counting: Counting | None = field(default=None, compare=False, repr=False)
    """The method of counting used; None if marks were moved one by one."""


def place(text: str, annotated: Sequence[QuotedOffsets]) -> Placement:
    """The spans of annotations in code points of `text`; none for those that lack their words."""
    best_fit, best_how, best_counting = -1, "", by_code_points(text)
    for how, counting in _countings(text):
        fit = sum(not isinstance(_spans(text, one, counting), str) for one in annotated)
        if fit > best_fit:
            best_fit, best_how, best_counting = fit, how, counting
        if fit == len(annotated):
            break
    if best_fit < _ENOUGH * len(annotated):
        moved = _aligned(text, annotated)
        if moved is not None:
            return moved
        if best_fit <= len(annotated) - best_fit:  # too few to trust anything but the standard
            best_how, best_counting = "", by_code_points(text)
    read = [_spans(text, one, best_counting) for one in annotated]
    problems = {number: one for number, one in enumerate(read) if isinstance(one, str)}
    found = (() if isinstance(one, str) else joined(one) for one in read)
    return Placement(tuple(found), problems, best_how, best_counting)


# --- methods of counting -------------------------------------------------------------------------


def by_code_points(text: str) -> Counting:
    """The standard method."""
    length = len(text)
    return lambda offset: offset if offset <= length else None


def _countings(text: str) -> Iterator[tuple[str, Counting]]:
    """All distinct methods of counting, each with a description for messages."""
    yield "", by_code_points(text)
    units: list[tuple[str, Callable[[str], int], int]] = [("", lambda _: 1, 1)]
    if not text.isascii():
        units += [
            ("offsets count UTF-16 units", lambda c: 2 if ord(c) > 0xFFFF else 1, 1),
            ("offsets count bytes", lambda c: len(c.encode("utf-8", "surrogatepass")), _MARK),
        ]
    for unit, size, mark in units:
        widths = [size(c) for c in text]
        for ends, adjusted in _line_ends(text, widths):
            points = _points(adjusted)
            for before in (0, mark):
                said = (unit, ends, "they count a byte-order mark" if before else "")
                if any(said):
                    yield ", and ".join(filter(None, said)), _shifted(points, before)
        if text.isascii():
            points = _points(widths)
            yield "they count a byte-order mark of three bytes", _shifted(points, _MARK)


def _line_ends(text: str, widths: list[int]) -> Iterator[tuple[str, list[int]]]:
    yield "", widths
    if "\r\n" in text:
        # The CR has no width: CRLF was one character.
        lost = [
            0 if c == "\r" and text[at + 1 : at + 2] == "\n" else widths[at]
            for at, c in enumerate(text)
        ]
        yield "they count CRLF as one character", lost
    if "\n" in text.replace("\r\n", ""):
        gained = [
            2 if c == "\n" and text[at - 1 : at] != "\r" else widths[at]
            for at, c in enumerate(text)
        ]
        yield "they count every line end as two characters (CRLF)", gained


def _points(widths: list[int]) -> dict[int, int]:
    """The code point that begins at each foreign offset; the last of several without width."""
    return {offset: at for at, offset in enumerate(accumulate(widths, initial=0))}


def _shifted(points: dict[int, int], before: int) -> Counting:
    return lambda offset: points.get(offset - before)


def _spans(text: str, one: QuotedOffsets, counting: Counting) -> tuple[Span, ...] | str:
    """The spans in the order of the file, or a message if they do not have their words."""
    spans = []
    for start, end in one.fragments:
        first, last = counting(start), counting(end)
        if first is None or last is None or first >= last:
            where = "beyond the end of the text" if end > len(text) else "inside a character"
            return f"its offsets {start} {end} are {where}"
        spans.append(Span(first, last))
    there = _words(text, spans)
    if there != " ".join(one.words.split()):
        return f"its words are {in_quotes(one.words)}, but the text has {in_quotes(there)} there"
    return tuple(spans)


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(word for span in spans for word in span.of(text).split())


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in the order of the text, with overlapping ones merged."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


# --- spaces at the ends of lines ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Chain:
    """A chain of annotations, each moved at least as far as the one before."""

    length: int = 0
    shift: int = 0
    number: int = -1
    """The number of the last annotation."""
    before: "_Chain | None" = None


def _aligned(text: str, annotated: Sequence[QuotedOffsets]) -> Placement | None:
    """The placement if line ends gained or lost characters; None if that does not fit."""
    pieces = [(number, piece) for number, one in enumerate(annotated) for piece in _pieces(one)]
    if len(pieces) > _MOST_ALIGNED:
        return None
    ends = [found.start() for found in re.finditer("\n|\r(?!\n)", text)]
    chains = (_longest_chain(text, [piece for _, piece in pieces], ends, sign) for sign in (1, -1))
    chain = max(chains, key=lambda chain: chain.length)
    shifts: dict[int, int] = {}
    while chain.before:
        shifts[chain.number] = chain.shift
        chain = chain.before
    moved = sum(shift != 0 for shift in shifts.values())
    if moved < _FEWEST_MOVED or len(shifts) < _ENOUGH * len(pieces):
        return None
    spans: list[list[Span]] = [[] for _ in annotated]
    problems: dict[int, str] = {}
    for at, (number, piece) in enumerate(pieces):
        if at in shifts:
            spans[number] += [Span(a + shifts[at], b + shifts[at]) for a, b in piece.fragments]
        else:
            problems[number] = f"its words {in_quotes(piece.words)} are not at their place"
    how = (
        "the text differs slightly from the annotated one: marks were moved by the spaces that its "
        "lines have gained or lost"
    )
    found = (() if n in problems else joined(own) for n, own in enumerate(spans))
    return Placement(tuple(found), problems, how)


def _pieces(one: QuotedOffsets) -> Iterator[QuotedOffsets]:
    """The fragments of an annotation, each with its own words, if these can be separated."""
    lengths = [end - start for start, end in one.fragments]
    if sum(lengths) + len(lengths) - 1 != len(one.words):
        yield one
        return
    at = 0
    for fragment, length in zip(one.fragments, lengths, strict=True):
        yield QuotedOffsets((fragment,), one.words[at : at + length])
        at += length + 1


def _longest_chain(
    text: str, annotated: Sequence[QuotedOffsets], ends: list[int], sign: int
) -> _Chain:
    """The longest chain of annotations with growing shifts in the direction of `sign`."""
    chains = {0: _Chain()}
    """The longest for each shift of the last annotation."""
    for number in sorted(range(len(annotated)), key=lambda n: annotated[n].fragments):
        one = annotated[number]
        longest = _MARK + _PER_LINE * bisect_right(ends, one.fragments[0][0])
        extended = dict(chains)
        for shift in _shifts(text, one, sign, longest):
            possible = [c for c in chains.values() if (shift - c.shift) * sign >= 0]
            before = max(possible, key=lambda chain: chain.length, default=None)
            if before and (shift not in chains or chains[shift].length <= before.length):
                extended[shift] = _Chain(before.length + 1, shift, number, before)
        ranked = sorted(extended.values(), key=lambda chain: (-chain.length, abs(chain.shift)))
        chains = {chain.shift: chain for chain in ranked[:_MOST_CHAINS]}
    return max(chains.values(), key=lambda chain: (chain.length, -abs(chain.shift)))


def _shifts(text: str, one: QuotedOffsets, sign: int, longest: int) -> Iterator[int]:
    """The shifts that move an annotation to its words, smallest first."""
    (start, end), *_ = one.fragments
    wanted = " ".join(one.words.split())
    first_word = wanted.split(" ", 1)[0]
    if not first_word or end - start > len(text):
        return
    low, high = (start, start + longest) if sign > 0 else (start - longest, start)
    at = text.find(first_word, max(0, low), high + len(first_word))
    found: list[int] = []
    while 0 <= at <= high and len(found) < 3 * _MOST_CANDIDATES:
        found.append(at - start)
        at = text.find(first_word, at + 1, high + len(first_word))
    fitting = (shift for shift in sorted(found, key=abs) if _has_words(text, one, shift, wanted))
    yield from islice(fitting, _MOST_CANDIDATES)


def _has_words(text: str, one: QuotedOffsets, shift: int, wanted: str) -> bool:
    moved = [(a + shift, b + shift) for a, b in one.fragments]
    is_inside = min(a for a, _ in moved) >= 0 and max(b for _, b in moved) <= len(text)
    return is_inside and _words(text, [Span(a, b) for a, b in moved]) == wanted
