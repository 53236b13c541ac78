"""Text as glyphs in their places: shaped by HarfBuzz, broken into lines."""

from dataclasses import dataclass

import uharfbuzz as hb

from generator.social_cards.direction import is_rtl, visual_runs
from generator.social_cards.faces import UNITS, Faces

_MORE = "…"


@dataclass(frozen=True)
class Glyph:
    """A glyph and its place from the line's left end, in pixels."""

    font: hb.Font
    number: int
    x: float
    y: float


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
    """Whether all of the text is in the lines."""


def set_paragraph(text: str, faces: Faces, size: float, width: float, most: int) -> Paragraph:
    """Set a text in lines no wider than `width`, at most `most` of them."""
    rtl = is_rtl(text)
    broken = _broken(text.split(), faces, size, width, rtl)
    complete = len(broken) <= most
    if not complete:
        broken = [*broken[: most - 1], _shortened(broken[most - 1], faces, size, width, rtl)]
    lines = tuple(_line(words, faces, size, rtl) for words in broken)
    return Paragraph(lines, rtl, complete)


def _broken(words: list[str], faces: Faces, size: float, width: float, rtl: bool) -> list[str]:
    """The texts of the lines, each with as many words as have room; a long word may stick out."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _line(longer, faces, size, rtl).width <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(text: str, faces: Faces, size: float, width: float, rtl: bool) -> str:
    """The text with an ellipsis, and as many of its words as then have room."""
    words = text.split()
    while len(words) > 1 and _line(" ".join(words) + _MORE, faces, size, rtl).width > width:
        words.pop()
    return " ".join(words) + _MORE


def _line(text: str, faces: Faces, size: float, rtl: bool) -> Line:
    scale, x = size / UNITS, 0.0
    glyphs: list[Glyph] = []
    for run, backwards in visual_runs(text, rtl):
        parts = faces.runs(run)
        for font, part in reversed(parts) if backwards else parts:
            shaped = _shaped(font, part, backwards)
            for info, place in zip(shaped.glyph_infos, shaped.glyph_positions, strict=True):
                at = x + place.x_offset * scale
                glyphs.append(Glyph(font, info.codepoint, at, place.y_offset * scale))
                x += place.x_advance * scale
    return Line(tuple(glyphs), x)


def _shaped(font: hb.Font, text: str, backwards: bool) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if backwards else "ltr"
    buffer.guess_segment_properties()
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(font, buffer)
    return buffer
