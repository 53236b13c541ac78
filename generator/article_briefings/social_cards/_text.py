"""Sets text as positioned glyphs: with the site's fonts, shaped by HarfBuzz, broken into lines.

The order in which a line is drawn is that of Unicode's bidirectional algorithm, as far as titles
need it. Explicit embeddings and paired brackets (X1 to X8 and N0 of the standard's annex 9) are
left out; direction marks (LRM, RLM) count as letters of their direction.
"""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb
from fontTools.ttLib import TTFont

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_NUMBER = {"EN", "AN"}
_IN_NUMBER = {"ES", "CS", "ET"}
_JOINED = {"NSM", "BN"}
_MORE = "…"
UNITS = 1000
"""Units per em in the measurements of `Face`."""
_SERIF = ("source-serif-4-latin", "source-serif-4-latin-ext", "source-serif-4-cyrillic")
_SANS = ("source-sans-3-latin", "source-sans-3-latin-ext", "source-sans-3-cyrillic")
_OTHERS = ("noto-serif-armenian-armenian", "vazirmatn-arabic")


def is_rtl(text: str) -> bool:
    """Whether the first letter is written from right to left."""
    classes = (unicodedata.bidirectional(sign) for sign in text)
    return next((_STRONG[kind] for kind in classes if kind in _STRONG), "L") == "R"


def visual_runs(text: str, rtl: bool) -> list[tuple[str, bool]]:
    """Return the runs of one line from left to right, each with whether it is right-to-left.

    `rtl` is the direction of the paragraph. The characters within a run stay in
    reading order.
    """
    levels = _levels(text, rtl)
    runs = [
        ("".join(text[at] for at, _ in group), level)
        for level, group in groupby(enumerate(levels), key=lambda pair: pair[1])
    ]
    for level in range(max(levels, default=0), 0, -1):
        runs = _reversed_from(runs, level)
    return [(part, level % 2 == 1) for part, level in runs]


def _reversed_from(runs: list[tuple[str, int]], level: int) -> list[tuple[str, int]]:
    """Return the runs with each sequence of at least this level reversed."""
    result: list[tuple[str, int]] = []
    for high, group in groupby(runs, key=lambda run: run[1] >= level):
        stretch = list(group)
        result += reversed(stretch) if high else stretch
    return result


def _levels(text: str, rtl: bool) -> list[int]:
    base = "R" if rtl else "L"
    kinds = _with_neutrals(_with_numbers([unicodedata.bidirectional(sign) for sign in text]), base)
    level = {"L": 2 if rtl else 0, "R": 1, "D": 2}
    return [level[kind] for kind in kinds]


def _with_numbers(classes: list[str]) -> list[str]:
    """Return each class as L, R, D (digits after right-to-left letters) or N (neutral)."""
    kinds: list[str] = []
    last = ""
    for at, kind in enumerate(classes):
        if kind in _JOINED and kinds:
            kinds.append(kinds[-1])
            continue
        between = 0 < at < len(classes) - 1 and {classes[at - 1], classes[at + 1]} <= _NUMBER
        if kind in _NUMBER or (kind in _IN_NUMBER and between):
            kinds.append("L" if last == "L" else "D")
            continue
        last = _STRONG.get(kind, last)
        kinds.append(_STRONG.get(kind, "N"))
    return kinds


def _with_neutrals(kinds: list[str], base: str) -> list[str]:
    """Resolve neutrals: between letters of one direction they take it, else the paragraph's."""
    resolved: list[str] = []
    stretches = [(kind, len(list(group))) for kind, group in groupby(kinds)]
    for at, (kind, count) in enumerate(stretches):
        if kind == "N":
            before = stretches[at - 1][0] if at else base
            after = stretches[at + 1][0] if at + 1 < len(stretches) else base
            sides = {"R" if side == "D" else side for side in (before, after)}
            kind = sides.pop() if len(sides) == 1 else base
        resolved += [kind] * count
    return resolved


class Face:
    """One font file at one weight."""

    def __init__(self, path: Path, weight: int) -> None:
        self._path, self._weight = path, weight

    @cached_property
    def font(self) -> hb.Font:
        """The font, scaled to `UNITS`; read from the file on first use."""
        font = hb.Font(_read(self._path))
        font.scale = (UNITS, UNITS)
        font.set_variations({"wght": self._weight})
        return font

    def has(self, sign: str) -> bool:
        """Whether the font can draw a character."""
        return self.font.get_nominal_glyph(ord(sign)) is not None


@cache
def _read(path: Path) -> hb.Face:
    """The font in a file, for all its weights: unpacking it takes a tenth of a second."""
    unpacked = io.BytesIO()
    with TTFont(path) as packed:
        packed.flavor = None
        packed.save(unpacked)
    return hb.Face(hb.Blob(unpacked.getvalue()))


class Faces:
    """The font files of one typeface for all scripts; the first with a character draws it."""

    def __init__(self, folder: Path, serif: bool, weight: int) -> None:
        names = (*(_SERIF if serif else _SANS), *_OTHERS)
        self._faces = [Face(folder / f"{name}-wght-normal.woff2", weight) for name in names]
        self._by_sign: dict[str, Face | None] = {}

    def covers(self, text: str) -> bool:
        """Whether every character of a text can be drawn."""
        return all(self._face(sign) for sign in text if not _is_silent(sign))

    def runs(self, text: str) -> list[tuple[hb.Font, str]]:
        """Split a text into runs of one font each; joiners stay with their letters."""
        fonts: list[hb.Font] = []
        for sign in text:
            joins = (_is_silent(sign) or sign == " ") and fonts
            face = None if joins else self._face(sign) or self._faces[0]
            fonts.append(face.font if face else fonts[-1])
        pairs = groupby(zip(fonts, text, strict=True), key=lambda pair: id(pair[0]))
        parts = ([*group] for _, group in pairs)
        return [(part[0][0], "".join(sign for _, sign in part)) for part in parts]

    def _face(self, sign: str) -> Face | None:
        if sign not in self._by_sign:
            self._by_sign[sign] = next((face for face in self._faces if face.has(sign)), None)
        return self._by_sign[sign]


def _is_silent(sign: str) -> bool:
    """Whether a character is a joiner or direction mark, which fonts need not have."""
    return unicodedata.category(sign) == "Cf"


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
    scale, used = size / UNITS, 0.0
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        own = _units(word, faces, rtl) * scale
        wide = used + _units(" ", faces, rtl) * scale + own
        # A line is as wide as its words together, but for a hair: it is set only where that counts.
        near = abs(wide - width) < width / 50
        if lines and (_width(longer, faces, size, rtl) <= width if near else wide < width):
            lines[-1], used = longer, wide
        else:
            lines.append(word)
            used = own
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


@lru_cache(maxsize=4096)
def _units(text: str, faces: Faces, rtl: bool) -> int:
    return sum(shape.advance for shape in _shapes(text, faces, rtl))


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
