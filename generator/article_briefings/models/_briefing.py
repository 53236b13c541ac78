"""An annotated article: the content of `briefing.yml`, version 1."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from article_briefings.models._extensions import Extensions
from article_briefings.models._register import Record, Source
from article_briefings.models._scalars import (
    ClaimReference,
    Day,
    Edtf,
    Flag,
    Id,
    Language,
    Line,
    Markdown,
    PageId,
    Sha256,
    Text,
    Url,
    WholeNumber,
    fault,
)
from article_briefings.models._selector import Selector

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

MAX_BLUF_WORDS = 60
UNKNOWN = "unknown"
"""The value of an attribution whose speaker has not been identified yet."""
NOT_IDENTIFIED = "?"
"""The origin of such a claim in places that name origins by actor ids; it is not a valid id."""
# The members of the union below, as named in the locations of pydantic's errors.
_STEPS, _UNKNOWN = "<steps>", "<unknown>"


def _bluf(text: str) -> str:
    words = len(text.split())
    if words > MAX_BLUF_WORDS:
        raise fault(
            "bluf-too-long",
            f"the bottom line has {words} words",
            expected=f"at most {MAX_BLUF_WORDS} words",
            hint="say who claims what and how sure we are; leave the rest to the claims",
        )
    return text


class Translation(Record):
    """A translation of the article's text, paragraph by paragraph, that stands beside it."""

    sha256: Sha256
    """SHA-256 of translation.txt's bytes: the translation is frozen too."""
    language: Language
    """The language that it is in."""
    translator: Line
    """Who made it: a person, an organisation, or the program and its version."""
    url: Url | None = None
    """Where it was published."""
    archived_url: Url | None = None
    """A copy that will last."""
    rights: Line | None = None
    """Who holds the rights, or under which licence it stands."""


class SourceInfo(Record):
    """What is known about the article's text, and nothing that the sources do not show."""

    sha256: Sha256
    """SHA-256 of source.txt's bytes: the article is frozen."""
    language: Language
    """The language of the text; its direction follows from it."""
    outlet: Id | None = None
    """The actor that published it."""
    headline: Line | None = None
    """The article's own headline."""
    author: Line | None = None
    """The article's byline."""
    url: Url | None = None
    """Where it was published."""
    archived_url: Url | None = None
    """A copy that will last."""
    rights: Line | None = None
    """Who holds the rights, or under which licence it stands."""
    published: Edtf
    """When it was published; uncertain and partial dates are welcome."""
    dating: Text
    """How the date was established."""
    shown_by: Id | None = None
    """The evidence item that shows outlet, address or date."""
    translation: Translation | None = None
    """The translation in translation.txt, where there is one."""


class Cast(Record):
    """An actor's part in this article."""

    actor: Id
    """The id of a file in briefings/actors/."""
    role: Line
    """Who the actor is in this article."""
    mentions: Annotated[tuple[Selector, ...], Field(max_length=100)] = ()
    """Names by which the text calls the actor; every occurrence of a plain text is marked."""


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
    def _is_one_step(self) -> "Hop":
        problem = _hop_problem(self)
        if problem:
            message, expected = problem
            raise PydanticCustomError("bad-hop", message, {"expected": expected})
        return self


def _hop_problem(hop: Hop) -> tuple[str, str] | None:
    if (hop.actor is None) == (hop.unnamed is None):
        return "this step does not say whose it is", "exactly one of actor and unnamed"
    if hop.identified_as:
        if hop.unnamed is None:
            return "a named actor is identified again", "identified_as beside unnamed only"
        if hop.cue is None or hop.shown_by is None:
            return (
                "this identification is not shown",
                "cue (the article's words) and shown_by (the id of an evidence item)",
            )
    elif (hop.cue is None) == (hop.shown_by is None):
        given = "neither cue nor shown_by" if hop.cue is None else "both cue and shown_by"
        return (
            f"this step has {given}",
            "cue where the article states it, or shown_by where only evidence does",
        )
    if hop.cue is not None and hop.form is None:
        return "this step has no form", "form: direct, indirect, mixed or translated"
    return None


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


class Evidence(Source):
    """A document that was consulted, each once."""

    id: PageId
    """The item's id within this briefing."""


class BackgroundUse(Record):
    """A background note that a passage of the article calls for."""

    note: Id
    """The id of a file in briefings/background/."""
    quote: Selector
    """The passage."""
    quote_in: TextName = "original"
    """The text that the passage stands in."""
    why: Text
    """Why a reader needs the note here."""
    extensions: Extensions = Field(default_factory=dict)
    """What other programs keep with the passage, by their names; no page shows it."""


class Event(Record):
    """Something that happened, with its date resolved."""

    id: PageId
    """Stable and citable."""
    date: Edtf
    """When it happened."""
    quote: Selector
    """The words of the article that tell of it."""
    quote_in: TextName = "original"
    """The text that the words stand in."""
    label: Line
    """The event in a few words."""
    actors: Annotated[tuple[Id, ...], Field(max_length=50)] = ()
    """Who took part."""
    note: Text | None = None
    """What a reader should know about the dating."""
    shown_by: Id | None = None
    """The evidence item that shows the date, where the article alone does not."""
    extensions: Extensions = Field(default_factory=dict)
    """What other programs keep with the event, by their names; no page shows it."""


class Question(Record):
    """What the article leaves open."""

    text: Text
    """The question."""
    why: Text
    """Why it matters."""


class Review(Record):
    """Who vouches for the annotation, and until when."""

    annotators: Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]
    """Names or handles."""
    reviewed: Day | None = None
    """The day of the last review; only a draft may have none."""
    due: Day
    """The day by which somebody must look at it again."""


class Briefing(Record):
    """One article's annotation."""

    format: Annotated[Literal[1], WholeNumber]
    """The version of the annotation format: 1."""
    draft: Flag = False
    """Whether the briefing is not finished: it is checked and previewed, and never published."""
    title: Line
    """The briefing's title, in the annotator's words."""
    source: SourceInfo
    """What is known about the text."""
    bluf: Annotated[Text, AfterValidator(_bluf)]
    """The bottom line up front: who says what, and how sure we are; at most 60 words."""
    topics: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Ids of topics.yml."""
    story: Id | None = None
    """The id of the event of stories.yml that this and other articles report."""
    actors: Annotated[tuple[Cast, ...], Field(max_length=500)] = ()
    """Who appears in this article."""
    claims: Annotated[tuple[Claim, ...], Field(min_length=1, max_length=1000)]
    """What is claimed, best in the order of the text."""
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=500)] = ()
    """What was consulted."""
    background: Annotated[tuple[BackgroundUse, ...], Field(max_length=500)] = ()
    """Notes that passages of the article call for."""
    events: Annotated[tuple[Event, ...], Field(max_length=500)] = ()
    """What happened when."""
    questions: Annotated[tuple[Question, ...], Field(max_length=100)] = ()
    """What the article leaves open."""
    review: Review
    """Who vouches for it."""
    extensions: Extensions = Field(default_factory=dict)
    """What other programs keep with the briefing, by their names; no page shows it."""

    def recorded_hash(self, name: TextName) -> str:
        """The recorded hash of one of the texts; empty if there is no such text."""
        if name == "original":
            return self.source.sha256
        return self.source.translation.sha256 if self.source.translation else ""

    def language_of(self, name: TextName) -> str:
        """The BCP 47 tag of one of the texts; empty if there is no such text."""
        if name == "original":
            return self.source.language
        return self.source.translation.language if self.source.translation else ""
