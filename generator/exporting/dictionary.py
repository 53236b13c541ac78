"""The data dictionary: every table of the corpus, and what each column means."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from generator.anchoring import AnchoredBriefing
from generator.corpus import ActorRecord, Corpus, NoteRecord, StoryRecord, TopicRecord
from generator.exporting.tables import Column, Reference, Table, Value
from generator.figures import HANDS, distance
from generator.models import Claim, EdtfDate
from generator.models.briefing import (
    ClaimKind,
    Confidence,
    EvidenceRelation,
    Form,
    Likelihood,
    RelationType,
    Status,
    TextName,
)
from generator.models.register import ActorType, SourceReliability
from generator.parts import ClaimRef, claims_of
from generator.references import full_reference

Part = TypeVar("Part")


def _to(table: str, column: str, field: str) -> Reference:
    """A column that names a row of a table by its key of one field."""
    return Reference((column,), table, (field,))


_BRIEFING = _to("briefings", "briefing", "briefing")
_CLAIM = _to("claims", "claim", "claim")
_ACTOR = _to("actors", "actor", "actor")
_TEXTS = get_args(TextName)


# --- records -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Of(Generic[Part]):
    """A part of an article, with its number from 1."""

    article: AnchoredBriefing
    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class _OfClaim(Generic[Part]):
    """A part of a claim, with its number from 1."""

    ref: ClaimRef
    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of one of an article's texts."""

    text: TextName
    start: int
    end: int
    words: str


def _of_articles(find: Callable[[AnchoredBriefing], Any]) -> Callable[[Corpus], Iterator[Any]]:
    def records(corpus: Corpus) -> Iterator[Any]:
        for article in corpus.articles:
            for number, part in enumerate(find(article), 1):
                yield _Of(article, number, part)

    return records


def _of_claims(find: Callable[[ClaimRef], Any]) -> Callable[[Corpus], Iterator[Any]]:
    def records(corpus: Corpus) -> Iterator[Any]:
        for ref in corpus.claims():
            for number, part in enumerate(find(ref), 1):
                yield _OfClaim(ref, number, part)

    return records


def _stretches(ref: ClaimRef) -> Iterator[_Stretch]:
    name = ref.claim.claim.quote_in
    text = ref.article.text(name)
    return (_Stretch(name, span.start, span.end, span.of(text)) for span in ref.claim.quote)


# --- columns that several tables have ------------------------------------------------------------


def _of_briefing() -> Column[_Of[Any]]:
    return Column("briefing", "The briefing", lambda r: r.article.slug, required=True)


def _of_claim() -> Column[_OfClaim[Any]]:
    return Column("claim", "The claim", lambda r: r.ref.key, required=True)


def _field(
    name: str,
    meaning: str,
    *,
    of: str = "",
    required: bool = False,
    values: tuple[str, ...] = (),
) -> Column[Any]:
    """A field of the annotation that the record has as its part; `of` is its name there."""

    def value(record: Any) -> Value:
        found: Value = getattr(record.part, of or name)
        return found

    return Column(name, meaning, value, "string", required, values)


def _day(name: str, meaning: str, of: Callable[[Any], object], *, required: bool) -> Column[Any]:
    def value(record: Any) -> Value:
        found = of(record)
        return None if found is None else str(found)

    return Column(name, meaning, value, "date", required)


def _date(
    name: str, what: str, of: Callable[[Any], EdtfDate | None], *, required: bool = False
) -> tuple[Column[Any], ...]:
    """A date as it is written, and the first and the last day that it may stand for."""

    def written(record: Any) -> Value:
        date = of(record)
        return date.text if date else None

    def first(record: Any) -> Value:
        date = of(record)
        return str(date.earliest) if date and date.earliest else None

    def last(record: Any) -> Value:
        date = of(record)
        return str(date.latest) if date and date.latest else None

    return (
        Column(name, f"{what}, in EDTF (ISO 8601-2)", written, "string", required),
        Column(f"{name}_from", f"{what}: the first day that it can mean", first, "date"),
        Column(f"{name}_to", f"{what}: the last day that it can mean", last, "date"),
    )


