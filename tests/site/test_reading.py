"""Reading a marked article: layers, light, keys, touch, screen readers, copying, no scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.site.pages import KINDS

pytestmark = pytest.mark.browser

_BRIEFING = KINDS["briefing"]
_KEY = "baku-no-intent"
_LINES = "element => getComputedStyle(element).textDecorationLine"
_LIT = "() => [...document.querySelectorAll('.lit')].map(e => e.dataset.key || e.id)"
_HELPERS = """() => [...document.querySelectorAll('#article-text .visually-hidden')]
  .filter(e => e.checkVisibility()).length"""


@pytest.fixture
def reading(page: Page, address: str) -> Page:
    """The seed's briefing on a wide screen, ready."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}{_BRIEFING}")
    expect(page.locator(".reading.laid")).to_be_visible()
    return page


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}{_BRIEFING}")
    yield page
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which no script runs."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    yield context
    context.close()


def _mark(page: Page, key: str = _KEY) -> Locator:
    return page.locator(f"[id='mark--{key}']")


def _note(page: Page, key: str = _KEY) -> Locator:
    return page.locator(f"[id='aside--{key}']")


def _reference(page: Page, key: str = _KEY) -> Locator:
    return page.locator(f"#article-text a.m-ref[href='#aside--{key}']")


def _switch(page: Page, name: str) -> Locator:
    return page.locator(f"[id='layer--{name}']")


# --- layers ----------------------------------------------------------------------------------


def test_the_default_is_calm(reading: Page) -> None:
    lines = {
        kind: reading.locator(f"#article-text .m-{kind}").first.evaluate(_LINES)
        for kind in ("claim", "background", "event", "cue", "mention")
    }
    assert lines == {
        "claim": "underline",
        "background": "underline",
        "event": "none",
        "cue": "none",
        "mention": "none",
    }
    assert "layers" not in reading.url


def test_a_layer_that_is_off_is_text_and_no_more(reading: Page) -> None:
    reading.get_by_label("retold").uncheck()
    claim = reading.locator("#article-text .m-claim.f-indirect").first
    key = claim.get_attribute("data-key") or ""
    assert claim.evaluate(_LINES) == "none"
    assert claim.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    expect(_reference(reading, key)).to_be_hidden()
    expect(_note(reading, key)).to_be_hidden()
    expect(_note(reading)).to_be_visible()


def test_layers_of_a_claim_hold_together(reading: Page) -> None:
    reading.get_by_label("assessed by the annotator").uncheck()
    expect(_note(reading)).to_be_hidden()
    shown = reading.locator(".aside-claim:visible")
    assert shown.count() > 3
    assert reading.locator(".aside-claim.assessed:visible").count() == 0
    reading.get_by_label("not assessed").uncheck()
    expect(shown).to_have_count(0)


def test_the_choice_is_in_the_address_and_lasts(reading: Page, address: str) -> None:
    reading.get_by_label("events").check()
    expect(reading).to_have_url(re.compile(r"layers=[\w-]*\bevent\b"))
    reading.goto(f"{address}{_BRIEFING}")
    expect(reading.get_by_label("events")).to_be_checked()
    expect(reading.locator(".aside-event").first).to_be_visible()


def test_the_address_wins_over_what_is_remembered(reading: Page, address: str) -> None:
    reading.get_by_label("events").check()
    reading.goto(f"{address}{_BRIEFING}?layers=direct-assessed-open")
    boxes = {name: _switch(reading, name).is_checked() for name in ("direct", "event", "own")}
    assert boxes == {"direct": True, "event": False, "own": False}


def test_a_reset_shows_what_was_shown_at_first(reading: Page) -> None:
    reading.get_by_label("events").check()
    reading.get_by_label("retold").uncheck()
    reading.get_by_role("button", name="Reset").click()
    expect(reading.get_by_label("events")).not_to_be_checked()
    expect(reading.get_by_label("retold")).to_be_checked()
    expect(reading).not_to_have_url(re.compile("layers="))


def test_words_that_are_no_mark_are_no_link(reading: Page) -> None:
    mention = reading.locator("[id='mention--nasser-kanaani'] a")
    assert mention.get_attribute("href") is None
    reading.get_by_label("actors").check()
    assert mention.get_attribute("href") == "#actor--nasser-kanaani"


