"""Suggestions: the valid name that an unknown name was probably meant to be.

An id identifies an actor, note or claim, and a similar id may identify a different one: ids may
differ by a single letter only. Names of the program itself may differ by more.
"""

import re
from collections.abc import Collection

from article_briefings.models._markdown import Budget

_OPPOSITE = re.compile(r"(?:un|in|im|dis|non|not|no)(?=[-_ ]?[a-z]{3})", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LETTERS_FOR_A_SLIP = 5
"""A word of the program may have one typo per this many letters, and always at least one."""


def nearest(name: str, known: Collection[str], budget: Budget | None = None) -> str | None:
    """The word of the program most like `name`; None if there is none or the budget is spent."""
    from rapidfuzz import fuzz, process, utils  # late: most files have no fault to hint at

    if slip := misspelt(name, known, budget):
        return slip
    # A word is not a misspelling of its opposite, as "not-likely" is of "unlikely".
    opposite = bool(_OPPOSITE.match(name))
    known = [other for other in known if bool(_OPPOSITE.match(other)) == opposite]
    if not _paid(budget, 2 * len(known)):
        return None
    # First a misspelt name, then one that contains the other, as "kanaani" for "nasser-kanaani".
    for scorer in (fuzz.ratio, fuzz.WRatio):
        words, processor = sorted(known), utils.default_process
        found = process.extractOne(name, words, scorer=scorer, processor=processor, score_cutoff=70)
        if found:
            return str(found[0])
    return None


def misspelt(
    name: str, known: Collection[str], budget: Budget | None = None, *, of_program: bool = False
) -> str | None:
    """The only known id with one letter more, less, changed or swapped than `name`.

    A word of the program may be misspelt in more letters.
    """
    most = max(1, len(name) // _LETTERS_FOR_A_SLIP) if of_program else 1
    return _slip(name, known, most) if _paid(budget, len(known)) else None


def _slip(name: str, known: Collection[str], most: int) -> str | None:
    """The known name nearest to `name`; None if several are, or if the numbers differ.

    A different number is never a typo: "claim-12" is not a misspelt "claim-11".
    """
    from rapidfuzz.distance import OSA  # late: most files have no misspelt names

    if name in known:
        return None  # its spelling is not what is wrong
    written = name.casefold()
    distances = ((OSA.distance(written, other, score_cutoff=most), other) for other in known)
    ranked = sorted(one for one in distances if one[0] <= most)
    if not ranked or _DIGIT.findall(ranked[0][1]) != _DIGIT.findall(name):
        return None
    return None if len(ranked) > 1 and ranked[1][0] == ranked[0][0] else ranked[0][1]


def did_you_mean(name: str, known: Collection[str], budget: Budget | None = None) -> str:
    """A hint that names the nearest word of the program; empty if none is near."""
    return question(nearest(name, known, budget))


def _paid(budget: Budget | None, comparisons: int) -> bool:
    try:
        if budget:
            budget.spend(comparisons)
    except Budget.Spent:
        return False
    return True


def question(candidate: str | None) -> str:
    """A hint that asks whether the candidate was meant; empty without one."""
    return f'did you mean "{candidate}"?' if candidate else ""