def _number(name: str, meaning: str) -> Column[Any]:
    return Column(name, meaning, lambda r: r.number, "integer", required=True)


def _source_columns() -> tuple[Column[Any], ...]:
    """What is known of a document that was consulted."""
    return (
        _field("title", "The document's title", required=True),
        _field("publisher", "Who published it", required=True),
        *_date("date", "When it was published", lambda r: r.part.date),
        _field("url", "Where it can be read"),
        _field("archived_url", "A copy that will last"),
        _day("retrieved", "When it was read", lambda r: r.part.retrieved, required=False),
        _field("language", "Its language, a tag of BCP 47"),
        _field("note", "What a reader should know about it"),
    )


# --- claims --------------------------------------------------------------------------------------


def _claim(record: _Of[ClaimRef]) -> Claim:
    return record.part.claim.claim


def _hand(record: _Of[ClaimRef]) -> Value:
    return distance(_claim(record), record.article.briefing.source.outlet).hand


def _form(record: _Of[ClaimRef]) -> Value:
    """The form of the step that the article itself gives, the outermost; none in its own voice."""
    stated = [hop.form for hop in _claim(record).attribution if hop.stated]
    return stated[0] if stated else None


def _first(record: _Of[ClaimRef], name: str) -> Value:
    """A field of the first step that the article states: whom it names as the origin."""
    stated = (hop for hop in _claim(record).attribution if hop.stated)
    found: Value = getattr(next(stated, None), name, None)
    return found


def _assessment(name: str, meaning: str, values: tuple[str, ...] = ()) -> Column[_Of[ClaimRef]]:
    def value(record: _Of[ClaimRef]) -> Value:
        found: Value = getattr(_claim(record).assessment, name, None)
        return found

    return Column(name, f"The annotator’s assessment: {meaning}", value, values=values)


def _assessed(record: _Of[ClaimRef]) -> object:
    return getattr(_claim(record).assessment, "as_of", None)


def _quote(record: _Of[ClaimRef]) -> Value:
    return " … ".join(stretch.words for stretch in _stretches(record.part))


def _cue(record: _OfClaim[Any]) -> Value:
    return record.ref.cue(record.number - 1) or None


_CLAIMS: Table[_Of[ClaimRef]] = Table(
    "claims",
    "What articles claim, in the order of their texts.",
    ("claim",),
    (
        Column("claim", "The claim: article and id", lambda r: r.part.key, required=True),
        Column("briefing", "The briefing", lambda r: r.article.slug, required=True),
        _number("number", "Its number on the briefing’s page"),
        Column("id", "Its id within the briefing", lambda r: _claim(r).id, required=True),
        Column("text", "The claim in plain words", lambda r: _claim(r).text, required=True),
        Column("quote", "The article’s words, parts joined by “ … ”", _quote, required=True),
        Column(
            "quote_in",
            "The text that they stand in",
            lambda r: _claim(r).quote_in,
            required=True,
            values=_TEXTS,
        ),
        Column(
            "kind",
            "What kind of statement it is",
            lambda r: _claim(r).kind,
            required=True,
            values=get_args(ClaimKind),
        ),
        Column(
            "own_voice",
            "Whether the article says it without naming anyone for it",
            lambda r: _claim(r).own_voice,
            "boolean",
            required=True,
        ),
        Column(
            "form",
            "How the origin’s words are given",
            lambda r: _first(r, "form"),
            values=get_args(Form),
        ),
        Column(
            "hand",
            "How far the origin is from the article, by stated steps",
            _hand,
            required=True,
            values=tuple(HANDS),
        ),
        Column(
            "origin",
            "With whom it begins, where the article names an actor",
            lambda r: _first(r, "actor"),
        ),
        Column(
            "unnamed_origin",
            "With whom it begins, where the article gives no name",
            lambda r: _first(r, "unnamed"),
        ),
        _assessment("status", "where the evidence stands", get_args(Status)),
        _day(
            "as_of",
            "The annotator’s assessment: the day on which that was so",
            _assessed,
            required=False,
        ),
        _assessment("rationale", "why, in Markdown"),
        Column(
            "credibility",
            "The annotator’s assessment: 1 to 6 of the Admiralty system",
            lambda r: getattr(_claim(r).assessment, "credibility", None),
            "integer",
        ),
        _assessment("likelihood", "a term of ICD 203", get_args(Likelihood)),
        _assessment("confidence", "how firm the ground of it is", get_args(Confidence)),
    ),
    lambda corpus: (
        _Of(article, number, ref)
        for article in corpus.articles
        for number, ref in enumerate(claims_of(article), 1)
    ),
    (_BRIEFING, _to("actors", "origin", "actor")),
)

