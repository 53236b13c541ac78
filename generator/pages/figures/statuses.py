"""Claims by status as one bar."""

from collections.abc import Iterable

from generator.figures import tally
from generator.models import Claim
from generator.pages import labels
from generator.pages.figures.shapes import row_of_shapes
from generator.pages.figures.views import StatusEntry, StatusFigure

_LEAST = 2.5


def status_figure(claims: Iterable[Claim]) -> StatusFigure | None:
    """The statuses that occur, in the order of the format; None without a claim."""
    counts = {status or "none": number for status, number in tally(claims) if number}
    total = sum(counts.values())
    if not total:
        return None
    return StatusFigure(
        total,
        row_of_shapes(counts, total, _LEAST),
        tuple(
            StatusEntry(value, labels.STATUS["" if value == "none" else value], number)
            for value, number in counts.items()
        ),
    )
