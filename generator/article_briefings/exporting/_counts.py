"""How many accounts and witnesses, reports and origins are behind the verdicts of a claim."""

from typing import Protocol

from article_briefings.corpus import ClaimRef, Corpus


class Count(Protocol):
    """What one verdict rests on."""

    used: int
    """The accounts or reports that show it."""
    separate: int
    """The witnesses or origins among them that have nothing to do with each other."""


class Counts(Protocol):
    """What the verdicts of a claim rest on."""

    said: tuple[Count | None, ...]
    so: Count | None


def counts_of(corpus: Corpus, ref: ClaimRef) -> Counts | None:
    """The counts of a claim; None from a corpus that does not count."""
    count = getattr(corpus, "counts", None)
    found: Counts | None = count(ref) if count else None
    return found
