"""The tables of articles and of their parts, except claims: the cast, events, evidence."""

from collections.abc import Iterator

from article_briefings.anchoring import AnchoredBriefing, TextQuote
from article_briefings.exporting._tables import (
    STRETCH,
    Column,
    Owners,
    Part,
    Stretch,
    always,
    fields,
    former_columns,
    former_ids,
    inner,
    naming,
    number,
    stretches,
)
from article_briefings.models import Briefing, Cast, Evidence, Source, Via

_BRIEFING = naming("briefings", briefing="briefing")
_ARTICLES = Owners(
    always("briefing", "The briefing", "owner.slug"), _BRIEFING, lambda article: (article,)
)
_IN_LIST = number("number", "The number in the briefing’s list")


def _mentions(article: AnchoredBriefing) -> Iterator[Stretch]:
    for name, _ in article.texts:
        for member, spans in enumerate(article.mentions_in(name), 1):
            yield from stretches(article, name, spans, member)


def _event_quotes(article: AnchoredBriefing) -> Iterator[Stretch]:
    for event, spans in zip(article.briefing.events, article.events, strict=True):
        yield from stretches(article, event.quote_in, spans, event.id)


def _note_quotes(article: AnchoredBriefing) -> Iterator[Stretch]:
    for use, spans in enumerate(article.background, 1):
        name = article.briefing.background[use - 1].quote_in
        yield from stretches(article, name, spans, use)


def _words_of_cue(via: Via) -> str | None:
    """The words by which the article states a step of all claims."""
    if via.cue is None:
        return None
    return " … ".join(quote.exact for _, quote in TextQuote.parts_of((), via.cue))


def _relays(article: AnchoredBriefing) -> Iterator[Part]:
    for item in article.briefing.evidence:
        for place, relayed in enumerate(item.relays or (), 1):
            yield Part(item=item.id, number=place, relayed=relayed)


def _corrected(article: AnchoredBriefing) -> Iterator[Part]:
    for place, one in enumerate(article.briefing.corrections, 1):
        for what, claims in (("changed", one.claims), ("withdrawn", one.withdrawn)):
            for claim in dict.fromkeys(claims):
                yield Part(correction=place, claim=claim, what=what)


def _former_ids(article: AnchoredBriefing) -> Iterator[Part]:
    yield from former_ids("briefing", {article.slug: article.briefing})
    yield from former_ids("claim", {claim.id: claim for claim in article.briefing.claims})


def _extensions(article: AnchoredBriefing) -> Iterator[Part]:
    briefing = article.briefing
    owners = [("briefing", article.slug, briefing.extensions)]
    owners += [("claim", claim.id, claim.extensions) for claim in briefing.claims]
    owners += [("event", event.id, event.extensions) for event in briefing.events]
    uses = enumerate(briefing.background, 1)
    owners += [("background", str(number), use.extensions) for number, use in uses]
    for of, item, extensions in owners:
        for name, value in sorted(extensions.items()):
            yield Part(of=of, item=item, name=name, json=value)


