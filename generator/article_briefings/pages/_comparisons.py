"""What articles have against each other and in common: contradictions, shared sources, relays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ActorRecord, ClaimRef, Corpus, StoryRecord
from article_briefings.language import _
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import Pair, PairView, contradictions, outlet_name
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._labels import KINDS_OF_ACTORS, name_key
from article_briefings.pages._page import Context
from article_briefings.pages._paging import Bounds, ListPages, PagerView, Sheet
from article_briefings.pages._views import LinkView


class PairsOf(NamedTuple):
    """The contradictions of one story, of one topic, or of neither."""

    id: str
    title: LinkView
    kind: str
    """"Story", "Topic" or empty."""
    pairs: tuple[PairView, ...]


@dataclass(frozen=True)
class ContradictionsPage(Context):
    """Claims that contradict each other, from all articles."""

    template = "contradictions.md.j2"
    total: int
    groups: tuple[PairsOf, ...]
    claims_href: str
    pager: PagerView | None


_Key = tuple[str, str]
"""Story or topic, and its id; both empty for neither."""


def contradictions_pages(
    corpus: Corpus, bounds: Bounds
) -> ListPages[tuple[_Key, Pair], ContradictionsPage]:
    """All pairs: of stories, then of topics, each by title, then those that belong to neither.

    Without pairs it is a single page that says so.
    """
    by_group: dict[_Key, list[Pair]] = defaultdict(list)
    for pair in contradictions(corpus, corpus.related.claims()):
        by_group[_group_of(corpus, pair)].append(pair)
    kinds = ("Story", "Topic", "")
    order = sorted(
        by_group, key=lambda key: (kinds.index(key[0]), name_key(_title(corpus, *key)), key[1])
    )
    pairs = [(key, pair) for key in order for pair in by_group[key]]
    return ListPages(
        _("Contradictions"),
        routes.contradictions,
        pairs,
        bounds.pairs,
        lambda sheet: ContradictionsPage(
            title=sheet.title,
            total=len(pairs),
            groups=tuple(_groups(ClaimViews(corpus, sheet.links), sheet.items)),
            claims_href=sheet.links.to(routes.CLAIMS),
            pager=sheet.pager,
        ),
    )


def _group_of(corpus: Corpus, pair: Pair) -> _Key:
    """The story of both articles, else the first topic that both have."""
    one, other = (ref.summary for ref in pair)
    if one.story and one.story == other.story and one.story in corpus.stories:
        return "Story", one.story
    shared = [t for t in one.topics if t in other.topics and t in corpus.topics]
    return ("Topic", shared[0]) if shared else ("", "")


def _title(corpus: Corpus, kind: str, name: str) -> str:
    if kind == "Story":
        return corpus.stories[name].title
    return corpus.topics[name].title if kind else _("Across topics")


def _groups(views: ClaimViews, sheet: Sequence[tuple[_Key, Pair]]) -> Iterator[PairsOf]:
    for number, ((kind, name), found) in enumerate(groupby(sheet, key=itemgetter(0)), 1):
        target = {"Story": routes.story, "Topic": routes.topic}.get(kind)
        href = views.links.to(target(name)) if target else ""
        title = LinkView(_title(views.corpus, kind, name), href)
        pairs = views.pairs(pair for _, pair in found)
        yield PairsOf(f"group--{number}", title, kind, pairs)


class UseOfSource(NamedTuple):
    """The claims that an article has through a source."""

    article: LinkView
    extract: bool
    """Whether only an extract of the article is annotated."""
    named: tuple[LinkView, ...]
    """Claims for which the article names the source."""
    shown: tuple[LinkView, ...]
    """Claims for which only evidence shows it."""


class SharedSource(NamedTuple):
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
                _use(views, article, uses[article.slug])
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
        for ref in ClaimRef.of(article):
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
        return _("outlet of an article of this story")
    is_outlet = record.actor.type == "outlet"
    return _("agency or outlet") if is_outlet else KINDS_OF_ACTORS[record.actor.type]


def _use(
    views: ClaimViews, article: AnchoredBriefing, claims: tuple[list[ClaimRef], list[ClaimRef]]
) -> UseOfSource:
    name = outlet_name(views.corpus, article.summary)
    page = LinkView(name, views.links.to(routes.briefing(article.slug)))
    named, shown = (
        tuple(
            LinkView(_("claim %(number)s", number=ref.number + 1), views.place(ref)) for ref in refs
        )
        for refs in claims
    )
    return UseOfSource(page, article.summary.extract, named, shown)


# --- who draws on whom ---------------------------------------------------------------------------


class DrawView(NamedTuple):
    """A publisher whose reports copy those of a source, and how many do."""

    publisher: LinkView
    reports: int


class DrawnOnView(NamedTuple):
    """A source, and the publishers that draw on it."""

    source: LinkView
    reports: int
    publishers: tuple[DrawView, ...]


@dataclass(frozen=True)
class DrawsOnPage(Context):
    """Who draws on whom, by the evidence of all articles or of one story."""

    template = "draws-on.md.j2"
    story: LinkView | None
    sources: tuple[DrawnOnView, ...]
    """The one on which most reports draw first."""
    pager: PagerView | None


_Draws = tuple[str, Sequence[tuple[str, int]]]
"""A source, and publishers with the number of their reports that draw on it."""


def draws_on_pages(
    corpus: Corpus, bounds: Bounds, story: StoryRecord | None = None
) -> Iterable[tuple[str, DrawsOnPage]]:
    """Who draws on whom in all articles, or in a story's; no page if no evidence says so."""
    draws = _by_source(corpus, story)
    if not draws:
        return ()
    return ListPages(
        _("%(story)s: who draws on whom", story=story.title) if story else _("Who draws on whom"),
        partial(routes.draws_on, story.id if story else ""),
        draws,
        bounds.entries,
        lambda sheet: _draws_on_page(corpus, sheet, story),
    )


def _by_source(corpus: Corpus, story: StoryRecord | None) -> list[_Draws]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for publisher, source, reports in corpus.draws_on(story.id if story else None):
        found[source].append((publisher, reports))
    return sorted(found.items(), key=lambda one: (-_reports(one), name_key(one[0])))


def _reports(draws: _Draws) -> int:
    return sum(reports for _, reports in draws[1])


def _draws_on_page(corpus: Corpus, sheet: Sheet[_Draws], story: StoryRecord | None) -> DrawsOnPage:
    views = ClaimViews(corpus, sheet.links)
    return DrawsOnPage(
        title=sheet.title,
        story=LinkView(story.title, sheet.links.to(routes.story(story.id))) if story else None,
        sources=tuple(
            DrawnOnView(
                views.party(draws[0]),
                _reports(draws),
                tuple(DrawView(views.party(name), count) for name, count in draws[1]),
            )
            for draws in sheet.items
        ),
        pager=sheet.pager,
    )
