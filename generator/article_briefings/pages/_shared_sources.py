"""Finds the sources that articles of a story share, according to their attributions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ActorRecord, ClaimRef, claims_of
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import outlet_name
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import name_key


@dataclass(frozen=True, slots=True)
class UseOfSource:
    """The claims that an article has through a source."""

    article: LinkView
    named: tuple[LinkView, ...]
    """Claims for which the article names the source."""
    shown: tuple[LinkView, ...]
    """Claims for which only evidence shows it."""


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source of several articles, or an article on which a further one draws."""

    name: LinkView
    kind: str
    """Its relation to them, in words."""
    uses: tuple[UseOfSource, ...]


_Uses = dict[str, tuple[list[ClaimRef], list[ClaimRef]]]
"""By an article's slug, the claims that name the source, and the others."""


def shared_sources(
    views: ClaimViews, articles: Sequence[AnchoredBriefing]
) -> tuple[SharedSource, ...]:
    """Agencies and outlets first, then the others; those of more articles before those of fewer.

    An actor is shared if it is in the chains of claims of two articles, or if it is the outlet of
    one and in the chains of a different one.
    """
    outlets = {article.briefing.source.outlet for article in articles}
    found = [
        (views.corpus.actors[name], uses)
        for name, uses in _uses(articles).items()
        if len(uses) > 1 or name in outlets
    ]
    found.sort(key=lambda p: (p[0].actor.type != "outlet", -len(p[1]), name_key(p[0].title)))
    return tuple(
        SharedSource(
            name=views.actor(record.id),
            kind=_kind(record, outlets),
            uses=tuple(
                _use(views, article, *uses[article.slug])
                for article in articles
                if article.slug in uses
            ),
        )
        for record, uses in found
    )


def _uses(articles: Sequence[AnchoredBriefing]) -> dict[str, _Uses]:
    """The claims with each actor in their chains, except the article's own outlet."""
    found: dict[str, _Uses] = defaultdict(dict)
    for article in articles:
        for ref in claims_of(article):
            named = {hop.actor: hop.stated for hop in ref.attribution if hop.actor}
            for hop in ref.attribution:
                if hop.identified_as:
                    named.setdefault(hop.identified_as, False)
            for actor, stated in named.items():
                if actor != article.briefing.source.outlet:
                    uses = found[actor].setdefault(article.slug, ([], []))
                    uses[not stated].append(ref)
    return found


def _kind(record: ActorRecord, outlets: set[str | None]) -> str:
    if record.id in outlets:
        return "outlet of an article of this story"
    return "agency or outlet" if record.actor.type == "outlet" else record.actor.type


def _use(
    views: ClaimViews,
    article: AnchoredBriefing,
    named: Sequence[ClaimRef],
    shown: Sequence[ClaimRef],
) -> UseOfSource:
    name = outlet_name(views.corpus, article.summary)
    page = LinkView(name, views.links.to(routes.briefing(article.slug)))
    return UseOfSource(page, _claim_links(views, named), _claim_links(views, shown))


def _claim_links(views: ClaimViews, refs: Sequence[ClaimRef]) -> tuple[LinkView, ...]:
    return tuple(LinkView(f"claim {ref.number + 1}", views.place(ref)) for ref in refs)
