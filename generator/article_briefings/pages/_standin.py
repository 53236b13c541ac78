"""Stands in for `corpus.counts`, `path_of` and `draws_on` until the corpus has them."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, Corpus


class Count(NamedTuple):
    used: int
    separate: int


class Counts(NamedTuple):
    said: tuple[Count | None, ...]
    so: Count | None


def counts(_: Corpus, ref: ClaimRef) -> Counts:
    claim = ref.claim
    said = [sum(use.relation != "context" for use in one.evidence) + 1 for one in claim.said]
    so = sum(use.relation != "context" for use in claim.so.evidence) if claim.so else 0
    return Counts(tuple(Count(n, n) for n in said), Count(so, so) if claim.so else None)


def path_of(corpus: Corpus, article: AnchoredBriefing, item_id: str) -> tuple[str, ...]:
    items = {item.id: item for item in article.briefing.evidence}
    path: list[str] = []
    while item_id not in path:
        item = items.get(item_id)
        name = item.publisher if item else item_id
        record = corpus.actors.get(name)
        path.append(record.title if record else name)
        if not item or not item.relays:
            break
        item_id = item.relays[0]
    return tuple(path)


def draws_on(_: Corpus, articles: Iterable[AnchoredBriefing]) -> tuple[tuple[str, str, int], ...]:
    found: Counter[tuple[str, str]] = Counter()
    for article in articles:
        items = {item.id: item.publisher for item in article.briefing.evidence}
        for item in article.briefing.evidence:
            for relayed in item.relays or ():
                found[item.publisher, items.get(relayed, relayed)] += 1
    return tuple(
        (one, other, n) for (one, other), n in sorted(found.items(), key=lambda p: (-p[1], p[0]))
    )
