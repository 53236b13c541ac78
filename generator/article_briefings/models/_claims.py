"""The claims of an article: who says what, through whom, whether it was said, and whether it is so.

Two verdicts never stand for each other. `said` answers whether a step of the chain said it; `so`
answers whether it is so. `docs/said-and-so.md` defines both.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from article_briefings.models._declarations import JUDGEMENTS, MAX_DECLARED, RELATIONS, ClaimKind
from article_briefings.models._extensions import Extensions
from article_briefings.models._own import AnyKind, ClaimValues, KindOfProject, RelationName
from article_briefings.models._record import Record
from article_briefings.models._scalars import (
    ClaimReference,
    Flag,
    Id,
    Line,
    PageId,
    Text,
    fault,
)
from article_briefings.models._text import Selector
from article_briefings.models._verdicts import (
    ONE,
    SEVERAL,
    Finding,
    Said,
    Saids,
    So,
    one_or_several,
)

Form = Literal["direct", "indirect", "mixed", "translated"]
TextName = Literal["original", "translation"]

UNKNOWN = "unknown"
"""The value of an attribution whose speaker has not been identified yet."""
NOT_IDENTIFIED = "?"
"""The origin of such a claim in places that name origins by actor ids; it is not a valid id."""
# The members of a union below, as named in the locations of pydantic's errors.
_STEPS, _UNKNOWN = "<steps>", "<unknown>"


class Hop(Record):
    """One step in the chain from a claim's origin to the reader."""

    actor: Id | None = None
    """Who spoke or relayed: the id of a file in briefings/actors/."""
    unnamed: Line | None = None
    """A source that the article does not name, in the article's words if it has any."""
    identified_as: Id | None = None
    """Who an unnamed source is, if evidence shows it."""
    cue: Selector | None = None
    """The words by which the article states this step."""
    shown_by: Id | None = None
    """The evidence item that shows a step, or an identity, that the article does not state."""
    form: Form | None = None
    """How the words are given, if it does not follow from the quotation marks of the text."""

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
                "cue if the article states it, or shown_by if only evidence does",
            )
        return self


def _bad_hop(message: str, expected: str) -> PydanticCustomError:
    return fault("bad-hop", message, expected=expected)


