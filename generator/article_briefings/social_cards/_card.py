"""The social card of a briefing (title, facts, name of the site), and that of a claim.

The file is a PNG with sixteen colours, four bits per pixel, written without a library.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from article_briefings.social_cards._signs import TONES, sign_rows
from article_briefings.social_cards._text import Faces, Line, set_paragraph

_LEVEL = 4
"""zlib level; above it, time grows faster than files shrink."""
_HIGH = bytes(value << 4 & 0xF0 for value in range(256))
WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_TEXT = WIDTH - 2 * _MARGIN
_FOOT = 530
"""The row at which the bottom band begins, under its rule."""
_CLAIM_TOP, _ANSWER, _FINDING, _STEPS = 56, 54, 33, 3
"""Of a claim: upper edge, height of an answer, size of the finding, steps of each colour."""
_TITLE_TOP, _TITLE_ROOM = 150, _FOOT - 150 - 30
_SIZES = (76, 66, 58, 50, 43)
_LEADING = 1.2

# The light theme's colours in briefings.css; a test compares them.
PAPER, INK, SOFT = (0xFB, 0xFA, 0xF7), (0x1F, 0x1C, 0x18), (0x5B, 0x55, 0x4C)
RULE, CLAIM = (0xDC, 0xD7, 0xCC), (0xB5, 0x76, 0x1A)
HOLDS, DISPUTED, WRONG = (0x0A, 0x5A, 0x86), (0x8A, 0x56, 0x00), (0x9C, 0x11, 0x44)
_COLOURS = {"ok": HOLDS, "ne": DISPUTED, "no": WRONG, "op": SOFT}
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


@cache
def _steps_from(first: int) -> bytes:
    """Return the indices of a claim's picture for each pixel value, the steps from `first`."""
    steps = (round(cover * _STEPS / 255) for cover in range(256))
    return bytes(step and step + first - 1 for step in steps)


_PALETTE = [PAPER, *_mixed(INK, _INK_STEPS), *_mixed(SOFT, _SOFT_STEPS), RULE, CLAIM]


