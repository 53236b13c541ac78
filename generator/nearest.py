"""The known name nearest to one that is not known, for hints only."""

from collections.abc import Collection

from generator.budget import Budget, Spent

_MOST_COMPARED = 400_000


def hints() -> Budget:
    """What hints for the problems of one file may cost: 400,000 comparisons, about a second.

    The first problems get a hint; where there are hundreds, a hint for each helps nobody.
    """
    return Budget(_MOST_COMPARED)


def nearest(name: str, known: Collection[str], budget: Budget | None = None) -> str | None:
    """The known name most like `name`; None where none is like it, or the budget is spent."""
    from rapidfuzz import fuzz, process, utils  # late: most files have no fault to hint at

    try:
        if budget:
            budget.spend(2 * len(known))
    except Spent:
        return None
    # A misspelt name first; then one that holds the other, as "kanaani" for "nasser-kanaani".
    for scorer in (fuzz.ratio, fuzz.WRatio):
        found = process.extractOne(
            name,
            sorted(known),
            scorer=scorer,
            processor=utils.default_process,
            score_cutoff=70,
        )
        if found:
            return str(found[0])
    return None


def did_you_mean(name: str, known: Collection[str], budget: Budget | None = None) -> str:
    """A hint that names the nearest known name; empty where none is near."""
    candidate = nearest(name, known, budget)
    return f'did you mean "{candidate}"?' if candidate else ""
