"""The names and values of a project's own in its files, checked against what it declares.

A file is validated in the context `Parsing`. Values are held as they are written; a kind or a type
of the project's own carries what the program must know of it.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import (
    ErrorDetails,
    InitErrorDetails,
    PydanticCustomError,
    PydanticKnownError,
)

from article_briefings.models._declarations import (
    MAX_DECLARED,
    OF_FORMAT,
    ActorType,
    ClaimKind,
    Declarations,
    Owner,
    OwnField,
)
from article_briefings.models._markdown import MOST_PARSED, Budget
from article_briefings.models._record import Record
from article_briefings.models._scalars import Id, fault


class Parsing(Budget):
    """The context of a file's validation: its budget for Markdown, and what may be used in it."""

    def __init__(self, declared: Declarations | None) -> None:
        """`declared` is None if fields.yml has a problem: then nobody knows."""
        super().__init__(MOST_PARSED)
        self.declared = declared


def _declared(info: ValidationInfo) -> Declarations | None:
    return info.context.declared if isinstance(info.context, Parsing) else Declarations.NOTHING


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
    WithJsonSchema({"enum": list(OF_FORMAT["kinds"]), "type": "string"}),
]
"""A kind of the format, or one that the project declares."""
AnyType = Annotated[
    ActorType | TypeOfProject,
    BeforeValidator(_type),
    PlainSerializer(_id_of),
    WithJsonSchema({"enum": list(OF_FORMAT["types"]), "type": "string"}),
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


def _read(field: OwnField, value: Any, info: ValidationInfo) -> Any:
    """A value as it was written, but without spaces around it; the faults of any other."""
    if field.type != "choice":
        found = field.values.validate_python(value, context=info.context)
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
