"""The signs of verdicts as pixels: a bubble or a square, with ✓, ≠, ? or ✕, as on the site."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians, sin

Point = tuple[float, float]
Segment = tuple[Point, Point]
_UNITS = 20
"""The side of a sign in the coordinates below, those of briefings.css."""
_STROKE, _KNOCKED = 0.85, 1.05
"""Half the width of a line, and of one that is cut out of a filled shape."""


def _arc(centre: Point, start: int, end: int) -> list[Point]:
    return [
        (centre[0] + 2.5 * cos(radians(at)), centre[1] + 2.5 * sin(radians(at)))
        for at in range(start, end + 1, 15)
    ]


_BUBBLE: Sequence[Point] = (
    *_arc((4, 4.5), 180, 270),
    *_arc((16, 4.5), 270, 360),
    *_arc((16, 12), 0, 90),
    *((10, 14.5), (5.5, 18.5), (5.5, 14.5)),
    *_arc((4, 12), 90, 180),
    (1.5, 4.5),
)
_SQUARE: Sequence[Point] = ((2.5, 2), (17.5, 2), (17.5, 17.5), (2.5, 17.5), (2.5, 2))
_GLYPHS: dict[str, Sequence[Sequence[Point]]] = {
    "ok": (((6, 8.5), (8.8, 11.4), (14.2, 5.3)),),
    "ne": (((6, 6.7), (14, 6.7)), ((6, 10), (14, 10)), ((12.4, 4.3), (7.6, 12.4))),
    "no": (((6.8, 5.2), (13.2, 11.6)), ((13.2, 5.2), (6.8, 11.6))),
    "op": (
        (*_arc((10, 6.3), 180, 420), (10.3, 9.2), (10, 10.1)),
        ((10, 12.3), (10, 12.4)),
    ),
}
_DOWN = 1.3
"""How much lower a glyph is in a square."""
TONES = {
    "said-ok": "ok", "said-one": "op", "said-doubt": "ne", "said-wrong": "no", "said-none": "op",
    "so-ok": "ok", "so-open": "op", "so-disputed": "ne", "so-wrong": "no",
}  # fmt: skip
"""The tone of each sign: holds, open, disputed or wrong."""


@lru_cache(maxsize=32)
def sign_rows(sign: str, size: int) -> tuple[bytes, ...]:
    """The rows of a sign, each pixel as its coverage from 0 to 255."""
    tone, said = TONES[sign], sign.startswith("said")
    shape = _BUBBLE if said else _SQUARE
    outline = list(pairwise(shape))
    lines: list[Segment] = []
    if sign == "said-none":
        outline = _dashed(outline)
    else:
        down = 0 if said else _DOWN
        for line in _GLYPHS[tone]:
            lines += pairwise([(x, y + down) for x, y in line])
    filled = tone in ("ne", "no")
    scale = size / _UNITS

    edges = _covered(outline, _STROKE, size)
    strokes = _covered(lines, _KNOCKED if filled else _STROKE, size)
    rows = []
    for y, (edge, stroke) in enumerate(zip(edges, strokes, strict=True)):
        if filled:
            inside = [_inside(((x + 0.5) / scale, (y + 0.5) / scale), shape) for x in range(size)]
            covers = map(lambda e, i, s: max(e, i) * (1 - s), edge, inside, stroke)
        else:
            covers = map(max, edge, stroke)
        rows.append(bytes(round(255 * cover) for cover in covers))
    return tuple(rows)


def _dashed(outline: Iterable[Segment]) -> list[Segment]:
    """The outline in dashes of 2.4 with gaps of 2.2."""
    found, gone = [], 0.0
    for (x, y), (to_x, to_y) in outline:
        length = hypot(to_x - x, to_y - y)
        steps = max(1, round(length / 0.2))
        for n in range(steps):
            if (gone + length * n / steps) % 4.6 < 2.4:
                one, other = n / steps, (n + 1) / steps
                begin = (x + (to_x - x) * one, y + (to_y - y) * one)
                found.append((begin, (x + (to_x - x) * other, y + (to_y - y) * other)))
        gone += length
    return found


def _covered(lines: Iterable[Segment], half: float, size: int) -> list[list[float]]:
    """How much of each pixel lines cover that are twice `half` wide, with round ends."""
    scale = size / _UNITS
    reach = half + 0.5 / scale
    rows = [[0.0] * size for _ in range(size)]
    for line in lines:
        (left, right), (top, bottom) = map(sorted, zip(*line, strict=True))
        columns = range(max(0, int((left - reach) * scale)), int((right + reach) * scale) + 1)
        for y in range(max(0, int((top - reach) * scale)), int((bottom + reach) * scale) + 1):
            for x in columns:
                far = _far(((x + 0.5) / scale, (y + 0.5) / scale), line)
                rows[y][x] = min(1.0, max(rows[y][x], 0.5 + (half - far) * scale))
    return rows


def _far(at: Point, line: Segment) -> float:
    (x, y), (from_x, from_y), (to_x, to_y) = at, *line
    dx, dy = to_x - from_x, to_y - from_y
    along = ((x - from_x) * dx + (y - from_y) * dy) / ((dx * dx + dy * dy) or 1)
    along = min(1.0, max(0.0, along))
    return hypot(x - from_x - along * dx, y - from_y - along * dy)


def _inside(at: Point, shape: Sequence[Point]) -> bool:
    """Whether a point is in a closed shape, by the edges to its right."""
    x, y = at
    crossed = False
    for (one_x, one_y), (other_x, other_y) in pairwise(shape):
        if (one_y > y) != (other_y > y):
            crossed ^= x < one_x + (y - one_y) * (other_x - one_x) / (other_y - one_y)
    return crossed
