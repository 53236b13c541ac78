"""The ledger in Chromium: the same claims with scripts and without, and filters without a wait."""

import gzip
import json
import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.axe import faults

pytestmark = pytest.mark.browser

_LIST = "#ledger--list"
#: What there is to see of elements: their names, classes, languages, and the words in them.
_SEEN = """found => found.map(({ localName, className, lang, dir, textContent }) =>
  [localName, className, lang, dir, textContent.replace(/\\s+/g, "")])"""
_QUOTES = re.compile(r"/claims/quotes-[^/]*$")
_FORM = "#ledger--form"
#: With room the filters stand after the list, not in the form.
_FIELDS = ".page-ledger"


def _words(page: Page, selector: str = _LIST) -> list[str]:
    return page.locator(selector).inner_text().split()


def _choose(page: Page, side: str, value: str) -> None:
    page.locator(f"{_FIELDS} [name={side}]").select_option(value)


def _options(page: Page, side: str) -> dict[str, str]:
    """The values of a side with what is shown for each."""
    options: list[list[str]] = page.locator(f"{_FIELDS} [name={side}] option").evaluate_all(
        "options => options.slice(1).map(option => [option.value, option.text])"
    )
    return dict(options)


def _status(page: Page, words: str) -> None:
    """The words, and with a number of claims what they were filtered by."""
    chosen = "(, .+)?" if " of " in words else ""
    expect(page.locator("#ledger--status")).to_have_text(
        re.compile(f"^{re.escape(words)}{chosen}$")
    )


# --- with scripts and without ----------------------------------------------------------------


@pytest.mark.parametrize("side", ["kind", "form", "said", "so", "hops", "year", "topic"])
def test_a_filter_shows_what_the_plain_list_shows(
    shared: Page, shared_plain: Page, examples_address: str, side: str
) -> None:
    shared.goto(f"{examples_address}claims/")
    values = _options(shared, side)
    assert values
    for value in values:
        shared_plain.goto(f"{examples_address}claims/by/{side}/{value}/")
        _choose(shared, side, value)
        count = shared_plain.locator(f"{_LIST} .rows > li").count()
        _status(shared, f"{count} of 34 claims")
        assert shared.locator(f"{_LIST} .rows > li").count() == count
        assert _words(shared) == _words(shared_plain)
        rows, plain_rows = (
            p.locator(f"{_LIST} .rows *").evaluate_all(_SEEN) for p in (shared, shared_plain)
        )
        assert rows == plain_rows
        hrefs = "links => links.map(link => link.href)"
        links, plain_links = (
            p.locator(f"{_LIST} a").evaluate_all(hrefs) for p in (shared, shared_plain)
        )
        assert links == plain_links


