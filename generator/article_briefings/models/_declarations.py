"""What a project declares for itself in `fields.yml`: fields, kinds, types and relations.

A file that is validated in the context `Parsing` may use what is declared. Its models hold the
values as text; a kind or a type of the project's own carries what the program must know of it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import (
    ErrorDetails,
    InitErrorDetails,
    PydanticCustomError,
    PydanticKnownError,
)

from article_briefings.models._markdown import MOST_PARSED, Budget, Markdown
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
_MAX_ITEMS = 50
_MAX_CHOICES = 100
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


def label_in(label: str | Mapping[str, str], language: str) -> str:
    """A label in a language, or in one of its forms; otherwise the first."""
    if isinstance(label, str):
        return label
    plain = language.partition("-")[0]
    return label.get(language) or label.get(plain) or next(iter(label.values()))


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
    """For a choice: whether the search can be narrowed by it."""

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
        for name, given in (("choices", bool(self.choices)), ("filter", self.filter)):
            if given and self.type != "choice":
                raise fault(
                    "bad-declaration",
                    f"a field of type {self.type} has no {name}",
                    field=name,
                    expected=f"{name} beside type: choice only",
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


NOTHING_DECLARED = Declarations(format=2)


class Parsing(Budget):
    """The context of a file's validation: its budget for Markdown, and what may be used in it."""

    def __init__(self, declared: Declarations | None) -> None:
        """`declared` is None if fields.yml has a problem: then nobody knows."""
        super().__init__(MOST_PARSED)
        self.declared = declared


def _declared(info: ValidationInfo) -> Declarations | None:
    return info.context.declared if isinstance(info.context, Parsing) else NOTHING_DECLARED


# --- kinds, types, relations ---------------------------------------------------------------------


class KindOfProject(Record):
    """A kind of claims that is not the format's."""

    id: str
    so: bool
    """Whether evidence could settle such a claim."""


class TypeOfProject(Record):
    """A type of actors that is not the format's."""

    id: str
    like: ActorType
    """The type of the format that it is a case of."""


def _one_of(value: Any, known: tuple[str, ...], own: Iterable[str] | None) -> None:
    """Raise unless a value is among the names; those of a broken file are not known (None)."""
    if value in known:  # nearly always
        return
    names = [*known, *(own or ())]
    if isinstance(value, str) and value in names:
        return
    if own is None and isinstance(value, str):
        raise _undeclared("value", value, ())
    raise PydanticKnownError("literal_error", {"expected": ", ".join(names)})


def _undeclared(what: str, name: str, known: Iterable[str]) -> PydanticCustomError:
    message = f'the project declares no {what} "{name}"'
    return fault("undeclared", message, name=name, known=" ".join(known))


def _kind(value: Any, info: ValidationInfo) -> Any:
    declared = _declared(info)
    own = declared.kinds if declared else None
    _one_of(value, OF_FORMAT["kinds"], own)
    return KindOfProject(id=value, so=own[value].so) if own and value in own else value


def _type(value: Any, info: ValidationInfo) -> Any:
    declared = _declared(info)
    own = declared.types if declared else None
    _one_of(value, OF_FORMAT["types"], own)
    return TypeOfProject(id=value, like=own[value].like) if own and value in own else value


def _id_of(value: Any) -> Any:
    return value if isinstance(value, str) else value.id


AnyKind = Annotated[
    ClaimKind | KindOfProject,
    BeforeValidator(_kind),
    PlainSerializer(_id_of),
    WithJsonSchema({"enum": list(get_args(ClaimKind)), "type": "string"}),
]
"""A kind of the format, or one that the project declares."""
AnyType = Annotated[
    ActorType | TypeOfProject,
    BeforeValidator(_type),
    PlainSerializer(_id_of),
    WithJsonSchema({"enum": list(get_args(ActorType)), "type": "string"}),
]
"""A type of the format, or one that the project declares."""


def _relation(name: str, info: ValidationInfo) -> str:
    declared = _declared(info)
    own = declared.relations if declared else {}
    if name not in own:
        raise _undeclared("relation", name, own)
    return name


RelationName = Annotated[Id, AfterValidator(_relation)]
"""A relation that the project declares."""


# --- the values of fields ------------------------------------------------------------------------


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
def adapter_of(kind: FieldType) -> TypeAdapter[Any]:
    """Validates the values of a type, except choices."""
    return TypeAdapter(_VALUES[kind])


def _read(field: OwnField, value: Any, info: ValidationInfo) -> Any:
    """A value as it was written, but without spaces around it; the faults of any other."""
    if field.type != "choice":
        found = adapter_of(field.type).validate_python(value, context=info.context)
        return value.strip() if field.type == "date" else found
    _one_of(value, tuple(field.choices), ())
    return value


def _values(owner: Owner) -> BeforeValidator:
    """The check of the values that an owner has, each against its declaration."""

    def check(values: Any, info: ValidationInfo) -> Any:
        declared = _declared(info)
        if not isinstance(values, dict):
            return values
        fields = declared.fields_of(owner) if declared else {}
        faults: list[InitErrorDetails] = []
        found = {}
        for name, value in values.items():
            try:
                if name not in fields:
                    raise _undeclared(f"field of {owner}", name, fields)
                found[name] = _read(fields[name], value, info)
            except ValidationError as error:
                faults += (_below(name, one) for one in error.errors(include_url=False))
            except PydanticCustomError as error:
                faults.append({"type": error, "loc": (name,), "input": value})
            except PydanticKnownError as error:
                context = error.context or {}
                faults.append({"type": error.type, "ctx": context, "loc": (name,), "input": value})
        if faults:
            raise ValidationError.from_exception_data("fields", faults)
        return found

    return BeforeValidator(check)


def _below(name: str, error: ErrorDetails) -> InitErrorDetails:
    """The error of a value, as one of the mapping that has the value under this name."""
    again = PydanticCustomError(error["type"], error["msg"], error.get("ctx"))
    return {"type": again, "loc": (name, *error["loc"]), "input": error["input"]}


_VALUE_SCHEMA = {"type": ["string", "number", "array"], "items": {"type": "string"}}
OwnValues = dict[str, Annotated[str | tuple[str, ...], WithJsonSchema(_VALUE_SCHEMA)]]
"""The values of the project's own fields by name, as they are written."""
_Some = Field(max_length=MAX_DECLARED)
BriefingValues = Annotated[OwnValues, _Some, _values("briefings")]
ClaimValues = Annotated[OwnValues, _Some, _values("claims")]
ActorValues = Annotated[OwnValues, _Some, _values("actors")]
