"""An annotated article: the content of `briefing.yml`, version 2."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from article_briefings.models._claims import Claim, Hop, TextName
from article_briefings.models._extensions import Extensions
from article_briefings.models._own import BriefingValues
from article_briefings.models._record import FormatVersion, Record
from article_briefings.models._register import Source
from article_briefings.models._scalars import (
    Day,
    Edtf,
    Flag,
    Id,
    Language,
    Line,
    PageId,
    Sha256,
    Text,
    Url,
    fault,
)
from article_briefings.models._text import Selector

MAX_BLUF_WORDS = 60
Path = tuple[str | int, ...]
_PARAGRAPHS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


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
    """A translation of the article's text, paragraph by paragraph."""

    sha256: Sha256
    """The SHA-256 of translation.txt, which must not change."""
    language: Language
    """The language of the translation."""
    translator: Line
    """Who made it: a person, an organisation, or the program and its version."""
    url: Url | None = None
    """Where it was published."""
    archived_url: Url | None = None
    """An archived copy."""
    rights: Line | None = None
    """The holder of the rights, or the licence."""


class SourceInfo(Record):
    """What is known about the article's text, and nothing that the sources do not show."""

    sha256: Sha256
    """The SHA-256 of source.txt, which must not change."""
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
    """An archived copy."""
    rights: Line | None = None
    """The holder of the rights, or the licence."""
    published: Edtf
    """When it was published; it may be uncertain or partial."""
    dating: Text
    """How the date was established."""
    shown_by: Id | None = None
    """The evidence item that shows outlet, address or date."""
    extract: Flag = False
    """Whether the text is an extract: then no shares or omissions are computed from it."""
    translation: Translation | None = None
    """The translation in translation.txt, if there is one."""

    @model_validator(mode="after")
    def _extract_is_sourced(self) -> Self:
        missing = [name for name in ("url", "rights", "shown_by") if not getattr(self, name)]
        if self.extract and missing:
            raise fault(
                "extract-without-source",
                f"this extract lacks {' and '.join(missing)}",
                field="extract",
                expected="url, rights and shown_by beside extract: true",
                hint="url leads to the whole article, rights says whose it is and why it may be "
                "quoted, shown_by names the evidence item for the page and the day it was read",
            )
        return self


@lru_cache(maxsize=64)  # every claim is compared with them
def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    ranges = []
    for part in text.split(","):
        found = _PARAGRAPHS.fullmatch(part.strip())
        if not found or not 0 < int(found[1]) <= int(found[2] or found[1]):
            raise fault(
                "bad-paragraphs",
                "these are not numbers of paragraphs",
                excerpt=part,
                expected="numbers from 1 and ranges, for example 1-6 or 2, 4-5",
            )
        ranges.append((int(found[1]), int(found[2] or found[1])))
    return tuple(ranges)


def _paragraphs(text: str) -> str:
    _ranges(text)
    return text


class Via(Hop):
    """A step through which all claims of some paragraphs reached the reader."""

    paragraphs: Annotated[Line, AfterValidator(_paragraphs)] | None = None
    """The paragraphs of the article, counted from 1: `1-6` or `2, 4-5`; all without it."""

    @property
    def last_paragraph(self) -> int:
        """The greatest paragraph that it names; 0 if it names none."""
        return max(last for _, last in _ranges(self.paragraphs)) if self.paragraphs else 0

    def covers(self, paragraph: int) -> bool:
        """Whether the step applies to a paragraph, counted from 1."""
        if self.paragraphs is None:
            return True
        return any(first <= paragraph <= last for first, last in _ranges(self.paragraphs))


class Cast(Record):
    """What neither the register nor the text says about an actor's part in this article."""

    actor: Id
    """The id of a file in briefings/actors/."""
    role: Line | None = None
    """Who the actor is in this article."""
    speaks: Language | None = None
    """The language in which the actor spoke, if it is not the text's: quotations are translated."""
    mentions: Annotated[tuple[Selector, ...], Field(max_length=100)] = ()
    """Further names by which the text calls the actor; every occurrence of a text is marked."""


class Evidence(Source):
    """A document that was consulted; each is listed once."""

    id: PageId
    """The item's id within this briefing."""
    relays: Annotated[tuple[Line, ...], Field(max_length=50)] | None = None
    """Whose reports it copies: evidence items, actors or plain names.

    Empty for a report of its publisher's own; left out if nobody knows what it draws on.
    """
    article: Flag = False
    """Whether it is the annotated article itself, which never confirms what it says."""


class Correction(Record):
    """A change of what was published."""

    date: Day
    """The day of the correction."""
    claims: Annotated[tuple[PageId, ...], Field(max_length=100)] = ()
    """The claims whose text or verdict changed."""
    withdrawn: Annotated[tuple[PageId, ...], Field(max_length=100)] = ()
    """The ids of claims that were removed; their addresses say so."""
    text: Text
    """What was wrong, and what is right."""


