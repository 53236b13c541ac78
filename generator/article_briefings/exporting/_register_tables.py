"""The tables of what stands once for all articles: actors, background, topics and stories."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from article_briefings.corpus import ActorRecord, Corpus, NoteRecord, StoryRecord, TopicRecord
from article_briefings.exporting._columns import (
    ACTOR,
    OfRecord,
    date_columns,
    day,
    field,
    naming,
    number_column,
    of_record,
    of_records,
    source_columns,
)
from article_briefings.exporting._tables import Column, Table, Value
from article_briefings.models import Actor, ActorType, Role, Source, SourceReliability

NOTE = naming("background", "background", "note")
_SUPPORTED = ("description", "media", "role")


@dataclass(frozen=True, slots=True)
class _Support:
    """A source of what is said of an actor."""

    source: Source
    supports: str
    """One of `_SUPPORTED`."""
    role: int | None = None
    """The number of the role that it supports."""


def _supports(actor: Actor) -> Iterator[_Support]:
    for source in actor.sources:
        yield _Support(source, "description")
    for source in actor.media.sources if actor.media else ():
        yield _Support(source, "media")
    for number, role in enumerate(actor.roles, 1):
        if role.source:
            yield _Support(role.source, "role", number)


def _actors(corpus: Corpus) -> Mapping[str, ActorRecord]:
    return corpus.actors


def _media(name: str, meaning: str) -> Column[ActorRecord]:
    def value(record: ActorRecord) -> Value:
        found: Value = getattr(record.actor.media, name, None)
        return found

    return Column(name, meaning, value)


_ACTORS: Table[ActorRecord] = Table(
    "actors",
    "Who speaks, relays, publishes or is spoken of.",
    ("actor",),
    (
        Column("actor", "The actor’s id; its page is actors/<id>/", lambda r: r.id, required=True),
        Column("name", "The name that pages show", lambda r: r.actor.name, required=True),
        Column(
            "type",
            "What kind of actor it is",
            lambda r: r.actor.type,
            required=True,
            values=get_args(ActorType),
        ),
        Column(
            "native_name",
            "The name in the actor’s own language",
            lambda r: getattr(r.actor.native_name, "text", None),
        ),
        Column(
            "native_name_language",
            "The language of that name, a tag of BCP 47",
            lambda r: getattr(r.actor.native_name, "language", None),
        ),
        Column("description", "Who this is", lambda r: r.actor.description),
        Column("part_of", "The actor that it belongs to", lambda r: r.actor.part_of),
        Column("wikidata", "The actor’s item in Wikidata", lambda r: r.actor.wikidata),
        Column(
            "reliability",
            "Of an outlet: A to F of the Admiralty system",
            lambda r: getattr(r.actor.media, "reliability", None),
            values=get_args(SourceReliability),
        ),
        _media("owner", "Of an outlet: who owns or publishes it"),
        _media("funding", "Of an outlet: who pays for it"),
        _media("basis", "Of an outlet: who rates it so, and why"),
    ),
    lambda corpus: iter(corpus.actors.values()),
    (naming("actors", "part_of", "actor"),),
    of_corpus=True,
)

_ALIASES: Table[OfRecord[str]] = Table(
    "actor_aliases",
    "Other names and spellings of actors.",
    ("actor", "number"),
    (
        of_record("actor", "The actor"),
        number_column("number", "The number in the actor’s list"),
        Column("alias", "The name", lambda r: r.part, required=True),
    ),
    of_records(_actors, lambda record: record.actor.aliases),
    (ACTOR,),
    of_corpus=True,
)

_ROLES: Table[OfRecord[Role]] = Table(
    "actor_roles",
    "Offices and functions of actors, dated.",
    ("actor", "number"),
    (
        of_record("actor", "The actor"),
        number_column("number", "The number in the actor’s list"),
        field("title", "The office", required=True),
        field("organisation", "Where: the id of an actor, or a name"),
        *date_columns("began", "When it began", lambda r: r.part.from_),
        *date_columns("ended", "When it ended", lambda r: r.part.to),
        *date_columns("as_of", "A date on which it was held", lambda r: r.part.as_of),
    ),
    of_records(_actors, lambda record: record.actor.roles),
    (ACTOR,),
    of_corpus=True,
)

_LINKS: Table[OfRecord[Any]] = Table(
    "actor_links",
    "Pages about actors.",
    ("actor", "number"),
    (
        of_record("actor", "The actor"),
        number_column("number", "The number in the actor’s list"),
        field("title", "What the link leads to", required=True),
        field("url", "Its address", required=True),
    ),
    of_records(_actors, lambda record: record.actor.links),
    (ACTOR,),
    of_corpus=True,
)

_ACTOR_SOURCES: Table[OfRecord[_Support]] = Table(
    "actor_sources",
    "What supports that which is said of actors.",
    ("actor", "number"),
    (
        of_record("actor", "The actor"),
        number_column("number", "The number among those of the actor"),
        Column(
            "supports",
            "What it supports",
            lambda r: r.part.supports,
            required=True,
            values=_SUPPORTED,
        ),
        Column("role", "The number of the role", lambda r: r.part.role, "integer"),
        *source_columns(lambda r: r.part.source),
    ),
    of_records(_actors, lambda record: _supports(record.actor)),
    (ACTOR,),
    of_corpus=True,
)

_BACKGROUND: Table[NoteRecord] = Table(
    "background",
    "What a reader must know, once for all articles.",
    ("note",),
    (
        Column(
            "note", "The note’s id; its page is background/<id>/", lambda r: r.id, required=True
        ),
        Column("title", "The note’s title", lambda r: r.note.title, required=True),
        Column("summary", "The note in a sentence or two", lambda r: r.note.summary, required=True),
        Column("body", "The note, in Markdown", lambda r: r.note.body, required=True),
        day("as_of", "The day on which it was true", lambda r: r.note.as_of, required=True),
        day(
            "review_due",
            "The day by which somebody must look again",
            lambda r: r.note.review_due,
            required=True,
        ),
    ),
    lambda corpus: iter(corpus.notes.values()),
    of_corpus=True,
)

_NOTE_SOURCES: Table[OfRecord[Any]] = Table(
    "background_sources",
    "What supports background notes.",
    ("background", "number"),
    (
        of_record("background", "The note"),
        number_column("number", "The number in the note’s list"),
        *source_columns(),
    ),
    of_records(lambda corpus: corpus.notes, lambda record: record.note.sources),
    (NOTE,),
    of_corpus=True,
)

_RELATED: Table[OfRecord[str]] = Table(
    "related_background",
    "Which background notes belong together.",
    ("background", "other"),
    (
        of_record("background", "The note"),
        Column("other", "The other note", lambda r: r.part, required=True),
    ),
    of_records(lambda corpus: corpus.notes, lambda record: dict.fromkeys(record.note.related)),
    (NOTE, naming("background", "other", "note")),
    of_corpus=True,
)

_TOPICS: Table[TopicRecord] = Table(
    "topics",
    "The subjects that articles share.",
    ("topic",),
    (
        Column("topic", "The topic’s id; its page is topics/<id>/", lambda r: r.id, required=True),
        Column("title", "The topic’s title", lambda r: r.topic.title, required=True),
        Column("description", "What belongs to it", lambda r: r.topic.description),
    ),
    lambda corpus: iter(corpus.topics.values()),
    of_corpus=True,
)

_STORIES: Table[StoryRecord] = Table(
    "stories",
    "The events that several articles report.",
    ("story",),
    (
        Column("story", "The story’s id; its page is stories/<id>/", lambda r: r.id, required=True),
        Column("title", "The story’s title", lambda r: r.story.title, required=True),
        Column(
            "summary",
            "What happened, as no article disputes",
            lambda r: r.story.summary,
            required=True,
        ),
        *date_columns("date", "When it happened", lambda r: r.story.date),
    ),
    lambda corpus: iter(corpus.stories.values()),
    of_corpus=True,
)

_STORY_TOPICS: Table[OfRecord[str]] = Table(
    "story_topics",
    "The topics of stories.",
    ("story", "topic"),
    (
        of_record("story", "The story"),
        Column("topic", "The topic", lambda r: r.part, required=True),
    ),
    of_records(lambda corpus: corpus.stories, lambda record: dict.fromkeys(record.story.topics)),
    (naming("stories", "story", "story"), naming("topics", "topic", "topic")),
    of_corpus=True,
)

REGISTER_TABLES: tuple[Table[Any], ...] = (
    _ACTORS,
    _ALIASES,
    _ROLES,
    _LINKS,
    _ACTOR_SOURCES,
    _BACKGROUND,
    _NOTE_SOURCES,
    _RELATED,
    _TOPICS,
    _STORIES,
    _STORY_TOPICS,
)
"""Every table of what stands once for all articles."""
