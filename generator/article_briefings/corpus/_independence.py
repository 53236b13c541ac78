"""Counts the independent sources behind a verdict: witnesses of a saying, origins of a fact.

Ten outlets that reprint one dispatch are one source. A report counts by its *roots*: the parties at
the end of everything that it relays. Two reports are separate if no root of the one is under the
same direction as a root of the other, and the count is the largest number of separate reports, so
leaving out a report, or learning of a further source that it relays, never raises the count.
"""

from collections.abc import Callable, Collection, Iterable

Tops = Callable[[str], frozenset[str]]
"""Returns the parties at whose direction a party acts at the time: itself if it is nobody's."""

MOST_REPORTS = 24
"""Maximum reports for one verdict: beyond it, an exact count could take seconds."""


def count_witnesses(
    reports: Iterable[frozenset[str] | None], tops: Tops, speaker: str, step: str
) -> int:
    """Count who separately heard `speaker` say it, from the roots of each report.

    `step` is the party through whom the article has it: the next one of the chain, or the outlet.
    It is a witness itself, unless it is unknown (empty). Reports that come from the speaker are
    not.
    """
    known = [roots for roots in reports if roots and speaker not in roots]
    if step not in ("", speaker):
        known.append(frozenset({step}))
    return count_separate([_under(roots, tops) for roots in known])


def count_origins(reports: Iterable[frozenset[str] | None], tops: Tops, speaker: str) -> int:
    """Count the separate origins of the evidence that a claim is so, besides `speaker`'s side.

    The roots of a report are the party that it cites for this, if any.
    """
    own = tops(speaker)
    found = [_under(roots, tops) for roots in reports if roots]
    return count_separate([roots for roots in found if not roots & own])


def _under(roots: frozenset[str], tops: Tops) -> frozenset[str]:
    return frozenset[str]().union(*map(tops, roots))


def count_separate(sources: Collection[frozenset[str]]) -> int:
    """Return the largest number of sets of which no two have an element in common.

    See https://en.wikipedia.org/wiki/Set_packing. ValueError for more than `MOST_REPORTS` sets.
    """
    if len(sources) > MOST_REPORTS:
        raise ValueError(f"more than {MOST_REPORTS} reports")
    # A set that contains another one is never needed: the smaller one leaves more room.
    smallest = {one for one in sources if not any(other < one for other in sources)}
    return _most_separate(tuple(sorted(smallest, key=lambda one: (len(one), sorted(one)))))


def _most_separate(sources: tuple[frozenset[str], ...]) -> int:
    if not sources:
        return 0
    first, others = sources[0], sources[1:]
    rest = tuple(one for one in others if not one & first)
    with_first = 1 + _most_separate(rest)
    if len(others) - len(rest) <= 1:  # leaving it out makes room for one at most
        return with_first
    return max(with_first, _most_separate(others))
