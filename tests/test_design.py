"""The page about the visual system says what the stylesheets say, and every colour can be read."""

import re

import pytest

from tests.overlay import PROJECT

PAGE = PROJECT / "docs" / "about" / "design.md"
STYLES = PROJECT / "templates" / "assets" / "briefings"
_TEXT, _LINE = 4.5, 3.0


def _css(name: str = "*") -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(STYLES.glob(f"{name}.css")))


def _tokens() -> dict[str, tuple[str, str]]:
    """The colours of the stylesheet, in the light and in the dark."""
    found = re.findall(r"(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", _css("briefings"))
    return {name: (light, dark) for name, light, dark in found}


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _rows(columns: int) -> list[list[str]]:
    """The rows of the page's tables with this many columns whose first cell is a colour."""
    lines = (line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `--"))
    cells = ([cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines)
    return [row for row in cells if len(row) == columns]


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_the_page_lists_every_colour_as_it_is() -> None:
    listed = {name: (light, dark) for name, light, dark, _ in _rows(4)}
    assert listed == _tokens()


@pytest.mark.parametrize("row", _rows(5), ids=lambda row: f"{row[0]} on {row[1]}")
def test_a_contrast_is_as_measured_and_enough(row: list[str]) -> None:
    front, back, light, dark, kind = row
    tokens = _tokens()
    measured = [contrast(tokens[front][at], tokens[back][at]) for at in (0, 1)]
    assert [f"{value:.1f}" for value in measured] == [light, dark]
    assert min(measured) >= {"text": _TEXT, "line": _LINE}[kind]


def test_every_colour_that_is_written_with_has_its_contrast_measured() -> None:
    written = set(re.findall(r"[;{ ]color: var\((--[\w-]+)\)", _css()))
    drawn = set(re.findall(r"(?:border|underline|outline)[^;}]*var\((--[\w-]+)\)", _css()))
    measured = {row[0]: row[4] for row in _rows(5) if row[1] == "--paper"}
    names = set(_tokens())
    assert {name for name in written & names if measured.get(name) != "text"} <= {"--paper"}
    assert (drawn & names) - set(measured) <= {"--rule", "--paper"}, "hairlines mean nothing"


def test_no_colour_stands_outside_the_tokens() -> None:
    rules = re.sub(r":root \{.*?\n\}", "", _css(), count=1, flags=re.DOTALL)
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?!-)", re.sub(r"url\([^)]*\)", "", rules)))
    # Shadows and the paper of a printer, where a token would say no more; "#" ids are no colours.
    assert {one for one in found if len(one) in {4, 5, 7, 9}} <= {
        "#000", "#0003", "#0005", "#0008", "#000a", "#555", "#fff",
    }  # fmt: skip


@pytest.mark.parametrize("token", ["--small", "--tiny", "--measure"])
def test_the_page_names_the_sizes(token: str) -> None:
    (size,) = re.findall(rf"{token}: ([\d.]+rem);", _css("briefings"))
    assert f"| `{token}` | {size} |" in PAGE.read_text("utf-8")
