"""The claims that contradict each other, by story and topic, on pages of bounded length."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import Pair, PairView, contradictions
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._page import Context
from article_briefings.pages._paging import Bounds, ListPages, PagerView
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import name_key


@dataclass(frozen=True, slots=True)
class PairsOf:
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
    title: str
    total: int
    groups: tuple[PairsOf, ...]
    claims_href: str
    pager: PagerView | None


_Key = tuple[str, str]
"""Story or topic, and its id; both empty for neither."""


def contradictions_pages(
    corpus: Corpus, bounds: Bounds
) -> ListPages[tuple[_Key, Pair], ContradictionsPage]:
    """All pairs; a single page saying that there are none, if there are none."""
    by_group: dict[_Key, list[Pair]] = defaultdict(list)
    for pair in contradictions(corpus, corpus.related.claims()):
        by_group[_group_of(corpus, pair)].append(pair)
    pairs = [(key, pair) for key in _in_order(corpus, by_group) for pair in by_group[key]]
    return ListPages(
        "Contradictions",
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


def _in_order(corpus: Corpus, keys: Iterable[_Key]) -> list[_Key]:
    """Stories, then topics, each by title; pairs that belong to neither come last."""
    kinds = ("Story", "Topic", "")
    return sorted(
        keys, key=lambda key: (kinds.index(key[0]), name_key(_title(corpus, *key)), key[1])
    )


def _title(corpus: Corpus, kind: str, name: str) -> str:
    if kind == "Story":
        return corpus.stories[name].title
    return corpus.topics[name].title if kind else "Across topics"


def _groups(views: ClaimViews, sheet: Sequence[tuple[_Key, Pair]]) -> Iterator[PairsOf]:
    for number, ((kind, name), found) in enumerate(groupby(sheet, key=itemgetter(0)), 1):
        target = {"Story": routes.story, "Topic": routes.topic}.get(kind)
        href = views.links.to(target(name)) if target else ""
        title = LinkView(_title(views.corpus, kind, name), href)
        pairs = views.pairs(pair for _, pair in found)
        yield PairsOf(f"group--{number}", title, kind, pairs)
