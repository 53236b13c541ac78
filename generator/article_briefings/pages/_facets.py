"""The sides by which claims are listed and filtered, and the filters of pages in the search."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, get_args

from article_briefings.anchoring import AnchoredBriefing, Summary
from article_briefings.corpus import ClaimRef, Corpus, Distance
from article_briefings.models import UNKNOWN, ClaimKind, Form
from article_briefings.pages import _labels as labels
from article_briefings.pages._page import Filters
from article_briefings.pages._words import by_title, language_name

NOT_ASSESSED = "not-assessed"
_OWN_VOICE = "own-voice"


class ClaimFacet(NamedTuple):
    """A side of claims, and the values that it can have."""

    key: str
    """Its name in addresses: "hops"."""
    label: str
    names: Mapping[str, str]
    """The values, as in addresses, with the words for each; in the order of lists."""
    of: Callable[[ClaimRef], Iterable[str]]
    """The values of one claim."""
    shared: bool = False
    """Whether all claims of an article have the same values."""


def facets(corpus: Corpus) -> tuple[ClaimFacet, ...]:
    """Every side of the corpus's claims."""
    years = sorted({year_of(article) for article in corpus.articles.summaries()}, reverse=True)
    names = {year: year.lstrip("0") for year in years}
    topics = {record.id: record.title for record in by_title(corpus.topics.values())}

    def topics_of(ref: ClaimRef) -> Iterable[str]:
        """The topics of a claim's article that are in the register, each once."""
        return dict.fromkeys(topic for topic in ref.summary.topics if topic in corpus.topics)

    return (
        *CLAIM_FACETS,
        ClaimFacet("year", "Year", names, lambda ref: [year_of(ref.summary)], shared=True),
        ClaimFacet("topic", "Topic", topics, topics_of, shared=True),
    )


def year_of(article: Summary) -> str:
    """The year in which an article was published, with four digits."""
    return f"{article.published.year:04}"


def _form(ref: ClaimRef) -> str:
    claim = ref.claim
    if claim.speaker_unknown:
        return UNKNOWN
    return _OWN_VOICE if claim.own_voice else labels.form_of(claim)


_FORMS = {
    **{form: form for form in get_args(Form)},
    _OWN_VOICE: "own voice",
    UNKNOWN: labels.NOT_IDENTIFIED.lower(),
}
_KINDS = {kind: kind for kind in get_args(ClaimKind)}
_STATUSES = {status or NOT_ASSESSED: words for status, words in labels.STATUS.items()}
_HANDS: Mapping[str, str] = {hand: labels.DISTANCE[hand] for hand in Distance.HANDS}
CLAIM_FACETS = (
    ClaimFacet("kind", "Kind", _KINDS, lambda ref: [ref.claim.kind]),
    ClaimFacet("form", "Form", _FORMS, lambda ref: [_form(ref)]),
    ClaimFacet("status", "Status", _STATUSES, lambda ref: [ref.status or NOT_ASSESSED]),
    ClaimFacet("hops", "Distance", _HANDS, lambda r: [Distance.of(r.claim, r.summary.outlet).hand]),
)
"""The sides in which the claims of one article can differ."""

Sides = tuple[tuple[str, str, tuple[int, ...]], ...]
"""A side, one of its values, and the numbers of the claims that have it, from 0."""


def sides_of(article: AnchoredBriefing) -> Sides:
    """The claims of an article by the sides in which they can differ, in the order of the text."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, ref in enumerate(ClaimRef.of(article)):
        for side in CLAIM_FACETS:
            for value in side.of(ref):
                found.setdefault((side.key, value), []).append(number)
    return tuple((side, value, tuple(numbers)) for (side, value), numbers in found.items())


def briefing_filters(corpus: Corpus, article: AnchoredBriefing) -> Filters:
    """The filters of a briefing: its facts, its speakers, and the kinds and status of its claims.

    The names are those of the search page's address ("?actor=Tasnim"), a value is what a reader
    sees. Nothing is derived: a page has the values that it or one of its claims states. Each value
    is there once, since two actors may share a name.
    """
    briefing = article.briefing
    source, story = briefing.source, corpus.stories.get(briefing.story or "")
    actors = {member.actor for member in briefing.actors}
    for claim in briefing.claims:
        for hop in claim.attribution:
            actors |= {name for name in (hop.actor, hop.identified_as) if name}
    filters = {("actor", corpus.actors[name].title) for name in actors}
    for claim in briefing.claims:
        status = claim.assessment.status if claim.assessment else ""
        filters |= {("claim", claim.kind.capitalize()), ("status", labels.STATUS[status])}
    for name, _ in article.texts:
        filters.add(("language", language_name(briefing.language_of(name))))
    if source.outlet:
        filters.add(("outlet", corpus.actors[source.outlet].title))
    if story:
        filters.add(("story", story.title))
    topics = (topic for topic in briefing.topics if topic in corpus.topics)
    filters |= {("topic", corpus.topics[topic].title) for topic in topics}
    filters.add(("year", f"{source.published.year:04}"))
    return tuple(sorted(filters))
