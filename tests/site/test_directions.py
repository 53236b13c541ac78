"""Controls of direction in an article are shown, and change the place of no letter."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page

from article_briefings.models import DIRECTION
from article_briefings.pages._markup import article_text
from tests.generated import DIRECTIONS
from tests.overlay import PROJECT

pytestmark = pytest.mark.browser

STYLES = (PROJECT / "templates/assets/briefings/briefings.css").read_text("utf-8")
#: The letters from left to right and from top to bottom, as they are drawn.
_DRAWN = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentNode.matches(".turn")) continue;
    [...node.data].forEach((letter, at) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (letter.trim()) found.push([letter, Math.round(box.top / 20), box.left]);
    });
  }
  return found.sort((a, b) => a[1] - b[1] || a[2] - b[2]).map(one => one[0]).join("");
}"""
_COPIED = """element => {
  getSelection().selectAllChildren(element);
  return getSelection().toString();
}"""
SENTENCES = ("Ada{} said abc, {}1234 (no)", "\u05d0\u05d1{} \u05d2\u05d3 abc {}\u05d4 12")
TEXTS = [
    sentence.format(*controls)
    for sentence in SENTENCES
    for controls in (*product([*DIRECTIONS, "\u2067\u202e"], ["\u202c", "\u2069", "\u202e"]),)
]


def _laid_out(page: Page, text: str, lead: str = "", tail: str = "") -> Any:
    shown = f"<p dir=ltr>{lead}{article_text(text)}{tail}</p>"
    page.set_content(f"<style>{STYLES}</style><div id=article-text>{shown}</div>")
    return page.locator("#article-text p")


@pytest.mark.parametrize("around", [("", ""), ("<bdi><u>", "</u></bdi> after (1) abc")])
def test_no_control_moves_a_letter_and_a_copy_has_it(page: Page, around: tuple[str, str]) -> None:
    assert len(TEXTS) == 60
    for text in TEXTS:
        shown = _laid_out(page, text, *around)
        drawn, content, copied = (
            shown.evaluate(script) for script in (_DRAWN, "element => element.textContent", _COPIED)
        )
        bare = _laid_out(page, DIRECTION.sub("", text), *around).evaluate(_DRAWN)
        assert drawn == bare, ascii(text)
        assert text in content, ascii(text)
        assert text in copied, ascii(text)


def test_each_control_is_drawn_by_its_name(page: Page) -> None:
    for control, name in DIRECTIONS.items():
        shown = _laid_out(page, f"a{control}b")
        sign = shown.locator(".turn")
        box = sign.bounding_box()
        assert box
        assert box["width"] > 8
        assert sign.evaluate("e => getComputedStyle(e, '::before').content") == f'"{name}"'


def test_without_this_the_letters_would_be_turned(page: Page) -> None:
    page.set_content("<p dir=ltr>Ada \u202eabc</p>")
    assert page.locator("p").evaluate(_DRAWN).strip("\u202e") == "Adacba"


@pytest.mark.parametrize(
    "place",
    [
        '<div class="lead"><p>{}</p></div>',
        '<ul class="register"><li><p>{}</p></li></ul>',
        '<ul class="rows"><li><a href="#">{}</a></li></ul>',
        '<ul class="rows"><li><div><p>{}</p></div></li></ul>',
    ],
)
def test_what_an_owner_writes_has_its_own_direction_on_a_page_from_right_to_left(
    page: Page, place: str
) -> None:
    shown = place.format("The end.")
    page.set_content(f"<style>{STYLES}</style><body dir=rtl><div class=page>{shown}</div>")
    words = page.get_by_text("The end.")
    assert words.evaluate(_DRAWN) == "Theend."
