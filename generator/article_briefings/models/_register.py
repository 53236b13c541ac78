"""The records that all articles share: actors, background notes, topics and stories.

Withdrawn briefings have a record too, so that their addresses can say so.
"""

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, Field, RootModel, model_validator

from article_briefings.models._declarations import ActorType
from article_briefings.models._markdown import Markdown
from article_briefings.models._own import ActorValues, AnyType, TypeOfProject
from article_briefings.models._record import FORMAT, FormatVersion, Record
from article_briefings.models._scalars import (
    ClaimReference,
    Day,
    Edtf,
    Id,
    Language,
    Line,
    PageId,
    Text,
    Url,
    Wikidata,
    fault,
)

SourceReliability = Literal["A", "B", "C", "D", "E", "F"]


_VERSION = "format"
"""The field with the version in files whose other fields are ids."""


class Source(Record):
    """A published document that shows something about the world."""

    title: Line
    """The document's own title."""
    publisher: Line
    """Who published it."""
    date: Edtf | None = None
    """When it was published."""
    url: Url | None = None
    """Where it can be read."""
    archived_url: Url | None = None
    """An archived copy, for example in a web archive."""
    retrieved: Day | None = None
    """The day on which it was read."""
    language: Language | None = None
    """The language of the document."""
    note: Text | None = None
    """What a reader should know about it."""


class Link(Record):
    """An address with a name."""

    title: Line
    """What the link leads to."""
    url: Url
    """The address."""


class NativeName(Record):
    """A name as it is written in the actor's own language."""

    text: Line
    """The name."""
    language: Language
    """The language and, where it matters, the script of the name."""


class Role(Record):
    """An office or function, and when it was held."""

    title: Line
    """The office."""
    organisation: Line | None = None
    """The id of an actor of the register, or a plain name."""
    from_: Annotated[Edtf | None, Field(alias="from")] = None
    """When it began."""
    to: Edtf | None = None
    """When it ended."""
    as_of: Edtf | None = None
    """A date on which the source shows the role, if begin and end are not known."""
    source: Source | None = None
    """What shows it."""

    @model_validator(mode="after")
    def _is_dated(self) -> Self:
        if not (self.from_ or self.to or self.as_of):
            raise fault(
                "undated-role",
                "this role has no date",
                field="title",
                expected="from, to or as_of",
                hint="as_of is the date of the source",
            )
        return self


class Media(Record):
    """Who is behind an outlet, and how reliable it is."""

    owner: Line | None = None
    """Who owns or publishes it."""
    funding: Line | None = None
    """Who pays for it."""
    reliability: SourceReliability | None = None
    """The source's letter in the Admiralty system, A (reliable) to F (cannot be judged)."""
    basis: Text | None = None
    """Who rates it so, and why."""
    sources: Annotated[tuple[Source, ...], Field(max_length=50)] = ()
    """What supports owner, funding and rating."""

    @model_validator(mode="after")
    def _rating_has_a_basis(self) -> Self:
        if self.reliability and not (self.basis and self.sources):
            raise fault(
                "rating-without-basis",
                "this outlet has a rating without a reason",
                field="reliability",
                expected="basis and sources beside reliability",
            )
        return self


