"""The data dictionary: every table of the corpus, and what each column means."""

from typing import Any, get_args

from generator.anchoring import AnchoredBriefing
from generator.corpus import ActorRecord, NoteRecord, StoryRecord, TopicRecord
from generator.exporting.columns import (
    ACTOR,
    BRIEFING,
    CLAIM,
    TEXTS,
    Of,
    OfClaim,
    Stretch,
    date_columns,
    day,
    field,
    naming,
    number_column,
    of_articles,
    of_briefing,
    of_claim,
    of_claims,
    source_columns,
    stretches,
)
from generator.exporting.extensions import EXTENSIONS
from generator.exporting.tables import Column, Reference, Table, Value
from generator.figures import HANDS, distance
from generator.models import Claim
from generator.models.briefing import (
    ClaimKind,
    Confidence,
    EvidenceRelation,
    Form,
    Likelihood,
    RelationType,
    Status,
)
from generator.models.register import ActorType, SourceReliability
from generator.parts import ClaimRef, claims_of
from generator.references import full_reference

# --- claims --------------------------------------------------------------------------------------


def _claim(record: Of[ClaimRef]) -> Claim:
    return record.part.claim.claim


def _hand(record: Of[ClaimRef]) -> Value:
    return distance(_claim(record), record.article.briefing.source.outlet).hand


def _form(record: Of[ClaimRef]) -> Value:
    """The form of the step that the article itself gives, the outermost; none in its own voice."""
    stated = [hop.form for hop in _claim(record).attribution if hop.stated]
    return stated[0] if stated else None


def _first(record: Of[ClaimRef], name: str) -> Value:
    """A field of the first step that the article states: whom it names as the origin."""
    stated = (hop for hop in _claim(record).attribution if hop.stated)
    found: Value = getattr(next(stated, None), name, None)
    return found


def _assessment(name: str, meaning: str, values: tuple[str, ...] = ()) -> Column[Of[ClaimRef]]:
    def value(record: Of[ClaimRef]) -> Value:
        found: Value = getattr(_claim(record).assessment, name, None)
        return found

    return Column(name, f"The annotator’s assessment: {meaning}", value, values=values)


def _assessed(record: Of[ClaimRef]) -> object:
    return getattr(_claim(record).assessment, "as_of", None)


def _quote(record: Of[ClaimRef]) -> Value:
    return " … ".join(stretch.words for stretch in stretches(record.part))


def _cue(record: OfClaim[Any]) -> Value:
    return record.ref.cue(record.number - 1) or None


_CLAIMS: Table[Of[ClaimRef]] = Table(
    "claims",
    "What articles claim, in the order of their texts.",
    ("claim",),
    (
        Column("claim", "The claim: article and id", lambda r: r.part.key, required=True),
        Column("briefing", "The briefing", lambda r: r.article.slug, required=True),
        number_column("number", "Its number on the briefing’s page"),
        Column("id", "Its id within the briefing", lambda r: _claim(r).id, required=True),
        Column("text", "The claim in plain words", lambda r: _claim(r).text, required=True),
        Column("quote", "The article’s words, parts joined by “ … ”", _quote, required=True),
        Column(
            "quote_in",
            "The text that they stand in",
            lambda r: _claim(r).quote_in,
            required=True,
            values=TEXTS,
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
        day(
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
        Of(article, number, ref)
        for article in corpus.articles
        for number, ref in enumerate(claims_of(article), 1)
    ),
    (BRIEFING, naming("actors", "origin", "actor")),
)

_QUOTES: Table[OfClaim[Stretch]] = Table(
    "quotes",
    "Where the words of claims stand: a row for each part.",
    ("claim", "part"),
    (
        of_claim(),
        number_column("part", "The part’s number, in the order of the text"),
        Column(
            "text",
            "The text that it stands in",
            lambda r: r.part.text,
            required=True,
            values=TEXTS,
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
    of_claims(stretches),
    (CLAIM,),
)

_ATTRIBUTIONS: Table[OfClaim[Any]] = Table(
    "attributions",
    "The ways of claims from their origins to the reader: a row for each step.",
    ("claim", "step"),
    (
        of_claim(),
        number_column("step", "The step’s number, the origin being 1"),
        field("actor", "Who spoke or relayed"),
        field("unnamed", "A source without a name, in the article’s words where it has any"),
        field("identified_as", "Who such a source is, where evidence shows it"),
        Column(
            "stated",
            "Whether the article itself states the step",
            lambda r: r.part.stated,
            "boolean",
            required=True,
        ),
        Column("cue", "The article’s words that state it, parts joined by “ … ”", _cue),
        field("form", "How the words are given", values=get_args(Form)),
        field("shown_by", "The evidence item that shows the step or the identity"),
    ),
    of_claims(lambda ref: ref.claim.claim.attribution),
    (CLAIM, ACTOR, naming("actors", "identified_as", "actor")),
)

_ASSESSED: Table[OfClaim[Any]] = Table(
    "assessment_evidence",
    "What assessments rest on: a row for each item that a claim’s assessment names.",
    ("claim", "item", "number"),
    (
        of_claim(),
        number_column("number", "Its number in the assessment"),
        Column("briefing", "The briefing", lambda r: r.ref.slug, required=True),
        field("item", "The evidence item", required=True),
        field(
            "relation",
            "What it does to the claim",
            required=True,
            values=get_args(EvidenceRelation),
        ),
        field("shows", "What it shows, and what it does not", required=True),
    ),
    of_claims(lambda ref: getattr(ref.claim.claim.assessment, "evidence", ())),
    (CLAIM, Reference(("briefing", "item"), "evidence", ("briefing", "item"))),
)

_RELATIONS: Table[OfClaim[Any]] = Table(
    "relations",
    "How claims stand to each other, as their annotators say.",
    ("claim", "number"),
    (
        of_claim(),
        number_column("number", "Its number with the claim"),
        field(
            "type", "What the claim does to the other", required=True, values=get_args(RelationType)
        ),
        Column(
            "other",
            "The other claim",
            lambda r: full_reference(r.ref.slug, r.part.claim),
            required=True,
        ),
    ),
    of_claims(lambda ref: ref.claim.claim.relations),
    (CLAIM, naming("claims", "other", "claim")),
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
        Column("story", "The story that it reports", lambda a: a.briefing.story),
        Column(
            "annotators",
            "Who vouches for the annotation, joined by “; ”",
            lambda a: "; ".join(a.briefing.review.annotators),
            required=True,
        ),
        day(
            "reviewed",
            "The day of the last review",
            lambda a: a.briefing.review.reviewed,
            required=True,
        ),
        day(
            "review_due",
            "The day by which somebody must look again",
            lambda a: a.briefing.review.due,
            required=True,
        ),
    ),
    lambda corpus: iter(corpus.articles),
    (naming("actors", "outlet", "actor"), naming("stories", "story", "story")),
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
    (naming("actors", "part_of", "actor"),),
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
        day("as_of", "The day on which it was true", lambda r: r.note.as_of, required=True),
        day(
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
        *date_columns("date", "When it happened", lambda r: r.story.date),
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
    EXTENSIONS,
    _ACTORS,
    _BACKGROUND,
    _TOPICS,
    _STORIES,
)
"""Every table. One that others refer to may stand behind them."""
