"""Claims by status."""

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from generator.models import Claim
from generator.models.briefing import Status


def tally(claims: Iterable[Claim]) -> tuple[tuple[str, int], ...]:
    """How many claims have each status; the last, "", are not assessed. Statuses of none stay."""
    counts = Counter(claim.assessment.status if claim.assessment else "" for claim in claims)
    return tuple((status, counts[status]) for status in (*get_args(Status), ""))
