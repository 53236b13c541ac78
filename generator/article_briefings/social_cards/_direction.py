"""Unicode's bidirectional algorithm, as far as titles need it: the order in which a line is drawn.

Explicit embeddings and paired brackets (X1 to X8 and N0 of the standard's annex 9) are
left out; direction marks (LRM, RLM) count as letters of their direction.
"""

import unicodedata
from itertools import groupby

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_NUMBER = {"EN", "AN"}
_IN_NUMBER = {"ES", "CS", "ET"}
_JOINED = {"NSM", "BN"}


def is_rtl(text: str) -> bool:
    """Whether the first letter is written from right to left."""
    classes = (unicodedata.bidirectional(sign) for sign in text)
    return next((_STRONG[kind] for kind in classes if kind in _STRONG), "L") == "R"


def visual_runs(text: str, rtl: bool) -> list[tuple[str, bool]]:
    """Return the runs of one line from left to right, each with whether it is right-to-left.

    `rtl` is the direction of the paragraph. The characters within a run stay in
    reading order.
    """
    levels = _levels(text, rtl)
    runs = [
        ("".join(text[at] for at, _ in group), level)
        for level, group in groupby(enumerate(levels), key=lambda pair: pair[1])
    ]
    for level in range(max(levels, default=0), 0, -1):
        runs = _reversed_from(runs, level)
    return [(part, level % 2 == 1) for part, level in runs]


def _reversed_from(runs: list[tuple[str, int]], level: int) -> list[tuple[str, int]]:
    """Return the runs with each sequence of at least this level reversed."""
    result: list[tuple[str, int]] = []
    for high, group in groupby(runs, key=lambda run: run[1] >= level):
        stretch = list(group)
        result += reversed(stretch) if high else stretch
    return result


def _levels(text: str, rtl: bool) -> list[int]:
    base = "R" if rtl else "L"
    kinds = _with_neutrals(_with_numbers([unicodedata.bidirectional(sign) for sign in text]), base)
    level = {"L": 2 if rtl else 0, "R": 1, "D": 2}
    return [level[kind] for kind in kinds]


def _with_numbers(classes: list[str]) -> list[str]:
    """Return each class as L, R, D (digits after right-to-left letters) or N (neutral)."""
    kinds: list[str] = []
    last = ""
    for at, kind in enumerate(classes):
        if kind in _JOINED and kinds:
            kinds.append(kinds[-1])
            continue
        between = 0 < at < len(classes) - 1 and {classes[at - 1], classes[at + 1]} <= _NUMBER
        if kind in _NUMBER or (kind in _IN_NUMBER and between):
            kinds.append("L" if last == "L" else "D")
            continue
        last = _STRONG.get(kind, last)
        kinds.append(_STRONG.get(kind, "N"))
    return kinds


def _with_neutrals(kinds: list[str], base: str) -> list[str]:
    """Resolve neutrals: between letters of one direction they take it, else the paragraph's."""
    resolved: list[str] = []
    stretches = [(kind, len(list(group))) for kind, group in groupby(kinds)]
    for at, (kind, count) in enumerate(stretches):
        if kind == "N":
            before = stretches[at - 1][0] if at else base
            after = stretches[at + 1][0] if at + 1 < len(stretches) else base
            sides = {"R" if side == "D" else side for side in (before, after)}
            kind = sides.pop() if len(sides) == 1 else base
        resolved += [kind] * count
    return resolved
