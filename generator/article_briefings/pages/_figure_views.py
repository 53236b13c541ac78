"""The parts of figures. Every figure has its words and numbers beside the shapes."""

from collections.abc import Mapping
from dataclasses import dataclass

from article_briefings.pages._views import LinkView


@dataclass(frozen=True, slots=True)
class BarShape:
    """A rectangle of a bar. `x` and `width` are percentages without their sign."""

    kind: str
    """A class name: "direct", "mixed", "unmarked", ..."""
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A look of columns, its meaning, and the claims that have it."""

    kind: str
    label: str
    claims: tuple[LinkView, ...]
    """The numbers of the claims, each leading to its claim."""


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of one look, as one path."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class DistanceFigure:
    """How far each claim is from its origin: a column a claim, in the order of the text."""

    width: int
    """How many columns fit."""
    columns: tuple[Columns, ...]
    entries: tuple[KeyEntry, ...]
    beyond: int
    """How many claims have evidence of steps that the article leaves out."""
    mirrored: bool
    """Whether the columns run from right to left, as the text does."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker's share of the words."""

    kind: str
    """"named", "unnamed", "own-voice", "unknown", "others" or "unmarked"."""
    name: LinkView
    shapes: tuple[BarShape, ...]
    share: str


@dataclass(frozen=True, slots=True)
class SpeakerNumbers:
    """The same in numbers of words; empty if there are none."""

    kind: str
    name: LinkView
    direct: str
    mixed: str
    indirect: str
    total: int


@dataclass(frozen=True, slots=True)
class SpeakersFigure:
    """Who speaks in an article, by words."""

    words: int
    rows: tuple[SpeakerRow, ...]
    numbers: tuple[SpeakerNumbers, ...]
    looks: tuple[str, ...]
    """The looks of bars that occur, for the key."""
    named: str
    unnamed: str
    own_voice: str
    unknown: str
    unmarked: str


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """A status and how many claims have it."""

    value: str
    label: str
    count: int
    signs: int
    """How many signs are drawn for them."""


@dataclass(frozen=True, slots=True)
class StatusFigure:
    """Assessed claims by status, and how many others there are."""

    claims: int
    unassessed: int
    step: int
    """How many claims one sign represents."""
    entries: tuple[StatusEntry, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """An article in three figures."""

    distances: DistanceFigure
    speakers: SpeakersFigure
    statuses: StatusFigure | None
    """None if no claim is assessed."""


@dataclass(frozen=True, slots=True)
class PairCell:
    """The claims of one speaker about one actor."""

    id: str
    actor: LinkView
    count: int
    level: int
    """The size relative to the largest cell: 1 to 4, and 0 for none."""
    claims: tuple[LinkView, ...]
    more: int
    """How many further claims are not listed here."""
    more_href: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """The claims of one speaker about each actor."""

    kind: str
    name: LinkView
    cells: tuple[PairCell, ...]


@dataclass(frozen=True, slots=True)
class PairsFigure:
    """Claims by speaker and by subject: a table, and the same as a list with the claims."""

    actors: tuple[LinkView, ...]
    rows: tuple[PairRow, ...]
    more_speakers: int
    more_actors: int


@dataclass(frozen=True, slots=True)
class AxisMark:
    """An event on a time axis, under its number in the list."""

    number: int
    kind: str
    """"day", "about", "period", "within", "from" (open at its end) or "until"."""
    x: str
    width: str
    middle: str
    y: int
    """The middle of its lane, in pixels."""


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A date under the axis."""

    text: str
    x: str
    anchor: str
    """"start", "middle" or "end"."""


@dataclass(frozen=True, slots=True)
class AxisFigure:
    """Events on a time axis. Lengths are pixels, places along the axis percentages."""

    events: int
    height: int
    base: int
    """The position of the axis line."""
    line: str
    """The axis and its ticks as a path in a box of 100 by 4."""
    unit: str
    """The unit of one tick, or empty."""
    marks: tuple[AxisMark, ...]
    labels: tuple[AxisLabel, ...]
    cuts: tuple[str, ...]
    """The positions at which times without an event are left out."""
    kinds: tuple[str, ...]
    """The kinds of mark that occur."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """How many events a year has."""

    year: LinkView
    count: int
    certain: str
    doubtful: str
    """Widths: events on one certain day, and all others."""


@dataclass(frozen=True, slots=True)
class YearsFigure:
    """Events by year."""

    events: int
    years: tuple[YearBar, ...]


def place(value: float) -> str:
    """A percentage to a tenth, without its sign: fine enough for a line, and short."""
    return f"{value:.1f}".removesuffix(".0")


def percent(part: int, whole: int) -> str:
    """A share in words: "29 %", "<1 %". Shares are rounded, and may add up to 99 or 101."""
    share = round(100 * part / whole) if whole else 0
    return f"{share}\u00a0%" if share or not part else "<1\u00a0%"


def row_of_shapes(parts: Mapping[str, int], whole: int) -> tuple[BarShape, ...]:
    """Rectangles side by side, of `whole` filling the row."""
    shapes = []
    x = 0.0
    for kind, number in parts.items():
        if number:
            width = 100 * number / whole
            shapes.append(BarShape(kind, place(x), place(width)))
            x += width
    return tuple(shapes)
