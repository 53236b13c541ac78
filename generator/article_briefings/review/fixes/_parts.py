"""Put the parts of a quote into reading order."""

import re
from collections.abc import Sequence
from itertools import pairwise

from article_briefings.anchoring import match
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, Path
from article_briefings.models import Span
from article_briefings.review.fixes._edits import Edit, value_at
from article_briefings.review.fixes._marks import Mark, Situation
from article_briefings.review.fixes._proposals import Proposal
from article_briefings.review.fixes._reading import reads_as, written

_COMMENT = re.compile(r"(^|\s)#")
_REASON = "each part stands in the article once, so their order is known"


def reorder(situation: Situation, problem: Diagnostic) -> Proposal | None:
    """The parts in the order of the article, if each occurs there once and none overlap."""
    document = situation.document
    parts = _parts(situation, problem)
    places = [_place(situation.source.text, mark) for mark in parts]
    found = [place for place in places if place]
    if len(found) != len(places) or any(
        one.end > other.start for one, other in pairwise(sorted(found))
    ):
        return None
    order = sorted(range(len(found)), key=found.__getitem__)
    quote = parts[0].place[:-1] if parts else ()
    edits = _permuted(document, quote, order)
    if not edits:
        return None
    exact = [mark.part.exact for mark in parts]
    return Proposal(
        problem.code,
        problem.location,
        quote,
        _in_words(exact),
        _in_words([exact[number] for number in order]),
        _REASON,
        tuple(edits),
    )


def _parts(situation: Situation, problem: Diagnostic) -> list[Mark]:
    """All parts of the quote that contains the part with the problem."""
    document = situation.document
    for mark in situation.marks:
        if mark.before and document.location(mark.place) == problem.location:
            quote = mark.place[:-1]
            return [part for part in situation.marks if part.place[:-1] == quote]
    return []


def _place(text: str, mark: Mark) -> Span | None:
    found = match(text, mark.part, limit=2)
    return found[0] if len(found) == 1 else None


def _permuted(document: Document, quote: Path, order: Sequence[int]) -> list[Edit]:
    """Permute the parts as they are written; empty if a comment would end up at the wrong part."""
    old = value_at(document, quote)
    items = [written(document, (*quote, number)) for number in range(len(order))]
    spans = [item for item in items if item]
    if not isinstance(old, list) or len(spans) != len(old):
        return []
    end_of_line = re.search(r"[\r\n]|$", document.text[spans[-1].end :])
    last = spans[-1].end + (end_of_line.start() if end_of_line else 0)
    if _COMMENT.search(document.text, spans[0].start, last):
        return []
    edits = [
        Edit(spans[number], spans[other].of(document.text))
        for number, other in enumerate(order)
        if number != other
    ]
    safe = reads_as(document, edits, quote, [old[number] for number in order])
    return edits if safe else []


def _in_words(exact: Sequence[str]) -> str:
    return " … ".join(exact)
