"""A marked article by keyboard: from mark to mark, and through the page by Tab."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.marks import BRIEFING, mark, note, reference, switch

pytestmark = pytest.mark.browser


def test_n_and_p_go_from_mark_to_mark_and_escape_goes_back(reading: Page) -> None:
    reading.locator("h2#article").scroll_into_view_if_needed()
    before = reading.evaluate("scrollY")
    order = reading.locator("#article-text :is(.m-claim, .m-background)[id]").evaluate_all(
        "marks => marks.slice(0, 4).map(mark => mark.dataset.key)"
    )
    for pressed, key in zip("nnnnppp", (*order, *reversed(order[:3])), strict=True):
        reading.keyboard.press(pressed)
        expect(reference(reading, key)).to_be_focused()
        expect(mark(reading, key)).to_be_in_viewport()
        expect(note(reading, key)).to_have_class(re.compile(r"\bopen\b"))
    reading.keyboard.press("Escape")
    expect(reading.locator(".aside.open")).to_have_count(0)
    reading.wait_for_function(f"Math.abs(scrollY - {before}) < 2")


def test_keys_are_left_to_whoever_types_or_switches_them_off(reading: Page) -> None:
    reading.keyboard.press("Control+n")
    reading.keyboard.press("/")
    reading.get_by_role("searchbox").press_sequentially("npn")
    reading.keyboard.press("Escape")
    expect(reading.locator(".aside.open")).to_have_count(0)
    switch(reading, "next mark").uncheck()
    reading.keyboard.press("n")
    expect(reading.locator(".aside.open")).to_have_count(0)


def test_layers_that_are_off_are_passed_over(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}{BRIEFING}?layers=event-mention")
    kinds = []
    for _ in range(6):
        page.keyboard.press("n")
        stop = "document.activeElement.closest('.m-ref, .m').className"
        kinds.append(page.evaluate(f"/m-(?:ref-)?(event|mention)/.exec({stop})[1]"))
    assert set(kinds) == {"event", "mention"}


def test_who_wants_less_motion_gets_none(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{BRIEFING}")
    page.keyboard.press("n")
    place = page.evaluate("scrollY")
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == place > 0
    context.close()
