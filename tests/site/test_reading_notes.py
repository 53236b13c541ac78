"""The notes beside an article: on their lines, in place on a phone, and copied from."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.marks import BRIEFING, KEY, mark, note, reference, switch

pytestmark = pytest.mark.browser


def test_a_note_that_is_called_stands_on_its_line(reading: Page) -> None:
    reference(reading).click()
    expect(note(reading).get_by_role("link").nth(1)).to_be_focused()
    off = reading.evaluate(
        """key => {
          const line = document.getElementById(`mark--${key}`).getClientRects()[0];
          const note = document.getElementById(`aside--${key}`);
          const y = parseFloat(note.style.getPropertyValue('--y')) +
            document.querySelector('.asides').getBoundingClientRect().top;
          return Math.abs(line.top + line.height / 2 - 12 - y);
        }""",
        KEY,
    )
    assert off <= 1


def test_a_note_leads_to_the_claim_and_back_to_the_text(reading: Page) -> None:
    note(reading).get_by_role("link").nth(1).click()
    expect(reading).to_have_url(re.compile(f"#{KEY}$"))
    expect(reading.locator(f"[id='{KEY}']")).to_be_in_viewport()
    reading.mouse.move(0, 0)  # else another note under the pointer may open over this one
    note(reading).hover()
    note(reading).get_by_role("link").first.click()
    expect(mark(reading)).to_be_in_viewport()


def _stands_behind_its_paragraph(page: Page) -> None:
    boxes = [
        one.bounding_box() for one in (*page.locator("#article-text p").all()[1:3], note(page))
    ]
    (above, height), (below, _), (top, own) = ((box["y"], box["height"]) for box in boxes if box)
    assert above + height <= top
    assert top + own <= below


def test_a_tap_opens_the_note_in_place_and_the_next_one_closes_it(phone: Page) -> None:
    expect(phone.locator(".aside:visible")).to_have_count(0)
    reference(phone).scroll_into_view_if_needed()
    reference(phone).tap()
    expect(phone.locator(".aside:visible")).to_have_count(1)
    _stands_behind_its_paragraph(phone)
    expect(note(phone)).to_be_in_viewport()
    reference(phone, "press-conference").tap()
    expect(note(phone)).to_be_hidden()
    expect(note(phone, "press-conference")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator(".aside:visible")).to_have_count(0)
    reference(phone).tap()
    note(phone).get_by_role("link").first.tap()
    expect(note(phone)).to_be_hidden()
    expect(mark(phone)).to_be_in_viewport()


def test_a_finger_finds_areference(phone: Page) -> None:
    sizes = phone.locator(".m-ref:visible").evaluate_all(
        """links => links.map(link => getComputedStyle(link, '::before'))
          .flatMap(area => [parseFloat(area.width), parseFloat(area.height)])"""
    )
    assert len(sizes) > 40
    assert min(sizes) >= 24


def test_without_scripts_a_reference_opens_its_note_in_place(
    plain: BrowserContext, address: str
) -> None:
    page = plain.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{BRIEFING}#analyst")
    expect(page.locator(".aside:visible")).to_have_count(0)
    page.goto(f"{address}{BRIEFING}#aside--{KEY}")
    expect(page.locator(".aside:visible")).to_have_count(1)
    expect(note(page)).to_be_in_viewport()
    _stands_behind_its_paragraph(page)
    note(page).get_by_role("link").first.click()
    expect(page.locator(".aside:visible")).to_have_count(0)


# --- copied ----------------------------------------------------------------------------------


@pytest.fixture
def copying(reading: Page, context: BrowserContext) -> Page:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return reading


def _copied(page: Page, key: str, button: str) -> str:
    reference(page, key).click()
    note(page, key).get_by_role("button", name=button).click()
    expect(note(page, key).get_by_role("status")).to_have_text("Copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_link_to_a_claim_is_copied_without_what_is_shown(copying: Page, address: str) -> None:
    switch(copying, "events").check()
    assert _copied(copying, KEY, "Copy link") == f"{address}{BRIEFING}#{KEY}"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            KEY,
            "“they have no intention of clashing (with Armenia)” — Nasser Kanaani, "
            "for Azerbaijani officials, via Tasnim News Agency, in Iran Daily, ",
        ),
        ("russia-failed", ""),
    ],
)
def test_a_quote_is_copied_with_whose_words_it_is(
    copying: Page, address: str, key: str, expected: str
) -> None:
    if not expected:
        mark = copying.locator("#article-text u.f-indirect").first
        key = (mark.get_attribute("id") or "").removeprefix("mark--")
    text = _copied(copying, key, "Copy quote")
    assert text.endswith(f". {address}{BRIEFING}#{key}")
    if expected:
        assert text.startswith(expected)
    else:
        assert re.search(r"” — Iran Daily, .*, reporting Tasnim News Agency\. ", text)


def test_a_card_offers_copying_and_leads_to_the_words_on_the_original_page(copying: Page) -> None:
    card = copying.locator(f".claim:has([id='{KEY}'])")
    card.locator("summary").first.click()
    expect(card.get_by_role("button", name="Copy quote")).to_be_visible()
    href = card.get_by_role("link", name="In the original").get_attribute("href") or ""
    assert href.startswith("https://newspaper.irandaily.ir/7385/2/4847#:~:text=they%20have%20no")