ARTICLE_TABLES = (
    _ARTICLES.own_table(
        "The annotated articles, the newest first.",
        "The article’s slug; its page is briefings/<slug>/",
        (
            *fields(Briefing, "title", bottom_line="bluf"),
            *fields(
                Briefing,
                *("outlet", "headline", "author", "published", "dating", "language"),
                *("url", "archived_url", "rights", "sha256", "shown_by", "extract"),
                within="source",
            ),
            *fields(Briefing, "story", "judged"),
            Column(
                "annotators",
                "Who vouches for the annotation, joined by “; ”",
                lambda row: "; ".join(row.part.review.annotators),
                required=True,
            ),
            *fields(Briefing, "reviewed", second_judge="second", review_due="due", within="review"),
        ),
        lambda article: article.briefing,
        naming("actors", outlet="actor"),
        naming("stories", story="story"),
    ),
    _ARTICLES.table(
        "translations",
        "Translations of articles.",
        fields(
            inner(Briefing, "source.translation"),
            *("language", "translator", "url", "archived_url", "rights", "sha256"),
        ),
        lambda article: filter(None, (article.briefing.source.translation,)),
        key="",
    ),
    _ARTICLES.table(
        "annotators",
        "Who vouches for annotations.",
        (_IN_LIST, always("name", "A name or handle", "part")),
        lambda article: article.briefing.review.annotators,
    ),
    _ARTICLES.table(
        "briefing_topics",
        "The topics of briefings.",
        (always("topic", "The topic", "part"),),
        lambda article: dict.fromkeys(article.briefing.topics),
        naming("topics", topic="topic"),
        key="topic",
    ),
    _ARTICLES.table(
        "via",
        "Steps through which all claims of some paragraphs reached the reader; attributions has "
        "them at the end of each chain.",
        (
            _IN_LIST,
            *fields(Via, "paragraphs", "actor", "unnamed", "identified_as"),
            Column(
                "cue",
                "The article’s words that state it, parts joined by “ … ”",
                lambda row: _words_of_cue(row.part),
            ),
            *fields(Via, "form", "shown_by"),
        ),
        lambda article: article.briefing.via,
        naming("actors", actor="actor"),
        naming("actors", identified_as="actor"),
    ),
    _ARTICLES.table(
        "cast",
        "Who appears in an article.",
        (_IN_LIST, *fields(Cast)),
        lambda article: article.briefing.cast,
        naming("actors", actor="actor"),
    ),
    _ARTICLES.table(
        "mentions",
        "Where texts name the members of the cast.",
        (always("number", "The number of the member of the cast", "part.of", "integer"), *STRETCH),
        _mentions,
        naming("cast", briefing="briefing", number="number"),
        key="number text part",
    ),
    _ARTICLES.table(
        "evidence",
        "What annotators consulted.",
        (
            always("item", "The item’s id within the briefing", "part.id"),
            number("number", "Its number on the briefing’s page"),
            *fields(Source),
            *fields(Evidence, "article"),
            Column(
                "own_report",
                "Whether it is its publisher’s own report and copies nobody: false if it relays "
                "others (see evidence_relays), missing if nobody knows what it draws on",
                lambda row: None if row.part.relays is None else not row.part.relays,
                "boolean",
            ),
        ),
        lambda article: article.briefing.evidence,
        key="item",
    ),
    _ARTICLES.table(
        "evidence_relays",
        "Whose reports the evidence items copy.",
        (
            always("item", "The evidence item", "part.item"),
            always("number", "The number in the item’s list", "part.number", "integer"),
            always(
                "relayed",
                "What it copies: an evidence item of the briefing, an actor’s id or a plain name",
                "part.relayed",
            ),
        ),
        _relays,
        naming("evidence", briefing="briefing", item="item"),
        key="item number",
    ),
    _ARTICLES.table(
        "events",
        "What articles say happened, with dates resolved.",
        (
            always("event", "The event’s id within the briefing", "part.id"),
            *fields(inner(Briefing, "events"), "label", "date", "note", "shown_by"),
        ),
        lambda article: article.briefing.events,
        key="event",
    ),
    _ARTICLES.table(
        "event_actors",
        "Who took part in events.",
        (
            always("event", "The event", "part.event"),
            always("actor", "The actor", "part.actor"),
        ),
        lambda article: (
            Part(event=event.id, actor=actor)
            for event in article.briefing.events
            for actor in dict.fromkeys(event.actors)
        ),
        naming("events", briefing="briefing", event="event"),
        naming("actors", actor="actor"),
        key="event actor",
    ),
    _ARTICLES.table(
        "event_quotes",
        "The passages that report events: a row for each part.",
        (always("event", "The event", "part.of"), *STRETCH),
        _event_quotes,
        naming("events", briefing="briefing", event="event"),
        key="event part",
    ),
    _ARTICLES.table(
        "briefing_background",
        "The passages of articles that call for background.",
        (_IN_LIST, *fields(inner(Briefing, "background"), "note", "why")),
        lambda article: article.briefing.background,
        naming("background", note="note"),
    ),
    _ARTICLES.table(
        "background_quotes",
        "The passages that call for background: a row for each part.",
        (always("number", "The number in the briefing’s list", "part.of", "integer"), *STRETCH),
        _note_quotes,
        naming("briefing_background", briefing="briefing", number="number"),
        key="number part",
    ),
    _ARTICLES.table(
        "questions",
        "Questions that articles leave open.",
        (_IN_LIST, *fields(inner(Briefing, "questions"))),
        lambda article: article.briefing.questions,
    ),
    _ARTICLES.table(
        "corrections",
        "What has changed in briefings since they were published.",
        (_IN_LIST, *fields(inner(Briefing, "corrections"), "date", "text")),
        lambda article: article.briefing.corrections,
    ),
    _ARTICLES.table(
        "corrected_claims",
        "The claims that corrections are about.",
        (
            always("number", "The number of the correction", "part.correction", "integer"),
            always("claim", "The claim’s id within the briefing", "part.claim"),
            always(*("what", "What happened to it", "part.what"), values=("changed", "withdrawn")),
        ),
        _corrected,
        naming("corrections", briefing="briefing", number="number"),
        key="number claim what",
    ),
    _ARTICLES.table(
        "former_ids",
        "Earlier ids of briefings and claims, whose addresses still lead to them.",
        former_columns("briefing", "claim"),
        _former_ids,
        key="of item former",
    ),
)
"""Every table of articles and their parts, except claims."""

EXTENSIONS = _ARTICLES.table(
    "extensions",
    "What other programs keep with briefings, claims, events and uses of notes.",
    (
        always(
            *("of", "What it is kept with", "part.of"),
            values=("briefing", "claim", "event", "background"),
        ),
        always(
            "item",
            "The id of the claim or event, the number of the use of a note, the briefing’s slug",
            "part.item",
        ),
        always("name", "The program or format that it belongs to", "part.name"),
        always("value", "What it holds, as JSON", "part.json"),
    ),
    _extensions,
    key="of item name",
)