def test_a_mark_that_somebody_comes_for_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}?layers=none#mark--{_KEY}")
    assert _mark(page).evaluate(_LINES) == "underline"
    assert _mark(page, "press-conference").evaluate(_LINES) == "none"


def test_without_scripts_the_switches_work(plain: BrowserContext, address: str) -> None:
    page = plain.new_page()
    page.goto(f"{address}{_BRIEFING}")
    expect(page.get_by_text("next mark")).to_be_hidden()
    page.get_by_label("retold").uncheck()
    assert page.locator("#article-text .m-claim.f-indirect").first.evaluate(_LINES) == "none"
    page.get_by_label("cues").check()
    assert page.locator("#article-text .m-cue").first.evaluate(_LINES) == "underline"
    page.get_by_role("button", name="Reset").click()
    assert page.locator("#article-text .m-claim.f-indirect").first.evaluate(_LINES) == "underline"
    assert page.locator("#article-text .m-cue").first.evaluate(_LINES) == "none"


# --- how marks are told apart ------------------------------------------------------------------


def test_forms_and_lanes_are_told_apart_without_colour(reading: Page) -> None:
    def line(name: str) -> tuple[str, str]:
        style = reading.locator(f"#article-text {name}").first.evaluate(
            "e => [getComputedStyle(e).textDecorationStyle,"
            " getComputedStyle(e).textDecorationThickness]"
        )
        return tuple(style)

    drawn = [
        line(".m-claim.f-direct"),
        line(".m-claim.f-indirect"),
        line(".m-claim.f-own"),
        line(".m-event"),
        line(".m-background"),
    ]
    assert len(set(drawn)) == len(drawn)
    assert line(".m-claim.f-mixed.quoted") == line(".m-claim.f-direct")
    assert line(".m-claim.f-mixed:not(.quoted)") == line(".m-claim.f-indirect")
    offsets = [
        reading.locator(f"#article-text .m-background{lane}").first.evaluate(
            "e => parseFloat(getComputedStyle(e).textUnderlineOffset)"
        )
        for lane in (":not(.l1, .l2)", ".l1")
    ]
    assert offsets[1] - offsets[0] >= 3


