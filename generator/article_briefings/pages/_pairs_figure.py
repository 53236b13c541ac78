"""Who says what about whom, as a table and as a list."""

from collections.abc import Iterable, Iterator

from article_briefings.corpus import ClaimRef, Speaker
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._figure_views import PairCell, PairRow, PairsFigure
from article_briefings.pages._pairs import Pairs, pairs
from article_briefings.pages._views import LinkView

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
        tuple(_rows(views, found)),
        found.more_speakers,
        found.more_actors,
    )


def _rows(views: ClaimViews, found: Pairs) -> Iterator[PairRow]:
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
        tuple(LinkView(ref.claim.claim.text, views.place(ref)) for ref in listed),
        len(claims) - len(listed),
        views.links.to(routes.actor(actor), "about"),
    )


def _name(views: ClaimViews, who: Speaker) -> LinkView:
    if who.kind == "unnamed":
        return LinkView("Sources not named")
    if who.kind == "unknown":
        return LinkView(labels.NOT_IDENTIFIED)
    return views.actor(who.key) if who.key else LinkView("Articles of unknown origin")
