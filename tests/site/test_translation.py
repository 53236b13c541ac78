"""An article and its translation: beside each other, paragraph by paragraph, in every medium."""

import io
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.site.conftest import ROOT

pytestmark = pytest.mark.browser

BRIEFING = "briefings/sahel-night-of-the-barrier/"
ARTICLE = ROOT / "examples" / "briefings" / "articles" / "2031-03-15-sahel-night-of-the-barrier"
TEXTS = {"#article-text": "source.txt", "#translation-text": "translation.txt"}
_PLACES = """selector => [...document.querySelectorAll(selector + ' > p')].map(p => {
  const lines = [...p.getClientRects()], range = document.createRange();
  range.selectNodeContents(p);
  const [first] = range.getClientRects();
  return {left: lines[0].left, right: lines[0].right, top: lines[0].top, bottom: lines[0].bottom,
          line: first.bottom};
})"""


@pytest.fixture
def both(page: Page, examples_address: str) -> Page:
    """Everything on the translated article, on a wide screen."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{examples_address}{BRIEFING}#analyst")
    return page


@pytest.mark.parametrize(("selector", "name"), TEXTS.items())
def test_each_text_is_its_file_with_every_non_joiner(both: Page, selector: str, name: str) -> None:
    shown = both.locator(selector).evaluate(
        """text => {
          const copy = text.cloneNode(true);
          for (const helper of copy.querySelectorAll('i')) helper.remove();
          return copy.textContent;
        }"""
    )
    assert shown == (ARTICLE / name).read_text("utf-8")
    if name == "source.txt":
        assert "\N{ZERO WIDTH NON-JOINER}" in shown


@pytest.mark.parametrize("width", [1440, 1024, 800])
def test_each_paragraph_stands_beside_its_translation(both: Page, width: int) -> None:
    both.set_viewport_size({"width": width, "height": 900})
    original, translation = (both.evaluate(_PLACES, selector) for selector in TEXTS)
    assert len(original) == len(translation) > 1
    for one, other in zip(original, translation, strict=True):
        assert one["right"] <= other["left"]
        assert abs(one["line"] - other["line"]) < 12
    assert all(one["bottom"] <= two["top"] for one, two in pairwise(original))


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_each_paragraph_stands_above_its_translation(both: Page, width: int) -> None:
    both.set_viewport_size({"width": width, "height": 800})
    original, translation = (both.evaluate(_PLACES, selector) for selector in TEXTS)
    stacked = [place for pair in zip(original, translation, strict=True) for place in pair]
    assert all(one["bottom"] <= two["top"] for one, two in pairwise(stacked))
    assert both.evaluate("document.documentElement.scrollWidth") <= width


def test_each_text_has_its_language_and_direction_and_is_named(both: Page) -> None:
    directions = [
        both.locator(selector).evaluate("e => [e.lang, getComputedStyle(e).direction]")
        for selector in TEXTS
    ]
    assert directions == [["fa", "rtl"], ["en", "ltr"]]
    expect(both.locator(".text-name")).to_have_text(
        ["Persian, the original", "English, a translation"]
    )


def test_keys_go_through_both_texts_paragraph_by_paragraph(both: Page) -> None:
    both.evaluate("scrollTo(0, 0)")
    met = []
    for _ in range(11):
        both.keyboard.press("n")
        met.append(both.evaluate("document.activeElement.getAttribute('href')").split("--", 1)[1])
    # The passage of the note, in the translation, comes between claims of the original.
    assert met[7:9] == ["inspection-put-off", "note--1"]
    assert met[-2:] == ["open-in-2017", "open-the-books"]


def test_pointing_lights_a_claim_in_both_texts(both: Page) -> None:
    # Its middle lies between two lines; its first line is at the right of the place.
    both.locator("#mark--open-the-books").hover(position={"x": 300, "y": 8})
    lit = both.locator("#translation-text .lit")
    assert "the books of the Harbour Board" in " ".join(lit.all_inner_texts())
    expect(both.locator("#translation-text .m-cue.lit")).to_have_text("The committee wants")
    there = both.locator("#article-text [data-key='open-the-books'].lit")
    assert "دفترهای هیئت بندر" in " ".join(there.all_inner_texts())
    both.mouse.move(0, 0)
    expect(lit).to_have_count(0)
    both.locator("#article-text a[href='#aside--open-the-books']").focus()
    assert "the books of the Harbour Board" in " ".join(lit.all_inner_texts())


@pytest.mark.parametrize("scripts", [True, False])
def test_readers_see_a_claim_lit_in_both_texts(
    browser: Browser, examples_address: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(examples_address + BRIEFING)
    here, there = page.locator("#article .words1").all()
    ground = "e => getComputedStyle(e).backgroundColor"
    before = [mark.evaluate(ground) for mark in (here, there)]
    for mark in (here, there):
        mark.hover()
        lit = [one.evaluate(ground) for one in (here, there)]
        assert lit[0] == lit[1] != before[0]
    context.close()


def test_layers_switch_marks_of_both_texts(both: Page, examples_address: str) -> None:
    both.goto(f"{examples_address}{BRIEFING}?layers=mention#analyst")
    decoration = "e => getComputedStyle(e).textDecorationLine"
    for selector in TEXTS:
        assert both.locator(f"{selector} .m-mention").first.evaluate(decoration) == "underline"
        assert both.locator(f"{selector} u[class^='f-']").first.evaluate(decoration) == "none"


def test_without_scripts_both_texts_stand_beside_each_other(
    browser: Browser, examples_address: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{examples_address}{BRIEFING}#analyst")
    one, other = (page.locator(f"{selector} > p").first.bounding_box() for selector in TEXTS)
    assert one is not None
    assert other is not None
    assert one["x"] + one["width"] <= other["x"]
    context.close()


def test_print_has_the_original_and_then_the_translation(both: Page) -> None:
    file = PdfReader(io.BytesIO(both.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text() for sheet in file.pages).split())
    places = [text.index("Persian, the original"), text.index("English, a translation")]
    lines = (ARTICLE / "translation.txt").read_text("utf-8").splitlines()
    places += [text.index(" ".join(line.split()[:4])) for line in lines if line]
    assert places == sorted(places)
