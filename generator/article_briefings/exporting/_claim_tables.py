"""The tables of claims and of their parts.

The two verdicts share no column: those on the saying are the rows of `said`, the one on the thing
itself is in the columns of `claims` that begin with `so`.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, get_args

from article_briefings.corpus import ClaimRef, Count, Distance
from article_briefings.exporting._tables import (
    STRETCH,
    Column,
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
from article_briefings.models import RELATIONS, Claim, EvidenceUse, Said
from article_briefings.pages import sentence_of

_BRIEFING = naming("briefings", briefing="briefing")
_CLAIMS = Owners(
    always("claim", "The claim", "owner.key"), naming("claims", claim="claim"), ClaimRef.of
)
_STEP = inner(Claim, "attribution_")
_SO = "The verdict on whether it is so"
_USE = ("item", "relation", "record", "best", "shows")
"""The fields of evidence that is used for a verdict; `from` is an SQL word, and is `cites` here."""


def _cues(ref: ClaimRef) -> Iterator[Stretch]:
    for step, spans in enumerate(ref.anchored.cues, 1):
        yield from stretches(ref.article, ref.claim.quote_in, spans, step)


class _UsedForSaid(NamedTuple):
    """Evidence for a verdict on the saying."""

    verdict: int
    number: int
    use: EvidenceUse


def _used_for_said(ref: ClaimRef) -> Iterator[_UsedForSaid]:
    for verdict, said in enumerate(ref.claim.said, 1):
        yield from (_UsedForSaid(verdict, n, use) for n, use in enumerate(said.evidence, 1))


def _of_origin(claim: Claim) -> str | None:
    """The verdict on whether the origin said it."""
    said = claim.said_of(0)
    return said.verdict if said else None


def _step(row: Row) -> int | None:
    """The number of the step that a verdict on the saying is about."""
    step = row.owner.claim.step_of(row.part)
    return None if step is None else step + 1


def _counted_said(row: Row) -> Count | None:
    return row.corpus.counts(row.owner).said[row.number - 1]


def _counted_so(row: Row) -> Count | None:
    return row.corpus.counts(row.owner).so if row.part.so else None


def _counts(
    find: Callable[[Row], Count | None], used: tuple[str, str], separate: tuple[str, str]
) -> tuple[Column, Column]:
    """The columns of a count: how many show it, and how many of those are separate."""

    def column(name: str, meaning: str, field: str) -> Column:
        return Column(name, meaning, lambda row: getattr(find(row), field, None), "integer")

    return column(*used, "used"), column(*separate, "separate")


CLAIM_TABLES = (
    _CLAIMS.own_table(
        "What articles claim, in the order of their texts.",
        "The claim: article and id",
        (
            always("briefing", "The briefing", "owner.slug"),
            number("number", "Its number on the briefing’s page"),
            always("id", "Its id within the briefing", "part.id"),
            Column(
                "who",
                "Who says it: the origin, or “B, for A” if the saying of the origin A is not "
                "confirmed and that of the step B is",
                lambda row: sentence_of(row.part, row.corpus.name_of).who,
                required=True,
            ),
            *fields(Claim, "text"),
            Column(
                "sentence",
                "The claim as it may be shown: who, and what",
                lambda row: sentence_of(row.part, row.corpus.name_of).plain,
                required=True,
            ),
            *fields(Claim, "key", "finding"),
            always("quote", "The article’s words, parts joined by “ … ”", "owner.quote"),
            *fields(Claim, "quote_in", "kind", "implied", "own_voice", "via"),
            *fields(Claim, "form", within="origin", about="The origin"),
            Column(
                "hand",
                "How far the origin is from the article, by stated steps",
                lambda row: Distance.of(row.part, row.owner.article.briefing.source.outlet).hand,
                required=True,
                values=tuple(Distance.HANDS),
            ),
            *fields(
                Claim,
                within="origin",
                about="The origin",
                origin="actor",
                unnamed_origin="unnamed",
            ),
            Column(
                "said",
                "Was it said? The verdict on step 1; the table said has all steps",
                lambda row: _of_origin(row.part),
                values=get_args(Said.model_fields["verdict"].annotation),
            ),
            *fields(
                Claim,
                within="so",
                about=_SO,
                so="verdict",
                so_due="due",
                so_likelihood="likelihood",
                so_confidence="confidence",
                so_as_of="as_of",
                so_judged_by="by",
                so_rationale="rationale",
                so_note="note",
            ),
            *fields(
                Claim,
                within="so.scales",
                about=_SO,
                so_credibility="credibility",
            ),
            *_counts(
                _counted_so,
                ("so_reports", "The reports that show the verdict on whether it is so"),
                ("so_origins", "The separate origins of those reports, besides the speaker"),
            ),
        ),
        lambda ref: ref.claim,
        _BRIEFING,
        naming("actors", origin="actor"),
    ),
    _CLAIMS.table(
        "quotes",
        "The quotes of claims: a row for each part.",
        STRETCH,
        lambda ref: stretches(ref.article, ref.claim.quote_in, ref.anchored.quote),
        key="part",
    ),
    _CLAIMS.table(
        "counterparts",
        "The same words in the other text: a row for each part.",
        STRETCH,
        lambda ref: stretches(ref.article, ref.claim.counterpart_in, ref.anchored.counterpart),
        key="part",
    ),
    _CLAIMS.table(
        "attributions",
        "How claims went from their origins to the reader: a row for each step.",
        (
            number("step", "The step’s number; the origin is 1"),
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
        "The cues of the steps: a row for each part.",
        (always("step", "The step’s number", "part.of", "integer"), *STRETCH),
        _cues,
        naming("attributions", claim="claim", step="step"),
        key="step part",
    ),
    _CLAIMS.table(
        "said",
        "Was it said? The verdicts on whether steps of the chain said it: a row for each step that "
        "was judged.",
        (
            number("number", "Its number among the claim’s verdicts on the saying"),
            Column("step", "The number of the step, as in attributions", _step, "integer"),
            *fields(Said, "of", "verdict", "as_of", "rationale", "note", judged_by="by"),
            *_counts(
                _counted_said,
                ("accounts", "The accounts that show the verdict"),
                ("witnesses", "The separate witnesses of those accounts"),
            ),
        ),
        lambda ref: ref.claim.said,
    ),
    _CLAIMS.table(
        "said_evidence",
        "What the verdicts on the saying rest on.",
        (
            always("verdict_number", "Its verdict’s number in said", "part.verdict", "integer"),
            always("number", "Its number in the verdict", "part.number", "integer"),
            always("briefing", "The briefing", "owner.slug"),
            *fields(_UsedForSaid, *_USE, within="use", cites="from_"),
        ),
        _used_for_said,
        naming("said", claim="claim", verdict_number="number"),
        naming("evidence", briefing="briefing", item="item"),
        key="verdict_number number",
    ),
    _CLAIMS.table(
        "so_evidence",
        "What the verdicts on the thing itself rest on.",
        (
            number("number", "Its number in the verdict"),
            always("briefing", "The briefing", "owner.slug"),
            *fields(EvidenceUse, *_USE, cites="from_"),
        ),
        lambda ref: ref.claim.so.evidence if ref.claim.so else (),
        naming("evidence", briefing="briefing", item="item"),
    ),
    _CLAIMS.table(
        "relations",
        "The relations between claims, according to their annotators.",
        (
            number("number", "Its number with the claim"),
            Column(
                *("type", "What it does to the other one", lambda row: row.part[0]),
                required=True,
                values=RELATIONS,
            ),
            Column(
                "other",
                "The other claim",
                lambda row: row.owner.article.full_reference(row.part[2]),
                required=True,
            ),
        ),
        lambda ref: ref.claim.relations,
        naming("claims", other="claim"),
    ),
)
"""Every table of claims and their parts."""
