"""The tables of claims: their text, quotes, attribution, assessment and relations."""

from collections.abc import Iterator

from article_briefings.corpus import HANDS, ClaimRef, claims_of, distance_of, full_reference
from article_briefings.exporting._article_tables import BRIEFING
from article_briefings.exporting._columns import (
    STRETCH,
    Owners,
    Row,
    Stretch,
    always,
    fields,
    inner,
    naming,
    number,
    stretches,
)
from article_briefings.exporting._tables import Column, Table, Value
from article_briefings.models import Claim

_CLAIMS = Owners(
    always("claim", "The claim", "owner.key"), naming("claims", claim="claim"), claims_of
)
_STEP = inner(Claim, "attribution_")


def _hand(row: Row) -> Value:
    return distance_of(row.part, row.owner.article.briefing.source.outlet).hand


def _quotes(ref: ClaimRef) -> Iterator[Stretch]:
    return stretches(ref.article, ref.claim.quote_in, ref.anchored.quote)


def _cues(ref: ClaimRef) -> Iterator[Stretch]:
    for step, spans in enumerate(ref.anchored.cues, 1):
        yield from stretches(ref.article, ref.claim.quote_in, spans, step)


CLAIM_TABLES = (
    Table(
        "claims",
        "What articles claim, in the order of their texts.",
        ("claim",),
        (
            always("claim", "The claim: article and id", "owner.key"),
            always("briefing", "The briefing", "owner.slug"),
            number("number", "Its number on the briefing’s page"),
            always("id", "Its id within the briefing", "part.id"),
            *fields(Claim, "text"),
            always("quote", "The article’s words, parts joined by “ … ”", "owner.quote"),
            *fields(Claim, "quote_in", "kind", "own_voice"),
            *fields(Claim, "form", within="origin", about="The origin"),
            Column(
                "hand",
                "How far the origin is from the article, by stated steps",
                _hand,
                required=True,
                values=tuple(HANDS),
            ),
            *fields(
                Claim,
                within="origin",
                about="The origin",
                origin="actor",
                unnamed_origin="unnamed",
            ),
            *fields(Claim, within="assessment", about="The annotator’s assessment"),
        ),
        lambda article: (
            Row(ref, place, ref.claim) for place, ref in enumerate(claims_of(article), 1)
        ),
        (BRIEFING, naming("actors", origin="actor")),
    ),
    _CLAIMS.table(
        "quotes",
        "Where the words of claims stand: a row for each part.",
        STRETCH,
        _quotes,
        key="part",
    ),
    _CLAIMS.table(
        "attributions",
        "The ways of claims from their origins to the reader: a row for each step.",
        (
            number("step", "The step’s number, the origin being 1"),
            *fields(_STEP, "actor", "unnamed", "identified_as", "stated"),
            Column(
                "cue",
                "The article’s words that state it, parts joined by “ … ”",
                lambda row: row.owner.cue(row.number - 1) or None,
            ),
            *fields(_STEP, "form", "shown_by"),
        ),
        lambda ref: ref.claim.attribution,
        naming("actors", actor="actor"),
        naming("actors", identified_as="actor"),
        key="step",
    ),
    _CLAIMS.table(
        "cues",
        "Where articles state the steps: a row for each part of a cue.",
        (always("step", "The step’s number", "part.of", "integer"), *STRETCH),
        _cues,
        naming("attributions", claim="claim", step="step"),
        key="step part",
    ),
    _CLAIMS.table(
        "assessment_evidence",
        "What assessments rest on: a row for each item that a claim’s assessment names.",
        (
            number("number", "Its number in the assessment"),
            always("briefing", "The briefing", "owner.slug"),
            *fields(inner(Claim, "assessment.evidence")),
        ),
        lambda ref: getattr(ref.claim.assessment, "evidence", ()),
        naming("evidence", briefing="briefing", item="item"),
        key="item number",
    ),
    _CLAIMS.table(
        "relations",
        "How claims stand to each other, as their annotators say.",
        (
            number("number", "Its number with the claim"),
            *fields(inner(Claim, "relations"), "type"),
            Column(
                "other",
                "The other claim",
                lambda row: full_reference(row.owner.slug, row.part.claim),
                required=True,
            ),
        ),
        lambda ref: ref.claim.relations,
        naming("claims", other="claim"),
    ),
)
"""Every table of claims and their parts."""
