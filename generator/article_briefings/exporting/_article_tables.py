"""The tables of articles: their metadata, actors, events and evidence."""

from collections.abc import Iterator
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.exporting._columns import (
    STRETCH,
    Owners,
    Stretch,
    always,
    fields,
    inner,
    naming,
    number,
    stretches,
)
from article_briefings.exporting._tables import Column, Table
from article_briefings.models import Briefing, Source

BRIEFING = naming("briefings", briefing="briefing")
ARTICLES = Owners(
    always("briefing", "The briefing", "owner.slug"), BRIEFING, lambda article: (article,)
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


class _Extension(NamedTuple):
    """One extension, and the part that it belongs to."""

    of: str
    item: str
    name: str
    json: str


def _extensions(article: AnchoredBriefing) -> Iterator[_Extension]:
    briefing = article.briefing
    owners = [("briefing", article.slug, briefing.extensions)]
    owners += [("claim", claim.id, claim.extensions) for claim in briefing.claims]
    owners += [("event", event.id, event.extensions) for event in briefing.events]
    uses = enumerate(briefing.background, 1)
    owners += [("background", str(number), use.extensions) for number, use in uses]
    for of, item, extensions in owners:
        for name, value in sorted(extensions.items()):
            yield _Extension(of, item, name, value)


ARTICLE_TABLES = (
    Table(
        "briefings",
        "The annotated articles, the newest first.",
        ("briefing",),
        (
            always("briefing", "The article’s slug; its page is briefings/<slug>/", "owner.slug"),
            *fields(Briefing, "title", bottom_line="bluf"),
            *fields(
                Briefing,
                *("outlet", "headline", "author", "published", "dating", "language"),
                *("url", "archived_url", "rights", "sha256", "shown_by"),
                within="source",
            ),
            *fields(Briefing, "story"),
            Column(
                "annotators",
                "Who vouches for the annotation, joined by “; ”",
                lambda row: "; ".join(row.part.review.annotators),
                required=True,
            ),
            *fields(Briefing, "reviewed", review_due="due", within="review"),
        ),
        ARTICLES.rows(lambda article: (article.briefing,)),
        (naming("actors", outlet="actor"), naming("stories", story="story")),
    ),
    ARTICLES.table(
        "translations",
        "The translations that stand beside articles.",
        fields(
            inner(Briefing, "source.translation"),
            *("language", "translator", "url", "archived_url", "rights", "sha256"),
        ),
        lambda article: filter(None, (article.briefing.source.translation,)),
        key="",
    ),
    ARTICLES.table(
        "annotators",
        "Who vouches for annotations.",
        (_IN_LIST, always("name", "A name or handle", "part")),
        lambda article: article.briefing.review.annotators,
    ),
    ARTICLES.table(
        "briefing_topics",
        "The topics of briefings.",
        (always("topic", "The topic", "part"),),
        lambda article: dict.fromkeys(article.briefing.topics),
        naming("topics", topic="topic"),
        key="topic",
    ),
    ARTICLES.table(
        "cast",
        "Who appears in an article.",
        (_IN_LIST, *fields(inner(Briefing, "actors"))),
        lambda article: article.briefing.actors,
        naming("actors", actor="actor"),
    ),
    ARTICLES.table(
        "mentions",
        "Where texts name those who appear in them.",
        (always("number", "The number of the member of the cast", "part.of", "integer"), *STRETCH),
        _mentions,
        naming("cast", briefing="briefing", number="number"),
        key="number text part",
    ),
    ARTICLES.table(
        "evidence",
        "What annotators consulted.",
        (
            always("item", "The item’s id within the briefing", "part.id"),
            number("number", "Its number on the briefing’s page"),
            *fields(Source),
        ),
        lambda article: article.briefing.evidence,
        key="item",
    ),
    ARTICLES.table(
        "events",
        "What articles say happened, with dates resolved.",
        (
            always("event", "The event’s id within the briefing", "part.id"),
            *fields(inner(Briefing, "events"), "label", "date", "note", "shown_by"),
        ),
        lambda article: article.briefing.events,
        key="event",
    ),
    ARTICLES.table(
        "event_actors",
        "Who took part in events.",
        (
            Column("event", "The event", lambda row: row.part[0], required=True),
            Column("actor", "The actor", lambda row: row.part[1], required=True),
        ),
        lambda article: (
            (event.id, actor)
            for event in article.briefing.events
            for actor in dict.fromkeys(event.actors)
        ),
        naming("events", briefing="briefing", event="event"),
        naming("actors", actor="actor"),
        key="event actor",
    ),
    ARTICLES.table(
        "event_quotes",
        "Where articles tell of events: a row for each part.",
        (always("event", "The event", "part.of"), *STRETCH),
        _event_quotes,
        naming("events", briefing="briefing", event="event"),
        key="event part",
    ),
    ARTICLES.table(
        "briefing_background",
        "The passages of articles that call for background.",
        (_IN_LIST, *fields(inner(Briefing, "background"), "note", "why")),
        lambda article: article.briefing.background,
        naming("background", note="note"),
    ),
    ARTICLES.table(
        "background_quotes",
        "Where the passages stand that call for background: a row for each part.",
        (always("number", "The number in the briefing’s list", "part.of", "integer"), *STRETCH),
        _note_quotes,
        naming("briefing_background", briefing="briefing", number="number"),
        key="number part",
    ),
    ARTICLES.table(
        "questions",
        "What articles leave open.",
        (_IN_LIST, *fields(inner(Briefing, "questions"))),
        lambda article: article.briefing.questions,
    ),
)
"""Every table of articles and their parts, except claims."""

EXTENSIONS = ARTICLES.table(
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
        always("name", "The program or format that it is of", "part.name"),
        always("value", "What it holds, as JSON", "part.json"),
    ),
    _extensions,
    key="of item name",
)
