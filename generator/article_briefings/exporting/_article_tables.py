"""The tables of articles: what is known of them, who appears, what happened, what was consulted."""

from collections.abc import Iterator
from typing import Any

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.exporting._columns import (
    ACTOR,
    BRIEFING,
    Of,
    Stretch,
    date_columns,
    day,
    field,
    naming,
    number_column,
    of_articles,
    of_briefing,
    source_columns,
    stretch_columns,
    stretches,
)
from article_briefings.exporting._tables import Column, Kind, Reference, Table

EVENT = Reference(("briefing", "event"), "events", ("briefing", "event"))


def _of_mark(name: str, meaning: str, kind: Kind = "string") -> Column[Of[Stretch]]:
    """The column of what a mark belongs to."""
    return Column(name, meaning, lambda r: r.part.of, kind, required=True)


def _mentions(article: AnchoredBriefing) -> Iterator[Stretch]:
    for name, _ in article.texts:
        for number, spans in enumerate(article.mentions_in(name), 1):
            yield from stretches(article, name, spans, number)


def _event_quotes(article: AnchoredBriefing) -> Iterator[Stretch]:
    for event, spans in zip(article.briefing.events, article.events, strict=True):
        yield from stretches(article, event.quote_in, spans, event.id)


def _note_quotes(article: AnchoredBriefing) -> Iterator[Stretch]:
    for number, spans in enumerate(article.background, 1):
        use = article.briefing.background[number - 1]
        yield from stretches(article, use.quote_in, spans, number)


_BRIEFINGS: Table[AnchoredBriefing] = Table(
    "briefings",
    "The annotated articles, the newest first.",
    ("briefing",),
    (
        Column(
            "briefing",
            "The article’s slug; its page is briefings/<slug>/",
            lambda a: a.slug,
            required=True,
        ),
        Column("title", "The briefing’s title", lambda a: a.briefing.title, required=True),
        Column(
            "bottom_line",
            "Who says what, and how sure the annotators are",
            lambda a: a.briefing.bluf,
            required=True,
        ),
        Column(
            "outlet", "The actor that published the article", lambda a: a.briefing.source.outlet
        ),
        Column("headline", "The article’s own headline", lambda a: a.briefing.source.headline),
        Column("author", "The article’s byline", lambda a: a.briefing.source.author),
        *date_columns(
            "published",
            "When it was published",
            lambda a: a.briefing.source.published,
            required=True,
        ),
        Column(
            "dating", "How that was established", lambda a: a.briefing.source.dating, required=True
        ),
        Column(
            "language",
            "The article’s language, a tag of BCP 47",
            lambda a: a.briefing.source.language,
            required=True,
        ),
        Column("url", "Where it was published", lambda a: a.briefing.source.url),
        Column("archived_url", "A copy that will last", lambda a: a.briefing.source.archived_url),
        Column("rights", "Who holds the rights in the article", lambda a: a.briefing.source.rights),
        Column(
            "sha256",
            "SHA-256 of the article’s file",
            lambda a: a.briefing.source.sha256,
            required=True,
        ),
        Column(
            "shown_by",
            "The evidence item that shows outlet, address or date",
            lambda a: a.briefing.source.shown_by,
        ),
        Column("story", "The story that it reports", lambda a: a.briefing.story),
        Column(
            "annotators",
            "Who vouches for the annotation, joined by “; ”",
            lambda a: "; ".join(a.briefing.review.annotators),
            required=True,
        ),
        day(
            "reviewed",
            "The day of the last review; empty for a draft that nobody has reviewed",
            lambda a: a.briefing.review.reviewed,
            required=False,
        ),
        day(
            "review_due",
            "The day by which somebody must look again",
            lambda a: a.briefing.review.due,
            required=True,
        ),
    ),
    lambda article: iter((article,)),
    (naming("actors", "outlet", "actor"), naming("stories", "story", "story")),
)

_TRANSLATIONS: Table[Of[Any]] = Table(
    "translations",
    "The translations that stand beside articles.",
    ("briefing",),
    (
        of_briefing(),
        field("language", "The language that it is in, a tag of BCP 47", required=True),
        field("translator", "Who or what made it", required=True),
        field("url", "Where it was published"),
        field("archived_url", "A copy that will last"),
        field("rights", "Who holds the rights in it"),
        field("sha256", "SHA-256 of the translation’s file", required=True),
    ),
    of_articles(lambda article: filter(None, (article.briefing.source.translation,))),
    (BRIEFING,),
)

_ANNOTATORS: Table[Of[str]] = Table(
    "annotators",
    "Who vouches for annotations.",
    ("briefing", "number"),
    (
        of_briefing(),
        number_column("number", "The number in the briefing’s list"),
        Column("name", "A name or handle", lambda r: r.part, required=True),
    ),
    of_articles(lambda article: article.briefing.review.annotators),
    (BRIEFING,),
)

