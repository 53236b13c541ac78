"""Describes pages in the vocabulary of schema.org, as JSON-LD.

See https://schema.org for the types and properties. A briefing's page names its article, the
people who reviewed it, and their reviews of claims; an actor's page describes the actor. To keep
pages small, claims without a review, the origin of each claim and the evidence are in a separate
file, `schema.jsonld`, along with everything on the page.

Nothing is added to the annotation. The article has a headline only if it shows one, and a date only
as exact as it is known. The author of a claim is its origin according to the article, unless it was
misreported; `claimInterpreter` is the person who put it into plain words. A claim has a
`ClaimReview` only if annotators judged whether it is so. Its author is then the first speaker who
is confirmed to have said it, otherwise the outlet. Only three answers have a place on the scale
from 1 to 5; the others are words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ActorRecord, ClaimRef, Corpus
from article_briefings.models import (
    NOT_IDENTIFIED,
    Actor,
    Claim,
    EdtfDate,
    Evidence,
    So,
    SoVerdict,
    compact,
)
from article_briefings.pages import _claim_words as claim_words
from article_briefings.pages import _labels as labels
from article_briefings.pages._routes import Addresses

LinkedNode = dict[str, Any]
_CONTEXT = "https://schema.org"
_TYPES: Mapping[str, str | list[str]] = {
    "person": "Person",
    "organisation": "Organization",
    "state": ["Country", "GovernmentOrganization"],
    "outlet": "NewsMediaOrganization",
    "group": "Organization",
    "document": "CreativeWork",
}
"""A state is a place and speaks; of several people without a name, Organization says the least."""
_AGENTS = _TYPES.keys() - {"document"}
"""The types that can be an author in schema.org: a Person or an Organization of any kind."""
_RATINGS: Mapping[SoVerdict, int] = {"corroborated": 5, "supported": 4, "refuted": 1}
"""The verdicts that have a place on the scale of ClaimReview, from 1 (false) to 5 (true)."""
_PLAIN_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_WIKIDATA = "http://www.wikidata.org/entity/"
_ABOVE = Addresses("../..")
"""Addresses on a page two folders down, as those of briefings and actors are."""


def briefing_linked_data(corpus: Corpus, article: AnchoredBriefing) -> LinkedNode:
    """The data of a briefing's page: its article, and the reviews of claims in it."""
    source = article.briefing.source
    outlet = corpus.actors.get(source.outlet) if source.outlet else None
    publisher = _actor(_ABOVE.actor(outlet.id), outlet.actor) if outlet else None
    about = _article(article, "", publisher)
    people = _people(article)
    named = {source.outlet}
    reviews = [
        _review_on_page(corpus, ref, ref.claim.so, _names_of(people), named)
        for ref in ClaimRef.of(article)
        if ref.claim.so
    ]
    _share_ratings(reviews)
    page = _node("WebPage", about=about, reviewedBy=people, hasPart=reviews)
    return {"@context": _CONTEXT, **page}


def _review_on_page(
    corpus: Corpus, ref: ClaimRef, so: So, annotators: list[LinkedNode], named: set[str | None]
) -> LinkedNode:
    """The review of a claim in few bytes; an author in `named` already has a name on the page."""
    address, name = f"#{quote(ref.claim.id)}", _author(corpus, ref)
    author = _actor(_ABOVE.actor(name), corpus.actors[name].actor) if name else None
    if author and name in named:
        author = {"@id": author["@id"]}
    named.add(name)
    reviewed = _node("Claim", address, author=author)
    who = annotators if len(annotators) > 1 else next(iter(annotators), None)
    review = _review(address, _sentence(corpus, ref.claim), so, who)
    return review | {"itemReviewed": reviewed}


def _share_ratings(reviews: list[LinkedNode]) -> None:
    """Write a rating that several reviews give only once; the others refer to it."""
    given: dict[str, list[LinkedNode]] = defaultdict(list)
    for review in reviews:
        given[review["reviewRating"]["alternateName"]].append(review)
    for number, (first, *others) in enumerate(given.values(), 1):
        if others:
            first["reviewRating"]["@id"] = f"_:rating{number}"
        for review in others:
            review["reviewRating"] = {"@id": f"_:rating{number}"}