def test_without_scripts_the_lists_are_links_and_there_is_no_form(
    browser: Browser, examples_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{examples_address}claims/")
    expect(page.locator(_FORM)).to_be_hidden()
    page.get_by_role("link", name="denial", exact=True).click()
    expect(page).to_have_url(re.compile(r"/claims/by/kind/denial/$"))
    expect(page.locator(f"{_LIST} .rows > li")).to_have_count(4)
    page.get_by_role("link", name="demand", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Claims: demand")
    context.close()


def test_with_scripts_the_form_stands_in_the_place_of_the_lists(
    page: Page, examples_address: str
) -> None:
    page.goto(f"{examples_address}claims/")
    expect(page.locator("#ledger--lists")).to_be_hidden()
    expect(page.get_by_label("Is it so?")).to_be_visible()
    expect(page.locator(f"{_LIST} .rows > li")).to_have_count(34)


def test_nothing_is_loaded_before_it_is_needed(page: Page, examples_address: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{examples_address}claims/", wait_until="networkidle")
    data = re.compile(r"/claims/(ledger|quotes)[^/]*$")
    assert [url for url in loaded if data.search(url)] == []
    page.get_by_label("Words").focus()
    expect(page.locator(f"{_FIELDS} [name=actor] option")).not_to_have_count(1)
    assert len([url for url in loaded if data.search(url)]) == 2
    _choose(page, "kind", "denial")
    _status(page, "4 of 34 claims")
    assert len([url for url in loaded if _QUOTES.search(url)]) == 1


# --- filters ---------------------------------------------------------------------------------


def test_filters_go_together_and_each_tells_what_it_would_leave(
    page: Page, examples_address: str
) -> None:
    page.goto(f"{examples_address}claims/")
    _choose(page, "kind", "fact")
    _status(page, "26 of 34 claims")
    by_form = {
        value: int(re.sub(r"\D", "", text)) for value, text in _options(page, "form").items()
    }
    for form, count in by_form.items():
        if count:
            _choose(page, "form", form)
            _status(page, f"{count} of 34 claims")
        else:
            option = page.locator(f"{_FIELDS} [name=form] option[value={form}]")
            assert option.is_disabled()
    assert sum(by_form.values()) == 26


def test_actors_are_offered_by_name_with_their_part(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/")
    part = page.get_by_label("Their part")
    expect(part).to_be_disabled()
    page.get_by_label("Words").focus()
    expect(page.locator(f"{_FIELDS} [name=actor] option[value=vellwire]")).to_be_attached()
    _choose(page, "actor", "vellwire")
    expect(part).to_be_enabled()
    counts = {}
    for value in ("says", "relays", "named", ""):
        _choose(page, "as", value)
        expect(page).to_have_url(re.compile(f"as={value}$" if value else "actor=vellwire$"))
        counts[value] = int(page.locator("#ledger--status").inner_text().split()[0])
    assert counts["says"] + counts["relays"] + counts["named"] == counts[""]
    assert counts["relays"] > 0


@pytest.mark.parametrize(
    ("actor", "part", "section"),
    [
        ("mara-tolven", "says", "claimed"),
        ("vellwire", "relays", "relayed"),
        ("harbour-board", "named", "about"),
    ],
)
def test_the_ledger_shows_what_an_actors_page_lists(
    page: Page, examples_address: str, actor: str, part: str, section: str
) -> None:
    page.goto(f"{examples_address}actors/{actor}/")
    listed = _words_of(page, f"h2#{section} ~ div >> nth=0")
    page.goto(f"{examples_address}claims/?actor={actor}&as={part}")
    expect(page.locator("#ledger--status")).to_have_text(re.compile(" of 34 claims"))
    assert _words_of(page, _LIST) == listed != []


def _words_of(page: Page, selector: str) -> list[str]:
    """The texts of the claims' headings."""
    return page.locator(selector).locator(".rows > li > a").all_inner_texts()


def test_words_are_found_without_case_and_marks(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/")
    page.get_by_label("Words").fill("SIRÈN")
    rows = page.locator(f"{_LIST} .rows > li > a")
    expect(rows.first).to_contain_text(re.compile("siren", re.IGNORECASE))
    some = rows.count()
    page.get_by_label("Words").fill("siren hask")
    expect(rows.first).to_contain_text("Teodor Hask")
    assert rows.count() < some


def test_the_address_keeps_the_choice(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/")
    _choose(page, "kind", "fact")
    page.get_by_label("Words").fill("power")
    expect(page).to_have_url(re.compile(r"\?q=power&kind=fact$"))
    shown = _words(page)
    page.reload()
    expect(page.get_by_label("Kind")).to_have_value("fact")
    expect(page.get_by_label("Words")).to_have_value("power")
    expect(page.locator("#ledger--status")).to_have_text(re.compile(" of 34 claims"))
    assert _words(page) == shown
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/claims/$"))
    expect(page.locator(f"{_LIST} .rows > li")).to_have_count(34)
    _status(page, "")


def test_a_choice_survives_going_to_a_claim_and_back(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/?kind=denial")
    _status(page, "4 of 34 claims")
    page.locator(f"{_LIST} .rows > li > a").first.click()
    expect(page).to_have_url(re.compile("/briefings/"))
    page.go_back()
    _status(page, "4 of 34 claims")
    expect(page.get_by_label("Kind")).to_have_value("denial")


@pytest.mark.parametrize(
    "query", ["kind=nothing", "length=1", "item=x", "actor=nobody", "as=says", "q=%ED%A0%80"]
)
def test_an_address_that_makes_no_sense_does_no_harm(
    page: Page, examples_address: str, query: str
) -> None:
    page.goto(f"{examples_address}claims/?{query}")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/claims/$"))
    _choose(page, "kind", "denial")
    _status(page, "4 of 34 claims")


def test_where_the_claims_cannot_be_loaded_the_lists_come_back(
    page: Page, examples_address: str
) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route(re.compile(r"/claims/ledger[^/]*$"), refuse)
    page.goto(f"{examples_address}claims/")
    _choose(page, "kind", "fact")
    _status(page, "The claims could not be loaded. The lists work without them.")
    expect(page.locator("#ledger--lists")).to_be_visible()
    expect(page.locator(f"{_LIST} .rows > li")).to_have_count(34)
    page.unroute(re.compile(r"/claims/ledger[^/]*$"))
    _choose(page, "kind", "denial")
    _status(page, "4 of 34 claims")


def test_parts_of_a_quotation_and_its_cut_end_have_an_ellipsis(
    page: Page, examples_address: str
) -> None:
    words = {"looks": [["fa", "rtl", True]], "quotes": [[0, "first", "last", ""]] * 34}
    body = gzip.compress(json.dumps(words).encode())
    page.route(_QUOTES, lambda route: route.fulfill(body=body))
    page.goto(f"{examples_address}claims/?kind=denial")
    _status(page, "4 of 34 claims")
    quote = page.locator(f"{_LIST} .rows > li > p").first
    assert quote.evaluate("element => element.outerHTML") == (
        '<p class="bare" lang="fa" dir="rtl"><q>first</q> <span class="gap">…</span> <q>last</q> '
        '<span class="gap">…</span></p>'
    )


def test_where_the_words_cannot_be_loaded_the_lists_come_back(
    page: Page, examples_address: str
) -> None:
    page.route(_QUOTES, lambda route: route.abort())
    page.goto(f"{examples_address}claims/?kind=fact")
    _status(page, "The claims could not be loaded. The lists work without them.")
    expect(page.locator("#ledger--lists")).to_be_visible()
    page.unroute(_QUOTES)
    _choose(page, "kind", "denial")
    _status(page, "4 of 34 claims")
    expect(page.locator(f"{_LIST} .rows > li:has(> p > q)")).to_have_count(4)


def test_words_that_come_late_do_not_undo_a_later_choice(page: Page, examples_address: str) -> None:
    waiting: list[Route] = []
    page.route(_QUOTES, lambda route: waiting.append(route))
    page.goto(f"{examples_address}claims/")
    with page.expect_request(_QUOTES):
        _choose(page, "kind", "fact")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/claims/$"))
    waiting[0].continue_()
    _choose(page, "kind", "denial")
    _status(page, "4 of 34 claims")
    expect(page.locator(f"{_LIST} .rows > li")).to_have_count(4)


# --- keyboard, screen readers, paper ---------------------------------------------------------


def test_the_keyboard_alone_filters_and_keeps_its_place(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/")
    page.get_by_label("Words").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Filters")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kind")).to_be_focused()
    page.keyboard.type("deni")
    _status(page, "4 of 34 claims")
    expect(page.get_by_label("Kind")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Form")).to_be_focused()
    page.get_by_label("Words").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claims/\?kind=denial$"))


@pytest.mark.parametrize(("width", "follow"), [(390, False), (1280, True)])
def test_filters_are_beside_the_claims_and_after_them_where_there_is_room(
    page: Page, examples_address: str, width: int, follow: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{examples_address}claims/")
    claims, filters = page.locator(_LIST), page.locator("#ledger--filters")
    expect(filters).to_be_visible()
    order = "(one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING"
    assert bool(claims.evaluate(order, filters.element_handle())) is follow
    heading, box = page.get_by_role("heading", level=1).bounding_box(), filters.bounding_box()
    assert heading is not None
    assert box is not None
    assert (box["x"] > heading["x"] + heading["width"]) is follow
    expect(page.get_by_role("link", name="Filters")).to_have_count(int(follow))


def test_the_count_names_what_the_claims_were_filtered_by(
    page: Page, examples_address: str
) -> None:
    page.goto(f"{examples_address}claims/?q=power&kind=fact&so=corroborated")
    status = page.locator("#ledger--status")
    expect(status).to_have_text(re.compile(r"^\d+ of 34 claims, power, fact, Shown$"))
    page.emulate_media(media="print")
    expect(status).to_be_visible()


def test_the_form_is_one_group_and_the_count_is_announced(
    page: Page, examples_address: str
) -> None:
    page.goto(f"{examples_address}claims/")
    expect(page.get_by_role("group", name="Show only the claims with")).to_be_visible()
    assert page.locator("#ledger--status").get_attribute("role") == "status"


def test_axe_finds_nothing_among_filtered_claims(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/?kind=fact&actor=mara-tolven")
    expect(page.locator("#ledger--status")).to_have_text(re.compile("of 34"))
    assert faults(page) == []


def test_filters_are_folded_on_a_phone_and_the_count_names_them(
    page: Page, examples_address: str
) -> None:
    """To open them for an address with one moves the list: by 0.096 on a phone."""
    page.set_viewport_size({"width": 390, "height": 664})
    page.goto(f"{examples_address}claims/")
    kind = page.locator("select[name='kind']")
    expect(kind).to_be_hidden()
    page.locator("#ledger--filters summary").click()
    kind.select_option("denial")
    expect(page).to_have_url(re.compile("kind=denial$"))
    page.reload()
    expect(page.locator("#ledger--status")).to_have_text("4 of 34 claims, denial")
    expect(kind).to_be_hidden()
    page.goto(f"{examples_address}claims/")
    page.set_viewport_size({"width": 1280, "height": 664})
    expect(kind).to_be_visible()
    expect(page.locator("#ledger--filters summary")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_filtered_claims_do_not_scroll_sideways(
    shared: Page, examples_address: str, width: int
) -> None:
    shared.set_viewport_size({"width": width, "height": 800})
    shared.goto(f"{examples_address}claims/?kind=fact")
    _status(shared, "26 of 34 claims")
    root = "document.documentElement"
    assert shared.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0


def test_what_is_printed_are_the_claims_and_not_the_form(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/?kind=denial")
    _status(page, "4 of 34 claims")
    page.emulate_media(media="print")
    expect(page.locator(_FORM)).to_be_hidden()
    expect(page.locator(f"{_LIST} .rows > li").first).to_be_visible()
    expect(page.locator("#ledger--status")).to_be_visible()


# --- what strangers write --------------------------------------------------------------------


def test_hostile_claims_are_filtered_as_text(page: Page, hostile_address: str) -> None:
    page.goto(f"{hostile_address}claims/")
    plain = _words(page)
    (year,) = _options(page, "year").keys() & {"2031"}
    _choose(page, "year", year)
    expect(page.locator("#ledger--status")).to_have_text(re.compile(r"of \d+ claims"))
    assert len(_words(page)) > 10
    assert set(_words(page)) <= set(plain)
    assert page.evaluate("typeof window.pwned") == "undefined"


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_script_of_the_form_comes(
    browser: Browser, examples_address: str, width: int
) -> None:
    """What is painted before it is as high as what it makes of it."""
    tops = []
    for script in ("stopped", "loaded"):
        context = browser.new_context(viewport={"width": width, "height": 844})
        page = context.new_page()
        if script == "stopped":
            page.route("**/ledger.js", lambda route: route.abort())
        page.goto(f"{examples_address}claims/")
        expect(page.get_by_label("Words")).to_be_visible()
        tops.append(page.locator("#ledger--claims").bounding_box())
        context.close()
    assert tops[0] == tops[1]