_QUOTES: Table[_OfClaim[_Stretch]] = Table(
    "quotes",
    "Where the words of claims stand: a row for each part.",
    ("claim", "part"),
    (
        _of_claim(),
        _number("part", "The part’s number, in the order of the text"),
        Column(
            "text",
            "The text that it stands in",
            lambda r: r.part.text,
            required=True,
            values=_TEXTS,
        ),
        Column(
            "start",
            "Its first code point in the text as loaded, from 0",
            lambda r: r.part.start,
            "integer",
            required=True,
        ),
        Column(
            "end", "The code point behind its last", lambda r: r.part.end, "integer", required=True
        ),
        Column("exact", "Its words", lambda r: r.part.words, required=True),
    ),
    _of_claims(_stretches),
    (_CLAIM,),
)

_ATTRIBUTIONS: Table[_OfClaim[Any]] = Table(
    "attributions",
    "The ways of claims from their origins to the reader: a row for each step.",
    ("claim", "step"),
    (
        _of_claim(),
        _number("step", "The step’s number, the origin being 1"),
        _field("actor", "Who spoke or relayed"),
        _field("unnamed", "A source without a name, in the article’s words where it has any"),
        _field("identified_as", "Who such a source is, where evidence shows it"),
        Column(
            "stated",
            "Whether the article itself states the step",
            lambda r: r.part.stated,
            "boolean",
            required=True,
        ),
        Column("cue", "The article’s words that state it, parts joined by “ … ”", _cue),
        _field("form", "How the words are given", values=get_args(Form)),
        _field("shown_by", "The evidence item that shows the step or the identity"),
    ),
    _of_claims(lambda ref: ref.claim.claim.attribution),
    (_CLAIM, _ACTOR, _to("actors", "identified_as", "actor")),
)

_ASSESSED: Table[_OfClaim[Any]] = Table(
    "assessment_evidence",
    "What assessments rest on: a row for each item that a claim’s assessment names.",
    ("claim", "item", "number"),
    (
        _of_claim(),
        _number("number", "Its number in the assessment"),
        Column("briefing", "The briefing", lambda r: r.ref.slug, required=True),
        _field("item", "The evidence item", required=True),
        _field(
            "relation",
            "What it does to the claim",
            required=True,
            values=get_args(EvidenceRelation),
        ),
        _field("shows", "What it shows, and what it does not", required=True),
    ),
    _of_claims(lambda ref: getattr(ref.claim.claim.assessment, "evidence", ())),
    (_CLAIM, Reference(("briefing", "item"), "evidence", ("briefing", "item"))),
)

_RELATIONS: Table[_OfClaim[Any]] = Table(
    "relations",
    "How claims stand to each other, as their annotators say.",
    ("claim", "number"),
    (
        _of_claim(),
        _number("number", "Its number with the claim"),
        _field(
            "type", "What the claim does to the other", required=True, values=get_args(RelationType)
        ),
        Column(
            "other",
            "The other claim",
            lambda r: full_reference(r.ref.slug, r.part.claim),
            required=True,
        ),
    ),
    _of_claims(lambda ref: ref.claim.claim.relations),
    (_CLAIM, _to("claims", "other", "claim")),
)

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
        *_date(
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
        Column("story", "The story that it reports", lambda a: a.briefing.story),
        Column(
            "annotators",
            "Who vouches for the annotation, joined by “; ”",
            lambda a: "; ".join(a.briefing.review.annotators),
            required=True,
        ),
        _day(
            "reviewed",
            "The day of the last review",
            lambda a: a.briefing.review.reviewed,
            required=True,
        ),
        _day(
            "review_due",
            "The day by which somebody must look again",
            lambda a: a.briefing.review.due,
            required=True,
        ),
    ),
    lambda corpus: iter(corpus.articles),
    (_to("actors", "outlet", "actor"), _to("stories", "story", "story")),
)

