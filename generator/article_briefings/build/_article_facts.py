"""The facts of one article: the parts of it that other articles' pages read."""

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, EventRef, digest, reads

_PARTS = {"summary", "claims-of", "events-of", "claim"}


def is_article_fact(fact: str, slug: str) -> bool:
    """Whether `article_facts` of the article contains this fact, or could contain it."""
    kind, _, name = fact.partition(":")
    return kind in _PARTS and name.partition("#")[0] == slug


def article_facts(article: AnchoredBriefing) -> dict[str, str]:
    """A digest for each part of the article that is a fact; it changes only with its part."""
    outline = article.outline
    parts = outline.claimed, outline.relayed, outline.about
    of_claims = outline.claims, outline.origins, *parts, outline.statuses
    with reads.untracked():
        return {
            f"summary:{article.slug}": digest((repr(article.summary),)),
            f"claims-of:{article.slug}": digest((repr(of_claims),)),
            f"events-of:{article.slug}": digest(
                part for ref in EventRef.of(article) for part in ref.content()
            ),
            **{f"claim:{ref.key}": digest(ref.content()) for ref in ClaimRef.of(article)},
        }