class CardMaker:
    """Draws the pictures of one site with the fonts in a folder.

    `brand` is the colour of the bar above a title, "#rrggbb"; empty for ours.
    """

    def __init__(self, fonts: Path, site_name: str, brand: str = "") -> None:
        self._serif = Faces(fonts, serif=True, weight=650)
        self._sans = Faces(fonts, serif=False, weight=400)
        self._plain = Faces(fonts, serif=True, weight=400)
        self._strong = Faces(fonts, serif=False, weight=650)
        self._site_name = site_name
        red, green, blue = bytes.fromhex(brand[1:]) or CLAIM
        self._palette = [*_PALETTE[:-1], (red, green, blue)]

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
        return _png(rows, self._palette)

    def claim(
        self, who: str, text: str, answers: Iterable[tuple[str, str]], finding: str, facts: str
    ) -> bytes | None:
        """Return the picture of a claim as a PNG; None if the fonts lack a character of its text.

        `answers` are at most three signs (may be empty) and sentences; there is room for the
        colours of two tones.
        """
        answers = list(answers)
        words = "".join(answer for _, answer in answers)
        serif = self._serif.covers(f"{who}:{text}") and self._plain.covers(text)
        if not (serif and self._sans.covers(finding + facts + self._site_name + words)):
            return None
        said = set_paragraph(finding, self._sans, _FINDING, _TEXT, 4) if finding else None
        below = 40 + _ANSWER * len(answers) + (_FINDING * 1.36 * len(said.lines) if said else 0)
        for size in (64, 56, 48, 42, 36, 31):
            most = int((_FOOT - _CLAIM_TOP - below) / (size * _LEADING))
            name = set_paragraph(f"{who}:", self._serif, size, _TEXT, max(1, most // 2))
            left = max(1, most - len(name.lines))
            claim = set_paragraph(text, self._plain, size, _TEXT, left)
            if name.complete and claim.complete:
                break
        at = int(_CLAIM_TOP + size * _LEADING * (len(name.lines) + len(claim.lines))) + 20
        ink = _band(0, at)
        _draw(ink, name.lines, size, _CLAIM_TOP + size, name.rtl)
        under = _CLAIM_TOP + size + len(name.lines) * size * _LEADING
        _draw(ink, claim.lines, size, under, claim.rtl)
        tones = dict.fromkeys(TONES.get(sign, "op") for sign, _ in answers)
        colours = [tone for tone in tones if tone != "op"][:2]
        palette = [PAPER, *_mixed(INK, _STEPS), *_mixed(SOFT, _STEPS), RULE]
        for tone in colours:
            palette += _mixed(_COLOURS[tone], _STEPS)
        rows = _rows(ink, _steps_from(1))
        for sign, answer in answers:
            tone = TONES.get(sign, "op")
            place = 2 + (2 + colours.index(tone)) * _STEPS if tone in colours else 1 + _STEPS
            band = _band(at, at + _ANSWER)
            for size in (38, 32, 27, 22):  # the verdict is at the end, behind a name
                line = set_paragraph(answer, self._strong, size, _TEXT - 60, 1)
                if line.complete:
                    break
            _draw(band, line.lines, size, at + 40, line.rtl, 60 if sign else 0)
            stamp = sign_rows(sign, 44) if sign else ()
            rows += _rows(band, _steps_from(place), stamp, line.rtl)
            at += _ANSWER
        band = _band(at, _FOOT)
        if said:
            _draw(band, said.lines, _FINDING, at + 14 + _FINDING, said.rtl, leading=1.36)
        rows += _rows(band, _steps_from(1))
        soft = _band(_FOOT, HEIGHT)
        line = set_paragraph(f"{self._site_name} · {facts}", self._sans, 28, _TEXT, 1)
        _draw(soft, line.lines, 28, 588, line.rtl)
        rows += _rows(soft, _steps_from(1 + _STEPS))
        _fill(rows, _FOOT, _FOOT + 2, _MARGIN, WIDTH - _MARGIN, 1 + 2 * _STEPS)
        return _png(rows, palette)

    def _draw_title(self, draw: hb.RasterDraw, title: str) -> None:
        """Draw the title in the largest size that fits, or in the smallest with an ellipsis."""
        for size in _SIZES:
            most = int(_TITLE_ROOM / (size * _LEADING))
            text = set_paragraph(title, self._serif, size, _TEXT, most)
            if text.complete and all(line.width <= _TEXT for line in text.lines):
                break
        _draw(draw, text.lines, size, _TITLE_TOP + size, text.rtl)


def _draw(
    draw: hb.RasterDraw,
    lines: Iterable[Line],
    size: int,
    top: float,
    rtl: bool,
    indent: int = 0,
    leading: float = _LEADING,
) -> None:
    """Draw lines, the first with its baseline `top` pixels below the picture's upper edge."""
    scale = size / 1000
    for number, line in enumerate(lines):
        left = WIDTH - _MARGIN - indent - line.width if rtl else _MARGIN + indent
        base = HEIGHT - (top + number * size * leading)
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


def _rows(
    draw: hb.RasterDraw, colours: bytes, stamp: Sequence[bytes] = (), rtl: bool = False
) -> list[bytes]:
    """Return the drawn rows from the top, with half a byte per pixel.

    `colours` maps each pixel value to its index in the palette; 0 maps to 0. `stamp` are rows of a
    sign to put where lines begin.
    """
    pixels = draw.render().buffer
    rows = [pixels[at : at + WIDTH] for at in range(0, len(pixels), WIDTH)][::-1]
    for number, row in enumerate(stamp, 3):
        before = rows[number]
        left = WIDTH - _MARGIN - len(row) if rtl else _MARGIN
        rows[number] = before[:left] + row + before[left + len(row) :]
    empty, half = bytes(WIDTH), WIDTH // 2
    drawn = b"".join(row for row in rows if row != empty)
    high, low = drawn[0::2].translate(colours.translate(_HIGH)), drawn[1::2].translate(colours)
    # One operation on two long integers instead of a loop over the pixels.
    both = int.from_bytes(high, "big") | int.from_bytes(low, "big")
    packed = both.to_bytes(len(high), "big")
    halves = (packed[at : at + half] for at in range(0, len(packed), half))
    return [bytes(half) if row == empty else next(halves) for row in rows]


def _png(rows: Sequence[bytes], palette: Iterable[tuple[int, int, int]]) -> bytes:
    """Return the file for rows of half-byte indices into the palette."""
    header = struct.pack(">IIBBBBB", WIDTH, len(rows), 4, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), _LEVEL)
    parts = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", data), (b"IEND", b""))
    file = b"\x89PNG\r\n\x1a\n"
    for name, content in parts:
        file += struct.pack(">I", len(content)) + name + content
        file += struct.pack(">I", zlib.crc32(name + content))
    return file
