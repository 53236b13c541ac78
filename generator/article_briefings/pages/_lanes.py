"""Lanes: which of the lines below the text a mark is drawn on, so that no two marks share one."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from article_briefings.models import Span


def lanes(marks: Iterable[Sequence[Span]]) -> list[int]:
    """For each mark, in the order given, the lowest lane that is free at all of its spans.

    Lane 0 is the nearest to the text. Marks that share a character never share a lane.
    """
    taken: list[list[Span]] = []
    found = []
    for spans in marks:
        merged = _apart(spans)
        lane = next(
            (n for n, row in enumerate(taken) if all(_is_free(row, span) for span in merged)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        for span in merged:
            insort(taken[lane], span)
        found.append(lane)
    return found


def inner_first(spans: Sequence[Span]) -> tuple[int, Span]:
    """Sorts marks so that one within another comes first and is drawn nearer to the text."""
    return sum(map(len, spans)), spans[0]


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans that are not empty. Those of one mark do not overlap."""
    return [span for span in spans if len(span)]


def _is_free(row: Sequence[Span], span: Span) -> bool:
    """Whether a row of disjoint spans, in order, has nothing at `span`."""
    at = bisect_left(row, span)
    after = at == len(row) or span.end <= row[at].start
    return after and (at == 0 or row[at - 1].end <= span.start)
