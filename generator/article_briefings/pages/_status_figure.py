"""Claims by status: a row of signs for each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import cycle
from typing import get_args

from article_briefings.models import Status
from article_briefings.pages import _labels as labels
from article_briefings.pages._figure_views import StatusEntry, StatusFigure

MOST_SIGNS = 16
"""What fits beside each other on a phone; `ledger.js` has the same number."""


def status_figure(found: Iterable[str]) -> StatusFigure | None:
    """The figure of the statuses of claims, "" for none; None where nothing is assessed."""
    return figure_of(Counter(found))


def figure_of(counts: Mapping[str, int]) -> StatusFigure | None:
    """The figure of claims that were counted by status, "" for none."""
    counts = {status: counts.get(status, 0) for status in (*get_args(Status), "")}
    unassessed = counts.pop("")
    found = {status: number for status, number in counts.items() if number}
    if not found:
        return None
    step = step_for(max(found.values()))
    return StatusFigure(
        sum(found.values()) + unassessed,
        unassessed,
        step,
        tuple(
            StatusEntry(status, labels.STATUS[status], number, -(-number // step))
            for status, number in found.items()
        ),
    )


def step_for(most: int) -> int:
    """How many claims one sign stands for: 1, 2, 5, 10, ..., so that a row is not too long."""
    step, leads = 1, cycle((2, 2.5, 2))
    while most > MOST_SIGNS * step:
        step = round(step * next(leads))
    return step
