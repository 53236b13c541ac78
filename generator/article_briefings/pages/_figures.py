"""Claims by speaker and by subject, as a table and a list; claims by status as rows of signs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from article_briefings.corpus import ClaimRef, Speaker
from article_briefings.models import NOT_IDENTIFIED
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._figure_views import (
    PairCell,
    PairRow,
    PairsFigure,
    StatusEntry,
    StatusFigure,
)
from article_briefings.pages._views import LinkView

Cell = tuple[Speaker, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The most frequent speakers and the actors named most often, and the claims of each pair."""

    speakers: tuple[Speaker, ...]
    """Those with the most claims about these actors first."""
    actors: tuple[str, ...]
    """Ids; those with the most claims about them first."""
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
    """The speakers of claims about these actors, the most frequent first."""
    counts: Counter[Speaker] = Counter()
    for (who, actor), claims in found.items():
        if actor in actors:
            counts[who] += len(claims)
    return sorted(counts, key=lambda who: (-counts[who], who.kind, who.key))


_LIMIT = 12
_LISTED = 5
_LEVELS = 4


def pairs_figure(views: ClaimViews, refs: Iterable[ClaimRef]) -> PairsFigure | None:
    """The claims by speaker and by the actors they name; None without two speakers or actors."""
    found = pairs(refs, _LIMIT)
    if len(found.claims) < 2:
        return None
    return PairsFigure(
        tuple(views.actor(actor) for actor in found.actors),
        tuple(_figure_rows(views, found)),
        found.more_speakers,
        found.more_actors,
    )


def _figure_rows(views: ClaimViews, found: Pairs) -> Iterator[PairRow]:
    most = max(_LEVELS, *(len(claims) for claims in found.claims.values()))
    for row, who in enumerate(found.speakers, 1):
        cells = []
        for column, actor in enumerate(found.actors, 1):
            claims = found.claims.get((who, actor), ())
            cells.append(_cell(views, f"figure--pair--{row}--{column}", actor, claims, most))
        yield PairRow(who.kind, _name(views, who), tuple(cells))


def _cell(
    views: ClaimViews, identifier: str, actor: str, claims: tuple[ClaimRef, ...], most: int
) -> PairCell:
    listed = claims[:_LISTED] if len(claims) > _LISTED + 1 else claims
    return PairCell(
        identifier,
        views.actor(actor),
        len(claims),
        -(-len(claims) * _LEVELS // most),
        tuple(LinkView(ref.claim.text, views.place(ref)) for ref in listed),
        len(claims) - len(listed),
        views.links.to(routes.actor(actor), "about"),
    )


def _name(views: ClaimViews, who: Speaker) -> LinkView:
    if who.kind == "unnamed":
        return LinkView("Sources not named")
    if who.kind == "unknown":
        return LinkView(labels.NOT_IDENTIFIED)
    return views.actor(who.key) if who.key else LinkView("Articles of unknown origin")


MOST_SIGNS = 16
"""The most signs that fit side by side on a phone; `ledger.js` uses the same number."""


def status_figure(counts: Mapping[str, int]) -> StatusFigure | None:
    """The figure of claims by status, "" for none; None if nothing is assessed."""
    unassessed = counts.get("", 0)
    found = {status: counts[status] for status in labels.STATUS if status and counts.get(status)}
    if not found:
        return None
    step = step_for(max(found.values()))
    return StatusFigure(
        sum(found.values()) + unassessed,
        unassessed,
        step,
        tuple(
            StatusEntry(status, labels.STATUS[status], number, -(-number // step))
            for status, number in found.items()
        ),
    )


def step_for(most: int) -> int:
    """How many claims one sign represents: 1, 2, 5, 10, ..., which bounds the length of a row."""
    step, leads = 1, cycle((2, 2.5, 2))
    while most > MOST_SIGNS * step:
        step = round(step * next(leads))
    return step
