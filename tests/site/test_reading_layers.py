"""The layers of a marked article: what is shown, kept, in the address, and without scripts."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.marks import ANNOUNCED, BRIEFING, KEY, LINES, mark, note, reference, switch

pytestmark = pytest.mark.browser

_BOXES = "boxes => boxes.map(box => [box.id, box.checked])"
#: How all that a layer can switch looks.
_LOOKS = """() => [...document.querySelectorAll('#article-text :is(u, a), .aside')]
  .map(e => {
    const { textDecorationLine, backgroundColor, visibility } = getComputedStyle(e);
    return [e.dataset.key || e.hash || e.id || e.textContent, textDecorationLine, backgroundColor,
            visibility, e.checkVisibility()].join(' ');
  })"""
_SHIFTED = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => (sum += entry.value)))
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 500);
})"""


def test_the_default_is_calm(reading: Page) -> None:
    lines = {
        kind: reading.locator(f"#article-text u[class^={kind}]").first.evaluate(LINES)
        for kind in ("f", "m-background", "m-event", "m-cue", "m-mention")
    }
    assert lines == {
        "f": "underline",
        "m-background": "underline",
        "m-event": "none",
        "m-cue": "none",
        "m-mention": "none",
    }
    assert "layers" not in reading.url


def test_the_legend_is_the_key_to_what_is_shown_and_a_line_on_a_phone(reading: Page) -> None:
    """Each kind of mark is said once, beside its box."""
    legend = reading.locator(".legend")
    expect(legend.locator("summary")).to_be_hidden()
    for box in legend.get_by_role("checkbox").all():
        expect(box).to_be_visible()
    assert legend.inner_text().count("in quotation marks") == 1
    reading.set_viewport_size({"width": 390, "height": 844})
    expect(legend.get_by_role("checkbox")).to_have_count(0)
    height = legend.evaluate("one => one.getBoundingClientRect().height")
    assert height < 50
    expect(switch(reading, "cues")).to_be_visible()


def test_a_layer_that_is_off_is_text_and_no_more(reading: Page) -> None:
    switch(reading, "retold").uncheck()
    claim = reading.locator("#article-text u.f-indirect").first
    key = (claim.get_attribute("id") or "").removeprefix("mark--")
    assert claim.evaluate(LINES) == "none"
    assert claim.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    expect(reference(reading, key)).to_be_hidden()
    expect(note(reading, key)).to_be_hidden()
    expect(note(reading)).to_be_visible()


def test_layers_of_a_claim_hold_together(reading: Page) -> None:
    switch(reading, "checked by the annotator").uncheck()
    expect(note(reading)).to_be_hidden()
    expect(reading.locator(".aside[class*=f-]:visible")).to_have_count(0)
    switch(reading, "checked by the annotator").check()
    switch(reading, "not checked").uncheck()
    expect(note(reading)).to_be_visible()


def test_words_that_are_no_mark_are_no_link(reading: Page) -> None:
    words = reading.locator("[id='mention--nasser-kanaani']")
    link = words.get_by_role("link", name="Nasser Kanaani")
    before = reading.url
    expect(words.get_by_text("Nasser Kanaani")).to_be_visible()
    expect(link).to_have_count(0)
    words.click()
    assert reading.url == before
    switch(reading, "actors").check()
    link.click()
    expect(reading).to_have_url(re.compile("#actor--nasser-kanaani$"))


def test_a_mark_that_somebody_comes_for_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}{BRIEFING}?layers=none#mark--{KEY}")
    assert mark(page).evaluate(LINES) == "underline"
    assert mark(page, "press-conference").evaluate(LINES) == "none"


# --- kept ------------------------------------------------------------------------------------


def test_the_choice_is_in_the_address_and_lasts(reading: Page, address: str) -> None:
    switch(reading, "events").check()
    expect(reading).to_have_url(re.compile(r"layers=[\w-]*\bevent\b"))
    reading.goto(f"{address}{BRIEFING}#analyst")
    expect(reading.get_by_label("events")).to_be_checked()
    expect(reading.locator(".aside-event").first).to_be_visible()


