"""The site's fonts for drawing: the woff2 files that the pages load, unpacked for HarfBuzz."""

import io
import unicodedata
from functools import cached_property
from itertools import groupby
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

UNITS = 1000
"""Units per em in the measurements of `Face`."""
_SERIF = ("source-serif-4-latin", "source-serif-4-latin-ext", "source-serif-4-cyrillic")
_SANS = ("source-sans-3-latin", "source-sans-3-latin-ext", "source-sans-3-cyrillic")
_OTHERS = ("noto-serif-armenian-armenian", "vazirmatn-arabic")


class Face:
    """One font file at one weight."""

    def __init__(self, path: Path, weight: int) -> None:
        self._path, self._weight = path, weight

    @cached_property
    def font(self) -> hb.Font:
        """The font, scaled to `UNITS`; read from the file on first use."""
        unpacked = io.BytesIO()
        with TTFont(self._path) as packed:
            packed.flavor = None
            packed.save(unpacked)
        font = hb.Font(hb.Face(hb.Blob(unpacked.getvalue())))
        font.scale = (UNITS, UNITS)
        font.set_variations({"wght": self._weight})
        return font

    def has(self, sign: str) -> bool:
        """Whether the font can draw a character."""
        return self.font.get_nominal_glyph(ord(sign)) is not None


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
