"""The tables of the records that all articles share: actors, background, topics and stories."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from article_briefings.corpus import Corpus
from article_briefings.exporting._tables import (
    Column,
    Owners,
    Part,
    Reference,
    Row,
    Table,
    always,
    fields,
    former_columns,
    former_ids,
    inner,
    naming,
    number,
)
from article_briefings.models import Actor, BackgroundNote, Source, Story, Topic, WithdrawnBriefing

_TOPIC = naming("topics", topic="topic")


def _records(register: str, name: str, meaning: str, reference: Reference) -> Owners:
    column = always(name, meaning, "owner.id")
    return Owners(column, reference, lambda corpus: getattr(corpus, register).values(), True)


_ACTORS = _records("actors", "actor", "The actor", naming("actors", actor="actor"))
_NOTES = _records("notes", "background", "The note", naming("background", background="note"))
_TOPICS = _records("topics", "topic", "The topic", _TOPIC)
_STORIES = _records("stories", "story", "The story", naming("stories", story="story"))
_IN_LIST = number("number", "The number in the actor’s list")


class _Gone(NamedTuple):
    """A withdrawn briefing with its slug."""

    id: str
    briefing: WithdrawnBriefing


_WITHDRAWN = Owners(
    always("briefing", "The withdrawn briefing", "owner.id"),
    naming("withdrawn", briefing="briefing"),
    lambda corpus: (_Gone(*entry) for entry in corpus.withdrawn.items()),
    True,
)


def _former_ids(corpus: Corpus, _: Corpus) -> Iterator[Row]:
    registers: Mapping[str, Mapping[str, Any]] = {
        "actor": {name: record.actor for name, record in corpus.actors.items()},
        "background": {name: record.note for name, record in corpus.notes.items()},
        "topic": {name: record.topic for name, record in corpus.topics.items()},
        "story": {name: record.story for name, record in corpus.stories.items()},
        "withdrawn": corpus.withdrawn,
    }
    for kind, records in registers.items():
        for place, part in enumerate(former_ids(kind, records), 1):
            yield Row(records, place, part, corpus)


def _shown(story: Story) -> Iterator[Part]:
    for place, finding in enumerate(story.findings, 1):
        for claim in dict.fromkeys(finding.claims):
            yield Part(number=place, claim=claim)


class _Support(NamedTuple):
    """A source for statements about an actor."""

    source: Source
    supports: str
    role: int | None = None
    """The number of the role that it supports."""


def _supports(actor: Actor) -> Iterator[_Support]:
    for source in actor.sources:
        yield _Support(source, "description")
    for source in actor.media.sources if actor.media else ():
        yield _Support(source, "media")
    for place, role in enumerate(actor.roles, 1):
        if role.source:
            yield _Support(role.source, "role", place)


REGISTER_TABLES = (
    _ACTORS.own_table(
        "Who speaks, relays, publishes or is spoken of.",
        "The actor’s id; its page is actors/<id>/",
        (
            *fields(Actor, "name", type="type_id"),
            *fields(
                Actor,
                within="native_name",
                about="In the actor’s own language",
                native_name="text",
                native_name_language="language",
            ),
            *fields(Actor, "description", "part_of", "wikidata"),
            *fields(
                *(Actor, "reliability", "owner", "funding", "basis"),
                within="media",
                about="Of an outlet",
            ),
        ),
        lambda record: record.actor,
        naming("actors", part_of="actor"),
    ),
    _ACTORS.table(
        "actor_aliases",
        "Other names and spellings of actors.",
        (_IN_LIST, always("alias", "The name", "part")),
        lambda record: record.actor.aliases,
    ),
    _ACTORS.table(
        "actor_roles",
        "Offices and functions of actors, dated.",
        (
            _IN_LIST,
            *fields(
                *(inner(Actor, "roles"), "title", "organisation"),
                began="from_",
                ended="to",
                as_of="as_of",
            ),
        ),
        lambda record: record.actor.roles,
    ),
    _ACTORS.table(
        "actor_links",
        "Pages about actors.",
        (_IN_LIST, *fields(inner(Actor, "links"))),
        lambda record: record.actor.links,
    ),
    _ACTORS.table(
        "actor_sources",
        "The sources for statements about actors.",
        (
            number("number", "The number among those of the actor"),
            always(
                *("supports", "What it supports", "part.supports"),
                values=("description", "media", "role"),
            ),
            Column("role", "The number of the role", attrgetter("part.role"), "integer"),
            *fields(inner(Actor, "roles"), within="source"),  # which a support has as well
        ),
        lambda record: _supports(record.actor),
    ),
    _NOTES.own_table(
        "Background notes, which all articles share.",
        "The note’s id; its page is background/<id>/",
        fields(BackgroundNote, "title", "summary", "body", "as_of", "review_due"),
        lambda record: record.note,
    ),
    _NOTES.table(
        "background_sources",
        "The sources of background notes.",
        (number("number", "The number in the note’s list"), *fields(Source)),
        lambda record: record.note.sources,
    ),
    _NOTES.table(
        "related_background",
        "Which background notes belong together.",
        (always("other", "The other note", "part"),),
        lambda record: dict.fromkeys(record.note.related),
        naming("background", other="note"),
        key="other",
    ),
    _TOPICS.own_table(
        "The subjects that articles share.",
        "The topic’s id; its page is topics/<id>/",
        fields(Topic),
        lambda record: record.topic,
    ),
    _STORIES.own_table(
        "The events that several articles report.",
        "The story’s id; its page is stories/<id>/",
        fields(Story),
        lambda record: record.story,
    ),
    _STORIES.table(
        "story_topics",
        "The topics of stories.",
        (always("topic", "The topic", "part"),),
        lambda record: dict.fromkeys(record.story.topics),
        _TOPIC,
        key="topic",
    ),
    _STORIES.table(
        "story_findings",
        "What the comparison of a story’s articles shows.",
        (number("number", "The number in the story’s list"), *fields(inner(Story, "findings"))),
        lambda record: record.story.findings,
    ),
    _STORIES.table(
        "story_finding_claims",
        "The claims that show it.",
        (
            always("number", "The number of the finding", "part.number", "integer"),
            always("claim", "The claim", "part.claim"),
        ),
        lambda record: _shown(record.story),
        naming("story_findings", story="story", number="number"),
        naming("claims", claim="claim"),
        key="number claim",
    ),
    _WITHDRAWN.own_table(
        "Published briefings that were removed.",
        "The slug that it had; its page, briefings/<slug>/, says that it was withdrawn",
        (*fields(WithdrawnBriefing, "title", "date"), always("text", "The reason", "part.text")),
        lambda gone: gone.briefing,
    ),
    _WITHDRAWN.table(
        "withdrawn_claims",
        "The claims of withdrawn briefings that had pages.",
        (always("claim", "The id that it had in the briefing", "part"),),
        lambda gone: dict.fromkeys(gone.briefing.claims),
        key="claim",
    ),
    Table(
        "former_register_ids",
        "Earlier ids of actors, background notes, topics, stories and withdrawn briefings, whose "
        "addresses still lead to them.",
        ("of", "item", "former"),
        former_columns("actor", "background", "topic", "story", "withdrawn"),
        _former_ids,
        of_corpus=True,
    ),
)
"""Every table of the records that all articles share."""