def test_the_address_wins_over_what_is_remembered_and_is_not_remembered(
    reading: Page, address: str
) -> None:
    switch(reading, "events").check()
    reading.goto(f"{address}{BRIEFING}?layers=direct-assessed-open#analyst")
    expect(reading.get_by_role("checkbox", name="in quotation marks")).to_be_checked()
    expect(reading.get_by_label("events")).not_to_be_checked()
    expect(reading.get_by_label("no source named")).not_to_be_checked()
    reading.goto(f"{address}{BRIEFING}#analyst")
    expect(reading.get_by_label("events")).to_be_checked()


def test_the_legend_stays_as_it_was_left(reading: Page) -> None:
    reading.set_viewport_size({"width": 390, "height": 844})
    expect(switch(reading, "events")).to_be_visible()
    reading.reload()
    expect(reading.get_by_label("events")).to_be_visible()
    reading.locator(".legend summary").click()
    reading.reload()
    expect(reading.get_by_label("events")).to_be_hidden()


def test_a_reset_shows_what_was_shown_at_first(reading: Page) -> None:
    switch(reading, "events").check()
    switch(reading, "retold").uncheck()
    reading.get_by_role("button", name="Reset").click()
    expect(reading.get_by_label("events")).not_to_be_checked()
    expect(reading.get_by_label("retold")).to_be_checked()
    expect(reading).not_to_have_url(re.compile("layers="))


@pytest.mark.parametrize("tail", ["", "?layers=event-cue"])
def test_what_was_chosen_is_there_before_the_first_paint(
    reading: Page, address: str, tail: str
) -> None:
    switch(reading, "in quotation marks").uncheck()
    reading.goto("about:blank")
    reading.goto(f"{address}{BRIEFING}{tail}")
    assert reading.evaluate(_SHIFTED) == 0


# --- without scripts -------------------------------------------------------------------------


def _boxes(page: Page) -> list[tuple[str, bool]]:
    return [(name, on) for name, on in page.locator("#article--layers input").evaluate_all(_BOXES)]


def _looks(page: Page) -> dict[str, list[str]]:
    """How marks, references and notes look with each box of the legend turned over."""
    switch(page, "events")
    looks = {"as it comes": page.evaluate(_LOOKS)}
    for box, on in _boxes(page):
        if page.locator(f"#{box}").is_visible():
            page.locator(f"#{box}").set_checked(not on)
            looks[box] = page.evaluate(_LOOKS)
            page.locator(f"#{box}").set_checked(on)
    return looks


def test_the_boxes_say_the_same_with_and_without_scripts(
    reading: Page, plain: BrowserContext, address: str
) -> None:
    unscripted = plain.new_page()
    unscripted.goto(f"{address}{BRIEFING}#analyst")
    assert _boxes(reading) == _boxes(unscripted)
    scripted_looks, looks = _looks(reading), _looks(unscripted)
    assert looks.keys() == scripted_looks.keys() - {"way--keys"}
    assert len(looks) == len(_boxes(unscripted))
    for box, look in looks.items():
        assert look == scripted_looks[box], box
    different = {box for box in looks if looks[box] != looks["as it comes"]}
    # Every claim of this page is checked.
    assert different == looks.keys() - {"as it comes", "way--spoken", "layer--open"}


def test_without_scripts_a_reset_works_and_no_key_is_promised(
    plain: BrowserContext, address: str
) -> None:
    page = plain.new_page()
    page.goto(f"{address}{BRIEFING}#analyst")
    switch(page, "retold").uncheck()
    expect(page.get_by_text("next mark")).to_be_hidden()
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_label("retold")).to_be_checked()


def test_without_scripts_marks_can_be_muted(plain: BrowserContext, address: str) -> None:
    page = plain.new_page()
    page.goto(f"{address}{BRIEFING}#analyst")
    switch(page, "announce marks").uncheck()
    assert page.evaluate(ANNOUNCED) == 0
