"""What a project declares for itself in `fields.yml`: fields, kinds, types and relations."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)

from article_briefings.language import Language as SiteLanguage
from article_briefings.models._markdown import Markdown
from article_briefings.models._record import FormatVersion, Record
from article_briefings.models._scalars import Edtf, Flag, Id, Language, Line, Url, fault

ClaimKind = Literal[
    "fact", "prediction", "position", "demand", "commitment", "denial", "characterisation"
]
JUDGEMENTS: frozenset[str] = frozenset({"position", "demand", "characterisation"})
"""The kinds of claims that no evidence can settle: they may have `said`, but no `so`."""
RelationType = Literal["contradicts", "repeats", "supports", "qualifies"]
RELATIONS: tuple[RelationType, ...] = get_args(RelationType)
ActorType = Literal["person", "organisation", "state", "outlet", "group", "document"]
OF_FORMAT: Mapping[str, tuple[str, ...]] = {
    "kinds": get_args(ClaimKind),
    "types": get_args(ActorType),
    "relations": RELATIONS,
}
"""The names that the format has itself, by the part of `fields.yml` that adds to them."""

FieldType = Literal["text", "markdown", "number", "date", "url", "choice", "list"]
Place = Literal["head", "facts", "hidden"]
Owner = Literal["briefings", "claims", "actors"]
"""What has fields of the project's own."""
MAX_DECLARED = 50
"""The most fields, kinds, types or relations of one project."""
MAX_LABEL = 80
_MAX_CHOICES = 100
_MAX_ITEMS = 50
_NUMBER = r"-?[0-9]{1,12}(\.[0-9]{1,6})?"
_ONE, _BY_LANGUAGE = "<one>", "<by language>"


def _short(text: str) -> str:
    if len(text) > MAX_LABEL:
        raise fault(
            "too-long",
            f"this label has {len(text):,} characters",
            expected=f"at most {MAX_LABEL} characters",
        )
    return text


def _label_shape(value: Any) -> str:
    return _BY_LANGUAGE if isinstance(value, dict) else _ONE


_Words = Annotated[Line, AfterValidator(_short), Field(json_schema_extra={"maxLength": MAX_LABEL})]
Label = Annotated[
    Annotated[_Words, Tag(_ONE)]
    | Annotated[dict[Language, _Words], Field(min_length=1, max_length=50), Tag(_BY_LANGUAGE)],
    Discriminator(_label_shape),
]
"""Words for readers: one text, or one for each language by its tag."""


def label_words(label: str | Mapping[str, str]) -> str:
    """A label in the language of the site, or in one of its forms; otherwise the first."""
    if isinstance(label, str):
        return label
    language = SiteLanguage.current().tag
    plain = language.partition("-")[0]
    return label.get(language) or label.get(plain) or next(iter(label.values()))


def _number(text: str) -> str:
    if not re.fullmatch(_NUMBER, text):
        raise fault(
            "wrong-type",
            "this is not a number",
            expected="a number such as 12, -3 or 2.5, with a point, without spaces or units; "
            "at most 12 digits before the point and 6 after it",
        )
    return text


_VALUES: Mapping[FieldType, Any] = {
    "text": Line,
    "markdown": Markdown,
    "number": Annotated[
        Line,
        AfterValidator(_number),
        WithJsonSchema({"type": ["string", "number"], "pattern": f"^{_NUMBER}$"}),
    ],
    "date": Edtf,
    "url": Url,
    "list": Annotated[tuple[Line, ...], Field(min_length=1, max_length=_MAX_ITEMS)],
}


@cache
def _adapter_of(kind: FieldType) -> TypeAdapter[Any]:
    return TypeAdapter(_VALUES[kind])


