"""The tables of claims: what is claimed, in which words, through whom, and what is known of it."""

from collections.abc import Iterator
from typing import Any, get_args

from article_briefings.corpus import HANDS, ClaimRef, claims_of, distance_of, full_reference
from article_briefings.exporting._columns import (
    ACTOR,
    BRIEFING,
    CLAIM,
    TEXTS,
    Of,
    OfClaim,
    Stretch,
    day,
    field,
    naming,
    number_column,
    of_articles,
    of_claim,
    of_claims,
    stretch_columns,
    stretches,
)
from article_briefings.exporting._tables import Column, Reference, Table, Value
from article_briefings.models import (
    Claim,
    ClaimKind,
    Confidence,
    EvidenceRelation,
    Form,
    Likelihood,
    RelationType,
    Status,
)


def _claim(record: Of[ClaimRef]) -> Claim:
    return record.part.claim.claim


def _hand(record: Of[ClaimRef]) -> Value:
    return distance_of(_claim(record), record.article.briefing.source.outlet).hand


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
    return record.part.quote


def _stretches(ref: ClaimRef) -> Iterator[Stretch]:
    return stretches(ref.article, ref.claim.claim.quote_in, ref.claim.quote)


def _cue_stretches(ref: ClaimRef) -> Iterator[Stretch]:
    for step, spans in enumerate(ref.claim.cues, 1):
        yield from stretches(ref.article, ref.claim.claim.quote_in, spans, step)


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
    of_articles(claims_of),
    (BRIEFING, naming("actors", "origin", "actor")),
)

_QUOTES: Table[OfClaim[Stretch]] = Table(
    "quotes",
    "Where the words of claims stand: a row for each part.",
    ("claim", "part"),
    (of_claim(), *stretch_columns()),
    of_claims(_stretches),
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

_CUES: Table[OfClaim[Stretch]] = Table(
    "cues",
    "Where articles state the steps: a row for each part of a cue.",
    ("claim", "step", "part"),
    (
        of_claim(),
        Column("step", "The step’s number", lambda r: r.part.of, "integer", required=True),
        *stretch_columns(),
    ),
    of_claims(_cue_stretches),
    (CLAIM, Reference(("claim", "step"), "attributions", ("claim", "step"))),
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

CLAIM_TABLES: tuple[Table[Any], ...] = (
    _CLAIMS,
    _QUOTES,
    _ATTRIBUTIONS,
    _CUES,
    _ASSESSED,
    _RELATIONS,
)
"""Every table of claims and their parts."""