class Actor(Record):
    """Someone who speaks, relays, publishes or is spoken about."""

    format: FormatVersion = FORMAT
    """The version of the annotation format: 2."""
    name: Line
    """The name that pages show; briefings in whose chains or events the actor is mark it."""
    type_: Annotated[AnyType, Field(alias="type")]
    """What kind of actor it is."""
    aliases: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    """Other names and spellings."""
    native_name: NativeName | None = None
    """The name in the actor's own language."""
    description: Text | None = None
    """Who this is, in a sentence or two."""
    roles: Annotated[tuple[Role, ...], Field(max_length=50)] = ()
    """Offices and functions, dated."""
    part_of: Id | None = None
    """The actor that this one belongs to."""
    wikidata: Wikidata | None = None
    """The actor's item in Wikidata."""
    links: Annotated[tuple[Link, ...], Field(max_length=50)] = ()
    """Pages about the actor."""
    sources: Annotated[tuple[Source, ...], Field(max_length=50)] = ()
    """What supports the description."""
    media: Media | None = None
    """For outlets only."""
    formerly: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Earlier ids, whose addresses still lead here."""
    fields: ActorValues = Field(default_factory=dict)
    """Values of the fields that `fields.yml` declares for actors."""

    @property
    def type(self) -> ActorType:
        """The type of the format that it has, or that its own type is like."""
        return self.type_.like if isinstance(self.type_, TypeOfProject) else self.type_

    @property
    def type_id(self) -> ActorType | str:
        """What kind of actor it is."""
        return self.type_.id if isinstance(self.type_, TypeOfProject) else self.type_

    @model_validator(mode="after")
    def _media_is_for_outlets(self) -> Self:
        if self.media and self.type != "outlet":
            raise fault(
                "media-of-non-outlet",
                "only an outlet has media, and this actor is not an outlet",
                field="media",
                expected="type: outlet",
                hint="set type: outlet, or remove media",
            )
        return self


class BackgroundNote(Record):
    """What a reader must know, once for all articles."""

    format: FormatVersion = FORMAT
    """The version of the annotation format: 2."""
    title: Line
    """The note's title."""
    summary: Text
    """One or two sentences that can be shown beside an article."""
    body: Markdown
    """The note."""
    as_of: Day
    """The day on which the note was true."""
    review_due: Day
    """The day by which somebody must look at it again."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=100)]
    """What supports it."""
    related: Annotated[tuple[Id, ...], Field(max_length=50)] = ()
    """Ids of other notes."""
    formerly: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Earlier ids, whose addresses still lead here."""


class Topic(Record):
    """A subject that articles share."""

    title: Line
    """The topic's title."""
    description: Text | None = None
    """What belongs to it."""
    formerly: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Earlier ids, whose addresses still lead here."""


def _without_version(value: Any) -> Any:
    """The entries of a list by id, without the version of the format."""
    if isinstance(value, dict) and value.get(_VERSION) == str(FORMAT):
        return {name: entry for name, entry in value.items() if name != _VERSION}
    return value


class Topics(RootModel[Annotated[dict[Id, Topic], BeforeValidator(_without_version)]]):
    """The topics by id: the content of `topics.yml`."""


class Finding(Record):
    """What a comparison of the articles of a story shows."""

    title: Line
    """What to look for, in a few words."""
    text: Text
    """What the articles have in common, and where they differ."""
    claims: Annotated[tuple[ClaimReference, ...], Field(max_length=20)] = ()
    """The claims that show it, as `article-slug#claim-id`."""


class Story(Record):
    """One event that several articles report."""

    title: Line
    """The story's title."""
    summary: Text
    """What happened, in a sentence or two that no article disputes."""
    date: Edtf | None = None
    """When it happened; it may be uncertain or partial."""
    topics: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Ids of topics.yml."""
    findings: Annotated[tuple[Finding, ...], Field(max_length=20)] = ()
    """What the comparison of the articles shows, the most telling first."""
    formerly: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Earlier ids, whose addresses still lead here."""


class Stories(RootModel[Annotated[dict[Id, Story], BeforeValidator(_without_version)]]):
    """The stories by id: the content of `stories.yml`."""


class WithdrawnBriefing(Record):
    """A published briefing that was removed."""

    title: Line
    """The title that it had."""
    date: Day
    """The day on which it was withdrawn."""
    text: Text
    """Why; its address shows this text."""
    claims: Annotated[tuple[PageId, ...], Field(max_length=1000)] = ()
    """The claims that had pages; their addresses say that they are withdrawn."""
    formerly: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Earlier slugs of the briefing, whose addresses still lead to this one."""


class Withdrawn(
    RootModel[Annotated[dict[Id, WithdrawnBriefing], BeforeValidator(_without_version)]]
):
    """The withdrawn briefings by slug: the content of `withdrawn.yml`."""


# --- the strings below the fields -------------------------------------------------------------

# pydantic can add them to the models itself, but then reads the source of every class whenever the
# program starts; they are needed only for schemas and messages.


@cache
def descriptions(model: type[BaseModel]) -> Mapping[str, str]:
    """The description of each field that has one, by the field's name."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, BaseModel) and kind.__module__.startswith(__package__):
            found |= _of_module(kind.__module__).get(kind.__name__, {})
    return found


@cache
def _of_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """The texts below the fields of a module's classes."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: _of_class(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of_class(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in pairwise(node.body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
    return found
