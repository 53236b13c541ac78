"""The search in Chromium: its filters with their counts, the keyboard, the dialog of every page."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from generator.search import pagefind_format
from generator.search.index import parts_of, table_of, values_of
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
    assert page.locator("select:visible").count() == 7  # no story, and no filter by it
    statuses = _values(page, "status")
    assert statuses["Disputed"] > 0
    page.locator("select[name=status]").select_option("Disputed")
    expect(_status(page)).to_have_text(
        f"{statuses['Disputed']} results for “Tasnim”, only Disputed"
    )
    expect(page.locator(_RESULTS)).to_have_count(statuses["Disputed"])
    assert _asked(page) == {"q": ["Tasnim"], "status": ["Disputed"]}
    # The other values of the same filter keep their counts; those of the others follow.
    assert _values(page, "status") == statuses
    assert max(_values(page, "year").values()) == statuses["Disputed"]


def test_filters_can_be_combined_and_cleared(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Armenia&kind=Claim&actor=Nasser+Kanaani")
    expect(_status(page)).to_contain_text("only Claim, Nasser Kanaani")
    shown = page.locator(_RESULTS).all_inner_texts()
    assert shown
    assert all("Nasser Kanaani" in text for text in shown)
    expect(page.get_by_role("button", name=re.compile("^Claim"))).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(_status(page)).not_to_contain_text("Kanaani")
    assert _asked(page) == {"q": ["Armenia"], "kind": ["Claim"]}


def test_filters_list_without_words(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    expect(page.get_by_role("button", name=re.compile("^Claim 35"))).to_be_visible()
    expect(page.locator(_RESULTS)).to_have_count(0)
    page.locator("select[name=claim]").select_option("Denial")
    expect(_status(page)).to_have_text(re.compile(r"^\d results, only Denial$"))
    assert page.locator(".search-results .kind").all_inner_texts() == ["Claim"] * 2


def test_the_kinds_stay_where_one_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Armenia")
    kinds = page.get_by_role("group", name="Kind of result").get_by_role("button")
    expect(kinds.first).to_be_visible()
    before = kinds.all_inner_texts()
    assert len(before) > 3
    kinds.nth(2).focus()
    page.keyboard.press("Enter")
    expect(kinds.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(kinds.nth(2)).to_be_focused()
    assert kinds.all_inner_texts() == before


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


def test_the_dialog_has_the_kinds_and_leads_to_all_filters(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Tasnim")  # before the script that searches has come
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("results for “Tasnim”")
    assert dialog.locator("select").count() == 0
    dialog.get_by_role("button", name=re.compile("^Claim")).click()
    expect(dialog.get_by_role("status")).to_contain_text("only Claim")
    dialog.get_by_role("link", name="All filters").click()
    expect(page).to_have_url(f"{address}search/?q=Tasnim&kind=Claim")
    expect(_status(page)).to_contain_text("results for “Tasnim”, only Claim")


def test_on_a_phone_the_filters_are_folded_and_the_index_is_small(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    entry = page.request.get(f"{address}pagefind/pagefind-entry.json").json()
    tables = [table for _, table in chain(*entry["filters"].values())]
    filters = {f"{address}pagefind/data/{name}.pf_data" for name in tables}
    page.goto(f"{address}search/?q=Tasnim")
    expect(page.locator(_RESULTS).first).to_be_visible()
    assert not page.locator("select").first.is_visible()
    # Only the filter of the kinds is loaded before somebody wants the others.
    assert len(filters & {*loaded}) == 1
    page.get_by_text("Filters", exact=True).click()
    expect(page.locator("select[name=outlet]")).to_be_visible()
    assert _values(page, "outlet")
    assert len(filters) == 8
    assert filters <= {*loaded}
    context.close()


@pytest.fixture
def cut(site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site with filters cut after every value."""
    shutil.copytree(site, tmp_path / "site")
    folder = tmp_path / "site" / "pagefind"
    entry = json.loads((folder / "pagefind-entry.json").read_text())
    for name, parts in entry["filters"].items():
        files = [(folder / "data" / f"{table}.pf_data").read_bytes() for _, table in parts]
        values = values_of(chain(*(json.loads(gzip.decompress(file)) for file in files)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("generator.search.index.PART", 1)
            patch.setattr("generator.search.index.FEW", 1 if name != "kind" else 99)
            cut = parts_of(values)
        entry["filters"][name] = []
        for first, part in cut:
            file = pagefind_format.compressed(table_of(part))
            table = pagefind_format.digest_of(file)
            (folder / "data" / f"{table}.pf_data").write_bytes(file)
            entry["filters"][name].append([first, table])
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))
    yield from serve(tmp_path / "site")