def _unknown(value: Any) -> Any:
    if value != UNKNOWN:
        raise fault(
            "wrong-type",
            "this is not an attribution",
            expected="a list of steps, each on a line of its own that begins with -; [] if the "
            "article itself says it; or unknown if the speaker is not identified yet",
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


References = Annotated[
    Annotated[ClaimReference, Tag(ONE)]
    | Annotated[tuple[ClaimReference, ...], Field(max_length=50), Tag(SEVERAL)],
    Discriminator(one_or_several),
]
"""Claim ids of this briefing or `article-slug#claim-id`: one, or a list."""


class Claim(Record):
    """One statement of the article."""

    id: PageId
    """Stable and citable: /briefings/<slug>/#<id>. `briefings fmt` writes it if it is missing."""
    draft: Flag = False
    """Whether a program drafted the claim and nobody has checked it yet; only in drafts."""
    key: Flag = False
    """Whether a reader with a minute should see it; at most seven claims of a briefing are key."""
    text: Text
    """What is claimed, in plain words, without the act of saying it."""
    quote: Selector
    """The words of the article that are marked."""
    quote_in: TextName = "original"
    """The text that contains the quote and the cues."""
    counterpart: Selector | None = None
    """The same words in the other text, which are marked too."""
    kind_: Annotated[AnyKind, Field(alias="kind")]
    """What kind of statement it is; if evidence could settle it, it is a fact."""
    implied: Flag = False
    """Whether the words only suggest it or take it for granted."""
    attribution_: Annotated[Attribution, Field(alias="attribution")]
    """From the origin outwards to the reader; empty in the article's own voice; or `unknown`."""
    via: Flag = True
    """Whether the briefing's `via` applies to the claim; write false if it does not."""
    finding: Finding | None = None
    """What a reader should believe, and why, in a sentence or two of at most 25 words."""
    said_: Annotated[Saids | None, Field(alias="said")] = None
    """Whether the steps of the chain said it: one verdict, or one for each step."""
    so: So | None = None
    """Whether it is so."""
    contradicts: References = ()
    """Claims that cannot be so if this one is."""
    repeats: References = ()
    """Claims that say the same."""
    supports: References = ()
    """Claims that this one supports."""
    qualifies: References = ()
    """Claims that this one limits."""
    relations_: Annotated[
        dict[RelationName, References], Field(alias="relations", max_length=MAX_DECLARED)
    ] = Field(default_factory=dict)
    """Relations that `fields.yml` declares, each with the claims it leads to."""
    formerly: Annotated[tuple[PageId, ...], Field(max_length=20)] = ()
    """Earlier ids, whose addresses still lead here."""
    fields: ClaimValues = Field(default_factory=dict)
    """Values of the fields that `fields.yml` declares for claims."""
    extensions: Extensions = Field(default_factory=dict)
    """The data of other programs about the claim, by their names; no page shows it."""

    @property
    def kind(self) -> ClaimKind | str:
        """What kind of statement it is; if evidence could settle it, it is a fact."""
        return self.kind_.id if isinstance(self.kind_, KindOfProject) else self.kind_

    @property
    def attribution(self) -> tuple[Hop, ...]:
        """The steps from the origin outwards.

        None where the article speaks in its own voice, and where the speaker is not identified.
        """
        return self.attribution_ if isinstance(self.attribution_, tuple) else ()

    @property
    def counterpart_in(self) -> TextName:
        """The text that contains the counterpart: the one that does not contain the quote."""
        return "original" if self.quote_in == "translation" else "translation"

    @property
    def speaker_unknown(self) -> bool:
        """Whether nobody has found out yet who says it, which only a draft may leave open."""
        return not isinstance(self.attribution_, tuple)

    @property
    def origin(self) -> Hop | None:
        """The first step that the article states; None where there is none."""
        return next((hop for hop in self.attribution if hop.stated), None)

    @property
    def who(self) -> tuple[Hop, ...]:
        """Whose sentence it is: the origin, or "B, for A" where A's own saying is not confirmed.

        One step, or the first confirmed step and then the origin. None in the article's own voice,
        and if the speaker is unknown.
        """
        if not self.attribution or self.own_voice:
            return ()
        if self.said_ is None:
            return self.attribution[:1]
        verdicts = [self.said_of(step) for step in range(len(self.attribution))]
        confirmed = [n for n, said in enumerate(verdicts) if said and said.verdict == "confirmed"]
        origin = self.attribution[0]
        if confirmed[:1] in ([], [0]):
            return (origin,)
        return self.attribution[confirmed[0]], origin

    @property
    def own_voice(self) -> bool:
        """Whether the article states the claim without naming anyone for it."""
        return self.origin is None and not self.speaker_unknown

    @property
    def source_unnamed(self) -> bool:
        """Whether nobody is named for it: the article's own voice, or an unidentified source."""
        return self.own_voice or (self.origin is not None and self.origin.speaker is None)

    @property
    def said(self) -> tuple[Said, ...]:
        """The verdicts on the saying, one for each step that was judged."""
        if self.said_ is None:
            return ()
        return self.said_ if isinstance(self.said_, tuple) else (self.said_,)

    @property
    def verdicts(self) -> Iterator[tuple[tuple[str | int, ...], Said | So]]:
        """Each verdict with its place below the claim in the file."""
        for number, said in enumerate(self.said):
            yield ("said", number) if isinstance(self.said_, tuple) else ("said",), said
        if self.so:
            yield ("so",), self.so

    @property
    def judged(self) -> bool:
        """Whether the claim has a verdict of either kind."""
        return self.so is not None or self.said_ is not None

    @property
    def can_be_so(self) -> bool:
        """Whether evidence could settle it."""
        if isinstance(self.kind_, KindOfProject):
            return self.kind_.so
        return self.kind_ not in JUDGEMENTS

    def step_of(self, said: Said) -> int | None:
        """The index of the step that a verdict on the saying is about; None if there is none.

        Without `of`, it is the first one.
        """
        if said.of is None:
            return 0 if self.attribution else None
        if said.of.isdecimal() and 0 < int(said.of) <= len(self.attribution):
            return int(said.of) - 1
        found = (n for n, hop in enumerate(self.attribution) if said.of == hop.speaker)
        return next(found, None)

    def said_of(self, step: int) -> Said | None:
        """The verdict on what a step said, by its index; None if there is none."""
        return next((said for said in self.said if self.step_of(said) == step), None)

    @property
    def relations(self) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
        """The name of each relation, its place below the claim in the file, and the claim."""
        found: list[tuple[str, tuple[str, ...], Any]]
        found = [(kind, (kind,), getattr(self, kind)) for kind in RELATIONS]
        found += ((kind, ("relations", kind), one) for kind, one in self.relations_.items())
        for kind, place, references in found:
            if isinstance(references, str):
                yield kind, place, references
                continue
            for number, reference in enumerate(references):
                yield kind, (*place, number), reference
