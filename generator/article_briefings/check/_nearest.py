"""The known name that was meant by one that is not known.

An id says which actor, note or claim is meant, so that one that only looks alike is another one:
there a single letter may differ. Names of the program itself may differ by more.
"""

import re
from collections.abc import Collection

from article_briefings.models import Budget, Spent

_OPPOSITE = re.compile(r"(?:un|in|im|dis|non|not|no)(?=[-_ ]?[a-z]{3})", re.IGNORECASE)
_LETTERS_FOR_A_SLIP = 5
"""A word of the program may have one slip for every so many letters, and always one."""
_MOST_COMPARED = 400_000


def hints() -> Budget:
    """What hints for the problems of one file may cost: 400,000 comparisons, about a second.

    The first problems get a hint; where there are hundreds, a hint for each helps nobody.
    """
    return Budget(_MOST_COMPARED)


def nearest(name: str, known: Collection[str], budget: Budget | None = None) -> str | None:
    """The word of the program most like `name`; None without one, or if the budget is spent."""
    from rapidfuzz import fuzz, process, utils  # late: most files have no fault to hint at

    if slip := misspelt_id(name, known, budget):
        return slip
    known = [other for other in known if _denies(other) == _denies(name)]
    if not _paid(budget, 2 * len(known)):
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


def _denies(name: str) -> bool:
    """Whether a word is the opposite of another, as "not-likely" and "unlikely" are."""
    return bool(_OPPOSITE.match(name))


def misspelt_id(name: str, known: Collection[str], budget: Budget | None = None) -> str | None:
    """The one known id that one letter more, less, other or swapped makes of `name`."""
    return _slip(name, known, 1) if _paid(budget, len(known)) else None


def misspelt_word(name: str, known: Collection[str]) -> str | None:
    """The one word of the program that is a slip of the pen away from `name`."""
    return _slip(name, known, max(1, len(name) // _LETTERS_FOR_A_SLIP))


def _slip(name: str, known: Collection[str], most: int) -> str | None:
    """The one known name nearest to another; None where several are, or the numbers differ.

    Another number is never a slip: "claim-12" is not a misspelt "claim-11".
    """
    from rapidfuzz.distance import OSA  # late: most files have no misspelt names

    if name in known:
        return None  # what is wrong with it is not its spelling
    written = name.casefold()
    distances = ((OSA.distance(written, other, score_cutoff=most), other) for other in known)
    ranked = sorted(one for one in distances if one[0] <= most)
    if not ranked or _digits(ranked[0][1]) != _digits(name):
        return None
    return None if len(ranked) > 1 and ranked[1][0] == ranked[0][0] else ranked[0][1]


def _digits(name: str) -> str:
    return "".join(character for character in name if character.isdigit())


def did_you_mean(name: str, known: Collection[str], budget: Budget | None = None) -> str:
    """A hint that names the nearest word of the program; empty where none is near."""
    return question(nearest(name, known, budget))


def _paid(budget: Budget | None, comparisons: int) -> bool:
    try:
        if budget:
            budget.spend(comparisons)
    except Spent:
        return False
    return True


def question(candidate: str | None) -> str:
    """A hint that asks whether a name was meant; empty without one."""
    return f'did you mean "{candidate}"?' if candidate else ""