@pytest.mark.parametrize("actor", ["Nasser Kanaani", "Iran"])
def test_one_value_loads_the_part_of_a_long_filter_that_has_it(
    browser: Browser, address: str, cut: str, actor: str
) -> None:
    context = browser.new_context()
    context.route("**/search.js*", _as_of_a_large_site)
    shown = {}
    for base in (address, cut):
        page = context.new_page()
        entry = page.request.get(f"{base}pagefind/pagefind-entry.json").json()
        tables = {f"{base}pagefind/data/{table}.pf_data" for _, table in entry["filters"]["actor"]}
        loaded: list[str] = []
        page.on("request", lambda request, loaded=loaded: loaded.append(request.url))
        page.goto(f"{base}search/?q=Armenia&actor={actor}")
        expect(_status(page)).to_contain_text("Armenia")
        assert len(tables & {*loaded}) == 1
        status, results = _status(page).inner_text(), page.locator(_RESULTS).all_inner_texts()
        page.get_by_text(re.compile("Filters")).first.click()
        expect(page.locator("select[name=year]")).to_be_visible()  # when all filters are there
        shown[base] = status, results, _values(page, "actor"), _values(page, "year")
        assert tables <= {*loaded}
    assert len(tables) > 5
    assert shown[address] == shown[cut]
    context.close()


def _as_of_a_large_site(route: Route) -> None:
    """Where there are many documents, lists of filters stay folded."""
    response = route.fetch()
    text = response.text()
    assert "MANY = 50000" in text
    route.fulfill(response=response, body=text.replace("MANY = 50000", "MANY = 5"))


def test_a_search_loads_the_words_that_it_needs_and_no_others(page: Page, address: str) -> None:
    """Pagefind without words would load all of them; the lists of filters stand open here."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{address}search/?kind=Claim&claim=Denial")
    expect(_status(page)).to_have_text("2 results, only Claim, Denial")
    assert [url for url in loaded if url.endswith(".pf_index")] == []
    results = [url for url in loaded if url.endswith(".pf_data")]
    assert len({*results}) <= 1 + 8 + 2  # the units, the filters, a file for each result at most
    page.get_by_role("searchbox").fill("Tasnim")
    expect(_status(page)).to_contain_text("Tasnim")
    assert len([url for url in loaded if url.endswith(".pf_index")]) == 1


def test_a_kind_without_results_keeps_its_button(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Tasnim&kind=Topic")
    expect(_status(page)).to_have_text("Nothing found for “Tasnim”, only Topic")
    chosen = page.get_by_role("button", name="Topic 0")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=re.compile("^All")).click()
    expect(page.locator(_RESULTS).first).to_be_visible()


def test_while_the_index_loads_the_page_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Tasnim")
    expect(_status(page)).to_have_text(re.compile(r"^\d\d results for “Tasnim”$"))
    found = _status(page).inner_text()
    held: list[Route] = []
    page.route("**/pagefind.js", lambda route: held.append(route))
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
        assert excerpt.startswith("… ") or excerpt[0].isupper() or excerpt[0].isdigit()
        assert not excerpt.startswith("Bottom line")
        assert 10 <= len(excerpt.split()) <= 26
        assert "armenia" in link.locator("mark").first.inner_text().lower()


def test_names_in_other_scripts_are_found(page: Page, address: str) -> None:
    for query in ("ناصر کنعانی", "کنعانی"):
        page.goto(f"{address}search/?q={query}")
        expect(page.locator(_RESULTS).first).to_contain_text("Nasser Kanaani")