class BackgroundUse(Record):
    """A background note that a passage of the article calls for."""

    note: Id
    """The id of a file in briefings/background/."""
    quote: Selector
    """The passage."""
    quote_in: TextName = "original"
    """The text that contains the passage."""
    why: Text
    """Why a reader needs the note here."""
    extensions: Extensions = Field(default_factory=dict)
    """The data of other programs about the passage, by their names; no page shows it."""


class Event(Record):
    """Something that happened, with its date resolved."""

    id: PageId
    """Stable and citable."""
    date: Edtf
    """When it happened."""
    quote: Selector
    """The words of the article that report it."""
    quote_in: TextName = "original"
    """The text that contains the words."""
    label: Line
    """The event in a few words."""
    actors: Annotated[tuple[Id, ...], Field(max_length=50)] = ()
    """Who took part."""
    note: Text | None = None
    """What a reader should know about the dating."""
    shown_by: Id | None = None
    """The evidence item that shows the date, if the article alone does not."""
    extensions: Extensions = Field(default_factory=dict)
    """The data of other programs about the event, by their names; no page shows it."""


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
    second: Line | None = None
    """Who else has judged the verdicts; a project's setting can require it."""
    reviewed: Day | None = None
    """The day of the last review; only a draft may have none."""
    due: Day
    """The day by which somebody must look at it again."""


class Briefing(Record):
    """One article's annotation."""

    # The field that records the hash of each text.
    HASHES: ClassVar[Mapping[TextName, Path]] = {
        "original": ("source", "sha256"),
        "translation": ("source", "translation", "sha256"),
    }

    format: FormatVersion
    """The version of the annotation format: 2."""
    draft: Flag = False
    """Whether the briefing is not finished: it is checked and previewed, but never published."""
    judged: Day | None = None
    """The day of all verdicts and of reading the evidence, unless they have a day of their own."""
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
    via: Annotated[tuple[Via, ...], Field(max_length=20)] = ()
    """The last steps of all chains in some paragraphs; the nearest to the reader last."""
    cast: Annotated[tuple[Cast, ...], Field(max_length=500)] = ()
    """What the register and the text do not say about the actors of this article."""
    claims: Annotated[tuple[Claim, ...], Field(min_length=1, max_length=1000)]
    """The claims, preferably in the order of the text."""
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=500)] = ()
    """The documents that were consulted."""
    background: Annotated[tuple[BackgroundUse, ...], Field(max_length=500)] = ()
    """Notes that passages of the article call for."""
    events: Annotated[tuple[Event, ...], Field(max_length=500)] = ()
    """What happened, and when."""
    questions: Annotated[tuple[Question, ...], Field(max_length=100)] = ()
    """What the article leaves open."""
    corrections: Annotated[tuple[Correction, ...], Field(max_length=200)] = ()
    """What has changed since publication; required if a published verdict changes."""
    formerly: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Earlier slugs of the article, whose addresses still lead here."""
    review: Review
    """Who vouches for it."""
    fields: BriefingValues = Field(default_factory=dict)
    """Values of the fields that `fields.yml` declares for briefings."""
    extensions: Extensions = Field(default_factory=dict)
    """The data of other programs about the briefing, by their names; no page shows it."""

    def recorded_hash(self, name: TextName) -> str:
        """The recorded hash of one of the texts; empty if there is no such text."""
        described = self._described(name)
        return described.sha256 if described else ""

    def language_of(self, name: TextName) -> str:
        """The BCP 47 tag of one of the texts; empty if there is no such text."""
        described = self._described(name)
        return described.language if described else ""

    def actor_references(self) -> Iterator[tuple[Path, str]]:
        """The id of an actor at each place that names one."""
        if self.source.outlet:
            yield ("source", "outlet"), self.source.outlet
        for index, cast in enumerate(self.cast):
            yield ("cast", index, "actor"), cast.actor
        for number, via in enumerate(self.via):
            yield from _actors_of(via, ("via", number))
        for index, claim in enumerate(self.claims):
            for number, hop in enumerate(claim.attribution):
                yield from _actors_of(hop, ("claims", index, "attribution", number))
        for index, event in enumerate(self.events):
            for number, actor in enumerate(event.actors):
                yield ("events", index, "actors", number), actor

    def _described(self, name: TextName) -> SourceInfo | Translation | None:
        return self.source if name == "original" else self.source.translation


def _actors_of(hop: Hop, place: Path) -> Iterator[tuple[Path, str]]:
    if hop.actor:
        yield (*place, "actor"), hop.actor
    if hop.identified_as:
        yield (*place, "identified_as"), hop.identified_as
