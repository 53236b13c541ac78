"""The claims of an article: who says what, through whom, and what the evidence shows."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from article_briefings.models._extensions import Extensions
from article_briefings.models._markdown import Markdown
from article_briefings.models._register import Record
from article_briefings.models._scalars import (
    ClaimReference,
    Day,
    Flag,
    Id,
    Line,
    PageId,
    Text,
    WholeNumber,
    fault,
)
from article_briefings.models._text import Selector

ClaimKind = Literal[
    "fact", "prediction", "position", "demand", "commitment", "denial", "characterisation"
]
Form = Literal["direct", "indirect", "mixed", "translated"]
Status = Literal["corroborated", "supported", "disputed", "refuted", "not-enough-evidence"]
Likelihood = Literal[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
]
Confidence = Literal["low", "moderate", "high"]
EvidenceRelation = Literal["supports", "refutes", "context"]
TextName = Literal["original", "translation"]
RelationType = Literal["contradicts", "repeats", "supports", "qualifies"]

UNKNOWN = "unknown"
"""The value of an attribution whose speaker has not been identified yet."""
NOT_IDENTIFIED = "?"
"""The origin of such a claim in places that name origins by actor ids; it is not a valid id."""
# The members of the union below, as named in the locations of pydantic's errors (`_text`).
_STEPS, _UNKNOWN = "<steps>", "<unknown>"


class Hop(Record):
    """One step of a claim's way from its origin to the reader."""

    actor: Id | None = None
    """Who spoke or relayed: the id of a file in briefings/actors/."""
    unnamed: Line | None = None
    """A source that the article does not name, in the article's words where it has any."""
    identified_as: Id | None = None
    """Who an unnamed source is, where evidence shows it."""
    cue: Selector | None = None
    """The words by which the article states this step."""
    shown_by: Id | None = None
    """The evidence item that shows a step, or an identity, that the article does not state."""
    form: Form | None = None
    """How the words are given; checked against the quotation marks of the text."""

    @property
    def stated(self) -> bool:
        """Whether the article itself states this step."""
        return self.cue is not None

    @property
    def speaker(self) -> str | None:
        """The id of the actor whose step it is, by evidence too; None where that is not known."""
        return self.actor or self.identified_as

    @model_validator(mode="after")
    def _is_one_step(self) -> Self:
        if (self.actor is None) == (self.unnamed is None):
            raise _bad_hop("this step does not say whose it is", "exactly one of actor and unnamed")
        if self.identified_as and self.unnamed is None:
            raise _bad_hop("a named actor is identified again", "identified_as beside unnamed only")
        if self.identified_as and (self.cue is None or self.shown_by is None):
            raise _bad_hop(
                "this identification is not shown",
                "cue (the article's words) and shown_by (the id of an evidence item)",
            )
        if not self.identified_as and (self.cue is None) == (self.shown_by is None):
            parts = "neither cue nor shown_by" if self.cue is None else "both cue and shown_by"
            raise _bad_hop(
                f"this step has {parts}",
                "cue where the article states it, or shown_by where only evidence does",
            )
        if self.cue is not None and self.form is None:
            raise _bad_hop("this step has no form", "form: direct, indirect, mixed or translated")
        return self


def _bad_hop(message: str, expected: str) -> PydanticCustomError:
    return fault("bad-hop", message, expected=expected)


def _unknown(value: Any) -> Any:
    if value != UNKNOWN:
        raise fault(
            "wrong-type",
            "this is not an attribution",
            expected="a list of steps, each on a line of its own that begins with -; [] where the "
            "article itself says it; or unknown where the speaker is not identified yet",
        )
    return value


def _attribution_shape(value: Any) -> str:
    return _UNKNOWN if isinstance(value, str) and value else _STEPS


Attribution = Annotated[
    Annotated[tuple[Hop, ...], Field(max_length=10), Tag(_STEPS)]
    | Annotated[Literal["unknown"], BeforeValidator(_unknown), Tag(_UNKNOWN)],
    Discriminator(_attribution_shape),
]
"""The steps from the origin outwards, or `unknown` while the speaker is not identified."""


class AssessmentEvidence(Record):
    """What one evidence item shows about a claim."""

    item: Id
    """The id of an evidence item of this briefing."""
    relation: EvidenceRelation
    """Whether it supports or refutes the claim, or is context."""
    shows: Text
    """What it shows, and what it does not."""


class Assessment(Record):
    """The annotator's judgement of a claim; a claim without one is not assessed."""

    status: Status
    """Where the evidence stands."""
    as_of: Day
    """The day on which that was so."""
    rationale: Markdown
    """Why."""
    credibility: Annotated[int, WholeNumber, Field(ge=1, le=6)] | None = None
    """The information's number in the Admiralty system, 1 (confirmed) to 6 (cannot be judged)."""
    likelihood: Likelihood | None = None
    """How likely the claim is to be true or to come true, in the terms of ICD 203."""
    confidence: Confidence | None = None
    """How firm the ground of the judgement is: an axis of its own."""
    evidence: Annotated[tuple[AssessmentEvidence, ...], Field(min_length=1, max_length=50)]
    """What the judgement rests on."""


class Relation(Record):
    """How a claim stands to another."""

    type: RelationType
    """What this claim does to the other."""
    claim: ClaimReference
    """A claim id of this briefing, or `article-slug#claim-id`."""


class Claim(Record):
    """One statement of the article."""

    id: PageId
    """Stable and citable: /briefings/<slug>/#<id>."""
    draft: Flag = False
    """Whether a program drafted the claim and nobody has looked at it yet; in drafts only."""
    text: Text
    """The claim in plain words."""
    quote: Selector
    """The words of the article that are marked."""
    quote_in: TextName = "original"
    """The text that the quote and the cues stand in."""
    kind: ClaimKind
    """What kind of statement it is."""
    attribution_: Annotated[Attribution, Field(alias="attribution")]
    """From the origin outwards to the reader; empty in the article's own voice; or `unknown`."""
    assessment: Assessment | None = None
    """The annotator's, and shown as such."""
    relations: Annotated[tuple[Relation, ...], Field(max_length=50)] = ()
    """Other claims that this one contradicts, repeats, supports or qualifies."""
    extensions: Extensions = Field(default_factory=dict)
    """What other programs keep with the claim, by their names; no page shows it."""

    @property
    def attribution(self) -> tuple[Hop, ...]:
        """The steps from the origin outwards.

        None where the article speaks in its own voice, and where the speaker is not identified.
        """
        return self.attribution_ if isinstance(self.attribution_, tuple) else ()

    @property
    def speaker_unknown(self) -> bool:
        """Whether nobody has found out yet who says it, which only a draft may leave open."""
        return not isinstance(self.attribution_, tuple)

    @property
    def origin(self) -> Hop | None:
        """The first step that the article states; None where there is none."""
        return next((hop for hop in self.attribution if hop.stated), None)

    @property
    def own_voice(self) -> bool:
        """Whether the article states the claim without naming anyone for it."""
        return self.origin is None and not self.speaker_unknown
