"""Without the signs that HTML does not need, a page is the same tree."""

from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.markup import article_text, literal
from generator.terse import terse
from tests.overlay import PROJECT

_GOLDEN = sorted((PROJECT / "tests" / "golden").glob("*.md"))
_HEAD = '<!doctype html><html lang="en"><head><meta name="a" content="b"></head>'
_PAGE = _HEAD + '<body dir="ltr">{}</body></html>'


def _tree(page: str) -> bytes:
    tree: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return tostring(tree)


@pytest.mark.parametrize("path", _GOLDEN, ids=lambda path: path.name)
def test_a_page_is_the_same_tree(path: Path) -> None:
    page = _PAGE.format(path.read_text("utf-8").partition("\n---\n")[2])
    shorter = terse(page)
    assert _tree(shorter) == _tree(page)
    assert len(shorter) < len(page)
    assert terse(shorter) == shorter


@settings(max_examples=50)
@given(st.text(), st.text(), st.text())
@example("../../", "a", 'b="c" d')
@example("a/", "", 'class="x" ')
@example("", "=", "`")
@example("a&b", "'", 'x="y"')
@example("a", "a", "\n\n a\n")
def test_any_value_and_text_stay(one: str, other: str, text: str) -> None:
    first, second = literal(one), literal(other)
    link = f'<a href="{first}" title="{second}">{article_text(text)}</a>{literal(text)}'
    empty = f'<svg><rect class="{first}" width="{second}"/></svg><br class="{first}">'
    page = _PAGE.format(f'<p id="{second}" hidden>{link}</p>{empty}')
    assert _tree(terse(page)) == _tree(page)


@pytest.mark.parametrize(
    ("written", "shorter"),
    [
        ('<a href="../../" class="x y">', '<a href=../../ class="x y">'),
        ('<p lang="ru" data-x="">', '<p lang=ru data-x="">'),
        ('<rect class="day" width="9"/>', '<rect class=day width="9"/>'),
        ('<a href="?a=b" title="it\'s">', '<a href="?a=b" title="it\'s">'),
        ('<p>class="x" is text</p>', '<p>class="x" is text</p>'),
        ('<p title="a&#10;b">a&#10;b</p>', '<p title="a\nb">a\nb</p>'),
    ],
)
def test_what_goes_and_what_stays(written: str, shorter: str) -> None:
    assert terse(f"<body>{written}") == f"<body>{shorter}"


def test_the_head_stays() -> None:
    assert terse(_PAGE.format("")).startswith(_HEAD)
