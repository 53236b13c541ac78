"""Who says what about whom: claims by speaker and by the actors whom their words name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from article_briefings.corpus import ClaimRef, Speaker
from article_briefings.models import NOT_IDENTIFIED

Cell = tuple[Speaker, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The most frequent speakers and the actors named most often, and the claims of each pair."""

    speakers: tuple[Speaker, ...]
    """Who makes most claims about these actors first."""
    actors: tuple[str, ...]
    """Ids; of whom most claims are made first."""
    claims: Mapping[Cell, tuple[ClaimRef, ...]]
    more_speakers: int
    """How many speakers are left out."""
    more_actors: int


def pairs(refs: Iterable[ClaimRef], limit: int) -> Pairs:
    """Pair speakers with the actors named in their claims; at most `limit` of either.

    All sources that articles do not name are one speaker, and so is each outlet in its own voice.
    Speakers who are not identified are one too.
    """
    found: dict[Cell, list[ClaimRef]] = {}
    for ref in refs:
        for actor in ref.spoken_of:
            found.setdefault((_speaker(ref), actor), []).append(ref)
    columns = _columns(found)
    rows = _rows(found, set(columns[:limit]))
    speakers = tuple(rows[:limit])
    actors = tuple(a for a in columns[:limit] if any((who, a) in found for who in speakers))
    return Pairs(
        speakers,
        actors,
        {cell: tuple(c) for cell, c in found.items() if cell[0] in speakers and cell[1] in actors},
        len({who for who, _ in found}) - len(speakers),
        len(columns) - len(actors),
    )


def _speaker(ref: ClaimRef) -> Speaker:
    origin = ref.origin
    if origin == NOT_IDENTIFIED:
        return Speaker("unknown", "")
    if origin is None:
        return Speaker("own-voice", ref.summary.outlet or "")
    return Speaker("named" if origin else "unnamed", origin)


def _columns(found: Mapping[Cell, Sequence[ClaimRef]]) -> list[str]:
    """The actors named, the most often first."""
    counts: Counter[str] = Counter()
    for (_, actor), claims in found.items():
        counts[actor] += len(claims)
    return sorted(counts, key=lambda actor: (-counts[actor], actor))


def _rows(found: Mapping[Cell, Sequence[ClaimRef]], actors: set[str]) -> list[Speaker]:
    """Those who speak of these actors, the most often first."""
    counts: Counter[Speaker] = Counter()
    for (who, actor), claims in found.items():
        if actor in actors:
            counts[who] += len(claims)
    return sorted(counts, key=lambda who: (-counts[who], who.kind, who.key))