class OwnField(Record):
    """A field of the project's own, which briefings, claims or actors may have."""

    label: Label
    """What readers see beside the value: one text, or one for each language by its tag."""
    type: FieldType
    """What its values are."""
    choices: Annotated[dict[Id, Label], Field(max_length=_MAX_CHOICES)] = Field(
        default_factory=dict
    )
    """For a choice: the values that may be chosen, each with its words, in their order."""
    place: Place = "facts"
    """Where pages show it: at the head, among the facts, or nowhere."""
    filter: Flag = False
    """For a choice or a list: whether the search and the list of claims can be narrowed by it."""

    @property
    def values(self) -> TypeAdapter[Any]:
        """Validates its values, unless it is a choice."""
        return _adapter_of(self.type)

    @model_validator(mode="after")
    def _choices_fit(self) -> Self:
        if self.type == "choice" and not self.choices:
            raise fault(
                "bad-declaration",
                "this choice has nothing to choose from",
                field="type",
                expected="choices: and below it each value with its words, as politics: Politics",
            )
        if self.type == "markdown" and self.place == "head":
            raise fault(
                "bad-declaration",
                "Markdown has no place at the head, which is one line",
                field="place",
                expected="place: facts, or type: text",
            )
        for name, given, types in (
            ("choices", bool(self.choices), ("choice",)),
            ("filter", self.filter, ("choice", "list")),
        ):
            if given and self.type not in types:
                raise fault(
                    "bad-declaration",
                    f"a field of type {self.type} has no {name}",
                    field=name,
                    expected=f"{name} beside type: {' or type: '.join(types)} only",
                )
        return self


class OwnKind(Record):
    """A further kind of claims."""

    label: Label
    """What readers see: one text, or one for each language by its tag."""
    so: Flag
    """Whether evidence could settle such a claim, so that it may have a verdict under `so`."""


class OwnType(Record):
    """A further type of actors."""

    label: Label
    """What readers see: one text, or one for each language by its tag."""
    like: ActorType
    """The type of the format that it is a case of: a court is like an organisation."""


class OwnRelation(Record):
    """A further relation between claims, which decides no verdict."""

    label: Label
    """What a claim does to the other, as a verb: "updates"."""
    inverse: Label
    """The same from the other claim's side: "is updated by"."""


_Fields = Annotated[dict[Id, OwnField], Field(max_length=MAX_DECLARED)]


class Declarations(Record):
    """The content of `fields.yml`."""

    #: The kinds, types and relations of the format, which every project has.
    OF_FORMAT: ClassVar = OF_FORMAT
    #: That of a project without such a file.
    NOTHING: ClassVar["Declarations"]

    format: FormatVersion
    """The version of the annotation format: 2."""
    briefings: _Fields = Field(default_factory=dict)
    """Fields that briefings may have, by name, in the order in which pages show them."""
    claims: _Fields = Field(default_factory=dict)
    """Fields that claims may have."""
    actors: _Fields = Field(default_factory=dict)
    """Fields that actors may have."""
    kinds: Annotated[dict[Id, OwnKind], Field(max_length=MAX_DECLARED)] = Field(
        default_factory=dict
    )
    """Further kinds of claims."""
    types: Annotated[dict[Id, OwnType], Field(max_length=MAX_DECLARED)] = Field(
        default_factory=dict
    )
    """Further types of actors."""
    relations: Annotated[dict[Id, OwnRelation], Field(max_length=MAX_DECLARED)] = Field(
        default_factory=dict
    )
    """Further relations between claims."""

    def fields_of(self, owner: Owner) -> Mapping[str, OwnField]:
        """The fields that briefings, claims or actors may have."""
        found: Mapping[str, OwnField] = getattr(self, owner)
        return found

    @property
    def judgements(self) -> frozenset[str]:
        """All kinds of claims that no evidence can settle."""
        return JUDGEMENTS | {name for name, kind in self.kinds.items() if not kind.so}


# Constructed without a validator, which would be built whenever the program starts.
Declarations.NOTHING = Declarations.model_construct(format=2)
