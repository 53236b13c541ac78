"""The finished site in Chromium: by keyboard, without scripts, on a phone, in the dark."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.axe import faults
from tests.site.conftest import ROOT
from tests.site.pages import KINDS
from tests.site.widths import too_narrow

pytestmark = pytest.mark.browser

_BRIEFING = KINDS["briefing"]
_SOURCE = ROOT / "briefings/articles/2023-09-11-iran-armenia-azerbaijan/source.txt"
_TEXT_OF = """element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('i').forEach(helper => helper.remove());
  return copy.textContent;
}"""
_FOCUS = "document.activeElement.getAttribute('href') || document.activeElement.tagName"


def _tab_until(page: Page, wanted: str, limit: int = 400) -> None:
    """Press Tab until the link to `wanted` has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(_FOCUS) == wanted:
            return
    pytest.fail(f"{limit} times Tab did not reach {wanted}")


def test_the_keyboard_leads_from_mark_to_note_to_claim_to_mark(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    _tab_until(page, "#aside--baku-no-intent")
    page.keyboard.press("Enter")
    assert page.evaluate(_FOCUS) == "#baku-no-intent"  # the note's link to the claim
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#baku-no-intent$"))
    expect(page.locator("[id='baku-no-intent']")).to_be_in_viewport()
    _tab_until(page, "#mark--baku-no-intent", limit=10)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#mark--baku-no-intent$"))
    expect(page.locator("[id='mark--baku-no-intent']")).to_be_in_viewport()
    _tab_until(page, "#aside--baku-no-intent", limit=10)


def test_the_keyboard_alone_searches_and_opens_a_result(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}")
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("Lachin corridor")
    result = page.get_by_role("dialog").get_by_role("list").get_by_role("link").first
    expect(result).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(result).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/background/lachin-corridor/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lachin")


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_a_shortcut_opens_the_search_and_escape_gives_the_focus_back(
    page: Page, address: str, keys: str
) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    before = page.evaluate(_FOCUS)
    page.keyboard.press(keys)
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate(_FOCUS) == before


def test_a_claim_is_a_result_of_its_own_with_its_verdicts_and_its_place(
    page: Page, address: str
) -> None:
    page.goto(f"{address}search/?q=intention+clashing")
    result = page.get_by_role("main").get_by_role("link", name=re.compile("^Claim.*clash")).first
    expect(result).to_contain_text("Was it said? By Nasser Kanaani: yes.")
    result.click()
    expect(page).to_have_url(f"{address}{_BRIEFING}#baku-no-intent")
    expect(page.locator("[id='baku-no-intent']")).to_be_in_viewport()


def test_the_search_says_how_many_it_found_and_when_it_found_nothing(
    page: Page, address: str
) -> None:
    page.goto(f"{address}search/")
    field = page.get_by_role("searchbox")
    field.fill("Zangezur zyzzyva")
    expect(page.get_by_role("status")).to_contain_text("Nothing found")
    field.fill("Tasnim")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d+ results?"))
    expect(page).to_have_url(re.compile(r"\?q=Tasnim$"))


def test_the_search_finds_only_page_content(page: Page, address: str) -> None:
    """The name is in the frame of pages and in the guides of contributors, whom others ask."""
    page.goto(f"{address}search/?q=GitHub")
    expect(page.get_by_role("status")).to_contain_text("Nothing found")


def test_the_dom_holds_the_article_character_for_character(page: Page, address: str) -> None:
    page.goto(f"{address}{_BRIEFING}")
    text = page.locator("#article-text").evaluate(_TEXT_OF)
    assert text == _SOURCE.read_bytes().decode("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(shared: Page, address: str, kind: str) -> None:
    shared.goto(f"{address}{KINDS[kind]}")
    assert faults(shared) == []


def test_axe_finds_nothing_on_the_hand_written_pages_of_a_phone(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 664})
    page = context.new_page()
    found = {}
    # The longest four have the widest tables: of formats, fields, engines and looks; that of data
    # is written by us. Other tests see the colours of a hand-written page.
    for name in ("about/exports", "about/format", "about/engines", "about/design", "data"):
        page.goto(f"{address}{name}/")
        found[name] = faults(page, colours=["light"] if name == "about/engines" else [])
    context.close()
    assert {name: said for name, said in found.items() if said} == {}


def test_what_is_laid_out_late_has_no_number_outside_its_box(page: Page, address: str) -> None:
    """Such a box is clipped: of the numbers of open questions only the dots were seen."""
    page.goto(f"{address}{_BRIEFING}")
    expect(page.locator(".questions > li").first).to_have_css("list-style-type", "decimal")
    cut = page.evaluate(
        """[...document.querySelectorAll("main *")].filter((element) => {
             const style = getComputedStyle(element);
             return style.contentVisibility === "auto" && style.display === "list-item"
               && style.listStylePosition === "outside" && style.listStyleType !== "none";
           }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert cut == []


def test_axe_finds_nothing_in_the_open_search(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Armenia")
    expect(page.get_by_role("dialog").get_by_role("list").get_by_role("link").first).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways(shared: Page, address: str, kind: str) -> None:
    shared.set_viewport_size({"width": 320, "height": 800})
    shared.goto(f"{address}{KINDS[kind]}")
    assert too_narrow(shared, (320, 390, 1024, 1920)) == []


# Searching needs a script, what is past is for the reader's own clock to say, and the ledger has
# filters in the place of its lists (test_ledger.py compares the claims).
_SCRIPTED = {"search", "404", "reviews", "claims"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in _SCRIPTED])
def test_a_page_without_scripts_is_complete(
    address: str, kind: str, shared: Page, shared_plain: Page
) -> None:
    shared_plain.goto(f"{address}{KINDS[kind]}")
    without = shared_plain.get_by_role("main").inner_text()
    shared.goto(f"{address}{KINDS[kind]}")
    # What only a script can do is offered by a script only.
    shared.locator(".scripted").evaluate_all("found => found.forEach(one => one.remove())")
    assert without.split() == shared.get_by_role("main").inner_text().split()


def test_without_scripts_marks_and_claims_are_linked(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{_BRIEFING}#analyst")
    page.locator("#article-text a.m-ref[href='#aside--baku-no-intent']").click()
    note = page.locator("[id='aside--baku-no-intent']")
    expect(note).to_be_in_viewport()
    note.get_by_role("link").nth(1).click()
    expect(page.locator("[id='baku-no-intent']")).to_be_in_viewport()
    page.locator(".claim a[href='#mark--baku-no-intent']").click()
    expect(page.locator("[id='mark--baku-no-intent']")).to_be_in_viewport()
    context.close()


def test_the_search_link_without_scripts_leads_to_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Search").first.click()
    expect(page.get_by_role("main").get_by_role("link", name="all claims")).to_be_visible()
    context.close()


def test_a_printed_briefing_holds_the_article_and_no_navigation(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    page.emulate_media(media="print")
    expect(page.locator("#article-text")).to_be_visible()
    expect(page.locator(".bottom")).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    printed = page.pdf(path=tmp_path / "briefing.pdf", format="A4")
    assert printed.startswith(b"%PDF-")


def test_hostile_text_is_shown_and_runs_nothing(
    page: Page, hostile_address: str, hostile_site: Path
) -> None:
    urls = [
        path.relative_to(hostile_site).as_posix().removesuffix("index.html")
        for path in sorted(hostile_site.rglob("index.html"))
    ]
    # Of the hand-written pages, which have no text of a briefing, the first has their frame.
    urls = [url for url in urls if not url.startswith(("about/", "own/")) or url == "about/"]
    assert len(urls) > 40
    for url in urls:
        page.goto(f"{hostile_address}{url}")
        assert page.evaluate("typeof window.pwned") == "undefined", url
        assert page.get_by_role("heading", level=1).count() == 1, url


def test_hostile_text_is_found_and_runs_nothing(page: Page, hostile_address: str) -> None:
    page.goto(f"{hostile_address}search/?q=script")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d+ results?"))
    expect(page.locator("#search-page .search-results a").first).to_be_visible()
    assert page.evaluate("typeof window.pwned") == "undefined"
