"""The known name nearest to one that is not known, for hints only."""

from collections.abc import Collection


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name most like `name`, or None where none is like it."""
    from rapidfuzz import fuzz, process, utils  # late: most files have no fault to hint at

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


def did_you_mean(name: str, known: Collection[str]) -> str:
    """A hint that names the nearest known name; empty where none is near."""
    candidate = nearest(name, known)
    return f'did you mean "{candidate}"?' if candidate else ""