_TOPICS_OF: Table[_Of[str]] = Table(
    "briefing_topics",
    "The topics of briefings.",
    ("briefing", "topic"),
    (_of_briefing(), Column("topic", "The topic", lambda r: r.part, required=True)),
    _of_articles(lambda article: dict.fromkeys(article.briefing.topics)),
    (_BRIEFING, _to("topics", "topic", "topic")),
)

_CAST: Table[_Of[Any]] = Table(
    "cast",
    "Who appears in an article.",
    ("briefing", "number"),
    (
        _of_briefing(),
        _number("number", "The number in the briefing’s list"),
        _field("actor", "The actor", required=True),
        _field("role", "Who the actor is in this article", required=True),
    ),
    _of_articles(lambda article: article.briefing.actors),
    (_BRIEFING, _ACTOR),
)

_EVIDENCE: Table[_Of[Any]] = Table(
    "evidence",
    "What annotators consulted.",
    ("briefing", "item"),
    (
        _of_briefing(),
        _field("item", "The item’s id within the briefing", of="id", required=True),
        _number("number", "Its number on the briefing’s page"),
        *_source_columns(),
    ),
    _of_articles(lambda article: article.briefing.evidence),
    (_BRIEFING,),
)

_EVENTS: Table[_Of[Any]] = Table(
    "events",
    "What articles say happened, with dates resolved.",
    ("briefing", "event"),
    (
        _of_briefing(),
        _field("event", "The event’s id within the briefing", of="id", required=True),
        _field("label", "The event in a few words", required=True),
        *_date("date", "When it happened", lambda r: r.part.date, required=True),
        _field("note", "What a reader should know about the dating"),
        _field("shown_by", "The evidence item that shows the date"),
    ),
    _of_articles(lambda article: article.briefing.events),
    (_BRIEFING,),
)

_NOTES_OF: Table[_Of[Any]] = Table(
    "briefing_background",
    "The passages of articles that call for background.",
    ("briefing", "number"),
    (
        _of_briefing(),
        _number("number", "The number in the briefing’s list"),
        _field("note", "The background note", required=True),
        _field("why", "Why a reader needs it here", required=True),
    ),
    _of_articles(lambda article: article.briefing.background),
    (_BRIEFING, _to("background", "note", "note")),
)


# --- what stands once for all articles ---------------------------------------------------------

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
        Column("description", "Who this is", lambda r: r.actor.description),
        Column("part_of", "The actor that it belongs to", lambda r: r.actor.part_of),
        Column("wikidata", "The actor’s item in Wikidata", lambda r: r.actor.wikidata),
        Column(
            "reliability",
            "Of an outlet: A to F of the Admiralty system",
            lambda r: getattr(r.actor.media, "reliability", None),
            values=get_args(SourceReliability),
        ),
    ),
    lambda corpus: iter(corpus.actors.values()),
    (_to("actors", "part_of", "actor"),),
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
        _day("as_of", "The day on which it was true", lambda r: r.note.as_of, required=True),
        _day(
            "review_due",
            "The day by which somebody must look again",
            lambda r: r.note.review_due,
            required=True,
        ),
    ),
    lambda corpus: iter(corpus.notes.values()),
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
        *_date("date", "When it happened", lambda r: r.story.date),
    ),
    lambda corpus: iter(corpus.stories.values()),
)

TABLES: tuple[Table[Any], ...] = (
    _BRIEFINGS,
    _TOPICS_OF,
    _CAST,
    _CLAIMS,
    _QUOTES,
    _ATTRIBUTIONS,
    _ASSESSED,
    _RELATIONS,
    _EVIDENCE,
    _EVENTS,
    _NOTES_OF,
    _ACTORS,
    _BACKGROUND,
    _TOPICS,
    _STORIES,
)
"""Every table. One that others refer to may stand behind them."""
