"""The claims of a briefing in Chromium: cards that fold, and their places."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.axe import faults
from tests.site.pages import KINDS

pytestmark = pytest.mark.browser

_BRIEFING = KINDS["briefing"]


@pytest.fixture(params=["with scripts", "without"])
def either(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page on which scripts run, and one on which they do not."""
    scripts = request.param == "with scripts"
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 1280, "height": 900}
    )
    yield context.new_page()
    context.close()


def _card(page: Page, identifier: str) -> Locator:
    return page.locator(f".claim:has([id='{identifier}'])")


def test_a_card_shows_what_is_claimed_by_whom_and_how_it_stands(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    summary = _card(page, "baku-no-intent").locator("> summary")
    expect(summary.get_by_role("heading", level=3)).to_have_text(
        "3 Nasser Kanaani, for Azerbaijani officials: "
        "Azerbaijan does not intend to clash with Armenia."
    )
    expect(summary).to_contain_text(
        "Azerbaijani officials, according to Nasser Kanaani, as reported by Tasnim News Agency"
    )
    expect(summary.locator("[class|='said']")).to_have_text(
        ["Was it said? By Nasser Kanaani: yes.", "By Azerbaijani officials: one source only."]
    )
    expect(summary.locator("[class|='so']")).to_have_text("Is it so? Disputed.")
    expect(summary).to_contain_text("commitment")


def test_the_list_of_claims_is_short_until_a_card_is_opened(either: Page, address: str) -> None:
    either.goto(f"{address}{_BRIEFING}#analyst")
    card = _card(either, "baku-no-intent")
    rationale = card.get_by_text("It turns on whether")
    expect(card).to_be_visible()
    expect(rationale).to_be_hidden()
    card.locator("> summary").click()
    expect(rationale).to_be_visible()


def test_a_card_opens_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    card = _card(page, "baku-no-intent")
    card.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(card).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#mark--baku-no-intent"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(card).not_to_have_attribute("open", "")


def test_the_card_that_an_address_names_is_open(either: Page, address: str) -> None:
    either.goto(f"{address}{_BRIEFING}#baku-no-intent")
    card = _card(either, "baku-no-intent")
    expect(card.get_by_role("heading", level=3)).to_be_in_viewport()
    expect(card.get_by_text("It turns on whether")).to_be_visible()
    other = _card(either, "conventional-action").locator("section.so")
    expect(other).to_be_attached()
    expect(other).to_be_hidden()


def test_a_folded_card_is_short_on_a_phone_and_an_open_one_has_all(
    either: Page, address: str
) -> None:
    either.set_viewport_size({"width": 390, "height": 844})
    either.goto(f"{address}{_BRIEFING}#baku-no-intent")
    card, folded = _card(either, "baku-no-intent"), _card(either, "conventional-action")
    for text in ("Only Kanaani speaks", "as reported by Tasnim", "commitment"):
        expect(card.locator("summary").get_by_text(text)).to_be_visible()
    expect(folded.get_by_text("The explanation is Baku")).to_be_visible()
    for text in ("as reported by Tasnim", "partly quoted"):
        expect(folded.locator("summary").get_by_text(text)).to_be_hidden()


def test_a_link_opens_the_card_that_it_leads_to_again_and_again(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    card = _card(page, "baku-no-intent")
    link = page.locator("[id='aside--baku-no-intent'] a").nth(1)
    link.click()
    expect(card).to_have_attribute("open", "")
    card.locator("> summary").click()
    expect(card).not_to_have_attribute("open", "")
    link.click()
    expect(card).to_have_attribute("open", "")
    expect(card.locator("> summary")).to_be_in_viewport()


def test_text_in_a_folded_note_can_be_found(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#:~:text=may%20have%20been%20narrow")
    note = page.locator("#read--baku-no-intent")
    expect(note.get_by_text("may have been narrow")).to_be_in_viewport()
    expect(note.locator("details")).to_have_attribute("open", "")


def test_text_in_a_folded_card_can_be_found(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    page.goto(
        f"{address}{_BRIEFING}#analyst:~:text=a%20briefing%20that%20day%20on%20this%20subject"
    )
    expect(page.get_by_text("a briefing that day on this subject")).to_be_in_viewport()
    expect(_card(page, "press-conference")).to_have_attribute("open", "")


def test_all_cards_open_and_close_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    page.get_by_role("button", name="Open all").click()
    expect(page.locator(".claim:not([open])")).to_have_count(0)
    page.get_by_role("button", name="Close all").click()
    expect(page.locator(".claim[open]")).to_have_count(0)


def test_a_card_shows_its_place_in_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    first, last = page.locator(".claim").first, page.locator(".claim").last
    for card in (first, last):
        card.locator("> summary").click()
    expect(first.locator("> p")).to_contain_text(re.compile(r"paragraph 1 of \d+"))
    total = page.locator("#article-text p").count()
    expect(last.locator("> p")).to_contain_text(f"paragraph {total} of {total}")
    share = "link => parseFloat(getComputedStyle(link, '::before').backgroundPosition) / 100"
    drawn = [card.locator("> p > a").first.evaluate(share) for card in (first, last)]
    assert drawn[0] < 0.1
    assert drawn[1] > 0.9


def test_the_list_follows_the_text_and_the_article_can_be_skipped(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    ids = page.locator(".claim h3").evaluate_all("headings => headings.map(one => one.id)")
    marks = page.locator("#article-text u[class^='f-'][id]").evaluate_all(
        "marks => marks.map(mark => mark.id.replace('mark--', ''))"
    )
    assert ids == marks
    # Of what is before the article, the first link that Analyst has leads past it.
    skip = page.locator("#analyst ~ * a[href]").first
    expect(skip).to_have_text("16 claims")
    skip.press("Enter")
    expect(page).to_have_url(re.compile("#claims$"))
    expect(page.locator("#claims")).to_be_in_viewport()


def test_the_article_stands_in_each_reading_once(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    # Once in each reading, once in the words of the claim that it carries.
    assert page.content().count("in response to a question about the possibility") == 3


def test_axe_finds_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    page.get_by_role("button", name="Open all").click()
    assert faults(page) == []


def test_the_steps_of_a_way_stand_on_one_line(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}{_BRIEFING}#unfriendly-steps")
    steps = _card(page, "unfriendly-steps").locator("> ol > li")
    expect(steps.nth(1)).to_have_class("step-shown")
    tops = steps.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1, tops
