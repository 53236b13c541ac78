"""Sets text as positioned glyphs: shaped by HarfBuzz and broken into lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from article_briefings.social_cards._direction import is_rtl, visual_runs
from article_briefings.social_cards._faces import UNITS, Faces

_MORE = "…"


class Glyph(NamedTuple):
    """A glyph and its position from the left end of the line, in pixels."""

    font: hb.Font
    number: int
    x: float
    y: float


class Shape(NamedTuple):
    """A glyph as returned by HarfBuzz, in `UNITS` per em: the same for every size."""

    font: hb.Font
    number: int
    right: int
    up: int
    advance: int


@dataclass(frozen=True)
class Line:
    """The glyphs of a line and its width in pixels."""

    glyphs: tuple[Glyph, ...]
    width: float


@dataclass(frozen=True)
class Paragraph:
    """The lines of a text and its direction."""

    lines: tuple[Line, ...]
    rtl: bool
    complete: bool
    """Whether the lines contain the whole text."""


def set_paragraph(text: str, faces: Faces, size: float, width: float, most: int) -> Paragraph:
    """Set a text in at most `most` lines, each no wider than `width`."""
    rtl = is_rtl(text)
    broken = _broken(text.split(), faces, size, width, rtl)
    complete = len(broken) <= most
    if not complete:
        broken = [*broken[: most - 1], _shortened(broken[most - 1], faces, size, width, rtl)]
    lines = tuple(_line(words, faces, size, rtl) for words in broken)
    return Paragraph(lines, rtl, complete)


def _broken(words: list[str], faces: Faces, size: float, width: float, rtl: bool) -> list[str]:
    """Return the text of each line, with as many words as fit; a long word may overflow."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, faces, size, rtl) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(text: str, faces: Faces, size: float, width: float, rtl: bool) -> str:
    """Return as many words of the text as fit together with an ellipsis."""
    words = text.split()
    while len(words) > 1 and _width(" ".join(words) + _MORE, faces, size, rtl) > width:
        words.pop()
    return " ".join(words) + _MORE


def _line(text: str, faces: Faces, size: float, rtl: bool) -> Line:
    scale, x = size / UNITS, 0.0
    glyphs: list[Glyph] = []
    for font, number, right, up, advance in _shapes(text, faces, rtl):
        glyphs.append(Glyph(font, number, x + right * scale, up * scale))
        x += advance * scale
    return Line(tuple(glyphs), x)


def _width(text: str, faces: Faces, size: float, rtl: bool) -> float:
    scale = size / UNITS
    return sum(shape.advance * scale for shape in _shapes(text, faces, rtl))


# Each title is tried in several sizes, and the site's name is on every picture.
@lru_cache(maxsize=256)
def _shapes(text: str, faces: Faces, rtl: bool) -> Sequence[Shape]:
    shapes: list[Shape] = []
    for run, backwards in visual_runs(text, rtl):
        parts = faces.runs(run)
        for font, part in reversed(parts) if backwards else parts:
            shaped = _shaped(font, part, backwards)
            for info, place in zip(shaped.glyph_infos, shaped.glyph_positions, strict=True):
                offsets = place.x_offset, place.y_offset, place.x_advance
                shapes.append(Shape(font, info.codepoint, *offsets))
    return shapes


def _shaped(font: hb.Font, text: str, backwards: bool) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if backwards else "ltr"
    buffer.guess_segment_properties()
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(font, buffer)
    return buffer