_TOPICS_OF: Table[Of[str]] = Table(
    "briefing_topics",
    "The topics of briefings.",
    ("briefing", "topic"),
    (of_briefing(), Column("topic", "The topic", lambda r: r.part, required=True)),
    of_articles(lambda article: dict.fromkeys(article.briefing.topics)),
    (BRIEFING, naming("topics", "topic", "topic")),
)

_CAST: Table[Of[Any]] = Table(
    "cast",
    "Who appears in an article.",
    ("briefing", "number"),
    (
        of_briefing(),
        number_column("number", "The number in the briefing’s list"),
        field("actor", "The actor", required=True),
        field("role", "Who the actor is in this article", required=True),
    ),
    of_articles(lambda article: article.briefing.actors),
    (BRIEFING, ACTOR),
)

_MENTIONS: Table[Of[Stretch]] = Table(
    "mentions",
    "Where texts name those who appear in them.",
    ("briefing", "number", "text", "part"),
    (
        of_briefing(),
        _of_mark("number", "The number of the member of the cast", "integer"),
        *stretch_columns(),
    ),
    of_articles(_mentions),
    (BRIEFING, Reference(("briefing", "number"), "cast", ("briefing", "number"))),
)

_EVIDENCE: Table[Of[Any]] = Table(
    "evidence",
    "What annotators consulted.",
    ("briefing", "item"),
    (
        of_briefing(),
        field("item", "The item’s id within the briefing", of="id", required=True),
        number_column("number", "Its number on the briefing’s page"),
        *source_columns(),
    ),
    of_articles(lambda article: article.briefing.evidence),
    (BRIEFING,),
)

_EVENTS: Table[Of[Any]] = Table(
    "events",
    "What articles say happened, with dates resolved.",
    ("briefing", "event"),
    (
        of_briefing(),
        field("event", "The event’s id within the briefing", of="id", required=True),
        field("label", "The event in a few words", required=True),
        *date_columns("date", "When it happened", lambda r: r.part.date, required=True),
        field("note", "What a reader should know about the dating"),
        field("shown_by", "The evidence item that shows the date"),
    ),
    of_articles(lambda article: article.briefing.events),
    (BRIEFING,),
)

_EVENT_ACTORS: Table[Of[tuple[str, str]]] = Table(
    "event_actors",
    "Who took part in events.",
    ("briefing", "event", "actor"),
    (
        of_briefing(),
        Column("event", "The event", lambda r: r.part[0], required=True),
        Column("actor", "The actor", lambda r: r.part[1], required=True),
    ),
    of_articles(
        lambda article: (
            (event.id, actor)
            for event in article.briefing.events
            for actor in dict.fromkeys(event.actors)
        )
    ),
    (BRIEFING, EVENT, ACTOR),
)

_EVENT_QUOTES: Table[Of[Stretch]] = Table(
    "event_quotes",
    "Where articles tell of events: a row for each part.",
    ("briefing", "event", "part"),
    (of_briefing(), _of_mark("event", "The event"), *stretch_columns()),
    of_articles(_event_quotes),
    (BRIEFING, EVENT),
)

_NOTES_OF: Table[Of[Any]] = Table(
    "briefing_background",
    "The passages of articles that call for background.",
    ("briefing", "number"),
    (
        of_briefing(),
        number_column("number", "The number in the briefing’s list"),
        field("note", "The background note", required=True),
        field("why", "Why a reader needs it here", required=True),
    ),
    of_articles(lambda article: article.briefing.background),
    (BRIEFING, naming("background", "note", "note")),
)

_NOTE_QUOTES: Table[Of[Stretch]] = Table(
    "background_quotes",
    "Where the passages stand that call for background: a row for each part.",
    ("briefing", "number", "part"),
    (
        of_briefing(),
        _of_mark("number", "The number in the briefing’s list", "integer"),
        *stretch_columns(),
    ),
    of_articles(_note_quotes),
    (BRIEFING, Reference(("briefing", "number"), "briefing_background", ("briefing", "number"))),
)

_QUESTIONS: Table[Of[Any]] = Table(
    "questions",
    "What articles leave open.",
    ("briefing", "number"),
    (
        of_briefing(),
        number_column("number", "The number in the briefing’s list"),
        field("text", "The question", required=True),
        field("why", "Why it matters", required=True),
    ),
    of_articles(lambda article: article.briefing.questions),
    (BRIEFING,),
)

ARTICLE_TABLES: tuple[Table[Any], ...] = (
    _BRIEFINGS,
    _TRANSLATIONS,
    _ANNOTATORS,
    _TOPICS_OF,
    _CAST,
    _MENTIONS,
    _EVIDENCE,
    _EVENTS,
    _EVENT_ACTORS,
    _EVENT_QUOTES,
    _NOTES_OF,
    _NOTE_QUOTES,
    _QUESTIONS,
)
"""Every table of articles and their parts but claims."""
