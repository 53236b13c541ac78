"""A marked article by keyboard: from mark to mark, and through the page by Tab."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.marks import BRIEFING, KEY, mark, note, reference, switch

pytestmark = pytest.mark.browser

#: Where the focus is: its place in the document, its words, and what is wrong with how it looks.
_STOP = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const box = stop.getBoundingClientRect(), style = getComputedStyle(stop);
  const seen = stop.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {
    at: [...document.querySelectorAll('*')].indexOf(stop),
    name: [stop.closest('#article-text') ? 'text' : stop.closest('.aside') ? 'note' : '',
           stop.ariaLabel ?? stop.className,
           stop.getAttribute('href') || stop.id || stop.textContent].join(' '),
    faults: [seen || 'hidden', inSight || 'out of sight', box.width > 1 || 'no place',
             style.outlineStyle === 'solid' || 'no frame',
             style.color !== style.backgroundColor || 'no words'].filter(one => one !== true),
  };
}"""


def test_n_and_p_go_from_mark_to_mark_and_escape_goes_back(reading: Page) -> None:
    reading.locator(".legend").scroll_into_view_if_needed()
    before = reading.evaluate("scrollY")
    order = reading.locator("#article-text :is(u[class^='f-'], .m-background)[id]").evaluate_all(
        "marks => marks.slice(0, 4).map(mark => mark.id.replace('mark--', ''))"
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
    page.goto(f"{address}{BRIEFING}?layers=event-mention#analyst")
    kinds = []
    for _ in range(6):
        page.keyboard.press("n")
        stop = "document.activeElement.closest('.m-ref, .words u').className"
        kinds.append(page.evaluate(f"/m-(?:ref-)?(event|mention)/.exec({stop})[1]"))
    assert set(kinds) == {"event", "mention"}


def test_who_wants_less_motion_gets_none(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{BRIEFING}#analyst")
    page.keyboard.press("n")
    place = page.evaluate("scrollY")
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == place > 0
    context.close()


# --- by Tab ----------------------------------------------------------------------------------


def _walk(page: Page) -> list[str]:
    """The names of all that Tab stops at: everything in sight and framed, in the text's order."""
    _read_through(page)
    stops = []
    page.keyboard.press("Tab")
    while stop := page.evaluate(_STOP):
        if stop["faults"]:  # a frame may be on its way
            page.wait_for_timeout(200)
            stop = page.evaluate(_STOP)
        assert stop["faults"] == [], stop["name"]
        assert not stops or stop["at"] > stops[-1]["at"], stop["name"]
        stops.append(stop)
        page.keyboard.press("Tab")
    return [stop["name"] for stop in stops]


def _read_through(page: Page) -> None:
    """Have all of the page laid out, as far as nothing moves any more when it comes near.

    What stands far below has a guessed height until then (`content-visibility` in reading.css), and
    a walk presses its keys faster than frames are drawn; a reader does not.
    """
    for top in range(0, page.evaluate("document.body.scrollHeight"), 600):
        page.evaluate(f"scrollTo(0, {top})")
        page.wait_for_timeout(25)
    page.evaluate("scrollTo(0, 0)")


def _stops_in(names: list[str], *parts: str) -> list[int]:
    return [sum(part in name for name in names) for part in parts]


@pytest.mark.parametrize(("scripts", "width"), [(True, 1440), (False, 390)])
def test_tab_stops_at_what_is_seen_in_the_order_of_the_text(
    browser: Browser, address: str, scripts: bool, width: int
) -> None:
    context = browser.new_context(
        java_script_enabled=scripts,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",  # no stop is looked at on its way into sight
    )
    page = context.new_page()
    page.goto(f"{address}{BRIEFING}#analyst")
    page.evaluate("() => document.fonts.ready.then(() => null)")  # they move what comes behind
    references = page.locator("#article-text .m-ref:visible").count()
    notes = page.locator(".aside:visible").count()
    names = _walk(page)
    context.close()
    assert references > 20
    assert notes == (references if width == 1440 else 0)
    assert _stops_in(names, "text m-ref ", "m-ref ", "note  #mark--") == [
        references,
        references,
        notes,
    ]


def test_tab_does_not_stop_in_layers_that_are_off(page: Page, address: str) -> None:
    page.goto(f"{address}{BRIEFING}?layers=mention#analyst")
    names = _walk(page)
    assert _stops_in(names, "m-ref ", "note  #mark--") == [0, 0]
    assert "text  #actor--nasser-kanaani" in names


def test_what_is_lit_by_the_focus_is_no_stop(reading: Page) -> None:
    reference(reading).focus()
    expect(reading.locator("[id='cue--340-349'].lit").first).to_be_visible()
    reading.keyboard.press("Tab")
    assert "m-ref" in reading.evaluate("document.activeElement.className")
    reading.keyboard.press("Shift+Tab")
    expect(reference(reading, KEY)).to_be_focused()