def test_in_forced_colours_marks_have_lines_and_what_is_lit_a_frame(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{_BRIEFING}#mark--{_KEY}")
    expect(page.locator(".reading.laid")).to_be_visible()
    assert _mark(page).evaluate(_LINES) == "underline"
    assert _mark(page).evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    ring = "e => getComputedStyle(e).borderTopStyle"
    assert _reference(page).evaluate(ring) == "solid"
    context.close()


# --- light -------------------------------------------------------------------------------------

_WHOLE = {
    _KEY,
    f"aside--{_KEY}",
    "cue--340-349",
    "cue--407-415",
    "cue--186-213",
    "actor--azerbaijani-officials",
}


def test_pointing_at_a_mark_lights_its_quote_cues_speaker_and_note(reading: Page) -> None:
    _reference(reading).scroll_into_view_if_needed()
    x, y = _mark(reading).evaluate(
        "mark => { const r = mark.getClientRects()[0]; return [r.left + 5, r.top + 5]; }"
    )
    reading.mouse.move(x, y)
    assert set(reading.evaluate(_LIT)) == _WHOLE
    reading.locator(".bluf").hover()
    assert reading.evaluate(_LIT) == []


def test_focus_lights_as_pointing_does(reading: Page) -> None:
    _reference(reading).focus()
    assert set(reading.evaluate(_LIT)) == _WHOLE
    _note(reading).get_by_role("link").first.focus()
    assert set(reading.evaluate(_LIT)) == _WHOLE


def test_pointing_at_a_note_lights_its_mark(reading: Page) -> None:
    _note(reading).hover()
    assert set(reading.evaluate(_LIT)) == _WHOLE


def test_pointing_at_a_cue_lights_the_claims_that_it_serves(reading: Page) -> None:
    reading.get_by_label("cues").check()
    reading.locator("[id='cue--340-349']").hover()
    assert _KEY in reading.evaluate(_LIT)


# --- by key ------------------------------------------------------------------------------------


def test_n_and_p_go_from_mark_to_mark_and_escape_goes_back(reading: Page) -> None:
    reading.locator("h2#article").scroll_into_view_if_needed()
    before = reading.evaluate("scrollY")
    order = reading.locator("#article-text :is(.m-claim, .m-background)[id]").evaluate_all(
        "marks => marks.slice(0, 4).map(mark => mark.dataset.key)"
    )
    for pressed, key in zip("nnnnppp", (*order, *reversed(order[:3])), strict=True):
        reading.keyboard.press(pressed)
        expect(_reference(reading, key)).to_be_focused()
        expect(_mark(reading, key)).to_be_in_viewport()
        expect(_note(reading, key)).to_have_class(re.compile(r"\bopen\b"))
    reading.keyboard.press("Escape")
    expect(reading.locator(".aside.open")).to_have_count(0)
    reading.wait_for_function(f"Math.abs(scrollY - {before}) < 2")


def test_keys_are_left_to_whoever_types_or_switches_them_off(reading: Page) -> None:
    reading.keyboard.press("Control+n")
    reading.keyboard.press("/")
    reading.get_by_role("searchbox").press_sequentially("npn")
    reading.keyboard.press("Escape")
    expect(reading.locator(".aside.open")).to_have_count(0)
    reading.get_by_label("next mark").uncheck()
    reading.keyboard.press("n")
    expect(reading.locator(".aside.open")).to_have_count(0)


def test_layers_that_are_off_are_passed_over(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}{_BRIEFING}?layers=event-mention")
    kinds = []
    for _ in range(6):
        page.keyboard.press("n")
        stop = "document.activeElement.closest('.m-ref, .m').className"
        kinds.append(page.evaluate(f"/m-(?:ref-)?(event|mention)/.exec({stop})[1]"))
    assert set(kinds) == {"event", "mention"}


def test_who_wants_less_motion_gets_none(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{_BRIEFING}")
    page.keyboard.press("n")
    place = page.evaluate("scrollY")
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == place > 0
    context.close()


# --- notes -------------------------------------------------------------------------------


def test_a_note_that_is_called_stands_on_its_line(reading: Page) -> None:
    _reference(reading).click()
    expect(_note(reading).get_by_role("link").first).to_be_focused()
    off = reading.evaluate(
        """key => {
          const line = document.getElementById(`mark--${key}`).getClientRects()[0];
          const note = document.getElementById(`aside--${key}`);
          const y = parseFloat(note.style.getPropertyValue('--y')) +
            document.querySelector('.asides').getBoundingClientRect().top;
          return Math.abs(line.top + line.height / 2 - 12 - y);
        }""",
        _KEY,
    )
    assert off <= 1


def test_a_note_leads_to_the_claim_and_back_to_the_text(reading: Page) -> None:
    _note(reading).get_by_role("link").first.click()
    expect(reading).to_have_url(re.compile(f"#{_KEY}$"))
    expect(reading.locator(f"[id='{_KEY}']")).to_be_in_viewport()
    _note(reading).hover()
    _note(reading).get_by_role("link", name="Back to the text, claim 3").click()
    expect(_mark(reading)).to_be_in_viewport()


def test_a_tap_opens_the_note_in_place_and_the_next_one_closes_it(phone: Page) -> None:
    expect(phone.locator(".aside:visible")).to_have_count(0)
    _reference(phone).scroll_into_view_if_needed()
    _reference(phone).tap()
    expect(phone.locator(".aside:visible")).to_have_count(1)
    paragraph = phone.locator("#article-text p").nth(1).bounding_box()
    following = phone.locator("#article-text p").nth(2).bounding_box()
    note = _note(phone).bounding_box()
    assert paragraph
    assert following
    assert note
    assert paragraph["y"] + paragraph["height"] <= note["y"]
    assert note["y"] + note["height"] <= following["y"]
    expect(_note(phone)).to_be_in_viewport()
    _reference(phone, "press-conference").tap()
    expect(_note(phone)).to_be_hidden()
    expect(_note(phone, "press-conference")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator(".aside:visible")).to_have_count(0)
    _reference(phone).tap()
    _note(phone).get_by_role("link", name="Back to the text").tap()
    expect(_note(phone)).to_be_hidden()
    expect(_mark(phone)).to_be_in_viewport()


def test_a_finger_finds_a_reference(phone: Page) -> None:
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
    page.goto(f"{address}{_BRIEFING}")
    expect(page.locator(".aside:visible")).to_have_count(0)
    page.goto(f"{address}{_BRIEFING}#aside--{_KEY}")
    expect(page.locator(".aside:visible")).to_have_count(1)
    expect(_note(page)).to_be_in_viewport()
    paragraph = page.locator("#article-text p").nth(1).bounding_box()
    following = page.locator("#article-text p").nth(2).bounding_box()
    note = _note(page).bounding_box()
    assert paragraph
    assert following
    assert note
    assert paragraph["y"] < note["y"] < following["y"]
    _note(page).get_by_role("link", name="Back to the text").click()
    expect(page.locator(".aside:visible")).to_have_count(0)


# --- heard -------------------------------------------------------------------------------


def test_a_screen_reader_hears_where_a_mark_begins_ends_and_what_it_is(reading: Page) -> None:
    assert _mark(reading).text_content() is not None
    assert (_mark(reading).text_content() or "").startswith("claim 3, direct: they have")
    expect(_reference(reading)).to_have_accessible_name("end of claim 3, go to the note")
    event = reading.locator("a.m-ref-event").first
    reading.get_by_label("events").check()
    expect(event).to_have_accessible_name(re.compile("^end of event, go to the note: "))


def test_announcing_can_be_muted(reading: Page, address: str) -> None:
    assert reading.evaluate(_HELPERS) > 40
    reading.get_by_label("announce marks").uncheck()
    assert reading.evaluate(_HELPERS) == 0
    expect(_reference(reading)).to_have_accessible_name("3")
    reading.goto(f"{address}{_BRIEFING}")
    assert reading.evaluate(_HELPERS) == 0
    assert "layers" not in reading.url


def test_what_is_not_shown_is_not_announced(reading: Page) -> None:
    before = reading.evaluate(_HELPERS)
    reading.get_by_label("own voice").uncheck()
    assert reading.evaluate(_HELPERS) < before


def test_the_search_finds_the_words_of_the_article_and_not_what_is_announced(
    page: Page, address: str
) -> None:
    page.goto(address)
    found = page.evaluate(
        """async (base) => {
          const pagefind = await import(`${base}pagefind/pagefind.js`);
          const { results } = await pagefind.search("flare-up");
          return (await Promise.all(results.map((result) => result.data()))).map((d) => d.content);
        }""",
        address,
    )
    texts = [text for text in found if "in response to a question" in text]
    assert texts
    assert not any("go to the note" in text or "claim 1, indirect" in text for text in texts)


# --- copied ------------------------------------------------------------------------------------


@pytest.fixture
def copying(reading: Page, context: BrowserContext) -> Page:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return reading


def _copied(page: Page, key: str, button: str) -> str:
    _reference(page, key).click()
    _note(page, key).get_by_role("button", name=button).click()
    expect(_note(page, key).get_by_role("status")).to_have_text("Copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_link_to_a_claim_is_copied_without_what_is_shown(copying: Page, address: str) -> None:
    copying.get_by_label("events").check()
    assert _copied(copying, _KEY, "Copy link") == f"{address}{_BRIEFING}#{_KEY}"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            _KEY,
            "“they have no intention of clashing (with Armenia)” — Azerbaijani officials, "
            "via Nasser Kanaani, Tasnim News Agency, in Iran Daily, ",
        ),
        ("russia-failed", ""),
    ],
)
def test_a_quote_is_copied_with_whose_words_it_is(
    copying: Page, address: str, key: str, expected: str
) -> None:
    if not expected:
        key = (
            copying.locator("#article-text .m-claim.f-indirect").first.get_attribute("data-key")
            or ""
        )
    text = _copied(copying, key, "Copy quote")
    assert text.endswith(f". {address}{_BRIEFING}#{key}")
    if expected:
        assert text.startswith(expected)
    else:
        assert re.search(r"” — Iran Daily, .*, reporting Tasnim News Agency\. ", text)


def test_a_card_offers_copying_and_leads_to_the_words_on_the_original_page(copying: Page) -> None:
    card = copying.locator(f"[id='{_KEY}']")
    card.locator("summary").first.click()
    expect(card.get_by_role("button", name="Copy quote")).to_be_visible()
    href = card.get_by_role("link", name="In the original").get_attribute("href") or ""
    assert href.startswith("https://newspaper.irandaily.ir/7385/2/4847#:~:text=they%20have%20no")
