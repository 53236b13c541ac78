"""The search in Chromium: its filters with their counts, the keyboard, the dialog of every page."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.site.conftest import serve

pytestmark = pytest.mark.browser

_RESULTS = ".search-results a"


def _values(page: Page, facet: str) -> dict[str, int]:
    """The values of a filter with their counts."""
    options = page.locator(f"select[name={facet}] option").all_inner_texts()
    found = (re.fullmatch(r"(.*) \((\d+)\)", option) for option in options)
    return {match[1]: int(match[2]) for match in found if match}


def _status(page: Page) -> Locator:
    return page.get_by_role("status")


def _asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_the_filters_say_how_many_results_each_value_has(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Tasnim")
    expect(_status(page)).to_contain_text(re.compile(r"^\d+ results"))
    expect(page.locator("select[name=actor]")).to_be_visible()
    assert page.locator("select:visible").count() == 10
    outlets = _values(page, "outlet")
    assert outlets["Iran Daily"] >= 1
    page.locator("select[name=outlet]").select_option("Iran Daily")
    number = outlets["Iran Daily"]
    expect(_status(page)).to_contain_text(" for “Tasnim”, only Iran Daily")
    expect(_status(page)).to_contain_text(f"{number} result")
    assert page.locator(f"{_RESULTS} .kind", has_not_text="Claim").count() == number
    assert _asked(page) == {"q": ["Tasnim"], "outlet": ["Iran Daily"]}
    # The other values of the same filter keep their counts; those of the others follow.
    assert _values(page, "outlet") == outlets
    assert max(_values(page, "year").values()) <= number


def test_filters_can_be_combined_and_cleared(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Armenia&kind=Briefing&actor=Nasser+Kanaani&so=Disputed")
    expect(_status(page)).to_have_text(
        "1 result for “Armenia”, only Briefing, Nasser Kanaani, Disputed"
    )
    assert page.locator(f"{_RESULTS} .kind").all_inner_texts() == ["Briefing", *["Claim"] * 3]
    # What is counted are pages; claims are set in below theirs.
    left = "all => all.map(one => one.getBoundingClientRect().left)"
    one, *claims = page.locator(_RESULTS).evaluate_all(left)
    assert min(claims) > one
    expect(page.locator("select[name=kind]")).to_have_value("Briefing")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(_status(page)).not_to_contain_text("Kanaani")
    assert _asked(page) == {"q": ["Armenia"]}


def test_filters_alone_lead_to_the_ledger(page: Page, address: str) -> None:
    page.goto(f"{address}search/?actor=Nasser+Kanaani&claim=Position&so=A+judgement&year=2023")
    expect(page).to_have_url(re.compile(r"/claims/\?"))
    ledger = page.locator("#ledger--status")
    expect(ledger).to_have_text(re.compile(r"^[1-9]\d* of 32 claims, "))
    chosen = {"actor": "nasser-kanaani", "kind": "position", "so": "judgement"}
    for name, value in (chosen | {"year": "2023"}).items():
        expect(page.locator(f"select[name={name}]")).to_have_value(value)


def test_a_filter_chosen_without_words_has_a_link_to_the_ledger(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    expect(page.locator("select[name=kind]")).to_contain_text("Briefing (6)")
    expect(page.locator(_RESULTS)).to_have_count(0)
    page.locator("select[name=claim]").select_option("Denial")
    expect(_status(page)).to_have_text("Type a word")
    expect(page.locator(_RESULTS)).to_have_count(0)
    page.get_by_role("link", name="All claims", exact=True).click()
    expect(page.locator("#ledger--status")).to_have_text("2 of 32 claims, denial")


def test_words_lead_to_the_ledger_with_the_filters_that_it_has(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Armenia&kind=Briefing&so=Disputed&outlet=Iran+Daily")
    expect(_status(page)).to_contain_text("1 result")
    page.get_by_role("link", name="All claims with “Armenia”").click()
    expect(page.get_by_label("Words")).to_have_value("Armenia")
    expect(page.locator("select[name=so]")).to_have_value("disputed")
    expect(page.locator("#ledger--status")).to_have_text(
        re.compile(r"^[1-9] of 32 claims, Armenia, ")
    )


def test_a_claim_is_found_below_its_page_with_its_speaker_and_leads_to_its_place(
    page: Page, address: str
) -> None:
    page.goto(f"{address}search/?q=conventional+military+action")
    kinds = page.locator(f"{_RESULTS} .kind")
    expect(kinds.first).to_have_text("Briefing")
    claim = page.locator(_RESULTS).nth(1)
    expect(claim.locator(".kind")).to_have_text("Claim")
    expect(claim.locator("b")).to_have_text(
        "Azerbaijani officials: The deployment of Azerbaijani troops is routine, ahead of winter."
    )
    expect(claim.locator(".verdicts")).to_contain_text(
        "Was it said? By Azerbaijani officials: yes. By Nasser Kanaani: yes. Is it so? Disputed."
    )
    expect(claim.locator(".excerpt mark")).to_have_text(["“conventional", "military", "action”"])
    expect(claim.locator(".excerpt")).to_contain_text("“conventional military action” ahead")
    claim.click()
    expect(page).to_have_url(re.compile(r"/briefings/iran-armenia-azerbaijan/#conventional-action"))
    expect(page.locator(".claim:has(#conventional-action)")).to_have_attribute("open", "")


def test_words_behind_the_last_claim_are_no_part_of_it(page: Page, address: str) -> None:
    """Pagefind counts them to it: the headings of the page's parts are not indexed."""
    page.goto(f"{address}briefings/iran-armenia-azerbaijan/")
    word = page.evaluate(
        """() => {
          const wordsOf = (part) =>
            document.querySelector(part).textContent.toLowerCase().match(/[a-z]{8,}/g);
          const stems = new Set(wordsOf(".claims").map((word) => word.slice(0, 5)));
          return wordsOf(".questions").find((word) => !stems.has(word.slice(0, 5)));
        }"""
    )
    page.goto(f"{address}search/?q={word}&kind=Briefing")
    expect(page.locator(f"{_RESULTS} .kind")).to_have_text(["Briefing"])


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("Nasser Kanaani", "Actor", "Nasser Kanaani"),
        ("Lachin corridor", "Background", "Lachin corridor"),
        ("South Caucasus", "Topic", "Iran and the South Caucasus"),
        ("two witnesses", "About", "How we work"),
    ],
)
def test_pages_of_each_kind_are_found(
    page: Page, address: str, query: str, kind: str, title: str
) -> None:
    page.goto(f"{address}search/?q={query}&kind={kind}")
    result = page.locator(_RESULTS).filter(has=page.get_by_text(title)).first
    expect(result.locator(".kind")).to_have_text(kind)
    result.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_the_kinds_stay_where_one_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Armenia")
    expect(page.locator("select[name=kind]")).to_be_visible()
    before = _values(page, "kind")
    assert len(before) > 2
    kinds = page.locator("select[name=kind]")
    kinds.focus()
    kinds.select_option("Actor")
    expect(_status(page)).to_contain_text("only Actor")
    expect(kinds).to_be_focused()
    assert _values(page, "kind") == before


