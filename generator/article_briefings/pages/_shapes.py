"""Numbers as places and words of a drawing."""

from collections.abc import Mapping

from article_briefings.pages._figure_views import Shape


def place(value: float) -> str:
    """A percentage to a tenth, without its sign: fine enough for a line, and short."""
    return f"{value:.1f}".removesuffix(".0")


def percent(part: int, whole: int) -> str:
    """A share in words: "29 %", "<1 %". Rounded, so that shares may add up to 99 or 101."""
    share = round(100 * part / whole) if whole else 0
    return f"{share}\u00a0%" if share or not part else "<1\u00a0%"


def row_of_shapes(parts: Mapping[str, int], whole: int) -> tuple[Shape, ...]:
    """Rectangles side by side, of `whole` filling the row."""
    shapes = []
    x = 0.0
    for kind, number in parts.items():
        if number:
            width = 100 * number / whole
            shapes.append(Shape(kind, place(x), place(width)))
            x += width
    return tuple(shapes)