def _sentence(corpus: Corpus, claim: Claim) -> str:
    return claim_words.sentence_of(claim, corpus.name_of).plain


def _author(corpus: Corpus, ref: ClaimRef) -> str | None:
    """The id of the author of a claim that is reviewed; None if nobody can be named.

    The first step whose saying is confirmed, else the outlet: never somebody who was misreported.
    """
    confirmed = [
        hop.speaker
        for step, hop in enumerate(ref.attribution)
        if (said := ref.claim.said_of(step)) and said.verdict == "confirmed"
    ]
    named = next((name for name in confirmed if name and _is_agent(corpus, name)), None)
    return named or ref.summary.outlet


def _is_agent(corpus: Corpus, name: str) -> bool:
    return corpus.actors[name].actor.type in _AGENTS


def actor_linked_data(corpus: Corpus, record: ActorRecord) -> LinkedNode:
    """The data of an actor's page: the actor, its other names, and links about it."""
    actor = record.actor
    native = [actor.native_name.text] if actor.native_name else []
    node = _node(
        _TYPES[actor.type],
        "./",
        name=actor.name,
        alternateName=[*actor.aliases, *native],
        description=actor.description,
        sameAs=f"{_WIKIDATA}{actor.wikidata}" if actor.wikidata else None,
        subjectOf=[
            _node("WebPage", name=link.title, url=_web_address(link.url)) for link in actor.links
        ],
    )
    above = corpus.actors.get(actor.part_of) if actor.part_of else None
    if above and above.actor.type in _AGENTS - {"person"} and actor.type in _AGENTS:
        name = "memberOf" if actor.type == "person" else "parentOrganization"
        node[name] = _actor(_ABOVE.actor(above.id), above.actor)
    return {"@context": _CONTEXT, **node}


def briefing_graph(corpus: Corpus, article: AnchoredBriefing, url: str) -> bytes:
    """The full data of a briefing for a file beside its page; `url` is the site's, if known."""
    nodes = _Graph(corpus, article, Addresses(url) if url else _ABOVE).nodes()
    lines = ",\n".join(compact(node) for node in nodes)
    return f'{{"@context":"{_CONTEXT}","@graph":[\n{lines}\n]}}\n'.encode()


class _Graph:
    """The nodes of a briefing: each thing appears once, and is referenced by its address."""

    def __init__(self, corpus: Corpus, article: AnchoredBriefing, at: Addresses) -> None:
        self._corpus, self._article, self._at = corpus, article, at
        self._page = at.briefing(article.slug)
        self._evidence = {item.id: item for item in article.briefing.evidence}
        self._actors: dict[str, None] = {}
        """The actors, in the order of their first mention."""
        self._people = _people(article)

    def nodes(self) -> Iterator[LinkedNode]:
        briefing = self._article.briefing
        outlet, reviewed = briefing.source.outlet, briefing.review.reviewed
        publisher = self._named(outlet) if outlet else None
        article = _article(self._article, self._page, publisher)
        yield _node(
            "WebPage",
            self._page,
            name=briefing.title,
            abstract=briefing.bluf,
            about={"@id": article["@id"]},
            lastReviewed=reviewed.isoformat() if reviewed else None,
            reviewedBy=_names_of(self._people),
        )
        yield article | _further(self._article)
        for ref in ClaimRef.of(self._article):
            yield self._claim(ref)
            if ref.claim.so:
                yield self._reviewed(ref, ref.claim.so)
        for name in self._actors:
            yield _actor(self._at.actor(name), self._corpus.actors[name].actor)
        yield from self._people

    def _claim(self, ref: ClaimRef) -> LinkedNode:
        origin = "" if ref.origin == NOT_IDENTIFIED else ref.origin
        if ref.claim.so:
            origin = _author(self._corpus, ref)
        elif any(said.verdict == "misreported" for said in ref.claim.said):
            origin = None
        is_agent = origin and _is_agent(self._corpus, origin)
        return _node(
            "Claim",
            self._at.briefing(ref.slug, ref.claim.id),
            text=_sentence(self._corpus, ref.claim),
            appearance={"@id": f"{self._page}#article-text"},
            author=self._named(origin) if origin and is_agent else None,
            isBasedOn=self._named(origin) if origin and not is_agent else None,
            claimInterpreter=_names_of(self._people),
        )

    def _reviewed(self, ref: ClaimRef, so: So) -> LinkedNode:
        """The review of a claim, with its claim and its evidence, which only the file has."""
        address = self._at.briefing(ref.slug, ref.claim.id)
        sentence = _sentence(self._corpus, ref.claim)
        return _review(address, sentence, so, _names_of(self._people)) | _filled(
            itemReviewed={"@id": address},
            reviewBody="\n\n".join(filter(None, (ref.claim.finding, so.rationale))),
            citation=[_citation(self._evidence[use.item]) for use in so.evidence],
        )

    def _named(self, name: str) -> LinkedNode:
        self._actors[name] = None
        return {"@id": self._at.actor(name)}


