"""The social card of one page: its title, a line of facts, and the name of the site.

The file is a PNG with sixteen colours, four bits per pixel, written without a library.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import uharfbuzz as hb

from article_briefings.social_cards._text import Faces, Line, set_paragraph

_LEVEL = 4
"""zlib level; above it, time grows faster than files shrink."""
_HIGH = bytes(value << 4 & 0xF0 for value in range(256))
WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_TEXT = WIDTH - 2 * _MARGIN
_FOOT = 530
"""The row at which the bottom band begins, under its rule."""
_TITLE_TOP, _TITLE_ROOM = 150, _FOOT - 150 - 30
_SIZES = (76, 66, 58, 50, 43)
_LEADING = 1.2

# The light theme's colours in briefings.css; a test compares them.
PAPER, INK, SOFT = (0xFB, 0xFA, 0xF7), (0x1F, 0x1C, 0x18), (0x5B, 0x55, 0x4C)
RULE, CLAIM = (0xDC, 0xD7, 0xCC), (0xB5, 0x76, 0x1A)
_INK_STEPS, _SOFT_STEPS = 6, 4
_RULE, _CLAIM = 1 + _INK_STEPS + _SOFT_STEPS, 2 + _INK_STEPS + _SOFT_STEPS
_TO_INK = bytes(round(cover * _INK_STEPS / 255) for cover in range(256))
_TO_SOFT = bytes(
    step and step + _INK_STEPS for step in (round(c * _SOFT_STEPS / 255) for c in range(256))
)


def _mixed(colour: tuple[int, int, int], steps: int) -> list[tuple[int, int, int]]:
    """Return the steps from the paper colour, which is left out, to a colour."""
    parts = [
        [round(p + (c - p) * step / steps) for step in range(1, steps + 1)]
        for p, c in zip(PAPER, colour, strict=True)
    ]
    return list(zip(*parts, strict=True))


_PALETTE = [PAPER, *_mixed(INK, _INK_STEPS), *_mixed(SOFT, _SOFT_STEPS), RULE, CLAIM]


class CardMaker:
    """Draws the pictures of one site with the fonts in a folder."""

    def __init__(self, fonts: Path, site_name: str) -> None:
        self._serif = Faces(fonts, serif=True, weight=650)
        self._sans = Faces(fonts, serif=False, weight=400)
        self._site_name = site_name

    def picture(self, title: str, facts: str) -> bytes | None:
        """Return the picture as a PNG; None if the fonts lack a character of its text.

        `facts` is the line below the title: outlet and date, or the purpose of the site.
        """
        title, facts = " ".join(title.split()), " ".join(facts.split())
        if not (self._serif.covers(title + self._site_name) and self._sans.covers(facts)):
            return None
        ink, soft = _band(0, _FOOT), _band(_FOOT, HEIGHT)
        name = set_paragraph(self._site_name, self._serif, 34, _TEXT, 1)
        _draw(ink, name.lines, 34, 82, rtl=False)
        self._draw_title(ink, title)
        line = set_paragraph(facts, self._sans, 30, _TEXT, 1)
        _draw(soft, line.lines, 30, 588, line.rtl)
        rows = [*_rows(ink, _TO_INK), *_rows(soft, _TO_SOFT)]
        _fill(rows, 98, 104, _MARGIN, _MARGIN + 72, _CLAIM)
        _fill(rows, _FOOT, _FOOT + 2, _MARGIN, WIDTH - _MARGIN, _RULE)
        return _png(rows)

    def _draw_title(self, draw: hb.RasterDraw, title: str) -> None:
        """Draw the title in the largest size that fits, or in the smallest with an ellipsis."""
        for size in _SIZES:
            most = int(_TITLE_ROOM / (size * _LEADING))
            text = set_paragraph(title, self._serif, size, _TEXT, most)
            if text.complete and all(line.width <= _TEXT for line in text.lines):
                break
        _draw(draw, text.lines, size, _TITLE_TOP + size, text.rtl)


def _draw(draw: hb.RasterDraw, lines: Iterable[Line], size: int, top: float, rtl: bool) -> None:
    """Draw lines, the first with its baseline `top` pixels below the picture's upper edge."""
    scale = size / 1000
    for number, line in enumerate(lines):
        left = WIDTH - _MARGIN - line.width if rtl else _MARGIN
        base = HEIGHT - (top + number * size * _LEADING)
        for glyph in line.glyphs:
            draw.transform = (scale, 0, 0, scale, left + glyph.x, base + glyph.y)
            draw.draw_glyph(glyph.font, glyph.number)


def _band(top: int, bottom: int) -> hb.RasterDraw:
    """Return a canvas for the rows from `top` to `bottom`; HarfBuzz counts from the bottom."""
    draw = hb.RasterDraw()
    draw.extents = hb.RasterExtents(0, HEIGHT - bottom, WIDTH, bottom - top, WIDTH)
    return draw


def _fill(rows: list[bytes], top: int, bottom: int, left: int, right: int, colour: int) -> None:
    """Fill a rectangle with even edges."""
    filled = bytes([colour << 4 | colour]) * ((right - left) // 2)
    for at in range(top, bottom):
        rows[at] = rows[at][: left // 2] + filled + rows[at][right // 2 :]


def _rows(draw: hb.RasterDraw, colours: bytes) -> list[bytes]:
    """Return the drawn rows from the top, with half a byte per pixel.

    `colours` maps each pixel value to its index in the palette; 0 maps to 0.
    """
    pixels = draw.render().buffer
    rows = [pixels[at : at + WIDTH] for at in range(0, len(pixels), WIDTH)][::-1]
    empty, half = bytes(WIDTH), WIDTH // 2
    drawn = b"".join(row for row in rows if row != empty)
    high, low = drawn[0::2].translate(colours.translate(_HIGH)), drawn[1::2].translate(colours)
    # One operation on two long integers instead of a loop over the pixels.
    both = int.from_bytes(high, "big") | int.from_bytes(low, "big")
    packed = both.to_bytes(len(high), "big")
    halves = (packed[at : at + half] for at in range(0, len(packed), half))
    return [bytes(half) if row == empty else next(halves) for row in rows]


def _png(rows: Sequence[bytes]) -> bytes:
    """Return the file for rows of half-byte indices into the palette."""
    header = struct.pack(">IIBBBBB", WIDTH, len(rows), 4, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in _PALETTE)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), _LEVEL)
    parts = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", data), (b"IEND", b""))
    file = b"\x89PNG\r\n\x1a\n"
    for name, content in parts:
        file += struct.pack(">I", len(content)) + name + content
        file += struct.pack(">I", zlib.crc32(name + content))
    return file