def test_the_keyboard_reaches_filters_and_results_and_comes_back(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Tasnim")
    expect(page.locator(_RESULTS).first).to_be_visible()
    expect(page.locator("select[name=actor]")).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "actor":
            break
    page.keyboard.type("Nasser")  # a list of choices looks for what is typed
    expect(_status(page)).to_contain_text("only Nasser Kanaani")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(_RESULTS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("search/"))


def test_the_dialog_leads_to_all_filters(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Tasnim")  # before the script that searches has come
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("results for “Tasnim”")
    assert dialog.locator("select").count() == 0
    dialog.get_by_role("link", name="All filters").click()
    expect(page).to_have_url(f"{address}search/?q=Tasnim")
    expect(_status(page)).to_contain_text("results for “Tasnim”")


def test_on_a_phone_the_filters_are_folded(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}search/?q=Tasnim")
    expect(page.locator(_RESULTS).first).to_be_visible()
    assert not page.locator("select").first.is_visible()
    page.get_by_text("Filters", exact=True).click()
    expect(page.locator("select[name=outlet]")).to_be_visible()
    assert _values(page, "outlet")
    context.close()


def test_a_search_loads_only_what_it_needs(page: Page, address: str) -> None:
    """Pagefind without words would load all of them."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{address}search/?outlet=Iran+Daily")
    expect(_status(page)).to_have_text("Type a word")
    assert [url for url in loaded if url.endswith((".pf_index", ".pf_fragment"))] == []
    page.get_by_role("searchbox").fill("Tasnim")
    expect(_status(page)).to_contain_text("Tasnim")
    # Those of the words in the two languages that have articles with a word like it.
    indexes = [url for url in loaded if url.endswith(".pf_index")]
    assert sorted(url.rpartition("/")[2][:2] for url in indexes) == ["en", "fr"]
    # The page that is found, and those that tell how well the words are found without the filter.
    assert len([url for url in loaded if url.endswith(".pf_fragment")]) == 3


@pytest.fixture
def without_index(site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site without the files of its index."""
    shutil.copytree(site, tmp_path / "site")
    shutil.rmtree(tmp_path / "site" / "pagefind")
    yield from serve(tmp_path / "site")


def test_an_index_that_cannot_be_loaded_is_said(page: Page, without_index: str) -> None:
    page.goto(f"{without_index}search/?q=Tasnim")
    expect(_status(page)).to_have_text(
        "The search index could not be loaded. Try again in a moment."
    )


def test_a_kind_without_results_can_be_left(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Tasnim&kind=Topic")
    expect(_status(page)).to_have_text("Nothing found for “Tasnim”, only Topic")
    kinds = page.locator("select[name=kind]")
    expect(kinds).to_have_value("Topic")
    kinds.select_option("")
    expect(page.locator(_RESULTS).first).to_be_visible()


def test_while_the_index_loads_the_page_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Tasnim")
    expect(_status(page)).to_have_text(re.compile(r"^\d+ results for “Tasnim”$"))
    found = _status(page).inner_text()
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        # The engines of other languages come after that of the site's.
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/pagefind.js", hold_the_first)
    page.goto(f"{address}search/?q=Tasnim")
    expect(_status(page)).to_have_text("Searching …")
    held[0].continue_()
    expect(_status(page)).to_have_text(found)


def test_an_excerpt_begins_below_the_title_and_shows_what_was_found(
    page: Page, address: str
) -> None:
    page.goto(f"{address}search/?q=Armenia")
    expect(_status(page)).to_contain_text("results for")
    links = page.locator(_RESULTS).filter(has=page.locator("mark"))
    assert links.count() >= 3
    for link in links.all():
        title, excerpt = link.locator("b").inner_text(), link.locator(".excerpt").inner_text()
        assert not excerpt.startswith(title[-20:])
        assert not excerpt.startswith("Bottom line")
        assert len(excerpt.split()) <= 26
        assert "armenia" in link.locator("mark").first.inner_text().lower()


def test_names_in_other_scripts_are_found(page: Page, address: str) -> None:
    for query in ("ناصر کنعانی", "کنعانی"):
        page.goto(f"{address}search/?q={query}")
        expect(page.locator(_RESULTS).first).to_contain_text("Nasser Kanaani")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_search_moves_nothing(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(f"{address}search/?q=Armenia")
    expect(page.locator(_RESULTS).first).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") <= 0.02
    context.close()


def test_actors_come_first_for_their_names(page: Page, address: str) -> None:
    for query in ("Kanaani", "nasser kanaani", "Tasnim", "کنعانی", "TASS"):
        page.goto(f"{address}search/?q={query}")
        expect(page.locator(f"{_RESULTS} .kind").first).to_have_text("Actor")
    for query in ("Armenia", "iran", "Türkey"):  # the whole name, before others that have it
        page.goto(f"{address}search/?q={query}")
        expect(page.locator(f"{_RESULTS} b").first).to_have_text(
            query.capitalize().replace("ü", "u")
        )


@pytest.mark.parametrize(
    ("query", "name"), [("Kenaani", "Nasser Kanaani"), ("Lcahin corridr", "Lachin corridor")]
)
def test_a_name_that_is_mistyped_is_proposed(
    page: Page, address: str, query: str, name: str
) -> None:
    page.goto(f"{address}search/?q={query}")
    expect(_status(page)).to_have_text(f"Nothing found for “{query}”. Did you mean one of these?")
    expect(page.locator(f"{_RESULTS} b").first).to_contain_text(name)
    expect(page.get_by_role("main").get_by_role("link", name="all actors")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Tasnin", "Tasnim News Agency"),
        ("Iran Dialy", "Iran Daily"),
        ("six newsroms", "One press conference, six newsrooms"),
        ("Eagle Partnr", "Eagle Partner 2023"),
    ],
)
def test_a_title_with_a_slip_in_one_word_comes_first(
    page: Page, address: str, query: str, title: str
) -> None:
    """Other words of the query are on many pages."""
    page.goto(f"{address}search/?q={query}")
    expect(page.locator(f"{_RESULTS} b").first).to_contain_text(title)


def test_titles_of_sources_are_not_found(page: Page, address: str) -> None:
    """The excerpt would not say that the words are those of a document."""
    page.goto(f"{address}search/?q=Biden")
    expect(_status(page)).to_have_text("Nothing found for “Biden”")


def test_without_a_query_the_page_says_what_to_do(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    expect(_status(page)).to_have_text("Type a word")
    expect(page.get_by_role("main").get_by_role("link", name="all actors")).to_be_visible()
    expect(page.get_by_text("Searching needs JavaScript")).to_be_hidden()


def test_where_nothing_is_found_the_page_says_where_to_look(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=qwxyzzq")
    expect(page.locator(".search-all")).to_be_hidden()
    expect(_status(page)).to_have_text("Nothing found for “qwxyzzq”")
    for name in ("all briefings", "all claims", "all actors"):
        expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_be_visible()
    page.get_by_role("searchbox").fill("Armenia")
    expect(_status(page)).to_contain_text("results for")
    expect(page.get_by_role("main").get_by_role("link", name="all actors")).to_be_hidden()


@pytest.mark.parametrize("query", ["GitHub", "Zensical", "banana", "elephant"])
def test_no_page_is_proposed_that_only_shares_some_letters(
    page: Page, address: str, query: str
) -> None:
    page.goto(f"{address}search/?q={query}")
    expect(_status(page)).to_have_text(f"Nothing found for “{query}”")
    expect(page.get_by_role("main").get_by_role("link", name="all actors")).to_be_visible()


def test_topics_and_actors_do_not_repeat_the_briefings_that_they_list(
    page: Page, address: str
) -> None:
    page.goto(f"{address}search/?q=slip in translation")
    expect(page.locator(_RESULTS).first).to_be_visible()
    kinds = page.locator(f"{_RESULTS} .kind").all_inner_texts()
    assert not {"Topic", "Actor"} & set(kinds)


@pytest.mark.parametrize(("width", "follow"), [(390, False), (1280, True)])
def test_filters_are_beside_the_results_and_after_them_where_there_is_room(
    page: Page, address: str, width: int, follow: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}search/?q=Armenia")
    first = page.locator(_RESULTS).first
    filters = page.locator(".search-filters")
    expect(filters).to_be_in_viewport()
    order = "(one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING"
    assert bool(first.evaluate(order, filters.element_handle())) is follow
    one, other = first.bounding_box(), filters.bounding_box()
    assert one is not None
    assert other is not None
    assert (other["x"] > one["x"] + one["width"]) is follow


def test_pages_for_readers_are_found_and_those_for_contributors_are_not(
    page: Page, address: str
) -> None:
    page.goto(f"{address}search/?q=witnesses&kind=About")
    expect(page.locator(f"{_RESULTS} b").first).to_have_text("How we work")
    page.goto(f"{address}search/?q=WordPress&kind=About")
    expect(page.locator(f"{_RESULTS} b")).to_have_text(["Embed and cite a claim"])
    for word in ("YAML", "pytest", "front matter", "Zensical"):
        page.goto(f"{address}search/?q={word}")
        expect(_status(page)).to_contain_text(f"for “{word}”")
        about = page.locator(f"{_RESULTS}[href*='/about/']").all()
        places = {str(link.get_attribute("href")).rstrip("/").rpartition("/")[2] for link in about}
        assert places <= {"method", "embedding"}
