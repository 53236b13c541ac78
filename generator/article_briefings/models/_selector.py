"""How a mark names its place in a text (W3C Web Annotation Data Model, section 4.2.4)."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from article_briefings.models._scalars import ArticleText, WholeNumber

# The members of the unions below, as named in the locations of pydantic's errors. No field of
# the format can have such a name.
_TEXT, _CONTEXT, _PARTS = "<text>", "<selector>", "<parts>"


class PartSelector(BaseModel):
    """A W3C TextQuoteSelector, or an exact text and which of its occurrences is meant."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    exact: ArticleText
    """The text that is marked, as it stands in the article."""
    prefix: ArticleText | None = None
    """Text that stands right before it."""
    suffix: ArticleText | None = None
    """Text that stands right after it."""
    nth: Annotated[int, WholeNumber, Field(ge=1, le=999)] | None = None
    """Which occurrence is meant, counted from 1."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.nth is not None and (self.prefix or self.suffix):
            raise PydanticCustomError(
                "selector-both-ways",
                "this selector counts occurrences and gives context too",
                {"field": "nth", "expected": "either nth, or prefix and suffix"},
            )
        return self


def _shape(value: Any) -> str | None:
    if isinstance(value, str):
        return _TEXT
    if isinstance(value, dict | PartSelector):
        return _CONTEXT
    return _PARTS if isinstance(value, list | tuple) else None


Part = Annotated[
    Annotated[ArticleText, Tag(_TEXT)] | Annotated[PartSelector, Tag(_CONTEXT)],
    Discriminator(_shape),
]
"""One continuous stretch of text."""

Selector = Annotated[
    Annotated[ArticleText, Tag(_TEXT)]
    | Annotated[PartSelector, Tag(_CONTEXT)]
    | Annotated[tuple[Part, ...], Field(min_length=1, max_length=50), Tag(_PARTS)],
    Discriminator(_shape),
]
"""A quote, a cue or a mention: text, a list of parts in document order, or text with context."""


AnySelector = str | PartSelector | tuple[str | PartSelector, ...]
"""The value of a field of type `Selector` after parsing."""


def parts_of(selector: AnySelector) -> list[PartSelector]:
    """The continuous parts of a selector, in order, each in the long form."""
    parts = selector if isinstance(selector, tuple) else (selector,)
    return [PartSelector(exact=part) if isinstance(part, str) else part for part in parts]
