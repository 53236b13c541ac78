"""Claims by speaker and subject, as a table and a list; whether they are so, as rows of signs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import NamedTuple

from article_briefings.corpus import ClaimRef, Speaker
from article_briefings.language import _
from article_briefings.models import NOT_IDENTIFIED
from article_briefings.pages import _claim_words as claim_words
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._views import LinkView, SentenceLink

MOST_SIGNS = 16
"""The most signs that fit side by side on a phone; `ledger.js` uses the same number."""
_MOST_LISTED = 5
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class SoEntry:
    """An answer to “Is it so?”, and how many claims have it."""

    label: str
    sign: claim_words.Sign
    count: int
    signs: int
    """How many signs are drawn for them."""


class SoFigure(NamedTuple):
    """Claims by the verdict on whether they are so, and how many others there are."""

    claims: int
    others: int
    """Judgements, and claims that nobody has checked for it."""
    step: int
    """How many claims one sign represents."""
    entries: tuple[SoEntry, ...]


def so_figure(counts: Mapping[str, int]) -> SoFigure | None:
    """The figure of claims by verdict; None if no claim has one. Other keys are no verdicts."""
    found = {verdict: counts[verdict] for verdict in labels.SO if counts.get(verdict)}
    if not found:
        return None
    step = step_for(max(found.values()))
    total = sum(counts.values())
    return SoFigure(
        total,
        total - sum(found.values()),
        step,
        tuple(
            SoEntry(labels.SO[verdict], claim_words.SO_SIGNS[verdict], number, -(-number // step))
            for verdict, number in found.items()
        ),
    )


def step_for(most: int) -> int:
    """How many claims one sign represents: 1, 2, 5, 10, ..., which bounds the length of a row."""
    step, leads = 1, cycle((2, 2.5, 2))
    while most > MOST_SIGNS * step:
        step = round(step * next(leads))
    return step


# --- speakers and subjects -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PairCell:
    """The claims of one speaker about one actor."""

    id: str
    actor: LinkView
    count: int
    level: int
    """The size relative to the largest cell: 1 to 4, and 0 for none."""
    claims: tuple[SentenceLink, ...]
    more: int
    """How many further claims are not listed here."""
    more_href: str


class PairRow(NamedTuple):
    """The claims of one speaker about each actor."""

    kind: str
    name: LinkView
    cells: tuple[PairCell, ...]


class PairsFigure(NamedTuple):
    """Claims by speaker and by subject: a table, and the same as a list with the claims."""

    actors: tuple[LinkView, ...]
    rows: tuple[PairRow, ...]
    more_speakers: int
    more_actors: int


def pairs_figure(
    views: ClaimViews, refs: Iterable[ClaimRef], limit: int = 12
) -> PairsFigure | None:
    """The claims by speaker and by the actors they name; None without two speakers or actors.

    It has the actors named most often, those who speak of them most often, and at most `limit` of
    either. All sources that articles do not name are one speaker, and so is each outlet in its own
    voice. Speakers who are not identified are one too.
    """
    found: dict[tuple[Speaker, str], list[ClaimRef]] = defaultdict(list)
    for ref in refs:
        for actor in ref.spoken_of:
            found[_speaker(ref), actor].append(ref)
    named, spoken = Counter[str](), Counter[Speaker]()
    for (_who, actor), claims in found.items():
        named[actor] += len(claims)
    columns = sorted(named, key=lambda actor: (-named[actor], actor))[:limit]
    for (who, actor), claims in found.items():
        if actor in columns:
            spoken[who] += len(claims)
    rows = sorted(spoken, key=lambda who: (-spoken[who], who.kind, who.key))[:limit]
    columns = [actor for actor in columns if any((who, actor) in found for who in rows)]
    sizes = [len(found[who, actor]) for who in rows for actor in columns if (who, actor) in found]
    if len(sizes) < 2:
        return None
    most = max(_LEVELS, *sizes)
    return PairsFigure(
        tuple(views.actor(actor) for actor in columns),
        tuple(
            PairRow(
                who.kind,
                _name(views, who),
                tuple(
                    _cell(views, f"{row}--{column}", actor, found.get((who, actor), ()), most)
                    for column, actor in enumerate(columns, 1)
                ),
            )
            for row, who in enumerate(rows, 1)
        ),
        more_speakers=len({who for who, _ in found}) - len(rows),
        more_actors=len(named) - len(columns),
    )


def _speaker(ref: ClaimRef) -> Speaker:
    origin = ref.origin
    if origin == NOT_IDENTIFIED:
        return Speaker("unknown", "")
    if origin is None:
        return Speaker("own-voice", ref.summary.outlet or "")
    return Speaker("named" if origin else "unnamed", origin)


def _cell(
    views: ClaimViews, number: str, actor: str, claims: Sequence[ClaimRef], most: int
) -> PairCell:
    listed = claims[:_MOST_LISTED] if len(claims) > _MOST_LISTED + 1 else claims
    return PairCell(
        id=f"figure--pair--{number}",
        actor=views.actor(actor),
        count=len(claims),
        level=-(-len(claims) * _LEVELS // most),
        claims=tuple(map(views.link, listed)),
        more=len(claims) - len(listed),
        more_href=views.links.to(routes.actor(actor), "about"),
    )


def _name(views: ClaimViews, who: Speaker) -> LinkView:
    if who.kind == "unnamed":
        return LinkView(_("Sources not named"))
    if who.kind == "unknown":
        return LinkView(_(labels.NOT_IDENTIFIED))
    return views.actor(who.key) if who.key else LinkView(_("Articles of unknown origin"))
