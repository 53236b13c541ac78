"""Marks in the text: told apart, lit together, announced to those who listen."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.marks import ANNOUNCED, BRIEFING, KEY, LINES, mark, note, reference, switch

pytestmark = pytest.mark.browser

_LIT = """() => [...document.querySelectorAll('.lit')].map(e => e.dataset.key
  || (e.matches('.m-mention') ? e.querySelector('a').hash : e.id).replace(/^(#|mark--)/, ''))"""
_WHOLE = {
    KEY,
    f"aside--{KEY}",
    "cue--340-349",
    "cue--407-415",
    "cue--186-213",
    "actor--azerbaijani-officials",
}


# --- told apart ------------------------------------------------------------------------------


def test_forms_and_lanes_are_told_apart_without_colour(reading: Page) -> None:
    def line(name: str) -> tuple[str, str]:
        style = reading.locator(f"#article-text {name}").first.evaluate(
            "e => [getComputedStyle(e).textDecorationStyle,"
            " getComputedStyle(e).textDecorationThickness]"
        )
        return tuple(style)

    drawn = [
        line("u.f-direct"),
        line("u.f-indirect"),
        line("u.f-own"),
        line(".m-event"),
        line(".m-background"),
    ]
    assert len(set(drawn)) == len(drawn)
    assert line("u.f-mixed.quoted") == line("u.f-direct")
    assert line("u.f-mixed:not(.quoted)") == line("u.f-indirect")
    offsets = [
        reading.locator(f"#article-text .m-background{lane}").first.evaluate(
            "e => parseFloat(getComputedStyle(e).textUnderlineOffset)"
        )
        for lane in (":not([style])", "[style='--lane:1']")
    ]
    assert offsets[1] - offsets[0] >= 3


def test_only_words_in_quotation_marks_have_a_ground(reading: Page) -> None:
    grounds = reading.locator("#article-text u[class^='f-']").evaluate_all(
        """marks => marks.map(mark => [mark.matches(".f-direct, .quoted"),
          getComputedStyle(mark).backgroundColor !== "rgba(0, 0, 0, 0)"])"""
    )
    assert {said for said, _ in grounds} == {True, False}
    assert all(ground == said for said, ground in grounds)


def test_in_forced_colours_marks_have_lines_and_what_is_lit_a_frame(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{BRIEFING}#mark--{KEY}")
    expect(page.locator(".reading.laid")).to_be_visible()
    assert mark(page).evaluate(LINES) == "underline"
    assert mark(page).evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    ring = "e => getComputedStyle(e).borderTopStyle"
    assert reference(page).evaluate(ring) == "solid"
    context.close()


# --- light -----------------------------------------------------------------------------------


def test_pointing_at_a_mark_lights_its_quote_cues_speaker_andnote(reading: Page) -> None:
    reference(reading).scroll_into_view_if_needed()
    x, y = mark(reading).evaluate(
        "mark => { const r = mark.getClientRects()[0]; return [r.left + 5, r.top + 5]; }"
    )
    reading.mouse.move(x, y)
    assert set(reading.evaluate(_LIT)) == _WHOLE
    reading.locator(".article-note").hover()
    assert reading.evaluate(_LIT) == []


def test_focus_lights_as_pointing_does(reading: Page) -> None:
    reference(reading).focus()
    assert set(reading.evaluate(_LIT)) == _WHOLE
    note(reading).get_by_role("link").first.focus()
    assert set(reading.evaluate(_LIT)) == _WHOLE


def test_pointing_at_a_note_lights_itsmark(reading: Page) -> None:
    note(reading).hover()
    assert set(reading.evaluate(_LIT)) == _WHOLE


def test_pointing_at_a_cue_lights_the_claims_that_it_serves(reading: Page) -> None:
    switch(reading, "cues").check()
    reading.locator("[id='cue--340-349']").hover()
    assert KEY in reading.evaluate(_LIT)


# --- heard -----------------------------------------------------------------------------------


def test_a_screen_reader_hears_where_a_mark_begins_ends_and_what_it_is(reading: Page) -> None:
    heard = reading.locator("#article-text").aria_snapshot()
    assert "claim 3, quoted in translation: they have" in heard
    expect(reference(reading)).to_have_accessible_name(re.compile("^end of claim 3 ?, note$"))
    event = reading.locator("a.m-ref-event").first
    switch(reading, "events").check()
    expect(event).to_have_accessible_name(re.compile("^end of event, d ?, note ?$"))


def test_announcing_can_be_muted(reading: Page, address: str) -> None:
    assert reading.evaluate(ANNOUNCED) >= 25
    switch(reading, "announce marks").uncheck()
    assert reading.evaluate(ANNOUNCED) == 0
    expect(reference(reading)).to_have_accessible_name("3")
    reading.goto(f"{address}{BRIEFING}#analyst")
    assert reading.evaluate(ANNOUNCED) == 0
    assert "layers" not in reading.url


def test_what_is_not_shown_is_not_announced(reading: Page) -> None:
    before = reading.evaluate(ANNOUNCED)
    switch(reading, "no source named").uncheck()
    assert reading.evaluate(ANNOUNCED) < before


def test_the_search_finds_the_words_of_the_article_and_not_what_is_announced(
    page: Page, address: str
) -> None:
    page.goto(address)
    texts = page.evaluate(
        """async (base) => {
          const pagefind = await import(`${base}pagefind/pagefind.js`);
          const { results } = await pagefind.search("flare-up");
          const pages = await Promise.all(results.map((result) => result.data()));
          return pages.map((page) => page.content);
        }""",
        address,
    )
    assert any("in response to a question" in text for text in texts)
    assert not any("end of claim" in text or "claim 1, retold" in text for text in texts)
