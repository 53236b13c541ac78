"""The two verdicts on a claim, what they rest on, and the finding that sums them up."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from article_briefings.models._markdown import Markdown
from article_briefings.models._record import Record
from article_briefings.models._scalars import Day, Flag, Id, Line, Text, WholeNumber, fault
from article_briefings.models._text import UNSPACED

SaidVerdict = Literal["confirmed", "single-source", "doubtful", "misreported"]
SoVerdict = Literal["corroborated", "supported", "disputed", "refuted", "unresolved", "pending"]
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
_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")
# The members of the unions below, as named in the locations of pydantic's errors.
_ID, ONE, SEVERAL = "<id>", "<one>", "<several>"


class EvidenceUse(Record):
    """What one evidence item shows about a claim."""

    item: Id
    """The id of an evidence item of this briefing."""
    relation: EvidenceRelation = "supports"
    """Whether it supports or refutes the claim, or is context."""
    from_: Annotated[Line | None, Field(alias="from")] = None
    """Whom the report cites for this point: the id of an actor, or a plain name."""
    record: Flag = False
    """Whether it is the thing itself in full: a recording, law, log or judgment."""
    best: Flag = False
    """Whether a reader should open this source first."""
    shows: Text | None = None
    """What it shows, and what it does not."""


def _use_shape(value: Any) -> str:
    return _ID if isinstance(value, str) else ONE


Uses = Annotated[
    tuple[
        Annotated[
            Annotated[Id, Tag(_ID)] | Annotated[EvidenceUse, Tag(ONE)], Discriminator(_use_shape)
        ],
        ...,
    ],
    Field(max_length=20),
]
"""Evidence items; a bare id supports the verdict."""


class Scales(Record):
    """Further scales, for readers who work with them."""

    credibility: Annotated[int, WholeNumber, Field(ge=1, le=6)] | None = None
    """The information's number in the Admiralty system, 1 (confirmed) to 6 (cannot be judged)."""


class Verdict(Record):
    """The fields that both verdicts have."""

    evidence_: Annotated[Uses, Field(alias="evidence")] = ()
    """What the verdict rests on."""
    note: Text | None = None
    """Where one looked, or another remark for readers."""
    rationale: Markdown | None = None
    """The reasons for the verdict."""
    as_of: Day | None = None
    """The day on which that was so; without it, the briefing's `judged`."""
    by: Line | None = None
    """Who judged, if not the annotators of the briefing."""

    @property
    def evidence(self) -> tuple[EvidenceUse, ...]:
        """The evidence, each item with its relation."""
        return tuple(
            EvidenceUse.model_construct(item=use) if isinstance(use, str) else use
            for use in self.evidence_
        )

    @property
    def best(self) -> EvidenceUse | None:
        """The source to open first: the marked one, otherwise the first that decides."""
        uses = self.evidence
        marked = [use for use in uses if use.best]
        return next(iter(marked or [use for use in uses if use.relation != "context"]), None)


class Said(Verdict):
    """Whether a step of the chain said it, in this sense."""

    of: Line | None = None
    """Whose step: an actor, whoever a source is identified as, or the number of the step from 1."""
    verdict: SaidVerdict
    """What the evidence shows about the saying."""


class So(Verdict):
    """Whether it is so, or has come to be so."""

    verdict: SoVerdict
    """What the evidence shows about the thing itself."""
    due: Day | None = None
    """For a verdict that is too early: the day on which one can know."""
    likelihood: Likelihood | None = None
    """How likely the claim is to be true or to come true, in the terms of ICD 203."""
    confidence: Confidence | None = None
    """How well founded the judgement is, independently of the likelihood."""
    scales: Scales | None = None
    """Further scales."""


def one_or_several(value: Any) -> str:
    """The tag of a value that may be a list."""
    return SEVERAL if isinstance(value, list | tuple) else ONE


Saids = Annotated[
    Annotated[Said, Tag(ONE)]
    | Annotated[tuple[Said, ...], Field(min_length=1, max_length=10), Tag(SEVERAL)],
    Discriminator(one_or_several),
]
"""One verdict, or one for each step."""

_FINDING_WORDS = 25
_FINDING_CHARACTERS = 60
"""The limit for a finding in a script that is written without spaces."""


def _finding(text: str) -> str:
    characters = len(_WITHOUT_SPACES.findall(text))
    words = len(_WITHOUT_SPACES.sub(" ", text).split())
    if words > _FINDING_WORDS or characters > _FINDING_CHARACTERS:
        by_words = words > _FINDING_WORDS
        size = f"{words} words" if by_words else f"{characters} characters"
        raise fault(
            "finding-too-long",
            f"the finding has {size}",
            expected=f"at most {_FINDING_WORDS} words, or {_FINDING_CHARACTERS} characters "
            "in a script without spaces",
            hint="say what a reader should believe; the reasons belong in rationale:",
        )
    return text


Finding = Annotated[
    Text,
    AfterValidator(_finding),
    Field(
        json_schema_extra={
            "anyOf": [
                {"pattern": rf"^\s*(\S+\s+){{1,{_FINDING_WORDS - 1}}}\S+\s*$"},
                {"pattern": rf"^\s*\S{{1,{_FINDING_CHARACTERS}}}\s*$"},
            ]
        }
    ),
]
