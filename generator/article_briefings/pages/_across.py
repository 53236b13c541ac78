"""Relates the claims of several articles, using the annotators' relations.

Only `repeats` makes claims one claim, directly or through others; only
`contradicts` makes them opposites. Nothing is derived from their words. Events
are one if articles of one story give them the same id, date and label.
"""

import datetime as dt
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, TypeVar

from article_briefings.anchoring import Summary
from article_briefings.corpus import ClaimRef, Corpus, EventRef
from article_briefings.language import listed
from article_briefings.models import RelationType
from article_briefings.pages._views import ClaimRow

T = TypeVar("T")
Pair = tuple[ClaimRef, ClaimRef]
PublicationKey = tuple[dt.date, dt.date, str, str]
ReportedEvent = tuple[EventRef, ...]
"""An event in every article that reports it, the earliest article first."""


class PairView(NamedTuple):
    """Two claims that contradict each other; the one of the earlier article first."""

    one: ClaimRow
    other: ClaimRow


def publication(article: Summary) -> PublicationKey:
    """Orders articles as they were published, the earliest first."""
    return *article.published.sort_key, article.slug


def claim_order(ref: ClaimRef) -> tuple[PublicationKey, int]:
    """Orders claims by publication, then as a reader meets them."""
    return publication(ref.summary), ref.number


def outlet_name(corpus: Corpus, article: Summary) -> str:
    """The outlet that published an article; the article's title if the outlet is unknown."""
    return corpus.actors[article.outlet].actor.name if article.outlet else article.title


def outlet_and_date(corpus: Corpus, article: Summary) -> str:
    """The outlet and date of an article, for a link to it; its title if the outlet is unknown."""
    if not article.outlet:
        return article.title
    return listed((outlet_name(corpus, article), article.published.display()))


def repetitions(corpus: Corpus, ref: ClaimRef) -> list[ClaimRef]:
    """The other claims that a claim repeats or is repeated by, directly or through others."""
    found = reachable(ref, lambda one: _linked(corpus, one, "repeats"), lambda one: one.key)
    return sorted((other for other in found if other.key != ref.key), key=claim_order)


def groups(corpus: Corpus, refs: Iterable[ClaimRef]) -> list[tuple[ClaimRef, ...]]:
    """Claims that repeat each other, in groups; each in its order, and the groups by their first.

    Claims that are not among `refs` join others, but are in no group.
    """
    wanted = {ref.key: ref for ref in refs}
    found, seen = [], set[str]()
    for key, ref in wanted.items():
        if key in seen:
            continue
        group = [ref, *(r for r in repetitions(corpus, ref) if r.key in wanted)]
        seen |= {member.key for member in group}
        found.append(tuple(sorted(group, key=claim_order)))
    return sorted(found, key=lambda group: claim_order(group[0]))


def contradictions(corpus: Corpus, refs: Iterable[ClaimRef]) -> list[Pair]:
    """The pairs of claims among `refs` that contradict each other, the earlier one first."""
    pairs = []
    for pair in contradicting_pairs(corpus, refs):
        one, two = sorted(pair, key=claim_order)
        pairs.append((one, two))
    return sorted(pairs, key=lambda pair: (claim_order(pair[0]), claim_order(pair[1])))


def contradicting_pairs(corpus: Corpus, refs: Iterable[ClaimRef]) -> Collection[Pair]:
    """The same pairs in no order, each once; the claims' words are not read.

    Claims that cannot be so, such as positions, contradict nothing.
    """
    judgements = corpus.declared.judgements
    wanted = {ref.key: ref for ref in refs if ref.kind not in judgements}
    return {
        frozenset((key, other.key)): (ref, other)
        for key, ref in wanted.items()
        for other in _linked(corpus, ref, "contradicts")
        if other.key in wanted
    }.values()


def judged_with(corpus: Corpus, ref: ClaimRef) -> tuple[RelationType, str] | None:
    """The relation to a claim by whose verdict this one's is decided, and the verdict; or None.

    A denial and what it denies are judged once, and so are claims that say the same.
    """
    related = corpus.related.get(ref.key, ())
    decisive: tuple[RelationType, ...] = ("contradicts", "repeats")
    found = (
        (kind, other.claim.so)
        for kind in decisive
        for other in related
        if not ref.so and other.type == kind and other.claim.so
    )
    return next(found, None)


def join_events(corpus: Corpus, events: Iterable[EventRef]) -> list[ReportedEvent]:
    """Events in chronological order, merged if several articles of a story report the same one.

    Id, date and label must be the same, and therefore the entries in lists are the same too.
    """

    def order(ref: EventRef) -> tuple[object, ...]:
        return ref.outline.date.sort_key, publication(ref.summary), ref.outline.id

    found: dict[tuple[str, ...], list[EventRef]] = {}
    for ref in sorted(events, key=order):
        event, story = ref.outline, ref.summary.story or ""
        group = story if story in corpus.stories else f"#{ref.slug}"
        found.setdefault((group, event.id, event.date.text, event.label), []).append(ref)
    return [tuple(refs) for refs in found.values()]


def reachable(start: T, beside: Callable[[T], Sequence[T]], key: Callable[[T], object]) -> list[T]:
    """Everything that can be reached from `start`, including `start`, the nearest first."""
    found = {key(start): start}
    waiting = deque([start])
    while waiting:
        for other in beside(waiting.popleft()):
            if key(other) not in found:
                found[key(other)] = other
                waiting.append(other)
    return list(found.values())


def _linked(corpus: Corpus, ref: ClaimRef, relation: RelationType) -> list[ClaimRef]:
    related = corpus.related.get(ref.key, ())
    return [other.claim for other in related if other.type == relation]