def _people(article: AnchoredBriefing) -> list[LinkedNode]:
    """The annotators, by name only."""
    names = article.briefing.review.annotators
    return [_node("Person", f"_:{number}", name=name) for number, name in enumerate(names, 1)]


def _names_of(nodes: Iterable[LinkedNode]) -> list[LinkedNode]:
    return [{"@id": node["@id"]} for node in nodes]


def _review(
    address: str,
    sentence: str,
    so: So,
    annotators: LinkedNode | list[LinkedNode] | None,
) -> LinkedNode:
    """The review of the claim that is at an address."""
    value = _RATINGS.get(so.verdict)
    scale: LinkedNode = {"ratingValue": value, "bestRating": 5, "worstRating": 1} if value else {}
    return _node(
        "ClaimReview",
        url=address,
        claimReviewed=sentence,
        author=_node("Person", name=so.by) if so.by else annotators,
        datePublished=so.as_of.isoformat() if so.as_of else None,
        reviewRating=_node("Rating", alternateName=labels.SO[so.verdict], **scale),
    )


def _article(article: AnchoredBriefing, page: str, publisher: LinkedNode | None) -> LinkedNode:
    """The source article; `page` is the address of the briefing's page."""
    source = article.briefing.source
    return _node(
        "NewsArticle",
        f"{page}#article-text",
        headline=source.headline,
        url=_web_address(source.url),
        datePublished=_exact(source.published),
        inLanguage=source.language,
        publisher=publisher,
    )


def _further(article: AnchoredBriefing) -> LinkedNode:
    """The data of the article that is only in the file."""
    source = article.briefing.source
    translation = source.translation
    return _filled(
        creditText=source.author,
        copyrightNotice=source.rights,
        archivedAt=_web_address(source.archived_url),
        workTranslation=translation
        and _node(
            "NewsArticle",
            inLanguage=translation.language,
            creditText=translation.translator,
            copyrightNotice=translation.rights,
            url=_web_address(translation.url),
            archivedAt=_web_address(translation.archived_url),
        ),
    )


def _actor(address: str, actor: Actor) -> LinkedNode:
    return _node(_TYPES[actor.type], address, name=actor.name)


def _citation(item: Evidence) -> LinkedNode:
    return _node(
        "CreativeWork",
        name=item.title,
        creditText=item.publisher,
        datePublished=_exact(item.date) if item.date else None,
        url=_web_address(item.url),
        archivedAt=_web_address(item.archived_url),
        inLanguage=item.language,
    )


def _exact(date: EdtfDate) -> str | None:
    """A date that schema.org can express: a year, a month or a day, known for certain."""
    return date.text if _PLAIN_DATE.fullmatch(date.text) else None


def _web_address(url: str | None) -> str | None:
    return Addresses.encoded(url) if url else None


def _node(kind: str | list[str], address: str = "", **fields: Any) -> LinkedNode:
    """A thing of a type; `address` is its id, if it has one."""
    return {"@type": kind, **({"@id": address} if address else {}), **_filled(**fields)}


def _filled(**fields: Any) -> LinkedNode:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
