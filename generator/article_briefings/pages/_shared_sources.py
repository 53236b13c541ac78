"""Finds the sources that articles of a story share, according to their attributions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus, claims_of
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


_Uses = dict[str, tuple[list[str], list[str]]]
"""By an article's slug, the keys of the claims that name the source, and of the others."""


def shared_sources(
    views: ClaimViews, articles: Sequence[AnchoredBriefing], numbers: Mapping[str, int]
) -> list[SharedSource]:
    """Agencies and outlets first, then the others; those of more articles before those of fewer.

    An actor is shared if it is in the chains of claims of two articles, or if it is the outlet of
    one and in the chains of a different one. `numbers` are the numbers of claims on pages, by key.
    """
    actors = views.corpus.actors
    outlets = {article.briefing.source.outlet for article in articles}
    found = {
        actor: uses
        for actor, uses in _uses(articles).items()
        if len(uses) > 1 or (uses and actor in outlets)
    }
    order = sorted(
        found,
        key=lambda name: (
            actors[name].actor.type != "outlet",
            -len(found[name]),
            name_key(actors[name].actor.name),
        ),
    )
    return [
        SharedSource(
            name=views.actor(name),
            kind=_kind(views.corpus, name, outlets),
            uses=tuple(_views_of_uses(views, articles, numbers, found[name])),
        )
        for name in order
    ]


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
                    uses[not stated].append(ref.key)
    return found


def _kind(corpus: Corpus, name: str, outlets: set[str | None]) -> str:
    if name in outlets:
        return "outlet of an article of this story"
    kind = corpus.actors[name].actor.type
    return "agency or outlet" if kind == "outlet" else kind


def _views_of_uses(
    views: ClaimViews,
    articles: Sequence[AnchoredBriefing],
    numbers: Mapping[str, int],
    uses: _Uses,
) -> Iterator[UseOfSource]:
    for article in articles:
        if article.slug in uses:
            named, shown = (
                tuple(_claim(views, numbers[key], key) for key in keys)
                for keys in uses[article.slug]
            )
            page = views.links.to(routes.briefing(article.slug))
            yield UseOfSource(
                LinkView(outlet_name(views.corpus, article.summary), page), named, shown
            )


def _claim(views: ClaimViews, number: int, key: str) -> LinkView:
    slug, _, identifier = key.partition("#")
    return LinkView(f"claim {number}", views.links.to(routes.briefing(slug), identifier))
