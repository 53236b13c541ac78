"""Which claims are marked for a reader with a minute: at most eight, those that matter first."""

from collections.abc import Iterable

from article_briefings.models import Claim

MOST_MARKS = 8
"""The most passages that the article marks for readers."""
_WRONG = frozenset({"refuted", "misreported"})
_DISPUTED = frozenset({"disputed", "doubtful"})


def prominent(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that are marked for readers, in the order given.

    What is refuted or misreported comes first, then key claims, then what is disputed or doubtful,
    what is unresolved, and what has no named source (in the article's own voice, only with a
    finding). Claims that matter equally are taken in the order given, which is that of the text.
    """
    ranked = [(rank, n, claim) for n, claim in enumerate(claims) if (rank := _rank(claim))]
    chosen = sorted(ranked, key=lambda entry: entry[:2])[:MOST_MARKS]
    return [claim for _, _, claim in sorted(chosen, key=lambda entry: entry[1])]


def _rank(claim: Claim) -> int:
    """The place of a claim in the order of what matters, from 1; 0 for one that is not marked."""
    verdicts = {verdict.verdict for _, verdict in claim.verdicts}
    ranks = (
        verdicts & _WRONG,
        claim.key,
        verdicts & _DISPUTED,
        "unresolved" in verdicts,
        claim.source_unnamed and (claim.finding or not claim.own_voice),
    )
    return next((rank for rank, holds in enumerate(ranks, 1) if holds), 0)


def unmarked_warnings(claims: Iterable[Claim]) -> list[Claim]:
    """The claims with a warning (refuted, misreported, disputed, doubtful) that are not marked."""
    claims = tuple(claims)
    marked = prominent(claims)
    return [
        claim
        for claim in claims
        if claim not in marked
        and any(verdict.verdict in _WRONG | _DISPUTED for _, verdict in claim.verdicts)
    ]
