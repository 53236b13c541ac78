"""Places in a text: spans in code points, and the selectors that name them in a file."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import Discriminator, Field, Tag, model_validator

from article_briefings.models._record import Record
from article_briefings.models._scalars import ArticleText, WholeNumber, fault

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
"""The scripts that set no spaces between words, as ranges of characters for a pattern.

Thai, Lao, Burmese, Khmer, Chinese and Japanese.
"""
_LINE = re.compile(r"[^\r\n]+")
_REST = rf"[^\s{UNSPACED}]*"
# A letter of a script without spaces, or the first letter between spaces.
# Only tried at the start of a stretch: otherwise a long row of dashes would take minutes.
_WORD = re.compile(
    rf"(?=[{UNSPACED}])([^\W_])"
    rf"|(?<![^\s{UNSPACED}]){_REST}?(?![{UNSPACED}])([^\W_]){_REST}+"
)

# The members of the unions below, as named in the locations of pydantic's errors. All such names
# begin with <, and no field of the format can have one.
_TEXT, _CONTEXT, _PARTS = "<text>", "<selector>", "<parts>"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points, as in a W3C TextPositionSelector."""

    start: int
    """The first code point."""
    end: int
    """The code point after the last one."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Whether every place of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def distance(self, other: "Span") -> int:
        """The number of code points between two spans; 0 if they touch or overlap."""
        return max(self.start - other.end, other.start - self.end, 0)

    def overlaps(self, other: "Span") -> bool:
        """Whether the spans have a place in common."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a source text: its lines that are not empty, without their line ends."""
    return [Span(line.start(), line.end()) for line in _LINE.finditer(text)]


def word_places(text: str) -> list[int]:
    """The positions of the first letter or digit of each word, in order.

    A word is a run of characters between spaces with a letter or a digit in it,
    unlike a lone dash. In scripts without spaces each letter counts.
    """
    return [word.start(word.lastindex or 0) for word in _WORD.finditer(text)]


class PartSelector(Record):
    """A W3C TextQuoteSelector, or an exact text and which of its occurrences is meant."""

    exact: ArticleText
    """The marked text, exactly as in the article."""
    prefix: ArticleText | None = None
    """The text right before it."""
    suffix: ArticleText | None = None
    """The text right after it."""
    nth: Annotated[int, WholeNumber, Field(ge=1, le=999)] | None = None
    """Which occurrence is meant, counted from 1."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.nth is not None and (self.prefix or self.suffix):
            raise fault(
                "selector-both-ways",
                "this selector has both nth and context",
                field="nth",
                expected="either nth, or prefix and suffix",
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
