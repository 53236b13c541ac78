"""Places in a text, in code points."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+")


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

    def overlaps(self, other: "Span") -> bool:
        """Whether the spans have a place in common."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a source text: its lines that are not empty, without their line ends."""
    return [Span(line.start(), line.end()) for line in _LINE.finditer(text)]
